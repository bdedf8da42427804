"""The worked cases published with release 3.2: what they prescribe is judged valid, what they forbid is not.

Numbers, dates and codes are those of the cases (iWmo and iJw 3.2, cases 1 to 4), but for the reasons in
case 4: there the published case uses Wmo codes in a Jeugdwet message, here are their Jeugdwet counterparts.
"""

import datetime as dt
from typing import Any

from iwmo_worlds import b301, b305, b307

from ontschot.exchange.iwmo import EarlierMessages, Message, Sources, check
from ontschot.exchange.iwmo.xml import composites as c
from ontschot.exchange.iwmo.xml import messages as m
from ontschot.exchange.iwmo.xml.kinds import KINDS

D = dt.date


class Traffic:
    """Messages of one case, each judged given those before it."""

    def __init__(self, standard: str, bsn: str, number: int, product: c.Product, first: dt.date) -> None:
        self.standard, self.bsn, self.number, self.product, self.first = standard, bsn, number, product, first
        self.history = EarlierMessages()
        self.count = 0

    def send(self, number: int, body: Any, day: dt.date) -> set[str]:
        """Codes of the rules that a message breaks; it counts as sent when it breaks none."""
        self.count += 1
        body.client.bsn = self.bsn
        mark = body.header.bericht_identificatie
        mark.identificatie, mark.dagtekening = f"M{self.count}", day
        message = Message(KINDS[self.standard, number], body)
        judgement = check(message, context=self.history, sources=Sources(today=D(2026, 1, 1)))
        if judgement.valid:
            self.history.add(message)
        return {fault.rule for fault in judgement.faults}

    def allocate(self, day: dt.date, end: dt.date, volume: c.Omvang, reason: str | None = None) -> set[str]:
        body = b301(self.standard)
        item = body.client.toegewezen_producten[0]
        item.toewijzing_nummer, item.product, item.omvang = self.number, self.product, volume
        item.toewijzingsdatum, item.ingangsdatum, item.einddatum = day, self.first, end
        item.reden_wijziging = reason
        return self.send(301, body, day)

    def start(self, begin: dt.date) -> set[str]:
        body = b305(self.standard)
        body.client.start_producten = [
            m.StartProduct(
                toewijzing_nummer=self.number,
                product=self.product,
                toewijzing_ingangsdatum=self.first,
                begindatum=begin,
                status_aanlevering="1",
            )
        ]
        return self.send(305, body, begin)

    def stop(self, day: dt.date, begin: dt.date, *parts: tuple[str, dt.date, str]) -> set[str]:
        body = b307(self.standard)
        body.client.stop_producten = [
            m.StopProduct(
                toewijzing_nummer=self.number,
                product=self.product,
                toewijzing_ingangsdatum=self.first,
                begindatum=begin,
                reden_beeindiging=reason,
                einddatum=end,
                status_aanlevering=status,
            )
            for reason, end, status in parts
        ]
        return self.send(307, body, day)


def youth() -> Traffic:
    traffic = Traffic("jw", "999900006", 667899, c.Product(categorie="45", code="45A04"), D(2023, 1, 1))
    hours = c.Omvang(volume=3, eenheid="04", frequentie="2")
    assert traffic.allocate(D(2023, 1, 1), D(2023, 6, 30), hours) == set()
    assert traffic.start(D(2023, 1, 5)) == set()
    return traffic


def test_case_1_an_allocation_is_extended_by_its_end() -> None:
    traffic = youth()
    hours = c.Omvang(volume=3, eenheid="04", frequentie="2")
    assert traffic.allocate(D(2023, 5, 10), D(2023, 12, 31), hours, "04") == set()


def day_activities() -> Traffic:
    traffic = Traffic("wmo", "999996770", 668877, c.Product(categorie="07", code="07A12"), D(2023, 5, 15))
    parts = c.Omvang(volume=6, eenheid="16", frequentie="2")
    assert traffic.allocate(D(2023, 5, 9), D(2023, 12, 31), parts) == set()
    assert traffic.start(D(2023, 5, 17)) == set()
    return traffic


def test_case_2_a_pause_becomes_an_end_on_the_same_day() -> None:
    traffic = day_activities()
    begin, end = D(2023, 5, 17), D(2023, 6, 20)
    assert traffic.stop(D(2023, 6, 21), begin, ("20", end, "1")) == set()
    assert traffic.stop(D(2023, 7, 6), begin, ("20", D(2023, 7, 5), "1")) == {"TR413"}
    assert traffic.stop(D(2023, 7, 6), begin, ("23", D(2023, 6, 19), "1")) == {"TR414"}
    assert traffic.stop(D(2023, 7, 6), begin, ("23", end, "1")) == set()
    assert traffic.stop(D(2023, 7, 7), begin, ("22", end, "1")) == {"TR415"}


def test_case_3_a_pause_becomes_an_end_on_a_later_day() -> None:
    traffic = Traffic("wmo", "999996782", 12563, c.Product(categorie="07", code="07A01"), D(2020, 3, 16))
    parts = c.Omvang(volume=6, eenheid="16", frequentie="2")
    assert traffic.allocate(D(2020, 3, 9), D(2025, 12, 31), parts) == set()
    begin = D(2020, 3, 30)
    assert traffic.start(begin) == set()
    assert traffic.stop(D(2023, 6, 8), begin, ("20", D(2023, 6, 7), "1")) == set()
    assert traffic.stop(D(2023, 6, 30), begin, ("23", D(2023, 6, 29), "1")) == set()


def test_case_4_a_stop_is_corrected_in_one_message() -> None:
    traffic = youth()
    begin, end = D(2023, 1, 5), D(2023, 6, 17)
    assert traffic.stop(D(2023, 6, 19), begin, ("33", end, "1")) == set()
    assert traffic.stop(D(2023, 6, 23), begin, ("33", end, "3"), ("31", end, "1")) == set()
    assert traffic.stop(D(2023, 6, 24), begin, ("33", end, "3")) == {"TR063"}

"""Generated lives of an allocation: request, answer, allocation, starts, stops, corrections, changes, claims, credits.

A life is a list of messages in the order they were sent; every one of them keeps the schema and all rules, given those
before it. The same seed gives the same life.
"""

import copy
import datetime as dt
import random
from collections.abc import Callable
from typing import Any

from iwmo_worlds import b301, b305, b307, b315, b317, b319, b323, line

from ontschot.exchange.iwmo import EarlierMessages, Judgement, Message, Sources, answer, check
from ontschot.exchange.iwmo.rules.elements import passes_eleven_test
from ontschot.exchange.iwmo.rules.orders import last_of_month
from ontschot.exchange.iwmo.xml import composites as c
from ontschot.exchange.iwmo.xml import messages as m
from ontschot.exchange.iwmo.xml.kinds import KINDS

CATEGORIES = {"wmo": ("02", "03", "07", "15"), "jw": ("41", "43", "45", "54")}
UNITS = (("04", "2"), ("04", "4"), ("16", "2"), ("14", "4"), ("01", "1"), ("84", "6"))
BSNS = [str(number) for number in range(999900006, 999902000) if passes_eleven_test(str(number))]
DAY = dt.timedelta(days=1)
Visit = Callable[[Message, Judgement], None]


def month_after(day: dt.date) -> dt.date:
    """First day of the next month."""
    return last_of_month(day) + DAY


class Life:
    """One life; `visit` is called with every message and its judgement, return messages included."""

    def __init__(self, standard: str, seed: int, visit: Visit) -> None:
        self.standard, self.visit = standard, visit
        self.rng = random.Random(seed)
        self.history = EarlierMessages()
        self.count = 0
        self.bsn = self.rng.choice(BSNS)
        self.number = self.rng.randrange(1, 999_999_999)
        category = self.rng.choice(CATEGORIES[standard])
        self.product = c.Product(categorie=category, code=f"{category}A{self.rng.randrange(10, 99)}")
        self.first = dt.date(2022, 1, 1) + DAY * self.rng.randrange(700)
        self.end = self.first + DAY * self.rng.randrange(60, 500)
        unit, frequency = self.rng.choice(UNITS)
        self.volume = c.Omvang(volume=self.rng.randrange(1, 40), eenheid=unit, frequentie=frequency)
        self.tariff = self.rng.randrange(100, 20000)
        self.moment = 0
        self.reference: str | None = None
        self.claimed = 0

    def live(self) -> None:
        """Send everything."""
        self.ask()
        self.allocate(self.first - DAY, reason=None)
        begin = self.start()
        if self.rng.random() < 0.3:
            begin = self.correct_start(begin)
        self.claim_months()
        if self.rng.random() < 0.4:
            self.change()
        if self.rng.random() < 0.4:
            begin = self.pause(begin)
        self.finish(begin)

    def send(self, number: int, body: Any, day: dt.date) -> None:
        """Send a message and answer it; both are judged."""
        self.count += 1
        mark = body.header.bericht_identificatie
        mark.identificatie, mark.dagtekening = f"M{self.count}", day
        message = Message(KINDS[self.standard, number], body)
        judgement = check(message, context=self.history, sources=Sources(today=dt.date(2030, 1, 1)))
        self.visit(message, judgement)
        self.history.add(message)
        reply = answer(judgement, identification=f"Q{self.count}", day=day)
        self.visit(reply, check(reply, context=self.history, sources=Sources(today=dt.date(2030, 1, 1))))
        self.history.add(reply)

    def ask(self) -> None:
        """Sometimes the provider asks first, is refused once, or waits for an investigation."""
        if self.rng.random() < 0.5:
            return
        day = self.first - DAY * 30
        if self.rng.random() < 0.3:
            self._request("R-0", day)
            self._answer("R-0", "1", day + DAY)
        self.reference = "R-1"
        self._request("R-1", day + DAY * 2)
        if self.rng.random() < 0.5:
            self._answer("R-1", "2", day + DAY * 3)

    def _request(self, reference: str, day: dt.date) -> None:
        body = b315(self.standard)
        body.client.bsn = self.bsn
        wish = body.client.aangevraagde_producten[0]
        wish.referentie_aanbieder, wish.product = reference, self.product
        wish.toewijzing_ingangsdatum, wish.toewijzing_einddatum = self.first, self.end
        wish.omvang = self.volume
        self.send(315, body, day)

    def _answer(self, reference: str, value: str, day: dt.date) -> None:
        body = b319(self.standard)
        body.antwoord = m.Antwoord(
            referentie_aanbieder=reference,
            verzoek_antwoord=value,
            reden_afwijzing_verzoek="2" if value == "1" else None,
        )
        self.send(319, body, day)

    def allocate(self, day: dt.date, *, reason: str | None) -> None:
        """Allocate, or send the allocation again with another end."""
        self.moment += 1
        body = b301(self.standard)
        body.client.bsn = self.bsn
        item = body.client.toegewezen_producten[0]
        item.toewijzing_nummer, item.product, item.omvang = self.number, self.product, self.volume
        item.referentie_aanbieder, item.reden_wijziging = self.reference, reason
        item.toewijzingsdatum, item.toewijzingstijd = day, f"{self.moment:02d}:00:00"
        item.ingangsdatum, item.einddatum = self.first, self.end
        self.reference = None
        self.send(301, body, day)

    def _start_product(self, begin: dt.date, status: str = "1") -> m.StartProduct:
        return m.StartProduct(
            toewijzing_nummer=self.number,
            product=self.product,
            toewijzing_ingangsdatum=self.first,
            begindatum=begin,
            status_aanlevering=status,
        )

    def _starts(self, products: list[m.StartProduct], day: dt.date) -> None:
        body = b305(self.standard)
        body.client.bsn, body.client.start_producten = self.bsn, products
        self.send(305, body, day)

    def start(self) -> dt.date:
        """Delivery starts within some days."""
        begin = self.first + DAY * self.rng.randrange(10)
        self._starts([self._start_product(begin)], begin + DAY)
        return begin

    def correct_start(self, begin: dt.date) -> dt.date:
        """The start was reported a day wrong: removed and reported anew in one message."""
        later = begin + DAY
        self._starts([self._start_product(begin, "3"), self._start_product(later)], later + DAY)
        return later

    def _stops(self, parts: list[tuple[dt.date, str, dt.date, str]], day: dt.date) -> None:
        body = b307(self.standard)
        body.client.bsn = self.bsn
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
            for begin, reason, end, status in parts
        ]
        self.send(307, body, day)

    def pause(self, begin: dt.date) -> dt.date:
        """A temporary stop; sometimes delivery starts again."""
        end = begin + DAY * 20
        self._stops([(begin, "20", end, "1")], end + DAY)
        if self.rng.random() < 0.5:
            return begin
        again = end + DAY * 10
        self._starts([self._start_product(again)], again + DAY)
        return again

    def finish(self, begin: dt.date) -> None:
        """The final stop; sometimes its reason was wrong and is corrected in one message."""
        end = max(self.end, begin + DAY * 40)
        self._stops([(begin, "36", end, "1")], end + DAY)
        if self.rng.random() < 0.3:
            self._stops([(begin, "36", end, "3"), (begin, "38", end, "1")], end + DAY * 3)

    def change(self) -> None:
        """The provider asks for a longer allocation and gets it."""
        day = self.first + DAY * 20
        body = b317(self.standard)
        body.client.bsn = self.bsn
        request = body.client.verzoek
        change = request.te_wijzigen_producten[0]
        self.end = self.end + DAY * 30
        change.toewijzing_nummer, change.gewenste_ingangsdatum = self.number, self.first
        change.einddatum, change.omvang = self.end, self.volume
        request.nieuwe_producten = []
        self.send(317, body, day)
        self.reference = request.referentie_aanbieder
        self.allocate(day + DAY, reason="12")

    def _claim(self, month: dt.date, lines: list[m.Prestatie], number: str) -> None:
        body = b323(self.standard)
        claim = body.declaratie
        last = last_of_month(month)
        claim.declaratie_nummer = number
        claim.declaratie_periode = c.GeslotenPeriode(begindatum=month, einddatum=last)
        claim.declaratie_dagtekening = last + DAY * 5
        total = sum(
            item.ingediend_bedrag.bedrag * (1 if item.ingediend_bedrag.debet_credit == "D" else -1) for item in lines
        )
        claim.totaal_ingediend_bedrag = c.TotaalBedragMetDC(
            totaal_bedrag=abs(total), debet_credit="C" if total < 0 else "D"
        )
        claim.clienten = [m.Client323(bsn=self.bsn, prestaties=lines)]
        self.send(323, body, last + DAY * 6)

    def _line(self, month: dt.date, reference: str, volume: int) -> m.Prestatie:
        item = line(self.standard, reference)
        item.toewijzing_nummer, item.product_categorie = self.number, self.product.categorie
        item.product_code = self.product.code or ""
        item.product_periode = c.GeslotenPeriode(
            begindatum=max(month, self.first), einddatum=min(last_of_month(month), self.end)
        )
        item.geleverd_volume, item.eenheid, item.product_tarief = volume, self.volume.eenheid, self.tariff
        item.ingediend_bedrag = c.BedragMetDC(bedrag=volume * self.tariff, debet_credit="D")
        return item

    def claim_months(self) -> None:
        """Claims for the first months; sometimes a line is credited and claimed anew."""
        month = self.first.replace(day=1)
        for _ in range(self.rng.randrange(1, 4)):
            if month > self.end:
                return
            room = self.volume.volume - (self.claimed if self.volume.frequentie == "6" else 0)
            if room <= 0:
                return
            volume = self.rng.randrange(1, room + 1)
            self.claimed += volume
            item = self._line(month, f"P{self.count}", volume)
            self._claim(month, [item], f"D{self.count}")
            if self.rng.random() < 0.3:
                back = copy.deepcopy(item)
                back.product_referentie = c.Referentie(
                    referentie_nummer=f"P{self.count}",
                    vorig_referentie_nummer=item.product_referentie.referentie_nummer,
                )
                back.ingediend_bedrag.debet_credit = "C"
                self._claim(month, [back, self._line(month, f"P{self.count}b", volume)], f"D{self.count}")
            month = month_after(month)

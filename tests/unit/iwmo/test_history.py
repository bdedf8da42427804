"""What counts of earlier traffic: not what was refused, not what was removed, only the latest."""

import datetime as dt

from iwmo_worlds import OTHER_BSN, D, World, claim_answer, line, stop

from ontschot.exchange.iwmo import EarlierMessages, Message, answer, check
from ontschot.exchange.iwmo.history import Traffic
from ontschot.exchange.iwmo.xml import messages as m
from ontschot.exchange.iwmo.xml.kinds import KINDS


def rules(world: World) -> set[str]:
    judgement = check(world.message, context=world.history, sources=world.sources)
    return {fault.rule for fault in judgement.faults}


def test_an_allocation_that_was_refused_does_not_count() -> None:
    world = World("wmo", 305)
    refused = check(world.before[0], sources=World("wmo", 301, today=D(2020, 1, 1)).sources)
    world.before.append(answer(refused, identification="R", day=D(2024, 1, 11)))
    assert rules(world) == {"TR019"}


def test_an_approved_return_message_changes_nothing() -> None:
    world = World("wmo", 305)
    approved = check(world.before[0])
    world.before.append(answer(approved, identification="R", day=D(2024, 1, 11)))
    assert rules(world) == set()


def test_the_latest_allocation_counts_whatever_the_order() -> None:
    world = World("wmo", 323)
    newer = world.add(301)
    newer.client.toegewezen_producten[0].toewijzingsdatum = D(2024, 1, 10)
    newer.client.toegewezen_producten[0].omvang.volume = 1
    assert rules(world) == {"TR321"}
    world.before.reverse()
    assert rules(world) == {"TR321"}


def test_a_removed_start_can_be_reported_again_and_has_no_stop() -> None:
    world = World("wmo", 305)
    world.add(305)
    removal = world.add(305)
    removal.client.start_producten[0].status_aanlevering = "3"
    assert rules(world) == set()


def test_a_start_may_be_corrected_in_one_message() -> None:
    world = World("wmo", 305)
    world.add(305)
    first = world.body.client.start_producten[0]
    first.status_aanlevering = "3"
    world.body.client.start_producten.append(
        m.StartProduct(toewijzing_nummer=101, product=first.product, begindatum=D(2024, 1, 18), status_aanlevering="1")
    )
    assert rules(world) == set()


def test_a_final_stop_follows_a_temporary_one() -> None:
    world = World("wmo", 307)
    world.add(307).client.stop_producten[0] = stop("wmo", "20", D(2024, 9, 5))
    assert rules(world) == set()


def test_a_start_after_a_stop() -> None:
    world = World("wmo", 305)
    world.add(305)
    world.add(307)
    world.body.client.start_producten[0].begindatum = D(2024, 9, 6)
    world.body.header.bericht_identificatie.dagtekening = D(2024, 9, 10)
    assert rules(world) == set()


def _credit(world: World) -> m.Prestatie:
    item = line("wmo", "P-2")
    item.product_referentie.vorig_referentie_nummer = "P-0"
    item.ingediend_bedrag.debet_credit = "C"
    return item


def _earlier_claim(world: World) -> None:
    claim = world.add(323, day=D(2024, 3, 1)).declaratie
    claim.declaratie_nummer = "DN0"
    claim.clienten[0].prestaties[0].product_referentie.referentie_nummer = "P-0"


def test_a_credit_with_a_new_debit_in_one_message() -> None:
    world = World("wmo", 323)
    _earlier_claim(world)
    claim_answer(world)
    claim = world.body.declaratie
    claim.clienten[0].prestaties.append(_credit(world))
    claim.totaal_ingediend_bedrag.totaal_bedrag = 0
    assert rules(world) == set()


def test_a_credit_before_the_answer_has_come_is_refused() -> None:
    world = World("wmo", 323)
    _earlier_claim(world)
    claim = world.body.declaratie
    claim.clienten[0].prestaties.append(_credit(world))
    claim.totaal_ingediend_bedrag.totaal_bedrag = 0
    assert rules(world) == {"TR323"}


def test_a_refused_line_may_be_claimed_again() -> None:
    world = World("wmo", 323)
    _earlier_claim(world)
    refused = check(world.before[-1], context=EarlierMessages())
    world.before.append(answer(refused, identification="Q0", day=D(2024, 3, 2)))
    assert rules(world) == set()


def test_minutes_on_hours() -> None:
    world = World("wmo", 323)
    item = world.body.declaratie.clienten[0].prestaties[0]
    item.eenheid, item.geleverd_volume, item.product_tarief = "01", 700, 83
    item.ingediend_bedrag.bedrag = (5000 * 700 * 2 + 60) // 120
    world.body.declaratie.totaal_ingediend_bedrag.totaal_bedrag = item.ingediend_bedrag.bedrag
    assert rules(world) == set()
    judgement = check(world.message, context=world.history)
    assert judgement.faults == []


def test_what_is_not_covered_is_not_judged() -> None:
    world = World("wmo", 305)
    history = EarlierMessages(world.before, covers=[301])
    judgement = check(world.message, context=history)
    named = {item.rule: item.missing for item in judgement.not_judged}
    assert "TR019" not in named
    assert named["TR326"] == ("earlier 305", "earlier 307")


def test_other_municipalities_and_standards_do_not_count() -> None:
    world = World("wmo", 305)
    other = Message(KINDS["jw", 301], world.before[0].body)
    assert Traffic(EarlierMessages([other]), world.message).allocations == {}
    world.earlier(301).header.afzender = "1916"
    assert world.history.earlier("wmo", 301)
    assert Traffic(world.history, world.message).allocations == {}


def test_answers_find_requests_of_the_same_client_only() -> None:
    world = World("wmo", 301)
    world.add(315)
    world.body.client.toegewezen_producten[0].referentie_aanbieder = "R-1"
    assert rules(world) == set()
    world.body.client.bsn = OTHER_BSN
    assert rules(world) == {"TR379"}


def test_a_code_counts_on_the_date_of_the_message() -> None:
    world = World("jw", 307)
    world.body.client.stop_producten[0].reden_beeindiging = "38"
    assert rules(world) == set()
    product = world.body.client.stop_producten[0]
    product.begindatum, product.einddatum = dt.date(2021, 1, 1), dt.date(2021, 2, 1)
    world.body.header.bericht_identificatie.dagtekening = dt.date(2021, 2, 2)
    judgement = check(world.message)
    assert [(fault.rule, fault.envelope_code) for fault in judgement.faults] == [("JZ588", "IB001")]

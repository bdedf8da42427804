"""Return messages: the right codes at the right level, accepted by the schema and by our own judgement."""

import datetime as dt
from pathlib import Path
from typing import Any

import iwmo_breaks_technical  # noqa: F401
import pytest
from iwmo_breaks_elements import BREAKS, Break
from iwmo_worlds import OTHER_BSN, World, line

from ontschot.exchange.iwmo import Message, NoAnswer, Stamps, answer, check, read, write
from ontschot.exchange.iwmo.history import codes_in
from ontschot.exchange.iwmo.rules.registry import RULES
from ontschot.exchange.iwmo.xml import messages as m
from ontschot.exchange.iwmo.xml.kinds import ANSWERS
from ontschot.exchange.iwmo.xml.schemas import second_opinion

DAY = dt.date(2026, 11, 23)
CASES = [(item, standard) for item in BREAKS if item.number in ANSWERS for standard in item.standards]


def answered(world: World) -> Message:
    judgement = check(world.message, context=world.history, sources=world.sources)
    return answer(judgement, identification="R1", day=DAY)


@pytest.mark.parametrize("standard", ["wmo", "jw"])
@pytest.mark.parametrize("number", [number for number in ANSWERS if number != 323])
def test_an_approved_message_comes_back_as_a_header_without_codes(number: int, standard: str, xsd: Path) -> None:
    world = World(standard, number)
    reply = answered(world)
    assert reply.kind.number == ANSWERS[number]
    body: Any = reply.body
    assert body.header.retour_codes == []
    assert body.header.afzender == world.body.header.afzender
    assert (body.client if number != 319 else body.antwoord) is None
    assert second_opinion(write(reply), reply.kind, xsd) == []


@pytest.mark.parametrize("standard", ["wmo", "jw"])
def test_an_approved_claim_is_granted(standard: str, xsd: Path) -> None:
    body: Any = answered(World(standard, 323)).body
    assert body.header.retour_codes == ["0200"]
    assert body.declaratie_antwoord.retour_codes == ["8001"]
    assert body.declaratie_antwoord.totaal_toegekend_bedrag.totaal_bedrag == 60000
    assert body.declaratie_antwoord.clienten == []


@pytest.mark.parametrize(("case", "standard"), CASES, ids=lambda part: getattr(part, "rule", part))
def test_a_broken_rule_comes_back_at_its_level(case: Break, standard: str, xsd: Path) -> None:
    world = World(standard, case.number)
    case.change(world)
    judgement = check(world.message, context=world.history, sources=world.sources)
    reply = answer(judgement, identification="R1", day=DAY, stamps=Stamps(xslt="1.0.0"))
    assert second_opinion(write(reply), reply.kind, xsd) == []
    body: Any = reply.body
    content = next(getattr(body, name) for name in ("client", "antwoord", "declaratie_antwoord") if hasattr(body, name))
    found = {fault.return_code for fault in judgement.faults if fault.return_code}
    if "0001" in found:
        assert (body.header.retour_codes, content) == (["0001"], None)
    elif RULES[case.rule].return_code in ("9056", "8848", "S300"):
        assert body.header.retour_codes == [RULES[case.rule].return_code]
        assert content is None
    else:
        assert body.header.retour_codes == ["0200"]
        assert RULES[case.rule].return_code in set(codes_in(content))


def test_the_example_of_the_standard(xsd: Path) -> None:
    """A removal of a start that was never reported: 9063 at the product, 0200 above it."""
    world = World("wmo", 305)
    world.body.client.start_producten[0].status_aanlevering = "3"
    body: Any = answered(world).body
    assert body.header.retour_codes == ["0200"]
    assert body.client.retour_codes == ["0200"]
    assert body.client.start_producten[0].retour_codes == ["9063"]


def test_a_claim_is_refused_line_by_line(xsd: Path) -> None:
    world = World("wmo", 323)
    claim = world.body.declaratie
    claim.clienten[0].prestaties.append(line("wmo", "P-2", 3))
    claim.clienten[0].prestaties[1].toewijzing_nummer = 999
    claim.declaratie_periode.begindatum, claim.declaratie_periode.einddatum = dt.date(2024, 3, 1), dt.date(2024, 3, 31)
    world.body.header.bericht_identificatie.dagtekening = dt.date(2024, 4, 5)
    claim.totaal_ingediend_bedrag.totaal_bedrag = 120000
    content: Any = answered(world).body.declaratie_antwoord  # type: ignore[attr-defined]
    assert content.totaal_toegekend_bedrag.totaal_bedrag == 60000
    assert [item.product_referentie.referentie_nummer for item in content.clienten[0].prestaties] == ["P-2"]
    assert (content.retour_codes, content.clienten[0].retour_codes) == (["0200"], ["0200"])
    assert content.clienten[0].prestaties[0].retour_codes == ["9338"]


def test_every_refused_line_comes_back_however_many() -> None:
    world = World("wmo", 323)
    claim = world.body.declaratie
    claim.clienten[0].prestaties = [line("wmo", f"P-{number}") for number in range(500)]
    for number, item in enumerate(claim.clienten[0].prestaties):
        item.toewijzing_nummer = 1000 + number
    claim.totaal_ingediend_bedrag.totaal_bedrag = 500 * 60000
    content: Any = answered(world).body.declaratie_antwoord  # type: ignore[attr-defined]
    assert len(content.clienten[0].prestaties) == 500
    assert content.totaal_toegekend_bedrag.totaal_bedrag == 0


def test_lines_under_a_refused_client_are_not_judged(xsd: Path) -> None:
    world = World("wmo", 323)
    claim = world.body.declaratie
    claim.clienten.append(m.Client323(bsn=OTHER_BSN, prestaties=[line("wmo", "P-2", 2)]))
    claim.clienten[1].prestaties[0].product_code = "07A12"
    claim.clienten[1].prestaties[0].product_categorie = "07"
    claim.totaal_ingediend_bedrag.totaal_bedrag = 120000
    content: Any = answered(world).body.declaratie_antwoord  # type: ignore[attr-defined]
    (client,) = content.clienten
    assert (client.bsn, client.retour_codes) == (OTHER_BSN, ["8187"])
    assert client.prestaties[0].retour_codes == ["0233"]
    assert content.totaal_toegekend_bedrag.totaal_bedrag == 60000


def test_against_the_structure_and_on_a_return_message_there_is_no_answer(istandaarden: Path) -> None:
    for name in ("JW318", "JW302"):
        judgement = check((istandaarden / "samples" / f"{name}.xml").read_bytes())
        with pytest.raises(NoAnswer) as refusal:
            answer(judgement, identification="R1", day=DAY)
        assert refusal.value.nl
        assert refusal.value.en


def test_an_answer_to_a_claim_is_judged_valid(xsd: Path) -> None:
    world = World("jw", 323)
    world.body.declaratie.clienten[0].prestaties[0].toewijzing_nummer = 999
    reply = answered(world)
    history = world.history
    history.add(world.message)
    again = read(write(reply)).message
    assert again is not None
    judgement = check(again, context=history, sources=world.sources)
    assert judgement.faults == []
    assert judgement.not_judged == []

"""Technical rules across messages for answers to claims (325): level 3. Those without a code (n.v.t.) have none."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from ontschot.exchange.iwmo.history import identification
from ontschot.exchange.iwmo.rules.case import Case
from ontschot.exchange.iwmo.rules.registry import ACROSS, Hit, rule
from ontschot.exchange.iwmo.xml import messages as m


def _answered_claim(case: Case) -> Any | None:
    """The claim that a 325 answers, by its identification."""
    mine = (case.provider, case.body.header.declaratie_identificatie.identificatie)
    for message in case.earlier.between(323):
        if identification(message) == mine:
            return message.body
    return None


@rule(
    "TR337",
    on=(325,),
    level=ACROSS,
    answers=None,
    needs=("323",),
    nl="Er is geen declaratie met dit berichtnummer.",
    en="There is no claim with this message number.",
)
def answer_has_a_claim(case: Case) -> Iterator[Hit]:
    """DeclaratieIdentificatie is that of a claim."""
    if _answered_claim(case) is None:
        yield Hit(case.header, "DeclaratieIdentificatie")


@rule(
    "TR371",
    on=(325,),
    level=ACROSS,
    answers=None,
    needs=("323",),
    nl="De schemaversie is niet die van de declaratie.",
    en="The schema version is not that of the claim.",
)
def answer_repeats_the_schema_version(case: Case) -> Iterator[Hit]:
    """XsdVersieDeclaratie is XsdVersie of the claim."""
    claim = _answered_claim(case)
    if claim is not None and claim.header.xsd_versie != case.body.header.xsd_versie_declaratie:
        yield Hit(case.header, "XsdVersieDeclaratie")


@rule(
    "TR376",
    on=(325,),
    level=ACROSS,
    answers=None,
    needs=("323",),
    nl="Het declaratienummer is niet dat van een declaratie.",
    en="The claim number is not that of a claim.",
)
def answer_repeats_the_claim_number(case: Case) -> Iterator[Hit]:
    """DeclaratieNummer is that of an earlier claim."""
    if case.claim_answer is None:
        return
    known = {
        message.body.declaratie.declaratie_nummer  # type: ignore[attr-defined]
        for message in case.earlier.between(323)
    }
    if case.claim_answer.declaratie_nummer not in known:
        yield Hit(case.claim_answer, "DeclaratieNummer")


def _claimed_lines(case: Case) -> dict[str, list[tuple[str, m.Prestatie]]]:
    found: dict[str, list[tuple[str, m.Prestatie]]] = defaultdict(list)
    for message in case.earlier.between(323):
        for client in message.body.declaratie.clienten:  # type: ignore[attr-defined]
            for line in client.prestaties:
                found[line.product_referentie.referentie_nummer].append((client.bsn, line))
    return found


@rule(
    "TR366",
    on=(325,),
    level=ACROSS,
    answers="9366",
    needs=("323",),
    nl="Deze regel staat niet in een declaratie.",
    en="This line is not in any claim.",
)
def answered_line_was_claimed(case: Case) -> Iterator[Hit]:
    """Every line of an answer is a line of a claim."""
    known = _claimed_lines(case)
    for _, line in case.lines:
        if line.product_referentie.referentie_nummer not in known:
            yield Hit(line, "ProductReferentie")


_REPEATED = (
    "product_referentie",
    "toewijzing_nummer",
    "product_categorie",
    "product_code",
    "product_periode",
    "geleverd_volume",
    "eenheid",
    "product_tarief",
    "ingediend_bedrag",
)


@rule(
    "TR367",
    on=(325,),
    level=ACROSS,
    answers="9367",
    needs=("323",),
    nl="Deze regel is anders dan in de declaratie.",
    en="This line differs from the claim.",
)
def answered_line_is_repeated(case: Case) -> Iterator[Hit]:
    """A line of an answer repeats the values of the line in the claim."""
    known = _claimed_lines(case)
    for bsn, line in case.lines:
        originals = known.get(line.product_referentie.referentie_nummer)
        if originals and not any(
            bsn == owner and all(getattr(line, name) == getattr(original, name) for name in _REPEATED)
            for owner, original in originals
        ):
            yield Hit(line)

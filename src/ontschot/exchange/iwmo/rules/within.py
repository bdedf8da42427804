"""Technical rules within one message (folder xslt): level 2, return code 0001."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from ontschot.exchange.iwmo.history import REMOVED, movement_key, product_key
from ontschot.exchange.iwmo.rules.case import Case, signed, signed_total
from ontschot.exchange.iwmo.rules.registry import Hit, rule
from ontschot.exchange.iwmo.xml import composites as c
from ontschot.exchange.iwmo.xml.nodes import Node

UNKNOWN_BIRTH = dt.date(1900, 1, 1)
_AIDS = frozenset({"11", "12", "13", "14"})


def years_before(day: dt.date, years: int) -> dt.date:
    """The same day so many years earlier; 29 February becomes 28 February."""
    if day.year <= years:
        return dt.date.min
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


@rule(
    "TR002",
    on=(301, 305, 307, 315),
    nl="De geboortedatum ligt meer dan 120 jaar voor de dagtekening.",
    en="The birth date is more than 120 years before the date of the message.",
)
def not_older_than_120(case: Case) -> Iterator[Hit]:
    """Nobody is older than 120, unless the birth date is unknown (use 3 and 1900-01-01)."""
    oldest = years_before(case.sent, 120)
    for node, birth in case.births():
        if birth.datum < oldest and not (birth.datum_gebruik == "3" and birth.datum == UNKNOWN_BIRTH):
            yield Hit(node, "Geboortedatum/Datum")


@rule(
    "TR006",
    on=(301,),
    nl="Een contact heeft een telefoonnummer, of een huis met postcode.",
    en="A contact has a telephone number, or a house with a postcode.",
)
def contact_can_be_reached(case: Case) -> Iterator[Hit]:
    """Telefoon, or Huis with Postcode."""
    for contact in case.contacts():
        address = contact.adres
        if contact.telefoon is None and (address is None or address.huis is None or address.postcode is None):
            yield Hit(contact)


@rule(
    "TR018",
    on=(307,),
    nl="De levering stopt voor zij begint: controleer begindatum en einddatum.",
    en="Delivery stops before it begins: check begin and end date.",
)
def stop_is_not_before_start(case: Case) -> Iterator[Hit]:
    """Einddatum is on or after Begindatum."""
    for item in case.stops:
        if item.einddatum < item.begindatum:
            yield Hit(item, "Einddatum")


@rule(
    "TR061",
    on=(301,),
    nl="De inwoner heeft geen BRP-adres, correspondentieadres of verblijfadres.",
    en="The client has no address in the register, for post or of stay.",
)
def client_has_an_address(case: Case) -> Iterator[Hit]:
    """At least one contact of sort 01, 02 or 03."""
    if not any(contact.soort in ("01", "02", "03") for contact in case.client.contactgegevens):
        yield Hit(case.client, "Contactgegevens")


def _keyed(case: Case) -> Iterator[tuple[object, Node, str]]:
    """Every class with a logical key: the key with those above it, the class, and the element that shows it."""
    number = case.kind.number
    if number == 301:
        for relation in case.client.relaties:
            yield ("relation", relation.nummer), relation, "Nummer"
        for contact in case.client.contactgegevens:
            yield ("contact", contact.soort), contact, "Soort"
        for item in case.allocations:
            yield ("product", item.toewijzing_nummer), item, "ToewijzingNummer"
    elif number in (305, 307):
        for movement in case.movements:
            yield movement_key("", movement), movement, ""
    elif number == 315:
        for wish in case.requested:
            yield wish.referentie_aanbieder, wish, "ReferentieAanbieder"
    elif number == 317:
        for same in case.request.ongewijzigde_producten:
            yield ("same", same.toewijzing_nummer), same, "ToewijzingNummer"
        for change in case.request.te_wijzigen_producten:
            yield ("change", change.toewijzing_nummer), change, "ToewijzingNummer"
        for new in case.request.nieuwe_producten:
            yield ("new", *product_key(new.product), new.gewenste_ingangsdatum), new, ""
    else:
        for client in case.clients:
            yield client.bsn, client, "Bsn"
            for line in client.prestaties:
                reference = line.product_referentie
                key = (client.bsn, reference.referentie_nummer, reference.vorig_referentie_nummer)
                yield key, line, "ProductReferentie"


@rule(
    "TR101",
    on=(301, 305, 307, 315, 317, 323, 325),
    nl="Deze regel komt twee keer voor: dezelfde sleutel staat al eerder in het bericht.",
    en="This entry stands twice: the same key is already in the message.",
)
def no_doubles(case: Case) -> Iterator[Hit]:
    """Logical keys are unique, together with those of the classes above."""
    seen: set[object] = set()
    for key, node, element in _keyed(case):
        if key in seen:
            yield Hit(node, element)
        seen.add(key)


@rule(
    "TR134",
    on=(301, 305, 307, 315, 323, 325),
    nl="De datum ligt na de dagtekening van het bericht.",
    en="The date is after the date of the message.",
)
def fact_is_not_after_sending(case: Case) -> Iterator[Hit]:
    """What is reported as a fact happened before the message was sent.

    Our reading of which dates these are, as the material names the messages only: birth dates; Toewijzingsdatum;
    Begindatum of a start or stop; in claims the begin of periods and DeclaratieDagtekening.
    """
    sent, number = case.sent, case.kind.number
    if number in (323, 325):
        if number == 323:
            claim = case.claim
            if claim.declaratie_dagtekening > sent:
                yield Hit(claim, "DeclaratieDagtekening")
            if claim.declaratie_periode.begindatum > sent:
                yield Hit(claim, "DeclaratiePeriode/Begindatum")
        for _, line in case.lines:
            if line.product_periode.begindatum > sent:
                yield Hit(line, "ProductPeriode/Begindatum")
        return
    for node, birth in case.births():
        if birth.datum > sent:
            yield Hit(node, "Geboortedatum/Datum")
    if number == 301:
        for item in case.allocations:
            if item.toewijzingsdatum > sent:
                yield Hit(item, "Toewijzingsdatum")
    elif number in (305, 307):
        for movement in case.movements:
            if movement.begindatum > sent:
                yield Hit(movement, "Begindatum")


@rule(
    "TR137",
    on=(323, 325),
    nl="De einddatum ligt voor de begindatum of na de dagtekening van het bericht.",
    en="The end date is before the begin date or after the date of the message.",
)
def period_has_ended(case: Case) -> Iterator[Hit]:
    """The end of a period is not before its begin and not after sending."""
    sent = case.sent
    if case.kind.number == 323:
        period = case.claim.declaratie_periode
        if period.einddatum < period.begindatum or period.einddatum > sent:
            yield Hit(case.claim, "DeclaratiePeriode/Einddatum")
    for _, line in case.lines:
        if line.product_periode.einddatum < line.product_periode.begindatum or line.product_periode.einddatum > sent:
            yield Hit(line, "ProductPeriode/Einddatum")


Stretch = tuple[c.Product | None, dt.date, dt.date | None, Node]


def overlapping(stretches: Iterable[Stretch], *, aids_may_overlap: bool) -> Iterator[Node]:
    """The later of every two stretches of the same product that overlap.

    Without a code the category counts; without a category everything. With `aids_may_overlap` (Wmo) the categories 11
    to 14 may overlap, and what has no category may overlap those only.
    """
    items = sorted(stretches, key=lambda item: item[1])
    for position, (product, first, _, node) in enumerate(items):
        for other, _, other_last, _ in items[:position]:
            if (other_last is None or first <= other_last) and _same_product(product, other, aids_may_overlap):
                yield node
                break


def _same_product(one: c.Product | None, other: c.Product | None, aids_may_overlap: bool) -> bool:
    categories = {item.categorie for item in (one, other) if item is not None}
    if aids_may_overlap and categories & _AIDS:
        return False
    if one is None or other is None:
        return True
    if one.categorie != other.categorie:
        return False
    return one.code is None or other.code is None or one.code == other.code


@rule(
    "TR302",
    on=(301,),
    nl="Hetzelfde product is twee keer toegewezen voor dezelfde dagen.",
    en="The same product is allocated twice for the same days.",
)
def allocations_do_not_overlap(case: Case) -> Iterator[Hit]:
    """A product comes back only for other days; removed allocations do not count."""
    stretches = [
        (item.product, item.ingangsdatum, item.einddatum, item)
        for item in case.allocations
        if not (item.reden_wijziging in REMOVED and item.einddatum == item.ingangsdatum)
    ]
    for node in overlapping(stretches, aids_may_overlap=case.kind.standard == "wmo"):
        yield Hit(node, "Product")


@rule(
    "TR386",
    on=(315,),
    nl="Hetzelfde product is twee keer aangevraagd voor dezelfde dagen.",
    en="The same product is requested twice for the same days.",
)
def requests_do_not_overlap(case: Case) -> Iterator[Hit]:
    """As TR302, for requested products."""
    stretches = [
        (wish.product, wish.toewijzing_ingangsdatum, wish.toewijzing_einddatum, wish) for wish in case.requested
    ]
    for node in overlapping(stretches, aids_may_overlap=case.kind.standard == "wmo"):
        yield Hit(node, "Product")


@rule(
    "TR410",
    on=(317,),
    nl="Hetzelfde nieuwe product is twee keer gevraagd voor dezelfde dagen.",
    en="The same new product is asked twice for the same days.",
)
def new_products_do_not_overlap(case: Case) -> Iterator[Hit]:
    """As TR302, for new products."""
    stretches = [(new.product, new.gewenste_ingangsdatum, new.einddatum, new) for new in case.request.nieuwe_producten]
    for node in overlapping(stretches, aids_may_overlap=case.kind.standard == "wmo"):
        yield Hit(node, "Product")


@rule(
    "TR315",
    on=(323,),
    nl="Twee creditregels verwijzen naar dezelfde debetregel.",
    en="Two credit lines refer to the same debit line.",
)
def debit_is_credited_once(case: Case) -> Iterator[Hit]:
    """VorigReferentieNummer is unique in the message."""
    seen: set[str] = set()
    for _, line in case.lines:
        earlier = line.product_referentie.vorig_referentie_nummer
        if earlier is not None:
            if earlier in seen:
                yield Hit(line, "ProductReferentie/VorigReferentieNummer")
            seen.add(earlier)


@rule(
    "TR316",
    on=(323,),
    nl="Een debetregel wordt in hetzelfde bericht gecrediteerd; laat dan beide weg.",
    en="A debit line is credited in the same message; leave out both.",
)
def no_credit_in_the_same_message(case: Case) -> Iterator[Hit]:
    """VorigReferentieNummer is not the number of a line in this message."""
    numbers = {line.product_referentie.referentie_nummer for _, line in case.lines}
    for _, line in case.lines:
        if line.product_referentie.vorig_referentie_nummer in numbers:
            yield Hit(line, "ProductReferentie/VorigReferentieNummer")


@rule(
    "TR335",
    on=(323,),
    nl="De productperiode ligt meer dan vijf jaar terug.",
    en="The product period is more than five years ago.",
)
def not_older_than_five_years(case: Case) -> Iterator[Hit]:
    """The end of a product period is at most five years before DeclaratieDagtekening."""
    oldest = years_before(case.claim.declaratie_dagtekening, 5)
    for _, line in case.lines:
        if line.product_periode.einddatum < oldest:
            yield Hit(line, "ProductPeriode/Einddatum")


@rule(
    "TR342",
    on=(325,),
    nl="Het verschil tussen ingediend en toegekend bedrag is niet de som van de afgewezen regels.",
    en="The difference between claimed and granted is not the sum of the refused lines.",
)
def refused_lines_explain_the_difference(case: Case) -> Iterator[Hit]:
    """Refused lines add up to claimed minus granted; when the claim as such is refused nothing is granted."""
    answer: Any = case.claim_answer
    if answer is None:
        return
    granted = signed_total(answer.totaal_toegekend_bedrag)
    if any(code not in ("0200", "8001") for code in answer.retour_codes):
        if granted != 0:
            yield Hit(answer, "TotaalToegekendBedrag")
        return
    refused = sum(signed(line.ingediend_bedrag) for _, line in case.lines)
    if refused != signed_total(answer.totaal_ingediend_bedrag) - granted:
        yield Hit(answer, "TotaalToegekendBedrag")


@rule(
    "TR352",
    on=(317,),
    nl="Het verzoek noemt geen enkele lopende toewijzing.",
    en="The request names no current allocation at all.",
)
def request_names_a_current_allocation(case: Case) -> Iterator[Hit]:
    """At least one OngewijzigdProduct or TeWijzigenProduct."""
    if not case.request.ongewijzigde_producten and not case.request.te_wijzigen_producten:
        yield Hit(case.request)


@rule(
    "TR353",
    on=(317,),
    nl="Het verzoek vraagt geen enkele wijziging.",
    en="The request asks for no change at all.",
)
def request_asks_for_a_change(case: Case) -> Iterator[Hit]:
    """At least one TeWijzigenProduct or NieuwProduct."""
    if not case.request.te_wijzigen_producten and not case.request.nieuwe_producten:
        yield Hit(case.request)


@rule(
    "TR358",
    on=(323,),
    nl="Het totaalbedrag is niet de som van de regels (debet opgeteld, credit afgetrokken).",
    en="The total is not the sum of the lines (debit added, credit subtracted).",
)
def total_is_the_sum(case: Case) -> Iterator[Hit]:
    """TotaalIngediendBedrag is the sum of the lines."""
    if sum(signed(line.ingediend_bedrag) for _, line in case.lines) != signed_total(case.claim.totaal_ingediend_bedrag):
        yield Hit(case.claim, "TotaalIngediendBedrag")


@rule(
    "TR377",
    on=(319,),
    standards=("jw",),
    nl="Bij afwijzing om het woonplaatsbeginsel hoort de gemeente die wel verantwoordelijk is.",
    en="A refusal by the principle of residence names the responsible municipality.",
)
def residence_names_the_municipality(case: Case) -> Iterator[Hit]:
    """Woonplaatsbeginsel is there when the reason is 8."""
    if case.answer.reden_afwijzing_verzoek == "8" and case.answer.woonplaatsbeginsel is None:
        yield Hit(case.answer, "Woonplaatsbeginsel")


@rule(
    "TR409",
    on=(319,),
    standards=("jw",),
    nl="Een andere gemeente staat er alleen bij afwijzing om het woonplaatsbeginsel.",
    en="Another municipality is only named in a refusal by the principle of residence.",
)
def no_municipality_for_other_reasons(case: Case) -> Iterator[Hit]:
    """Woonplaatsbeginsel is absent unless the reason is 8."""
    if case.answer.reden_afwijzing_verzoek != "8" and case.answer.woonplaatsbeginsel is not None:
        yield Hit(case.answer, "Woonplaatsbeginsel")


@rule(
    "TR380",
    on=(317,),
    nl="De gewenste ingangsdatum van een nieuw product ligt niet na de dagtekening.",
    en="The desired begin of a new product is not after the date of the message.",
)
def new_product_begins_later(case: Case) -> Iterator[Hit]:
    """A new product begins after sending.

    Our reading: the material names the message only. For products that change TR357 says what holds.
    """
    for new in case.request.nieuwe_producten:
        if new.gewenste_ingangsdatum <= case.sent:
            yield Hit(new, "GewensteIngangsdatum")


@rule(
    "TR383",
    on=(315,),
    nl="Twee aangevraagde producten hebben dezelfde referentie.",
    en="Two requested products have the same reference.",
)
def references_are_unique(case: Case) -> Iterator[Hit]:
    """ReferentieAanbieder is unique in the message."""
    seen: set[str] = set()
    for wish in case.requested:
        if wish.referentie_aanbieder in seen:
            yield Hit(wish, "ReferentieAanbieder")
        seen.add(wish.referentie_aanbieder)


@rule(
    "TR416",
    on=(323,),
    nl="Hetzelfde product is voor dezelfde periode en toewijzing twee keer debet gedeclareerd.",
    en="The same product is claimed twice (debit) for the same period and allocation.",
)
def one_debit_for_a_period(case: Case) -> Iterator[Hit]:
    """One debit line for a period, product and allocation."""
    seen: set[object] = set()
    for _, line in case.lines:
        if line.ingediend_bedrag.debet_credit == "D":
            key = (
                line.toewijzing_nummer,
                line.product_categorie,
                line.product_code,
                line.product_periode.begindatum,
                line.product_periode.einddatum,
            )
            if key in seen:
                yield Hit(line)
            seen.add(key)

"""Conditions (CD) and constraints (CS) on products, requests and claims: level 2, return code 0001."""

import calendar
import datetime as dt
from collections.abc import Iterator
from typing import Any

from ontschot.exchange.iwmo.rules.case import Case
from ontschot.exchange.iwmo.rules.registry import Hit, rule
from ontschot.exchange.iwmo.xml import composites as c
from ontschot.exchange.iwmo.xml import messages as m

SINCE_2021 = dt.date(2020, 12, 31)
_ZORG = ("02", "03", "04", "05")
_COUNTED = ("14", "16", "83", "84")
_RHYTHMS = ("2", "4", "6")


def _code(product: c.Product | None) -> str | None:
    return product.code if product is not None else None


def _after_2020(end: dt.date | None) -> bool:
    return end is None or end > SINCE_2021


def _orders(case: Case) -> Iterator[tuple[Any, str, str, dt.date, dt.date | None]]:
    """Product-like classes with the names of their first and last day, and the days themselves."""
    if case.kind.number == 301:
        for item in case.allocations:
            yield item, "Ingangsdatum", "Einddatum", item.ingangsdatum, item.einddatum
    elif case.kind.number == 315:
        for wish in case.requested:
            yield (
                wish,
                "ToewijzingIngangsdatum",
                "ToewijzingEinddatum",
                wish.toewijzing_ingangsdatum,
                wish.toewijzing_einddatum,
            )
    else:
        for change in case.request.te_wijzigen_producten:
            yield change, "GewensteIngangsdatum", "Einddatum", change.gewenste_ingangsdatum, change.einddatum
        for new in case.request.nieuwe_producten:
            yield new, "GewensteIngangsdatum", "Einddatum", new.gewenste_ingangsdatum, new.einddatum


def _orders_with_product(case: Case) -> Iterator[tuple[Any, str, str, dt.date, dt.date | None]]:
    for order in _orders(case):
        if not isinstance(order[0], m.TeWijzigenProduct):
            yield order


@rule(
    "CS003",
    on=(301, 315, 317),
    nl="De einddatum ligt voor de begindatum.",
    en="The end date is before the begin date.",
)
def period_ends_after_it_begins(case: Case) -> Iterator[Hit]:
    """An end is not before its begin."""
    if case.kind.number == 301:
        for contact in case.contacts():
            period = contact.periode
            if period and period.begindatum and period.einddatum and period.einddatum < period.begindatum:
                yield Hit(contact, "Periode/Einddatum")
    for node, _, name, first, last in _orders(case):
        if last is not None and last < first:
            yield Hit(node, name)


@rule(
    "CD041",
    on=(301, 315, 317),
    nl="Bij een productcode hoort een omvang.",
    en="A product code needs a volume (Omvang).",
)
def volume_with_a_code(case: Case) -> Iterator[Hit]:
    """Omvang is filled when Code is."""
    for node, _, _, _, _ in _orders_with_product(case):
        if _code(node.product) is not None and node.omvang is None:
            yield Hit(node, "Omvang")


@rule(
    "CD043",
    on=(315,),
    nl="BeschikkingNummer en BeschikkingIngangsdatum horen bij elkaar: vul beide of geen van beide.",
    en="BeschikkingNummer and BeschikkingIngangsdatum belong together: fill both or neither.",
)
def decision_has_number_and_date(case: Case) -> Iterator[Hit]:
    """BeschikkingIngangsdatum is filled exactly when BeschikkingNummer is."""
    for wish in case.requested:
        if (wish.beschikking_nummer is None) != (wish.beschikking_ingangsdatum is None):
            yield Hit(wish, "BeschikkingIngangsdatum")


@rule(
    "CD060",
    on=(323, 325),
    nl="Een creditregel verwijst met VorigReferentieNummer naar de debetregel; een debetregel verwijst nergens naar.",
    en="A credit line refers to its debit line with VorigReferentieNummer; a debit line refers to nothing.",
)
def credit_refers_to_debit(case: Case) -> Iterator[Hit]:
    """VorigReferentieNummer is filled exactly in credit lines."""
    for _, line in case.lines:
        if (line.ingediend_bedrag.debet_credit == "C") != (line.product_referentie.vorig_referentie_nummer is not None):
            yield Hit(line, "ProductReferentie/VorigReferentieNummer")


@rule(
    "CD066",
    on=(315,),
    nl="Bij een verwijzer met een zorgverlenercode blijft de naam leeg.",
    en="A referrer with a professional's code has no name.",
)
def referrer_has_code_or_name(case: Case) -> Iterator[Hit]:
    """Naam stays empty when a care referrer has a code."""
    for wish in case.requested:
        referrer = wish.verwijzer
        if referrer.type in _ZORG and referrer.zorgverlener_code is not None and referrer.naam is not None:
            yield Hit(wish, "Verwijzer/Naam")


@rule(
    "CD067",
    on=(315,),
    nl="Een verwijzer zonder zorgverlenercode heeft een naam.",
    en="A referrer without a professional's code has a name.",
)
def referrer_without_code_has_name(case: Case) -> Iterator[Hit]:
    """Naam is filled when a care referrer has no code."""
    for wish in case.requested:
        referrer = wish.verwijzer
        if referrer.type in _ZORG and referrer.zorgverlener_code is None and referrer.naam is None:
            yield Hit(wish, "Verwijzer/Naam")


@rule(
    "CD068",
    on=(315,),
    nl="Dit soort verwijzer heeft geen zorgverlenercode.",
    en="This kind of referrer has no professional's code.",
)
def other_referrer_has_no_code(case: Case) -> Iterator[Hit]:
    """ZorgverlenerCode stays empty for other referrers."""
    for wish in case.requested:
        if wish.verwijzer.type not in _ZORG and wish.verwijzer.zorgverlener_code is not None:
            yield Hit(wish, "Verwijzer/ZorgverlenerCode")


@rule(
    "CD075",
    on=(301, 315, 317),
    nl="Bij een budget hoort een einddatum.",
    en="A budget needs an end date.",
)
def budget_has_an_end(case: Case) -> Iterator[Hit]:
    """An end date is filled when Budget is."""
    for node, _, name, _, last in _orders(case):
        if node.budget is not None and last is None:
            yield Hit(node, name)


@rule(
    "CD076",
    on=(301, 315, 317),
    nl="Bij een omvang per week hoort een einddatum.",
    en="A volume per week needs an end date.",
)
def weekly_volume_has_an_end(case: Case) -> Iterator[Hit]:
    """An end date is filled when Frequentie is 2."""
    for node, _, name, _, last in _orders(case):
        if node.omvang is not None and node.omvang.frequentie == "2" and last is None:
            yield Hit(node, name)


@rule(
    "CD077",
    on=(301, 315, 317),
    nl="Omvang en budget gaan niet samen: laat de omvang weg als er een budget is.",
    en="Volume and budget exclude each other: leave the volume out when there is a budget.",
)
def no_volume_with_a_budget(case: Case) -> Iterator[Hit]:
    """Omvang stays empty when Budget is filled."""
    for node, _, _, _, _ in _orders(case):
        if node.budget is not None and node.omvang is not None:
            yield Hit(node, "Omvang")


@rule(
    "CD078",
    on=(301, 315, 317),
    nl="Omvang en budget gaan niet samen: laat het budget weg als er een omvang is.",
    en="Volume and budget exclude each other: leave the budget out when there is a volume.",
)
def no_budget_with_a_volume(case: Case) -> Iterator[Hit]:
    """Budget stays empty when Omvang is filled."""
    for node, _, _, _, _ in _orders(case):
        if node.budget is not None and node.omvang is not None:
            yield Hit(node, "Budget")


@rule(
    "CD079",
    on=(301, 315, 317),
    nl="Zonder budget moet het product zijn ingevuld.",
    en="Without a budget the product must be filled.",
)
def product_without_a_budget(case: Case) -> Iterator[Hit]:
    """Product is filled when Budget is not."""
    for node, _, _, _, _ in _orders_with_product(case):
        if node.budget is None and node.product is None:
            yield Hit(node, "Product")


def _volume_without_code(case: Case, cls: type[Any]) -> Iterator[Hit]:
    for node, _, _, _, last in _orders(case):
        if isinstance(node, cls) and _code(node.product) is None and _after_2020(last) and node.omvang is not None:
            yield Hit(node, "Omvang")


@rule(
    "CD080",
    on=(301,),
    nl="Zonder productcode heeft een toewijzing geen omvang.",
    en="Without a product code an allocation has no volume.",
)
def allocation_without_code_has_no_volume(case: Case) -> Iterator[Hit]:
    """Omvang stays empty without Code, from 2021 on."""
    yield from _volume_without_code(case, m.ToegewezenProduct)


@rule(
    "CD095",
    on=(315,),
    nl="Zonder productcode heeft een aangevraagd product geen omvang.",
    en="Without a product code a requested product has no volume.",
)
def request_without_code_has_no_volume(case: Case) -> Iterator[Hit]:
    """Omvang stays empty without Code, from 2021 on."""
    yield from _volume_without_code(case, m.AangevraagdProduct)


@rule(
    "CD096",
    on=(317,),
    nl="Zonder productcode heeft een nieuw product geen omvang.",
    en="Without a product code a new product has no volume.",
)
def new_product_without_code_has_no_volume(case: Case) -> Iterator[Hit]:
    """Omvang stays empty without Code, from 2021 on."""
    yield from _volume_without_code(case, m.NieuwProduct)


@rule(
    "CD085",
    on=(319,),
    nl="Bij een afgewezen verzoek hoort een reden.",
    en="A refused request needs a reason.",
)
def refusal_has_a_reason(case: Case) -> Iterator[Hit]:
    """RedenAfwijzingVerzoek is filled when the request is refused."""
    if case.answer.verzoek_antwoord == "1" and case.answer.reden_afwijzing_verzoek is None:
        yield Hit(case.answer, "RedenAfwijzingVerzoek")


@rule(
    "CD086",
    on=(319,),
    nl="Een verzoek in onderzoek heeft nog geen reden van afwijzing.",
    en="A request under investigation has no reason of refusal yet.",
)
def investigation_has_no_reason(case: Case) -> Iterator[Hit]:
    """RedenAfwijzingVerzoek stays empty under investigation."""
    if case.answer.verzoek_antwoord == "2" and case.answer.reden_afwijzing_verzoek is not None:
        yield Hit(case.answer, "RedenAfwijzingVerzoek")


@rule(
    "CD087",
    on=(323,),
    nl="Een tarief hoort bij elke eenheid behalve euro's (83); bij euro's blijft het leeg.",
    en="Every unit but euros (83) needs a tariff; with euros it stays empty.",
)
def tariff_unless_euros(case: Case) -> Iterator[Hit]:
    """ProductTarief is filled exactly when Eenheid is not 83."""
    for _, line in case.lines:
        if (line.eenheid != "83") != (line.product_tarief is not None):
            yield Hit(line, "ProductTarief")


@rule(
    "CS058",
    on=(305, 307),
    nl="StatusAanlevering is 1 (eerste keer) of 3 (verwijderen); 2 en 9 bestaan hier niet.",
    en="StatusAanlevering is 1 (first) or 3 (remove); 2 and 9 do not exist here.",
)
def status_is_first_or_remove(case: Case) -> Iterator[Hit]:
    """Only 1 and 3 are used."""
    for item in case.movements:
        if item.status_aanlevering not in ("1", "3"):
            yield Hit(item, "StatusAanlevering")


@rule(
    "CS100",
    on=(323,),
    nl="De periode begint voor 1 januari 2021.",
    en="The period begins before 1 January 2021.",
)
def periods_since_2021(case: Case) -> Iterator[Hit]:
    """Claims are about 2021 and later."""
    period = case.claim.declaratie_periode
    if min(period.begindatum, period.einddatum) <= SINCE_2021:
        yield Hit(case.claim, "DeclaratiePeriode")
    for _, line in case.lines:
        if line.product_periode.begindatum <= SINCE_2021 or line.product_periode.einddatum <= SINCE_2021:
            yield Hit(line, "ProductPeriode")


def last_of_month(day: dt.date) -> dt.date:
    """Last day of the month of `day`."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


@rule(
    "CS337",
    on=(323,),
    nl="Begin en einde van de productperiode liggen niet in dezelfde maand.",
    en="Begin and end of the product period are not in the same month.",
)
def product_period_in_one_month(case: Case) -> Iterator[Hit]:
    """A product period lies in one calendar month."""
    for _, line in case.lines:
        first, last = line.product_periode.begindatum, line.product_periode.einddatum
        if first.month != last.month or first.year != last.year:
            yield Hit(line, "ProductPeriode/Einddatum")


@rule(
    "CS340",
    on=(323,),
    nl="De declaratieperiode is niet precies één kalendermaand.",
    en="The claim period is not exactly one calendar month.",
)
def claim_period_is_a_month(case: Case) -> Iterator[Hit]:
    """A claim is about one calendar month."""
    period = case.claim.declaratie_periode
    if period.begindatum.day != 1 or period.einddatum != last_of_month(period.begindatum):
        yield Hit(case.claim, "DeclaratiePeriode")


@rule(
    "CS325",
    on=(323, 325),
    nl="Een bedrag van 0 is altijd debet (D).",
    en="An amount of 0 is always debit (D).",
)
def zero_is_debit(case: Case) -> Iterator[Hit]:
    """Zero is never credit."""
    totals: list[tuple[Any, str, c.TotaalBedragMetDC]] = []
    if case.kind.number == 323:
        totals.append((case.claim, "TotaalIngediendBedrag", case.claim.totaal_ingediend_bedrag))
    elif case.claim_answer is not None:
        totals.append((case.claim_answer, "TotaalIngediendBedrag", case.claim_answer.totaal_ingediend_bedrag))
        totals.append((case.claim_answer, "TotaalToegekendBedrag", case.claim_answer.totaal_toegekend_bedrag))
    for node, name, total in totals:
        if total.totaal_bedrag == 0 and total.debet_credit == "C":
            yield Hit(node, f"{name}/DebetCredit")
    for _, line in case.lines:
        if line.ingediend_bedrag.bedrag == 0 and line.ingediend_bedrag.debet_credit == "C":
            yield Hit(line, "IngediendBedrag/DebetCredit")


@rule(
    "CS335",
    on=(301,),
    nl="Bij een verwijderde toewijzing (reden 13) is de einddatum gelijk aan de ingangsdatum.",
    en="A removed allocation (reason 13) ends on the day it begins.",
)
def removed_allocation_has_no_length(case: Case) -> Iterator[Hit]:
    """Reason 13 only when begin and end are equal."""
    for item in case.allocations:
        if item.reden_wijziging == "13" and item.einddatum != item.ingangsdatum:
            yield Hit(item, "RedenWijziging")


@rule(
    "CS336",
    on=(301,),
    nl="Reden 01 is vervallen; gebruik een andere reden.",
    en="Reason 01 has lapsed; use another reason.",
)
def lapsed_reason_is_not_used(case: Case) -> Iterator[Hit]:
    """Reason 01 is not used any more."""
    for item in case.allocations:
        if item.reden_wijziging == "01":
            yield Hit(item, "RedenWijziging")


def _odd_rhythm(case: Case) -> Iterator[Hit]:
    for node, _, _, _, last in _orders(case):
        volume = node.omvang
        if volume and volume.eenheid in _COUNTED and _after_2020(last) and volume.frequentie not in _RHYTHMS:
            yield Hit(node, "Omvang/Frequentie")


@rule(
    "CS338",
    on=(301, 317),
    nl="Bij deze eenheid is de frequentie per week (2), per maand (4) of totaal (6).",
    en="With this unit the frequency is per week (2), per month (4) or total (6).",
)
def rhythm_fits_the_unit(case: Case) -> Iterator[Hit]:
    """Units 14, 16, 83 and 84 go per week, per month or in total, from 2021 on."""
    yield from _odd_rhythm(case)


@rule(
    "CS343",
    on=(315,),
    nl="Bij deze eenheid is de frequentie per week (2), per maand (4) of totaal (6).",
    en="With this unit the frequency is per week (2), per month (4) or total (6).",
)
def requested_rhythm_fits_the_unit(case: Case) -> Iterator[Hit]:
    """As CS338, for requests."""
    yield from _odd_rhythm(case)


@rule(
    "CS339",
    on=(323,),
    nl="Bij euro's (83) is het ingediende bedrag gelijk aan het volume.",
    en="With euros (83) the amount claimed equals the volume.",
)
def euros_equal_the_volume(case: Case) -> Iterator[Hit]:
    """With unit 83 amount and volume are the same number of eurocents."""
    for _, line in case.lines:
        if line.eenheid == "83" and line.ingediend_bedrag.bedrag != line.geleverd_volume:
            yield Hit(line, "IngediendBedrag")

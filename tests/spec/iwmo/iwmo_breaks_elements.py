"""For each condition and constraint: the smallest change to a valid message that breaks it, and only it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from iwmo_worlds import D, World, contact

from ontschot.exchange.iwmo.xml import composites as c

Change = Callable[[World], None]


@dataclass(frozen=True)
class Break:
    """A change that breaks one rule in one kind of message; `also` are rules that say the same thing."""

    rule: str
    number: int
    change: Change
    also: frozenset[str] = field(default_factory=frozenset)
    standards: tuple[str, ...] = ("wmo", "jw")


BREAKS: list[Break] = []


def breaks(
    rule: str, *numbers: int, also: tuple[str, ...] = (), standards: tuple[str, ...] = ("wmo", "jw")
) -> Callable[[Change], Change]:
    """Register a change for each kind of message."""

    def register(change: Change) -> Change:
        for number in numbers:
            BREAKS.append(Break(rule, number, change, frozenset(also), standards))
        return change

    return register


@breaks("CS002", 301, 305, 307, 315, 317, also=("TR304", "TR019", "TR382", "TR350", "TR351"))
def bsn(w: World) -> None:
    w.body.client.bsn = "123456789"


@breaks("CS002", 323, 325, also=("TR304", "TR367"))
def bsn_in_claim(w: World) -> None:
    part = w.body.declaratie if w.number == 323 else w.body.declaratie_antwoord
    part.clienten[0].bsn = "123456789"


@breaks("CS139", 301, 305, 307, 315)
def known_part(w: World) -> None:
    w.body.client.geboortedatum = c.Geboortedatum(datum=D(1967, 8, 13), datum_gebruik="1")


@breaks("CS139", 301)
def known_part_of_relation(w: World) -> None:
    w.body.client.relaties[0].geboortedatum = c.Geboortedatum(datum=D(1967, 8, 1), datum_gebruik="2")


@breaks("CS318", 301)
def not_natural(w: World) -> None:
    w.body.client.naam.naam_gebruik = "6"


@breaks("CS050", 301)
def partner_name(w: World) -> None:
    w.body.client.naam.naam_gebruik = "2"


@breaks("CD007", 301)
def language(w: World) -> None:
    w.body.client.communicatie.taal = None


@breaks("CD005", 301)
def country(w: World) -> None:
    w.body.client.contactgegevens[0].adres.land_code = None


PHONE = c.Telefoonnummers(telefoon01=c.Telefoon(telefoonnummer="0101234567", landnummer="0031"))


@breaks("CD025", 301)
def house(w: World) -> None:
    place = w.body.client.contactgegevens[0]
    place.adres.huis, place.telefoon = None, PHONE


@breaks("CD034", 301)
def postcode(w: World) -> None:
    place = w.body.client.contactgegevens[0]
    place.adres.postcode = place.adres.land_code = None
    place.telefoon = PHONE


@breaks("CS089", 301)
def dutch_postcode(w: World) -> None:
    w.body.client.contactgegevens[0].adres.postcode = "0999AB"


@breaks("CD009", 301)
def period(w: World) -> None:
    w.body.client.contactgegevens[0].periode = c.OpenPeriode(begindatum=D(2024, 1, 1))


@breaks("CS003", 301)
def end_of_stay(w: World) -> None:
    place = contact("04")
    place.periode = c.OpenPeriode(begindatum=D(2024, 2, 1), einddatum=D(2024, 1, 1))
    w.body.client.contactgegevens.append(place)


@breaks("CS003", 301)
def end_of_allocation(w: World) -> None:
    w.body.client.toegewezen_producten[0].einddatum = D(2024, 1, 1)


@breaks("CS003", 315)
def end_of_request(w: World) -> None:
    w.body.client.aangevraagde_producten[0].toewijzing_einddatum = D(2024, 1, 1)


@breaks("CS003", 317)
def end_of_change(w: World) -> None:
    w.body.client.verzoek.te_wijzigen_producten[0].einddatum = D(2024, 3, 1)


@breaks("CS003", 317)
def end_of_new(w: World) -> None:
    w.body.client.verzoek.nieuwe_producten[0].einddatum = D(2024, 3, 1)


def _order(w: World) -> object:
    if w.number == 301:
        return w.body.client.toegewezen_producten[0]
    if w.number == 315:
        return w.body.client.aangevraagde_producten[0]
    return w.body.client.verzoek.nieuwe_producten[0]


@breaks("CD041", 301, 315, 317)
def no_volume(w: World) -> None:
    _order(w).omvang = None  # type: ignore[attr-defined]


@breaks("CD043", 315)
def decision(w: World) -> None:
    w.body.client.aangevraagde_producten[0].beschikking_nummer = None


@breaks("CD060", 323)
def debit_with_reference(w: World) -> None:
    w.body.declaratie.clienten[0].prestaties[0].product_referentie.vorig_referentie_nummer = "P-0"


@breaks("CD060", 325)
def answered_debit_with_reference(w: World) -> None:
    reference = w.body.declaratie_antwoord.clienten[0].prestaties[0].product_referentie
    reference.vorig_referentie_nummer = "P-0"
    w.earlier(323).declaratie.clienten[0].prestaties[0].product_referentie.vorig_referentie_nummer = "P-0"


@breaks("CD066", 315)
def code_and_name(w: World) -> None:
    w.body.client.aangevraagde_producten[0].verwijzer.naam = "Huisarts"


@breaks("CD067", 315)
def neither_code_nor_name(w: World) -> None:
    w.body.client.aangevraagde_producten[0].verwijzer.zorgverlener_code = None


@breaks("CD068", 315)
def code_of_other(w: World) -> None:
    w.body.client.aangevraagde_producten[0].verwijzer.type = "06"


def _budget(w: World) -> None:
    order = _order(w)
    order.omvang, order.budget, order.product = None, 10000, None  # type: ignore[attr-defined]


@breaks("CD075", 301)
def budget_without_end(w: World) -> None:
    _budget(w)
    w.body.client.toegewezen_producten[0].einddatum = None


@breaks("CD075", 315)
def requested_budget_without_end(w: World) -> None:
    _budget(w)
    w.body.client.aangevraagde_producten[0].toewijzing_einddatum = None


@breaks("CD075", 317, also=("TR361",))
def new_budget_without_end(w: World) -> None:
    _budget(w)
    w.body.client.verzoek.nieuwe_producten[0].einddatum = None


@breaks("CD076", 301)
def week_without_end(w: World) -> None:
    w.body.client.toegewezen_producten[0].einddatum = None


@breaks("CD076", 315)
def requested_week_without_end(w: World) -> None:
    w.body.client.aangevraagde_producten[0].toewijzing_einddatum = None


@breaks("CD076", 317)
def changed_week_without_end(w: World) -> None:
    w.body.client.verzoek.te_wijzigen_producten[0].einddatum = None


@breaks("CD077", 301, 315, 317, also=("CD078",))
@breaks("CD078", 301, 315, 317, also=("CD077",))
def volume_and_budget(w: World) -> None:
    _order(w).budget = 10000  # type: ignore[attr-defined]


@breaks("CD079", 301, 315)
def neither_product_nor_budget(w: World) -> None:
    order = _order(w)
    order.product = order.omvang = None  # type: ignore[attr-defined]


@breaks("CD079", 317, also=("TR361",))
def new_neither_product_nor_budget(w: World) -> None:
    neither_product_nor_budget(w)


def _no_code(w: World) -> None:
    _order(w).product.code = None  # type: ignore[attr-defined]


@breaks("CD080", 301)
def allocation_without_code(w: World) -> None:
    _no_code(w)


@breaks("CD095", 315)
def request_without_code(w: World) -> None:
    _no_code(w)


@breaks("CD096", 317)
def new_without_code(w: World) -> None:
    _no_code(w)


@breaks("CD085", 319)
def refusal_without_reason(w: World) -> None:
    w.body.antwoord.reden_afwijzing_verzoek = None


@breaks("CD086", 319)
def investigation_with_reason(w: World) -> None:
    w.body.antwoord.verzoek_antwoord = "2"


@breaks("CD087", 323)
def no_tariff(w: World) -> None:
    w.body.declaratie.clienten[0].prestaties[0].product_tarief = None


@breaks("CS058", 305)
def status_two(w: World) -> None:
    w.body.client.start_producten[0].status_aanlevering = "2"


@breaks("CS058", 307)
def status_nine(w: World) -> None:
    w.body.client.stop_producten[0].status_aanlevering = "9"


@breaks("CS100", 323)
def before_2021(w: World) -> None:
    claim = w.body.declaratie
    w.earlier(301).client.toegewezen_producten[0].ingangsdatum = D(2020, 1, 1)
    claim.clienten[0].prestaties[0].product_periode = c.GeslotenPeriode(
        begindatum=D(2020, 12, 1), einddatum=D(2020, 12, 31)
    )


@breaks("CS337", 323, also=("TR321",))
def two_months(w: World) -> None:
    part = w.body.declaratie.clienten[0].prestaties[0]
    w.earlier(301).client.toegewezen_producten[0].ingangsdatum = D(2023, 12, 1)
    part.product_periode.begindatum = D(2024, 1, 1)


@breaks("CS340", 323)
def not_a_month(w: World) -> None:
    w.body.declaratie.declaratie_periode.begindatum = D(2024, 2, 2)


@breaks("CS325", 323)
def zero_credit(w: World) -> None:
    claim = w.body.declaratie
    part = claim.clienten[0].prestaties[0]
    part.geleverd_volume, part.ingediend_bedrag.bedrag = 0, 0
    claim.totaal_ingediend_bedrag = c.TotaalBedragMetDC(totaal_bedrag=0, debet_credit="C")


@breaks("CS325", 325)
def zero_granted_credit(w: World) -> None:
    w.body.declaratie_antwoord.totaal_toegekend_bedrag.debet_credit = "C"


@breaks("CS335", 301)
def removed_with_length(w: World) -> None:
    w.body.client.toegewezen_producten[0].reden_wijziging = "13"


@breaks("CS336", 301)
def lapsed_reason(w: World) -> None:
    w.body.client.toegewezen_producten[0].reden_wijziging = "01"


@breaks("CS338", 301, 317)
@breaks("CS343", 315)
def daily_parts(w: World) -> None:
    _order(w).omvang = c.Omvang(volume=1, eenheid="16", frequentie="1")  # type: ignore[attr-defined]


@breaks("CS339", 323)
def euros(w: World) -> None:
    known = w.earlier(301).client.toegewezen_producten[0]
    known.omvang = c.Omvang(volume=90000, eenheid="83", frequentie="4")
    part = w.body.declaratie.clienten[0].prestaties[0]
    part.eenheid, part.product_tarief, part.geleverd_volume = "83", None, 50000

"""Small worlds of traffic, one for each kind of message: a valid message and what went before it.

All people are synthetic: BSN from the official test range.
"""

import copy
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ontschot.exchange.iwmo import EarlierMessages, Message, Sources, Tariff
from ontschot.exchange.iwmo.xml import composites as c
from ontschot.exchange.iwmo.xml import messages as m
from ontschot.exchange.iwmo.xml import returns as r
from ontschot.exchange.iwmo.xml.kinds import ANSWERS, FROM_MUNICIPALITY, KINDS

BSN, OTHER_BSN = "999900006", "999900018"
MUNICIPALITY, PROVIDER, OTHER_PROVIDER = "0384", "42420001", "42420002"
D = dt.date
TODAY = dt.date(2026, 11, 23)
PRODUCTS = {"wmo": ("02", "02A03"), "jw": ("45", "45A04")}
OTHERS = {"wmo": ("07", "07A12"), "jw": ("41", "41A03")}
VERSION = c.XsdVersie(basisschema_xsd_versie="1.0.0", bericht_xsd_versie="1.0.0")


def product(standard: str, *, other: bool = False) -> c.Product:
    """A product of the standard."""
    category, code = (OTHERS if other else PRODUCTS)[standard]
    return c.Product(categorie=category, code=code)


def header(standard: str, number: int, identification: str, day: dt.date) -> Any:
    """Header of a message, from the right side."""
    from_municipality = number in FROM_MUNICIPALITY
    cls = m.HeaderVanGemeente if from_municipality else m.HeaderVanAanbieder
    return cls(
        bericht_code=KINDS[standard, number].code,
        bericht_versie=3,
        bericht_subversie=2,
        afzender=MUNICIPALITY if from_municipality else PROVIDER,
        ontvanger=PROVIDER if from_municipality else MUNICIPALITY,
        bericht_identificatie=c.BerichtIdentificatie(identificatie=identification, dagtekening=day),
        xsd_versie=copy.deepcopy(VERSION),
    )


def name() -> c.VerkorteNaam:
    """A short name."""
    return c.VerkorteNaam(geslachtsnaam=c.Achternaam(achternaam="Wit", voorvoegsel="de"), voorletters="T")


def full_name() -> c.VolledigeNaam:
    """A full name without partner."""
    return c.VolledigeNaam(geslachtsnaam=c.Achternaam(achternaam="Wit"), voorletters="T", naam_gebruik="1")


def contact(sort: str = "01") -> m.Contact:
    """A contact with an address in the Netherlands."""
    return m.Contact(
        soort=sort,
        adres=c.Adres(
            huis=c.Huis(huisnummer=10), postcode="1111AB", straatnaam="Dorpsstraat", plaatsnaam="Diemen", land_code="NL"
        ),
    )


def allocated(standard: str, number: int = 101, *, other: bool = False) -> m.ToegewezenProduct:
    """An allocation of three hours a week in 2024."""
    return m.ToegewezenProduct(
        toewijzing_nummer=number,
        product=product(standard, other=other),
        toewijzingsdatum=D(2024, 1, 9),
        toewijzingstijd="12:00:00",
        ingangsdatum=D(2024, 1, 15),
        einddatum=D(2024, 12, 31),
        omvang=c.Omvang(volume=3, eenheid="04", frequentie="2"),
    )


def b301(standard: str) -> m.Bericht301:
    """Allocation 101."""
    return m.Bericht301(
        header=header(standard, 301, "T1", D(2024, 1, 10)),
        client=m.Client301(
            bsn=BSN,
            geboortedatum=c.Geboortedatum(datum=D(1967, 8, 13)),
            geslacht="1",
            naam=full_name(),
            communicatie=c.Communicatie(vorm="1", taal="Deens"),
            relaties=[m.Relatie(nummer="1", soort="10", naam=full_name(), contact=contact())],
            contactgegevens=[contact()],
            toegewezen_producten=[allocated(standard)],
        ),
    )


def b305(standard: str) -> m.Bericht305:
    """Start of 101 on 17 January."""
    return m.Bericht305(
        header=header(standard, 305, "S1", D(2024, 2, 1)),
        client=m.Client305(
            bsn=BSN,
            geboortedatum=c.Geboortedatum(datum=D(1967, 8, 13)),
            geslacht="1",
            naam=name(),
            start_producten=[
                m.StartProduct(
                    toewijzing_nummer=101,
                    product=product(standard),
                    toewijzing_ingangsdatum=D(2024, 1, 15),
                    begindatum=D(2024, 1, 17),
                    status_aanlevering="1",
                )
            ],
        ),
    )


def stop(standard: str, reason: str = "31", end: dt.date | None = None) -> m.StopProduct:
    """A stop of 101."""
    return m.StopProduct(
        toewijzing_nummer=101,
        product=product(standard),
        toewijzing_ingangsdatum=D(2024, 1, 15),
        begindatum=D(2024, 1, 17),
        reden_beeindiging=reason,
        einddatum=end or D(2024, 9, 5),
        status_aanlevering="1",
    )


def b307(standard: str) -> m.Bericht307:
    """Final stop of 101."""
    return m.Bericht307(
        header=header(standard, 307, "E1", D(2024, 9, 10)),
        client=m.Client307(
            bsn=BSN,
            geboortedatum=c.Geboortedatum(datum=D(1967, 8, 13)),
            geslacht="1",
            naam=name(),
            stop_producten=[stop(standard)],
        ),
    )


def wish(standard: str, reference: str = "R-1") -> m.AangevraagdProduct:
    """A requested product."""
    return m.AangevraagdProduct(
        referentie_aanbieder=reference,
        beschikking_nummer=7,
        product=product(standard),
        beschikking_ingangsdatum=D(2024, 1, 1),
        toewijzing_ingangsdatum=D(2024, 1, 15),
        toewijzing_einddatum=D(2024, 12, 31),
        omvang=c.Omvang(volume=3, eenheid="04", frequentie="2"),
        verwijzer=c.Verwijzer(type="02", zorgverlener_code="01234567"),
    )


def b315(standard: str) -> m.Bericht315:
    """Request R-1."""
    return m.Bericht315(
        header=header(standard, 315, "V1", D(2024, 1, 5)),
        client=m.Client315(
            bsn=BSN,
            geboortedatum=c.Geboortedatum(datum=D(1967, 8, 13)),
            geslacht="1",
            naam=name(),
            aangevraagde_producten=[wish(standard)],
        ),
    )


def changed() -> m.TeWijzigenProduct:
    """Five hours instead of three, from April."""
    return m.TeWijzigenProduct(
        toewijzing_nummer=101,
        gewenste_ingangsdatum=D(2024, 4, 1),
        einddatum=D(2024, 12, 31),
        omvang=c.Omvang(volume=5, eenheid="04", frequentie="2"),
    )


def new(standard: str) -> m.NieuwProduct:
    """A product next to it."""
    return m.NieuwProduct(
        product=product(standard, other=True),
        gewenste_ingangsdatum=D(2024, 4, 1),
        einddatum=D(2024, 12, 31),
        omvang=c.Omvang(volume=2, eenheid="16", frequentie="2"),
    )


def b317(standard: str) -> m.Bericht317:
    """Request for change W-1."""
    return m.Bericht317(
        header=header(standard, 317, "W1", D(2024, 3, 1)),
        client=m.Client317(
            bsn=BSN,
            verzoek=m.Verzoek(
                referentie_aanbieder="W-1",
                reden_verzoek="1",
                te_wijzigen_producten=[changed()],
                nieuwe_producten=[new(standard)],
            ),
        ),
    )


def b319(standard: str) -> m.Bericht319:
    """R-1 is refused."""
    return m.Bericht319(
        header=header(standard, 319, "A1", D(2024, 1, 8)),
        antwoord=m.Antwoord(referentie_aanbieder="R-1", verzoek_antwoord="1", reden_afwijzing_verzoek="2"),
    )


def line(standard: str, reference: str = "P-1", month: int = 2) -> m.Prestatie:
    """Twelve hours in a whole month of 2024."""
    category, code = PRODUCTS[standard]
    last = D(2024, month + 1, 1) - dt.timedelta(days=1)
    return m.Prestatie(
        product_referentie=c.Referentie(referentie_nummer=reference),
        toewijzing_nummer=101,
        product_categorie=category,
        product_code=code,
        product_periode=c.GeslotenPeriode(begindatum=D(2024, month, 1), einddatum=last),
        geleverd_volume=12,
        eenheid="04",
        product_tarief=5000,
        ingediend_bedrag=c.BedragMetDC(bedrag=60000, debet_credit="D"),
    )


def b323(standard: str) -> m.Bericht323:
    """Claim over February."""
    return m.Bericht323(
        header=header(standard, 323, "C1", D(2024, 3, 5)),
        declaratie=m.Declaratie(
            declaratie_nummer="DN1",
            declaratie_periode=c.GeslotenPeriode(begindatum=D(2024, 2, 1), einddatum=D(2024, 2, 29)),
            declaratie_dagtekening=D(2024, 3, 5),
            totaal_ingediend_bedrag=c.TotaalBedragMetDC(totaal_bedrag=60000, debet_credit="D"),
            clienten=[m.Client323(bsn=BSN, prestaties=[line(standard)])],
        ),
    )


def b325(standard: str) -> r.Bericht325:
    """The claim is refused in full."""
    claimed = line(standard)
    values = {slot: getattr(claimed, slot) for slot in m.Prestatie.__dataclass_fields__}
    base = header(standard, 325, "Q1", D(2024, 3, 8))
    return r.Bericht325(
        header=r.Header325(
            **{slot: getattr(base, slot) for slot in m.HeaderVanGemeente.__dataclass_fields__},
            declaratie_identificatie=c.BerichtIdentificatie(identificatie="C1", dagtekening=D(2024, 3, 5)),
            xsd_versie_declaratie=copy.deepcopy(VERSION),
            retour_codes=["0200"],
        ),
        declaratie_antwoord=r.DeclaratieAntwoord(
            declaratie_nummer="DN1",
            totaal_ingediend_bedrag=c.TotaalBedragMetDC(totaal_bedrag=60000, debet_credit="D"),
            totaal_toegekend_bedrag=c.TotaalBedragMetDC(totaal_bedrag=0, debet_credit="D"),
            clienten=[
                r.Client325(
                    bsn=BSN, prestaties=[r.PrestatieRetour(**values, retour_codes=["9321"])], retour_codes=["0200"]
                )
            ],
            retour_codes=["0200"],
        ),
    )


# A start as plain data, with the names of the elements
START: dict[str, Any] = {
    "Header": {
        "Afzender": "42420001",
        "Ontvanger": "0384",
        "BerichtIdentificatie": {"Identificatie": "S1", "Dagtekening": "2024-02-01"},
    },
    "Client": {
        "Bsn": BSN,
        "Geboortedatum": {"Datum": "1967-08-13"},
        "Geslacht": "1",
        "Naam": {"Geslachtsnaam": {"Achternaam": "Wit"}},
        "StartProducten": [{"ToewijzingNummer": 101, "Begindatum": "2024-01-17", "StatusAanlevering": 1}],
    },
}


BUILDERS: dict[int, Callable[[str], Any]] = {
    301: b301, 305: b305, 307: b307, 315: b315, 317: b317, 319: b319, 323: b323, 325: b325
}  # fmt: skip
BEFORE = {301: (), 305: (301,), 307: (301, 305), 315: (), 317: (301,), 319: (315,), 323: (301,), 325: (301, 323)}


@dataclass
class World:
    """A message under judgement (`body`) and the traffic before it; a test changes one of them."""

    standard: str
    number: int
    body: Any = None
    before: list[Message] = field(default_factory=list)
    today: dt.date = TODAY
    municipality_exists: bool = True
    also_allowed: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.body = BUILDERS[self.number](self.standard)
        for number in BEFORE[self.number]:
            self.add(number)

    def add(self, number: int, *, identification: str | None = None, day: dt.date | None = None) -> Any:
        """Add an earlier message of a kind; its body is returned, to be changed."""
        body = BUILDERS[number](self.standard)
        mark = body.header.bericht_identificatie
        taken = number == self.number or any(known.kind.number == number for known in self.before)
        mark.identificatie = identification or (f"X{len(self.before)}" if taken else mark.identificatie)
        mark.dagtekening = day or mark.dagtekening
        self.before.append(Message(KINDS[self.standard, number], body))
        return body

    def earlier(self, number: int) -> Any:
        """Body of the first earlier message of a kind."""
        return next(message.body for message in self.before if message.kind.number == number)

    @property
    def message(self) -> Message:
        """The message."""
        return Message(KINDS[self.standard, self.number], self.body)

    @property
    def history(self) -> EarlierMessages:
        """Traffic before it."""
        return EarlierMessages(self.before)

    @property
    def sources(self) -> Sources:
        """All sources: two municipalities, two products, one tariff."""
        known = {PRODUCTS[self.standard], OTHERS[self.standard]}
        return Sources(
            today=self.today,
            municipality=lambda code, day: self.municipality_exists and code in (MUNICIPALITY, "1916"),
            product=lambda category, code, day: (category, code) in known,
            tariff=lambda provider, code, day: Tariff(5000, "04"),
        )


def claim_answer(world: World, *, refused: tuple[str, ...] = ()) -> None:
    """Answer the earlier claims of a world: everything granted but the lines named."""
    for message in list(world.before):
        if message.kind.number != 323:
            continue
        claim: Any = message.body
        answer = b325(world.standard)
        answer.header.declaratie_identificatie = copy.deepcopy(claim.header.bericht_identificatie)
        assert answer.declaratie_antwoord is not None
        clients = answer.declaratie_antwoord.clienten
        if not refused:
            answer.declaratie_antwoord.clienten = []
            answer.declaratie_antwoord.retour_codes = ["8001"]
            answer.declaratie_antwoord.totaal_toegekend_bedrag = claim.declaratie.totaal_ingediend_bedrag
        else:
            assert clients
        world.before.append(Message(KINDS[world.standard, ANSWERS[323]], answer))

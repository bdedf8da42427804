"""The composite datatypes (CDT) that all messages share, in the order of their elements."""

from dataclasses import dataclass

from ontschot.exchange.iwmo.xml import nodes as t
from ontschot.exchange.iwmo.xml.nodes import Common


@dataclass(slots=True, kw_only=True)
class Achternaam(Common):
    """Surname with its prefix."""

    achternaam: t.Naam
    voorvoegsel: t.Voorvoegsel | None = None


@dataclass(slots=True, kw_only=True)
class Huis(Common):
    """House number with letter, addition and indication."""

    huisnummer: t.Huisnummer
    huisletter: t.Huisletter | None = None
    huisnummer_toevoeging: t.HuisnummerToevoeging | None = None
    aanduiding_woonadres: t.AanduidingWoonadres | None = None


@dataclass(slots=True, kw_only=True)
class Adres(Common):
    """An address, in the Netherlands or elsewhere."""

    huis: Huis | None = None
    postcode: t.Postcode | None = None
    straatnaam: t.Straatnaam | None = None
    plaatsnaam: t.Plaatsnaam | None = None
    land_code: t.LandCode | None = None


@dataclass(slots=True, kw_only=True)
class BedragMetDC(Common):
    """An amount in eurocents, debit or credit."""

    bedrag: t.Bedrag
    debet_credit: t.DebetCredit


@dataclass(slots=True, kw_only=True)
class TotaalBedragMetDC(Common):
    """A total in eurocents, debit or credit."""

    totaal_bedrag: t.TotaalBedrag
    debet_credit: t.DebetCredit


@dataclass(slots=True, kw_only=True)
class BerichtIdentificatie(Common):
    """What identifies a message: its number and the date it was sent."""

    identificatie: t.IdentificatieBericht
    dagtekening: t.Datum


@dataclass(slots=True, kw_only=True)
class Communicatie(Common):
    """A special form of communication, and the language of an interpreter."""

    vorm: t.Communicatievorm
    taal: t.Taal | None = None


@dataclass(slots=True, kw_only=True)
class Geboortedatum(Common):
    """A birth date and which part of it is known."""

    datum: t.Datum
    datum_gebruik: t.DatumGebruik | None = None


@dataclass(slots=True, kw_only=True)
class GeslotenPeriode(Common):
    """A period with both ends; the last day counts."""

    begindatum: t.Datum
    einddatum: t.Datum


@dataclass(slots=True, kw_only=True)
class OpenPeriode(Common):
    """A period with one end, both or none."""

    begindatum: t.Datum | None = None
    einddatum: t.Datum | None = None


@dataclass(slots=True, kw_only=True)
class Omvang(Common):
    """How much is to be delivered: volume, unit and frequency."""

    volume: t.Volume
    eenheid: t.Eenheid
    frequentie: t.Frequentie


@dataclass(slots=True, kw_only=True)
class Product(Common):
    """A product: its category and, if specific, its code."""

    categorie: t.ProductCategorie
    code: t.ProductCode | None = None


@dataclass(slots=True, kw_only=True)
class Referentie(Common):
    """Number of a line of a claim, and of the line it credits."""

    referentie_nummer: t.ReferentieNummer
    vorig_referentie_nummer: t.ReferentieNummer | None = None


@dataclass(slots=True, kw_only=True)
class Telefoon(Common):
    """A telephone number."""

    telefoonnummer: t.Telefoonnummer
    landnummer: t.Landnummer


@dataclass(slots=True, kw_only=True)
class Telefoonnummers(Common):
    """One or two telephone numbers."""

    telefoon01: Telefoon
    telefoon02: Telefoon | None = None


@dataclass(slots=True, kw_only=True)
class VerkorteNaam(Common):
    """A name without partner's name."""

    geslachtsnaam: Achternaam
    voornamen: t.Naam | None = None
    voorletters: t.Voorletters | None = None


@dataclass(slots=True, kw_only=True)
class VolledigeNaam(Common):
    """A name with partner's name and how the person uses them."""

    geslachtsnaam: Achternaam
    partnernaam: Achternaam | None = None
    voornamen: t.Naam | None = None
    voorletters: t.Voorletters | None = None
    naam_gebruik: t.NaamGebruik


@dataclass(slots=True, kw_only=True)
class Verwijzer(Common):
    """Who referred the client."""

    type: t.TypeVerwijzer
    naam: t.NaamVerwijzer | None = None
    zorgverlener_code: t.AgbCode | None = None


@dataclass(slots=True, kw_only=True)
class XsdVersie(Common):
    """Versions of the schemas with which a message was made; configuration, not a law."""

    basisschema_xsd_versie: t.Versie
    bericht_xsd_versie: t.Versie

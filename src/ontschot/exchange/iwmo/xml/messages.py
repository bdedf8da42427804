"""The seven messages that are sent (heenberichten): 301, 305, 307, 315, 317, 319 and 323, for both standards."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated

from ontschot.exchange.iwmo.xml import composites as c
from ontschot.exchange.iwmo.xml import nodes as t
from ontschot.exchange.iwmo.xml.nodes import Node, Only, Wraps


@dataclass(slots=True, kw_only=True)
class HeaderVanGemeente(Node):
    """Header of a message from a municipality to a provider."""

    bericht_code: t.BerichtCode
    bericht_versie: t.BerichtVersie
    bericht_subversie: t.BerichtSubversie
    afzender: t.Gemeente
    ontvanger: t.AgbCode
    bericht_identificatie: c.BerichtIdentificatie
    xsd_versie: c.XsdVersie


@dataclass(slots=True, kw_only=True)
class HeaderVanAanbieder(Node):
    """Header of a message from a provider to a municipality."""

    bericht_code: t.BerichtCode
    bericht_versie: t.BerichtVersie
    bericht_subversie: t.BerichtSubversie
    afzender: t.AgbCode
    ontvanger: t.Gemeente
    bericht_identificatie: c.BerichtIdentificatie
    xsd_versie: c.XsdVersie


Header = HeaderVanGemeente | HeaderVanAanbieder


@dataclass(slots=True, kw_only=True)
class Contact(Node):
    """How the client or a relation can be reached."""

    soort: t.AdresSoort
    adres: c.Adres | None = None
    organisatie: t.Organisatienaam | None = None
    telefoon: c.Telefoonnummers | None = None
    emailadres: t.Emailadres | None = None
    periode: c.OpenPeriode | None = None


@dataclass(slots=True, kw_only=True)
class Relatie(Node):
    """Someone close to the client."""

    nummer: t.Persoonsid
    volgorde: t.RelatieVolgorde | None = None
    soort: t.SoortRelatie
    geboortedatum: c.Geboortedatum | None = None
    geslacht: t.Geslacht | None = None
    naam: c.VolledigeNaam
    contact: Contact


@dataclass(slots=True, kw_only=True)
class ToegewezenProduct(Node):
    """One allocation: what the municipality orders from the provider."""

    toewijzing_nummer: t.Nummer
    referentie_aanbieder: t.Referentie | None = None
    product: c.Product | None = None
    toewijzingsdatum: t.Datum
    toewijzingstijd: t.Tijd
    ingangsdatum: t.Datum
    einddatum: t.Datum | None = None
    reden_wijziging: t.RedenWijziging | None = None
    omvang: c.Omvang | None = None
    budget: t.Budget | None = None
    commentaar: t.Commentaar | None = None


@dataclass(slots=True, kw_only=True)
class Client301(Node):
    """The client of an allocation."""

    bsn: t.Bsn
    geboortedatum: c.Geboortedatum
    geslacht: t.Geslacht
    naam: c.VolledigeNaam
    communicatie: c.Communicatie | None = None
    juridische_status: t.JuridischeStatus | None = None
    wettelijke_vertegenwoordiging: t.WettelijkeVertegenwoordiging | None = None
    commentaar: t.Commentaar | None = None
    relaties: Annotated[Sequence[Relatie], Wraps("Relatie")] = field(default_factory=list)
    contactgegevens: Annotated[Sequence[Contact], Wraps("Contact")]
    toegewezen_producten: Annotated[Sequence[ToegewezenProduct], Wraps("ToegewezenProduct")]


@dataclass(slots=True, kw_only=True)
class Bericht301(Node):
    """Allocation (toewijzing)."""

    header: HeaderVanGemeente
    client: Client301


@dataclass(slots=True, kw_only=True)
class StartProduct(Node):
    """A product of which delivery started."""

    toewijzing_nummer: t.Nummer | None = None
    product: c.Product | None = None
    toewijzing_ingangsdatum: t.Datum | None = None
    begindatum: t.Datum
    status_aanlevering: t.StatusAanlevering


@dataclass(slots=True, kw_only=True)
class Client305(Node):
    """The client of a start."""

    bsn: t.Bsn
    geboortedatum: c.Geboortedatum
    geslacht: t.Geslacht
    naam: c.VerkorteNaam
    start_producten: Annotated[Sequence[StartProduct], Wraps("StartProduct")]


@dataclass(slots=True, kw_only=True)
class Bericht305(Node):
    """Start of delivery."""

    header: HeaderVanAanbieder
    client: Client305


@dataclass(slots=True, kw_only=True)
class StopProduct(Node):
    """A product of which delivery ended, for good or for a while."""

    toewijzing_nummer: t.Nummer | None = None
    product: c.Product | None = None
    toewijzing_ingangsdatum: t.Datum | None = None
    begindatum: t.Datum
    reden_beeindiging: t.RedenBeeindiging
    einddatum: t.Datum
    status_aanlevering: t.StatusAanlevering


@dataclass(slots=True, kw_only=True)
class Client307(Node):
    """The client of a stop."""

    bsn: t.Bsn
    geboortedatum: c.Geboortedatum
    geslacht: t.Geslacht
    naam: c.VerkorteNaam
    stop_producten: Annotated[Sequence[StopProduct], Wraps("StopProduct")]


@dataclass(slots=True, kw_only=True)
class Bericht307(Node):
    """Stop of delivery."""

    header: HeaderVanAanbieder
    client: Client307


@dataclass(slots=True, kw_only=True)
class AangevraagdProduct(Node):
    """A product for which a provider asks an allocation."""

    referentie_aanbieder: t.Referentie
    beschikking_nummer: t.Nummer | None = None
    product: c.Product | None = None
    beschikking_ingangsdatum: t.Datum | None = None
    toewijzing_ingangsdatum: t.Datum
    toewijzing_einddatum: t.Datum | None = None
    omvang: c.Omvang | None = None
    budget: t.Budget | None = None
    verwijzer: c.Verwijzer
    raamcontract: t.JaNee | None = None
    commentaar: t.Commentaar | None = None


@dataclass(slots=True, kw_only=True)
class Client315(Node):
    """The client of a request for allocation."""

    bsn: t.Bsn
    geboortedatum: c.Geboortedatum
    geslacht: t.Geslacht
    naam: c.VerkorteNaam
    gezagsdrager_bekend: Annotated[t.JaNee | None, Only("jw")] = None
    commentaar: t.Commentaar | None = None
    aangevraagde_producten: Annotated[Sequence[AangevraagdProduct], Wraps("AangevraagdProduct")]


@dataclass(slots=True, kw_only=True)
class Bericht315(Node):
    """Request for allocation (verzoek om toewijzing, VOT)."""

    header: HeaderVanAanbieder
    client: Client315


@dataclass(slots=True, kw_only=True)
class OngewijzigdProduct(Node):
    """An allocation that stays as it is."""

    toewijzing_nummer: t.Nummer


@dataclass(slots=True, kw_only=True)
class TeWijzigenProduct(Node):
    """An allocation that should change."""

    toewijzing_nummer: t.Nummer
    gewenste_ingangsdatum: t.Datum
    einddatum: t.Datum | None = None
    omvang: c.Omvang | None = None
    budget: t.Budget | None = None


@dataclass(slots=True, kw_only=True)
class NieuwProduct(Node):
    """A product that is asked anew within a request for change."""

    product: c.Product | None = None
    gewenste_ingangsdatum: t.Datum
    einddatum: t.Datum | None = None
    omvang: c.Omvang | None = None
    budget: t.Budget | None = None


@dataclass(slots=True, kw_only=True)
class Verzoek(Node):
    """A request for change: the whole desired situation."""

    referentie_aanbieder: t.Referentie
    reden_verzoek: t.RedenVerzoek
    ongewijzigde_producten: Annotated[Sequence[OngewijzigdProduct], Wraps("OngewijzigdProduct")] = field(
        default_factory=list
    )
    te_wijzigen_producten: Annotated[Sequence[TeWijzigenProduct], Wraps("TeWijzigenProduct")] = field(
        default_factory=list
    )
    nieuwe_producten: Annotated[Sequence[NieuwProduct], Wraps("NieuwProduct")] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Client317(Node):
    """The client of a request for change."""

    bsn: t.Bsn
    verzoek: Verzoek


@dataclass(slots=True, kw_only=True)
class Bericht317(Node):
    """Request for change (verzoek om wijziging, VOW)."""

    header: HeaderVanAanbieder
    client: Client317


@dataclass(slots=True, kw_only=True)
class Woonplaatsbeginsel(Node):
    """The municipality that is responsible by the principle of residence (Jeugdwet only)."""

    gemeente: t.Gemeente


@dataclass(slots=True, kw_only=True)
class Antwoord(Node):
    """The answer to a request."""

    referentie_aanbieder: t.Referentie
    verzoek_antwoord: t.VerzoekAntwoord
    reden_afwijzing_verzoek: t.RedenAfwijzingVerzoek | None = None
    woonplaatsbeginsel: Annotated[Woonplaatsbeginsel | None, Only("jw")] = None


@dataclass(slots=True, kw_only=True)
class Bericht319(Node):
    """Answer to a request for allocation or change."""

    header: HeaderVanGemeente
    antwoord: Antwoord


@dataclass(slots=True, kw_only=True)
class Prestatie(Node):
    """One line of a claim; amounts in eurocents."""

    product_referentie: c.Referentie
    toewijzing_nummer: t.Nummer
    product_categorie: t.ProductCategorie
    product_code: t.ProductCode
    product_periode: c.GeslotenPeriode
    geleverd_volume: t.Volume
    eenheid: t.Eenheid
    product_tarief: t.Bedrag | None = None
    ingediend_bedrag: c.BedragMetDC


@dataclass(slots=True, kw_only=True)
class Client323(Node):
    """The lines of one client in a claim."""

    bsn: t.Bsn
    prestaties: Annotated[Sequence[Prestatie], Wraps("Prestatie")]


@dataclass(slots=True, kw_only=True)
class Declaratie(Node):
    """A claim over one month."""

    declaratie_nummer: t.DeclaratieNummer
    declaratie_periode: c.GeslotenPeriode
    declaratie_dagtekening: t.Datum
    totaal_ingediend_bedrag: c.TotaalBedragMetDC
    clienten: Annotated[Sequence[Client323], Wraps("Client")]


@dataclass(slots=True, kw_only=True)
class Bericht323(Node):
    """Claim (declaratie)."""

    header: HeaderVanAanbieder
    declaratie: Declaratie

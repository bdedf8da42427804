"""The seven messages that answer (302, 306, 308, 316, 318, 320 and 325): the message sent, with return codes added.

A return message repeats a class of the message it answers and ends it with RetourCodes. The official schemas that this
was checked with exist for the Jeugdwet; those of the Wmo are derived (see `kinds.Kind.schema_is_derived`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated

from ontschot.exchange.iwmo.xml import composites as c
from ontschot.exchange.iwmo.xml import messages as m
from ontschot.exchange.iwmo.xml import nodes as t
from ontschot.exchange.iwmo.xml.nodes import Node, Only, Wraps

Codes = Annotated[Sequence[t.RetourCode], Wraps("RetourCode")]


@dataclass(slots=True, kw_only=True)
class HeaderRetourVanGemeente(m.HeaderVanGemeente):
    """Header of the return on a message that a municipality sent."""

    identificatie_retour: t.IdentificatieBericht
    dagtekening_retour: t.Datum
    xslt_versie: t.Versie | None = None
    xsd_versie_retour: c.XsdVersie
    retour_codes: Codes = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class HeaderRetourVanAanbieder(m.HeaderVanAanbieder):
    """Header of the return on a message that a provider sent."""

    identificatie_retour: t.IdentificatieBericht
    dagtekening_retour: t.Datum
    xslt_versie: t.Versie | None = None
    xsd_versie_retour: c.XsdVersie
    retour_codes: Codes = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class ContactRetour(m.Contact):
    """Contact with return codes."""

    retour_codes: Codes


@dataclass(slots=True, kw_only=True)
class RelatieRetour(m.Relatie):
    """Relatie with return codes."""

    contact: ContactRetour
    retour_codes: Codes


@dataclass(slots=True, kw_only=True)
class ToegewezenProductRetour(m.ToegewezenProduct):
    """ToegewezenProduct with return codes."""

    retour_codes: Codes


@dataclass(slots=True, kw_only=True)
class Client302(m.Client301):
    """Client with return codes."""

    relaties: Annotated[Sequence[RelatieRetour], Wraps("Relatie")] = field(default_factory=list)
    contactgegevens: Annotated[Sequence[ContactRetour], Wraps("Contact")]
    toegewezen_producten: Annotated[Sequence[ToegewezenProductRetour], Wraps("ToegewezenProduct")]
    retour_codes: Codes


@dataclass(slots=True, kw_only=True)
class Bericht302(Node):
    """Return on an allocation."""

    header: HeaderRetourVanGemeente
    client: Client302 | None = None


@dataclass(slots=True, kw_only=True)
class StartProductRetour(m.StartProduct):
    """StartProduct with return codes."""

    retour_codes: Codes


@dataclass(slots=True, kw_only=True)
class Client306(m.Client305):
    """Client with return codes."""

    start_producten: Annotated[Sequence[StartProductRetour], Wraps("StartProduct")]
    retour_codes: Codes


@dataclass(slots=True, kw_only=True)
class Bericht306(Node):
    """Return on a start."""

    header: HeaderRetourVanAanbieder
    client: Client306 | None = None


@dataclass(slots=True, kw_only=True)
class StopProductRetour(m.StopProduct):
    """StopProduct with return codes."""

    retour_codes: Codes


@dataclass(slots=True, kw_only=True)
class Client308(m.Client307):
    """Client with return codes."""

    stop_producten: Annotated[Sequence[StopProductRetour], Wraps("StopProduct")]
    retour_codes: Codes


@dataclass(slots=True, kw_only=True)
class Bericht308(Node):
    """Return on a stop."""

    header: HeaderRetourVanAanbieder
    client: Client308 | None = None


@dataclass(slots=True, kw_only=True)
class AangevraagdProductRetour(m.AangevraagdProduct):
    """AangevraagdProduct with return codes."""

    retour_codes: Codes


@dataclass(slots=True, kw_only=True)
class Client316(m.Client315):
    """Client with return codes."""

    aangevraagde_producten: Annotated[Sequence[AangevraagdProductRetour], Wraps("AangevraagdProduct")]
    retour_codes: Codes


@dataclass(slots=True, kw_only=True)
class Bericht316(Node):
    """Return on a request for allocation."""

    header: HeaderRetourVanAanbieder
    client: Client316 | None = None


@dataclass(slots=True, kw_only=True)
class OngewijzigdProductRetour(m.OngewijzigdProduct):
    """OngewijzigdProduct with return codes."""

    retour_codes: Codes


@dataclass(slots=True, kw_only=True)
class TeWijzigenProductRetour(m.TeWijzigenProduct):
    """TeWijzigenProduct with return codes."""

    retour_codes: Codes


@dataclass(slots=True, kw_only=True)
class NieuwProductRetour(m.NieuwProduct):
    """NieuwProduct with return codes."""

    retour_codes: Codes


@dataclass(slots=True, kw_only=True)
class VerzoekRetour(m.Verzoek):
    """Verzoek with return codes."""

    ongewijzigde_producten: Annotated[Sequence[OngewijzigdProductRetour], Wraps("OngewijzigdProduct")] = field(
        default_factory=list
    )
    te_wijzigen_producten: Annotated[Sequence[TeWijzigenProductRetour], Wraps("TeWijzigenProduct")] = field(
        default_factory=list
    )
    nieuwe_producten: Annotated[Sequence[NieuwProductRetour], Wraps("NieuwProduct")] = field(default_factory=list)
    retour_codes: Codes


@dataclass(slots=True, kw_only=True)
class Client318(m.Client317):
    """Client with return codes."""

    verzoek: VerzoekRetour
    retour_codes: Codes


@dataclass(slots=True, kw_only=True)
class Bericht318(Node):
    """Return on a request for change."""

    header: HeaderRetourVanAanbieder
    client: Client318 | None = None


@dataclass(slots=True, kw_only=True)
class WoonplaatsbeginselRetour(m.Woonplaatsbeginsel):
    """Woonplaatsbeginsel with return codes."""

    retour_codes: Codes


@dataclass(slots=True, kw_only=True)
class AntwoordRetour(m.Antwoord):
    """Antwoord with return codes."""

    woonplaatsbeginsel: Annotated[WoonplaatsbeginselRetour | None, Only("jw")] = None
    retour_codes: Codes


@dataclass(slots=True, kw_only=True)
class Bericht320(Node):
    """Return on an answer."""

    header: HeaderRetourVanGemeente
    antwoord: AntwoordRetour | None = None


@dataclass(slots=True, kw_only=True)
class Header325(m.HeaderVanGemeente):
    """Header of the answer to a claim."""

    declaratie_identificatie: c.BerichtIdentificatie
    xslt_versie: t.Versie | None = None
    xsd_versie_declaratie: c.XsdVersie
    retour_codes: Codes


@dataclass(slots=True, kw_only=True)
class PrestatieRetour(m.Prestatie):
    """Prestatie with return codes."""

    retour_codes: Codes


@dataclass(slots=True, kw_only=True)
class Client325(m.Client323):
    """Client with return codes."""

    prestaties: Annotated[Sequence[PrestatieRetour], Wraps("Prestatie")]
    retour_codes: Codes


@dataclass(slots=True, kw_only=True)
class DeclaratieAntwoord(Node):
    """What was claimed, what is granted, and the lines that are refused."""

    declaratie_nummer: t.IdentificatieDeclaratie
    totaal_ingediend_bedrag: c.TotaalBedragMetDC
    totaal_toegekend_bedrag: c.TotaalBedragMetDC
    clienten: Annotated[Sequence[Client325], Wraps("Client")] = field(default_factory=list)
    retour_codes: Codes


@dataclass(slots=True, kw_only=True)
class Bericht325(Node):
    """Answer to a claim."""

    header: Header325
    declaratie_antwoord: DeclaratieAntwoord | None = None

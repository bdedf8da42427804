"""What every class of a message has: typed fields that know their simple type, and marks for wrappers and standards.

A field is written once, as an annotation; `plan.py` compiles from it the order, cardinality and types of the elements.
The XML name of a field is its Python name in Pascal case: `toewijzing_nummer` is `ToewijzingNummer`.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated


@dataclass(frozen=True, slots=True)
class Simple:
    """Mark: the element holds one value of this simple type (its name without LDT_)."""

    name: str


@dataclass(frozen=True, slots=True)
class Wraps:
    """Mark: the element only holds a list of elements with this name (StartProducten holds StartProduct)."""

    item: str


@dataclass(frozen=True, slots=True)
class Only:
    """Mark: the element exists in one standard only ('wmo' or 'jw')."""

    standard: str


@dataclass(slots=True, kw_only=True)
class Node:
    """A class of a message (berichtklasse); its elements live in the name space of the message."""


@dataclass(slots=True, kw_only=True)
class Common(Node):
    """A composite datatype (CDT); its elements live in the name space of the base schema."""


def xml_name(field_name: str) -> str:
    """`product_periode` -> `ProductPeriode`."""
    return "".join(part[:1].upper() + part[1:] for part in field_name.split("_"))


AanduidingWoonadres = Annotated[str, Simple("AanduidingWoonadres")]
AdresSoort = Annotated[str, Simple("AdresSoort")]
AgbCode = Annotated[str, Simple("AgbCode")]
Bedrag = Annotated[int, Simple("Bedrag")]
BerichtCode = Annotated[str, Simple("BerichtCode")]
BerichtSubversie = Annotated[int, Simple("BerichtSubversie")]
BerichtVersie = Annotated[int, Simple("BerichtVersie")]
Budget = Annotated[int, Simple("Budget")]
Bsn = Annotated[str, Simple("BurgerServicenummer")]
Commentaar = Annotated[str, Simple("Commentaar")]
Communicatievorm = Annotated[str, Simple("Communicatievorm")]
Datum = Annotated[dt.date, Simple("Datum")]
DatumGebruik = Annotated[str, Simple("DatumGebruik")]
DebetCredit = Annotated[str, Simple("DebetCredit")]
DeclaratieNummer = Annotated[str, Simple("DeclaratieNummer")]
Eenheid = Annotated[str, Simple("Eenheid")]
Emailadres = Annotated[str, Simple("Emailadres")]
Frequentie = Annotated[str, Simple("Frequentie")]
Gemeente = Annotated[str, Simple("Gemeente")]
Geslacht = Annotated[str, Simple("Geslacht")]
Huisletter = Annotated[str, Simple("Huisletter")]
Huisnummer = Annotated[int, Simple("Huisnummer")]
HuisnummerToevoeging = Annotated[str, Simple("HuisnummerToevoeging")]
IdentificatieBericht = Annotated[str, Simple("IdentificatieBericht")]
IdentificatieDeclaratie = Annotated[str, Simple("IdentificatieDeclaratie")]
JaNee = Annotated[str, Simple("JaNee")]
JuridischeStatus = Annotated[str, Simple("JuridischeStatus")]
LandCode = Annotated[str, Simple("LandCode")]
Landnummer = Annotated[str, Simple("Landnummer")]
Naam = Annotated[str, Simple("Naam")]
NaamGebruik = Annotated[str, Simple("NaamGebruik")]
NaamVerwijzer = Annotated[str, Simple("NaamVerwijzer")]
Nummer = Annotated[int, Simple("Nummer")]
Organisatienaam = Annotated[str, Simple("Organisatienaam")]
Persoonsid = Annotated[str, Simple("Persoonsid")]
Plaatsnaam = Annotated[str, Simple("Plaatsnaam")]
Postcode = Annotated[str, Simple("Postcode")]
ProductCategorie = Annotated[str, Simple("ProductCategorie")]
ProductCode = Annotated[str, Simple("ProductCode")]
RedenAfwijzingVerzoek = Annotated[str, Simple("RedenAfwijzingVerzoek")]
RedenBeeindiging = Annotated[str, Simple("RedenBeeindiging")]
RedenVerzoek = Annotated[str, Simple("RedenVerzoek")]
RedenWijziging = Annotated[str, Simple("RedenWijziging")]
Referentie = Annotated[str, Simple("Referentie")]
ReferentieNummer = Annotated[str, Simple("ReferentieNummer")]
RelatieVolgorde = Annotated[int, Simple("RelatieVolgorde")]
RetourCode = Annotated[str, Simple("RetourCode")]
SoortRelatie = Annotated[str, Simple("SoortRelatie")]
StatusAanlevering = Annotated[str, Simple("StatusAanlevering")]
Straatnaam = Annotated[str, Simple("Straatnaam")]
Taal = Annotated[str, Simple("Taal")]
Telefoonnummer = Annotated[str, Simple("Telefoonnummer")]
Tijd = Annotated[str, Simple("Tijd")]
TotaalBedrag = Annotated[int, Simple("TotaalBedrag")]
TypeVerwijzer = Annotated[str, Simple("TypeVerwijzer")]
Versie = Annotated[str, Simple("Versie")]
VerzoekAntwoord = Annotated[str, Simple("VerzoekAntwoord")]
Volume = Annotated[int, Simple("Volume")]
Voorletters = Annotated[str, Simple("Voorletters")]
Voorvoegsel = Annotated[str, Simple("Voorvoegsel")]
WettelijkeVertegenwoordiging = Annotated[str, Simple("WettelijkeVertegenwoordiging")]

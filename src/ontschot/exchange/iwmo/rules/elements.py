"""Conditions (CD) and constraints (CS) on who and where: level 2, return code 0001. On products: `orders`.

CS015, CS025, CS319 and all restrictions (RS) are part of the structure (`xml`): the schema refuses them too, so they
have no return code and no function here.
"""

import re
from collections.abc import Iterator

from ontschot.exchange.iwmo.rules.case import Case
from ontschot.exchange.iwmo.rules.registry import Hit, rule
from ontschot.exchange.iwmo.xml import composites as c
from ontschot.exchange.iwmo.xml import messages as m

_DUTCH_POSTCODE = re.compile(r"[1-9][0-9]{3}[A-Z]{2}\Z")
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def passes_eleven_test(bsn: str) -> bool:
    """Whether nine digits form a BSN; nine zeros do not."""
    return bsn != "000000000" and sum(w * int(digit) for w, digit in zip(_WEIGHTS, bsn, strict=True)) % 11 == 0


@rule(
    "CS002",
    on=(301, 305, 307, 315, 317, 323, 325),
    nl="Het BSN voldoet niet aan de elfproef. Controleer het nummer bij de bron.",
    en="The BSN fails the eleven test. Check the number at its source.",
)
def bsn_passes_eleven_test(case: Case) -> Iterator[Hit]:
    """A BSN passes the eleven test."""
    clients = case.clients if case.kind.number in (323, 325) else [case.client]
    for client in clients:
        if not passes_eleven_test(client.bsn):
            yield Hit(client, "Bsn")


@rule(
    "CS139",
    on=(301, 305, 307, 315),
    nl="De geboortedatum past niet bij wat ervan bekend is. Onbekende delen zijn 01 (dag, maand) of 1900 (jaar).",
    en="The birth date does not fit what is known of it. Unknown parts are 01 (day, month) or 1900 (year).",
)
def birth_date_fits_its_use(case: Case) -> Iterator[Hit]:
    """DatumGebruik and Datum agree."""
    for node, birth in case.births():
        use, day = birth.datum_gebruik, birth.datum
        if (
            (use in ("1", "2", "3") and day.day != 1)
            or (use in ("2", "3") and day.month != 1)
            or (use == "3" and day.year != 1900)
        ):
            yield Hit(node, "Geboortedatum/DatumGebruik")


@rule(
    "CS318",
    on=(301,),
    nl="Een inwoner is een natuurlijk persoon: NaamGebruik 6 mag hier niet.",
    en="A client is a natural person: NaamGebruik 6 is not allowed here.",
)
def client_is_a_natural_person(case: Case) -> Iterator[Hit]:
    """NaamGebruik 6 is not for clients."""
    if case.client.naam.naam_gebruik == "6":
        yield Hit(case.client, "Naam/NaamGebruik")


@rule(
    "CS050",
    on=(301,),
    nl="NaamGebruik past niet bij de namen: met partnernaam 1, 2, 3 of 4; zonder partnernaam 1 of 6.",
    en="NaamGebruik does not fit the names: 1, 2, 3 or 4 with a partner's name; 1 or 6 without.",
)
def use_of_name_fits_the_names(case: Case) -> Iterator[Hit]:
    """NaamGebruik fits whether there is a partner's name."""
    for name in case.names():
        allowed = ("1", "2", "3", "4") if name.partnernaam is not None else ("1", "6")
        if name.naam_gebruik not in allowed:
            yield Hit(name, "NaamGebruik")


@rule(
    "CD007",
    on=(301,),
    nl="Bij een tolk voor een taal (vorm 1) hoort de taal; bij een andere vorm niet.",
    en="An interpreter (form 1) needs the language; another form may not have it.",
)
def language_with_an_interpreter(case: Case) -> Iterator[Hit]:
    """Taal is filled exactly when Vorm is 1."""
    speech = case.client.communicatie
    if speech is not None and (speech.vorm == "1") != (speech.taal is not None):
        yield Hit(case.client, "Communicatie/Taal")


def _addresses(case: Case) -> Iterator[tuple[m.Contact, c.Adres]]:
    for contact in case.contacts():
        if contact.adres is not None:
            yield contact, contact.adres


@rule(
    "CD005",
    on=(301,),
    nl="Postcode en LandCode horen bij elkaar: vul beide of geen van beide.",
    en="Postcode and LandCode belong together: fill both or neither.",
)
def country_with_postcode(case: Case) -> Iterator[Hit]:
    """LandCode is filled exactly when Postcode is."""
    for contact, address in _addresses(case):
        if (address.postcode is None) != (address.land_code is None):
            yield Hit(contact, "Adres/LandCode")


@rule(
    "CD025",
    on=(301,),
    nl="Een adres in Nederland heeft een huisnummer.",
    en="An address in the Netherlands has a house number.",
)
def house_in_the_netherlands(case: Case) -> Iterator[Hit]:
    """Huis is filled when LandCode is NL."""
    for contact, address in _addresses(case):
        if address.land_code == "NL" and address.huis is None:
            yield Hit(contact, "Adres/Huis")


@rule(
    "CD034",
    on=(301,),
    nl="Een BRP-adres of verblijfadres heeft een postcode.",
    en="An address in the population register or of stay has a postcode.",
)
def postcode_of_a_home(case: Case) -> Iterator[Hit]:
    """Postcode is filled for addresses of sort 01 and 03."""
    for contact, address in _addresses(case):
        if contact.soort in ("01", "03") and address.postcode is None:
            yield Hit(contact, "Adres/Postcode")


@rule(
    "CS089",
    on=(301,),
    nl="De postcode heeft niet de vorm van een Nederlandse postcode (1234AB).",
    en="The postcode does not have the form of a Dutch postcode (1234AB).",
)
def dutch_postcode(case: Case) -> Iterator[Hit]:
    """A postcode in the Netherlands has the Dutch form."""
    for contact, address in _addresses(case):
        if address.land_code == "NL" and address.postcode and not _DUTCH_POSTCODE.match(address.postcode):
            yield Hit(contact, "Adres/Postcode")


@rule(
    "CD009",
    on=(301,),
    nl="Alleen een tijdelijk adres (soort 04) heeft een periode.",
    en="Only a temporary address (sort 04) has a period.",
)
def period_of_a_temporary_address(case: Case) -> Iterator[Hit]:
    """Periode only stands with sort 04."""
    for contact in case.contacts():
        if contact.periode is not None and contact.soort != "04":
            yield Hit(contact, "Periode")

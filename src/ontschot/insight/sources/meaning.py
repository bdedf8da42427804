"""What a column probably holds, by its heading and its values, and which row of a file is its headings."""

import re
from collections.abc import Sequence

from ontschot.insight.sources.roles import ROLES

_PERSON = r"(cli[eë]nt|klant|deelnemer|inwoner|burger|leerling)"
_HEADINGS: tuple[tuple[str, str], ...] = (  # in this order: the first that fits
    ("bsn", r"bsn|burgerservice|sofi"),
    ("partner_prefix", r"(tussenv|voorv|vv).*(partner|echtg)|(partner|echtg).*(tussenv|voorv)"),
    ("partner_surname", r"(naam|gsl).*(partner|echtg)|(partner|echtg).*naam"),
    ("surname_prefix", r"tussenv|voorv|^vv"),
    ("initials", r"voorl|^vl$|initial"),
    ("given_names", r"voorna|^voorn$|roepnaam|^vrnm|given|first"),
    ("birth_date", r"geb(?!r|ie|ouw|.*(naam|plaats|land|gem))|birth(?!.*(name|place|country))"),
    ("sex", r"geslacht$|^gesl$|^sex|^sekse|^m/?v$"),
    ("house_number_addition", r"toev|huisletter|^add"),
    ("house_number", r"huisn|^hnr|^nr|^nummer$"),
    ("postcode", r"post ?c|^pc|zip"),
    ("street", r"straat|^adres($|[ +])|street"),
    ("place", r"^(?!geb|birth).*plaats(?!ing)|^wpl|city"),
    ("district", r"wijk"),
    ("neighbourhood", r"buurt"),
    ("household_type", r"(soort|type).*huish|huish.*(soort|type)|leefvorm"),
    ("surname", r"achternaam|geslachtsnaam|familienaam|geb.*naam|meisjesnaam|^gslnm|surname|birth.?name|last"),
    ("full_name", rf"^naam|{_PERSON}.?naam|(volledige|hele).?naam|^{_PERSON}$|^name$|(full|client).?name"),
    ("identifier", r"(client|cliënt|klant)n(?!a)|dossier|^persnr|^id$|nummer$"),
    ("start", r"ingang|begin|start|^van$|vanaf|datum ?in$|^datin$|aanvang|aanmeld|^in dienst"),
    ("end", r"eind|^tot|^t/m|datum ?uit$|^datuit$|until|^stop|afsluit|afgeslot|be[eë]indig|^uit dienst"),
    ("provision", r"voorziening|regeling|product|functie|soort|traject|dienstverband|^wet$|hulp"),
    ("provision", r"(?<!datum )(activiteit|indicatie)$"),
)
_POSTCODE = re.compile(r"^[1-9]\d{3} ?[A-Za-z]{2}$")
_BSN = re.compile(r"^\d{8,9}$")
_NEIGHBOURHOOD = re.compile(r"^BU\d{8}$")
_DISTRICT = re.compile(r"^WK\d{6}$")
_PREFIX = re.compile(r"^(van|von|den?|der|het|'t|ten?|ter|in|op|el|al|ben|la|le|du|da)$", re.IGNORECASE)
_LETTERS = re.compile(r"^(?:[^\W\d_]\.?|(?:[^\W\d_]{1,3}\.)+[^\W\d_]?)$")
_SEX = {"m", "v", "man", "vrouw", "jongen", "meisje", "f"}


def headings_at(rows: Sequence[Sequence[str]]) -> int | None:
    """The place of the row with headings: two of them say what they hold, and the rows above are no more than titles.

    A title fills at most half as many cells. None when no row is like that.
    """
    most = 0
    for at, cells in enumerate(rows):
        filled = [cell for cell in cells if cell.strip()]
        if len({role_of(cell, []) for cell in filled} - {""}) > 1 and 2 * most <= len(filled):
            return at
        most = max(most, len(filled))
    return None


def role_of(heading: str, values: Sequence[str]) -> str:
    """The role of one column: contents that are plain go before the heading."""
    folded = heading.casefold().strip().rstrip(".")
    by_heading = next((role for role, pattern in _HEADINGS if re.search(pattern, folded)), "")
    if values:
        for role, fits in (
            ("postcode", all(_POSTCODE.match(value) for value in values)),
            ("neighbourhood", all(_NEIGHBOURHOOD.match(value) for value in values)),
            ("district", all(_DISTRICT.match(value) for value in values)),
            ("sex", {value.casefold() for value in values} <= _SEX),
        ):
            if fits:
                return role
        if not by_heading and sum(bool(_BSN.match(value)) for value in values) > 0.9 * len(values):
            return "bsn"
    if by_heading == "full_name" and not _whole(values):
        return "surname" if re.search("naam|name", folded) else ""
    return by_heading if by_heading in ROLES else ""


def _whole(values: Sequence[str]) -> bool:
    """Whether most of these are names with initials or given names, not family names alone."""

    def is_whole(value: str) -> bool:
        words = [word for word in value.replace(",", " ").split() if not _PREFIX.match(word)]
        named = [word for word in words if word[:1].isalpha()]
        return len(named) > 1 and (len(named) == len(words) or any(_LETTERS.match(word) for word in words))

    return sum(map(is_whole, values)) > 0.5 * len(values)

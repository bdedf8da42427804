"""Names as the register knows them, shown as Dutch people write them.

A register name has given names, a prefix (voorvoegsel: 'van der'), a surname and sometimes a noble title or predicate;
and a *use of name* (aanduiding naamgebruik) that says whether someone is called by the own surname (E), the partner's
(P), the partner's before the own (V) or after it (N). The forms here follow the published rules of the register's
interface (Haal Centraal BRP bevragen: voorletters, aanschrijfwijze, aanhef, gebruik in lopende tekst):

- a title stands before the surname ('Jan graaf van Buuren'), a predicate before all ('jonkheer Jan van Buuren');
- titles take the form of the person's gender; without a form for it they are left out;
- who uses only the partner's surname carries no title of the own; a jonkvrouw who has a partner or uses a partner's
  name carries no predicate; a woman may carry the female form of her partner's title with the partner's name;
- the prefix starts with a capital when nothing of the person's own name stands before it ('mevrouw Van Dalen').

Where the register's placeholder '.' stands for an unknown name, it is treated as absent.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from ontschot.domain.people.rules.dates import PartialDate
from ontschot.foundation.folding import fold

GIVEN_LIMIT = 200
SURNAME_LIMIT = 200
PREFIX_LIMIT = 10
UNKNOWN_NAME = "naam onbekend"


class Gender(StrEnum):
    """Geslachtsaanduiding: man, vrouw, onbekend."""

    MAN = "M"
    WOMAN = "V"
    UNKNOWN = "O"


class NameUse(StrEnum):
    """Aanduiding naamgebruik: own, partner's, partner's before own (V), partner's after own (N)."""

    OWN = "E"
    PARTNER = "P"
    PARTNER_FIRST = "V"
    OWN_FIRST = "N"


@dataclass(frozen=True, slots=True)
class _Nobility:
    """One pair of male and female forms of a title or predicate, with the way to address those who carry it."""

    man: str
    woman: str
    is_title: bool
    address: str = "Hoogwelgeboren"


_BARON = _Nobility("baron", "barones", True)
_COUNT = _Nobility("graaf", "gravin", True, "Hooggeboren")
_DUKE = _Nobility("hertog", "hertogin", True)
_MARQUIS = _Nobility("markies", "markiezin", True)
_PRINCE = _Nobility("prins", "prinses", True, "Hoogheid")
_KNIGHT = _Nobility("ridder", "", True)
_PREDICATE = _Nobility("jonkheer", "jonkvrouw", False)

NOBILITY = {
    "B": _BARON,
    "BS": _BARON,
    "G": _COUNT,
    "GI": _COUNT,
    "H": _DUKE,
    "HI": _DUKE,
    "M": _MARQUIS,
    "MI": _MARQUIS,
    "P": _PRINCE,
    "PS": _PRINCE,
    "R": _KNIGHT,
    "JH": _PREDICATE,
    "JV": _PREDICATE,
}
"""Table 38 of the register: code to title or predicate."""

_COURTESY = frozenset({"B", "G", "H", "M", "P"})


class NamePartError(ValueError):
    """A text that cannot be a name part: `name.length`, `name.control` or `name.title`; `masked` is its size."""

    def __init__(self, rule: str, masked: str) -> None:
        super().__init__(f"{rule}: {masked}")
        self.rule = rule
        self.masked = masked


@dataclass(frozen=True, slots=True)
class NameParts:
    """One register name: given names, prefix, surname, code of title or predicate. Empty text where absent."""

    given: str = ""
    prefix: str = ""
    surname: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class PartnerName:
    """The name of a partner with the dates of marriage or partnership (None where there is no such date)."""

    name: NameParts
    started: PartialDate | None = None
    dissolved: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class PersonName:
    """All that decides how someone is called. `partner_current`: the marriage or partnership still stands."""

    own: NameParts
    use: NameUse = NameUse.OWN
    gender: Gender = Gender.UNKNOWN
    partner: NameParts | None = None
    partner_current: bool = False


def clean(text: str, limit: int) -> str:
    """One line of text fit to store: composed characters, single spaces, none at the ends. Idempotent.

    Raises `NamePartError` when longer than `limit` characters or when it holds control characters (NUL, line breaks
    within, marks that reverse the reading direction). Markup is just text.
    """
    if len(text) > limit * 4:
        raise NamePartError("name.length", _size(text))
    if not text.isprintable() and any(_is_control(character) for character in text.strip()):
        raise NamePartError("name.control", _size(text))
    tidy = " ".join((text if text.isascii() else unicodedata.normalize("NFC", text)).split())
    if len(tidy) > limit:
        raise NamePartError("name.length", _size(text))
    return tidy


def _size(text: str) -> str:
    return f"<{len(text)} tekens>"


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") or character in _DIRECTION_MARKS


_DIRECTION_MARKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def parts(given: str = "", prefix: str = "", surname: str = "", title: str = "") -> NameParts:
    """A checked and tidied name; raises `NamePartError` (limits as in the register: 200, 10, 200)."""
    if title and title not in NOBILITY:
        raise NamePartError("name.title", _size(title))
    return NameParts(clean(given, GIVEN_LIMIT), clean(prefix, PREFIX_LIMIT), clean(surname, SURNAME_LIMIT), title)


def partner_for_name(partners: Iterable[PartnerName]) -> tuple[NameParts | None, bool]:
    """Whose name counts: the standing marriage or partnership that began first, else the one dissolved last.

    Returns the name, and whether the tie still stands; (None, False) without any.
    """
    every = list(partners)
    standing = [one for one in every if one.dissolved is None]
    if standing:
        return min(standing, key=lambda one: (_order(one.started), one.name.surname)).name, True
    if every:
        return max(every, key=lambda one: (_order(one.dissolved), one.name.surname)).name, False
    return None, False


def _order(date: PartialDate | None) -> str:
    return date.register if date else "00000000"


# --- the forms -------------------------------------------------------------------------------------------------------


def full(name: PersonName) -> str:
    """Given names and the surname in use: 'Saskia van Dalen', 'Jan graaf van Buuren', 'Jonkheer Jan van Buuren'."""
    return _written(name, _given(name.own)) or UNKNOWN_NAME


def registered(name: PersonName) -> str:
    """Given names and the *own* surname, whatever name is in use; for identification beside `full`."""
    own_only = PersonName(name.own, NameUse.OWN, name.gender, name.partner, name.partner_current)
    return full(own_only)


def formal(name: PersonName) -> str:
    """Initials and the surname in use, as on an envelope: 'S. van Dalen', 'A.P. barones Aedel'."""
    return _written(name, initials(name.own.given)) or UNKNOWN_NAME


def running(name: PersonName) -> str:
    """Within a sentence: 'mevrouw Van Dalen', 'graaf van Buuren', 'J.R. Groenen' (gender unknown)."""
    blocks = _blocks_in_running_text(name)
    surname = "-".join(block.text for block in blocks)
    if blocks and blocks[0].title:
        return surname
    word = {Gender.MAN: "de heer", Gender.WOMAN: "mevrouw"}.get(name.gender)
    return f"{word} {_capital(surname)}" if word and surname else formal(name)


def _blocks_in_running_text(name: PersonName) -> list[_Block]:
    """The blocks of the name in use, where a predicate stands before the own surname, as a title does."""
    predicate, blocks = _predicate(name), _blocks(name)
    own = -1 if _use(name) is NameUse.PARTNER_FIRST else 0
    if predicate and blocks:
        blocks[own] = replace(blocks[own], title=predicate)
    return blocks


def salutation(name: PersonName) -> str:
    """The first line of a letter: 'Geachte mevrouw Van Dalen', 'Geachte R.M. van Puffelen', 'Hoogwelgeboren heer'."""
    address = _noble_address(name)
    if address:
        return address
    word = {Gender.MAN: "heer", Gender.WOMAN: "mevrouw"}.get(name.gender)
    surname = _surname(name)
    if word and surname:
        return f"Geachte {word} {_capital(surname)}"
    written = _written(name, initials(name.own.given))
    return f"Geachte {written}" if written else "Geachte heer of mevrouw"


def listed(name: PersonName) -> str:
    """For alphabetical lists, prefix and title after the given names: 'Dalen, Saskia van', 'Buuren, Jan graaf van'."""
    blocks = _blocks(name)
    if not blocks:
        return _given(name.own) or UNKNOWN_NAME
    first, rest = blocks[0], [block.text for block in blocks[1:]]
    head = _capital("-".join([first.surname, *rest]))
    behind = " ".join(filter(None, (_predicate(name), _given(name.own), first.title, first.prefix)))
    return f"{head}, {behind}" if behind else head


def surname(name: PersonName) -> str:
    """Only the surname in use, with prefix, as it stands alone: 'Van Dalen', 'De Vries-Jansen'; '' when unknown."""
    return _capital("-".join(_no_title(block) for block in _blocks(name)))


def initials(given: str) -> str:
    """One letter and a point a given name ('Jo Anne': J.A., 'Anne-Fleur': A.); a single letter has none ('E.Q')."""
    letters = [_initial(one) for one in _present(given).split()]
    text = ""
    for letter in letters:
        text += (" " if text and not text.endswith(".") else "") + letter
    return text


def _initial(word: str) -> str:
    bare = word.rstrip(".")
    first = next((character for character in bare if character.isalpha()), bare[:1])
    return first if len(word) == 1 else f"{first}."


# --- how a name in use is put together -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Block:
    """One surname within a name in use, with its prefix and the title that is carried before it."""

    title: str
    prefix: str
    surname: str

    @property
    def text(self) -> str:
        return " ".join(filter(None, (self.title, _no_title(self))))


def _no_title(block: _Block) -> str:
    """Prefix and surname; a prefix that ends in an apostrophe stands against the name ("d'Hondt")."""
    joint = "" if block.prefix.endswith(("'", "’")) else " "
    return joint.join(filter(None, (block.prefix, block.surname)))


def _present(text: str) -> str:
    """The text, or '' where the register's placeholder for unknown stands."""
    tidy = " ".join(text.split())
    return "" if tidy == "." else tidy


def _given(name: NameParts) -> str:
    return _present(name.given)


def _use(name: PersonName) -> NameUse:
    """The use of name that can be carried out: without a partner's surname the own one, and the other way round."""
    if name.partner is None or not _present(name.partner.surname):
        return NameUse.OWN
    if not _present(name.own.surname) and name.use is not NameUse.OWN:
        return NameUse.PARTNER
    return name.use


def _blocks(name: PersonName) -> list[_Block]:
    use = _use(name)
    own = _block(name.own, _own_title(name, use))
    if name.partner is None or use is NameUse.OWN:
        found = [own]
    else:
        partner = _block(name.partner, _courtesy_title(name, use))
        found = {
            NameUse.PARTNER: [partner],
            NameUse.PARTNER_FIRST: [partner, own],
            NameUse.OWN_FIRST: [own, partner],
        }[use]
    return [block for block in found if block.surname]


def _block(name: NameParts, title: str) -> _Block:
    return _Block(title, _present(name.prefix), _present(name.surname))


def _surname(name: PersonName) -> str:
    return "-".join(block.text for block in _blocks(name))


def _written(name: PersonName, given: str) -> str:
    text = " ".join(filter(None, (_predicate(name), given, _surname(name))))
    return _capital(text) if not given or _predicate(name) else text


def _form(code: str, gender: Gender) -> str:
    """The word for a title or predicate in the form of this gender; '' when it has none."""
    noble = NOBILITY.get(code)
    if noble is None:
        return ""
    return {Gender.MAN: noble.man, Gender.WOMAN: noble.woman}.get(gender, "")


def _own_title(name: PersonName, use: NameUse) -> str:
    noble = NOBILITY.get(name.own.title)
    if noble is None or not noble.is_title or use is NameUse.PARTNER:
        return ""
    return _form(name.own.title, name.gender)


def _courtesy_title(name: PersonName, use: NameUse) -> str:
    if name.partner is None or name.gender is not Gender.WOMAN or use is NameUse.OWN:
        return ""
    return _form(name.partner.title, Gender.WOMAN) if name.partner.title in _COURTESY else ""


def _predicate(name: PersonName) -> str:
    noble = NOBILITY.get(name.own.title)
    use = _use(name)
    if noble is None or noble.is_title or use is NameUse.PARTNER:
        return ""
    has_partner = name.partner is not None and name.partner_current
    if name.gender is Gender.WOMAN and (has_partner or use is not NameUse.OWN):
        return ""
    return _form(name.own.title, name.gender)


def _noble_address(name: PersonName) -> str:
    carried = [name.partner.title if name.partner and _courtesy_title(name, _use(name)) else "", ""]
    carried[1] = name.own.title if _own_title(name, _use(name)) or _predicate(name) else ""
    noble = next((NOBILITY[code] for code in carried if code), None)
    if noble is None:
        return ""
    if noble is _PRINCE:
        return noble.address
    return f"{noble.address} {'heer' if name.gender is Gender.MAN else 'vrouwe'}"


def _capital(text: str) -> str:
    """With a capital at the start; 'ij' becomes 'IJ', and a leading apostrophe ("'t", "'s-") keeps all as it is."""
    if text[:2] == "ij":
        return f"IJ{text[2:]}"
    return text[:1].upper() + text[1:] if text[:1].isalpha() and len(text[:1].upper()) == 1 else text


# --- keys to sort and to find ----------------------------------------------------------------------------------------


def sort_key(name: PersonName) -> str:
    """Key for a Dutch list: surname without prefix, then given names, then prefix, two spaces apart.

    Compare as plain code points (collation "C"): 'dalen  saskia  van' comes before 'dalen berg  ...'. '' is never
    returned; an unknown name sorts last.
    """
    blocks = _blocks(name)
    given = fold(_given(name.own))
    if not blocks:
        return f"~  {given}".rstrip()
    head = fold("-".join([blocks[0].surname, *(_no_title(block) for block in blocks[1:])]))
    return "  ".join((head or "~", given, fold(blocks[0].prefix))).rstrip()


def search_key(text: str) -> str:
    """The form in which a typed or stored name is compared: `fold`, whatever the user typed."""
    return fold(text)


def search_keys(name: PersonName) -> frozenset[str]:
    """Every surname someone may be asked for: own and in use, each with and without prefix; empty texts left out."""
    own, used = name.own, _blocks(name)
    texts = [
        _present(own.surname),
        f"{_present(own.prefix)} {_present(own.surname)}",
        "-".join(_no_title(block) for block in used),
        "-".join([used[0].surname, *(_no_title(block) for block in used[1:])]) if used else "",
        *(block.surname for block in used),
        *(_no_title(block) for block in used),
    ]
    return frozenset(filter(None, (fold(text) for text in texts)))

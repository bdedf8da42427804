"""A row of a file of arrears: which columns it has, what it says, and what is wrong with it. Pure.

Who it is about is told by a BSN, or family name with birth date, or birth date with postcode and house number: the same
three as at the desk.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from ontschot.domain.people.rules import addresses, bsn, dates

# Early warning of debts (Wgs 3 lid 1 onder b): who delivers, and what threatens when they stop.
KINDS: dict[str, tuple[str, ...]] = {
    "rent": ("eviction",),
    "energy": ("gas", "electricity", "heating"),
    "water": ("water",),
    "insurance": ("health_insurance",),
}

FIELDS = (
    "bsn", "name", "birth_date", "postcode", "house_number", "reference", "amount", "months", "contact", "threat",
)  # fmt: skip

_HEADS: dict[str, tuple[str, ...]] = {
    "bsn": ("bsn", "burgerservicenummer", "sofinummer"),
    "name": ("achternaam", "naam", "familienaam", "geslachtsnaam", "last name", "surname", "family name"),
    "birth_date": ("geboortedatum", "geb datum", "gebdat", "birth date", "date of birth"),
    "postcode": ("postcode", "pc6", "postal code"),
    "house_number": ("huisnummer", "huisnr", "nummer", "house number"),
    "reference": ("kenmerk", "referentie", "contractnummer", "klantnummer", "dossiernummer", "contract", "reference"),
    "amount": ("bedrag", "achterstand", "openstaand bedrag", "hoogte achterstand", "schuld", "amount", "arrears"),
    "months": ("maanden", "aantal maanden", "termijnen", "aantal termijnen", "months"),
    "contact": ("telefoon", "telefoonnummer", "mobiel", "e-mail", "email", "e-mailadres", "phone"),
    "threat": (
        "dreiging",
        "afsluiting",
        "ontruiming",
        "afsluitdatum",
        "datum afsluiting",
        "datum ontruiming",
        "threat",
    ),
}


@dataclass(frozen=True)
class Arrears:
    """What a row says. ``birth_date``: eight register digits; ``amount``: cents; ``threatens``: something is about to
    be ended. ``faults``: (field, rule), none when the row is good.
    """

    row: int
    bsn: str = ""
    name: str = ""
    birth_date: str = ""
    postcode: str = ""
    house_number: int | None = None
    reference: str = ""
    amount: int | None = None
    months: str = ""
    contact: str = ""
    threat: str = ""
    threatens: bool = False
    faults: tuple[tuple[str, str], ...] = ()


def guess(head: Sequence[str]) -> dict[str, int]:
    """Which column (from 0) holds which field, by its name; a column is used once."""
    named = [" ".join(re.sub(r"[^a-z0-9-]+", " ", name.lower()).split()) for name in head]
    found: dict[str, int] = {}
    for exact in (True, False):
        for field in FIELDS:
            if field in found:
                continue
            for at, name in enumerate(named):
                fits = name in _HEADS[field] if exact else any(word in name for word in _HEADS[field] if len(word) > 4)
                if fits and at not in found.values():
                    found[field] = at
                    break
    return found


def read_row(row: int, cells: Sequence[str], columns: Mapping[str, int], *, demo: bool) -> Arrears:
    """What this row says; all that is wrong is told, each at its field."""
    text = {name: cells[at] if 0 <= at < len(cells) else "" for name, at in columns.items() if name in FIELDS}
    faults: list[tuple[str, str]] = []
    values: dict[str, object] = {"row": row, "months": text.get("months", "")[:20]}
    values |= {name: text.get(name, "")[:120] for name in ("name", "reference", "contact", "threat")}
    values["threatens"] = _threatens(text.get("threat", ""))
    _try(values, faults, "bsn", text, lambda given: bsn.check(_nine(given), demo=demo))
    _try(values, faults, "birth_date", text, birth_date)
    _try(values, faults, "postcode", text, addresses.postcode)
    _try(values, faults, "house_number", text, addresses.number)
    _try(values, faults, "amount", text, cents)
    made = Arrears(**values, faults=tuple(faults))  # type: ignore[arg-type]
    ways = (
        made.bsn,
        made.name and made.birth_date,
        made.birth_date and made.postcode and made.house_number,
    )
    if not any(ways) and not faults:
        return Arrears(**{**vars(made), "faults": (("who", "missing"),)})
    return made


def _nine(text: str) -> str:
    """A spreadsheet drops the zero in front."""
    return text.zfill(9) if text.isdecimal() else text


def _try(
    values: dict[str, object],
    faults: list[tuple[str, str]],
    name: str,
    text: Mapping[str, str],
    read: Callable[[str], object],
) -> None:
    given = text.get(name, "")
    if not given:
        return
    try:
        values[name] = read(given)
    except (ValueError, InvalidOperation):
        faults.append((name, "unreadable"))


def birth_date(text: str) -> str:
    """Eight register digits from '1986-04-12', '12-04-1986', '12/4/1986', '12.4.1986' or '19860412'. ValueError."""
    whole = re.fullmatch(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?", text.strip())
    other = re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", text.strip())
    if whole:
        year, month, day = whole.groups()
    elif other:
        day, month, year = other.groups()
    else:
        raise ValueError("birth_date")
    return dates.parse(f"{year}{int(month):02}{int(day):02}").register


def cents(text: str) -> int:
    """Cents from '€ 1.234,50', '1234.50' or '1,234.50'; never negative, at most a million euros. Raises ValueError."""
    bare = re.sub(r"[€\s]|EUR", "", text, flags=re.IGNORECASE)
    last = max(bare.rfind(","), bare.rfind("."))
    if last >= 0 and len(bare) - last - 1 in (1, 2):
        bare = re.sub(r"[.,]", "", bare[:last]) + "." + bare[last + 1 :]
    else:
        bare = re.sub(r"[.,]", "", bare)
    if not re.fullmatch(r"\d{1,9}(\.\d{1,2})?", bare):
        raise ValueError("amount")
    value = Decimal(bare) * 100
    if value > 100_000_000:
        raise ValueError("amount")
    return int(value)


def _threatens(text: str) -> bool:
    """Whether the column of what threatens says so: a date or a word; not 'nee', 'geen', '0' or nothing."""
    return text.strip().lower() not in ("", "nee", "n", "geen", "no", "false", "0", "-", "nvt", "n.v.t.")


def identity(row: Arrears, *, kind: str, source: str, person_id: int) -> str:
    """What makes the same signal the same, in whichever file it comes again: who told, of whom, about which debt."""
    debt = row.reference.lower() or f"{row.amount or ''}/{row.months}"
    return f"arrears|{kind}|{source.strip().lower()}|{person_id}|{debt}"

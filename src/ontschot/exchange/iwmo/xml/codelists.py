"""Code lists as dated data: which codes an element may hold, and since when.

The packaged table holds the codes of release 3.2 with labels in our own words. A later list is put in use by reading
another CSV file of the same shape, without a new release of the product.
"""

import csv
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

COLUMNS = ("list", "type", "code", "valid_from", "valid_until", "nl", "en")


@dataclass(frozen=True, slots=True)
class Code:
    """One code: its period is closed on both sides; an absent date means 'without limit'."""

    code: str
    valid_from: dt.date | None
    valid_until: dt.date | None
    nl: str
    en: str

    def valid_on(self, day: dt.date) -> bool:
        """Whether the code may be used on `day`."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


class CodeLists:
    """All lists by name (COD046, WJ001...) and by the simple type they belong to."""

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        """`rows` as in the CSV file; raises ValueError when a column is missing or a date is not ISO."""
        self._lists: dict[str, dict[str, list[Code]]] = {}
        self._by_type: dict[str, list[str]] = {}
        for row in rows:
            missing = [name for name in COLUMNS if row.get(name) is None]
            if missing:
                raise ValueError(f"code list row without {', '.join(missing)}")
            code = Code(row["code"], _date(row["valid_from"]), _date(row["valid_until"]), row["nl"], row["en"])
            self._lists.setdefault(row["list"], {}).setdefault(code.code, []).append(code)
            names = self._by_type.setdefault(row["type"], [])
            if row["list"] not in names:
                names.append(row["list"])

    @classmethod
    def from_file(cls, path: Path) -> "CodeLists":
        """Read a replacement table (UTF-8 CSV with the columns of COLUMNS)."""
        with path.open(encoding="utf-8-sig", newline="") as file:
            return cls(list(csv.DictReader(file)))

    def list_of(self, simple_type: str, standard: str) -> str:
        """Name of the list of a simple type; Wmo and Jw differ for three types. Raises KeyError when there is none."""
        names = self._by_type[simple_type]
        wanted = "JZ" if standard == "jw" else "WMO"
        return next((name for name in names if name.startswith(wanted)), names[0])

    def codes(self, list_name: str) -> frozenset[str]:
        """Every code of the list, whatever its period."""
        return frozenset(self._lists[list_name])

    def is_dated(self, list_name: str) -> bool:
        """Whether some code of the list began or ended on a date."""
        return any(
            entry.valid_from or entry.valid_until for entries in self._lists[list_name].values() for entry in entries
        )

    def valid_on(self, list_name: str, code: str, day: dt.date) -> bool:
        """Whether `code` stands in the list on `day`: what was valid on the date of a message stays valid."""
        return any(entry.valid_on(day) for entry in self._lists[list_name].get(code, ()))

    def label(self, list_name: str, code: str, language: str = "nl") -> str:
        """Short label in Dutch or English, or the code itself when it has none."""
        entries = self._lists.get(list_name, {}).get(code, ())
        text = (entries[-1].nl if language == "nl" else entries[-1].en) if entries else ""
        return text or code


def _date(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


@lru_cache(maxsize=1)
def packaged() -> CodeLists:
    """The lists of release 3.2 that come with the product."""
    source = resources.files("ontschot.exchange.iwmo.xml").joinpath("data/codelists.csv")
    with source.open(encoding="utf-8") as file:
        return CodeLists(list(csv.DictReader(file)))

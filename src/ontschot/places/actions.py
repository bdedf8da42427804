"""Taking in the yearly CBS table that joins postcode and house number to neighbourhood, district and municipality."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import BinaryIO

from django.db import connection, transaction

from ontschot.places.models import Area

COLUMNS = ("pc6", "huisnummer", "buurt", "wijk", "gemeente")
SIZE_LIMIT = 512 * 1024 * 1024
_POSTCODE = re.compile(r"[1-9][0-9]{3} ?[A-Za-z]{2}")
_LEVELS = {
    "buurt": (Area.Level.NEIGHBOURHOOD, "BU", 8),
    "wijk": (Area.Level.DISTRICT, "WK", 6),
    "gemeente": (Area.Level.MUNICIPALITY, "GM", 4),
}
_CHUNK = 20_000


class AreaFileError(ValueError):
    """The table cannot be taken: ``rule``, with the line and the column (its name) in which it is wrong."""

    def __init__(self, rule: str, line: int = 1, column: str = "") -> None:
        super().__init__(f"{rule}: line {line}, column {column or '-'}")
        self.rule = rule
        self.line = line
        self.column = column


@dataclass
class AreaSummary:
    """How many lines were read, and what is now in the tables."""

    lines: int = 0
    addresses: int = 0
    areas: int = 0
    names: int = 0
    codes: dict[str, str] = field(default_factory=dict, repr=False)  # code -> code of the area around it

    def as_dict(self) -> dict[str, int]:
        """Plain values, for a summary in JSON."""
        return {"lines": self.lines, "addresses": self.addresses, "areas": self.areas, "names": self.names}


def take_areas(table: BinaryIO, *, names: BinaryIO | None = None) -> AreaSummary:
    """Replace the table of addresses by this one, all or nothing. Reference data: no person is in it.

    ``table`` is CSV with `;` or `,`, with the columns PC6, Huisnummer, Buurt, Wijk, Gemeente in any order; codes with
    or without BU, WK, GM. ``names`` is CSV with the columns code and naam. Raises AreaFileError.
    """
    summary = AreaSummary()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE places_taken (postcode text, house_number int, neighbourhood text, line int)"
            " ON COMMIT DROP"
        )
        rows: list[tuple[str, int, str, int]] = []
        for row in _rows(table, summary):
            rows.append(row)
            if len(rows) >= _CHUNK:
                _keep(rows)
                rows = []
        _keep(rows)
        _write_areas(summary, _names(names) if names else {})
        _refuse_doubles()
        cursor.execute(
            """
            DELETE FROM places_addressarea a WHERE NOT EXISTS (
                SELECT FROM places_taken t WHERE t.postcode = a.postcode AND t.house_number = a.house_number)
            """
        )
        cursor.execute(
            """
            INSERT INTO places_addressarea (postcode, house_number, neighbourhood_id)
            SELECT DISTINCT postcode, house_number, neighbourhood FROM places_taken
            ON CONFLICT (postcode, house_number) DO UPDATE SET neighbourhood_id = EXCLUDED.neighbourhood_id
            WHERE places_addressarea.neighbourhood_id <> EXCLUDED.neighbourhood_id
            """
        )
        cursor.execute("SELECT count(*) FROM places_addressarea")
        summary.addresses = cursor.fetchone()[0]
        cursor.execute("DROP TABLE places_taken")
    return summary


def _text(source: BinaryIO) -> Iterator[str]:
    """Lines of text: UTF-8 with or without a mark, else the Windows encoding of older tables."""
    data = source.read(SIZE_LIMIT + 1)
    if len(data) > SIZE_LIMIT:
        raise AreaFileError("file.size")
    with suppress(UnicodeDecodeError):
        return io.StringIO(data.decode("utf-8-sig"), newline="")
    try:
        return io.StringIO(data.decode("cp1252"), newline="")
    except UnicodeDecodeError:
        raise AreaFileError("file.encoding") from None


def _table(source: BinaryIO, wanted: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and the wanted columns of each line that is not empty."""
    lines = _text(source)
    first = next(lines, "")
    separator = ";" if first.count(";") >= first.count(",") else ","
    header = [name.strip().strip('"').lower() for name in first.strip().split(separator)]
    for name in wanted:
        if not any(_is_column(name, given) for given in header):
            raise AreaFileError("column.missing", 1, name)
    at = {name: next(i for i, given in enumerate(header) if _is_column(name, given)) for name in wanted}
    reader = csv.reader(lines, delimiter=separator)
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) <= max(at.values()):
                raise AreaFileError("line.short", reader.line_num + 1, wanted[-1])
            yield reader.line_num + 1, {name: cells[place].strip() for name, place in at.items()}
    except csv.Error:
        raise AreaFileError("file.csv", reader.line_num + 1) from None


def _is_column(name: str, given: str) -> bool:
    """'Buurt2025' and 'buurt' are the same column; in other years the year stands behind it."""
    return re.sub(r"_?(19|20)[0-9]{2}$", "", given) == name


def _rows(source: BinaryIO, summary: AreaSummary) -> Iterator[tuple[str, int, str, int]]:
    for line, cells in _table(source, COLUMNS):
        if not _POSTCODE.fullmatch(cells["pc6"]):
            raise AreaFileError("address.postcode", line, "PC6")
        number = cells["huisnummer"]
        if not (number.isascii() and number.isdigit() and 0 < len(number) <= 5):
            raise AreaFileError("address.number", line, "Huisnummer")
        buurt, wijk, gemeente = (_code(level, cells[level], line) for level in _LEVELS)
        _tie(summary, buurt, wijk, line)
        _tie(summary, wijk, gemeente, line)
        summary.codes.setdefault(gemeente, "")
        summary.lines += 1
        yield cells["pc6"].replace(" ", "").upper(), int(number), buurt, line
    if not summary.lines:
        raise AreaFileError("file.empty")


def _code(level: str, text: str, line: int) -> str:
    """'BU05180101' for that and for 5180101."""
    _, prefix, digits = _LEVELS[level]
    plain = text.upper().removeprefix(prefix)
    if not (plain.isascii() and plain.isdigit() and len(plain) <= digits):
        raise AreaFileError("area.code", line, level.capitalize())
    return prefix + plain.zfill(digits)


def _tie(summary: AreaSummary, inner: str, outer: str, line: int) -> None:
    """An area lies in one other."""
    if summary.codes.setdefault(inner, outer) != outer:
        raise AreaFileError("area.two_parents", line, "Wijk" if inner.startswith("BU") else "Gemeente")


def _names(source: BinaryIO) -> dict[str, str]:
    found = {}
    for line, cells in _table(source, ("code", "naam")):
        code = cells["code"].upper()
        if not re.fullmatch(r"(BU\d{8}|WK\d{6}|GM\d{4})", code, re.ASCII):
            raise AreaFileError("area.code", line, "code")
        found[code] = cells["naam"][:100]
    return found


def _keep(rows: list[tuple[str, int, str, int]]) -> None:
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO places_taken SELECT * FROM unnest(%s::text[], %s::int[], %s::text[], %s::int[])",
                [list(column) for column in zip(*rows, strict=True)],
            )


def _write_areas(summary: AreaSummary, names: dict[str, str]) -> None:
    """Municipalities first, then districts, then neighbourhoods; a name that is known stays unless another is given."""
    known = {area.code: area for area in Area.objects.all()}
    order = {prefix: (rank, level) for rank, (level, prefix, _) in enumerate(reversed(_LEVELS.values()))}
    codes = sorted(summary.codes.keys() | (names.keys() & known.keys()), key=lambda code: order[code[:2]][0])
    areas = []
    for code in codes:
        before = known.get(code)
        name = names.get(code) or (before.name if before else "")
        parent = summary.codes.get(code) or (before.parent_id if before else None) or None
        areas.append(Area(code=code, level=order[code[:2]][1], name=name, parent_id=parent))
    Area.objects.bulk_create(
        areas,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "parent", "level"],
        batch_size=1000,
    )
    summary.areas = Area.objects.count()
    summary.names = sum(1 for code in names if code in summary.codes)


def _refuse_doubles() -> None:
    """One address in two neighbourhoods is an error of the table: say in which line."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT min(line) FROM (SELECT max(line) AS line FROM places_taken
            GROUP BY postcode, house_number HAVING count(DISTINCT neighbourhood) > 1) x
            """
        )
        line = cursor.fetchone()[0]
    if line is not None:
        raise AreaFileError("address.two_neighbourhoods", line, "Buurt")

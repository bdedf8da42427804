"""What a column probably holds, from its heading and its first values; for the page, where somebody confirms it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb

from ontschot.insight.sources import cleaning, csv_files, workbooks
from ontschot.insight.sources.faults import Fault, Faulty
from ontschot.insight.sources.limits import Limits
from ontschot.insight.sources.line_ends import plain_ends
from ontschot.insight.sources.roles import NAME_PARTS, ROLES

LOOKED_AT = 300  # rows
_PERSON = r"(cli[eë]nt|klant|deelnemer|inwoner|burger|leerling)"
_HEADINGS: tuple[tuple[str, str], ...] = (  # in this order: the first that fits
    ("bsn", r"bsn|burgerservice|sofi"),
    ("partner_prefix", r"(tussenv|voorv|vv).*(partner|echtg)|(partner|echtg).*(tussenv|voorv)"),
    ("partner_surname", r"(naam|gsl).*(partner|echtg)|(partner|echtg).*naam"),
    ("surname_prefix", r"tussenv|voorv|^vv"),
    ("initials", r"voorlet|^vl$|initial"),
    ("given_names", r"voorna|roepnaam|^vrnm|given|first"),
    ("birth_date", r"geb|birth"),
    ("sex", r"geslacht$|^gesl$|^sex|^m/?v$"),
    ("house_number_addition", r"toev|huisletter|^add"),
    ("house_number", r"huisn|^hnr|^nr|^nummer$"),
    ("postcode", r"postc|^pc|zip"),
    ("street", r"straat|^adres$|street"),
    ("place", r"plaats|^wpl|city"),
    ("district", r"wijk"),
    ("neighbourhood", r"buurt"),
    ("household_type", r"(soort|type).*huish|huish.*(soort|type)|leefvorm"),
    ("surname", r"achternaam|geslachtsnaam|familienaam|^gslnm|surname|last"),
    ("full_name", rf"^naam|{_PERSON}.?naam|(volledige|hele).?naam|^{_PERSON}$|^name$|(full|client).?name"),
    ("identifier", r"clientn|cliëntn|dossier|^persnr|^id$|nummer$"),
    ("start", r"ingang|begin|start|^van$|vanaf|datum in"),
    ("end", r"eind|^tot|datum uit|until|^stop"),
    ("provision", r"voorziening|regeling|product|functie|soort|traject|dienstverband|^wet$|hulp"),
)
_POSTCODE = re.compile(r"^[1-9]\d{3} ?[A-Za-z]{2}$")
_BSN = re.compile(r"^\d{8,9}$")
_NEIGHBOURHOOD = re.compile(r"^BU\d{8}$")
_DISTRICT = re.compile(r"^WK\d{6}$")
_PREFIX = re.compile(r"^(van|von|den?|der|het|'t|ten?|ter|in|op|el|al|ben|la|le|du|da)$", re.IGNORECASE)
_LETTERS = re.compile(r"^(?:[^\W\d_]\.?|(?:[^\W\d_]{1,3}\.)+[^\W\d_]?)$")
_SEX = {"m", "v", "man", "vrouw", "jongen", "meisje", "f"}


@dataclass(frozen=True)
class ColumnGuess:
    """A heading with the role it probably has ('' when none), and up to 60 different values when they are few."""

    heading: str
    role: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class FileGuess:
    """The columns of a file and how it is to be read."""

    file: str
    columns: tuple[ColumnGuess, ...]
    date_order: str = "dmy"

    def of(self, role: str) -> ColumnGuess | None:
        """The column guessed for a role."""
        return next((column for column in self.columns if column.role == role), None)


def guess(path: Path, workspace: Path, limits: Limits | None = None) -> FileGuess:
    """Look at a file. Raises Faulty when it cannot be read at all."""
    limits = limits or Limits()
    headings, rows = _sample(path, workspace, limits)
    taken: set[str] = set()
    columns = []
    order = "dmy"
    for at, heading in enumerate(headings):
        values = [row[at] for row in rows if row[at]]
        role = role_of(heading, values)
        if role in taken:
            role = ""
        taken.add(role)
        if role == "birth_date" and values and all(re.match(r"\d{4}[-/.]\d", value) for value in values):
            order = "ymd"
        different = tuple(sorted(set(values)))
        columns.append(ColumnGuess(heading, role, different if role in ("provision", "scheme") else ()))
    return FileGuess(path.name, tuple(_whole_or_apart(columns)), order)


def _whole_or_apart(columns: list[ColumnGuess]) -> list[ColumnGuess]:
    """Names whole in one column, or in columns of their own: a file has one of the two."""
    roles = {column.role for column in columns}
    if "full_name" not in roles:
        return columns
    spare = ("full_name",) if "surname" in roles else NAME_PARTS
    return [replace(column, role="") if column.role in spare else column for column in columns]


def refuse_title(found: FileGuess) -> None:
    """Raises Faulty for a file of which the first line is no headings, but one title above them."""
    named = [column for column in found.columns if column.heading.strip()]
    if len(named) > 1 or any(column.role for column in named):
        return
    nl = (
        "In de eerste regel staan geen koppen, maar één tekst. Haal de regels boven de koppen weg en kies het bestand "
        "opnieuw. Bij Excel telt alleen het eerste blad."
    )
    en = (
        "The first line has no headings, but one text. Take the lines above the headings away and choose the file "
        "again. Of an Excel file only the first sheet counts."
    )
    raise Faulty([Fault(found.file, 1, "", "title_above", nl, en)])


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


def _opened(connection: Any, path: Path, workspace: Path, limits: Limits) -> tuple[list[str], str]:
    """The headings, and SQL that gives the cells of every row as c0, c1, ... in order, cleaned ('' for nothing)."""
    suffix = path.suffix.casefold()
    if suffix in (".parquet", ".pq"):
        place = str(path).replace("'", "''")
        described = connection.execute(f"DESCRIBE FROM read_parquet('{place}')").fetchall()
        headings = [str(row[0]) for row in described]
        texts = [cleaning.of_parquet(heading, str(row[1])) for heading, row in zip(headings, described, strict=True)]
        cells = ", ".join(f"coalesce({text}, '') AS c{at}" for at, text in enumerate(texts))
        return headings, f"SELECT {cells} FROM read_parquet('{place}')"
    if path.stat().st_size == 0:
        raise Faulty([csv_files.empty(path.name)])
    if suffix in (".xlsx", ".xlsm"):
        plain = workbooks.as_csv(path, "", workspace / "sheet.csv", path.name, limits)
    else:
        plain = csv_files.in_utf8(path, csv_files.encoding_of(path, "", path.name), workspace, path.name)
        plain = plain_ends(plain, workspace)
    dialect = csv_files.dialect_of(plain, [], "", 0, path.name, limits)
    names = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(len(dialect.headings)))
    cells = ", ".join(f"coalesce({cleaning.text(f'c{at}')}, '') AS c{at}" for at in range(len(dialect.headings)))
    place = str(plain).replace("'", "''")
    return list(dialect.headings), (
        f"SELECT {cells} FROM read_csv('{place}', auto_detect=false, header=true, quote='\"', escape='\"', "
        f"delim='{dialect.delimiter}', columns={{{names}}}, ignore_errors=true)"
    )


def _sample(path: Path, workspace: Path, limits: Limits) -> tuple[list[str], list[list[str]]]:
    connection = duckdb.connect()
    try:
        headings, query = _opened(connection, path, workspace, limits)
        return headings, [list(row) for row in connection.execute(f"{query} LIMIT {LOOKED_AT}").fetchall()]
    except duckdb.Error as error:
        raise Faulty([_unreadable(path)]) from error
    finally:
        connection.close()


def different(path: Path, heading: str, workspace: Path, most: int, limits: Limits | None = None) -> list[str]:
    """The different values of a column, in order, at most one more than `most`. Raises Faulty."""
    connection = duckdb.connect()
    try:
        headings, query = _opened(connection, path, workspace, limits or Limits())
        column = f"c{csv_files.position(heading, headings)}"
        rows = connection.execute(
            f"SELECT DISTINCT {column} FROM ({query}) WHERE {column} <> '' ORDER BY 1 LIMIT {most + 1}"
        ).fetchall()
        return [str(row[0]) for row in rows]
    except duckdb.Error as error:
        raise Faulty([_unreadable(path)]) from error
    finally:
        connection.close()


def _unreadable(path: Path) -> Fault:
    return Fault(path.name, 0, "", "unreadable", "Het bestand is niet te lezen.", "The file cannot be read.")

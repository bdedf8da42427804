"""`link.yaml`: which column of which file holds what, and how to link."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ontschot.insight.sources import document as documents
from ontschot.insight.sources.faults import Fault, Faulty
from ontschot.insight.sources.limits import Limits
from ontschot.insight.sources.roles import DATE_ROLES, IDENTITY_ROLES, NAME_PARTS, UNREAD_ROLES

METHODS = ("probabilistic", "bsn", "name_address_birth", "postcode_number")
DELIMITERS = {";": ";", ",": ",", "tab": "\t", "\t": "\t", "|": "|"}
ENCODINGS = ("utf-8", "cp1252", "utf-16")
DATE_ORDERS = ("dmy", "ymd", "mdy")
FILE_KEYS = ("file", "columns", "delimiter", "encoding", "date_order", "decimal", "skip", "sheet")


@dataclass(frozen=True)
class SourceFile:
    """How one file is read. `columns` goes from role to heading; `lines` from role to the line in the settings."""

    file: str
    columns: dict[str, str]
    delimiter: str = ""
    encoding: str = ""
    date_order: str = "dmy"
    decimal: str = ","
    skip: int = 0
    sheet: str = ""
    lines: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class LinkSettings:
    """What `link.yaml` says. `threshold` None leaves it to the model's own estimate.

    `within_files` False (`deduplicate_within_files: false`): nobody is in one file twice. `reviewed`: the name of a
    review sheet with judged pairs.
    """

    files: tuple[SourceFile, ...]
    method: str = "probabilistic"
    threshold: float | None = None
    within_files: bool = True
    reviewed: str = ""


def read_link_settings(path: Path, limits: Limits | None = None) -> LinkSettings:
    """Read and judge `link.yaml`. Raises Faulty with the line of every fault."""
    document, top = documents.read(path, limits)
    values = top.mapping(("files", "method", "threshold", "deduplicate_within_files", "reviewed"))
    if not top.given:
        document.fault(0, "", "empty_file", "Het bestand is leeg.", "The file is empty.")
        document.finish()
    files = read_files(values.get("files"), top, IDENTITY_ROLES, ())
    for file, given in files:
        judge_identity(file, given)
    method, threshold = read_method(values)
    within = values.get("deduplicate_within_files")
    within_files = within is None or within.choice(("true", "false"), "true") == "true"
    reviewed = read_sheet_name(values)
    document.finish()
    return LinkSettings(tuple(file for file, _ in files), method, threshold, within_files, reviewed)


def read_sheet_name(values: dict[str, documents.Value]) -> str:
    """`reviewed`: the name of a review sheet that is given along, as link.yaml and study.yaml share it."""
    name = values["reviewed"].text() if "reviewed" in values else ""
    if "/" in name or "\\" in name:
        values["reviewed"].fault(
            "file_name",
            "Noem alleen de naam van het bestand, zonder map, en geef het mee.",
            "Give only the name of the file, without a folder, and give the file along.",
        )
    method = values["method"].text() if "method" in values else ""
    if name and method in METHODS[1:]:
        values["reviewed"].fault(
            "reviewed_method",
            "Beoordeelde paren tellen alleen mee bij koppelen met kansen (method: probabilistic). Kies die, of laat "
            "het blad weg.",
            "Judged pairs count only when linking with probabilities (method: probabilistic). Choose that, or leave "
            "the sheet out.",
        )
    return name


def read_method(values: dict[str, documents.Value]) -> tuple[str, float | None]:
    """`method` and `threshold`, as link.yaml and study.yaml share them."""
    method = values["method"].choice(METHODS, METHODS[0]) if "method" in values else METHODS[0]
    if "threshold" not in values or not values["threshold"].given:
        return method, None
    if method != METHODS[0]:
        nl = f"Bij '{method}' is er geen drempel. Laat 'threshold' weg, of kies '{METHODS[0]}'."
        en = f"With '{method}' there is no threshold. Leave 'threshold' out, or choose '{METHODS[0]}'."
        values["threshold"].fault("no_threshold", nl, en)
    return method, values["threshold"].number(1, least=0.01, most=1)


def read_files(
    value: documents.Value | None, top: documents.Value, roles: Sequence[str], more: Sequence[str]
) -> list[tuple[SourceFile, dict[str, documents.Value]]]:
    """The list `files`; each with the values of the keys in `more`, which the caller reads."""
    found: list[tuple[SourceFile, dict[str, documents.Value]]] = []
    for item in value.items() if value else ():
        values = item.mapping([*FILE_KEYS, *more])
        file = _file(item, values, roles)
        if file.file in {earlier.file for earlier, _ in found}:
            item.fault("double_file", f"'{file.file}' staat er twee keer.", f"'{file.file}' is there twice.")
        found.append((file, values))
    if not found:
        top.document.fault(
            value.line if value else 0,
            "files",
            "missing_key",
            "Noem onder 'files' minstens één bestand met zijn kolommen.",
            "Name at least one file with its columns under 'files'.",
        )
    return found


def judge_identity(source: SourceFile, values: dict[str, documents.Value]) -> None:
    """A file of which columns are given says who a row is about; a prefix alone does not."""
    if source.columns and not set(source.columns) & (set(IDENTITY_ROLES) - set(UNREAD_ROLES)):
        values["columns"].fault(
            "nobody",
            "Geen kolom zegt over wie een rij gaat. Wijs naam, geboortedatum, adres, BSN of nummer aan.",
            "No column says who a row is about. Point out name, birth date, address, BSN or number.",
        )


def _file(item: documents.Value, values: dict[str, documents.Value], roles: Sequence[str]) -> SourceFile:
    name = values["file"].text() if "file" in values else ""
    if not name:
        item.fault("missing_key", "Een bestand heeft 'file: NAAM' nodig.", "A file needs 'file: NAME'.")
    elif "/" in name or "\\" in name:
        values["file"].fault(
            "file_name",
            "Noem alleen de naam van het bestand, zonder map.",
            "Give only the name of the file, without a folder.",
        )
    columns = values["columns"].mapping(roles) if "columns" in values else {}
    if not columns:
        item.fault("missing_key", "Een bestand heeft 'columns' nodig.", "A file needs 'columns'.")
    headings = {role: column.text() for role, column in columns.items()}
    for role, column in columns.items():
        if not headings[role]:
            column.fault("empty_value", "Noem de kop van de kolom.", "Name the heading of the column.")
    _whole_or_apart(columns)
    _one_column_each(columns, headings)

    def choice(key: str, known: Sequence[str], default: str) -> str:
        return values[key].choice(known, default) if key in values else default

    return SourceFile(
        name,
        headings,
        DELIMITERS.get(choice("delimiter", list(DELIMITERS), ""), ""),
        choice("encoding", ENCODINGS, ""),
        choice("date_order", DATE_ORDERS, "dmy"),
        choice("decimal", (",", "."), ","),
        values["skip"].whole(0, least=0, most=100) if "skip" in values else 0,
        values["sheet"].text() if "sheet" in values else "",
        {role: column.line for role, column in columns.items()},
    )


def _one_column_each(columns: dict[str, documents.Value], headings: dict[str, str]) -> None:
    """Dates are apart: with the end read from the column of the start, everything would end as it begins. Other columns
    may be two things: a place is a district of a region too."""
    first: dict[str, str] = {}
    for role in [role for role in DATE_ROLES if headings.get(role)]:
        other = first.setdefault(" ".join(headings[role].split()).casefold(), role)
        if other != role:
            nl = f"'{headings[role]}' is ook al '{other}'. Wijs voor elke datum een eigen kolom aan."
            en = f"'{headings[role]}' is '{other}' too. Point out a column of its own for each date."
            columns[role].fault("column_twice", nl, en)


def _whole_or_apart(columns: dict[str, documents.Value]) -> None:
    """A file has its names whole, or in columns of their own: with both, two say the same and one is not used."""
    parts = [role for role in NAME_PARTS if role in columns]
    if "full_name" in columns and parts:
        named = ", ".join(f"'{role}'" for role in parts)
        columns["full_name"].fault(
            "whole_name_apart",
            f"Dit bestand heeft ook {named}. Kies: 'full_name', of de losse kolommen van de naam.",
            f"This file also has {named}. Choose: 'full_name', or the columns with parts of the name.",
        )


def match(settings_name: str, files: Sequence[SourceFile], paths: Sequence[Path]) -> list[tuple[SourceFile, Path]]:
    """Each file of the settings with the path that was given for it, in the order of the settings.

    Raises Faulty for a path without settings, and for settings without a path: nothing is left out silently.
    """
    by_name: dict[str, Path] = {}
    faults = []
    known = {file.file for file in files}
    for path in paths:
        if path.name in by_name:
            nl = "Twee gegeven bestanden heten zo; geef ze elk een eigen naam."
            faults.append(Fault(path.name, 0, "", "double_file", nl, "Two given files have this name; rename one."))
        elif path.name not in known:
            nl = f"Dit bestand staat niet in {settings_name}. Voeg het toe, of geef het niet mee."
            en = f"This file is not in {settings_name}. Add it there, or do not give it."
            faults.append(Fault(path.name, 0, "", "file_not_in_settings", nl, en))
        by_name[path.name] = path
    for file in files:
        if file.file not in by_name:
            nl = f"{settings_name} noemt dit bestand, maar het is niet meegegeven. Er wordt niets berekend op een deel."
            en = f"{settings_name} names this file, but it was not given. Nothing is computed on a part."
            faults.append(Fault(file.file, 0, "", "file_missing", nl, en))
    if faults:
        raise Faulty(faults)
    return [(file, by_name[file.file]) for file in files]

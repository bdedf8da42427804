"""What is done to a value while reading, as SQL over whole columns: trimmed, `.` is nothing, dates in one form."""

from typing import NamedTuple

from ontschot.insight.sources.roles import DATE_ROLES


class _Order(NamedTuple):
    form: str
    places: tuple[int, int, int]  # of year, month and day


_YEAR_LAST = {"dmy": _Order("%d-%m-%Y", (3, 2, 1)), "mdy": _Order("%m-%d-%Y", (3, 1, 2))}


def text(column: str) -> str:
    """Trimmed, also of tabs and hard spaces; nothing for an empty value or a lonely point.

    Most values are clean already. What is cheap to see comes first: a value that begins with a letter or a figure,
    ends in no space or tab, and is ASCII throughout stays as it is.
    """
    rare = " OR ".join(f"contains({column}, chr({code}))" for code in (9, 160))
    trimmed = f"CASE WHEN {rare} THEN trim({column}, ' ' || chr(9) || chr(160)) ELSE trim({column}) END"
    odd = f"{column} < '0' OR suffix({column}, ' ') OR suffix({column}, chr(9)) OR strlen({column}) <> length({column})"
    return f"CASE WHEN {odd} THEN nullif(nullif({trimmed}, ''), '.') ELSE {column} END"


def date(value: str, order: str) -> str:
    """`YYYY-MM-DD` in text, parts that are unknown as 00; what cannot be read stays as it is.

    Understood: 1980-12-31 (also with a time behind it), 31-12-1980, 31/12/1980, 31.12.1980, 1-2-1980, 19801231 and
    31121980. `order` says what comes first where that is not plain. `value` is the name of a cleaned column.
    """
    parts = f"string_split(translate({value}, '/.', '--'), '-')"

    def by_parts(places: tuple[int, int, int]) -> str:
        return " || '-' || ".join(f"lpad({parts}[{at}], {n}, '0')" for at, n in zip(places, (4, 2, 2), strict=True))

    def part(begin: int, width: int = 2) -> str:
        return f"substr({value}, {begin}, {width})"

    year_last = _YEAR_LAST["mdy" if order == "mdy" else "dmy"]
    forms = [year_last.form.replace("-", mark) for mark in "-/."]
    first, second = (1, 3) if order == "mdy" else (3, 1)
    compact = f"{part(1, 4)} || '-' || {part(5)} || '-' || {part(7)}"
    reverse = f"{part(5, 4)} || '-' || {part(first)} || '-' || {part(second)}"
    day = r"[-/.]\d{1,2}"
    unusual = f"WHEN regexp_matches({value}, '^\\d{{1,2}}{day}[-/.]\\d{{4}}$') THEN {by_parts(year_last.places)}"
    if order == "ymd":
        unusual += f" WHEN regexp_matches({value}, '^\\d{{4}}{day}{day}$') THEN {by_parts((1, 2, 3))}"
    unusual = f"CASE {unusual} ELSE {value} END"
    # Not `try_strptime` for all: it is cheap for a date that it reads, and dear for another.
    return f"""CASE
        WHEN {value} IS NULL THEN NULL
        WHEN {part(5, 1)} = '-' AND {part(8, 1)} = '-' AND length({value}) >= 10 THEN {part(1, 10)}
        WHEN length({value}) BETWEEN 8 AND 10 AND substr({value}, length({value}) - 4, 1) < '0' THEN
            coalesce(try_strptime({value}, {forms})::DATE::VARCHAR, {unusual})
        WHEN length({value}) = 8 AND try_cast({value} AS INTEGER) IS NOT NULL THEN
            CASE WHEN {part(1, 4)} BETWEEN '1850' AND '2100' AND {part(5)} <= '12' THEN {compact}
            ELSE {reverse} END
        ELSE {unusual} END"""


def of_parquet(column: str, kind: str) -> str:
    """SQL of a column of a Parquet file as text; a number that is whole as one (pandas writes 4.0 for 4)."""
    name = '"' + column.replace('"', '""') + '"'
    if kind in ("DOUBLE", "FLOAT") or kind.startswith("DECIMAL"):
        return f"nullif(regexp_replace(CAST({name} AS VARCHAR), '\\.0+$', ''), 'nan')"
    return f"CAST({name} AS VARCHAR)"


def number(value: str, decimal: str) -> str:
    """A number as DOUBLE; with a decimal comma, points are for thousands. `value` is the name of a cleaned column."""
    if decimal == ",":
        plain = f"CASE WHEN contains({value}, ',') THEN replace({value}, '.', '') ELSE {value} END"
        return f"try_cast(replace({plain}, ',', '.') AS DOUBLE)"
    return f"try_cast(replace({value}, ',', '') AS DOUBLE)"


def expression(role: str, *, order: str, decimal: str = ",") -> str:
    """The value of a cleaned column of the same name as its role."""
    value = f'"{role}"'
    if role in DATE_ROLES:
        return date(value, order)
    if role == "weight":  # what is no number stays as it is, to be refused
        return f"coalesce(CAST({number(value, decimal)} AS VARCHAR), {value})"
    if role == "bsn":  # a leading zero is lost where a BSN was kept as a number
        return (
            f"CASE WHEN length({value}) = 8 AND try_cast({value} AS INTEGER) >= 0 THEN '0' || {value} ELSE {value} END"
        )
    return value

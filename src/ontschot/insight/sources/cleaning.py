"""What is done to a value while reading, as SQL over whole columns: trimmed, `.` is nothing, dates in one form."""

from typing import NamedTuple

from ontschot.insight.sources.roles import DATE_ROLES


class _Order(NamedTuple):
    form: str
    places: tuple[int, int, int]  # of year, month and day


# How programs write that there is no date: their day 0, or the first one that they know (SQL Server, Access, Excel).
_NO_DATES = ("0000-00-00", "0001-01-01", "1753-01-01", "1899-12-30", "1899-12-31", "1900-01-01")
_LAST, _FIRST = r"\d{1,2}[-/.]\d{1,2}[-/.]\d{4}", r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
_NAMED = r"\d{1,2}[- ][A-Za-z]{3,9}[.]?[- ]\d{4}"
_WITH_TIME = r"\d{8}( \d{1,2}:\d\d(:\d\d)?|\d{6})"
_TIME = r"([ T]\d{1,2}:\d\d(:\d\d([.,]\d+)?)?( ?[AaPp][Mm])?)?"
_MONTH_NAMES = "jan feb mrt|mar|maa apr mei|may jun jul aug sep okt|oct nov dec"
_MONTHS = tuple(enumerate(_MONTH_NAMES.split(" "), 1))
_YEAR_LAST = {"dmy": _Order("%d-%m-%Y", (3, 2, 1)), "mdy": _Order("%m-%d-%Y", (3, 1, 2))}


def text(column: str, *, spaces_only: bool = False) -> str:
    """Trimmed, also of tabs, with plain spaces; nothing for an empty value or a lonely point.

    Most values are clean already. What is cheap to see comes first: a value that begins with a letter or a figure,
    ends in no space or tab, and is ASCII throughout stays as it is. With `spaces_only` it is known that there are no
    tabs and hard spaces.
    """
    odd, trimmed = f"{column} < '0' OR suffix({column}, ' ')", f"trim({column})"
    if not spaces_only:
        odd += f" OR suffix({column}, chr(9)) OR strlen({column}) <> length({column})"
        rare = " OR ".join(f"contains({column}, chr({code}))" for code in (9, 160))
        plain = f"replace({column}, chr(160), ' ')"  # within a value too: 1234 AB
        trimmed = f"CASE WHEN {rare} THEN trim({plain}, ' ' || chr(9)) ELSE {trimmed} END"
    return f"CASE WHEN {odd} THEN nullif(nullif({trimmed}, ''), '.') ELSE {column} END"


def day_number(value: str) -> str:
    """SQL: whether a value is a date as Excel keeps it, as a number of days (1905 to 2099; 40179 is 2010-01-01).

    A smaller number is a year.
    """
    number = f"regexp_matches({value}, '^[1-9][0-9]{{3,4}}([.][0-9]+)?$')"
    return f"{number} AND try_cast({value} AS DOUBLE) BETWEEN 2101 AND 73050"


def date(value: str, order: str, *, days: bool = False) -> str:
    """`YYYY-MM-DD` in text, parts that are unknown as 00; what is none (see `real`) or cannot be read stays as it is.

    Understood: 1980-12-31, 1980/12/31, 31-12-1980, 31/12/1980, 31.12.1980, 1-2-1980, 31 december 1980, 01-DEC-1980,
    19801231, 31121980, each also with a time behind it, and 1980 alone. 0 and a time alone are nothing.
    `order` says what comes first where that is not plain. `value` is the name of a
    cleaned column. With `days` a number is a day as Excel counts them.
    """
    year_last = _YEAR_LAST["mdy" if order == "mdy" else "dmy"]
    forms = [year_last.form.replace("-", mark) for mark in "-/."]

    def part(begin: int, width: int = 2) -> str:
        return f"substr({value}, {begin}, {width})"

    first, second = (1, 3) if order == "mdy" else (3, 1)
    compact = f"{part(1, 4)} || '-' || {part(5)} || '-' || {part(7)}"
    reverse = f"{part(5, 4)} || '-' || {part(first)} || '-' || {part(second)}"
    year_first = f"{part(5)} <= '12' AND ({part(1, 4)} BETWEEN '1850' AND '2100' OR {part(5, 4)} < '1850')"
    # Not `try_strptime` for all: it is cheap for a date that it reads, and dear for another. What few files have comes
    # last and once: a query that holds it three times takes longer to prepare than a small file to read.
    counted = f"(DATE '1899-12-30' + floor(try_cast({value} AS DOUBLE))::INTEGER)::VARCHAR"
    return f"""coalesce(CASE
        WHEN {value} IS NULL THEN NULL
        {f"WHEN {day_number(value)} THEN {counted}" if days else ""}
        WHEN {part(5, 1)} = '-' AND {part(8, 1)} = '-' AND length({value}) >= 10 THEN {part(1, 10)}
        WHEN length({value}) BETWEEN 8 AND 10 AND substr({value}, length({value}) - 4, 1) < '0' THEN
            try_strptime({value}, {forms})::DATE::VARCHAR
        WHEN {part(14, 1)} = ':' AND {part(11, 1)} = ' ' AND {part(5, 1)} >= '0' THEN
            try_strptime({part(1, 10)}, {forms})::DATE::VARCHAR
        WHEN length({value}) = 8 AND try_cast({value} AS INTEGER) IS NOT NULL THEN
            CASE WHEN {year_first} THEN {compact} ELSE {reverse} END END, {_unusual(value, year_last.places)})"""


def real(value: str) -> str:
    """SQL: a date in text, and nothing for how programs write that there is none (00000000, 01-01-1900)."""
    return f"CASE WHEN {value} <= '{_NO_DATES[-1]}' AND {value} IN {_NO_DATES} THEN NULL ELSE {value} END"


def _unusual(value: str, year_last: tuple[int, int, int]) -> str:
    """The forms of a date that few files have, told apart with regular expressions."""
    parts = f"string_split_regex({value}, '[-/.T ]')"
    word = f"regexp_extract(lower({value}), '[a-z]{{3}}')"
    month = "CASE " + " ".join(f"WHEN {word} IN ({_among(names)}) THEN '{n:02}'" for n, names in _MONTHS) + " END"
    named = f"regexp_extract({value}, '[0-9]{{4}}') || '-' || {month} || '-' || lpad({parts}[1], 2, '0')"

    in_one = " || '-' || ".join(f"substr({value}, {begin}, {width})" for begin, width in ((1, 4), (5, 2), (7, 2)))

    def by(places: tuple[int, int, int]) -> str:
        return " || '-' || ".join(f"lpad({parts}[{at}], {n}, '0')" for at, n in zip(places, (4, 2, 2), strict=True))

    def fits(form: str) -> str:
        return f"regexp_matches({value}, '^{form}$')"

    return f"""CASE
        WHEN {value} IS NULL THEN NULL
        WHEN {fits(_LAST + _TIME)} THEN {by(year_last)}
        WHEN {fits(_FIRST + _TIME)} THEN {by((1, 2, 3))}
        WHEN {fits(_NAMED + _TIME)} THEN coalesce({named}, {value})
        WHEN {fits(_WITH_TIME)} THEN {in_one}
        WHEN {value} BETWEEN '1850' AND '2100' AND length({value}) = 4 THEN {value} || '-00-00'
        WHEN {value} IN ('0', '00:00:00') THEN NULL
        ELSE {value} END"""


def _among(words: str) -> str:
    return ", ".join(f"'{word}'" for word in words.split("|"))


def of_parquet(column: str, kind: str) -> str:
    """SQL of a column of a Parquet file as text; a number that is whole as one (pandas writes 4.0 for 4)."""
    name = '"' + column.replace('"', '""') + '"'
    if kind in ("DOUBLE", "FLOAT") or kind.startswith("DECIMAL"):
        return f"nullif(regexp_replace(CAST({name} AS VARCHAR), '\\.0+$', ''), 'nan')"
    if kind == "TIMESTAMP WITH TIME ZONE":  # a moment: midnight here is the day before in UTC
        return f"CAST(timezone('Europe/Amsterdam', {name}) AS VARCHAR)"
    if kind == "BLOB":
        return f"coalesce(try(decode({name})), CAST({name} AS VARCHAR))"
    return f"CAST({name} AS VARCHAR)"


def number(value: str, decimal: str) -> str:
    """A number as DOUBLE; with a decimal comma, points are for thousands. `value` is the name of a cleaned column."""
    if decimal == ",":
        plain = f"CASE WHEN contains({value}, ',') THEN replace({value}, '.', '') ELSE {value} END"
        return f"try_cast(replace({plain}, ',', '.') AS DOUBLE)"
    return f"try_cast(replace({value}, ',', '') AS DOUBLE)"


def expression(role: str, *, order: str, decimal: str = ",", days: bool = False) -> str:
    """The value of a cleaned column of the same name as its role."""
    value = f'"{role}"'
    if role in DATE_ROLES:
        return date(value, order, days=days)
    if role == "weight":  # what is no number stays as it is, to be refused
        return f"coalesce(CAST({number(value, decimal)} AS VARCHAR), {value})"
    if role == "bsn":  # a leading zero is lost where a BSN was kept as a number
        return (
            f"CASE WHEN length({value}) = 8 AND try_cast({value} AS INTEGER) >= 0 THEN '0' || {value} ELSE {value} END"
        )
    return value

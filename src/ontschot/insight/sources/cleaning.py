"""What is done to a value while reading, as SQL over whole columns: trimmed, `.` is nothing, dates in one form."""

from ontschot.insight.sources.roles import DATE_ROLES

_ORDERS = {"dmy": (3, 2, 1), "mdy": (3, 1, 2), "ymd": (1, 2, 3)}


def text(column: str) -> str:
    """Trimmed, also of tabs and hard spaces (rare: looked for first); nothing for an empty value or a lonely point."""
    rare = " OR ".join(f"contains({column}, chr({code}))" for code in (9, 160))
    trimmed = f"CASE WHEN {rare} THEN trim({column}, ' ' || chr(9) || chr(160)) ELSE trim({column}) END"
    return f"nullif(nullif({trimmed}, ''), '.')"


def date(value: str, order: str) -> str:
    """`YYYY-MM-DD` in text, parts that are unknown as 00; what cannot be read stays as it is.

    Understood: 1980-12-31 (also with a time behind it), 31-12-1980, 31/12/1980, 31.12.1980, 1-2-1980, 19801231 and
    31121980. `order` says what comes first where that is not plain. `value` is the name of a cleaned column.
    """
    split = f"string_split(replace(replace({value}, '/', '-'), '.', '-'), '-')"
    by_parts = " || '-' || ".join(
        f"lpad({split}[{at}], {width}, '0')" for at, width in zip(_ORDERS[order], (4, 2, 2), strict=True)
    )
    first, second = (1, 4) if order == "mdy" else (4, 1)

    def part(begin: int, width: int = 2) -> str:
        return f"substr({value}, {begin}, {width})"

    usual = f"{part(7, 4)} || '-' || {part(first)} || '-' || {part(second)}"
    compact = f"{part(1, 4)} || '-' || {part(5)} || '-' || {part(7)}"
    reverse = f"{part(5, 4)} || '-' || {part(min(first, 3))} || '-' || {part(min(second, 3))}"
    short = "" if order == "ymd" else _short(value, order)
    pattern = r"^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}$" if order == "ymd" else r"^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}$"
    return f"""CASE
        WHEN {value} IS NULL THEN NULL
        WHEN {part(5, 1)} = '-' AND {part(8, 1)} = '-' AND length({value}) >= 10 THEN {part(1, 10)}
        WHEN length({value}) = 10 AND {part(3, 1)} IN ('-', '/', '.') AND {part(6, 1)} IN ('-', '/', '.') THEN {usual}
        {short}
        WHEN length({value}) = 8 AND try_cast({value} AS INTEGER) IS NOT NULL THEN
            CASE WHEN {part(1, 4)} BETWEEN '1850' AND '2100' AND {part(5)} <= '12' THEN {compact}
            ELSE {reverse} END
        WHEN regexp_matches({value}, '{pattern}') THEN {by_parts}
        ELSE {value} END"""


def _short(value: str, order: str) -> str:
    """Cases for 1-2-1980, 1-12-1980 and 31-1-1980: by place, for a regular expression per row takes much longer."""
    cases = ""
    for first, second in ((1, 1), (1, 2), (2, 1)):
        begin = first + second + 3
        one, other, year = (f"substr({value}, {at}, {n})" for at, n in ((1, first), (first + 2, second), (begin, 4)))
        marks = " AND ".join(f"substr({value}, {at}, 1) IN ('-', '/', '.')" for at in (first + 1, begin - 1))
        padded = [f"'0' || {part}" if width == 1 else part for part, width in ((one, first), (other, second))]
        month, day = padded if order == "mdy" else padded[::-1]
        cases += f"""WHEN length({value}) = {begin + 3} AND {marks} AND {value} >= '0'
            AND try_cast({one} || {other} || {year} AS INTEGER) IS NOT NULL
            THEN {year} || '-' || {month} || '-' || {day}
        """
    return cases


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

# ruff: noqa: E501  SQL reads better unbroken
"""Pseudonymised exchange: each organisation turns its rows into keyed hashes with a shared secret; equal stays equal.

One pseudonym per row, text of fixed width: which form it is and 28 bits that say which secret (`HEAD`); HMAC-SHA256 (RFC
2104), 48 bits, of BSN, names, their sounds, address, postcode, street, place, and street with number; the birth date with its year, month and day each
put through a secret order; m or v; + for who grew up long ago, else -; initials through a secret alphabet, and those of the official names (Ton: Antonius); and tokens by which names that are nearly the same are found
(`nearness`). Without the secret none can be recomputed from a guess. Who has many pseudonyms still sees how often a
value occurs: keep them as what they are, personal data under a pseudonym (GDPR, art. 4(5)).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ontschot.insight.linkage import call_names, nearness, postcodes
from ontschot.insight.linkage.contract import ROLES, Input, LinkageError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SHORTEST = 16  # bytes of a secret
VARIED = 8  # different bytes in it
VERSION = "6"
HEAD = 8  # characters: the version, and what tells one secret from another
_BLOCK = 64
_WIDTH = 12
_EMPTY = "." * _WIDTH
HASHED = ("bsn", "sa", "sp", "sb", "g", "gp", "home", "ad", "pc", "st", "pl", "door")
_DATE_AT = HEAD + len(HASHED) * _WIDTH + 1
_SEX_AT = _DATE_AT + 8
_SETTLED_AT = _SEX_AT + 1
_INITIALS_AT = _SETTLED_AT + 1  # at most five, filled up with dots
_OFFICIALS_AT = _INITIALS_AT + 5  # likewise, of the official names that a call name stands for
_OFFICIALS = 4
_NEAR_AT = _OFFICIALS_AT + _OFFICIALS
LENGTH = _NEAR_AT + len(nearness.COLUMNS) * nearness.WIDTH - 1
HAS_BSN = f"substr(pseudonym, {HEAD + 1}, 1) <> '.'"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_YEARS = range(1850, 2201)


def _keyed(secret: bytes, kind: str, value: str) -> bytes:
    return hmac.new(secret, f"{kind}:{value}".encode(), hashlib.sha256).digest()


def _order(secret: bytes, kind: str, values: list[int]) -> dict[int, int]:
    """A secret order of numbers: each goes to the place where its keyed hash puts it."""
    ranked = sorted(values, key=lambda value: _keyed(secret, kind, str(value)))
    return dict(zip(ranked, sorted(values), strict=True))


def _prepare(connection: DuckDBPyConnection, secret: bytes) -> None:
    """The secret as variables of the connection, never in the text of a query."""
    if len(secret) < SHORTEST:
        raise LinkageError(f"The secret is shorter than {SHORTEST} bytes; make one with: openssl rand -hex 32")
    if len(set(secret)) < VARIED:
        raise LinkageError("The secret repeats itself, so that it can be guessed; make one with: openssl rand -hex 32")
    key = (hashlib.sha256(secret).digest() if len(secret) > _BLOCK else secret).ljust(_BLOCK, b"\0")
    connection.execute("SET VARIABLE lk_inner = ?", [bytes(byte ^ 0x36 for byte in key)])
    connection.execute("SET VARIABLE lk_outer = ?", [bytes(byte ^ 0x5C for byte in key)])
    macros = {
        "lk_mac(kind, v)": """sha256(getvariable('lk_outer')::BLOB
            || unhex(sha256(getvariable('lk_inner')::BLOB || encode(kind || ':' || v))))""",
        "lk_hmac(kind, v)": f"coalesce(left(lk_mac(kind, v), {_WIDTH}), '{_EMPTY}')",
        "lk_sorted(v)": "list_aggregate(list_sort(string_split(v, '')), 'string_agg', '')",
        **nearness.macros("lk_mac"),
    }
    for head, body in macros.items():
        connection.execute(f"CREATE OR REPLACE MACRO {head} AS ({body})")
    letters = "".join(sorted(_LETTERS, key=lambda letter: _keyed(secret, "letter", letter)))
    connection.execute("SET VARIABLE lk_letters = ?", [letters])
    days = _order(secret, "day", list(range(1, 32))) | {0: 0}
    years = _order(secret, "year", list(_YEARS))
    connection.execute("CREATE OR REPLACE TABLE lk_days (value INTEGER, place INTEGER)")
    connection.executemany("INSERT INTO lk_days VALUES (?, ?)", list(days.items()))
    connection.execute("CREATE OR REPLACE TABLE lk_years (value INTEGER, place INTEGER)")
    connection.executemany("INSERT INTO lk_years VALUES (?, ?)", list(years.items()))


def pseudonymise(connection: DuckDBPyConnection, secret: bytes, settled: int) -> str:
    """Table `lk_pseudonyms` (row, pseudonym) for the one input in `link_rows` and `lk_r`; gives its name.

    `settled`: who was born before this day (19880101) hardly lives with a twin any more. Raises `LinkageError` for a secret that is too short.
    """
    _prepare(connection, secret)
    call_names.prepare(connection)
    for table, variants, join in (
        ("family", "lk_variants(text)", ""),
        ("given", "lk_variants_of(text, officials)", "LEFT JOIN lk_called USING (key)"),
    ):
        connection.execute(
            f"""CREATE OR REPLACE TABLE lk_{table}_keyed AS
            SELECT key, lk_hmac('name', text) AS name, lk_hmac('sound', lk_sound(text)) AS sound, {variants} AS variants
            FROM lk_{table}_text {join}"""
        )
    home = "upper(replace(w.postcode, ' ', '')) || ' ' || r.hn"
    door = "lk_street(w.street) || ' ' || r.hn"
    values = {
        "bsn": "lk_hmac('bsn', lpad(r.bsn::VARCHAR, 9, '0'))",
        "sa": "f.name", "sp": "f.sound", "sb": "s.name", "g": "v.name", "gp": "v.sound",
        "home": f"lk_hmac('home', {home})",
        "ad": "lk_hmac('addition', r.ad::VARCHAR)",
        "pc": "lk_hmac('postcode', nullif(upper(replace(w.postcode, ' ', '')), ''))",
        "st": "lk_hmac('street', lk_street(w.street))",
        "pl": "lk_hmac('place', lk_plain(w.place))",
        "door": f"lk_hmac('door', {door})",
    }  # fmt: skip
    packed = " || ".join(f"coalesce({values[name]}, '{_EMPTY}')" for name in HASHED)
    date = "coalesce(lpad((y.place * 10000 + coalesce(m.place, 0) * 100 + coalesce(d.place, 0))::VARCHAR, 8, '0'), '00000000')"
    letters = f"rpad(coalesce(translate(left(r.ini, 5), '{_LETTERS}', getvariable('lk_letters')), ''), 5, '.')"
    officials = f"translate(lk_sorted(left(lk_sorted(c.oi), {_OFFICIALS})), '{_LETTERS}', getvariable('lk_letters'))"
    officials = f"rpad(coalesce(lk_sorted({officials}), ''), {_OFFICIALS}, '.')"
    near = "lk_near('near family', r.bd::VARCHAR, f.variants) || lk_near('near given', r.bd::VARCHAR, v.variants)"
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE lk_pseudonyms AS
        SELECT w.id AS "row",
            '{_head(secret)}' || {packed} || {date} || CASE r.sex WHEN 1 THEN 'm' WHEN 2 THEN 'v' ELSE '.' END || CASE WHEN r.bd < {settled} THEN '+' ELSE '-' END || {letters} || {officials} || {near} AS pseudonym
        FROM link_rows w JOIN lk_r r ON r.id = w.id
        LEFT JOIN lk_family_keyed f ON f.key = r.sa LEFT JOIN lk_family_keyed s ON s.key = r.sb
        LEFT JOIN lk_given_keyed v ON v.key = r.g LEFT JOIN lk_called c ON c.key = r.g
        LEFT JOIN lk_years y ON y.value = r.bd // 10000
        LEFT JOIN lk_days m ON m.value = r.bd // 100 % 100 LEFT JOIN lk_days d ON d.value = r.bd % 100
        """
    )
    return "lk_pseudonyms"


def _head(secret: bytes) -> str:
    """What a pseudonym begins with: the form, and what is the same for the same secret only."""
    return VERSION + _keyed(secret, "which secret", "").hex()[: HEAD - 1]


def judge(connection: DuckDBPyConnection, inputs: Sequence[Input]) -> None:
    """Whether these can be linked. Raises `LinkageError` naming the files: plain ones among them, a pseudonym that is none
    or of another form, and files that were made with different secrets, which would silently have nobody in common."""
    others = []
    for item in inputs:
        columns = {name for name, *_ in connection.execute(f'DESCRIBE "{item.table}"').fetchall()}
        if columns & set(ROLES) != {"pseudonym"}:
            others.append(item.label)
    if others:
        raise LinkageError(
            f"Pseudonymised files are linked with each other: map only 'pseudonym', in every file. Not so: {', '.join(others)}."
        )
    heads: dict[str, list[str]] = {}
    for item in inputs:
        wrong, found = connection.execute(
            f"""SELECT count(*) FILTER (pseudonym IS NULL OR length(pseudonym) <> {LENGTH} OR left(pseudonym, 1) <> '{VERSION}'),
            list_sort(list(DISTINCT left(pseudonym, {HEAD}))) FROM "{item.table}" """
        ).fetchall()[0]
        if wrong:
            raise LinkageError(
                f"{item.label}: {wrong} rows have no pseudonym, or not one that this version of `ontschot pseudonymise` makes; "
                "pseudonymise it again."
            )
        if len(found or ()) > 1:
            raise LinkageError(
                f"{item.label}: its rows were pseudonymised with different secrets; pseudonymise it again."
            )
        heads.setdefault(found[0] if found else "", []).append(item.label)
    heads.pop("", None)
    if len(heads) > 1:
        most, *rest = sorted(heads.values(), key=len, reverse=True)
        apart = ", ".join(label for labels in rest for label in labels)
        raise LinkageError(
            f"{apart}: pseudonymised with another secret than {', '.join(most)}. Nobody would be found in "
            "both. Let everybody use the same secret file, and pseudonymise again."
        )


def encode(connection: DuckDBPyConnection) -> None:
    """Make `lk_r` and its dictionaries from the pseudonyms in `link_rows`, which `judge` has seen."""

    def part(at: int) -> str:
        return f"substr(pseudonym, {HEAD + at * _WIDTH + 1}, {_WIDTH})"

    keys = {name: f"CASE WHEN {part(at)} <> '{_EMPTY}' THEN hash({part(at)}) END" for at, name in enumerate(HASHED)}
    number = f"CASE WHEN {part(0)} <> '{_EMPTY}' THEN ('0x' || {part(0)})::BIGINT END"
    initials = f"nullif(replace(substr(pseudonym, {_INITIALS_AT}, 5), '.', ''), '')"
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE lk_r AS
        SELECT id::INTEGER AS id, fno::UTINYINT AS fno, nullif(substr(pseudonym, {_DATE_AT}, 8)::INTEGER, 0) AS bd,
            {", ".join(f"{keys[name]} AS {name}" for name in ("sa", "sp", "sb", "gp", "g", "ad", "pc", "st", "pl", "door"))},
            {initials} AS ini, unicode({initials}) AS gi, (CASE substr(pseudonym, {_SEX_AT}, 1) WHEN 'm' THEN 1 WHEN 'v' THEN 2 END)::UTINYINT AS sex,
            {number} AS bsn, ({keys["home"]} % 2000000000)::INTEGER AS hn
        FROM link_rows;
        """
    )
    postcodes.complete(connection, is_keyed=True)
    connection.execute(
        """
        ALTER TABLE lk_r DROP COLUMN door;
        CREATE OR REPLACE TABLE lk_family_text AS
        SELECT sa AS key, sa::VARCHAR AS text, count(*)::BIGINT AS n FROM lk_r WHERE sa IS NOT NULL GROUP BY sa;
        CREATE OR REPLACE TABLE lk_given_text AS
        SELECT g AS key, g::VARCHAR AS text, count(*)::BIGINT AS n FROM lk_r WHERE g IS NOT NULL GROUP BY g;
        """
    )


def near_columns() -> str:
    """SQL: what `scoring` adds to the rows that are compared, from `link_rows` as `w`."""
    officials = f"nullif(replace(substr(w.pseudonym, {_OFFICIALS_AT}, {_OFFICIALS}), '.', ''), '')"
    return f", {officials} AS oi, substr(w.pseudonym, {_SETTLED_AT}, 1) = '+' AS settled{nearness.columns(_NEAR_AT)}"

# ruff: noqa: E501  SQL reads better unbroken
"""Pseudonymised exchange: each organisation turns its rows into keyed hashes with a shared secret; equal stays equal.

One pseudonym per row, text of fixed width (`FORM`): HMAC-SHA256 (RFC 2104), 48 bits, of BSN, names, their sounds, address,
postcode, street and place; the birth date with its year, month and day each put through a secret order; initials through a secret
alphabet; and m or v. Without the secret none can be recomputed from a guess. Who has many pseudonyms still sees how
often a value occurs: keep them as what they are, personal data under a pseudonym (GDPR, art. 4(5)).
"""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from ontschot.insight.linkage.contract import LinkageError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SHORTEST = 16  # bytes of a secret
_BLOCK = 64
_WIDTH = 12
_EMPTY = "." * _WIDTH
HASHED = ("bsn", "sa", "sp", "sb", "g", "gp", "home", "ad", "pc", "st", "pl")
_DATE_AT = len(HASHED) * _WIDTH + 1
_SEX_AT = _DATE_AT + 8
LENGTH = _SEX_AT + 5  # sex, then at most five initials filled up with dots
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_YEARS = range(1850, 2201)
FORM = ", ".join(HASHED)


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
    key = (hashlib.sha256(secret).digest() if len(secret) > _BLOCK else secret).ljust(_BLOCK, b"\0")
    connection.execute("SET VARIABLE lk_inner = ?", [bytes(byte ^ 0x36 for byte in key)])
    connection.execute("SET VARIABLE lk_outer = ?", [bytes(byte ^ 0x5C for byte in key)])
    connection.execute(
        f"""CREATE OR REPLACE TEMP MACRO lk_hmac(kind, v) AS coalesce(left(sha256(getvariable('lk_outer')::BLOB
        || unhex(sha256(getvariable('lk_inner')::BLOB || encode(kind || ':' || v)))), {_WIDTH}), '{_EMPTY}')"""
    )
    letters = "".join(sorted(_LETTERS, key=lambda letter: _keyed(secret, "letter", letter)))
    connection.execute("SET VARIABLE lk_letters = ?", [letters])
    days = _order(secret, "day", list(range(1, 32))) | {0: 0}
    years = _order(secret, "year", list(_YEARS))
    connection.execute("CREATE OR REPLACE TEMP TABLE lk_days (value INTEGER, place INTEGER)")
    connection.executemany("INSERT INTO lk_days VALUES (?, ?)", list(days.items()))
    connection.execute("CREATE OR REPLACE TEMP TABLE lk_years (value INTEGER, place INTEGER)")
    connection.executemany("INSERT INTO lk_years VALUES (?, ?)", list(years.items()))


def pseudonymise(connection: DuckDBPyConnection, secret: bytes) -> str:
    """Table `lk_pseudonyms` (row, pseudonym) for the one input in `link_rows` and `lk_r`; gives its name.

    Raises `LinkageError` for a secret that is too short.
    """
    _prepare(connection, secret)
    for table in ("family", "given"):
        connection.execute(
            f"""CREATE OR REPLACE TEMP TABLE lk_{table}_keyed AS
            SELECT key, lk_hmac('name', text) AS name, lk_hmac('sound', lk_sound(text)) AS sound FROM lk_{table}_text"""
        )
    home = "upper(replace(w.postcode, ' ', '')) || ' ' || r.hn"
    values = {
        "bsn": "lk_hmac('bsn', lpad(r.bsn::VARCHAR, 9, '0'))",
        "sa": "f.name", "sp": "f.sound", "sb": "s.name", "g": "v.name", "gp": "v.sound",
        "home": f"lk_hmac('home', {home})",
        "ad": "lk_hmac('addition', r.ad::VARCHAR)",
        "pc": "lk_hmac('postcode', nullif(upper(replace(w.postcode, ' ', '')), ''))",
        "st": "lk_hmac('street', replace(lk_plain(w.street), 'str.', 'straat'))",
        "pl": "lk_hmac('place', lk_plain(w.place))",
    }  # fmt: skip
    packed = " || ".join(f"coalesce({values[name]}, '{_EMPTY}')" for name in HASHED)
    date = "coalesce(lpad((y.place * 10000 + coalesce(m.place, 0) * 100 + coalesce(d.place, 0))::VARCHAR, 8, '0'), '00000000')"
    letters = f"rpad(coalesce(translate(left(r.ini, 5), '{_LETTERS}', getvariable('lk_letters')), ''), 5, '.')"
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE lk_pseudonyms AS
        SELECT w.id AS "row", {packed} || {date} || coalesce(r.sex, '.') || {letters} AS pseudonym
        FROM link_rows w JOIN lk_r r ON r.id = w.id
        LEFT JOIN lk_family_keyed f ON f.key = r.sa LEFT JOIN lk_family_keyed s ON s.key = r.sb
        LEFT JOIN lk_given_keyed v ON v.key = r.g
        LEFT JOIN lk_years y ON y.value = r.bd // 10000
        LEFT JOIN lk_days m ON m.value = r.bd // 100 % 100 LEFT JOIN lk_days d ON d.value = r.bd % 100
        """
    )
    return "lk_pseudonyms"


def encode(connection: DuckDBPyConnection) -> None:
    """Make `lk_r` and its dictionaries from the pseudonyms in `link_rows`. Raises `LinkageError` for what is no pseudonym."""
    wrong = connection.execute(
        f"SELECT count(*) FROM link_rows WHERE pseudonym IS NULL OR length(pseudonym) <> {LENGTH}"
    ).fetchall()[0][0]
    if wrong:
        raise LinkageError(
            f"{wrong} rows have no pseudonym, or not one of `ontschot pseudonymise`; pseudonymise all files."
        )

    def part(at: int) -> str:
        return f"substr(pseudonym, {at * _WIDTH + 1}, {_WIDTH})"

    keys = {name: f"CASE WHEN {part(at)} <> '{_EMPTY}' THEN hash({part(at)}) END" for at, name in enumerate(HASHED)}
    number = f"CASE WHEN {part(0)} <> '{_EMPTY}' THEN ('0x' || {part(0)})::BIGINT END"
    initials = f"nullif(replace(substr(pseudonym, {_SEX_AT + 1}, 5), '.', ''), '')"
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE lk_r AS
        SELECT id::INTEGER AS id, fno::UTINYINT AS fno, nullif(substr(pseudonym, {_DATE_AT}, 8)::INTEGER, 0) AS bd,
            {", ".join(f"{keys[name]} AS {name}" for name in ("sa", "sp", "sb", "gp", "g", "ad", "pc", "st", "pl"))},
            {initials} AS ini, left({initials}, 1) AS gi, nullif(substr(pseudonym, {_SEX_AT}, 1), '.') AS sex,
            {number} AS bsn, ({keys["home"]} % 2000000000)::INTEGER AS hn,
            NULL::UBIGINT AS rg, NULL::UBIGINT AS al, NULL::UBIGINT AS idn
        FROM link_rows;
        CREATE OR REPLACE TEMP TABLE lk_family_text AS
        SELECT sa AS key, sa::VARCHAR AS text, count(*)::BIGINT AS n FROM lk_r WHERE sa IS NOT NULL GROUP BY sa;
        CREATE OR REPLACE TEMP TABLE lk_given_text AS
        SELECT g AS key, g::VARCHAR AS text, count(*)::BIGINT AS n FROM lk_r WHERE g IS NOT NULL GROUP BY g;
        """
    )

"""Normalisers as DuckDB macros, applied to each distinct value once.

They are SQL, not Python, because a region has millions of values; `define` puts them in a connection. What they give:

- `lk_plain(text)`: lower case without diacritics, spaces or punctuation; NULL for *onbekend* and the like, as no name has these;
- `lk_street(text)`: the same of a street, of which *str.* or *str* at the end is *straat*;
- `lk_family(text)`: the parts of a family name without prefixes (*van der Berg-de Wit* gives `[berg, wit]`);
- `lk_spaced(text)`: the given names as plain words with one space between; `lk_letters` gives their first letters (of five
  names at most) and `lk_initials_only` says whether they are no more than initials;
- `lk_sound(plain)`: how a Dutch ear hears it: first sound and the consonants after it;
- `lk_date(text, order)`: a date as the number 19500131, with 00 for a day or month that is not known;
- `lk_bsn(text, demo)`: a number that passes the eleven test (or is marked synthetic, when `demo`), else NULL;
- `lk_sex(text)`: 1 for a man, 2 for a woman, from M/V, man/vrouw, jongen/meisje, male/female or 1/2, else NULL;
- `lk_house(text)`: the house number without its addition, and `lk_behind(text)` what is behind it.
"""

# ruff: noqa: E501  SQL reads better unbroken
from __future__ import annotations

from typing import TYPE_CHECKING

from ontschot.domain.people.rules.bsn import SYNTHETIC_REMAINDER

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PREFIXES = (
    "van", "von", "vom", "de", "den", "der", "het", "ten", "ter", "te", "t", "in", "op", "aan",
    "bij", "uit", "voor", "over", "onder", "zur", "zum", "zu", "du", "des", "del", "della", "di", "da",
    "la", "le", "les", "el", "al", "bin", "ben", "ibn", "d", "s", "l", "dos", "das", "do",
    "st", "sint", "v", "vd", "vdr",
)  # fmt: skip
# How forms are filled in where there is nothing to fill in. No name is written so, not even behind a prefix (*van Geen*).
_NOTHING = ("onbekend", "onbekende", "unknown", "n.v.t.", "n.v.t", "nvt", "?")
_JOINTS = (
    " e/v ", " e.v. ", " ev ", " geb. ", " geb ", " geboren ", " gehuwd met ", " echtg. ", " echtgenote van ", " wed. ",
    " weduwe van ", "/", "(", "–",
)  # fmt: skip
_PUNCTUATION = r"""[ .,;:'`´’‘"\-_/()&+*]+"""

# In this order; each pair is replaced everywhere. Sources: the usual spelling variants of Dutch family names.
_SOUNDS = (
    ("sch", "s"), ("ch", "g"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dt", "t"), ("ck", "k"), ("qu", "k"),
    ("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"), ("q", "k"), ("x", "ks"), ("v", "f"), ("z", "s"),
    ("ij", "y"), ("ei", "y"), ("ey", "y"), ("ij", "y"), ("d", "t"), ("b", "p"), ("w", "f"), ("j", "y"),
)  # fmt: skip
_VOWELS = "aeiouyh"
# Letters that are no base letter with a sign, so that taking the sign off leaves them as they are: Turkish, Polish, Danish,
# German. A system that cannot write them leaves off the stroke or writes two letters.
_FOLDED = (
    ("ı", "i"),
    ("ł", "l"),
    ("ø", "o"),
    ("đ", "d"),
    ("ð", "d"),
    ("ß", "ss"),
    ("æ", "ae"),
    ("œ", "oe"),
    ("þ", "th"),
)


def _replaced(value: str, pairs: tuple[tuple[str, str], ...]) -> str:
    for old, new in pairs:
        value = f"replace({value}, '{old}', '{new}')"
    return value


def _single(value: str) -> str:
    for letter in "fgklmnprst":
        value = f"replace({value}, '{letter * 2}', '{letter}')"
    return value


def _macros() -> dict[str, str]:
    punctuation = _PUNCTUATION.replace("'", "''")
    prefixes = ", ".join(f"'{p}'" for p in PREFIXES)
    joined = "lk_folded(v)"
    for joint in _JOINTS:
        joined = f"replace({joined}, '{joint}', '-')"
    heard = _replaced("p", _SOUNDS)
    rest = f"translate(substr({heard}, 2), '{_VOWELS}', '')"
    return {
        "lk_folded(v)": f"""CASE WHEN strlen(v) = length(v) THEN lower(v)
            ELSE {_replaced("strip_accents(lower(v))", _FOLDED)} END""",
        "lk_nothing(v)": f"lower(trim(v)) IN {_NOTHING}",
        "lk_plain(v)": f"CASE WHEN NOT lk_nothing(v) THEN nullif(regexp_replace(lk_folded(v), '{punctuation}', '', 'g'), '') END",
        "lk_street(v)": "regexp_replace(lk_plain(v), 'str$', 'straat')",
        "lk_words(v)": f"list_filter(string_split(regexp_replace(lk_folded(v), '{punctuation}', ' ', 'g'), ' '),"
        " lambda w: w <> '')",
        "lk_core(v)": f"""list_aggregate(list_filter(lk_words(v), lambda w: w NOT IN ({prefixes})), 'string_agg', '')""",
        # A part that is a prefix alone (El-Idrissi) is none, unless there is nothing else.
        "lk_family(v)": f"""CASE WHEN lk_nothing(v) THEN [] WHEN regexp_full_match(v, '[A-Za-z]+') THEN [lower(v)]
            ELSE list_filter(list_transform([list_filter(list_transform(string_split({joined}, '-'), lambda w: lk_core(w)), lambda w: w <> '')],
                lambda p: CASE WHEN len(p) > 0 THEN p ELSE [lk_plain(v)] END)[1], lambda w: w IS NOT NULL) END""",
        "lk_spaced(v)": f"""CASE WHEN lk_nothing(v) THEN '' WHEN regexp_full_match(v, '[A-Za-z]+( [A-Za-z]+)*') THEN lower(v)
            ELSE trim(regexp_replace(replace(lk_folded(v), '-', ''), '{punctuation}', ' ', 'g')) END""",
        "lk_letters(s)": """left(s, 1) || coalesce(list_aggregate(
            list_transform(string_split(s, ' ')[2:5], lambda w: left(w, 1)), 'string_agg', ''), '')""",
        "lk_longest(s)": """greatest(length(split_part(s, ' ', 1)), length(split_part(s, ' ', 2)), length(split_part(s, ' ', 3)),
            length(split_part(s, ' ', 4)))""",
        # Most names are longer: what is cheap to see comes first.
        "lk_initials_only(v, s)": """CASE WHEN s = '' THEN false
            WHEN contains(v, '.') THEN length(split_part(s, ' ', 1)) <= 3 AND (lk_longest(s) = 1 OR (lk_longest(s) <= 3
                AND length(v) - length(replace(v, '.', '')) > length(s) - length(replace(s, ' ', ''))))
            WHEN substr(s, 2, 1) IN ('', ' ') THEN lk_longest(s) = 1 ELSE false END""",
        "lk_sound(p)": f"nullif(left({heard}, 1) || {_single(rest)}, '')",
        "lk_parts(v)": "string_split(translate(split_part(split_part(trim(v), 'T', 1), ' ', 1), '/. ', '---'), '-')",
        "lk_whole(v)": "coalesce(try_cast(v AS INTEGER), 0)",
        "lk_written(y, m, d)": "least(lk_whole(y), 9999) * 10000 + least(lk_whole(m), 99) * 100 + least(lk_whole(d), 99)",
        "lk_day(n)": """CASE WHEN n NOT BETWEEN 18500000 AND 22009999 OR n IN (18991230, 18991231, 19000101) THEN NULL
            WHEN n // 100 % 100 > 12 AND n % 100 <= 12 THEN n // 10000 * 10000 + n % 100 * 100 + n // 100 % 100 ELSE n END""",
        # Through lists of one value, so that what a macro uses several times is written out (and planned) once.
        "lk_date(v, o)": """list_transform(list_transform([lk_parts(v)], lambda p: CASE
            WHEN len(p) >= 3 AND length(p[1]) = 4 THEN lk_written(p[1], p[2], p[3])
            WHEN len(p) >= 3 AND o = 'mdy' THEN lk_written(p[3], p[1], p[2])
            WHEN len(p) >= 3 THEN lk_written(p[3], p[2], p[1])
            WHEN length(trim(v)) = 8 AND lk_whole(left(trim(v), 4)) BETWEEN 1850 AND 2200
                THEN lk_written(left(trim(v), 4), substr(trim(v), 5, 2), substr(trim(v), 7, 2))
            WHEN length(trim(v)) = 8 THEN lk_written(substr(trim(v), 5, 4), substr(trim(v), 3, 2), left(trim(v), 2))
            WHEN length(trim(v)) = 4 THEN lk_written(v, '0', '0') END), lambda n: lk_day(n))[1]""",
        # As the files are read nearly all dates have this form: 1980-12-31, in which 00 is what is not known.
        "lk_figures(v)": "CASE WHEN v LIKE '____-__-__' THEN try_cast(replace(v, '-', '') AS INTEGER) END",
        # Less the sum of the digits by the weights 9 to 2 and -1, modulo 11, written for n // 10^k, of which two neighbours
        # make a digit; 10 n is -n there, so that the whole stays within 32 bits, which are divided in half the time.
        "lk_remainder(n)": """(n - n // 10 - 5 * (n // 100) - 7 * (n // 1000) - 9 * (n // 10000)
            - 2 * (n // 1000000) - 4 * (n // 10000000) - 6 * (n // 100000000)) % 11""",
        "lk_number(v)": """coalesce(try_cast(v AS INTEGER), try_cast(translate(v, ' .-\u00a0', '') AS INTEGER))""",
        "lk_valid(n, demo)": f"""CASE WHEN n BETWEEN 10000000 AND 999999999
            AND lk_remainder(n) IN (0, CASE WHEN demo AND n >= 900000000 THEN {11 - SYNTHETIC_REMAINDER} ELSE 0 END) THEN n END""",
        "lk_bsn(v, demo)": "lk_valid(lk_number(v), demo)",
        "lk_sex_word(v)": """CASE left(v, 2) WHEN 'm' THEN 1 WHEN 'ma' THEN 1 WHEN 'he' THEN 1 WHEN 'jo' THEN 1
            WHEN '1' THEN 1 WHEN 'v' THEN 2 WHEN 'vr' THEN 2 WHEN 'f' THEN 2 WHEN 'fe' THEN 2 WHEN 'mw' THEN 2
            WHEN 'me' THEN 2 WHEN 'w' THEN 2 WHEN '2' THEN 2 END""",
        "lk_sex(v)": """(CASE v WHEN 'M' THEN 1 WHEN 'V' THEN 2 WHEN 'man' THEN 1 WHEN 'vrouw' THEN 2
            ELSE lk_sex_word(lower(v)) END)::UTINYINT""",
        "lk_addition(v)": """CASE WHEN v IS NULL THEN NULL WHEN length(v) = 1 AND upper(v) BETWEEN 'A' AND 'Z' THEN lower(v) ELSE lk_plain(v) END""",
        "lk_house(v)": r"coalesce(try_cast(v AS INTEGER), try_cast(regexp_extract(v, '\d+') AS INTEGER))",
        "lk_behind(v)": r"CASE WHEN try_cast(v AS INTEGER) IS NULL THEN regexp_extract(v, '\d+(.*)', 1) END",
    }


def plain(role: str, value: str) -> str:
    """SQL: the value of a role as it is compared."""
    return f"lk_street({value})" if role == "street" else f"lk_plain({value})"


def define(connection: DuckDBPyConnection) -> None:
    """Put the macros in the connection; may be repeated."""
    for head, body in _macros().items():
        connection.execute(f"CREATE OR REPLACE MACRO {head} AS ({body})")

r"""A name that stands whole in one column: *Mw. A. Jansen-de Boer* or *Vries de, Jan*, taken apart into given and family name.

Every distinct value is looked at once. With a comma the family name stands before it, and a prefix may stand on either side.
Without one, initials say which way round a name is: in front of it (*J. de Vries*) or behind it (*JANSEN A*). Else a prefix
begins the family name, and else it is the last word; unless the file is one that puts family names first, which its names with
initials tell. Titles go. Of a double name the second keeps no prefix, as prefixes are not compared.
"""

# ruff: noqa: E501  SQL reads better unbroken
from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# What begins a family name wherever it stands, and what does so in the middle of a name only (a first name may be Ben or Al).
_STRONG = (
    "van",
    "von",
    "vom",
    "de",
    "den",
    "der",
    "het",
    "''t",
    "''s",
    "ten",
    "ter",
    "te",
    "in",
    "op",
    "aan",
    "bij",
    "uit",
    "voor",
    "over",
    "onder",
    "zur",
    "zum",
    "zu",
    "des",
)
_ARTICLES = ("el", "la", "le", "les", "du", "del", "della", "di", "da", "dos", "das", "bin", "ibn")
_MIDDLE = ("al", "ben", "do", "d''", "l''", "ait", "aït", "oulad", "ould", "abou", "abu", "sint")
_TITLES = (
    "dhr", "de heer", "de hr", "hr", "heer en mevrouw", "meneer", "mw", "mevr", "mevrouw", "mej", "mejuffrouw", "jhr", "jkvr", "fam", "familie",
    "wed", "erven", "prof", "dr", "drs", "mr", "ir", "ing", "ds", "mrs", "ms",
)  # fmt: skip


_S = "(?i:" + "|".join(_STRONG) + ")"
_F = "(?i:" + "|".join((*_STRONG, "el", "du", "del", "della", "dos")) + ")"
_T = "(?i:" + "|".join((*_STRONG, *_ARTICLES, "d''", "l''")) + ")"
_M = "(?i:" + "|".join((*_STRONG, *_ARTICLES, *_MIDDLE)) + ")"
# Surely initials: one letter, letters with points (J.P., Th.), capitals that nobody can say.
_I = r"(?:\pL\.?|(?:\pL{1,3}\.)+\pL?|[BCDFGHJKLMNPQRSTVWXZ]{2,4})"
_TITLE = rf"^(?:(?i:{'|'.join(sorted(_TITLES, key=len, reverse=True))})(?:\.?\s*/\s*|\.\s*|\s+))+"
_BEHIND = r"(?:[,\s]+(?:[Dd]hr|[Mm]w|[Mm]evr|[Mm]evrouw|(?i:jr|sr|junior|senior|bsc|msc|llb|llm|mba|phd))\.?)+$"
_JOINT = r"(?:[eE]/[vV]|ev|e\.v\.?|(?i:geb\.?|geboren|gehuwd met|echtg\.? van|echtgenote van|echtgenoot van|weduwe van|wed\.? van))"
_WEDDED = rf"\s{_JOINT}\s+([^,]*?)((?:\s\pL\.?)*)\s*(,|$)"

# Steps of tidying, in order: what is replaced, by what, and how.
_TIDY: tuple[tuple[str, str, str], ...] = (
    (r"[\s|]+", " ", "g"),
    (r"\.(\pL{2,})", r". \1", "g"),  # J.de Vries
    (r"\(\s*((?i:geb|e/v|ev)\b[^)]*)\)?", r"\1", ""),
)
_SHORT: tuple[tuple[str, str, str], ...] = (
    (r"(^|\s)(?:[Vv]\s?[./]?\s?d\.?[rn]?\.?|V/D)\s", r"\1van de ", "g"),  # v.d. Berg
    (r"(^|\s)v\.?\s(\p{Lu})", r"\1van \2", "g"),
    (r"\s*[-–]\s*", "-", "g"),
    (r"-(?:(?i:van|von|de|den|der|het|''t|ten|ter|te|in|op|el)\s+)+", "-", "g"),
)

# Without a comma, in this order: name of the form, what it looks like, family name and given names in it.
_SURE: tuple[tuple[str, str, str], ...] = (
    ("initials alone", r"^((?:\pL{1,3}\.)+)$", r"|\1"),
    ("word", r"^(\S+)$", r"\1|"),
    ("prefix first, initials last", rf"^((?:{_F}\s)+.+?)((?:\s{_I})+)$", r"\1|\2"),
    ("prefix first", rf"^((?:{_F}\s)+\S+)(.*)$", r"\1|\2"),
    ("NG A", r"^([BCDFGHJKLMNPQRSTVWXZ]{2,4})((?:\s(?:\pL|(?:\pL\.)+))+)$", r"\1|\2"),
    ("initials first", rf"^((?:{_I}\s)+)(\S\S+.*)$", r"\2|\1"),
    ("Tjon A Ten", r"^(.+?)\s(\S+\s[Aa]\s\p{Lu}\S*)$", r"\2|\1"),
    ("initials last", r"^(.+?)((?:\s" + _T + r")*)((?:\s" + _I + r")+)$", r"\2 \1|\3"),
    ("initials, prefix last", rf"^(.+?)((?:\s{_I})+)((?:\s{_F})+)$", r"\3 \1|\2"),
    ("prefix last", r"^(\S+)(.*?)((?:\s" + _S + r")+)$", r"\3 \1|\2"),
    ("family in capitals", r"^((?:" + _S + r"\s)*\p{Lu}[\p{Lu}''-]{3,})\s(\p{Lu}\p{Ll}.*)$", r"\1|\2"),
)
_GIVEN_FIRST: tuple[tuple[str, str, str], ...] = (
    ("prefix", rf"^(.+?)\s((?:{_M}\s)+.+)$", r"\2|\1"),
    ("given first", r"^(.+)\s(\S+)$", r"\2|\1"),
)
_FAMILY_FIRST: tuple[tuple[str, str, str], ...] = (
    ("prefix between", rf"^(\S+)((?:\s{_T})+)\s(.+)$", r"\2 \1|\3"),
    ("family first", r"^(\S+)\s(.+)$", r"\1|\2"),
)
_EVIDENCE = {
    "initials first": -1,
    "initials last": 1,
    "prefix first, initials last": 1,
    "initials, prefix last": 1,
    "prefix last": 1,
    "family in capitals": 1,
}
_SAYS = (
    0.05  # of the names that could be read both ways, what puts family names first must outweigh the rest by so many
)
# Behind a comma: prefixes, given names, prefixes.
_AFTER = rf"^((?:\s{_F})*)((?:\s.*?)??)((?:\s{_T})*)$"


def _replaced(value: str, steps: tuple[tuple[str, str, str], ...]) -> str:
    for old, new, how in steps:
        value = f"regexp_replace({value}, '{old}', '{new}', '{how}')"
    return value


def _cases(forms: tuple[tuple[str, str, str], ...], value: str) -> str:
    return " ".join(f"WHEN regexp_matches({value}, '{form}') THEN '{name}'" for name, form, _ in forms)


def apart(connection: DuckDBPyConnection, table: str, fno: int) -> tuple[str, set[str]]:
    """Table of the parts by `raw` (given_names, initials, surname), and the roles in it. Column `full_name` of `table` is read."""
    name = f"lk_name_{fno}"
    tidy = _replaced("""translate(raw, '’‘`´', '''''''''')""", _TIDY)
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE {name}_tidy AS
        SELECT raw, call, regexp_extract(text, '{_WEDDED}', 1) AS wedded, trim(regexp_replace(text, '{_WEDDED}', '\\2\\3')) AS text FROM (
            SELECT raw, call, {_replaced(f"regexp_replace(regexp_replace(trim(text), '{_TITLE}', ''), '{_BEHIND}', '')", _SHORT)} AS text FROM (
                SELECT raw, CASE WHEN contains(tidied, '(') THEN regexp_extract(tidied, '\\(\\s*(\\pL[\\pL-]+)\\s*\\)', 1) ELSE '' END AS call,
                    CASE WHEN contains(tidied, '(') THEN regexp_replace(tidied, '\\s*\\([^)]*\\)?', '', 'g') ELSE tidied END AS text
                FROM (SELECT raw, {tidy} AS tidied FROM (SELECT DISTINCT full_name AS raw FROM "{table}" WHERE full_name IS NOT NULL))));
        CREATE OR REPLACE TABLE {name}_form AS
        SELECT *, CASE WHEN contains(text, ',') THEN 'comma' {_cases(_SURE, "text")} END AS form FROM {name}_tidy;
        DROP TABLE {name}_tidy;
        """
    )
    connection.execute(f"CREATE OR REPLACE TABLE {name} AS {_split(name)}")
    connection.execute(f"DROP TABLE {name}_form")
    return name, {"given_names", "initials", "surname"}


def _split(name: str) -> str:
    """SQL of the parts, from `{name}_form`."""
    weights = " ".join(f"WHEN '{form}' THEN {weight}" for form, weight in _EVIDENCE.items())
    family_first = f"(SELECT coalesce(sum(CASE form {weights} ELSE 0 END), 0) > {_SAYS} * count(*) FILTER (form IS NULL) FROM {name}_form)"
    taken = " ".join(
        f"WHEN '{form}' THEN regexp_replace(text, '{pattern}', '{parts}')"
        for form, pattern, parts in (*_SURE, *_GIVEN_FIRST, *_FAMILY_FIRST)
    )
    after = f"regexp_replace(' ' || regexp_replace(trim(replace(substr(text, instr(text, ',') + 1), ',', ' ')), '{_TITLE}', ''), '{_AFTER}', '\\1\\3 |\\2')"
    lead = "split_part(text, ',', 1)"
    comma = f"split_part({after}, '|', 1) || {lead} || '|' || split_part({after}, '|', 2)"
    letters = f"regexp_full_match(given, '{_I}(?:\\s{_I})*')"
    # A few capitals: initials beside a name in small letters, or where most of the file has initials (MEA among J and PW).
    mostly = "count(*) FILTER (sure) OVER () > count(*) FILTER (length(given) > 5) OVER ()"
    capitals = f"""(regexp_full_match(given, '\\p{{Lu}}{{2,5}}')
        AND (length(given) = 2 OR regexp_matches(surname, '\\p{{Ll}}{{2}}') OR {mostly}))"""
    return f"""
        SELECT raw, CASE WHEN is_initials THEN CASE WHEN call <> '' AND upper(left(call, 1)) = upper(left(given, 1)) THEN call END
                ELSE nullif(given, '') END AS given_names,
            CASE WHEN is_initials THEN given END AS initials,
            nullif(surname || CASE WHEN wedded <> '' AND NOT regexp_matches(wedded, '\\d') THEN ' e/v ' || wedded ELSE '' END, '') AS surname
        FROM (SELECT *, coalesce(sure OR {capitals}, false) AS is_initials FROM (SELECT *, {letters} AS sure FROM (
            SELECT raw, call, wedded, trim(regexp_replace(split_part(parts, '|', 1), '\\s+', ' ', 'g')) AS surname, trim(split_part(parts, '|', 2)) AS given
            FROM (SELECT *, CASE form WHEN 'comma' THEN {comma} {taken} END AS parts FROM (
                SELECT * REPLACE (coalesce(form, CASE WHEN {family_first} THEN CASE {_cases(_FAMILY_FIRST, "text")} END
                    ELSE CASE {_cases(_GIVEN_FIRST, "text")} END END) AS form) FROM {name}_form)))))"""

# ruff: noqa: E501  SQL reads better unbroken
"""Names that are nearly the same, without the names: tokens of what is left when one letter is taken out.

A name has its own token and one for each letter that is left out (the deletion neighbourhood of SymSpell, W. Garbe, 2012), so
that two names one insertion, deletion, change or swap of neighbours apart share a token. Every name gets `TOKENS` of them, in the
order of their values: how long it is and which one is the name cannot be seen. **The birth date is hashed along**: tokens
of different dates have nothing in common, so that whoever holds all pseudonyms sees nearness only between rows of
one birth date, and no map of all names. That costs little: rows with another date must agree in sound.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ontschot.insight.linkage import levels
from ontschot.insight.linkage.levels import Comparison

LETTERS = 15  # of a name; the rest does not count
TOKENS = LETTERS + 1
_BYTES = 3  # of each hash: two names that differ share a token by chance once in 65,000 pairs
_WIDTH = 4  # in base 64
WIDTH = TOKENS * _WIDTH
EMPTY = "." * WIDTH
COLUMNS = ("fn", "gn")  # tokens of the family name and of the first name


def macros(hexadecimal: str) -> dict[str, str]:
    """SQL macros: `lk_variants(text)` and `lk_near(kind, date, variants)`. `hexadecimal`: the macro of a keyed hash."""
    return {
        "lk_spelled(t)": """list_distinct(list_concat([t], list_transform(range(1, length(t) + 1),
            lambda i: left(t, i - 1) || substr(t, i + 1))))""",
        "lk_filled(t, spelled)": f"""list_concat(spelled, list_transform(range(len(spelled), {TOKENS}),
            lambda i: '#' || i || t))""",
        "lk_variants(v)": f"lk_filled(left(v, {LETTERS}), lk_spelled(left(v, {LETTERS})))",
        "lk_variants_of(v, officials)": f"""lk_filled(left(v, {LETTERS}), list_slice(list_concat(lk_spelled(left(v, {LETTERS})),
            list_transform(coalesce(officials, []), lambda o: '=' || o)), 1, {TOKENS}))""",
        "lk_near(kind, d, variants)": f"""coalesce(list_aggregate(list_sort(list_transform(variants,
            lambda v: to_base64(unhex(left({hexadecimal}(kind, d || ':' || v), {2 * _BYTES}))))), 'string_agg', ''), '{EMPTY}')""",
    }


def columns(at: int) -> str:
    """SQL of both columns as lists of tokens, from the text `w.pseudonym`. `at`: where the first begins, counted from 1."""
    found = []
    for place, name in enumerate(COLUMNS):
        start = at + place * WIDTH
        parts = ", ".join(f"substr(w.pseudonym, {start + token * _WIDTH}, {_WIDTH})" for token in range(TOKENS))
        found.append(f", CASE WHEN substr(w.pseudonym, {start}, 1) <> '.' THEN [{parts}] END AS {name}")
    return "".join(found)


_SWAPPED_DATE = f"({levels.SAME_YEAR} AND bd_l // 100 % 100 = bd_r % 100 AND bd_l % 100 = bd_r // 100 % 100)"
# Years, months and days are in a secret order: a wrong figure is another day, the first of January any day of that year, and
# nobody is older than anybody; a mark says who grew up long ago.
_INSTEAD = (
    (levels.NEAR_FAMILY, "(sp_l = sp_r OR list_has_any(fn_l, fn_r))"),
    (levels.NEAR_GIVEN, "(gp_l = gp_r OR list_has_any(gn_l, gn_r))"),
    (levels.CALLED, "false"),
    (levels.NEAR_DATE, _SWAPPED_DATE),
    (levels.FIRST_DAY, levels.SAME_YEAR),
    ("bd_l < 0", "settled_l AND settled_r"),
    (levels.NAMESAKE, f"(hn_l = hn_r AND pc_l = pc_r AND gi_l = gi_r AND ({levels.SAME_FAMILY} OR sp_l = sp_r))"),
)


def _said(condition: str) -> str:
    for plain, keyed in _INSTEAD:
        condition = condition.replace(plain, keyed)
    return condition


def on_tokens(chosen: Iterable[Comparison]) -> list[Comparison]:
    """The same comparisons and levels, with conditions that need no text."""
    return [
        replace(
            comparison,
            null=_said(comparison.null),
            levels=tuple(
                replace(level, alone=_said(level.alone), within=_said(level.within)) for level in comparison.levels
            ),
        )
        for comparison in chosen
    ]

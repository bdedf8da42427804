"""How two rows are compared, as levels of agreement per comparison, in the words of Splink (`_l` and `_r`).

A level is `(name, condition, m, u, column of the term frequency, within)`; m and u name the entry of the parameters they
come from. Levels that follow each other and have `within` in common are a group: where it holds, one of them does.
"""

# ruff: noqa: E501  SQL reads better unbroken
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

Parameter = tuple[str, ...]


@dataclass(frozen=True)
class Level:
    """One level: `m` and `u` are the names of what is multiplied; `frequency` the column of the term frequency."""

    name: str
    alone: str  # the condition, where that of the group holds
    m: Parameter
    u: Parameter
    frequency: str | None = None
    within: str = ""  # the condition of the group

    @property
    def condition(self) -> str:
        """The whole condition."""
        return f"{self.within} AND {self.alone}" if self.within else self.alone


@dataclass(frozen=True)
class Comparison:
    """Levels in order; the first whose condition holds is the one. `null`: when nothing can be said."""

    name: str
    null: str
    levels: tuple[Level, ...]

    def case(self, unknown: str, values: Sequence[str]) -> str:
        """SQL of the value, one of `values` per level. What a group of levels has in common is looked at once per pair."""
        parts: list[str] = []
        for within, group in groupby(zip(self.levels, values, strict=True), key=lambda each: each[0].within):
            each = list(group)
            if within:
                last = each.pop()[1]
                inner = " ".join(f"WHEN {level.alone} THEN {value}" for level, value in each)
                parts.append(f"WHEN {within} THEN {f'CASE {inner} ELSE {last} END' if inner else last}")
            else:
                parts += [f"WHEN {level.alone} THEN {value}" for level, value in each]
        return f"CASE WHEN {self.null} THEN {unknown} {' '.join(parts)} END"


SAME_FAMILY = "sa_l = sa_r"
OTHER_NAME = "(sa_l = sb_r OR sb_l = sa_r OR sb_l = sb_r)"


def _slips(text: str, most: str) -> str:
    """At most so many slips apart. One swap is two changes to `levenshtein`, which takes a tenth of the time: it goes first."""
    left, right = f"{text}_l", f"{text}_r"
    return f"(levenshtein({left}, {right}) <= 2 * ({most}) AND damerau_levenshtein({left}, {right}) <= {most})"


def _near(text: str, slips: str) -> str:
    """Alike, or a few slips apart; slips are counted only where there is some likeness.

    Of three letters and fewer nothing may be left that is alike after one slip.
    """
    left, right = f"{text}_l", f"{text}_r"
    alike = f"jaro_winkler_similarity({left}, {right})"
    apart = f"{alike} <= 0.65 AND least(length({left}), length({right})) > 3"
    return f"CASE WHEN {apart} THEN false ELSE {alike} > 0.92 OR {_slips(text, slips)} END"


NEAR_FAMILY = f"(sp_l = sp_r OR {_near('ft', 'CASE WHEN least(length(ft_l), length(ft_r)) > 7 THEN 2 ELSE 1 END')})"
NEAR_GIVEN = f"(gp_l = gp_r OR {_near('gt', 'CASE WHEN least(length(gt_l), length(gt_r)) > 7 THEN 2 ELSE 1 END')})"
CALLED = "translate(go_l, go_r, '') <> go_l"  # the one is a call name of the other, or both of one official name
CALLED_BY = "(contains(oi_l, left(ini_r, 1)) OR contains(oi_r, left(ini_l, 1)))"  # an initial of the official name
BOTH_GIVEN = "g_l IS NOT NULL AND g_r IS NOT NULL"
SWAPPED_NAMES = "(g_l = sa_r OR sa_l = g_r)"
NEAR_STREET = f"(st_l = st_r OR st_l = al_r OR al_l = st_r OR {_near('stt', '2')})"
JANUARY = 101  # month and day on which many are registered whose birthday is not known
# Nothing at all, or a postcode here and a street there, of which only the numbers can tell that they are two.
NO_ADDRESS = """(coalesce(pc_l, st_l) IS NULL OR coalesce(pc_r, st_r) IS NULL
    OR ((coalesce(pc_l, st_r) IS NULL OR coalesce(st_l, pc_r) IS NULL) AND NOT coalesce(hn_l <> hn_r, false)))"""
SAME_YEAR = "bd_l // 10000 = bd_r // 10000"
SAME_PART = f"({SAME_YEAR} OR bd_l % 100 = bd_r % 100 OR bd_l // 100 % 100 = bd_r // 100 % 100)"  # as one slip leaves
# Eight figures: another one in one place, or two neighbours swapped.
ONE_SLIP = "(hamming(bt_l, bt_r) <= 1 OR (hamming(bt_l, bt_r) = 2 AND damerau_levenshtein(bt_l, bt_r) <= 1))"
NEAR_DATE = f"""(({SAME_PART} AND {ONE_SLIP})
    OR ({SAME_YEAR} AND bd_l // 100 % 100 = bd_r % 100 AND bd_l % 100 = bd_r // 100 % 100))"""
OTHER_DAY = f"({SAME_YEAR} AND (bd_l // 100 = bd_r // 100 OR bd_l % 100 = bd_r % 100))"
OTHER_YEAR = "bd_l % 10000 = bd_r % 10000"
# Called after father or mother, and still at home.
NAMESAKE = f"""(hn_l = hn_r AND pc_l = pc_r AND gi_l = gi_r AND ({SAME_FAMILY} OR sp_l = sp_r)
    AND abs(bd_l // 10000 - bd_r // 10000) >= 15)"""
# Where only the year is known, one system writes 00 and another the first of January, or of July.
FIRST_DAY = f"({SAME_YEAR} AND (bd_l % 10000 IN (101, 701) OR bd_r % 10000 IN (101, 701)))"
PARTIAL = "(bd_l % 100 = 0 OR bd_r % 100 = 0)"
FITS = """(bd_l // 10000 = bd_r // 10000 AND (bd_l // 100 % 100 = 0 OR bd_r // 100 % 100 = 0 OR bd_l // 100 = bd_r // 100))"""
NO_FAMILY = "(sa_l IS NULL OR sa_r IS NULL)"
ANYWHERE = "true"  # the address of a group of levels that hold whatever it is


def _kin(present: set[str]) -> Comparison:
    """Family name and address in one: who shares both may well be another member of the household."""
    street = NEAR_STREET if written_street(present) else "st_l = st_r"
    families = (
        ("same", SAME_FAMILY),
        ("other_name", OTHER_NAME),
        ("near", NEAR_FAMILY),
        ("differs", f"NOT {NO_FAMILY}"),
    )
    places = (
        *([("door", f"(hn_l = hn_r AND pc_l <> pc_r AND {street})")] if {"pc", "st"} <= present else []),
        ("same", f"(hn_l = hn_r AND (pc_l = pc_r OR {street}))"),
        *([("street", f"(pc_l = pc_r AND {street})")] if written_street(present) else []),
        ("part", f"(pc_l = pc_r OR {street})"),
        ("unknown", NO_ADDRESS),
        ("differs", ANYWHERE),
    )
    levels = []
    for place, where in places:
        for family, name in families:
            levels.append(
                Level(
                    f"address {place}, surname {family}", name,
                    (f"address.{place}", f"family.{family}"), (f"kin.{place}.{family}",),
                    "sa" if family == "same" and place != "same" else None, where,
                )
            )  # fmt: skip
        if place != "unknown":
            levels.append(
                Level(f"address {place}", "true", (f"address.{place}",), (f"kin.{place}.unknown",), within=where)
            )
    return Comparison("kin", f"{NO_ADDRESS} AND {NO_FAMILY}", tuple(levels))


# Called by a form of the first name (Jan for Johannes) or by a later one (Sjoerd for Kai Sjoerd), as far as initials tell.
LATER = "(contains(substr(ini_l, 2), left(ini_r, 1)) OR contains(substr(ini_r, 2), left(ini_l, 1)))"
HOME = "(hn_l = hn_r AND pc_l = pc_r)"
TWINS = f"bd_l = bd_r AND ({SAME_FAMILY} OR {OTHER_NAME} OR {HOME})"


def _unless_twins(name: str, condition: str, parameter: str, settled: int) -> tuple[Level, ...]:
    """A level of names that differ, and before it the same of who may be twins."""
    together = f"bd_l = bd_r AND {HOME} AND bd_l < {settled}"
    kin = "same birth date and family name or address: twins"
    return (
        Level(f"{name}, {kin} grown up together", together, (parameter, "twin_together"), (parameter,), within=condition),
        Level(f"{name}, {kin}", TWINS, (parameter, "twin"), (parameter,), within=condition),
        Level(name, "true", (parameter,), (parameter,), within=condition),
    )  # fmt: skip


def _given(settled: int) -> Comparison:
    """The first name or its initial. `settled`: who was born before this day hardly lives with a twin any more."""
    levels = (
        Level("same first name", "g_l = g_r", ("given.same",), ("given.same",), "g"),
        Level("first name nearly the same", f"{BOTH_GIVEN} AND {NEAR_GIVEN}", ("given.near",), ("given.near",)),
        Level("first and family name swapped", SWAPPED_NAMES, ("given.swapped",), ("given.swapped",)),
        Level("a call name of it", CALLED, ("given.called",), ("given.called",)),
        *_unless_twins("another first name of that initial", f"{BOTH_GIVEN} AND gi_l = gi_r", "given.form", settled),
        *_unless_twins("another first name, of a later initial", f"{BOTH_GIVEN} AND {LATER}", "given.later", settled),
        *_unless_twins("another first name", BOTH_GIVEN, "given.differs", settled),
        Level("first initial", "gi_l = gi_r", ("initials.first",), ("initials.first",)),
        *_unless_twins("another initial, that of the official name", CALLED_BY, "initials.called", settled),
        *_unless_twins("another initial, that of a later name", LATER, "initials.later", settled),
        *_unless_twins("another initial", "true", "initials.differs", settled),
    )
    return Comparison("given", "gi_l IS NULL OR gi_r IS NULL", levels)


def _birth(first: int) -> Comparison:
    """The birth date. `first`: the day (101) on which many are registered of whom only the year is known."""
    on_first = f"bd_l % 10000 = {first} AND bd_r % 10000 = {first}"
    levels = (
        Level("partial date that fits", f"{PARTIAL} AND {FITS}", ("partial_birth.fits",), ("partial_birth.fits",)),
        Level("partial date that does not fit", PARTIAL, ("partial_birth.differs",), ("partial_birth.differs",)),
        Level("the same first of January", f"bd_l = bd_r AND {on_first}", ("birth.same", "january"), ("birth.same_first",)),
        Level("same birth date", "bd_l = bd_r", ("birth.same",), ("birth.same",)),
        Level("the first of January of two years", on_first, ("birth.near", "january"), ("birth.two_firsts",)),
        Level("one figure off or day and month swapped", NEAR_DATE, ("birth.near",), ("birth.near",)),
        Level("another day or month in the same year", OTHER_DAY, ("birth.other_day",), ("birth.other_day",)),
        Level("the same day in another year", OTHER_YEAR, ("birth.other_year",), ("birth.other_year",)),
        Level("first of January in the same year", FIRST_DAY, ("birth.first_day",), ("birth.first_day",)),
        Level("parent or child of that name", NAMESAKE, ("birth.differs", "namesake"), ("birth.differs",)),
        Level("another birth date", "true", ("birth.differs",), ("birth.differs",)),
    )  # fmt: skip
    return Comparison("birth", "bd_l IS NULL OR bd_r IS NULL", levels)


SEX = Comparison(
    "sex",
    "sex_l IS NULL OR sex_r IS NULL",
    (
        Level("same sex", "sex_l = sex_r", ("sex.same",), ("sex.same",)),
        Level("another sex", "true", ("sex.differs",), ("sex.differs",)),
    ),
)


OTHER_INITIALS = Comparison(
    "other_initials",
    "ini_l IS NULL OR ini_r IS NULL OR length(ini_l) < 2 OR length(ini_r) < 2 OR gi_l <> gi_r",
    (
        Level("all initials", "ini_l = ini_r", ("more_initials.same",), ("more_initials.same",)),
        Level(
            "initials as far as they go", "left(ini_l, length(ini_r)) = ini_r OR left(ini_r, length(ini_l)) = ini_l",
            ("more_initials.part",), ("more_initials.part",),
        ),
        Level("other initials after the first", "true", ("more_initials.differs",), ("more_initials.differs",)),
    ),
)  # fmt: skip


def _renamed(grown: int) -> Comparison:
    """Another family name is common for a married woman, and rare for anybody else."""
    # Written with OR: what comes after a condition that holds is not worked out, under NOT and coalesce it would be.
    unknown = " OR ".join(f"{column}_{side} IS NULL" for column in ("sex", "sa", "sp") for side in "lr")
    return Comparison(
        "renamed",
        f"{unknown} OR sex_l <> sex_r OR sa_l = sa_r OR coalesce({OTHER_NAME}, false) OR {NEAR_FAMILY}",
        (
            Level(
                "a grown woman with another name", f"sex_l = 2 AND least(bd_l, bd_r) < {grown}",
                ("renamed.woman",), ("renamed.woman",),
            ),
            Level("anybody else with another name", "true", ("renamed.other",), ("renamed.other",)),
        ),
    )  # fmt: skip


def _text(name: str, key: str, text: str) -> Comparison:
    return Comparison(
        name,
        f"{key}_l IS NULL OR {key}_r IS NULL",
        (
            Level(f"same {name}", f"{key}_l = {key}_r", (f"{name}.same",), (f"{name}.same",), key),
            Level(f"{name} nearly the same", _near(text, "2"), (f"{name}.near",), (f"{name}.near",)),
            Level(f"another {name}", "true", (f"{name}.differs",), (f"{name}.differs",)),
        ),
    )


CLIENT_NUMBER = Comparison(
    "identifier",
    "idn_l IS NULL OR idn_r IS NULL",
    (
        Level("same number", "idn_l = idn_r", ("identifier.same",), ("identifier.same",)),
        Level("another number", "true", ("identifier.differs",), ("identifier.differs",)),
    ),
)
REGION = Comparison(
    "region",
    "rg_l IS NULL OR rg_r IS NULL",
    (
        Level("same region", "rg_l = rg_r", ("region.same",), ("region.same",)),
        Level("another region", "true", ("region.differs",), ("region.differs",)),
    ),
)


def written_street(present: set[str]) -> bool:
    """Whether the text of the street is compared: when there is no postcode to go by, or more than one address line."""
    return "st" in present and ("pc" not in present or "al" in present)


def written_number(present: set[str]) -> bool:
    """Whether the text of the other number is compared: when everybody has one (`idn_all`), so that it is of persons."""
    return "idn_all" in present


def comparisons(present: set[str], grown: int = 0, settled: int = 0, first: int = JANUARY) -> list[Comparison]:
    """The comparisons for the columns that the files have (columns of `lk_n`).

    `grown`: who was born before this day (19880101) is grown up; `settled`: before this one, and hardly lives with a twin. `first`: the
    first of January as month and day.
    """
    found = []
    if present & {"sa", "pc", "st"}:
        found.append(_kin(present))
    if "gi" in present:
        found.append(_given(settled))
    if "bd" in present:
        found.append(_birth(first))
    if "sex" in present:
        found.append(SEX)
    if {"sex", "sa", "bd"} <= present:
        found.append(_renamed(grown))
    if "ini" in present:
        found.append(OTHER_INITIALS)
    if "al" in present:
        found.append(_text("address_line", "al", "alt"))
    if "idn" in present:
        found.append(_text("identifier", "idn", "idt") if written_number(present) else CLIENT_NUMBER)
    if "pl" in present and not ("pc" in present and "al" not in present):  # a postcode says the place
        found.append(_text("place", "pl", "plt"))
    if "rg" in present:
        found.append(REGION)
    return found

"""Veenendaal: persons and households with more than one provision, and which combinations.

Published (Divosa exploration, ch. 1): of the persons with a provision 36% use more than one, of the households 48%; the
combinations in `PERSONS` and `HOUSEHOLDS` as per cent of those with more than one (together they are less than half of
them, and no reading as per cent of all users fits: 49% of the persons would then have more than one); three clusters.
Files were linked on name, address and birth date: there is no BSN.

Chosen to complete it: `STRUCTURE`, how persons come together in households, such that both tables hold at once. Written
with H = 10,000 households with a provision: 12,500 persons with a provision, of whom 4,500 with more than one, and
4,800 households with more than one. The combinations that are not published are many and each below the smallest
published one, within the three clusters.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator

import numpy as np

from ontschot.insight.synth import styles
from ontschot.insight.synth.choose import apportion
from ontschot.insight.synth.pairs import Placing
from ontschot.insight.synth.places import Area
from ontschot.insight.synth.population import Population
from ontschot.insight.synth.profile import Profile, Scheme, Uses

Combination = frozenset[str]
MORE_THAN_ONE = {"persons": 36, "households": 48}  # per cent of those with a provision


def _set(text: str) -> Combination:
    return frozenset(text.split("+"))


# per cent of those with more than one
PERSONS = {
    _set("income+trajectory"): 29,
    _set("household_help+nursing"): 6,
    _set("household_help+welfare"): 5,
    _set("income+social_support+trajectory"): 4,
    _set("household_help+aids"): 3,
    _set("income+trajectory+work"): 2,
}
HOUSEHOLDS = {
    _set("income+trajectory"): 19,
    _set("household_help+nursing"): 5,
    _set("household_help+welfare"): 5,
    _set("income+social_support+trajectory"): 3,
    _set("household_help+aids"): 3,
    _set("income+trajectory+work"): 2,
}
_OLD = ("household_help", "nursing", "welfare", "aids", "day_care")
_WORK = ("income", "trajectory", "social_support", "work", "debt", "mental_care")
_FAMILY = ("guidance", "youth_care", "parenting", "special_day_care")
AREAS = (Area("GM0345", "Veenendaal", 62_600, 3901),)
SCHEMES = (
    Scheme(
        key="wwb",
        name="Bijstand en re-integratie (WWB)",
        organisation="Sociale dienst",
        access="Inkomen en vermogen onder de norm; wie kan werken krijgt een traject.",
        line=1,
        file="sociale-dienst.csv",
        missing_bsn=1.0,
        style=styles.SOCIAL_SERVICES,
        provisions=(
            ("income", "inkomensvoorziening"),
            ("trajectory", "participatietraject"),
            ("work", "werkvoorziening"),
        ),
    ),
    Scheme(
        key="wmo",
        name="Wmo",
        organisation="Wmo-loket",
        access="Indicatie door de gemeente, eigen bijdrage naar inkomen.",
        line=1,
        file="wmo-loket.csv",
        missing_bsn=1.0,
        style=styles.WMO_DESK,
        provisions=(("household_help", "hulp bij het huishouden"), ("aids", "hulpmiddel of vervoer")),
    ),
    Scheme(
        key="awbz",
        name="AWBZ",
        organisation="Zorgkantoor",
        access="Indicatie van het CIZ.",
        line=2,
        file="zorgkantoor.csv",
        missing_bsn=1.0,
        style=styles.CARE_OFFICE,
        provisions=(
            ("nursing", "verpleging en verzorging"),
            ("day_care", "dagverzorging"),
            ("guidance", "begeleiding"),
            ("special_day_care", "dagbesteding verstandelijk gehandicapten"),
        ),
    ),
    Scheme(
        key="welfare",
        name="Welzijn en maatschappelijk werk",
        organisation="Welzijnsorganisatie",
        access="Vrij toegankelijk.",
        line=0,
        file="welzijn.csv",
        missing_bsn=1.0,
        style=styles.DEBT_HELP,
        provisions=(
            ("welfare", "welzijnsdienst"),
            ("social_support", "maatschappelijke ondersteuning"),
            ("debt", "schuldhulp"),
        ),
    ),
    Scheme(
        key="youth",
        name="Jeugd en gezin",
        organisation="Centrum voor Jeugd en Gezin",
        access="Aanmelding door ouders, school of huisarts; jeugdzorg na indicatie.",
        line=1,
        file="jeugd-en-gezin.csv",
        missing_bsn=1.0,
        style=styles.YOUTH_DESK,
        provisions=(("youth_care", "jeugdzorg"), ("parenting", "opvoedondersteuning")),
    ),
    Scheme(
        key="mental",
        name="Geestelijke gezondheidszorg",
        organisation="GGZ-instelling",
        access="Verwijzing door de huisarts.",
        line=2,
        file="ggz.csv",
        missing_bsn=1.0,
        style=styles.NATIONAL_OFFICE,
        provisions=(("mental_care", "ambulante ggz"),),
    ),
)
_GROUP = {"youth_care": "child", "parenting": "parent"} | dict.fromkeys(_OLD, "old") | dict.fromkeys(_WORK, "work")
_GROUPS = {
    "old": ((18, 0.15), (60, 1.0), (75, 3.0)),
    "work": ((18, 1.0), (65, 0.0)),
    "child": ((0, 1.0), (18, 0.0)),
    "parent": ((20, 1.0), (60, 0.0)),
    "any": ((6, 1.0), (18, 1.0), (65, 0.3)),
}


def _others() -> list[Combination]:
    """Combinations of one person that are not published: pairs and triples within the clusters, and some across."""
    within = [itertools.combinations(cluster, 2) for cluster in (_OLD, _WORK, ("guidance", "special_day_care"))]
    triples = [itertools.combinations(cluster, 3) for cluster in (_OLD, _WORK)]
    across = ("aids+guidance", "guidance+income", "guidance+mental_care", "household_help+income", "aids+income",
              "welfare+debt", "household_help+mental_care", "guidance+welfare")  # fmt: skip
    found = [frozenset(pair) for pair in itertools.chain(*within, *triples)] + [_set(text) for text in across]
    return [one for one in found if one not in PERSONS]


def _structure() -> Iterator[tuple[float, tuple[Combination, ...]]]:
    """Households by the combinations of their members, with their number per 10,000 households with a provision."""
    singles = [_set(key) for key in (*_OLD, *_WORK, *_FAMILY)]
    weights = dict.fromkeys(singles, 1.0) | {
        _set("income"): 3.0,
        _set("household_help"): 4.0,
        _set("nursing"): 2.0,
        _set("youth_care"): 2.0,
        _set("aids"): 2.0,
        _set("mental_care"): 2.0,
    }
    yield from _spread(4_900, {(one,): weight for one, weight in weights.items()})
    yield from _spread(300, {(_set(key),) * 2: 1.0 for key in ("household_help", "nursing", "income", "guidance")})
    # one person with more than one provision
    alone = (712, 220, 205, 140, 120, 86)
    yield from zip(alone, [(one,) for one in PERSONS], strict=True)
    others = _others()
    yield from _spread(1_117, {(one,): 1.0 for one in others})
    # couples: both on income support with a trajectory; both something else
    yield 200, (_set("income+trajectory"),) * 2
    yield from _spread(100, {(others[n], others[n + 1]): 1.0 for n in range(12) if _both_old(others[n], others[n + 1])})
    # one with more than one, another with one
    yield 4, (_set("income+trajectory"), _set("social_support"))
    yield 10, (_set("income+trajectory"), _set("work"))
    beside = [_set(key) for key in ("youth_care", "parenting", "debt", "mental_care", "guidance", "welfare")]
    yield from _spread(179, {(_set("income+trajectory"), one): 1.0 for one in beside})
    yield from _spread(
        50, {(_set("household_help+nursing"), _set(key)): 1.0 for key in ("aids", "welfare", "day_care")}
    )
    yield from _spread(20, {(_set("household_help+welfare"), _set(key)): 1.0 for key in ("aids", "day_care")})
    yield from _spread(40, {(_set("income+social_support+trajectory"), one): 1.0 for one in beside[:3]})
    yield from _spread(15, {(_set("household_help+aids"), _set(key)): 1.0 for key in ("day_care", "welfare")})
    yield 4, (_set("income+trajectory+work"), _set("youth_care"))
    mixed: dict[tuple[Combination, ...], float] = {(one, single): 1.0 for one in others for single in _beside(one)}
    yield from _spread(978, mixed)
    # two persons with one each
    yield 20, (_set("household_help"), _set("nursing"))
    yield 35, (_set("household_help"), _set("welfare"))
    yield 24, (_set("household_help"), _set("aids"))
    pairs = [("income", "youth_care"), ("income", "parenting"), ("youth_care", "parenting"), ("debt", "youth_care"),
             ("nursing", "aids"), ("nursing", "welfare"), ("aids", "welfare"), ("mental_care", "youth_care"),
             ("guidance", "parenting"), ("special_day_care", "parenting"), ("income", "mental_care"),
             ("work", "social_support"), ("nursing", "day_care"), ("debt", "mental_care")]  # fmt: skip
    yield from _spread(521, {(_set(one), _set(two)): 1.0 for one, two in pairs})


def _spread(
    total: float, weights: dict[tuple[Combination, ...], float]
) -> Iterator[tuple[float, tuple[Combination, ...]]]:
    for members, weight in weights.items():
        yield total * weight / sum(weights.values()), members


def _beside(one: Combination) -> list[Combination]:
    """What another in the household may use so that together it is no published combination."""
    keys = ("aids", "welfare", "day_care", "nursing") if _group(one) == "old" else ("youth_care", "parenting", "debt")
    return [_set(key) for key in keys if key not in one and one | {key} not in HOUSEHOLDS]


def _both_old(one: Combination, two: Combination) -> bool:
    return _group(one) == _group(two) == "old" and one | two not in HOUSEHOLDS


def _group(one: Combination) -> str:
    groups = {_GROUP.get(key, "any") for key in one}
    return next(group for group in ("child", "parent", "work", "old", "any") if group in groups)


HOUSEHOLD_SHARE = 0.25  # of all households: with a provision
STRUCTURE = tuple(_structure())


def plan(profile: Profile, people: Population, rng: np.random.Generator) -> Uses:
    """Households by the structure, each with people of fitting ages."""
    total = round(people.households * HOUSEHOLD_SHARE)
    counts = apportion(total, [weight for weight, _ in STRUCTURE])
    placing = Placing(people, _GROUPS, rng)
    parts = []
    order = sorted(range(len(STRUCTURE)), key=lambda n: -len(STRUCTURE[n][1]))
    for n in order:
        members = STRUCTURE[n][1]
        for person, combination in zip(placing.take(counts[n], tuple(map(_group, members))), members, strict=True):
            parts += [(person, np.full(len(person), profile.number(key))) for key in sorted(combination)]
    return Uses.of(parts)


PROFILE = Profile(
    key="veenendaal",
    title="Samenloop van voorzieningen in Veenendaal",
    place="Veenendaal",
    areas=AREAS,
    persons=62_600,
    reference=dt.date(2012, 1, 1),
    schemes=SCHEMES,
    plan=plan,
    missing=("UWV",),
    bsn=False,
)

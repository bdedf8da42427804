"""Zaanstad: households by how many provisions they use.

Published (Divosa exploration, ch. 1): 24% of all households use a provision; of those 59% use more than one, a third
more than three. Linked on postcode and house number, reference date 1 October 2011.
Chosen to complete it: how the 59% and the third are spread over numbers of provisions (`NUMBERS`), which provisions
there are (the municipality's own arrangements for low incomes among them: that is how a third can have more than
three) and how usual each is.
"""

from __future__ import annotations

import datetime as dt

import numpy as np

from ontschot.insight.synth import styles
from ontschot.insight.synth.choose import apportion, by_age, weighted
from ontschot.insight.synth.places import Area
from ontschot.insight.synth.population import FAMILY, ONE_PARENT, Population
from ontschot.insight.synth.profile import Profile, Scheme, Uses

USING = 24  # per cent of all households
MORE_THAN_ONE = 59  # per cent of those
MORE_THAN_THREE = 100 / 3
# households with 1, 2, 3... different provisions, in per cent: the second and third sum to 59 minus a third
NUMBERS = (41.0, 14.0, 59 - 100 / 3 - 14.0, 14.0, 10.0, 6.0, 100 / 3 - 30.0)
SCHEMES = (
    Scheme(
        key="wwb",
        name="Bijstand (WWB)",
        organisation="Sociale dienst",
        access="Inkomen en vermogen onder de norm; het inkomen van de partner telt mee.",
        line=1,
        file="sociale-dienst.csv",
        missing_bsn=0.05,
        style=styles.SOCIAL_SERVICES,
        provisions=(("income", "algemene bijstand"), ("trajectory", "re-integratietraject")),
    ),
    Scheme(
        key="minima",
        name="Gemeentelijk minimabeleid",
        organisation="Minimabureau",
        access="Inkomen tot 110% van de bijstandsnorm.",
        line=0,
        file="minimabureau.csv",
        missing_bsn=0.10,
        style=styles.WORK_COMPANY,
        provisions=(
            ("remission", "kwijtschelding"),
            ("special_income", "bijzondere bijstand"),
            ("long_low_income", "langdurigheidstoeslag"),
            ("insurance", "collectieve zorgverzekering"),
        ),
    ),
    Scheme(
        key="wmo",
        name="Wmo",
        organisation="Wmo-loket",
        access="Indicatie door de gemeente, eigen bijdrage naar inkomen.",
        line=1,
        file="wmo-loket.csv",
        missing_bsn=0.15,
        style=styles.WMO_DESK,
        provisions=(
            ("household_help", "hulp bij het huishouden"),
            ("transport", "vervoersvoorziening"),
            ("home", "woonvoorziening"),
        ),
    ),
    Scheme(
        key="debt",
        name="Schulden en maatschappelijk werk",
        organisation="Maatschappelijke dienstverlening",
        access="Aanmelding door de bewoner zelf.",
        line=1,
        file="dienstverlening.csv",
        missing_bsn=0.30,
        style=styles.DEBT_HELP,
        provisions=(("debt", "schuldhulp"), ("social_work", "maatschappelijk werk")),
    ),
    Scheme(
        key="youth",
        name="Jeugd",
        organisation="Jeugdteam",
        access="Aanmelding door ouders of school; jeugdzorg na indicatie.",
        line=1,
        file="jeugdteam.csv",
        missing_bsn=0.20,
        style=styles.YOUTH_DESK,
        provisions=(("youth_care", "jeugdzorg"), ("school_transport", "leerlingenvervoer")),
    ),
)
_CHILD = ("youth_care", "school_transport")
_USUAL = {
    "income": 1.6,
    "trajectory": 0.9,
    "remission": 2.4,
    "special_income": 1.4,
    "long_low_income": 1.0,
    "insurance": 1.8,
    "household_help": 1.4,
    "transport": 1.0,
    "home": 0.5,
    "debt": 0.8,
    "social_work": 0.8,
    "youth_care": 1.6,  # where there are children
    "school_transport": 0.6,
}
_HEADS = ((18, 1.0), (30, 1.3), (65, 1.2), (75, 1.6))


def plan(profile: Profile, people: Population, rng: np.random.Generator) -> Uses:
    """A number of provisions for each household, then which, then who of the household has each."""
    count = round(people.households * USING / 100)
    first = np.searchsorted(people.household, np.arange(people.households))
    weights = by_age(people.age[first], _HEADS) * np.where(people.kind == ONE_PARENT, 2.0, 1.0)
    homes = weighted(rng, np.arange(people.households), weights, count)
    numbers = np.repeat(np.arange(1, len(NUMBERS) + 1), apportion(count, NUMBERS))
    rng.shuffle(numbers)
    child = _youngest_of_age(people, first, homes)
    keys = [key for _, key, _ in profile.provisions]
    chances = np.array([_USUAL[key] for key in keys])
    able = np.ones((count, len(keys)))
    able[:, [key in _CHILD for key in keys]] = (child >= 0)[:, None]
    order = np.argsort(-np.log1p(-rng.random((count, len(keys)))) / np.maximum(chances * able, 1e-9), axis=1)
    parts = []
    second = people.partner[first[homes]]
    for rank in range(len(NUMBERS)):
        here = np.flatnonzero(numbers > rank)
        provision = order[here, rank]
        adult = np.where((second[here] >= 0) & (rng.random(len(here)) < 0.4), second[here], first[homes[here]])
        for_child = np.isin(provision, [n for n, key in enumerate(keys) if key in _CHILD])
        parts.append((np.where(for_child, child[here], adult), provision))
    return Uses.of(parts)


def _youngest_of_age(people: Population, first: np.ndarray, homes: np.ndarray) -> np.ndarray:
    """For each household its first child under 18, or -1."""
    kind = people.kind[homes]
    at = first[homes] + np.where(kind == FAMILY, 2, 1)
    has = np.isin(kind, (FAMILY, ONE_PARENT))
    at = np.where(has, at, 0)
    return np.where(has & (people.age[at] < 18), at, -1)


PROFILE = Profile(
    key="zaanstad",
    title="Samenloop van voorzieningen bij huishoudens in Zaanstad",
    place="Zaanstad",
    areas=(Area("GM0479", "Zaanstad", 147_000, 1501),),
    persons=147_000,
    reference=dt.date(2011, 10, 1),
    schemes=SCHEMES,
    plan=plan,
    missing=("UWV", "AWBZ-zorg"),
)

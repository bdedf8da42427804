"""A city of 160,000 with seven registrations: nothing published, a dense file set for measuring linkage and overlap.

People are chosen by age and by a strain that members of a household share, so that uses gather in households. There are
more uses than a real city has (0.62 rows per inhabitant), so that a measurement of a million rows needs no province.
"""

from __future__ import annotations

import datetime as dt

import numpy as np

from ontschot.insight.synth import styles
from ontschot.insight.synth.choose import by_age, weighted
from ontschot.insight.synth.places import Area
from ontschot.insight.synth.population import Population
from ontschot.insight.synth.profile import Profile, Scheme, Uses

SCHEMES = (
    Scheme(
        "wwb", "Bijstand (WWB)", 1, "sociale-dienst.csv", 0.05, styles.SOCIAL_SERVICES,
        (("wwb_income", "algemene bijstand"), ("wwb_special", "bijzondere bijstand"), ("wwb_trajectory", "traject")),
    ),
    Scheme(
        "wmo", "Wmo", 1, "wmo-loket.csv", 0.12, styles.WMO_DESK,
        (
            ("wmo_household_help", "hulp bij het huishouden"),
            ("wmo_transport", "vervoersvoorziening"),
            ("wmo_home", "woonvoorziening"),
        ),
    ),
    Scheme(
        "awbz", "AWBZ-zorg thuis", 2, "zorgkantoor.csv", 0.08, styles.CARE_OFFICE,
        (("awbz_personal_care", "persoonlijke verzorging"), ("awbz_guidance", "begeleiding")),
    ),
    Scheme(
        "wsw", "Sociale werkvoorziening (Wsw)", 2, "werkbedrijf.csv", 0.40, styles.WORK_COMPANY,
        (("wsw_internal", "intern"), ("wsw_seconded", "gedetacheerd")),
    ),
    Scheme(
        "uwv", "Wajong en WIA", 2, "uwv.csv", 0.05, styles.NATIONAL_OFFICE,
        (("wia", "WIA"), ("wajong", "Wajong")),
    ),
    Scheme(
        "youth", "Jeugdzorg", 2, "jeugdzorg.csv", 0.30, styles.YOUTH_DESK,
        (
            ("youth_ambulatory", "ambulante hulp"),
            ("youth_mental", "jeugd-ggz"),
            ("youth_protection", "ondertoezichtstelling"),
        ),
    ),
    Scheme(
        "debt", "Schuldhulpverlening", 1, "schuldhulp.csv", 0.20, styles.DEBT_HELP,
        (("debt_trajectory", "minnelijk traject"), ("debt_budget", "budgetbeheer")),
    ),
)  # fmt: skip
_AGES = {
    "wwb": ((18, 1.0), (27, 1.6), (65, 0.0)),
    "wmo": ((0, 0.3), (18, 0.5), (50, 1.0), (65, 3.0), (75, 6.0)),
    "awbz": ((0, 0.6), (18, 0.8), (65, 2.5), (75, 5.0)),
    "wsw": ((18, 1.0), (65, 0.0)),
    "uwv": ((18, 0.6), (35, 1.0), (50, 2.0), (65, 0.0)),
    "youth": ((0, 0.5), (4, 1.0), (12, 1.6), (18, 0.0)),
    "debt": ((18, 1.0), (30, 1.4), (60, 0.6), (75, 0.1)),
}
_USERS = {"wwb": 0.075, "wmo": 0.105, "awbz": 0.07, "wsw": 0.03, "uwv": 0.065, "youth": 0.05, "debt": 0.05}
_STRAIN = {"wwb": 1.2, "wmo": 0.4, "awbz": 0.5, "wsw": 0.8, "uwv": 0.8, "youth": 1.0, "debt": 1.4}
_MORE = 0.26


def plan(profile: Profile, people: Population, rng: np.random.Generator) -> Uses:
    """The fixed number of users per scheme, by age and by the strain of their household."""
    strain = rng.standard_normal(people.households)[people.household]
    everyone = np.arange(people.size)
    persons, provisions = [], []
    for scheme in profile.schemes:
        weights = by_age(people.age, _AGES[scheme.key]) * np.exp(_STRAIN[scheme.key] * strain)
        chosen = weighted(rng, everyone, weights, round(_USERS[scheme.key] * people.size))
        numbers = np.array([profile.number(key) for key, _ in scheme.provisions])
        first = rng.integers(0, len(numbers), len(chosen))
        more = rng.random(len(chosen)) < _MORE
        persons += [chosen, chosen[more]]
        provisions += [numbers[first], numbers[(first[more] + 1) % len(numbers)]]
    return Uses(np.concatenate(persons), np.concatenate(provisions))


PROFILE = Profile(
    key="city",
    title="Samenloop in een stad met zeven registraties",
    areas=(Area("GM0153", "Nieuwstad", 160_000, 1011),),
    persons=160_000,
    reference=dt.date(2012, 1, 1),
    schemes=SCHEMES,
    plan=plan,
)

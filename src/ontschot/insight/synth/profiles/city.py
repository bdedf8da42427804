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
        key="wwb",
        name="Bijstand (WWB)",
        organisation="Sociale dienst",
        access="Inkomen en vermogen onder de norm; het inkomen van de partner telt mee.",
        line=1,
        file="sociale-dienst.csv",
        missing_bsn=0.05,
        style=styles.SOCIAL_SERVICES,
        provisions=(
            ("wwb_income", "algemene bijstand"),
            ("wwb_special", "bijzondere bijstand"),
            ("wwb_trajectory", "traject"),
        ),
    ),
    Scheme(
        key="wmo",
        name="Wmo",
        organisation="Wmo-loket",
        access="Indicatie door de gemeente, eigen bijdrage naar inkomen.",
        line=1,
        file="wmo-loket.csv",
        missing_bsn=0.12,
        style=styles.WMO_DESK,
        provisions=(
            ("wmo_household_help", "hulp bij het huishouden"),
            ("wmo_transport", "vervoersvoorziening"),
            ("wmo_home", "woonvoorziening"),
        ),
    ),
    Scheme(
        key="awbz",
        name="AWBZ-zorg thuis",
        organisation="Zorgkantoor",
        access="Indicatie van het CIZ voor zorg zonder verblijf.",
        line=2,
        file="zorgkantoor.csv",
        missing_bsn=0.08,
        style=styles.CARE_OFFICE,
        provisions=(("awbz_personal_care", "persoonlijke verzorging"), ("awbz_guidance", "begeleiding")),
    ),
    Scheme(
        key="wsw",
        name="Sociale werkvoorziening (Wsw)",
        organisation="Werkbedrijf",
        access="Indicatie Wsw en een plaats; wie wacht telt niet mee.",
        line=2,
        file="werkbedrijf.csv",
        missing_bsn=0.40,
        style=styles.WORK_COMPANY,
        provisions=(("wsw_internal", "intern"), ("wsw_seconded", "gedetacheerd")),
    ),
    Scheme(
        key="uwv",
        name="Wajong en WIA",
        organisation="UWV",
        access="Arbeidsongeschikt volgens de keuring van UWV.",
        line=2,
        file="uwv.csv",
        missing_bsn=0.05,
        style=styles.NATIONAL_OFFICE,
        provisions=(("wia", "WIA"), ("wajong", "Wajong")),
    ),
    Scheme(
        key="youth",
        name="Jeugdzorg",
        organisation="Bureau Jeugdzorg",
        access="Indicatiebesluit van Bureau Jeugdzorg, tot 18 jaar.",
        line=2,
        file="jeugdzorg.csv",
        missing_bsn=0.30,
        style=styles.YOUTH_DESK,
        provisions=(
            ("youth_ambulatory", "ambulante hulp"),
            ("youth_mental", "jeugd-ggz"),
            ("youth_protection", "ondertoezichtstelling"),
        ),
    ),
    Scheme(
        key="debt",
        name="Schuldhulpverlening",
        organisation="Schuldhulpbureau",
        access="Problematische schulden; aanmelding door de bewoner zelf.",
        line=1,
        file="schuldhulp.csv",
        missing_bsn=0.20,
        style=styles.DEBT_HELP,
        provisions=(("debt_trajectory", "minnelijk traject"), ("debt_budget", "budgetbeheer")),
    ),
)
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
    parts = []
    for scheme in profile.schemes:
        weights = by_age(people.age, _AGES[scheme.key]) * np.exp(_STRAIN[scheme.key] * strain)
        chosen = weighted(rng, everyone, weights, round(_USERS[scheme.key] * people.size))
        numbers = np.array([profile.number(key) for key, _ in scheme.provisions])
        first = rng.integers(0, len(numbers), len(chosen))
        more = rng.random(len(chosen)) < _MORE
        parts += [(chosen, numbers[first]), (chosen[more], numbers[(first[more] + 1) % len(numbers)])]
    return Uses.of(parts)


PROFILE = Profile(
    key="city",
    title="Samenloop in een stad met zeven registraties",
    place="Nieuwstad",
    areas=(Area("GM0153", "Nieuwstad", 160_000, 1011),),
    persons=160_000,
    reference=dt.date(2012, 1, 1),
    schemes=SCHEMES,
    plan=plan,
)

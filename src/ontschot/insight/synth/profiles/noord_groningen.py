"""Noord-Groningen (Bedum, De Marne, Winsum, Eemsmond): per scheme, how many of its users also use another scheme.

Published: the shares in `SHARES` (Divosa exploration, ch. 1). Chosen to complete them: how many users overlap in each
scheme for 50,700 inhabitants (`OVERLAPPING`), and which schemes go together (`TOGETHER`, relative; made to fit by
iterative scaling). How many use a scheme follows: those who overlap, divided by the share.
"""

from __future__ import annotations

import datetime as dt

import numpy as np

from ontschot.insight.synth import styles
from ontschot.insight.synth.choose import apportion, by_age, weighted
from ontschot.insight.synth.places import Area
from ontschot.insight.synth.population import Population
from ontschot.insight.synth.profile import Profile, Scheme, Uses

# per cent of the users of a scheme who use another one too
SHARES = {"wwb": 18, "wmo": 21, "wsw": 47, "debt": 65, "school": 43, "wajong": 43, "disability": 23}
# persons who use it and another one, for the four municipalities together
OVERLAPPING = {"wwb": 190, "wmo": 500, "wsw": 250, "debt": 190, "school": 75, "wajong": 290, "disability": 430}
TOGETHER = {
    ("wmo", "disability"): 10,
    ("wmo", "wajong"): 4,
    ("wmo", "wsw"): 4,
    ("wmo", "wwb"): 3,
    ("wmo", "debt"): 2,
    ("wsw", "wajong"): 6,
    ("wsw", "disability"): 6,
    ("wsw", "debt"): 2,
    ("wwb", "debt"): 6,
    ("wwb", "school"): 2,
    ("wwb", "disability"): 1,
    ("wwb", "wajong"): 1,
    ("debt", "disability"): 3,
    ("school", "debt"): 2,
    ("school", "wajong"): 3,
    ("wmo", "wwb", "debt"): 1,
    ("wmo", "wsw", "disability"): 1,
    ("wmo", "wsw", "wajong"): 1,
    ("wwb", "school", "debt"): 1,
    ("wmo", "debt", "disability"): 1,
}
INHABITANTS = 50_700
AREAS = (
    Area("GM0005", "Bedum", 10_500, 9781),
    Area("GM1663", "De Marne", 10_300, 9961),
    Area("GM0053", "Winsum", 13_800, 9951),
    Area("GM1651", "Eemsmond", 16_100, 9981),
)
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
        provisions=(("wwb_income", "algemene bijstand"), ("wwb_special", "bijzondere bijstand")),
    ),
    Scheme(
        key="wmo",
        name="Wmo",
        organisation="Wmo-loket",
        access="Indicatie door de gemeente, eigen bijdrage naar inkomen.",
        line=1,
        file="wmo-loket.csv",
        missing_bsn=0.10,
        style=styles.WMO_DESK,
        provisions=(
            ("wmo_household_help", "hulp bij het huishouden"),
            ("wmo_transport", "vervoersvoorziening"),
            ("wmo_home", "woonvoorziening"),
        ),
    ),
    Scheme(
        key="wsw",
        name="Sociale werkvoorziening (Wsw)",
        organisation="Werkvoorzieningschap",
        access="Indicatie Wsw en een plaats; wie wacht telt niet mee.",
        line=2,
        file="werkvoorziening.csv",
        missing_bsn=0.25,
        style=styles.WORK_COMPANY,
        provisions=(("wsw_internal", "intern"), ("wsw_seconded", "gedetacheerd")),
    ),
    Scheme(
        key="debt",
        name="Schuldhulpverlening",
        organisation="Kredietbank",
        access="Problematische schulden; aanmelding door de bewoner zelf.",
        line=1,
        file="kredietbank.csv",
        missing_bsn=0.35,
        style=styles.DEBT_HELP,
        provisions=(("debt_trajectory", "minnelijk traject"), ("debt_budget", "budgetbeheer")),
    ),
    Scheme(
        key="school",
        name="Vroegtijdig schoolverlaten",
        organisation="Regionaal meldpunt",
        access="Jonger dan 23, zonder startkwalificatie van school.",
        line=1,
        file="schoolverlaters.csv",
        missing_bsn=0.15,
        style=styles.YOUTH_DESK,
        provisions=(("school_leaver", "begeleiding schoolverlater"),),
    ),
    Scheme(
        key="wajong",
        name="Wajong",
        organisation="UWV, Wajong",
        access="Arbeidsongeschikt voor het achttiende jaar of tijdens de studie.",
        line=2,
        file="uwv-wajong.csv",
        missing_bsn=0.05,
        style=styles.NATIONAL_OFFICE,
        provisions=(("wajong_work", "werkregeling"), ("wajong_benefit", "uitkeringsregeling")),
    ),
    Scheme(
        key="disability",
        name="WAO, WAZ en WIA",
        organisation="UWV, arbeidsongeschiktheid",
        access="Arbeidsongeschikt volgens de keuring van UWV.",
        line=2,
        file="uwv-wia.csv",
        missing_bsn=0.05,
        style=styles.NATIONAL_OFFICE,
        provisions=(("wao", "WAO"), ("wia", "WIA")),
    ),
)
_AGES = {
    "wwb": ((18, 1.0), (27, 1.6), (65, 0.0)),
    "wmo": ((0, 0.3), (18, 0.5), (50, 1.0), (65, 4.0), (75, 9.0)),
    "wsw": ((18, 1.0), (65, 0.0)),
    "debt": ((18, 1.0), (30, 1.4), (65, 0.4)),
    "school": ((16, 1.0), (23, 0.0)),
    "wajong": ((18, 1.0), (40, 0.7), (65, 0.0)),
    "disability": ((18, 0.2), (40, 1.0), (50, 2.0), (65, 0.0)),
}
_MORE = 0.2  # who uses a second provision of the same scheme


def combinations(scale: float) -> dict[tuple[str, ...], int]:
    """How many persons use exactly these schemes, singles included; `scale` 1 is the four municipalities."""
    prior = np.array(list(TOGETHER.values()), dtype=float)
    member = np.array([[key in combination for combination in TOGETHER] for key in SHARES], dtype=float)
    wanted = np.array([OVERLAPPING[key] for key in SHARES], dtype=float) * scale
    fitted = prior.copy()
    for _ in range(2_000):  # iterative proportional fitting: one scheme after the other
        for row, target in zip(member, wanted, strict=True):
            fitted = np.where(row > 0, fitted * target / (row @ fitted), fitted)
    counts = apportion(round(float(fitted.sum())), fitted.tolist())
    found: dict[tuple[str, ...], int] = dict(zip(TOGETHER, counts, strict=True))
    for key, percent in SHARES.items():
        overlapping = sum(count for combination, count in found.items() if len(combination) > 1 and key in combination)
        found[(key,)] = round(overlapping * (100 - percent) / percent)
    return found


def plan(profile: Profile, people: Population, rng: np.random.Generator) -> Uses:
    """Everybody in one combination of schemes; the largest demands on age first."""
    age = {key: by_age(people.age, points) for key, points in _AGES.items()}
    numbers = {
        scheme.key: np.array([profile.number(key) for key, _ in scheme.provisions]) for scheme in profile.schemes
    }
    free = np.ones(people.size, dtype=bool)
    parts = []
    found = combinations(people.size / INHABITANTS)
    for combination in sorted(found, key=lambda one: ("school" not in one, -len(one), one)):
        weights = np.prod([age[key] for key in combination], axis=0) * free
        chosen = weighted(rng, np.arange(people.size), weights, found[combination])
        free[chosen] = False
        for key in combination:
            own = numbers[key]
            first = rng.integers(0, len(own), len(chosen))
            more = rng.random(len(chosen)) < _MORE
            parts += [(chosen, own[first]), (chosen[more], own[(first[more] + 1) % len(own)])]
    return Uses.of(parts)


PROFILE = Profile(
    key="noord-groningen",
    title="Samenloop van zeven regelingen in Noord-Groningen",
    place="Bedum, De Marne, Winsum en Eemsmond",
    areas=AREAS,
    persons=INHABITANTS,
    reference=dt.date(2012, 1, 1),
    schemes=SCHEMES,
    plan=plan,
    missing=("AWBZ-zorg", "jeugdzorg"),
)

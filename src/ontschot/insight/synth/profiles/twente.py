"""Twente: of people with care under the AWBZ at home, how many also use Wmo, Wsw or income support (WWB).

Published, per municipality: the shares in `SHARES` (Divosa exploration, ch. 1); on average 50-60% of them use another
scheme.
Chosen to complete them: how many people use each scheme (AWBZ 3.6% of inhabitants, as the key figures of Enschede at
the end of 2011 have it; the others likewise), ages, and who of the others uses what.
"""

from __future__ import annotations

import datetime as dt

import numpy as np

from ontschot.insight.synth import styles
from ontschot.insight.synth.choose import by_age, weighted
from ontschot.insight.synth.places import Area
from ontschot.insight.synth.population import Population
from ontschot.insight.synth.profile import Profile, Scheme, Uses

# municipality: per cent of AWBZ clients at home who also use Wmo, Wsw, WWB
SHARES = {
    "Almelo": (35, 6, 12),
    "Dinkelland": (59, 2, 1),
    "Enschede": (43, 6, 16),
    "Haaksbergen": (47, 0, 6),
    "Hellendoorn": (43, 0, 4),
    "Hengelo": (45, 7, 9),
    "Hof van Twente": (58, 0, 5),
    "Rijssen-Holten": (41, 7, 5),
    "Tubbergen": (53, 1, 1),
    "Twenterand": (34, 5, 2),
    "Wierden": (59, 10, 5),
}
AREAS = (
    Area("GM0141", "Almelo", 72_600, 7601),
    Area("GM1774", "Dinkelland", 25_900, 7591),
    Area("GM0153", "Enschede", 158_048, 7511),
    Area("GM0158", "Haaksbergen", 24_400, 7481),
    Area("GM0163", "Hellendoorn", 35_800, 7441),
    Area("GM0164", "Hengelo", 80_800, 7551),
    Area("GM1735", "Hof van Twente", 35_000, 7471),
    Area("GM1742", "Rijssen-Holten", 37_700, 7461),
    Area("GM0183", "Tubbergen", 21_200, 7651),
    Area("GM1700", "Twenterand", 33_800, 7671),
    Area("GM0189", "Wierden", 23_900, 7641),
)
SCHEMES = (
    Scheme(
        key="awbz",
        name="AWBZ-zorg thuis",
        organisation="Zorgkantoor",
        access="Indicatie van het CIZ voor zorg zonder verblijf.",
        line=2,
        file="zorgkantoor.csv",
        missing_bsn=0.05,
        style=styles.CARE_OFFICE,
        provisions=(
            ("awbz_personal_care", "persoonlijke verzorging"),
            ("awbz_nursing", "verpleging"),
            ("awbz_guidance", "begeleiding individueel"),
            ("awbz_guidance_group", "begeleiding groep"),
        ),
    ),
    Scheme(
        key="wmo",
        name="Wmo",
        organisation="Wmo-loketten van de gemeenten",
        access="Compensatieplicht; indicatie door de gemeente, eigen bijdrage naar inkomen.",
        line=1,
        file="wmo-loket.csv",
        missing_bsn=0.12,
        style=styles.WMO_DESK,
        provisions=(
            ("wmo_household_help", "hulp bij het huishouden"),
            ("wmo_transport", "vervoersvoorziening"),
            ("wmo_wheelchair", "rolstoel"),
            ("wmo_home", "woonvoorziening"),
        ),
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
        provisions=(
            ("wsw_internal", "intern"),
            ("wsw_seconded", "gedetacheerd"),
            ("wsw_supported", "begeleid werken"),
        ),
    ),
    Scheme(
        key="wwb",
        name="Bijstand (WWB)",
        organisation="Sociale diensten",
        access="Inkomen en vermogen onder de norm; het inkomen van de partner telt mee.",
        line=1,
        file="sociale-dienst.csv",
        missing_bsn=0.08,
        style=styles.SOCIAL_SERVICES,
        provisions=(("wwb_income", "algemene bijstand"), ("wwb_special", "bijzondere bijstand")),
    ),
)
AWBZ_SHARE = 0.0363  # 5,730 of 158,048 in Enschede
_OTHERS = {"wmo": 0.060, "wsw": 0.0105, "wwb": 0.034}  # of inhabitants, without AWBZ
_AGES = {
    "awbz": ((0, 0.6), (18, 0.7), (50, 1.0), (65, 2.5), (75, 6.0)),
    "wmo": ((0, 0.3), (18, 0.4), (50, 1.0), (65, 3.0), (75, 8.0)),
    "wsw": ((18, 1.0), (65, 0.0)),
    "wwb": ((18, 1.0), (27, 1.6), (65, 0.0)),
}
_MORE = {"awbz": 0.30, "wmo": 0.35, "wsw": 0.0, "wwb": 0.12}  # who uses a second provision of the same scheme


def plan(profile: Profile, people: Population, rng: np.random.Generator) -> Uses:
    """Exactly the published shares, per municipality, among the AWBZ clients; the others without AWBZ."""
    weights = {key: by_age(people.age, points) for key, points in _AGES.items()}
    parts = []

    def use(key: str, chosen: np.ndarray) -> None:
        scheme = next(one for one in profile.schemes if one.key == key)
        numbers = np.array([profile.number(provision) for provision, _ in scheme.provisions])
        first = rng.choice(len(numbers), len(chosen), p=_leaning(len(numbers)))
        more = rng.random(len(chosen)) < _MORE[key]
        parts.append((chosen, numbers[first]))
        parts.append((chosen[more], numbers[(first[more] + 1) % len(numbers)]))

    for code, area in enumerate(profile.areas):
        here = np.flatnonzero(people.area == code)
        shares = dict(zip(("wmo", "wsw", "wwb"), SHARES[area.name], strict=True))
        clients = _clients(rng, here, weights, round(AWBZ_SHARE * len(here)), shares)
        use("awbz", clients)
        for key, percent in shares.items():
            use(key, weighted(rng, clients, weights[key][clients], round(len(clients) * percent / 100)))
        without = np.setdiff1d(here, clients)
        for key, share in _OTHERS.items():
            use(key, weighted(rng, without, weights[key][without], round(share * len(here))))
    return Uses.of(parts)


def _clients(
    rng: np.random.Generator, here: np.ndarray, weights: dict[str, np.ndarray], count: int, shares: dict[str, int]
) -> np.ndarray:
    """AWBZ clients: most are old, but as many must be of working age as Wsw and WWB ask for, and some to spare."""
    working = here[weights["wsw"][here] > 0]
    needed = min(1.0, (shares["wsw"] + shares["wwb"]) / 100 * 1.6 + 0.05)
    young = weighted(rng, working, weights["awbz"][working], round(count * needed))
    rest = np.setdiff1d(here, young)
    return np.union1d(young, weighted(rng, rest, weights["awbz"][rest], count - len(young)))


def _leaning(count: int) -> np.ndarray:
    chances = 1 / np.arange(1, count + 1)
    return chances / chances.sum()


PROFILE = Profile(
    key="twente",
    title="Samenloop van AWBZ-zorg thuis met Wmo, Wsw en bijstand in Twente",
    place="Elf gemeenten in Twente",
    areas=AREAS,
    persons=sum(area.inhabitants for area in AREAS),
    reference=dt.date(2012, 1, 1),
    schemes=SCHEMES,
    plan=plan,
    missing=("UWV (Wajong, WIA)", "jeugdzorg", "schuldhulpverlening"),
    by_place=True,
)

"""What the generator puts in the files is what was published, to the person: judged by rows and truth alone."""

from collections import Counter
from pathlib import Path

import overlap_published as published
import pytest
from overlap_counting import percent, rows, used

from ontschot.insight.synth.make import make
from ontschot.insight.synth.profiles import PROFILES


def test_twente_per_municipality(tmp_path: Path) -> None:
    profile = PROFILES["twente"]
    make(profile, seed=11, out=tmp_path)
    found = rows(tmp_path, profile)
    schemes = used(found, "person", "scheme")
    place = {row.person: row.place for row in found if row.scheme == "awbz"}
    clients = Counter(place.values())
    for municipality, shares in published.TWENTE.items():
        for scheme, share in shares.items():
            both = sum(scheme in schemes[person] for person, where in place.items() if where == municipality.casefold())
            assert percent(both, clients[municipality.casefold()]) == pytest.approx(share, abs=0.1), (
                municipality,
                scheme,
            )
    more = percent(sum(len(schemes[person]) > 1 for person in place), len(place))
    assert published.TWENTE_ANOTHER_SCHEME[0] <= more <= published.TWENTE_ANOTHER_SCHEME[1]


@pytest.mark.parametrize("persons", [None, 25_000])
def test_noord_groningen_per_scheme(tmp_path: Path, persons: int | None) -> None:
    profile = PROFILES["noord-groningen"]
    make(profile, seed=11, out=tmp_path, persons=persons)
    schemes = used(rows(tmp_path, profile), "person", "scheme")
    for scheme, share in published.NOORD_GRONINGEN.items():
        users = [used for used in schemes.values() if scheme in used]
        assert percent(sum(len(used) > 1 for used in users), len(users)) == pytest.approx(share, abs=0.6), scheme


@pytest.mark.parametrize("unit", ["person", "household"])
def test_veenendaal_combinations(tmp_path: Path, unit: str) -> None:
    profile = PROFILES["veenendaal"]
    make(profile, seed=11, out=tmp_path)
    sets = used(rows(tmp_path, profile), unit)
    more = [used for used in sets.values() if len(used) > 1]
    assert percent(len(more), len(sets)) == pytest.approx(published.VEENENDAAL_MORE[unit], abs=0.1)
    counts = Counter("+".join(sorted(used)) for used in more)
    for combination, share in published.VEENENDAAL[unit].items():
        assert percent(counts[combination], len(more)) == pytest.approx(share, abs=0.15), combination
    assert {combination for combination, _ in counts.most_common(6)} == set(published.VEENENDAAL[unit])


def test_zaanstad_households(tmp_path: Path) -> None:
    profile = PROFILES["zaanstad"]
    made = make(profile, seed=11, out=tmp_path)
    sets = used(rows(tmp_path, profile), "household")
    assert percent(len(sets), made.households) == pytest.approx(published.ZAANSTAD_USING, abs=0.05)
    for number, share in published.ZAANSTAD_MORE.items():
        more = sum(len(used) > number for used in sets.values())
        assert percent(more, len(sets)) == pytest.approx(share, abs=0.1), number

"""Invented registrations: the same every time, nobody's numbers, and errors at the stated rates."""

import csv
import datetime as dt
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ontschot.domain.people.rules import bsn
from ontschot.insight.synth.choose import apportion, weighted
from ontschot.insight.synth.errors import Rates, remainders, split, wrong_digits
from ontschot.insight.synth.make import make
from ontschot.insight.synth.population import BSN_CAPACITY, Population, build
from ontschot.insight.synth.profile import Scheme
from ontschot.insight.synth.profiles import PROFILES
from ontschot.insight.synth.records import enter, synthetic_bsns

CITY = PROFILES["city"]


@pytest.fixture(scope="module")
def people() -> Population:
    return build(CITY.areas, 30_000, seed=3, today=CITY.reference)


def rows(folder: Path, scheme: Scheme) -> list[dict[str, str]]:
    """The rows of a file with roles as keys."""
    encoding = "utf-8-sig" if scheme.style.bom else scheme.style.encoding
    with (folder / scheme.file).open(encoding=encoding, newline="") as file:
        reader = csv.DictReader(file, delimiter=scheme.style.delimiter)
        role_of = {heading: role for role, heading in scheme.style.columns}
        return [{role_of[heading]: value for heading, value in row.items()} for row in reader]


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    first = make(CITY, seed=5, out=tmp_path / "a", persons=3_000)
    again = make(CITY, seed=5, out=tmp_path / "b", persons=3_000)
    other = make(CITY, seed=6, out=tmp_path / "c", persons=3_000)
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert names == sorted(path.name for path in (tmp_path / "b").iterdir())
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    assert [path.read_bytes() for path in first.files] != [path.read_bytes() for path in other.files]
    assert first.rows == again.rows


def test_numbers_are_the_marked_ones_of_the_project() -> None:
    numbers = np.random.default_rng(1).integers(0, bsn.SYNTHETIC_CAPACITY, 2_000)
    assert [f"{one:09d}" for one in synthetic_bsns(numbers).tolist()] == [bsn.synthetic(n) for n in numbers.tolist()]


def test_more_persons_than_numbers_are_refused(tmp_path: Path) -> None:
    assert BSN_CAPACITY == bsn.SYNTHETIC_CAPACITY
    with pytest.raises(ValueError, match="--without-bsn"):
        make(CITY, seed=1, out=tmp_path / "none", persons=9_000_000)
    assert not (tmp_path / "none").exists()


def test_no_number_in_a_file_can_be_a_residents(tmp_path: Path) -> None:
    make(CITY, seed=2, out=tmp_path, persons=8_000, noise=20)
    seen = 0
    for scheme in CITY.schemes:
        for row in rows(tmp_path, scheme):
            if row["bsn"]:
                seen += 1
                assert not bsn.is_valid(row["bsn"])
    assert seen > 100


def test_a_typing_error_in_a_number_never_passes_the_eleven_test() -> None:
    numbers = synthetic_bsns(np.arange(20_000))
    wrong = wrong_digits(numbers, np.random.default_rng(4))
    assert (remainders(wrong) != 0).all()
    assert (wrong != numbers).all()
    assert all(
        sum(a != b for a, b in zip(str(x), str(y), strict=True)) == 1 for x, y in zip(wrong, numbers, strict=True)
    )


def test_every_row_has_its_truth_and_without_bsn_no_file_has_one(tmp_path: Path) -> None:
    made = make(CITY, seed=2, out=tmp_path, persons=3_000, with_bsn=False)
    with (tmp_path / "truth.csv").open(encoding="utf-8") as file:
        truth = list(csv.DictReader(file))
    assert Counter(row["file"] for row in truth) == made.rows
    for scheme in CITY.schemes:
        found = rows(tmp_path, scheme)
        assert len(found) == made.rows[scheme.file]
        assert "bsn" not in found[0]
        assert [row["row"] for row in truth if row["file"] == scheme.file] == [str(n + 1) for n in range(len(found))]
    assert "bsn:" not in (tmp_path / "link.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("noise", [1.0, 2.5])
def test_errors_come_at_the_stated_rates(people: Population, noise: float) -> None:
    rng = np.random.default_rng(7)
    person = np.arange(people.size)
    scheme = replace(CITY.schemes[0], missing_bsn=0.2)
    rates = Rates().scaled(noise)
    clean = enter(scheme, people, person, Rates(0, 0, 0, 0, 0, 0), rng, noise=0, with_bsn=True).columns
    dirty = enter(scheme, people, person, rates, rng, noise=noise, with_bsn=True).columns

    def share(found: np.ndarray, of: np.ndarray | None = None) -> float:
        return float(found.mean() if of is None else found[of].mean())

    def near(measured: float, rate: float) -> bool:
        return measured == pytest.approx(rate, rel=0.15, abs=0.002)

    wife = people.married & people.female
    there = dirty["bsn"] != ""
    assert near(1 - share(there), 1 - 0.8**noise)
    assert near(share(dirty["bsn"] != clean["bsn"], there), rates.wrong_bsn * 0.9)  # nobody at home for some
    assert near(share(dirty["birth_date"] != clean["birth_date"]), rates.birth_date)
    assert near(share(dirty["surname"] != clean["surname"], ~wife), rates.name)
    assert near(share(dirty["surname"] != clean["surname"], wife), 1 - (1 - rates.name) * (1 - rates.other_surname))
    old = (dirty["street"] != clean["street"]) | (dirty["house_number"] != clean["house_number"])
    assert near(share(old), rates.old_address)
    short = np.array(["." in text for text in dirty["given_names"].tolist()])
    assert near(share(short), rates.initials_only)


def test_a_household_that_moved_is_behind_in_more_than_one_file(people: Population) -> None:
    """Old addresses gather in households, so that two files can have the same old one."""
    rng = np.random.default_rng(1)
    person = np.arange(people.size)
    scheme = CITY.schemes[0]
    clean, one, two = (
        enter(scheme, people, person, rates, rng, noise=1, with_bsn=True).columns["street"]
        for rates in (Rates(old_address=0), Rates(), Rates())
    )
    behind = one != clean
    assert (two != clean)[behind].mean() > 0.3
    assert (one == two)[behind & (two != clean)].all()


def test_dates_that_exist_or_are_known_in_part(people: Population) -> None:
    rng = np.random.default_rng(1)
    texts = enter(CITY.schemes[0], people, np.arange(people.size), Rates(birth_date=0.9), rng, noise=1, with_bsn=False)
    kinds = Counter()
    for text in texts.columns["birth_date"].tolist():
        day, month, year = (int(part) for part in text.split("-"))
        kinds["partial" if day == 0 else "whole"] += 1
        assert (day == 0) == (month == 0)
        if day:
            np.datetime64(f"{year:04d}-{month:02d}-{day:02d}")
    assert kinds["partial"] / people.size == pytest.approx(0.3, abs=0.02)


def test_periods_can_be_and_about_one_in_eleven_does_not_run_on_the_reference_date(tmp_path: Path) -> None:
    made = make(CITY, seed=4, out=tmp_path, persons=20_000)
    on = CITY.reference
    running = 0
    for scheme in CITY.schemes:
        form = {"ymd": "%Y-%m-%d", "compact": "%Y%m%d"}.get(scheme.style.dates, "%d-%m-%Y")
        for row in rows(tmp_path, scheme):
            start = dt.datetime.strptime(row["start"], form).replace(tzinfo=dt.UTC).date()
            end = dt.datetime.strptime(row["end"], form).replace(tzinfo=dt.UTC).date() if row["end"] else None
            assert end is None or start < end
            running += start <= on and (end is None or end >= on)
    assert 0.07 < 1 - running / sum(made.rows.values()) < 0.12


def test_people_live_in_households_with_twins_and_neighbours(people: Population) -> None:
    sizes = np.bincount(people.household)
    assert 2.0 < sizes.mean() < 2.4
    same = (people.birth[1:] == people.birth[:-1]) & (people.household[1:] == people.household[:-1]) & people.child[1:]
    assert same.sum() > 20
    assert (people.age[people.child] <= 24).all()
    assert (people.age >= 0).all()
    homes = np.bincount(people.home)
    assert (homes > 1).sum() > 100  # two households at one address
    day = split(people.birth)
    assert set(np.unique(day.month).tolist()) == set(range(1, 13))


def test_choosing_is_exact_and_says_when_it_cannot_be() -> None:
    rng = np.random.default_rng(1)
    some = weighted(rng, np.arange(10), np.array([0.0] * 5 + [1.0] * 5), 5)
    assert some.tolist() == [5, 6, 7, 8, 9]
    with pytest.raises(ValueError, match="6 wanted, 5 there"):
        weighted(rng, np.arange(10), np.array([0.0] * 5 + [1.0] * 5), 6)
    assert apportion(10, [1, 1, 1]) == [3, 4, 3]

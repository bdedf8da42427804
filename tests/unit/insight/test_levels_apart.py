"""Attacks on a report from outside: what persons and households together would give away."""

import datetime as dt
from pathlib import Path

import duckdb
import pytest

from ontschot.domain.people.rules.bsn import synthetic
from ontschot.insight.overlap.atoms import masks
from ontschot.insight.publish import Published
from ontschot.insight.runs import run_study
from ontschot.insight.sources import read_study

STUDY = """title: Persons per household
reference_date: 2011-10-01
schemes: {a: A, b: B}
provisions:
  pa: {name: a, scheme: a}
  pb: {name: b, scheme: b}
rounding: 1
files:
  - file: f.csv
    columns:
      {bsn: BSN, surname: Naam, given_names: Voornaam, birth_date: Geb, postcode: PC, house_number: Nr, provision: V}
"""


def published(folder: Path, households: dict[int, int]) -> Published:
    """A report of so many households by their number of users, with exact numbers (rounding 1)."""
    rows, number, home = ["BSN;Naam;Voornaam;Geb;PC;Nr;V"], 0, 0
    for size, count in households.items():
        for _ in range(count):
            home += 1
            for place in range(size):
                name, use = ("Jan", "Piet", "Klaas", "Henk")[place], "ab"[number % 2]
                born = f"{10 + number % 18}-0{1 + place}-{1950 + place}"
                rows.append(
                    f"{synthetic(number * 131)};Naam{home:04d};{name};{born};{1000 + home} AB;{home % 90};{use}"
                )
                number += 1
    (folder / "f.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    study = read_study(folder / "study.yaml")
    outcome = run_study(study, [folder / "f.csv"], key=b"k" * 32, today=dt.date(2026, 1, 1), compare=False)
    return outcome.published


def test_a_closed_band_of_users_per_household_does_not_follow_from_both_totals(tmp_path: Path) -> None:
    """500 x 1 + 30 x 2 + 4 x 3 = 572 persons in 534 households: the 4 would follow from the rest."""
    report = published(tmp_path, {1: 500, 2: 30, 3: 4})
    persons, homes = report.figure("totals", "persons"), report.figure("totals", "households")
    assert persons is not None
    assert homes is not None
    assert (persons.value("all", "users"), homes.value("all", "users")) == (572, 534)
    assert report.figure("users_per_household", "households") is None
    assert any(name.endswith("users_per_household") for name in report.left_out)


def test_bands_that_are_all_large_are_shown(tmp_path: Path) -> None:
    report = published(tmp_path, {1: 300, 2: 40, 3: 20})
    figure = report.figure("users_per_household", "households")
    assert figure is not None
    assert [figure.value(row, "count") for row in ("1", "2", "3")] == [300, 40, 20]


@pytest.mark.parametrize("scales", [(1, 10**9, 1), (10**9, 10**9)])
def test_masks_may_be_made_again_with_other_numbers(scales: tuple[int, ...]) -> None:
    """Close and far numbers of persons take other ways; a trend counts several times on one connection."""
    connection = duckdb.connect()
    for scale in scales:
        connection.execute(
            f"""CREATE OR REPLACE TABLE memberships AS SELECT (i * {scale})::BIGINT AS person,
            (i // 2 * {scale})::BIGINT AS household, (1::BIGINT << (i % 3)::INT) AS bit FROM range(1, 500) AS t(i)"""
        )
        masks(connection)
        assert connection.execute("SELECT count(*), sum(mask) FROM person_masks").fetchone() == (499, 1164)
        assert connection.execute("SELECT count(*), sum(persons) FROM household_masks").fetchone() == (250, 499)


def of_places(folder: Path, monkeypatch: pytest.MonkeyPatch | None = None) -> Published:
    """Two neighbourhoods of people who live alone, but for two couples in the first: there 9 persons have both a and b,
    and 11 homes do."""
    rows = ["BSN;Naam;Geb;PC;Nr;Buurt;V"]

    def add(number: int, home: int, area: str, uses: str) -> None:
        for use in uses:
            rows.append(
                f"{synthetic(number * 131)};Naam{number};1-1-{1930 + number % 60};{1000 + home} AB;1;{area};{use}"
            )

    for number in range(400):
        add(number, number, "BU03450101", "ab" if number < 9 else "ab"[number % 2])
    for couple in (900, 902):  # one uses a, the other b: their home has more, none of the two has
        add(couple, couple, "BU03450101", "a")
        add(couple + 1, couple, "BU03450101", "b")
    for number in range(500, 800):
        add(number, number, "BU03450102", "ab" if number % 3 else "a")
    (folder / "f.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    columns = (
        "{bsn: BSN, surname: Naam, birth_date: Geb, postcode: PC, house_number: Nr, neighbourhood: Buurt, provision: V}"
    )
    text = STUDY[: STUDY.index("    columns:")] + f"    columns: {columns}\n"
    (folder / "study.yaml").write_text(text, encoding="utf-8")
    if monkeypatch is not None:
        monkeypatch.setattr("ontschot.insight.publish.published.tied", lambda *_: [])
    study = read_study(folder / "study.yaml")
    day = dt.date(2026, 1, 1)
    return run_study(study, [folder / "f.csv"], key=b"k" * 32, today=day, compare=False).published


def test_where_all_live_alone_homes_do_not_tell_of_persons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """402 + 2 persons in 402 homes: of 11 homes with more than one provision, 9 to 13 persons have more than one."""
    given = of_places(tmp_path, monkeypatch)  # as it was: the attack succeeds
    persons, homes = given.figure("neighbourhoods", "persons"), given.figure("neighbourhoods", "households")
    assert persons is not None
    assert homes is not None
    place = "BU03450101"
    assert persons.value(place, "more") is None
    known = persons.value(place, "users"), homes.value(place, "users"), homes.value(place, "more")
    assert known == (404, 402, 11)
    monkeypatch.undo()
    report = of_places(tmp_path)
    assert report.figure("neighbourhoods", "persons") is not None
    assert report.figure("neighbourhoods", "households") is None
    assert "households/2011-10-01/neighbourhoods" in report.left_out

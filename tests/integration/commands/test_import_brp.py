"""`ontschot import brp` and `ontschot import areas` as they are run."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from ontschot.config.demo import population
from ontschot.domain.people.rules import bsn
from ontschot.domain.people.rules.register import RegisterPerson
from tests import register_file

from .conftest import Ontschot, command

SHARED = Path(os.environ.get("ONTSCHOT_SHARED") or Path(__file__).resolve().parents[4] / "shared")
REGISTER = SHARED / "standards" / "brp" / "test-persons.json"
TABLES = ("person", "residence", "household", "membership", "relation", "authority", "personevent", "membershipevent")


def records(households: int = 12, *, seed: int = 5) -> list[RegisterPerson]:
    homes = population.households(households, seed=seed, today=dt.date(2026, 1, 1))
    return list(itertools.chain.from_iterable(homes))


def rows(env: dict[str, str], *tables: str) -> dict[str, int]:
    """How many rows there are, as the superuser sees it."""
    with psycopg.connect(env["DATABASE_OWNER_URL"]) as owner:
        return {
            table: owner.execute(f"SELECT count(*) FROM people_{table}").fetchone()[0]  # type: ignore[index,arg-type]
            for table in tables or TABLES
        }


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return register_file.write(tmp_path_factory.mktemp("register") / "small.json", records())


@pytest.mark.skipif(not REGISTER.exists(), reason=f"the national test register is not at {REGISTER}")
def test_the_national_test_register_twice(ontschot: Ontschot, fresh_database: dict[str, str]) -> None:
    first = ontschot("import", "brp", REGISTER, "--json", env=fresh_database)
    assert first.code == 1, first.err  # one field or person is refused; the rest is taken
    assert first.summary["new"] == 666
    assert first.summary["refused"] >= 1
    counted = rows(fresh_database)
    again = ontschot("import", "brp", REGISTER, "--json", env=fresh_database)
    assert (again.summary["new"], again.summary["changed"], again.summary["unchanged"]) == (0, 0, 666)
    assert rows(fresh_database) == counted


def test_a_file_is_taken_twice_and_tried_first(
    ontschot: Ontschot, fresh_database: dict[str, str], small: Path, tmp_path: Path
) -> None:
    tried = ontschot("import", "brp", small, "--dry-run", "--json", env=fresh_database)
    assert tried.code == 0, tried.err
    assert set(rows(fresh_database).values()) == {0}
    taken = ontschot("import", "brp", small, "--json", env=fresh_database)
    assert taken.code == 0, taken.err
    same = ("new", "households_new", "relations", "relations_resolved", "memberships_started")
    assert [taken.summary[key] for key in same] == [tried.summary[key] for key in same]
    counted = rows(fresh_database)
    assert counted["person"] == taken.summary["new"] > 12
    again = ontschot("import", "brp", small, env=fresh_database)
    assert again.code == 0
    assert f"0 new, 0 changed, {counted['person']} unchanged" in again.out
    assert rows(fresh_database) == counted
    changed = records()
    changed[0] = replace(changed[0], address=replace(population.address(5000), since=changed[0].address.since))
    moved = ontschot("import", "brp", register_file.write(tmp_path / "n.json", changed), "--json", env=fresh_database)
    assert moved.summary["mutations"] == {"moved": 1}


@pytest.fixture(scope="module")
def one_record() -> dict[str, object]:
    return register_file.as_json(records(1)[0])


def test_a_file_that_is_no_register_changes_nothing(
    ontschot: Ontschot, fresh_database: dict[str, str], small: Path, tmp_path: Path
) -> None:
    whole = small.read_bytes()
    wrong = {
        "file.truncated": whole[: len(whole) - 200],
        "file.json": b'[{"burgerservicenummer": oops}]',
        "file.empty": b"",
        "file.encoding": b'[{"naam": {"geslachtsnaam": "\xe9\xe9n"}}]',
        "file.no_list": b'{"iets": "anders"}',
    }
    for rule, content in wrong.items():
        file = tmp_path / "wrong.json"
        file.write_bytes(content)
        ran = ontschot("import", "brp", file, "--json", env=fresh_database)
        assert (ran.code, ran.summary["rule"]) == (1, rule), ran.err
        assert "Nothing was changed" in ran.err
        assert f"line {ran.summary['line']}, column {ran.summary['column']}" in ran.err
    assert set(rows(fresh_database).values()) == {0}


def test_what_is_wrong_in_a_record_is_named_and_the_rest_is_taken(
    ontschot: Ontschot, fresh_database: dict[str, str], one_record: dict[str, object], tmp_path: Path
) -> None:
    good = [register_file.as_json(person) for person in records(3, seed=8)]
    secret = "Geheimenaam" * 100_000  # a megabyte in a name
    wrong = [
        {**one_record, "burgerservicenummer": bsn.synthetic(6000), "naam": {"geslachtsnaam": secret}},
        {**one_record, "burgerservicenummer": "123456789"},
        {**one_record, "burgerservicenummer": 5},
        "geen persoon",
        {
            **one_record,
            "burgerservicenummer": bsn.synthetic(6001),
            "verblijfplaats": {"postcode": "99", "huisnummer": [1], "functieAdres": "W"},
            "partners": 7,
        },
    ]
    file = tmp_path / "mixed.json"
    file.write_text(json.dumps([*wrong, *good]))
    ran = ontschot("import", "brp", file, env=fresh_database)
    assert ran.code == 1, ran.err
    for rule in ("name.length", "bsn.", "type.text", "person.type", "address.postcode", "type.list"):
        assert rule in ran.out
    assert "Geheimenaam" not in ran.out + ran.err
    assert "123456789" not in ran.out + ran.err
    assert rows(fresh_database, "person")["person"] == len(good) + 1


def test_a_killed_import_leaves_nothing_and_the_next_does_it_all(
    ontschot: Ontschot, fresh_database: dict[str, str], tmp_path: Path
) -> None:
    file = register_file.write(tmp_path / "large.json", records(900))
    running = subprocess.Popen(command("import", "brp", file), env=fresh_database, stderr=subprocess.DEVNULL)
    try:
        _until_locked(fresh_database)
        refused = ontschot("import", "brp", file, env=fresh_database)
        assert (refused.code, "Another import" in refused.err) == (1, True)
    finally:
        running.send_signal(signal.SIGKILL)
        running.wait()
    assert set(rows(fresh_database).values()) == {0}
    small = register_file.write(tmp_path / "small.json", records(2))
    _until_free(fresh_database)
    assert ontschot("import", "brp", small, env=fresh_database).code == 0


def _locks(env: dict[str, str]) -> Iterator[bool]:
    with psycopg.connect(env["DATABASE_OWNER_URL"], autocommit=True) as owner:
        query = (
            "SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database"
            " WHERE l.locktype = 'advisory' AND l.objid = 40721 AND d.datname = current_database()"
        )
        for _ in range(600):
            yield bool(owner.execute(query).fetchone()[0])  # type: ignore[index]
            time.sleep(0.05)


def _until_locked(env: dict[str, str]) -> None:
    assert any(_locks(env))


def _until_free(env: dict[str, str]) -> None:
    assert any(not held for held in _locks(env))


# --- areas -----------------------------------------------------------------------------------------------------------


def test_the_table_of_areas_fills_neighbourhoods(
    ontschot: Ontschot, fresh_database: dict[str, str], small: Path, tmp_path: Path
) -> None:
    assert ontschot("import", "brp", small, env=fresh_database).code == 0
    address = records()[0].address
    table = tmp_path / "areas.csv"
    table.write_text(
        "\ufeffPC6;Huisnummer;Buurt2025;Wijk2025;Gemeente2025\n"
        f"{address.postcode};{address.number};5180101;51801;518\n"
        f"{address.postcode};{(address.number or 0) + 1};BU05180102;WK051801;GM0518\n",
        encoding="utf-8",
    )
    names = tmp_path / "names.csv"
    names.write_text("code,naam\nBU05180101,Oude Kern\n", encoding="utf-8")
    ran = ontschot("import", "areas", table, "--names", names, "--json", env=fresh_database)
    assert ran.code == 0, ran.err
    assert (ran.summary["areas"], ran.summary["addresses"], ran.summary["names"]) == (4, 2, 1)
    with psycopg.connect(fresh_database["DATABASE_OWNER_URL"]) as owner:
        found = owner.execute(
            "SELECT DISTINCT neighbourhood_code FROM people_residence WHERE postcode = %s AND house_number = %s",
            [address.postcode, address.number],
        ).fetchall()
    assert found == [("BU05180101",)]
    again = ontschot("import", "areas", table, "--json", env=fresh_database)
    assert again.summary["filled"] == 0


def test_a_wrong_table_names_line_and_column(
    ontschot: Ontschot, fresh_database: dict[str, str], tmp_path: Path
) -> None:
    head = "PC6,Huisnummer,Buurt,Wijk,Gemeente\n7000AA,1,5180101,51801,518\n"
    wrong = {
        ("column.missing", 1, "wijk"): "PC6,Huisnummer,Buurt,Gemeente\n",
        ("address.postcode", 3, "PC6"): head + "70AA,1,5180101,51801,518\n",
        ("address.number", 3, "Huisnummer"): head + "7000AA,x,5180101,51801,518\n",
        ("area.code", 3, "Buurt"): head + "7000AA,2,buurt,51801,518\n",
        ("address.two_neighbourhoods", 3, "Buurt"): head + "7000AA,1,5180102,51801,518\n",
    }
    for (rule, line, column), content in wrong.items():
        file = tmp_path / "areas.csv"
        file.write_text(content)
        ran = ontschot("import", "areas", file, "--json", env=fresh_database)
        assert (ran.code, ran.summary["rule"], ran.summary["line"], ran.summary["column"]) == (1, rule, line, column)
    with psycopg.connect(fresh_database["DATABASE_OWNER_URL"]) as owner:
        assert owner.execute("SELECT count(*) FROM places_area").fetchone() == (0,)

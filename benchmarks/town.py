"""A municipality of realistic size for the measurements: persons through the register import, two years of work in SQL.

The first 20,000 persons come in through the import; more are copies of them in SQL, with other numbers, keys, addresses
and birth days (the rate of the import itself is measured in import_rate.py).

For each team 400 households with requests, conversations, plans, journal and tasks, nine generalists and a leader; an
intake team with 60 new requests; twenty residents with an account; ten lines in the log for each person. One household
holds much more than the others (``heavy``), one as little as can be (``light``), each for the same page.

    python -m benchmarks.town --persons 200000 --keep /tmp/town    (makes the folder, or says that it is there)
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from ontschot.foundation import database_address
from ontschot.foundation.local_database import LocalDatabase

HERE = Path(__file__).parent
PER_TEAM, GENERALISTS = 400, 9
IMPORTED = 20_000
STEP = 1_000_000  # between the numbers of copies
TABLES = (
    "privacy_drawer",
    "privacy_reach",
    "people_person",
    "people_residence",
    "people_household",
    "people_membership",
    "people_relation",
    "people_authority",
)


@dataclass
class Ground:
    """A running database with its data folder; ``owner`` is the address of its superuser."""

    folder: Path
    owner: str
    app: str


@contextmanager
def ground(keep: Path | None = None) -> Iterator[Ground]:
    """Start an embedded database in a folder of its own (or go on with a kept one) and migrate it as a demo."""
    folder = keep.absolute() if keep else Path(tempfile.mkdtemp(prefix="ontschot-bench-"))
    folder.mkdir(exist_ok=True, parents=True)
    folder.chmod(0o711)
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):  # always a database of our own
        os.environ.pop(name, None)
    os.environ["ONTSCHOT_DATA"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "ontschot.config.settings"
    local = LocalDatabase(folder)
    try:
        command = [sys.executable, "-m", "ontschot.config.cli", "migrate", "--kind", "demo"]
        if subprocess.run(command, check=False, stdout=sys.stderr).returncode:
            raise SystemExit("the database could not be made")
        with local.available("bench"):
            addresses = database_address.from_environment()
            assert addresses.admin is not None
            os.environ["DATABASE_URL"] = addresses.app.url()
            yield Ground(folder, addresses.admin.url(), addresses.app.url())
    finally:
        if keep is None:
            with local.locked("bench"):
                local.remove()
            shutil.rmtree(folder, ignore_errors=True)


def teams_for(persons: int) -> int:
    """Twenty for 200,000 persons."""
    return max(2, persons // 10_000)


def fill(place: Ground, persons: int, *, seed: int = 1, per_team: int = PER_TEAM) -> dict[str, float]:
    """Persons by import, work by SQL; nothing when the kept folder is filled already. Returns seconds by step."""
    import django

    django.setup()
    with psycopg.connect(place.owner, autocommit=True) as owner:
        row = owner.execute("SELECT to_regclass('bench_resident'), count(*) FROM people_person").fetchone()
        if row and row[0]:
            return {}
        if row and row[1]:
            raise SystemExit("this folder was left half filled: remove it and begin again")
    took: dict[str, float] = {}
    with _timed(took, "persons"):
        _people(min(persons, IMPORTED), seed)
    if persons > IMPORTED:
        with _timed(took, "copies"):
            _copy(place, persons // IMPORTED - 1)
    with _timed(took, "staff"):
        _staff(teams_for(persons))
    with _timed(took, "work"), psycopg.connect(place.owner, autocommit=True) as owner:
        text = (HERE / "work.sql").read_text(encoding="utf-8").replace(":per_team", str(per_team))
        with _defaults_of_models(owner):
            owner.execute(text)  # type: ignore[call-overload]
    with _timed(took, "residents"):
        _residents(place)
    with _timed(took, "vacuum"), psycopg.connect(place.owner, autocommit=True) as owner:
        owner.execute("VACUUM ANALYZE")
        owner.execute("CHECKPOINT")
    return took


@contextmanager
def _defaults_of_models(owner: psycopg.Connection) -> Iterator[None]:
    """Columns that work.sql does not name get what the models would give them."""
    from ontschot.config.demo import copies

    changed = []
    for model in copies.copied_models():
        for one in model._meta.concrete_fields:
            plain = not (one.null or one.primary_key or one.is_relation)
            given = one.get_default() if plain else None
            if isinstance(given, str | int | list | dict):
                text = "{}" if isinstance(given, list | dict) else str(given)
                name = f'ALTER TABLE "{model._meta.db_table}" ALTER COLUMN "{one.column}"'
                owner.execute(f"{name} SET DEFAULT '{text}'")  # type: ignore[call-overload]
                changed.append(name)
    yield
    for name in changed:
        owner.execute(f"{name} DROP DEFAULT")  # type: ignore[call-overload]


@contextmanager
def _timed(took: dict[str, float], what: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    took[what] = round(time.perf_counter() - started, 1)
    print(f"  {what}: {took[what]} s", file=sys.stderr, flush=True)


def _people(persons: int, seed: int) -> None:
    from ontschot.config.demo import areas, population
    from ontschot.domain.people.actions import register
    from ontschot.foundation import calendar
    from ontschot.privacy.acting import acting, system

    areas.build(dwellings=persons // 2 + 40)
    homes = population.households(persons, seed=seed, today=calendar.today())
    records = itertools.islice(itertools.chain.from_iterable(homes), persons)
    by = system("bench")
    with acting(by):
        register.take(records, by=by)


def _copy(place: Ground, copies: int) -> None:
    text = (HERE / "copies.sql").read_text(encoding="utf-8").replace(":step", str(STEP))
    with psycopg.connect(place.owner, autocommit=True) as owner:
        for k in range(1, copies + 1):
            owner.execute(text.replace(":k", str(k)))  # type: ignore[call-overload]
        for table in TABLES:
            owner.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")  # type: ignore[call-overload]
        owner.execute("ANALYZE")


def _staff(teams: int) -> None:
    from ontschot.accounts.models import Organisation, Team

    here = Organisation.objects.create(name="Gemeente", kind="municipality").pk
    intake = Team.objects.create(name="Toegang", takes_intake=True).pk
    for n in range(6):
        _user(f"access{n}", "access_worker", here, intake)
    _user("officer", "privacy_officer", here)
    school = Organisation.objects.create(name="De Regenboogschool", kind="school").pk
    _user("partner", "partner", school)
    for t in range(teams):
        team = Team.objects.create(name=f"Wijkteam {t + 1:02d}").pk
        _user(f"leader{t}", "team_leader", here, team, leader=True)
        for n in range(GENERALISTS):
            _user(f"worker{t}-{n}", "generalist", here, team)
    small = Team.objects.create(name="Wijkteam met één huishouden").pk
    _user("alone", "generalist", here, small)


def _user(username: str, role: str, organisation: int, team: int | None = None, *, leader: bool = False) -> None:
    from django.db.backends.postgresql.psycopg_any import DateRange

    from ontschot.accounts.models import TeamMembership, User

    user = User.objects.create(
        username=username, name=f"Medewerker {username}", role=role, organisation_id=organisation, password="!"
    )
    if team:
        TeamMembership.objects.create(
            team_id=team, user=user, period=DateRange(dt.date(2020, 1, 1), None), is_leader=leader
        )


def _residents(place: Ground) -> None:
    """Accounts for adults of helped households; the first is of the heavy household, the last of the light one."""
    from ontschot.accounts.models import User
    from ontschot.domain.people import actions as people
    from ontschot.privacy.acting import acting, system

    with psycopg.connect(place.owner, autocommit=True) as owner:
        persons = [row[0] for row in owner.execute("SELECT person_id FROM bench_resident ORDER BY n").fetchall()]
    by = system("bench")
    for n, person_id in enumerate(persons):
        user = User.objects.create(username=f"resident{n}", role="resident", password="!")
        with acting(by):
            people.connect_account(by=by, user_id=user.pk, person_id=person_id)


def main() -> None:
    """Make a kept folder."""
    parser = argparse.ArgumentParser(description="Make a municipality for the measurements.")
    parser.add_argument("--persons", type=int, default=200_000)
    parser.add_argument("--keep", type=Path, required=True, help="the folder to keep it in")
    arguments = parser.parse_args()
    with ground(arguments.keep) as place:
        took = fill(place, arguments.persons)
        print(took or "it was there already")


if __name__ == "__main__":
    main()

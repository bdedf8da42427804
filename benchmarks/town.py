"""A municipality of realistic size for the measurements: persons through the register import, work of two years in bulk SQL."""

from __future__ import annotations

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
TEAMS, GENERALISTS = 20, 9


@dataclass
class Ground:
    """A running database with its data folder; ``owner`` is the address of its superuser."""

    folder: Path
    owner: str
    app: str


@contextmanager
def ground(keep: Path | None = None) -> Iterator[Ground]:
    """Start an embedded database in a folder of its own (or go on with a kept one) and migrate it as a demo."""
    folder = keep or Path(tempfile.mkdtemp(prefix="ontschot-bench-"))
    folder.mkdir(exist_ok=True)
    os.environ["ONTSCHOT_DATA"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "ontschot.config.settings"
    ran = subprocess.run([sys.executable, "-m", "ontschot.config.cli", "migrate", "--kind", "demo"], check=False)
    if ran.returncode:
        raise SystemExit("the database could not be made")
    local = LocalDatabase(folder)
    with local.available("bench"):
        addresses = database_address.from_environment()
        assert addresses.admin is not None
        os.environ["DATABASE_URL"] = addresses.app.url()
        yield Ground(folder, addresses.admin.url(), addresses.app.url())
    if keep is None:
        shutil.rmtree(folder, ignore_errors=True)


def fill(place: Ground, persons: int, *, seed: int = 1) -> float:
    """Persons by import, work by SQL; nothing when the kept folder is filled already. Returns persons imported per second."""
    import django

    django.setup()
    with psycopg.connect(place.owner, autocommit=True) as owner:
        row = owner.execute("SELECT count(*) FROM people_person").fetchone()
        if row and row[0] >= persons:
            return 0.0
    rate = _people(persons, seed)
    _staff()
    with psycopg.connect(place.owner, autocommit=True) as owner:
        owner.execute((HERE / "work.sql").read_text(encoding="utf-8"))  # type: ignore[call-overload]
        owner.execute("VACUUM ANALYZE")
    return rate


def _people(persons: int, seed: int) -> float:
    from ontschot.config.demo import population
    from ontschot.domain.people.actions import register
    from ontschot.privacy.acting import acting, system

    homes = population.households(persons, seed=seed, today=dt.date.today())
    records = itertools.islice(itertools.chain.from_iterable(homes), persons)
    by = system("bench")
    started = time.perf_counter()
    with acting(by):
        register.take(list(records), by=by)
    return persons / (time.perf_counter() - started)


def _staff() -> None:
    from django.db.backends.postgresql.psycopg_any import DateRange

    from ontschot.accounts.models import Organisation, Team, TeamMembership, User

    here = Organisation.objects.create(name="Gemeente", kind="municipality")
    Team.objects.create(name="Toegang", takes_intake=True)
    for t in range(TEAMS):
        team = Team.objects.create(name=f"Wijkteam {t:02d}")
        for n in range(GENERALISTS + 1):
            user = User.objects.create(
                username=f"user{t:02d}{n}",
                name=f"Medewerker {t:02d}-{n}",
                role="team_leader" if n == 0 else "generalist",
                organisation=here,
            )
            TeamMembership.objects.create(
                team=team, user=user, period=DateRange(dt.date(2020, 1, 1), None), is_leader=n == 0
            )

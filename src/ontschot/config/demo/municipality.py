"""A demo of a chosen size: one district at work, copies of it with other people, and the family Van Dalen."""

from __future__ import annotations

import random

import psycopg

from ontschot.config.demo import DemoSummary, Progress, areas, cast, copies, district, population, van_dalen, work
from ontschot.domain.people.actions import register
from ontschot.foundation import calendar
from ontschot.privacy.acting import acting, system

DISTRICT = 2_500  # persons played through the doors; larger municipalities are copies of them
PER_TEAM = 10_000  # persons for each neighbourhood team
_OTHERS = 40  # dwellings kept for the family Van Dalen
# Half of what is over happened a year before: two years of requests, though a report is typed in within a year.
_EARLIER = """
    SET session_replication_role = replica;
    CREATE TEMP TABLE demo_over AS SELECT id, household_id FROM access_request WHERE state = 'answered' AND id % 2 = 0;
    UPDATE access_request SET reported_on = reported_on - 365, created_at = created_at - interval '365 days'
     WHERE id IN (SELECT id FROM demo_over);
    UPDATE access_triage SET made_at = made_at - interval '365 days' WHERE request_id IN (SELECT id FROM demo_over);
    UPDATE plans_involvement SET starts_on = starts_on - 365 WHERE household_id IN (SELECT household_id FROM demo_over);
    SET session_replication_role = origin"""


def build(
    owner: psycopg.Connection, *, persons: int, seed: int, progress: Progress, district_of: int = DISTRICT
) -> DemoSummary:
    """Fill an empty demo database with about ``persons`` residents and two years of work, in districts of
    ``district_of`` persons.

    ``owner`` is a superuser's connection in autocommit; Django is set up on the same database. The same number and seed
    give the same municipality on the same day.
    """
    count = max(1, round(persons / district_of))
    here = cast.build()
    teams = cast.enlarge(here, max(2, persons // PER_TEAM // 2 * 2), seed=seed)
    records, dwellings = _people(persons // count, seed)
    progress(0, len(records), "demo: streets and residents")
    areas.build(dwellings=dwellings * count + _OTHERS)
    with acting(system("demo")) as doing:
        register.take(records, by=doing.actor)
    homes = work.homes()
    stage = work.Stage(here)
    names = [(name, team) for team, known in zip(("north", "south"), teams, strict=False) for name in known]
    chance = random.Random(seed)  # noqa: S311 - chooses who asks what, no secrets
    district.play(stage, homes, names, chance, lambda done: progress(done, len(homes), "demo: work of a district"))
    owner.execute(_EARLIER)
    if count > 1:
        _copy(owner, here, teams, copies_=count - 1, dwellings=dwellings, seed=seed, progress=progress)
    with acting(system("demo")) as doing:
        register.take(van_dalen.records(calendar.today()), by=doing.actor)
    work.play_van_dalen(stage)
    owner.execute("ANALYZE")
    row = owner.execute(
        "SELECT (SELECT count(*) FROM people_person), (SELECT count(*) FROM people_household)"
    ).fetchone()
    assert row is not None
    return DemoSummary(persons=row[0], households=row[1], logins=cast.logins(here))


def _people(persons: int, seed: int) -> tuple[list[population.RegisterPerson], int]:
    """Records of about so many persons, and how many dwellings they live in."""
    records: list[population.RegisterPerson] = []
    homes = population.households(
        persons, seed=seed, today=calendar.today(), first_dwelling=0, first_number=copies.FIRST_NUMBER
    )
    dwellings = 0
    while len(records) < persons:
        records.extend(next(homes))
        dwellings += 1
    return records, dwellings


def _copy(
    owner: psycopg.Connection,
    here: cast.Cast,
    teams: list[list[str]],
    *,
    copies_: int,
    dwellings: int,
    seed: int,
    progress: Progress,
) -> None:
    keys = ["north", "south", *(f"team{number}" for number in range(3, len(teams) + 1))]

    def staff(k: int) -> copies.Staff:
        users, moved = {}, {}
        for place, team in enumerate(("north", "south")):
            there = (2 * k + place) % len(teams)
            moved[here.teams[team]] = here.teams[keys[there]]
            users[here.users[here.leaders[team]].pk] = here.users[here.leaders[keys[there]]].pk
            for index, name in enumerate(teams[place]):
                takes_over = teams[there][(index + k) % len(teams[there])]
                users[here.users[name].pk] = here.users[takes_over].pk
        return copies.Staff(users, moved)

    copies.make(
        owner,
        copies=copies_,
        dwellings=dwellings,
        staff=staff,
        seed=seed,
        told=lambda k: progress(k, copies_, "demo: districts"),
    )

"""A demo as large as a municipality: its districts hang together, are other people, and stay behind row security."""

from __future__ import annotations

import os

import psycopg
import pytest
from django.apps import apps
from django.db import connection, models

from ontschot.config.demo import copies, district, municipality
from ontschot.domain.plans.models import Coordinatorship
from ontschot.privacy import acting, log
from ontschot.privacy.acting import Actor

pytestmark = pytest.mark.django_db(transaction=True)


def _one(owner: psycopg.Connection, question: str) -> int:
    row = owner.execute(question).fetchone()  # type: ignore[call-overload]
    assert row is not None
    return int(row[0] or 0)


def _loose_ends(owner: psycopg.Connection) -> list[str]:
    """Foreign keys of copied tables that point nowhere: the database did not check them while copying."""
    loose = []
    for model in copies.copied_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey):
                there = field.related_model._meta
                table, column = model._meta.db_table, field.column
                count = _one(
                    owner,
                    f"SELECT count(*) FROM {table} t WHERE t.{column} IS NOT NULL AND NOT EXISTS"
                    f" (SELECT 1 FROM {there.db_table} o WHERE o.{there.pk.column} = t.{column})",
                )
                if count:
                    loose.append(f"{table}.{column}: {count}")
    return loose


def test_a_municipality_is_made_of_districts_with_other_people() -> None:
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        made = municipality.build(owner, persons=600, seed=5, progress=lambda *_: None, district_of=150)
        assert made.persons == pytest.approx(600, rel=0.08)
        assert _loose_ends(owner) == []
        assert _one(owner, "SELECT count(*) - count(DISTINCT bsn_hash) FROM people_person") == 0
        assert _one(owner, "SELECT count(*) FROM people_residence WHERE neighbourhood_code = ''") == 0
        same = "SELECT max(n) FROM (SELECT count(*) AS n FROM people_person GROUP BY display_name, birth_date) x"
        assert _one(owner, same) == 1
        # each row lies in a drawer of the household or person that it names
        for table in ("access_request", "plans_plan", "plans_involvement", "plans_contact"):
            stray = f"SELECT count(*) FROM {table} t JOIN privacy_drawer d ON d.id = t.drawer_id WHERE "
            stray += "coalesce(d.household_id, t.household_id) <> t.household_id"
            assert _one(owner, stray) == 0, table
        sources = (
            "SELECT count(*) FROM privacy_grant g WHERE g.source LIKE 'triage:%' AND NOT EXISTS (SELECT 1 FROM"
            " access_request r WHERE r.id = split_part(g.source, ':', 2)::bigint AND r.household_id = g.household_id)"
        )
        assert _one(owner, sources) == 0
        households = _one(owner, "SELECT count(*) FROM people_household")
        using = _one(owner, "SELECT count(DISTINCT household_id) FROM plans_involvement WHERE kind = 'professional'")
        assert using / households == pytest.approx(district.USES_A_PROVISION, abs=0.17)  # few households: a wide bound
        coach = owner.execute("SELECT user_id FROM plans_coordinatorship ORDER BY id DESC LIMIT 1").fetchone()
    assert coach is not None
    with acting.acting(Actor(coach[0], "generalist", "coordination", "test")):
        log.read("test", [])
        seen = Coordinatorship.objects.values_list("household_id", flat=True)
        assert 0 < len(set(seen)) < households / 3
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM people_household")
            assert cursor.fetchone()[0] < households / 2


def test_each_column_of_what_is_copied_is_understood() -> None:
    chosen = set(copies.copied_models())
    assert apps.get_model("plans", "Plan") in chosen
    for model in chosen:
        copies.statement(model, chosen)

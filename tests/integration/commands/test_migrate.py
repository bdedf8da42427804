"""`ontschot migrate`: once, again, and not as another kind."""

import psycopg

from .conftest import Ontschot


def test_a_new_database_asks_for_its_kind(ontschot: Ontschot, empty_database: dict[str, str]) -> None:
    ran = ontschot("migrate", env=empty_database)
    assert ran.code == 2
    assert "--kind" in ran.err


def test_again_changes_nothing(ontschot: Ontschot, fresh_database: dict[str, str]) -> None:
    ran = ontschot("--json", "migrate", env=fresh_database)
    assert ran.code == 0, ran.err
    assert ran.summary == {"ok": True, "kind": "demo", "applied": 0}


def test_the_kind_cannot_change(ontschot: Ontschot, fresh_database: dict[str, str]) -> None:
    ran = ontschot("migrate", "--kind", "real", env=fresh_database)
    assert ran.code == 1
    assert "cannot be changed" in ran.err
    with psycopg.connect(fresh_database["DATABASE_OWNER_URL"], autocommit=True) as owner:
        for change in ("UPDATE foundation_installation SET kind = 'real'", "DELETE FROM foundation_installation"):
            try:
                owner.execute(change)
            except psycopg.errors.RaiseException:
                continue
            raise AssertionError(change)


def test_the_application_owns_nothing(fresh_database: dict[str, str]) -> None:
    with psycopg.connect(fresh_database["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owners = owner.execute(
            "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
        ).fetchall()
    assert owners == [("ontschot_owner",)]


def test_another_login_is_refused(ontschot: Ontschot, fresh_database: dict[str, str]) -> None:
    ran = ontschot("migrate", env=fresh_database | {"DATABASE_URL": fresh_database["DATABASE_OWNER_URL"]})
    assert ran.code == 2
    assert "ontschot_app" in ran.err


def test_without_a_login_that_may_make_tables(ontschot: Ontschot, fresh_database: dict[str, str]) -> None:
    environment = {key: value for key, value in fresh_database.items() if key != "DATABASE_OWNER_URL"}
    ran = ontschot("migrate", env=environment)
    assert ran.code == 3
    assert "DATABASE_OWNER_URL" in ran.err


def test_a_server_that_is_not_there(ontschot: Ontschot, fresh_database: dict[str, str]) -> None:
    nowhere = "postgresql://ontschot_app:secret-word@127.0.0.1:1/none"
    ran = ontschot("doctor", env=fresh_database | {"DATABASE_URL": nowhere})
    assert ran.code == 3
    assert "cannot be reached" in ran.err
    assert "secret-word" not in ran.err + ran.out

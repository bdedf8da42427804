"""`ontschot doctor`, and the refusal to serve with a role that goes around row security."""

from collections.abc import Iterator

import psycopg
import pytest

from ontschot.foundation.database_address import Address

from .conftest import Ontschot


def findings(summary: dict[str, list[dict[str, object]]]) -> set[object]:
    """The names of the checks that were not in order."""
    return {finding["check"] for finding in summary["findings"] if not finding["ok"]}


def test_a_good_installation_is_in_order(ontschot: Ontschot, fresh_database: dict[str, str]) -> None:
    ran = ontschot("doctor", "--json", env=fresh_database)
    assert findings(ran.summary) == set()
    assert ran.code == 0, ran.err


@pytest.mark.parametrize(
    ("damage", "check"),
    [
        ("ALTER TABLE people_person NO FORCE ROW LEVEL SECURITY", "row security"),
        ("ALTER TABLE people_person DISABLE ROW LEVEL SECURITY", "row security"),
        ("CREATE POLICY wide ON people_person TO ontschot_app USING (true)", "row security"),
        ("DROP EXTENSION pg_trgm CASCADE", "extensions"),
        ("DELETE FROM django_migrations WHERE app = 'socialaccount'", "migrations"),
    ],
)
def test_what_is_wrong_is_found(ontschot: Ontschot, fresh_database: dict[str, str], damage: str, check: str) -> None:
    with psycopg.connect(fresh_database["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute(damage.encode())
    ran = ontschot("doctor", "--json", env=fresh_database)
    assert ran.code == 1
    assert check in findings(ran.summary)
    assert "What to do" in ran.err


def test_serving_as_a_superuser_is_refused(ontschot: Ontschot, fresh_database: dict[str, str]) -> None:
    environment = fresh_database | {"DATABASE_URL": fresh_database["DATABASE_OWNER_URL"]}
    for command in (("serve", "--port", "0"), ("worker",)):
        ran = ontschot(*command, env=environment)
        assert ran.code == 3
        assert "superuser" in ran.err


@pytest.fixture
def other_login(fresh_database: dict[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """A login of its own, made as the application's is, and the environment that uses it."""
    role = Address.from_url(fresh_database["DATABASE_URL"]).name.replace("ontschot_test", "login")
    with psycopg.connect(fresh_database["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute(f"CREATE ROLE {role} LOGIN NOINHERIT PASSWORD 'made-for-a-test'".encode())
        address = Address.from_url(fresh_database["DATABASE_OWNER_URL"])
        login = Address(address.host, role, address.name, address.port, "made-for-a-test", address.options)
        yield role, fresh_database | {"DATABASE_URL": login.url()}
        owner.execute(f"REASSIGN OWNED BY {role} TO ontschot_owner; DROP OWNED BY {role}; DROP ROLE {role}".encode())


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("ALTER ROLE {} BYPASSRLS", "BYPASSRLS"),
        ("ALTER ROLE {} INHERIT", "inherits"),
        ("ALTER ROLE {} CREATEROLE", "may make roles"),
        ("ALTER TABLE people_person OWNER TO {}", "owns tables"),
        ("GRANT ontschot_owner TO {}", "owns tables"),
        ("GRANT ontschot_backup TO {}", "may become ontschot_backup"),
    ],
)
def test_serving_with_a_role_that_sees_all_is_refused(
    ontschot: Ontschot, other_login: tuple[str, dict[str, str]], damage: str, said: str
) -> None:
    role, environment = other_login
    with psycopg.connect(environment["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute(damage.format(role).encode())
    ran = ontschot("serve", "--port", "0", env=environment)
    assert ran.code == 3
    assert said in ran.err

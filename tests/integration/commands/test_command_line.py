"""The command line itself: exit codes, where things are written, and the first account."""

import json
from pathlib import Path

import psycopg
import pytest

from ontschot.config.cli import COMMANDS

from .conftest import Ontschot


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_explains_itself(ontschot: Ontschot, command: str) -> None:
    ran = ontschot(command, "--help")
    assert ran.code == 0
    assert "usage: ontschot" in ran.out


@pytest.mark.parametrize("arguments", [[], ["nothing"], ["migrate", "--kind", "other"], ["import"], ["user", "add"]])
def test_wrong_use_has_its_own_code(ontschot: Ontschot, arguments: list[str]) -> None:
    ran = ontschot(*arguments)
    assert ran.code == 2
    assert "usage" in ran.err


def test_a_first_account(ontschot: Ontschot, fresh_database: dict[str, str]) -> None:
    ran = ontschot("user", "add", "beheer", "--json", env=fresh_database)
    assert ran.code == 0, ran.err
    assert ran.summary["role"] == "administrator"
    assert len(ran.summary["password"]) >= 16
    again = ontschot("user", "add", "Beheer", "--json", env=fresh_database)
    assert again.code == 1
    assert again.summary["ok"] is False
    with psycopg.connect(fresh_database["DATABASE_OWNER_URL"]) as owner:
        assert ran.summary["password"] not in str(owner.execute("SELECT * FROM accounts_user").fetchall())
        logged = owner.execute("SELECT action, role, origin FROM privacy_logentry").fetchall()
    assert logged == [("create_user", "system", "ontschot user add")]


def test_an_unknown_role_is_refused(ontschot: Ontschot, fresh_database: dict[str, str]) -> None:
    assert ontschot("user", "add", "x", "--role", "king", env=fresh_database).code == 1


def test_in_a_data_folder_of_its_own(ontschot: Ontschot, data_folder: Path) -> None:
    """The whole of it without any server: made at first use, started and stopped by each command."""
    unmade = ontschot("doctor", "--data", data_folder)
    assert unmade.code == 3
    assert "ontschot migrate" in unmade.err
    made = ontschot("migrate", "--kind", "real", "--data", data_folder)
    assert made.code == 0, made.err
    healthy = ontschot("doctor", "--data", data_folder, "--json")
    assert healthy.code == 0, healthy.err
    assert healthy.summary["wrong"] == 0
    (data_folder / "secrets.json").chmod(0o644)
    open_keys = ontschot("doctor", "--data", data_folder)
    assert open_keys.code == 3
    assert "chmod 600" in open_keys.err


def test_the_demo_never_touches_a_real_database(ontschot: Ontschot, fresh_database: dict[str, str]) -> None:
    """Row by row this is a demo database; a real one is refused before anything is thrown away."""
    with psycopg.connect(fresh_database["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute("ALTER TABLE foundation_installation DISABLE TRIGGER ALL")
        owner.execute("UPDATE foundation_installation SET kind = 'real'")
    ran = ontschot("demo", "--fresh", "--build-only", env=fresh_database)
    assert ran.code == 1
    assert "not a demo" in ran.err
    with psycopg.connect(fresh_database["DATABASE_OWNER_URL"]) as owner:
        assert owner.execute("SELECT kind FROM foundation_installation").fetchall() == [("real",)]


def test_a_file_that_is_not_there_is_wrong_use(ontschot: Ontschot, tmp_path: Path) -> None:
    ran = ontschot("import", "brp", tmp_path / "none.json", "--json")
    assert ran.code == 2
    assert json.loads(ran.out.splitlines()[-1])["ok"] is False

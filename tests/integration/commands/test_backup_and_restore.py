"""A backup, and putting it back: whole, equal, and only where it belongs."""

import json
import os
from pathlib import Path

import psycopg
import pytest

from .conftest import Ontschot


@pytest.fixture
def backup(ontschot: Ontschot, fresh_database: dict[str, str], tmp_path: Path) -> Path:
    """A backup of a demo database with one form received."""
    with psycopg.connect(fresh_database["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute(
            "INSERT INTO foundation_clientrequest (user_id, key, deed, result, received_at) "
            "VALUES (1, gen_random_uuid(), 'test', '{}', now())"
        )
    file = tmp_path / "backup.dump"
    ran = ontschot("backup", file, env=fresh_database)
    assert ran.code == 0, ran.err
    assert "secrets.json" in ran.out
    return file


def test_only_its_owner_can_read_it(backup: Path) -> None:
    for file in (backup, backup.with_name("backup.dump.json")):
        assert file.stat().st_mode & 0o077 == 0


def test_it_holds_no_keys(backup: Path) -> None:
    kept = json.loads(Path(os.environ["ONTSCHOT_DATA"], "secrets.json").read_text())
    written = backup.read_bytes() + backup.with_name("backup.dump.json").read_bytes()
    assert not [name for name, value in kept.items() if value.encode() in written]


def test_an_existing_file_is_not_overwritten(ontschot: Ontschot, backup: Path, fresh_database: dict[str, str]) -> None:
    before = backup.read_bytes()
    assert ontschot("backup", backup, env=fresh_database).code == 1
    assert backup.read_bytes() == before


def test_restored_in_an_empty_database_it_is_equal(
    ontschot: Ontschot, backup: Path, empty_database: dict[str, str]
) -> None:
    ran = ontschot("--json", "restore", backup, env=empty_database)
    assert ran.code == 0, ran.err
    assert ran.summary["differences"] == []
    with psycopg.connect(empty_database["DATABASE_OWNER_URL"]) as owner:
        assert owner.execute("SELECT deed FROM foundation_clientrequest").fetchall() == [("test",)]
        assert owner.execute("SELECT kind, era FROM foundation_installation").fetchall() == [("demo", 2)]
    assert ontschot("doctor", env=empty_database).code == 0


def test_a_full_database_is_replaced_only_when_asked(
    ontschot: Ontschot, backup: Path, fresh_database: dict[str, str]
) -> None:
    ran = ontschot("restore", backup, env=fresh_database)
    assert ran.code == 1
    assert "--replace" in ran.err
    ran = ontschot("restore", "--replace", backup, env=fresh_database)
    assert ran.code == 0, ran.err


def test_a_damaged_backup_changes_nothing(ontschot: Ontschot, backup: Path, fresh_database: dict[str, str]) -> None:
    content = bytearray(backup.read_bytes())
    content[len(content) // 2] ^= 0xFF
    backup.write_bytes(content)
    ran = ontschot("restore", "--replace", backup, env=fresh_database)
    assert ran.code == 1
    assert "checksum" in ran.err
    with psycopg.connect(fresh_database["DATABASE_OWNER_URL"]) as owner:
        assert owner.execute("SELECT era FROM foundation_installation").fetchall() == [(1,)]


def test_a_restore_that_fails_half_way_changes_nothing(
    ontschot: Ontschot, backup: Path, fresh_database: dict[str, str]
) -> None:
    content = backup.read_bytes()
    backup.write_bytes(content[: len(content) * 3 // 4])
    listed = backup.with_name("backup.dump.json")
    import hashlib

    manifest = json.loads(listed.read_text()) | {"sha256": hashlib.sha256(backup.read_bytes()).hexdigest()}
    listed.write_text(json.dumps(manifest))
    ran = ontschot("restore", "--replace", backup, env=fresh_database)
    assert ran.code == 3
    with psycopg.connect(fresh_database["DATABASE_OWNER_URL"]) as owner:
        assert owner.execute("SELECT kind, era FROM foundation_installation").fetchall() == [("demo", 1)]


def test_other_keys_are_refused(
    ontschot: Ontschot, backup: Path, empty_database: dict[str, str], tmp_path: Path
) -> None:
    ran = ontschot("--data", tmp_path / "other", "restore", backup, env=empty_database)
    assert ran.code == 1
    assert "keys" in ran.err


def test_a_missing_file_is_wrong_use(ontschot: Ontschot, empty_database: dict[str, str], tmp_path: Path) -> None:
    assert ontschot("restore", tmp_path / "none", env=empty_database).code == 2

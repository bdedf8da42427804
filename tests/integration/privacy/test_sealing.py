"""The sealed log: what was changed, removed or added afterwards is found. The tampering is done as the owner."""

from __future__ import annotations

import datetime as dt
import os
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from ontschot.privacy import acting, log, sealing
from ontschot.privacy.models import LogEntry, Seal

pytestmark = pytest.mark.django_db(transaction=True)

SYSTEM = acting.system(origin="test", purpose="administration")


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own for the note of the newest seal."""
    monkeypatch.setenv("ONTSCHOT_DATA", str(tmp_path))
    return tmp_path


def write(*persons: int) -> None:
    """One committed transaction with a line for each person."""
    with acting.acting(SYSTEM):
        log.write("test", "thing", [log.Subject(person_id=number) for number in persons], words=["één", "twee"])


def everything_so_far_can_be_sealed() -> None:
    """Wait, a minute at most, until every transaction that began before now has ended, in any database of the server.

    Another test process on the same server has transactions under way too, and sealing waits for those.
    """
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as admin:

        def ask(what: str) -> int:
            row = admin.execute(f"SELECT pg_snapshot_{what}(pg_current_snapshot())::text::bigint").fetchone()
            assert row is not None
            return int(row[0])

        begun = ask("xmax")
        give_up = time.monotonic() + 60
        while ask("xmin") < begun:
            assert time.monotonic() < give_up, "a transaction on this server has been under way for a minute"
            time.sleep(0.05)


def seal() -> Seal | None:
    """Seal all that was written so far."""
    everything_so_far_can_be_sealed()
    return sealing.seal(timezone.now())


@contextmanager
def owner() -> Iterator[psycopg.Connection]:
    """The owner of the database, with the triggers that protect the log switched off."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as admin:
        admin.execute("SET session_replication_role = replica")
        yield admin


def three_batches() -> list[Seal]:
    """Three sealed batches of three, one and two lines, and one line not yet sealed."""
    seals = []
    for persons in ((1, 2, 3), (4,), (5, 6)):
        write(*persons)
        seals.append(seal())
    write(7)
    assert all(seals)
    return [s for s in seals if s]


def test_an_untouched_log_is_as_it_was_sealed() -> None:
    seals = three_batches()
    report = sealing.verify()
    assert report.ok, report.problems
    assert (report.batches, report.lines, report.unsealed) == (3, 6, 1)
    assert report.sealed_at == seals[-1].sealed_at
    assert [s.lines for s in seals] == [3, 1, 2]
    assert [s.previous for s in seals] == ["", seals[0].digest, seals[1].digest]
    assert list(sealing.verify()) == []


def test_how_far_it_is_sealed_is_known_without_computing_seals_again(monkeypatch: pytest.MonkeyPatch) -> None:
    before = sealing.state()
    assert (before.sealed_at, before.unsealed, before.more) == (None, 0, False)
    seals = three_batches()
    with owner() as admin:
        admin.execute("UPDATE foundation_installation SET era = era + 1")
    write(8, 9)
    now = sealing.state()
    assert (now.sealed_at, now.unsealed, now.more) == (seals[-1].sealed_at, 3, False)
    monkeypatch.setattr(sealing, "_COUNTED", 2)
    assert (sealing.state().unsealed, sealing.state().more) == (2, True)
    seal()
    assert sealing.state().unsealed == 0


def test_nothing_new_makes_no_seal() -> None:
    write(1)
    assert seal() is not None
    assert seal() is None


def test_a_transaction_still_under_way_is_sealed_later() -> None:
    url = os.environ["DATABASE_URL"]
    with psycopg.connect(url) as slow:
        slow.execute("SELECT pg_current_xact_id()")
        write(1, 2)
        sealing.seal(timezone.now())
        assert sealing.verify().unsealed == 2
        slow.rollback()
    newest = seal()
    assert newest is not None
    assert newest.lines == 2


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("user_id", "4711"),
        ("subject_person_id", "99"),
        ("action", "'iets anders'"),
        ("outcome", "'refused'"),
        ("at", "at + interval '1 microsecond'"),
        ("detail", "'{}'"),
        ("purpose", "'support'"),
        ("origin", "'elders'"),
        ("trace", "gen_random_uuid()"),
        ("id", "gen_random_uuid()"),
    ],
)
def test_a_changed_line_is_found(column: str, value: str) -> None:
    seals = three_batches()
    with owner() as admin:
        admin.execute(f"UPDATE privacy_logentry SET {column} = {value} WHERE subject_person_id = 4")
    (problem,) = sealing.verify()
    assert problem.startswith(f"batch {seals[1].pk} ")


def test_a_removed_line_is_found() -> None:
    three_batches()
    with owner() as admin:
        admin.execute("DELETE FROM privacy_logentry WHERE subject_person_id = 2")
    (problem,) = sealing.verify()
    assert "2 lines were found where 3 were sealed" in problem


def _copy(**changes: str) -> str:
    columns = ", ".join(sealing.FIELDS)
    values = ", ".join(changes.get(name, name) for name in sealing.FIELDS)
    return f"INSERT INTO privacy_logentry ({columns}) SELECT {values} FROM privacy_logentry WHERE subject_person_id = 4"


@pytest.mark.parametrize("changes", [{}, {"transaction": "0"}, {"transaction": "-5"}, {"era": "0"}])
def test_an_inserted_line_is_found(changes: dict[str, str]) -> None:
    three_batches()
    with owner() as admin:
        admin.execute(_copy(id="gen_random_uuid()", **changes))
    assert not sealing.verify().ok


def test_a_line_of_an_era_to_come_is_found() -> None:
    three_batches()
    with owner() as admin:
        admin.execute(_copy(id="gen_random_uuid()", era="9"))
    assert not sealing.verify().ok


def test_a_line_that_was_changed_back_and_forth_over_batches_is_found() -> None:
    three_batches()
    with owner() as admin:
        admin.execute(
            "UPDATE privacy_logentry SET subject_person_id = 10 - subject_person_id WHERE subject_person_id IN (4, 6)"
        )
    assert len(list(sealing.verify())) == 2


@pytest.mark.parametrize("which", [0, 1, 2])
def test_a_removed_batch_is_found_also_the_last_one(which: int) -> None:
    seals = three_batches()
    gone = seals[which]
    with owner() as admin:
        admin.execute(
            "DELETE FROM privacy_logentry WHERE transaction >= %s AND transaction < %s",
            [gone.from_transaction, gone.until_transaction],
        )
        admin.execute("DELETE FROM privacy_seal WHERE id = %s", [gone.pk])
    assert not sealing.verify().ok


def test_without_the_note_outside_the_database_a_removed_last_batch_is_not_found(data_folder: Path) -> None:
    """What the chain alone cannot show; docs/explanation/logging.md says so."""
    gone = three_batches()[-1]
    with owner() as admin:
        admin.execute("DELETE FROM privacy_logentry WHERE transaction >= %s", [gone.from_transaction])
        admin.execute("DELETE FROM privacy_seal WHERE id = %s", [gone.pk])
    for note in data_folder.glob("newest-seal-*"):
        note.unlink()
    assert sealing.verify().ok


@pytest.mark.parametrize(
    "column", ["lines", "until_transaction", "from_transaction", "era", "digest", "previous", "sealed_at"]
)
def test_a_changed_seal_is_found(column: str) -> None:
    seals = three_batches()
    value = {"digest": "repeat('0', 64)", "previous": "''", "sealed_at": "now()"}.get(column, f"{column} + 1")
    with owner() as admin:
        admin.execute(f"UPDATE privacy_seal SET {column} = {value} WHERE id = %s", [seals[1].pk])
    assert not sealing.verify().ok


def test_who_has_no_key_cannot_make_a_seal(settings: Any) -> None:
    from ontschot.foundation import secrets

    write(1)
    own = settings.SECRETS
    settings.SECRETS = secrets.throwaway()
    seal()
    settings.SECRETS = own
    assert not sealing.verify().ok


def test_after_a_restore_a_new_era_begins_and_the_chain_goes_on() -> None:
    three_batches()  # and one line that the backup holds unsealed
    with owner() as admin:
        admin.execute("UPDATE foundation_installation SET era = era + 1")
    write(8)
    newest = seal()
    assert newest is not None
    assert newest.era == 2
    report = sealing.verify()
    assert report.ok, report.problems
    assert (report.restores, report.unsealed, report.lines) == (1, 0, 8)


def test_only_the_newest_part_can_be_asked() -> None:
    seals = three_batches()
    with owner() as admin:
        admin.execute("UPDATE privacy_logentry SET action = 'x' WHERE subject_person_id = 1")
    assert sealing.verify(since=seals[1].sealed_at).ok
    assert sealing.verify(since=seals[1].sealed_at).lines == 3
    assert sealing.verify(since=timezone.now() + dt.timedelta(days=1)).unsealed == 1
    assert not sealing.verify().ok


def test_the_application_cannot_change_remove_or_seal_by_itself() -> None:
    three_batches()
    with transaction.atomic():
        assert not LogEntry.objects.exists()  # sees nothing of others, and:
    for statement in (
        "UPDATE privacy_logentry SET action = ''",
        "DELETE FROM privacy_logentry",
        "DELETE FROM privacy_seal",
    ):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    with owner() as admin:
        admin.execute("SET session_replication_role = origin")
        with pytest.raises(psycopg.errors.RaiseException, match="written once"):
            admin.execute("DELETE FROM privacy_logentry")


def test_memory_does_not_grow_with_the_number_of_lines() -> None:
    for _time in range(5):
        with acting.acting(SYSTEM):
            log.write("test", "thing", [log.Subject(person_id=n) for n in range(6000)])
    tracemalloc.start()
    newest = seal()
    assert newest is not None
    assert newest.lines == 30_000
    assert sealing.verify().ok
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 25_000_000


def test_the_worker_seals_as_the_application_role() -> None:
    from procrastinate.contrib.django import app

    from ontschot.privacy.tasks import seal_log

    write(1)
    everything_so_far_can_be_sealed()
    seal_log.defer(timestamp=0)
    worker = app.with_connector(app.connector.get_worker_connector())
    with worker.open():
        worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False, name="test")
    assert sealing.verify().ok
    with acting.acting(SYSTEM), acting.wide("ontschot_oversight"):  # other work of the worker may write lines later
        line = LogEntry.objects.get(action="test")
        assert Seal.objects.get().until_transaction > line.transaction

"""Lines about reading wait for the end of the transaction, and are still never missing; small facts are asked once."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from ontschot.accounts.models import User
from ontschot.accounts.queries import user_names
from ontschot.domain.people import actions as people
from ontschot.domain.people import queries
from ontschot.domain.people.actions.households import NotPossible
from ontschot.privacy import acting, log
from ontschot.privacy.models import LogEntry
from tests.town import Town


def _lines(**wanted: Any) -> list[tuple[str, str, int | None]]:
    with acting.acting(acting.system("test", "oversight")):
        log.read("test", [])
        with acting.wide("ontschot_oversight"):
            found = LogEntry.objects.filter(**wanted).order_by("at", "action")
            return list(found.values_list("action", "object_kind", "subject_person_id"))


def test_what_one_page_reads_is_written_in_one_statement(town: Town) -> None:
    by = town.actor("generalist")
    with CaptureQueriesContext(connection) as asked, acting.acting(by):
        queries.household(town.household)
        queries.person(town.saskia)
        queries.person(town.saskia)
    assert sum("privacy_logentry" in query["sql"] for query in asked.captured_queries) == 1
    lines = _lines(trace=by.trace)
    assert lines.count(("read", "person", town.saskia)) == 2  # each time it was shown
    assert {person for _action, kind, person in lines if kind == "household"} == {
        town.saskia,
        town.jeffrey,
        town.amanda,
    }


def test_a_deed_that_is_undone_leaves_no_line_and_what_was_read_before_stays(town: Town) -> None:
    by: Any = town.actor("generalist")
    with acting.acting(by):
        queries.person(town.saskia)
        with pytest.raises(NotPossible):
            people.split_household(by=by, household_id=town.household, person_ids=[], on=_today())
        with transaction.atomic():
            people.describe_household(by=by, household_id=town.household, version=1, name="Anders")
            transaction.set_rollback(True)
    assert [line[:2] for line in _lines(trace=by.trace)] == [("read", "person")]


def _today() -> Any:
    from ontschot.foundation import calendar

    return calendar.today()


def test_what_cannot_be_logged_is_not_shown_and_not_kept(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    by: Any = town.actor("generalist")

    def broken(_lines: object) -> None:
        raise OSError("the log is full")

    monkeypatch.setattr(log, "_insert", broken)
    with pytest.raises(OSError, match="full"), acting.acting(by):
        queries.person(town.saskia)
    monkeypatch.undo()
    assert _lines(trace=by.trace) == []


def test_long_work_does_not_keep_all_its_lines_waiting(town: Town) -> None:
    by = town.actor("generalist")
    with acting.acting(by) as work:
        for _n in range(log._MOST_WAITING + 3):
            log.read("person", [log.Subject(town.saskia)])
        assert len(work.unwritten) == 3
    assert len(_lines(trace=by.trace)) == log._MOST_WAITING + 3


def test_a_fact_is_asked_once_until_something_changes(town: Town) -> None:
    by: Any = town.actor("generalist")
    number = town.users["generalist"].pk
    with acting.acting(by):
        log.read("test", [])
        with CaptureQueriesContext(connection) as asked:
            for _n in range(3):
                assert user_names([number])[number].name == "Gerrit Wijk"
            assert user_names([999_999]) == {}
        assert len(asked) == 2
        User.objects.filter(pk=number).update(name="Gerrit Anders")
        assert user_names([number])[number].name == "Gerrit Anders"
        made: list[int] = []
        with acting.wide("ontschot_register"):
            acting.remembered("x", lambda: made.append(1))
        acting.remembered("x", lambda: made.append(2))
        assert made == [1, 2]

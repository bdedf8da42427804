"""Appointments, tasks by hand, and the feed: who sees them, what clashes, and that a feed tells times only."""

from __future__ import annotations

import datetime as dt

import icalendar
import pytest
from django.test import Client
from django.utils import timezone

from ontschot.accounts import absence_actions, feeds
from ontschot.accounts import actions as accounts
from ontschot.domain.plans import actions, queries
from ontschot.domain.plans.models import Appointment, Attendee, Task
from ontschot.domain.plans.rules import IllegalMove, Refused
from ontschot.foundation.calendar import AMSTERDAM, today
from ontschot.foundation.versions import Conflict
from ontschot.privacy import acting, log
from tests.integration.plans.test_absence import colleague
from tests.town import Town

HOUR = dt.timedelta(hours=1)


def at(hour: int, days: int = 1) -> dt.datetime:
    return dt.datetime.combine(today() + dt.timedelta(days=days), dt.time(hour), tzinfo=AMSTERDAM)


def meet(town: Town, who: str = "generalist", hour: int = 10, **more: object) -> Appointment:
    by = town.actor(who)
    with acting.acting(by):
        return actions.add_appointment(
            by=by,
            household_id=town.household,
            **({"title": "Kennismaken", "starts_at": at(hour), "ends_at": at(hour) + HOUR} | more),  # type: ignore[arg-type]
        )


def shown(town: Town, who: str) -> list[str]:
    with acting.acting(town.actor(who)):
        return [line.record.title for day in queries.my_calendar(today(), 8) for line in day.appointments]


def test_an_appointment_stands_in_the_calendar_of_who_comes_and_may_see_it(town: Town) -> None:
    leader = town.users["team_leader"].pk
    made = meet(town, user_ids=[town.users["generalist"].pk, leader], person_ids=[town.saskia], place="Lindestraat 12")
    assert shown(town, "generalist") == ["Kennismaken"]
    assert shown(town, "team_leader") == ["Kennismaken"]
    assert shown(town, "other_generalist") == []
    with acting.acting(town.actor("generalist")):
        line = queries.appointment(made.pk)
        assert line.persons == ["Saskia van Dalen"]
        assert line.colleagues == ["Gerrit Wijk", "Tineke Leider"]


def test_it_leaves_the_calendar_when_access_ends(town: Town) -> None:
    meet(town)
    admin = town.actor("administrator")
    with acting.acting(admin):
        accounts.leave_team(by=admin, membership_id=town.users["generalist"].memberships.get().pk)
    assert shown(town, "generalist") == []


def test_only_who_may_see_it_can_come(town: Town) -> None:
    with pytest.raises(Refused, match="betrokken"):
        meet(town, user_ids=[town.users["other_generalist"].pk])
    by = town.actor("generalist")
    with acting.acting(by):
        actions.involve(
            by=by, household_id=town.household, kind="professional", role="mentor",
            user_id=town.users["partner"].pk, life_domains=["education"],
        )  # fmt: skip
    with pytest.raises(Refused, match="betrokken"):
        meet(town, user_ids=[town.users["partner"].pk], life_domain="income")
    meet(town, user_ids=[town.users["partner"].pk], life_domain="education", title="Op school")
    meet(town, life_domain="income", title="De schulden", hour=14)
    assert shown(town, "partner") == ["Op school"]


def test_odd_times_and_strangers_are_refused(town: Town) -> None:
    for wrong in (
        {"ends_at": at(10)},
        {"ends_at": at(23)},
        {"starts_at": at(10, 800), "ends_at": at(11, 800)},
        {"title": "  "},
        {"person_ids": [town.stranger]},
    ):
        with pytest.raises(Refused):
            meet(town, **wrong)


def test_clashes_are_shown_and_not_forbidden(town: Town) -> None:
    meet(town)
    meet(town, title="Dubbel", hour=10)
    meet(town, title="Aansluitend", hour=11)
    by = town.actor("generalist")
    with acting.acting(by):
        lines = [line for day in queries.my_calendar(today(), 3) for line in day.appointments]
        assert {line.record.title: line.clash for line in lines} == {
            "Kennismaken": True,
            "Dubbel": True,
            "Aansluitend": False,
        }
    with acting.acting(town.actor("team_leader")):
        found = queries.busy([by.user_id or 0], at(10), at(11))
        assert [(one.name, one.absence) for one in found] == [("Gerrit Wijk", None)]
        assert queries.busy([by.user_id or 0], at(12), at(13)) == []


def test_busy_tells_nothing_of_a_hidden_appointment_but_that_it_is(town: Town) -> None:
    meet(town)
    with acting.acting(town.actor("other_generalist")):
        [one] = queries.busy([town.users["generalist"].pk], at(10), at(11))
        assert vars(one) == {"name": "Gerrit Wijk", "absence": None, "tight": False}


def test_change_state_and_conflict(town: Town) -> None:
    made, by = meet(town), town.actor("generalist")
    with acting.acting(by):
        changed = actions.change_appointment(
            by=by, appointment_id=made.pk, version=made.version, title="Later", starts_at=at(13), ends_at=at(14),
            user_ids=[town.users["team_leader"].pk],
        )  # fmt: skip
        assert list(Attendee.objects.values_list("user_id", flat=True)) == [town.users["team_leader"].pk]
        with pytest.raises(Conflict):
            actions.set_appointment(by=by, appointment_id=made.pk, version=made.version, state="held")
        gone = actions.set_appointment(by=by, appointment_id=made.pk, version=changed.version, state="cancelled")
        with pytest.raises(IllegalMove):
            actions.set_appointment(by=by, appointment_id=made.pk, version=gone.version, state="held")
    assert shown(town, "team_leader") == []


def test_the_cover_has_it_in_the_calendar(town: Town) -> None:
    by, olga = town.actor("generalist"), town.actor("other_generalist")
    with acting.acting(by):
        actions.name_coordinator(by=by, household_id=town.household, user_id=olga.user_id or 0)
    meet(town, "other_generalist", title="Huisbezoek")
    cover = colleague(town)
    assert shown(town, "colleague") == []
    with acting.acting(olga):
        absence_actions.set_absence(by=olga, user_id=olga.user_id or 0, first_day=today(), cover_user_id=cover.pk)
    assert shown(town, "colleague") == ["Huisbezoek"]


def test_it_goes_along_with_the_coordination_and_back(town: Town) -> None:
    by, leader = town.actor("generalist"), town.actor("team_leader")
    second = colleague(town, "second", team=town.team)
    with acting.acting(by):
        actions.name_coordinator(by=by, household_id=town.household, user_id=by.user_id or 0)
    meet(town)
    with acting.acting(leader):
        change = actions.reassign(
            by=leader, from_user_id=by.user_id or 0, to_user_id=second.pk, household_ids=[town.household], reason="Vol"
        )
    assert (shown(town, "second"), shown(town, "generalist")) == (["Kennismaken"], [])
    with acting.acting(leader):
        assert actions.undo_bulk(by=leader, change_id=change.pk).kept == 0
    assert (shown(town, "second"), shown(town, "generalist")) == ([], ["Kennismaken"])


# ---------------------------------------------------------------------------------------- tasks


def test_a_task_by_hand_is_snoozed_done_and_undone(town: Town) -> None:
    by = town.actor("generalist")
    with acting.acting(by):
        made = actions.add_task(by=by, household_id=town.household, text="Bel de bank", due_on=today())
        later = actions.snooze_task(by=by, task_id=made.pk, version=made.version, due_on=today() + dt.timedelta(days=7))
        with pytest.raises(Conflict):
            actions.snooze_task(by=by, task_id=made.pk, version=made.version, due_on=None)
        done = actions.complete_task(by=by, task_id=made.pk, version=later.version)
        with pytest.raises(Refused, match="al gedaan"):
            actions.snooze_task(by=by, task_id=made.pk, version=done.version, due_on=None)
        with pytest.raises(Refused, match="betrokken"):
            actions.add_task(by=by, household_id=town.household, text="x", user_id=town.users["other_generalist"].pk)
        with pytest.raises(Refused, match="Schrijf op"):
            actions.add_task(by=by, household_id=town.household, text=" ")


def test_a_last_day_of_the_law_is_not_moved(town: Town) -> None:
    by = town.actor("generalist")
    with acting.acting(by):
        log.read("test", [])
        task = actions.raise_task(
            by=by, household_id=town.household, kind="term:1", text="Zes weken", due_on=today(),
            whom=(by.user_id, None),
        )  # fmt: skip
        assert task
        with pytest.raises(Refused, match="vaste uiterste dag"):
            actions.snooze_task(by=by, task_id=task.pk, version=task.version, due_on=today() + dt.timedelta(days=1))
        assert Task.objects.get(pk=task.pk).due_on == today()


# ---------------------------------------------------------------------------------------- the feed


def feed_of(town: Town, who: str = "generalist") -> str:
    by = town.actor(who)
    with acting.acting(by):
        return feeds.make_feed(by=by)[1]


def test_the_feed_tells_times_and_nothing_else(town: Town) -> None:
    made = meet(town, person_ids=[town.saskia], place="Lindestraat 12", route="Achterom", others="Tolk Yusuf")
    response = Client().get(f"/werk/agenda/{feed_of(town)}.ics")
    text = response.content.decode()
    for word in ("Saskia", "Dalen", "Lindestraat", "Achterom", "Yusuf", "Kennismaken", "Gerrit"):
        assert word not in text
    [event] = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert str(event["uid"]).partition("@")[0] != str(made.pk)
    assert event.decoded("dtstart") == made.starts_at
    assert event.decoded("dtend") == made.ends_at
    assert {name.lower() for name in event} == {
        "uid", "dtstamp", "dtstart", "dtend", "sequence", "summary", "class",
    }  # fmt: skip
    assert str(event["summary"]) == "Afspraak"
    assert "no-store" in response["Cache-Control"]


def test_a_withdrawn_renewed_or_unknown_address_opens_nothing(town: Town) -> None:
    meet(town)
    first, second = feed_of(town), feed_of(town)
    assert Client().get(f"/werk/agenda/{first}.ics").status_code == 404
    assert Client().get(f"/werk/agenda/{second}.ics").status_code == 200
    assert Client().get(f"/werk/agenda/{second[:-1]}.ics").status_code == 404
    by = town.actor("generalist")
    with acting.acting(by):
        feeds.revoke_feed(by=by)
    assert Client().get(f"/werk/agenda/{second}.ics").status_code == 404


def test_a_closed_account_and_ended_access_are_gone_from_the_feed(town: Town) -> None:
    meet(town)
    token, admin = feed_of(town), town.actor("administrator")
    with acting.acting(admin):
        accounts.leave_team(by=admin, membership_id=town.users["generalist"].memberships.get().pk)
    assert b"VEVENT" not in Client().get(f"/werk/agenda/{token}.ics").content
    with acting.acting(admin):
        accounts.deactivate_user(by=admin, user_id=town.users["generalist"].pk)
    assert Client().get(f"/werk/agenda/{token}.ics").status_code == 404


def test_the_night_that_the_clock_goes_back(town: Town) -> None:
    """In the feed a time is the same moment as on the screen, in summer and winter."""
    made = meet(town, starts_at=at(9, 200), ends_at=at(10, 200))
    [event] = icalendar.Calendar.from_ical(Client().get(f"/werk/agenda/{feed_of(town)}.ics").content).walk("VEVENT")
    assert event.decoded("dtstart").astimezone(AMSTERDAM).hour == 9
    assert timezone.localtime(made.starts_at).hour == 9

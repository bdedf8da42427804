"""Appointments that repeat, the way between two, reminders, and what a resident sees and asks: through the pages."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ontschot.domain.plans import queries
from ontschot.domain.plans.models import Appointment, Attendee
from ontschot.foundation.calendar import AMSTERDAM, today
from ontschot.privacy import acting, log
from tests.integration.plans.test_calendar import at, meet
from tests.town import Town, browser

DAY = dt.timedelta(days=1)


def new(town: Town) -> str:
    return reverse("workplace:appointment_new", args=[town.household])


def given(town: Town, day: dt.date, **more: Any) -> dict[str, Any]:
    return {
        "title": "Post doornemen", "day": day.isoformat(), "begins": "10:00", "ends": "11:00", "shown": "on",
        "colleagues": [town.users["generalist"].pk], "life_domain": "basis",
    } | more  # fmt: skip


def rows(town: Town) -> list[Appointment]:
    with acting.acting(town.actor("generalist")):
        log.read("test", [])
        return list(Appointment.objects.filter(title__startswith="Post").order_by("starts_at"))


def local(one: Appointment) -> tuple[dt.date, int]:
    moment = one.starts_at.astimezone(AMSTERDAM)
    return moment.date(), moment.hour


def text(client: Client, name: str, *args: object) -> str:
    return client.get(reverse(name, args=args)).content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"every": "1", "until": 2}, "until"),  # once only
        ({"every": "1", "until": 0}, "until"),
        ({"day": 800}, "day"),
        ({"begins": "06:00", "ends": "19:30"}, "ends"),
    ],
)
def test_a_refusal_stands_at_its_field(town: Town, changes: dict[str, Any], field: str) -> None:
    first = today() + 3 * DAY
    days = {name: (first + n * DAY).isoformat() for name, n in changes.items() if isinstance(n, int)}
    refused = browser(town, "generalist").post(new(town), given(town, first) | changes | days)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, [field])
    assert rows(town) == []


# ------------------------------------------------------------------------------------------------ repeating


def test_ten_o_clock_stays_ten_o_clock_when_the_clock_changes(town: Town) -> None:
    worker, first = browser(town, "generalist"), today() + 3 * DAY
    lacking = worker.post(new(town), given(town, first, every="2"))
    assert lacking.status_code == 422
    assert "Kies tot wanneer de afspraak terugkomt." in lacking.content.decode()
    too_long = worker.post(new(town), given(town, first, every="2", until=(first + 400 * DAY).isoformat()))
    assert list(too_long.context["form"].errors) == ["until"]
    assert "hoogstens een jaar" in too_long.context["form"].errors["until"][0]
    assert rows(town) == []
    made = worker.post(new(town), given(town, first, every="2", until=(first + 350 * DAY).isoformat()), follow=True)
    assert "feestdag" in made.content.decode() or first.weekday() in (5, 6)
    found = rows(town)
    assert len(found) == 26
    assert {local(one)[1] for one in found} == {10}
    assert [local(one)[0] for one in found[:2]] == [first, first + 14 * DAY]
    assert {one.series_id for one in found} == {found[0].pk}
    with acting.acting(town.actor("generalist")):
        log.read("test", [])
        assert Attendee.objects.filter(appointment__in=found).count() == 26


def test_one_changes_or_this_one_and_all_that_follow(town: Town) -> None:
    worker, first = browser(town, "generalist"), today() + 3 * DAY
    worker.post(new(town), given(town, first, every="1", until=(first + 28 * DAY).isoformat()))
    found = rows(town)
    edit = reverse("workplace:appointment_edit", args=[found[1].pk])
    assert "elke week, tot en met" in worker.get(edit).content.decode()
    exception = given(town, first + 8 * DAY, begins="14:00", ends="15:00", which="one", version="1")
    assert worker.post(edit, exception).status_code == 302
    assert [local(one) for one in rows(town)][:3] == [
        (first, 10), (first + 8 * DAY, 14), (first + 14 * DAY, 10),
    ]  # fmt: skip
    edit = reverse("workplace:appointment_edit", args=[found[2].pk])
    moved = given(
        town, first + 15 * DAY, begins="09:00", ends="09:30", title="Post en geld", which="following", version="1"
    )
    assert worker.post(edit, moved).status_code == 302
    after = rows(town)
    assert [local(one) for one in after] == [
        (first, 10), (first + 8 * DAY, 14), (first + 15 * DAY, 9), (first + 22 * DAY, 9), (first + 29 * DAY, 9),
    ]  # fmt: skip
    assert [one.title for one in after][2:] == ["Post en geld"] * 3
    stop = reverse("workplace:appointment_state", args=[after[3].pk, "cancelled"])
    assert worker.post(stop, {"version": str(after[3].version), "following": "1"}).status_code == 302
    assert [one.state for one in rows(town)] == ["planned"] * 3 + ["cancelled"] * 2


def test_days_on_which_somebody_has_something_else_are_told_of_a_series(town: Town) -> None:
    worker, first = browser(town, "generalist"), today() + 3 * DAY
    alone = worker.post(new(town), given(town, today() + DAY), follow=True)
    assert "al iets anders" not in alone.content.decode()  # not with itself
    meet(town, title="Ander", starts_at=at(10, 10), ends_at=at(11, 10))
    made = worker.post(new(town), given(town, first, every="1", until=(first + 21 * DAY).isoformat()), follow=True)
    page = made.content.decode()
    assert "Op deze dagen heeft een van u dan al iets anders" in page
    assert "Op deze dagen heeft een van u dan al iets anders: , " not in page
    assert len(rows(town)) == 5


def test_the_feed_still_tells_times_only(town: Town) -> None:
    from tests.integration.plans.test_calendar import meet as one_meeting

    one_meeting(town, every="1", until=today() + 20 * DAY, bring="De brief", place="Lindestraat 12")
    with acting.acting(town.actor("generalist")):
        moments = queries.my_moments()
    assert len(moments) == 3
    assert not {"title", "place", "bring", "household"} & set(vars(moments[0]))


# ------------------------------------------------------------------------------------------------ the way, reminders


def test_too_little_time_for_the_way_is_told_and_not_refused(town: Town) -> None:
    meet(town, hour=9, title="Eerst")
    worker, day = browser(town, "generalist"), today() + DAY
    tight = worker.post(new(town), given(town, day, begins="10:10", ends="11:00", travel_minutes="25"), follow=True)
    assert "te weinig tijd om te reizen" in tight.content.decode()
    assert len(rows(town)) == 1
    week = text(worker, "workplace:calendar") + worker.get(f"/werk/agenda/?dag={day.isoformat()}").content.decode()
    assert "15 minuten te weinig reistijd" in week
    before = worker.post(new(town), given(town, day, begins="08:00", ends="08:55", title="Vroeg"), follow=True)
    assert "te weinig tijd" not in before.content.decode()
    wide = given(town, today() + 2 * DAY, begins="10:10", ends="11:00", travel_minutes="25")
    assert "te weinig tijd" not in worker.post(new(town), wide, follow=True).content.decode()


def test_what_comes_tomorrow_stands_on_my_work_and_in_the_portal(town: Town) -> None:
    meet(town, hour=10, title="Keukentafel")
    meet(town, hour=10, title="Over een week", starts_at=at(10, 8), ends_at=at(11, 8))
    meet(town, hour=15, title="Intern overleg", shown=False)
    page = text(browser(town, "generalist"), "workplace:my_work")
    assert "Vandaag en morgen" in page
    assert "Keukentafel" in page
    assert "Intern overleg" in page
    assert "Over een week" not in page
    portal = text(browser(town, "resident"), "portal:my_plan")
    assert "Morgen om 10:00 hebt u een afspraak." in portal
    assert "Intern overleg" not in portal


# ------------------------------------------------------------------------------------------------ the resident


def test_a_resident_sees_their_own_appointments_and_asks_for_another_time(town: Town) -> None:
    mine = meet(town, title="Geld", place="Lindestraat 12", bring="De brief van de bank", others="Oma")
    meet(town, title="Alleen met Jeffrey", person_ids=[town.jeffrey], starts_at=at(13), ends_at=at(14))
    meet(town, title="Niet voor haar", shown=False, starts_at=at(16), ends_at=at(17))
    resident = browser(town, "resident")
    page = text(resident, "portal:my_appointments")
    for words in ("Geld", "Lindestraat 12", "De brief van de bank", "Gerrit Wijk, Oma", "10:00"):
        assert words in page
    assert "Alleen met Jeffrey" not in page  # he is 16, and speaks for himself
    assert "Niet voor haar" not in page
    ask = reverse("portal:move", args=[mine.pk])
    empty = resident.post(ask, {"wish": " "})
    assert empty.status_code == 422
    assert "Schrijf op wanneer u wel kunt" in empty.content.decode()
    assert resident.post(ask, {"wish": "Liever in de middag"}).status_code == 302
    assert "Liever in de middag" in text(resident, "portal:my_appointments")
    worker = browser(town, "generalist")
    assert "Een inwoner vraagt om een andere tijd" in text(worker, "workplace:my_work")
    assert "Liever in de middag" in text(worker, "workplace:appointment_edit", mine.pk)
    moved = given(town, today() + 4 * DAY, begins="14:00", ends="15:00", title="Geld", version="2")
    assert worker.post(reverse("workplace:appointment_edit", args=[mine.pk]), moved).status_code == 302
    assert "Een inwoner vraagt" not in text(worker, "workplace:my_work")
    assert "Liever in de middag" not in text(resident, "portal:my_appointments")


def series_of(town: Town, **more: Any) -> list[Appointment]:
    """Every week, six times."""
    until = (today() + 38 * DAY).isoformat()
    answer = browser(town, "generalist").post(new(town), given(town, today() + 3 * DAY, every="1", until=until) | more)
    assert answer.status_code == 302
    made = rows(town)
    assert len(made) == 6
    return made


def own_page(town: Town) -> str:
    return " ".join(text(browser(town, "resident"), "portal:my_appointments").split("<main")[1].split())


def test_a_series_is_folded_behind_its_first(town: Town) -> None:
    made = series_of(town)
    meet(town, title="Iets anders", starts_at=at(13, 5), ends_at=at(14, 5))
    page = own_page(town)
    assert page.count('<section class="card') == 2
    assert "En nog 5 keer, tot en met" in page
    for one in made:  # all can be seen, and moved
        assert reverse("portal:move", args=[one.pk]) in page


def test_what_is_told_of_one_of_a_series_is_not_folded(town: Town) -> None:
    made = series_of(town)
    resident, worker = browser(town, "resident"), browser(town, "generalist")
    resident.post(reverse("portal:move", args=[made[2].pk]), {"wish": "Een dag later"})
    worker.post(reverse("workplace:appointment_state", args=[made[4].pk, "cancelled"]), {"version": "1"})
    page = own_page(town)
    assert page.count('<section class="card') == 3  # the first, the one asked about, the one that does not go on
    assert "Een dag later" in page
    assert page.count("Deze afspraak gaat niet door") == 1
    assert "En nog 3 keer, tot en met" in page


def test_a_series_that_does_not_go_on_is_told_once(town: Town) -> None:
    made = series_of(town)
    worker = browser(town, "generalist")
    there = reverse("workplace:appointment_state", args=[made[1].pk, "cancelled"])
    worker.post(there, {"version": "1", "following": "1"})
    page = own_page(town)
    assert page.count('<section class="card') == 2
    assert page.count("Deze afspraak gaat niet door") == 1
    assert "Ook 4 andere keren gaan niet door" in page
    assert "En nog" not in page


def test_a_household_shows_the_next_of_a_series(town: Town) -> None:
    made = series_of(town)
    meet(town, title="Daarna", starts_at=at(13, 30), ends_at=at(14, 30))
    page = text(browser(town, "generalist"), "workplace:household", town.household)
    assert page.count("Post doornemen") == 1
    assert reverse("workplace:appointment_edit", args=[made[0].pk]) in page
    assert "Daarna" in page


def test_nobody_asks_about_an_appointment_of_others_or_of_before(town: Town) -> None:
    resident = browser(town, "resident")
    hidden = meet(town, title="Niet voor haar", shown=False)
    past = meet(
        town, starts_at=timezone.now() - dt.timedelta(hours=30), ends_at=timezone.now() - dt.timedelta(hours=29)
    )
    for number in (hidden.pk, past.pk, 2**40):
        assert resident.post(reverse("portal:move", args=[number]), {"wish": "Later"}).status_code == 404


def test_an_appointment_with_a_child_of_twelve_is_told_to_who_speaks_for_it(town: Town) -> None:
    from ontschot.domain.people import actions as people
    from ontschot.domain.people.models import Authority, Person
    from ontschot.privacy.acting import system

    meet(town, title="Met Amanda", person_ids=[town.amanda])
    assert "Met Amanda" not in text(browser(town, "resident"), "portal:my_appointments")
    with acting.acting(system("test")), acting.wide("ontschot_register"):
        log.read("test", [])
        child = Person.objects.get(pk=town.amanda)
        Authority.objects.create(
            drawer_id=child.drawer_id, person=child, kind=Authority.Kind.JOINT, holder_person_id=town.saskia,
            holder_name="Saskia", starts_on="20150101", ends_on="",
        )  # fmt: skip
        people.refresh_subject_access([child.pk])
    assert "Met Amanda" in text(browser(town, "resident"), "portal:my_appointments")


def test_the_page_asks_a_constant_number_of_queries(town: Town) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    resident, counts = browser(town, "resident"), []
    for n in range(3):
        meet(town, hour=8 + n, user_ids=[town.users["generalist"].pk])
        with CaptureQueriesContext(
            connection,
        ) as asked:
            text(resident, "portal:my_appointments")
        counts.append(len(asked))
    assert counts[1] == counts[2]

"""A week of the team in the demo: a norm, hours, somebody who is away with a cover, appointments, a review, tasks."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from ontschot.accounts import absence_actions, hours
from ontschot.config.demo import work
from ontschot.domain.access import actions as access
from ontschot.domain.access import queries as access_queries
from ontschot.domain.people import queries as people
from ontschot.domain.people.models import Person
from ontschot.domain.plans import actions as plans
from ontschot.domain.plans import queries
from ontschot.foundation import calendar
from ontschot.privacy.acting import Actor, acting, system

if TYPE_CHECKING:
    from ontschot.config.demo.work import Stage

NORM = 20
HOURS = (("gerrit", 32), ("fatima", 24))  # a week, of 36
AWAY = dt.timedelta(days=9)
# Days from today, hour, who, about what, where, who comes along.
MEETINGS = (
    (1, 10, "Het plan doornemen", "bij Saskia thuis", "Ria Jansen, de buurvrouw"),
    (1, 13, "Overleg met school", "Vakcollege De Rozenburcht", ""),
    (4, 14, "Post en rekeningen op een rij", "buurthuis De Linde", "Wim Groen"),
)


def play(stage: Stage, household_id: int) -> None:
    """After the households have their plans. ``household_id``: the family Van Dalen."""
    today = calendar.today()
    by = system("demo", "administration")
    with acting(by):
        for key in ("north", "south"):
            absence_actions.set_caseload_norm(
                by=by,
                team_id=stage.cast.teams[key],
                households=NORM,
                starts_on=dt.date(today.year, 1, 1),
                source="Afspraak in het managementteam",
            )
    stage.as_("tineke", lambda by: _hours(by, stage, today))
    stage.as_(
        "tineke",
        lambda by: absence_actions.set_absence(
            by=by,
            user_id=stage.cast.users["fatima"].pk,
            first_day=today,
            last_day=today + AWAY,
            cover_user_id=stage.cast.users["gerrit"].pk,
            note="Bel bij spoed Gerrit.",
            resident_note="Ik bel u terug als ik er weer ben.",
        ),
    )
    stage.as_("gerrit", lambda by: _week(by, household_id, today))
    _told_twice(stage, household_id)


def _told_twice(stage: Stage, family_id: int) -> None:
    """Somebody with a plan came to the desk without a card, and was written down as if unknown: a duplicate."""

    def known(_by: Actor) -> Person | None:
        homes, _more = queries.my_households(limit=5)
        found = (people.household(one.household_id).members for one in homes if one.household_id != family_id)
        grown = (one for members in found for one in members if one.person and not one.is_minor)
        return next((one.person for one in grown), None)

    person = stage.as_("gerrit", known)
    if person is None:
        return
    newcomer = access.Newcomer(
        family_name=person.family_name,
        given_names=person.given_names,
        prefix=person.prefix,
        birth_date=person.birth_date,
        gender=person.gender,
    )
    request = stage.as_(
        "anja",
        lambda by: access.report(
            by=by,
            newcomer=newcomer,
            channel="desk",
            question="Ik krijg een brief die ik niet begrijp. Mijn ID-kaart ligt thuis.",
        ),
    )
    work.triage(stage, request, "simple", ("income",), "safe", "north", "gerrit")


def _hours(by: Actor, stage: Stage, today: dt.date) -> None:
    for key, worked in HOURS:
        hours.set_contract_hours(
            by=by, user_id=stage.cast.users[key].pk, hours=Decimal(worked), starts_on=dt.date(today.year, 1, 1)
        )


def _weekday(day: dt.date) -> dt.date:
    """This day, or the Monday after a weekend."""
    return day + dt.timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0)


def _week(by: Actor, household_id: int, today: dt.date) -> None:
    for days, hour, title, place, others in MEETINGS:
        begins = dt.datetime.combine(
            _weekday(today + dt.timedelta(days=days)), dt.time(hour), tzinfo=calendar.AMSTERDAM
        )
        plans.add_appointment(
            by=by,
            household_id=household_id,
            title=title,
            starts_at=begins,
            ends_at=begins + dt.timedelta(hours=1),
            place=place,
            others=others,
        )
    first = dt.datetime.combine(_weekday(today + dt.timedelta(days=2)), dt.time(9), tzinfo=calendar.AMSTERDAM)
    plans.add_appointment(
        by=by,
        household_id=household_id,
        title="Samen de post openen",
        starts_at=first,
        ends_at=first + dt.timedelta(minutes=45),
        place="bij Saskia thuis",
        bring="De post van deze week",
        travel_minutes=15,
        every="1",
        until=today + dt.timedelta(days=58),
    )
    begun = [one for one in access_queries.requests_of_household(household_id) if one.state == "in_plan"]
    for line in begun[:1]:
        access.plan_review(by=by, request_number=line.number, on=today + dt.timedelta(days=20))
    homes, _more = queries.my_households(limit=5)
    for n, home in enumerate(homes):
        due = today + dt.timedelta(days=3 * n - 2)
        plans.add_task(by=by, household_id=home.household_id, text="Bellen hoe het gaat", due_on=due)

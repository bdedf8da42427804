"""When the agreements about safety are to be looked at again, for who works with the household: never what they are."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from ontschot.accounts import queries as accounts
from ontschot.domain.access.models import Request, SafetyAgreement
from ontschot.domain.access.queries.terms import watched_users
from ontschot.domain.people.models import Household
from ontschot.foundation import calendar
from ontschot.privacy import acting, log
from ontschot.privacy import queries as privacy

AHEAD = dt.timedelta(days=14)
MOST = 200


@dataclass(frozen=True)
class SafetyDay:
    """A household whose safety agreements are to be looked at: by when, and how many of them."""

    household_id: int
    household_name: str
    on: dt.date
    count: int
    overdue: bool


def safety_days() -> list[SafetyDay]:
    """Those of the current user that come within two weeks or are overdue, the longest overdue first.

    Of households that they coordinate or cover for, whose request they or nobody of their team has, of the team they
    lead, and of what they wrote down themselves; as far as the safety drawer is open to them. Logged with the household
    and no person, as everything in that drawer.
    """
    user_id, today = acting.current().actor.user_id or 0, calendar.today()
    watched = watched_users()
    teams = [team.pk for team in accounts.teams_of(user_id)]
    led = [team.pk for team in accounts.led_by(user_id)]
    requests = Request.objects.filter(
        Q(assigned_user_id__in=watched) | Q(team_id__in=teams, assigned_user_id__isnull=True) | Q(team_id__in=led)
    )
    found = SafetyAgreement.objects.filter(
        Q(made_by__in=watched)
        | Q(case__household_id__in=requests.values("household_id"))
        | Q(case__household_id__in=privacy.households_of_users(watched, purpose="coordination")),
        case__closed_on=None,
        state=SafetyAgreement.State.RUNNING,
        review_on__lte=today + AHEAD,
    )
    rows = list(found.order_by("review_on", "pk").values_list("case__household_id", "review_on")[:MOST])
    days: dict[int, list[dt.date]] = {}
    for household_id, on in rows:
        days.setdefault(household_id, []).append(on)
    names = dict(Household.objects.filter(pk__in=days).values_list("pk", "name"))
    log.read("safety", [log.Subject(household_id=number) for number in sorted(days)], days=len(rows))
    return [
        SafetyDay(number, names.get(number, ""), many[0], len(many), many[0] < today) for number, many in days.items()
    ]

"""Reading life domains, access, the log and drafts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from ontschot.foundation.folding import fold
from ontschot.privacy import acting, log
from ontschot.privacy.models import Draft, Grant, LifeDomain, LogEntry, SavedSearch


def life_domains(*, in_conversation: bool | None = None) -> QuerySet[LifeDomain]:
    """The life domains in use, in their order."""
    domains = LifeDomain.objects.filter(active=True)
    return domains if in_conversation is None else domains.filter(in_conversation=in_conversation)


def every_life_domain() -> dict[int, LifeDomain]:
    """All life domains by number, those out of use too, in their order."""
    return acting.remembered("life_domains", lambda: {domain.pk: domain for domain in LifeDomain.objects.all()})


def open_life_domains(household_id: int) -> list[LifeDomain]:
    """The life domains in use of a household that are open to the current user, in their order."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT privacy_open_domains(%s)", [household_id])
        numbers = [row[0] for row in cursor.fetchall()]
    return list(life_domains().filter(pk__in=numbers))


def households_open_for(household_ids: Iterable[int], *, life_domain: str) -> set[int]:
    """Of these households, those of which the drawer of this life domain is open to the current user."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT h FROM unnest(%s::bigint[]) h WHERE EXISTS (SELECT FROM privacy_open_domains(h) d"
            " JOIN privacy_lifedomain l ON l.id = d WHERE l.code = %s)",
            [list(household_ids), life_domain],
        )
        return {row[0] for row in cursor.fetchall()}


def codes_of(life_domain_ids: Iterable[int] | None) -> list[str] | None:
    """The codes of these life domains; None (all) stays None."""
    if life_domain_ids is None:
        return None
    return list(LifeDomain.objects.filter(pk__in=life_domain_ids).values_list("code", flat=True))


def grants_on(*, person_id: int | None = None, household_id: int | None = None) -> QuerySet[Grant]:
    """Who has access to this subject now. The caller logs that the subject was shown."""
    return Grant.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=Now()),
        starts_at__lte=Now(),
        person_id=person_id,
        household_id=household_id,
    ).order_by("starts_at")


def own_persons(*, represented: bool = True) -> list[int]:
    """The persons whom the current user is (purpose own_data), or also ``represented`` (a parent for a child)."""
    grants = acting.remembered_rows("own_persons", _own_grants)
    wanted = (person_id for person_id, purpose in grants if represented or purpose == "own_data")
    return [person_id for person_id in dict.fromkeys(wanted) if person_id is not None]


def _own_grants() -> QuerySet[Grant, tuple[int | None, str]]:
    """Person and purpose of what is open to the current user as a resident, oneself first."""
    return (
        Grant.objects.filter(
            Q(ends_at__isnull=True) | Q(ends_at__gt=Now()),
            starts_at__lte=Now(),
            user_id=acting.current().actor.user_id,
            purpose__in=["own_data", "representation"],
        )
        .order_by("purpose", "person_id")
        .values_list("person_id", "purpose")
    )


def households_of_users(user_ids: Iterable[int], *, purpose: str) -> QuerySet[Grant, int | None]:
    """Numbers of the households open now to these users in person (not through a team) for this purpose, as far as
    the current user may see.
    """
    grants = Grant.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=Now()),
        starts_at__lte=Now(),
        user_id__in=list(user_ids),
        purpose=purpose,
        household_id__isnull=False,
    )
    return grants.values_list("household_id", flat=True)


@dataclass(frozen=True)
class Stay:
    """From when until when (not on) somebody belonged to a household; None: without a begin or an end."""

    person_id: int
    begin: dt.date | None
    end: dt.date | None


@dataclass(frozen=True)
class LogFilter:
    """What the privacy officer asks of the log; every field may be empty.

    ``stays`` go with ``subject_household_id``: who belonged to it when, for the lines that name a person alone.
    """

    since: dt.date | None = None
    until: dt.date | None = None
    user_id: int | None = None
    subject_person_id: int | None = None
    subject_household_id: int | None = None
    stays: tuple[Stay, ...] = ()
    action: str = ""
    outcome: str = ""
    before: dt.datetime | None = None  # paging: lines older than this


def read_log(chosen: LogFilter, *, limit: int = 50) -> Sequence[LogEntry]:
    """The log for the privacy officer, newest first; the reading itself is logged.

    Numbers of persons, never names or content.
    """
    if acting.current().actor.role != "privacy_officer":
        raise PermissionError("only the privacy officer reads the log")
    entries = LogEntry.objects.order_by("-at")
    if chosen.since:  # moments, not at__date: an index finds those
        entries = entries.filter(at__gte=_begin_of(chosen.since))
    if chosen.until and chosen.until < dt.date.max:
        entries = entries.filter(at__lt=_begin_of(chosen.until + dt.timedelta(days=1)))
    if chosen.user_id:
        entries = entries.filter(user_id=chosen.user_id)
    if chosen.subject_person_id:
        entries = entries.filter(subject_person_id=chosen.subject_person_id)
    if chosen.action:
        entries = entries.filter(action=chosen.action)
    if chosen.outcome:
        entries = entries.filter(outcome=chosen.outcome)
    if chosen.before:
        entries = entries.filter(at__lt=chosen.before)
    if chosen.subject_household_id:
        entries = _of_household(entries, chosen, limit)
    with acting.wide("ontschot_oversight"):
        lines = list(entries[:limit])
    log.read("log", [], filters=sorted(k for k, v in chosen.__dict__.items() if v))
    return lines


def _of_household(entries: QuerySet[LogEntry], chosen: LogFilter, limit: int) -> QuerySet[LogEntry]:
    """The lines that name the household, and those that name nobody but somebody who belonged to it at that moment:
    the newest of each, by its own index, put together."""
    parts = [entries.filter(subject_household_id=chosen.subject_household_id)]
    for stay in chosen.stays:
        alone = entries.filter(subject_person_id=stay.person_id, subject_household_id=None)
        if stay.begin:
            alone = alone.filter(at__gte=_begin_of(stay.begin))
        if stay.end:
            alone = alone.filter(at__lt=_begin_of(stay.end))
        parts.append(alone)
    first, *rest = (part[:limit] for part in parts)
    return first.union(*rest, all=True).order_by("-at") if rest else parts[0]


def _begin_of(day: dt.date) -> dt.datetime:
    """The first moment of a day in the Netherlands; the first day there is, is taken as of UTC."""
    zone = dt.UTC if day == dt.date.min else timezone.get_current_timezone()
    return dt.datetime.combine(day, dt.time.min, tzinfo=zone)


def who_looked(*, person_id: int, limit: int = 100, before: dt.datetime | None = None) -> Sequence[LogEntry]:
    """The lines about one person, for that person.

    The database's policy gives only lines about oneself or whom one represents.
    """
    entries = LogEntry.objects.filter(subject_person_id=person_id).order_by("-at")
    if before:
        entries = entries.filter(at__lt=before)
    lines = list(entries[:limit])
    log.read("log", [log.Subject(person_id=person_id)], lines=len(lines))
    return lines


def questions_since(*, action: str, since: dt.datetime) -> int:
    """How many times the current user did this since then (lines of one time share a trace); for throttling."""
    with acting.wide("ontschot_oversight"):
        lines = LogEntry.objects.filter(user_id=acting.current().actor.user_id, action=action, at__gte=since)
        return lines.values("trace").distinct().count()


def draft(key: str) -> Draft | None:
    """What the current user was typing here, if it was not handed in."""
    return Draft.objects.filter(user_id=acting.current().actor.user_id or 0, key=key).first()


def saved_searches(page: str) -> list[SavedSearch]:
    """What the current user saved for this list, and what was shared with a team in which they sit today, by name."""
    user_id = acting.current().actor.user_id or 0
    found = SavedSearch.objects.filter(Q(user_id=user_id) | Q(team_id__isnull=False), page=page)
    return sorted(found, key=lambda one: (one.user_id != user_id, fold(one.name)))

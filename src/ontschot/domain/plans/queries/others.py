"""What others own, what lands on a household and when, and how many stand around it over time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ontschot.domain.people.models import Person
from ontschot.domain.plans.models import DatedFact, OthersPart, Scheme
from ontschot.domain.plans.queries.records import involvements_of, plans_of
from ontschot.domain.plans.queries.subjects import subjects_of
from ontschot.domain.plans.rules import (
    Landing,
    Month,
    Point,
    Span,
    by_month,
    month_of,
    over_time,
    spans_of_involvement,
)
from ontschot.foundation import calendar
from ontschot.privacy import log

MONTHS_AHEAD = 12


@dataclass(frozen=True)
class PartView:
    """A part that somebody else owns. ``person`` empty: of the household together."""

    record: OthersPart
    person: str
    over: bool  # ended, by its status or its date
    review_late: bool

    @property
    def last_day(self) -> dt.date | None:
        """The last day on which it holds, as people say it."""
        ends_on: dt.date | None = self.record.ends_on
        return ends_on - dt.timedelta(days=1) if ends_on else None


def parts(household_id: int) -> list[PartView]:
    """All parts of others that the reader may see, running ones first."""
    rows = list(OthersPart.objects.filter(household_id=household_id).select_related("life_domain", "goal"))
    names = _names(rows)
    today = calendar.today()
    log.read("others_part", subjects_of(household_id), lines=len(rows))
    found = [_part(row, names, today) for row in rows]
    return sorted(found, key=lambda one: one.over)


def part(part_id: int) -> OthersPart:
    """One part, to edit. Raises OthersPart.DoesNotExist."""
    found = OthersPart.objects.select_related("life_domain").get(pk=part_id)
    subject = log.Subject(found.person_id, found.household_id)
    log.read("others_part", [subject] if found.person_id else subjects_of(found.household_id), object_id=part_id)
    return found


def _part(row: OthersPart, names: dict[int, str], today: dt.date) -> PartView:
    over = row.status == OthersPart.Status.ENDED or bool(row.ends_on and row.ends_on <= today)
    late = bool(row.review_on and row.review_on < today and not over)
    return PartView(row, names.get(row.person_id or 0, ""), over, late)


def _names(rows: list[OthersPart] | list[DatedFact]) -> dict[int, str]:
    ids = {row.person_id for row in rows if row.person_id}
    return {pk: one.display_name for pk, one in Person.objects.only("id", "display_name").in_bulk(ids).items()}


@dataclass(frozen=True)
class Accumulated:
    """What lands on a household, per month; what was written down without being a landing; and what is not known."""

    months: list[Month]
    labels: list[DatedFact]
    unknown: list[str] = field(default_factory=list)

    @property
    def coinciding(self) -> list[Month]:
        """The months in which several things come at once."""
        return [month for month in self.months if month.coincides]

    @property
    def filled(self) -> list[Month]:
        """The months in which something happens; costs that only go on are told there, not in each month between."""
        return [month for month in self.months if month.landings]


def fact(fact_id: int) -> DatedFact:
    """One dated fact, to correct. Raises DatedFact.DoesNotExist, also when it was withdrawn."""
    found = DatedFact.objects.select_related("life_domain").get(pk=fact_id, withdrawn_at=None)
    subject = log.Subject(found.person_id, found.household_id)
    log.read("dated_fact", [subject] if found.person_id else subjects_of(found.household_id), object_id=fact_id)
    return found


def accumulation(household_id: int) -> Accumulated:
    """What lands on this household from last month until a year ahead, from what the reader may see.

    Six queries, however much there is.
    """
    facts = list(DatedFact.objects.filter(household_id=household_id, withdrawn_at=None).order_by("starts_on", "id"))
    others = list(OthersPart.objects.filter(household_id=household_id).order_by("id"))
    names = _names(facts) | _names(others)
    landings = [one for row in facts if row.kind != DatedFact.Kind.LABEL for one in _of_fact(row, names)]
    landings += [one for row in others for one in _of_part(row, names)]
    today = calendar.today()
    since = month_of(month_of(today) - dt.timedelta(days=1))
    log.read("accumulation", subjects_of(household_id), facts=len(facts), parts=len(others))
    return Accumulated(
        months=by_month(landings, since, MONTHS_AHEAD + 2),
        labels=[
            row for row in facts if row.kind == DatedFact.Kind.LABEL and not (row.ends_on and row.ends_on <= today)
        ],
        unknown=_unknown(facts, others),
    )


def _of_fact(row: DatedFact, names: dict[int, str]) -> list[Landing]:
    """What the fact itself says, and that it is over when it has an end."""
    monthly = row.per == DatedFact.Per.MONTH
    known = {
        "title": row.title,
        "scheme": str(Scheme(row.scheme).label),
        "person": names.get(row.person_id or 0, ""),
        "resident": row.told_by_resident,
        "fact_id": row.pk,
        "fact_version": row.version,
    }
    found = [
        Landing(on=row.starts_on, kind=row.kind, until=row.ends_on, amount_cents=row.amount_cents, monthly=monthly,
                **known)  # type: ignore[arg-type]
    ]  # fmt: skip
    if row.ends_on and row.kind == DatedFact.Kind.START:
        found.append(Landing(on=row.ends_on, kind="end", **known))  # type: ignore[arg-type]
    return found


def _of_part(row: OthersPart, names: dict[int, str]) -> list[Landing]:
    """A part that begins, is reviewed or ends."""
    days = (("start", row.starts_on), ("review", row.review_on), ("end", row.ends_on))
    return [
        Landing(
            on=day,
            kind=kind,
            title=row.title,
            scheme=str(Scheme(row.scheme).label),
            person=names.get(row.person_id or 0, ""),
            organisation=row.organisation,
        )
        for kind, day in days
        if day is not None
    ]


def _unknown(facts: list[DatedFact], others: list[OthersPart]) -> list[str]:
    """What this picture lacks, in sentences."""
    said = []
    without = [row.title for row in facts if row.amount_cents is None and row.kind in ("contribution", "cut", "claim")]
    if without:
        said.append(_("Het bedrag is niet bekend van: %(titles)s.") % {"titles": "; ".join(without)})
    endless = [row.title for row in others if row.ends_on is None and row.status != OthersPart.Status.ENDED]
    if endless:
        said.append(_("De einddatum is niet bekend van: %(titles)s.") % {"titles": "; ".join(endless)})
    seen = {row.scheme for row in facts} | {row.scheme for row in others}
    silent = [str(label) for code, label in Scheme.choices if code not in seen and code != Scheme.OTHER]
    if silent:
        said.append(_("Niets opgeschreven over: %(schemes)s.") % {"schemes": ", ".join(silent)})
    said.append(
        _(
            "Dit komt alleen uit wat mensen hier hebben opgeschreven. Er is geen koppeling met het CAK, de "
            "Belastingdienst, het UWV, de SVB, de zorgverzekeraar of de verhuurder."
        )
    )
    return said


# ------------------------------------------------------------------------------------------------ fewer, over time


def fewer_over_time(household_id: int) -> list[Point]:
    """How many organisations, helpers, plans and labels stood around this household each month, from dated records.

    Counted from what the reader may see. At most five queries.
    """
    spans: list[Span] = []
    for row in involvements_of(household_id):
        ended = row.ended_at.astimezone(calendar.AMSTERDAM).date() if row.ended_at else None
        spans += spans_of_involvement(row.kind, row.name, row.organisation, row.starts_on, ended)
    for plan in plans_of(household_id):
        closed = plan.closed_at.astimezone(calendar.AMSTERDAM).date() if plan.closed_at else None
        spans.append(Span("plan", f"plan:{plan.pk}", plan.created_at.astimezone(calendar.AMSTERDAM).date(), closed))
    for one in OthersPart.objects.filter(household_id=household_id):
        begun = one.starts_on or one.created_at.astimezone(calendar.AMSTERDAM).date()
        spans.append(Span("plan", f"part:{one.pk}", begun, one.ends_on))
        spans.append(Span("organisation", one.organisation.casefold(), begun, one.ends_on))
    labels = DatedFact.objects.filter(household_id=household_id, kind=DatedFact.Kind.LABEL, withdrawn_at=None)
    spans += [Span("label", f"{row.person_id}:{row.title}".casefold(), row.starts_on, row.ends_on) for row in labels]
    log.read("involvement", subjects_of(household_id), over_time=True)
    return over_time(spans, calendar.today())

"""One letter to many households: chosen, written, looked at, placed in one go, and taken back as far as nobody read it.

Everything happens as the writer, under row security: whom the writer may not see gets no letter, also when access ended
between choosing and placing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from ontschot.domain.people import queries as people
from ontschot.domain.people.models import Household, Membership
from ontschot.domain.people.rules import dates
from ontschot.domain.plans.actions.allowed import demand
from ontschot.domain.plans.models import Mailing, MailingLine
from ontschot.domain.plans.queries.letters import LetterText, letter_to, style_data, style_kept
from ontschot.domain.plans.rules import Refused
from ontschot.domain.plans.rules import mailing as rules
from ontschot.foundation import calendar, versions
from ontschot.privacy import jobs, log
from ontschot.privacy.acting import Actor
from ontschot.privacy.actions import DOSSIER, drawer_for
from ontschot.privacy.deeds import deed
from ontschot.privacy.queries import households_open_for
from ontschot.writing import actions as writing
from ontschot.writing import queries as writing_queries
from ontschot.writing.models import LetterOpening, LetterWithdrawal

MOST = 200  # households in one mailing
AT_A_TIME = 20  # letters placed in one transaction
JOB = "mailing"


@deed
def begin_mailing(
    *, by: Actor, household_ids: Collection[int], text: LetterText, kind: str = "free", request_id: UUID | None = None
) -> Mailing:
    """Begin a letter to these households (at most 200). Raises Refused when none is open to the writer."""
    demand(by, "write_letter")
    seen = set(Household.objects.filter(pk__in=household_ids).values_list("pk", flat=True))
    if not seen:
        raise Refused(_("Kies eerst aan welke huishoudens u schrijft."))
    if len(set(household_ids)) > MOST:
        raise Refused(_("Een reeks telt hoogstens 200 huishoudens."))
    made = Mailing.objects.create(
        user_id=by.user_id or 0, kind=kind[:40], language=text.language, title=text.title, body=text.body,
        asked=len(set(household_ids)), chosen=sorted(set(household_ids)),
    )  # fmt: skip
    _make_lines(made)
    log.write("begin_mailing", "mailing", [log.Subject(household_id=pk) for pk in seen], object_id=made.pk)
    return made


@deed
def write_mailing(
    *, by: Actor, mailing_id: int, version: int, text: LetterText, whom: str, request_id: UUID | None = None
) -> Mailing:
    """Keep the text and for whom it is; who gets it is worked out anew. Raises Refused, Conflict."""
    record = _draft(by, mailing_id)
    if not text.title.strip() or not text.body.strip():
        raise Refused(_("Vul een onderwerp en een tekst in."))
    changed = versions.change(
        record, expected=version, title=text.title, body=text.body, language=text.language, whom=Mailing.Whom(whom)
    )
    taken_out = set(
        MailingLine.objects.filter(mailing=record, reason=rules.TAKEN_OUT).values_list("household_id", "person_id")
    )
    if whom != record.whom or not MailingLine.objects.filter(mailing=record).exists():
        MailingLine.objects.filter(mailing=record).delete()
        _make_lines(changed, taken_out)
    log.write("write_mailing", "mailing", _subjects(changed), object_id=changed.pk)
    return changed


@deed
def leave_out(*, by: Actor, mailing_id: int, line_id: int, out: bool, request_id: UUID | None = None) -> MailingLine:
    """Take one recipient out of a mailing, or back in. Raises Refused, MailingLine.DoesNotExist."""
    record = _draft(by, mailing_id)
    line = MailingLine.objects.get(pk=line_id, mailing=record)
    before, after = (MailingLine.State.READY, "") if out else (MailingLine.State.LEFT_OUT, rules.TAKEN_OUT)
    if line.state != before or line.reason != after:
        raise Refused(_("Dat was al gedaan."))
    line.state = MailingLine.State.LEFT_OUT if out else MailingLine.State.READY
    line.reason = rules.TAKEN_OUT if out else ""
    line.save(update_fields=["state", "reason"])
    subject = log.Subject(line.person_id, line.household_id)
    log.write("leave_out", "mailing", [subject], object_id=record.pk, out=out)
    return line


@deed
def place_mailing(*, by: Actor, mailing_id: int, version: int, request_id: UUID | None = None) -> Mailing:
    """Have all letters placed, by the worker, in the house style of this moment. Raises Refused, Conflict."""
    record = _draft(by, mailing_id)
    ready = MailingLine.objects.filter(mailing=record, state=MailingLine.State.READY).count()
    if not ready:
        raise Refused(_("Er is niemand die deze brief krijgt."))
    if not record.title.strip() or not record.body.strip():
        raise Refused(_("Vul een onderwerp en een tekst in."))
    style = style_data(writing_queries.style_of(writing_queries.house_style()))
    job = jobs.ask(kind=JOB, wish={"mailing": record.pk}, total=ready)
    changed = versions.change(record, expected=version, state=Mailing.State.PLACING, style=style, job_id=job.pk)
    log.write("place_mailing", "mailing", _subjects(changed), object_id=changed.pk, letters=ready)
    return changed


@deed
def place_again(*, by: Actor, mailing_id: int, request_id: UUID | None = None) -> Mailing:
    """Go on with a mailing of which the work broke off; what is placed is not placed again. Raises Refused."""
    record = Mailing.objects.select_for_update().get(pk=mailing_id, user_id=by.user_id or 0)
    if record.state != Mailing.State.PLACING:
        raise Refused(_("Deze reeks is al vastgelegd."))
    left = MailingLine.objects.filter(mailing=record, state=MailingLine.State.READY).count()
    record.job_id = jobs.ask(kind=JOB, wish={"mailing": record.pk}, total=left).pk
    record.save(update_fields=["job_id"])
    log.write("place_mailing", "mailing", _subjects(record), object_id=record.pk, letters=left, again=True)
    return record


@deed
def place_some(*, by: Actor, mailing_id: int, request_id: UUID | None = None) -> Mailing:
    """Place the next letters (at most 20). State 'placed' when there are no more. For the worker, as the writer.

    Who moved, died or became secret since it was prepared is left out with a reason; whom the writer sees no longer
    is not touched.
    """
    demand(by, "write_letter")
    record = Mailing.objects.select_for_update().get(
        pk=mailing_id, user_id=by.user_id or 0, state=Mailing.State.PLACING
    )
    lines = list(MailingLine.objects.filter(mailing=record, state=MailingLine.State.READY).order_by("id")[:AT_A_TIME])
    who = _recipients({line.household_id for line in lines}, record.whom)
    text, style = LetterText(record.title, record.body, record.language), style_kept(record.style)
    for line in lines:
        now = {one.person: one.reason for one in who.get(line.household_id, [])}
        reason = now.get(line.person_id, rules.CHANGED)
        if reason:
            line.state, line.reason = MailingLine.State.LEFT_OUT, reason
        else:
            home = people.household(line.household_id, residences=True)
            line.letter = writing.place_letter(
                by=by,
                drawer_id=line.drawer_id,
                kind=record.kind,
                letter=letter_to(home, line.person_id, text),
                person_id=line.person_id,
                household_id=line.household_id,
                style=style,
            )
            line.state = MailingLine.State.PLACED
        line.save(update_fields=["state", "reason", "letter"])
    if not MailingLine.objects.filter(mailing=record, state=MailingLine.State.READY).exists():
        record.state, record.placed_at = Mailing.State.PLACED, timezone.now()
        record.version = F("version") + 1  # type: ignore[assignment]
        record.save(update_fields=["state", "placed_at", "version"])
        record.refresh_from_db()
    log.write(
        "place_some", "mailing", [log.Subject(one.person_id, one.household_id) for one in lines], object_id=record.pk
    )
    return record


@deed
def undo_mailing(*, by: Actor, mailing_id: int, reason: str, request_id: UUID | None = None) -> Mailing:
    """Withdraw each letter of a mailing that no resident opened yet. Raises Refused when there is none or no reason."""
    demand(by, "write_letter")
    record = Mailing.objects.select_for_update().get(pk=mailing_id, user_id=by.user_id or 0)
    if not reason.strip():
        raise Refused(_("Schrijf op waarom u de brieven intrekt. De inwoner leest dit."))
    placed = MailingLine.objects.filter(mailing=record, state=MailingLine.State.PLACED, letter__isnull=False)
    numbers = list(placed.values_list("letter_id", flat=True))
    done = set(LetterOpening.objects.filter(letter_id__in=numbers).values_list("letter_id", flat=True))
    done |= set(LetterWithdrawal.objects.filter(letter_id__in=numbers).values_list("letter_id", flat=True))
    left = [number for number in numbers if number not in done]
    if not left:
        raise Refused(_("Er is niets om in te trekken: alle brieven zijn gelezen of al ingetrokken."))
    for number in left:
        writing.withdraw_letter(by=by, letter_id=number or 0, reason=reason)
    log.write("undo_mailing", "mailing", [], object_id=record.pk, letters=len(left), read=len(done))
    return record


def _draft(by: Actor, mailing_id: int) -> Mailing:
    demand(by, "write_letter")
    record = Mailing.objects.select_for_update().get(pk=mailing_id, user_id=by.user_id or 0)
    if record.state != Mailing.State.DRAFT:
        raise Refused(_("Deze reeks is al vastgelegd."))
    return record


def _subjects(record: Mailing) -> list[log.Subject]:
    lines = MailingLine.objects.filter(mailing=record).values_list("person_id", "household_id")
    return [log.Subject(person, household) for person, household in lines]


def _make_lines(record: Mailing, taken_out: Collection[tuple[int, int | None]] = ()) -> None:
    """A line for each recipient of the households that are open, in the drawer of whom the letter is for."""
    who = _recipients(record.chosen, record.whom)
    homes = Household.objects.in_bulk(list(who))
    for household_id, recipients in who.items():
        for one in recipients:
            reason = rules.TAKEN_OUT if (household_id, one.person) in taken_out and not one.reason else one.reason
            drawer_id: int
            if reason == rules.NO_DOSSIER:
                drawer_id = homes[household_id].drawer_id or 0
            elif one.person:
                drawer_id = drawer_for(person_id=one.person, life_domain=DOSSIER)
            else:
                drawer_id = drawer_for(household_id=household_id, life_domain=DOSSIER)
            MailingLine.objects.create(
                mailing=record,
                drawer_id=drawer_id,
                household_id=household_id,
                person_id=one.person,
                state=MailingLine.State.LEFT_OUT if reason else MailingLine.State.READY,
                reason=reason,
            )


def _recipients(household_ids: Iterable[int], whom: str) -> dict[int, list[rules.Recipient]]:
    """The recipients in each of these households that is open to the writer; a constant number of queries."""
    homes = set(Household.objects.filter(pk__in=list(household_ids)).values_list("pk", flat=True))
    writable = households_open_for(homes, life_domain=DOSSIER)
    members: dict[int, list[rules.Resident]] = defaultdict(list)
    today = calendar.today()
    rows = Membership.objects.filter(household_id__in=homes, period__contains=today, person__merged_into=None)
    for row in rows.select_related("person"):
        person = row.person
        age = dates.age_on(dates.parse(person.birth_date), today).lowest if person.birth_date else None
        died = bool(person.death_date) or person.suspension == "O"
        members[row.household_id].append(rules.Resident(person.pk, person.birth_date, age, person.secrecy, died))
    return {
        home: rules.recipients(members[home], whom) if home in writable else [rules.Recipient(None, rules.NO_DOSSIER)]
        for home in sorted(homes)
    }

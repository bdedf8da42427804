"""A letter made ready for one recipient, and letters to many: what they are, for whom, how far they are."""

from __future__ import annotations

import base64
import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from ontschot.accounts import queries as accounts
from ontschot.domain.people import queries as people
from ontschot.domain.people.queries import HouseholdView
from ontschot.domain.plans.models import Mailing, MailingLine
from ontschot.foundation.name_order import family_in_order
from ontschot.privacy import acting, log
from ontschot.writing import queries as writing
from ontschot.writing.models import LetterOpening, LetterWithdrawal
from ontschot.writing.rules import placeholders
from ontschot.writing.rules.letter import Letter, blocks_of
from ontschot.writing.rules.style import Style
from ontschot.writing.typeset import date_in_words

_GREETING = {"nl": "Met vriendelijke groet,", "en": "Kind regards,"}


@dataclass(frozen=True)
class LetterText:
    """What the writer typed, with places to fill in."""

    title: str
    body: str
    language: str


def letter_to(
    home: HouseholdView, person_id: int | None, text: LetterText, *, plan_until: dt.date | None = None
) -> Letter:
    """The letter to this person, or to the household as a whole, from the current user. The caller logged ``home``."""
    style = writing.house_style()
    writer = accounts.user(acting.current().actor.user_id or 0)
    name, lived = _recipient(home, person_id)
    today = writing.letter_date()
    support = (style.support_name, style.support_phone, style.support_website)
    values = {
        "naam": name,
        "adres": ", ".join(lived),
        "datum": date_in_words(today, text.language),
        "plan_tot": date_in_words(plan_until, text.language) if plan_until else "",
        "ondersteuning": ", ".join(part for part in support if part),
        "schrijver": writer.name,
        "gemeente": style.name,
        "telefoon": style.phone or writer.phone,
    }
    return Letter(
        title=placeholders.fill(text.title, values)[:200],
        language=text.language,
        date=today,
        blocks=blocks_of(placeholders.fill(text.body, values)),
        recipient=(name, *lived),
        contact=", ".join(part for part in (writer.name, writer.phone) if part),
        closing=(
            _GREETING[text.language], "", *(part for part in (writer.name, writer.job_title) if part), style.name,
        ),
    )  # fmt: skip


def _recipient(home: HouseholdView, person_id: int | None) -> tuple[str, tuple[str, ...]]:
    """Name and address as they stand on the envelope; without an address the name alone."""
    found = next((m for m in home.members if m.person and m.person.pk == person_id), None)
    lived = found.residence if found else next((m.residence for m in home.members if m.residence), None)
    name = found.person.display_name if found and found.person else home.household.name
    return name, tuple(part.strip() for part in lived.one_line.split(",") if part.strip()) if lived else ()


# ---------------------------------------------------------------------------------------- one letter to many


@dataclass(frozen=True)
class MailingEntry:
    """One recipient. ``household``: its name, with the street that tells it from another of that name. ``opened``: a
    resident read it; ``withdrawn``: it was taken back.
    """

    id: int
    household_id: int
    household: str
    person: str
    state: str
    reason: str
    letter_id: int | None
    opened: bool
    withdrawn: bool


@dataclass(frozen=True)
class MailingView:
    """A letter to many of the current user. ``hidden``: households that were chosen and are not open to the user."""

    record: Mailing
    entries: list[MailingEntry]
    hidden: int

    @property
    def ready(self) -> list[MailingEntry]:
        """Who gets a letter when it is placed."""
        return [one for one in self.entries if one.state == MailingLine.State.READY]

    @property
    def placed(self) -> list[MailingEntry]:
        """Whose letter is placed."""
        return [one for one in self.entries if one.state == MailingLine.State.PLACED]

    @property
    def left_out(self) -> list[MailingEntry]:
        """Who gets none, each with the reason."""
        return [one for one in self.entries if one.state == MailingLine.State.LEFT_OUT]

    @property
    def can_undo(self) -> list[MailingEntry]:
        """Whose letter was not read and not withdrawn."""
        return [one for one in self.placed if not one.opened and not one.withdrawn]


def mailing(mailing_id: int) -> MailingView:
    """A letter to many, with its recipients. Raises Mailing.DoesNotExist for another's."""
    record = Mailing.objects.get(pk=mailing_id, user_id=acting.current().actor.user_id or 0)
    rows = list(
        MailingLine.objects.filter(mailing=record)
        .select_related("household", "person")
        .order_by(family_in_order("household__name"), "household_id", "person__birth_date", "id")
    )
    letters = [row.letter_id for row in rows if row.letter_id]
    opened = set(LetterOpening.objects.filter(letter_id__in=letters).values_list("letter_id", flat=True))
    withdrawn = set(LetterWithdrawal.objects.filter(letter_id__in=letters).values_list("letter_id", flat=True))
    streets = people.streets({row.household_id for row in rows})
    log.read("mailing", [log.Subject(row.person_id, row.household_id) for row in rows], object_id=record.pk)
    entries = [
        MailingEntry(
            id=row.pk,
            household_id=row.household_id,
            household=", ".join(filter(None, [row.household.name, streets.get(row.household_id)])),
            person=row.person.display_name if row.person else "",
            state=row.state,
            reason=row.reason,
            letter_id=row.letter_id,
            opened=row.letter_id in opened,
            withdrawn=row.letter_id in withdrawn,
        )
        for row in rows
    ]
    seen = {row.household_id for row in rows}
    return MailingView(record, entries, len(set(record.chosen) - seen) if rows else 0)


def mailing_recipient(mailing_id: int, line_id: int) -> tuple[int, int | None]:
    """Household and person (None: as a whole) of one line. Raises MailingLine.DoesNotExist. ``mailing`` logged it."""
    line = MailingLine.objects.get(pk=line_id, mailing_id=mailing_id)
    return line.household_id, line.person_id


@dataclass(frozen=True)
class MailingSummary:
    """A letter to many in a list: how many were placed and left out, as far as they are open to the user."""

    record: Mailing
    counts: dict[str, int]


def mailings() -> list[MailingSummary]:
    """The letters to many of the current user, the newest first."""
    records = list(Mailing.objects.filter(user_id=acting.current().actor.user_id or 0).order_by("-id")[:50])
    counts: dict[int, Counter[str]] = {record.pk: Counter() for record in records}
    for pk, state in MailingLine.objects.filter(mailing__in=records).values_list("mailing_id", "state"):
        counts[pk][state] += 1
    log.read("mailing", [], lines=len(records))
    return [MailingSummary(record, dict(counts[record.pk])) for record in records]


def style_kept(data: dict[str, Any]) -> Style:
    """A house style as ``style_data`` keeps it."""
    return Style(**{**data, "address": tuple(data["address"]), "logo": base64.b64decode(data["logo"])})


def style_data(style: Style) -> dict[str, Any]:
    """A house style as values that JSON holds."""
    return {**vars(style), "address": list(style.address), "logo": base64.b64encode(style.logo).decode("ascii")}


def letters_of_mailing(mailing_id: int) -> tuple[Mailing, list[Letter]]:
    """The placed letters of a mailing that were not withdrawn, in order, to print them together."""
    from ontschot.writing.models import Letter as Placed
    from ontschot.writing.rules.letter import from_data

    view = mailing(mailing_id)
    numbers = [one.letter_id for one in view.placed if one.letter_id and not one.withdrawn]
    placed = Placed.objects.defer("pdf").in_bulk(numbers)
    subjects = [log.Subject(one.person_id, one.household_id) for one in placed.values()]
    log.read("letter", subjects, action="export", letters=len(placed))
    return view.record, [from_data(placed[number].content) for number in numbers if number in placed]

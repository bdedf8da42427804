"""Reading the house style, hard words, words explained and placed letters.

Reference data is not logged; a letter is, for whom it is about.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import reduce

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from ontschot.accounts import queries as accounts
from ontschot.foundation.calendar import today
from ontschot.foundation.models import Installation
from ontschot.privacy import log
from ontschot.writing.models import (
    HardWord,
    HouseStyle,
    Letter,
    LetterAttachment,
    LetterOpening,
    LetterWithdrawal,
    Term,
)
from ontschot.writing.rules import letter as rules
from ontschot.writing.rules import plain
from ontschot.writing.rules.style import Style

# ------------------------------------------------------------------------------------------ reference data


def house_style() -> HouseStyle:
    """The house style; before anybody made one, that of the municipality's name alone (not saved)."""
    found = HouseStyle.objects.filter(pk=1).first()
    if found:
        return found
    installation = Installation.objects.first()
    return HouseStyle(pk=1, name=f"Gemeente {installation.municipality_name}" if installation else "Gemeente")


def style_of(record: HouseStyle) -> Style:
    """The house style as the typesetter takes it."""
    return Style(
        name=record.name,
        address=tuple(record.address),
        phone=record.phone,
        email=record.email,
        website=record.website,
        color=record.color,
        logo=bytes(record.logo),
        logo_alt=record.logo_alt,
    )


def hard_words(search: str = "", *, active: bool | None = True) -> QuerySet[HardWord]:
    """Words that are too hard for a letter, in order, of which the word or the simpler one holds ``search``."""
    found = HardWord.objects.all() if active is None else HardWord.objects.filter(active=active)
    return found.filter(Q(word__icontains=search) | Q(simpler__icontains=search)) if search else found


def check_language(text: str, *, language: str = "nl") -> plain.Verdict | None:
    """How plain a Dutch text is, by the list of today; None for another language, of which we have no list."""
    if language != "nl":
        return None
    words = {word.lower(): simpler for word, simpler in hard_words().values_list("word", "simpler")}
    return plain.check(text, words, _known())


def _known() -> list[str]:
    """Long words that are explained on the page of words, so that a letter may use them."""
    return [
        part for word in Term.objects.filter(active=True).values_list("word_nl", flat=True) for part in word.split()
    ]


def terms(search: str = "", *, active: bool | None = True) -> QuerySet[Term]:
    """Words explained whose word, explanation or source holds every word of ``search``."""
    found = Term.objects.all() if active is None else Term.objects.filter(active=active)
    fits = [
        Q(word_nl__icontains=word) | Q(word_en__icontains=word) | Q(explanation_nl__icontains=word)
        | Q(explanation_en__icontains=word) | Q(source__icontains=word) | Q(identifier__icontains=word)
        for word in search.split()[:8]
    ]  # fmt: skip
    return found.filter(reduce(lambda a, b: a & b, fits)) if fits else found


# ------------------------------------------------------------------------------------------ letters


@dataclass(frozen=True)
class AttachmentLine:
    """A PDF with a letter, without its content."""

    id: int
    file_name: str
    size: int


@dataclass(frozen=True)
class LetterLine:
    """A placed letter in a list, without its PDF."""

    id: int
    kind: str
    title: str
    language: str
    person_id: int | None
    household_id: int | None
    placed_by: str
    placed_at: dt.datetime
    opened_at: dt.datetime | None = None  # by a resident, the first time
    withdrawn_at: dt.datetime | None = None
    withdrawn_reason: str = ""
    attachments: tuple[AttachmentLine, ...] = ()


def letters_of_household(household_id: int) -> list[LetterLine]:
    """The letters placed about this household that the user may see, newest first."""
    return _lines(Letter.objects.filter(household_id=household_id), [log.Subject(household_id=household_id)])


def letters_to(person_ids: list[int], household_ids: list[int]) -> list[LetterLine]:
    """The letters to these persons and to their households as a whole, newest first."""
    found = Letter.objects.filter(
        Q(person_id__in=person_ids) | Q(person_id__isnull=True, household_id__in=household_ids)
    )
    return _lines(found, [log.Subject(person_id=pk) for pk in person_ids])


def _lines(found: QuerySet[Letter], subjects: list[log.Subject]) -> list[LetterLine]:
    opened = LetterOpening.objects.filter(letter=OuterRef("pk")).order_by("opened_at").values("opened_at")[:1]
    attachments = LetterAttachment.objects.defer("content")
    rows = found.defer("pdf", "content").select_related("withdrawal").annotate(opened_at=Subquery(opened))
    records = list(rows.prefetch_related(Prefetch("attachments", attachments)).order_by("-placed_at", "-pk")[:200])
    names = accounts.user_names(one.placed_by for one in records)
    log.read("letter", subjects, lines=len(records))
    return [_line(one, names[one.placed_by].name if one.placed_by in names else "") for one in records]


def _line(one: Letter, writer: str) -> LetterLine:
    withdrawal = getattr(one, "withdrawal", None)
    return LetterLine(
        id=one.pk,
        kind=one.kind,
        title=one.title,
        language=one.language,
        person_id=one.person_id,
        household_id=one.household_id,
        placed_by=writer,
        placed_at=one.placed_at,
        opened_at=getattr(one, "opened_at", None),
        withdrawn_at=withdrawal.withdrawn_at if withdrawal else None,
        withdrawn_reason=withdrawal.reason if withdrawal else "",
        attachments=tuple(AttachmentLine(each.pk, each.file_name, each.size) for each in one.attachments.all()),
    )


def letter_line(letter_id: int) -> LetterLine:
    """One placed letter without its PDF. Raises Letter.DoesNotExist when not there or not open to the user."""
    found = Letter.objects.defer("pdf", "content").select_related("withdrawal").get(pk=letter_id)
    log.read("letter", [log.Subject(found.person_id, found.household_id)], object_id=found.pk)
    return _line(found, "")


def letter(letter_id: int) -> Letter:
    """One placed letter with its PDF. Raises Letter.DoesNotExist when not there or not open to the user."""
    found = Letter.objects.get(pk=letter_id)
    log.read("letter", [log.Subject(found.person_id, found.household_id)], object_id=found.pk)
    return found


def as_written(placed: Letter) -> rules.Letter:
    """What a placed letter says, block by block, as its PDF was made of."""
    return rules.from_data(placed.content)


def attachments_of(placed: Letter) -> list[AttachmentLine]:
    """What was sent along; the caller read (and logged) the letter."""
    return [AttachmentLine(one.pk, one.file_name, one.size) for one in placed.attachments.defer("content")]


def attachment(attachment_id: int) -> LetterAttachment:
    """One attachment with its content. Raises LetterAttachment.DoesNotExist when not there or not open to the user."""
    found = (
        LetterAttachment.objects.select_related("letter").defer("letter__pdf", "letter__content").get(pk=attachment_id)
    )
    subject = log.Subject(found.letter.person_id, found.letter.household_id)
    log.read("letter", [subject], object_id=found.letter_id, attachment=found.pk)
    return found


def is_withdrawn(letter_id: int) -> bool:
    """Whether a letter was withdrawn, as far as it is open to the user."""
    return LetterWithdrawal.objects.filter(letter_id=letter_id).exists()


def letter_date() -> dt.date:
    """The date of a letter that is placed now."""
    return today()

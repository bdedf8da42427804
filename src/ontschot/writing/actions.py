"""Placing letters, and changing what the municipality writes with: house style, hard words, words explained."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from ontschot.accounts.rules import may
from ontschot.foundation.calendar import today
from ontschot.privacy import log
from ontschot.privacy.acting import Actor
from ontschot.privacy.deeds import deed
from ontschot.writing import queries, typeset
from ontschot.writing.models import (
    HardWord,
    HouseStyle,
    Letter,
    LetterAttachment,
    LetterOpening,
    LetterWithdrawal,
    Term,
)
from ontschot.writing.rules import letter as letters
from ontschot.writing.rules import style as styles


@dataclass(frozen=True)
class Attachment:
    """A PDF that goes with a letter. Its repr, which tells one deed from another, holds its content."""

    file_name: str
    content: bytes


@deed
def place_letter(
    *,
    by: Actor,
    drawer_id: int,
    kind: str,
    letter: letters.Letter,
    person_id: int | None = None,
    household_id: int | None = None,
    attachments: Sequence[Attachment] = (),
    style: styles.Style | None = None,
    request_id: uuid.UUID | None = None,
) -> Letter:
    """Typeset a letter in today's house style (or the given one) and keep it as it is, for ever, with its attachments;
    who may place it, the caller decides.

    ``drawer_id`` is that of whom it is for: a person, or the household as a whole (``person_id`` None). Raises
    django.db.Error when that drawer is not open to the user, rules.letter.Unfit for a letter without a title, with too
    many attachments, or with one that is no PDF.
    """
    letters.check(letter.title, letter.language, "\n".join(letters.texts(letter)))
    letters.check_attachments([(one.file_name, one.content) for one in attachments])
    pdf = typeset.typeset(letter, style or queries.style_of(queries.house_style()))
    made = Letter.objects.create(
        drawer_id=drawer_id,
        household_id=household_id,
        person_id=person_id,
        kind=kind,
        title=letter.title,
        language=letter.language,
        content=letters.to_data(letter),
        pdf=pdf.content,
        digest=pdf.digest,
        placed_by=by.user_id or 0,
    )
    for position, one in enumerate(attachments, start=1):
        LetterAttachment.objects.create(
            drawer_id=drawer_id, letter=made, position=position, file_name=one.file_name, size=len(one.content),
            digest=hashlib.sha256(one.content).hexdigest(), content=one.content,
        )  # fmt: skip
    subject = log.Subject(person_id, household_id)
    log.write("place_letter", "letter", [subject], object_id=made.pk, kind=kind, attachments=len(attachments))
    return made


@deed
def withdraw_letter(*, by: Actor, letter_id: int, reason: str, request_id: uuid.UUID | None = None) -> LetterWithdrawal:
    """Withdraw a placed letter: it stays as it was, with by whom and why; a resident sees that and opens it no more.

    Who may write letters and has the letter's drawer open. Raises PermissionError, Letter.DoesNotExist, ValidationError
    without a reason or when it was withdrawn already.
    """
    if by.role != "system" and not may(by.role, "write_letter"):
        raise PermissionError("write_letter")
    found = Letter.objects.only("id", "drawer_id", "person_id", "household_id").get(pk=letter_id)
    if not reason.strip():
        raise ValidationError({"reason": _("Schrijf op waarom u de brief intrekt. De inwoner leest dit.")})
    if LetterWithdrawal.objects.filter(letter=found).exists():
        raise ValidationError({"reason": _("Deze brief was al ingetrokken.")})
    made = LetterWithdrawal.objects.create(
        drawer_id=found.drawer_id, letter=found, reason=reason.strip()[:300], withdrawn_by=by.user_id or 0
    )
    subject = log.Subject(found.person_id, found.household_id)
    log.write("withdraw_letter", "letter", [subject], object_id=found.pk)
    return made


def note_opening(*, by: Actor, letter: Letter) -> None:
    """That this resident opened the letter, the first time. The reading itself stands in the log."""
    if by.role == "resident" and by.user_id is not None:
        LetterOpening.objects.get_or_create(
            letter=letter, opened_by=by.user_id, defaults={"drawer_id": letter.drawer_id}
        )


def _must_administer(by: Actor) -> None:
    if by.role != "system" and not may(by.role, "administer"):
        raise PermissionDenied


_STYLE_REFUSALS = {
    ("name", "missing"): gettext_noop("Vul de naam van de gemeente in."),
    ("color", "not_a_color"): gettext_noop("Een kleur ziet eruit als #154273."),
    ("color", "too_light"): gettext_noop(
        "Deze kleur is te licht: de tekst is op wit papier niet goed te lezen (WCAG 1.4.3)."
    ),
    ("logo", "unknown"): gettext_noop("Het logo moet een PNG of JPEG zijn."),
    ("logo", "too_big"): gettext_noop("Het logo is te groot: hooguit 300 kB en 4000 beeldpunten breed of hoog."),
    ("logo_alt", "missing"): gettext_noop("Beschrijf het logo in een paar woorden, voor wie het niet ziet."),
}


@deed
def change_house_style(*, by: Actor, fields: dict[str, Any], request_id: uuid.UUID | None = None) -> HouseStyle:
    """Change the sender of every letter from now on; letters that were placed stay as they are.

    Raises ValidationError at the field that cannot be.
    """
    _must_administer(by)
    record = queries.house_style()
    for name, value in fields.items():
        setattr(record, name, value)
    try:
        styles.check(queries.style_of(record))
    except styles.BadStyle as error:
        raise ValidationError({error.field: _(_STYLE_REFUSALS[error.field, error.rule])}) from error
    record.full_clean(validate_constraints=False)
    record.save()
    log.write("change_house_style", "house_style", [], object_id=record.pk)
    return record


@deed
def save_term(
    *, by: Actor, fields: dict[str, Any], term_id: int | None = None, request_id: uuid.UUID | None = None
) -> Term:
    """Add a word with its explanation, or change one. Raises ValidationError, Term.DoesNotExist."""
    _must_administer(by)
    record = Term.objects.get(pk=term_id) if term_id else Term(own=True)
    for name, value in fields.items():
        setattr(record, name, value)
    record.dated = today()
    record.full_clean()
    record.save()
    log.write("save_term", "word", [], object_id=record.pk, code=record.code, active=record.active)
    return record


@deed
def save_hard_word(
    *, by: Actor, fields: dict[str, Any], word_id: int | None = None, request_id: uuid.UUID | None = None
) -> HardWord:
    """Add a word that is too hard, with a simpler one, or change one. Raises ValidationError, HardWord.DoesNotExist."""
    _must_administer(by)
    record = HardWord.objects.get(pk=word_id) if word_id else HardWord(own=True)
    for name, value in fields.items():
        setattr(record, name, value)
    record.word = record.word.strip().lower()
    record.dated = today()
    record.full_clean()
    record.save()
    log.write("save_hard_word", "hard_word", [], object_id=record.pk, active=record.active)
    return record

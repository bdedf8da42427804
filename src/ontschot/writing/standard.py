"""Standard letters of the municipality: reading the newest editions, and making a new one."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from ontschot.accounts.rules import may
from ontschot.foundation.folding import fold
from ontschot.foundation.versions import Conflict
from ontschot.privacy import log
from ontschot.privacy.acting import Actor
from ontschot.privacy.deeds import deed
from ontschot.writing.models import StandardLetter
from ontschot.writing.rules import placeholders

TEXTS = ("title_nl", "body_nl", "title_en", "body_en")


@dataclass(frozen=True)
class Edition:
    """A line in the history of a standard letter."""

    record: StandardLetter
    newest: bool


def standard_letters(*, active: bool | None = True) -> list[StandardLetter]:
    """The newest edition of each standard letter of the municipality, by name. Reference data: not logged."""
    found = list(StandardLetter.objects.order_by("code", "-edition").distinct("code"))
    return sorted((one for one in found if active is None or one.active == active), key=lambda one: fold(one.name))


def newest(code: str) -> StandardLetter | None:
    """The newest edition of this code, in use or not."""
    return StandardLetter.objects.filter(code=code).order_by("-edition").first()


def editions(code: str) -> list[Edition]:
    """All editions of this code, the newest first."""
    return [
        Edition(one, at == 0) for at, one in enumerate(StandardLetter.objects.filter(code=code).order_by("-edition"))
    ]


def faults(fields: dict[str, Any]) -> dict[str, str]:
    """What cannot be filled in, by field, in words: places that do not exist and braces that are alone."""
    found = {}
    for name in TEXTS:
        wrong = placeholders.unknown(fields.get(name, ""))
        if wrong:
            known = ", ".join(f"{{{one}}}" for one in placeholders.NAMES)
            found[name] = _("Dit kennen wij niet: %(wrong)s. Wel: %(known)s.") % {
                "wrong": ", ".join(wrong), "known": known,
            }  # fmt: skip
    if bool(fields.get("title_en", "").strip()) != bool(fields.get("body_en", "").strip()):
        empty = "body_en" if fields.get("title_en", "").strip() else "title_en"
        found.setdefault(empty, _("Vul onderwerp en tekst allebei in het Engels in, of geen van beide."))
    return found


@deed
def save_standard_letter(
    *,
    by: Actor,
    fields: dict[str, Any],
    code: str = "",
    edition: int = 0,
    request_id: uuid.UUID | None = None,
) -> StandardLetter:
    """Make a standard letter (without ``code``), or a new edition of one; ``edition`` is what the writer started from
    (0: none yet). Letters that were placed stay as they are.

    Raises ValidationError at the field that cannot be, Conflict when somebody made an edition in between.
    """
    if by.role != "system" and not may(by.role, "administer"):
        raise PermissionDenied
    wrong = faults(fields)
    if wrong:
        raise ValidationError(wrong)
    present = newest(code) if code else None
    if (present.edition if present else 0) != edition:
        if present is None:
            raise StandardLetter.DoesNotExist
        raise Conflict(present, fields)
    record = StandardLetter(
        code=code or _free_code(fields["name"]), edition=edition + 1, written_by=by.user_id or 0, **fields
    )
    record.full_clean(validate_constraints=False)
    record.save()
    log.write(
        "save_standard_letter", "standard_letter", [], object_id=record.pk, code=record.code, edition=record.edition
    )
    return record


def _free_code(name: str) -> str:
    base = slugify(name)[:30] or "brief"
    taken = set(StandardLetter.objects.filter(code__startswith=base).values_list("code", flat=True))
    return base if base not in taken else next(f"{base}-{n}" for n in range(2, 10_000) if f"{base}-{n}" not in taken)

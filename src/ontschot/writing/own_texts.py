"""What a municipality writes itself for who works with the product: help at a screen, a page of its own, news.

Reference data: read by everybody, also without logging in, and not logged; changed by the administrator.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from ontschot.accounts.rules import may
from ontschot.foundation import versions
from ontschot.foundation.calendar import today
from ontschot.foundation.folding import fold
from ontschot.foundation.name_order import in_order
from ontschot.privacy import log
from ontschot.privacy.acting import Actor
from ontschot.privacy.deeds import deed
from ontschot.writing.models import OwnText

NEWS_SHOWN = 20


def own_texts() -> list[OwnText]:
    """Everything, in use or not: news first, newest first, then pages and help by title."""
    found = list(OwnText.objects.all())
    return sorted(found, key=lambda one: (one.place != "news", -one.dated.toordinal(), fold(one.title_nl)))


def own_text(number: int) -> OwnText | None:
    """One of them, in use or not."""
    return OwnText.objects.filter(pk=number).first()


def of_topic(code: str) -> list[OwnText]:
    """The texts in use that stand with this topic of help."""
    return list(OwnText.objects.filter(place="topic", topic=code, active=True).order_by(in_order("title_nl"), "id"))


def pages() -> list[OwnText]:
    """The pages in use, by title."""
    return list(OwnText.objects.filter(place="page", active=True).order_by(in_order("title_nl"), "id"))


def page(code: str) -> OwnText | None:
    """A page in use, by the code in its address."""
    return OwnText.objects.filter(place="page", code=code, active=True).first()


def news() -> list[OwnText]:
    """News in use, the newest first, at most twenty; not what is dated later than today."""
    found = OwnText.objects.filter(place="news", active=True, dated__lte=today())
    return list(found.order_by("-dated", "-id")[:NEWS_SHOWN])


@deed
def save_own_text(
    *,
    by: Actor,
    fields: dict[str, Any],
    number: int | None = None,
    version: int = 0,
    request_id: uuid.UUID | None = None,
) -> OwnText:
    """Write a text (without ``number``) or change one of version ``version``.

    Raises ValidationError at the field, Conflict, OwnText.DoesNotExist.
    """
    if by.role != "system" and not may(by.role, "administer"):
        raise PermissionDenied
    given = {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}
    if given["place"] == "topic" and not given.get("topic"):
        raise ValidationError({"topic": _("Kies bij welk scherm deze hulp hoort.")})
    if bool(given["title_en"]) != bool(given["body_en"]):
        empty = "body_en" if given["title_en"] else "title_en"
        raise ValidationError({empty: _("Vul titel en tekst allebei in het Engels in, of geen van beide.")})
    if given["place"] != "topic":
        given["topic"] = ""
    if number is None:
        record = OwnText(code=_free_code(given["title_nl"]), **given)
        record.full_clean()
        record.save()
    else:
        record = versions.change(OwnText.objects.get(pk=number), expected=version, **given)
    log.write("save_own_text", "own_text", [], object_id=record.pk, place=record.place, active=record.active)
    return record


def _free_code(title: str) -> str:
    base = slugify(title)[:40] or "bladzijde"
    taken = set(OwnText.objects.filter(code__startswith=base).values_list("code", flat=True))
    return base if base not in taken else next(f"{base}-{n}" for n in range(2, 10_000) if f"{base}-{n}" not in taken)

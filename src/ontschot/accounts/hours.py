"""Contract hours of a worker, from a day on, and how many households that makes of a norm for a full week."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from decimal import ROUND_HALF_UP, Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from ontschot.accounts.absence_actions import leads
from ontschot.accounts.models import CaseloadNorm, ContractHours, User
from ontschot.accounts.rules import may
from ontschot.foundation.calendar import today
from ontschot.privacy import log
from ontschot.privacy.acting import Actor
from ontschot.privacy.deeds import deed


@deed
def set_contract_hours(
    *, by: Actor, user_id: int, hours: Decimal, starts_on: dt.date, request_id: uuid.UUID | None = None
) -> ContractHours:
    """How many hours a week somebody works from ``starts_on`` on; what held before ends there.

    By who leads a team in which they sit, or the administrator. Raises ValidationError when hours that begin on or
    after that day are there already, PermissionDenied, User.DoesNotExist.
    """
    user = User.objects.get(pk=user_id)
    if not (may(by.role, "administer") or (may(by.role, "manage_team") and leads(by.user_id, user_id))):
        raise PermissionDenied
    if not Decimal(0) < hours <= Decimal(60):
        raise ValidationError({"hours": _("Vul de uren per week in, tussen 1 en 60.")})
    kept = ContractHours.objects.filter(user=user)
    if kept.filter(period__startswith__gte=starts_on).exists():
        raise ValidationError({"starts_on": _("Er staan al uren die op of na deze dag beginnen.")})
    before = kept.filter(period__contains=starts_on).first()
    if before is not None:
        before.period = DateRange(before.period.lower, starts_on)
        before.save(update_fields=["period"])
    made = ContractHours.objects.create(user=user, hours=hours, period=DateRange(starts_on, None))
    log.write("set_contract_hours", "user", [], object_id=user_id, hours=str(hours))
    return made


def hours_of(user_ids: Collection[int], *, on: dt.date | None = None) -> dict[int, Decimal]:
    """The contract hours of these users on a day (today), by number; absent when nobody wrote them down."""
    found = ContractHours.objects.filter(user_id__in=user_ids, period__contains=on or today())
    return dict(found.values_list("user_id", "hours"))


def hours_history(user_id: int) -> list[ContractHours]:
    """All hours of somebody, newest first."""
    return list(ContractHours.objects.filter(user_id=user_id))


def norm_for(norm: CaseloadNorm | None, hours: Decimal | None) -> int | None:
    """How many households the norm of a full week is for who works these hours, at least one; without hours a full
    week is meant. None without a norm.
    """
    if norm is None:
        return None
    if hours is None:
        return norm.households
    share = norm.households * hours / Decimal(norm.full_week)
    return max(1, int(share.quantize(Decimal(1), ROUND_HALF_UP)))

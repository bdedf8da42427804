"""Going up to the second line: who proposed it, from which home organisation, and why.

A worker seconded from a home organisation may be pulled towards it; that is not forbidden, it is seen (domain.md, 5).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ontschot.accounts.models import User
from ontschot.domain.plans.models import Action, LineStep
from ontschot.domain.plans.rules import Refused
from ontschot.privacy.acting import Actor


@dataclass(frozen=True)
class Proposal:
    """Why an action stands on line 2 and who proposed it: an account, or somebody by name (empty: the actor)."""

    reason: str
    user_id: int | None = None
    name: str = ""
    organisation: str = ""


def demand_reason(before: int | None, after: int, proposal: Proposal | None) -> None:
    """Raise Refused when an action goes up to line 2 without a reason."""
    if _goes_up(before, after) and (proposal is None or not proposal.reason.strip()):
        raise Refused(_("Schrijf op waarom de tweede lijn nodig is, en wie dat voorstelde."))


def _goes_up(before: int | None, after: int) -> bool:
    return after == Action.Line.SECOND and before != Action.Line.SECOND


def record_step(by: Actor, action: Action, before: int | None, proposal: Proposal | None) -> None:
    """Keep the step when the action went up to line 2. The home organisation is that of the account today."""
    if not _goes_up(before, action.line) or proposal is None:
        return
    user_id = proposal.user_id if proposal.user_id or proposal.name.strip() else by.user_id
    user = User.objects.filter(pk=user_id).select_related("organisation").first() if user_id else None
    organisation = str(user.organisation) if user and user.organisation else proposal.organisation.strip()
    LineStep.objects.create(
        drawer_id=action.drawer_id,
        action=action,
        from_line=before,
        to_line=action.line,
        proposed_by=(str(user) if user else proposal.name.strip())[:120],
        proposed_user_id=user.pk if user else None,
        proposed_from=organisation[:120],
        reason=proposal.reason.strip()[:500],
        recorded_by=by.user_id,
    )

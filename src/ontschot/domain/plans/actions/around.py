"""Who stands around the household: involving and ending. Access follows, at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from ontschot.accounts.models import User
from ontschot.accounts.rules import may
from ontschot.domain.people.models import Household
from ontschot.domain.plans.actions.allowed import demand, subjects
from ontschot.domain.plans.actions.own_notes import reopen_own_notes
from ontschot.domain.plans.models import Involvement
from ontschot.domain.plans.rules import Refused
from ontschot.foundation import calendar, versions
from ontschot.privacy import acting, log
from ontschot.privacy.acting import Actor
from ontschot.privacy.actions import drawer_for, open_access
from ontschot.privacy.deeds import deed
from ontschot.privacy.models import Ground, LifeDomain, Purpose
from ontschot.privacy.queries import grants_on


@deed
def involve(
    *,
    by: Actor,
    household_id: int,
    kind: str,
    role: str,
    user_id: int | None = None,
    name: str = "",
    organisation: str = "",
    phone: str = "",
    life_domains: Collection[str] | None = None,
    purpose: str = Purpose.SUPPORT,
    ground: str = Ground.PUBLIC_TASK,
    starts_on: dt.date | None = None,
    request_id: UUID | None = None,
) -> Involvement:
    """Somebody becomes active in the household. A professional with an account gets access to these life domains
    (None: all); somebody by
    name gets none.

    Raises Refused (nobody named, already involved, an account that cannot), Household.DoesNotExist.
    """
    demand(by, "involve")
    household = Household.objects.get(pk=household_id)
    if kind == Involvement.Kind.COORDINATOR:
        raise Refused(_("Wijs een regisseur aan bij Regisseur."))
    user = _professional(user_id) if user_id is not None else None
    if user is not None:
        _not_twice(household_id, user)
        kind, name, organisation = Involvement.Kind.PROFESSIONAL, str(user), organisation_of(user)
    if not name.strip() and not organisation.strip():
        raise Refused(_("Vul in wie u erbij betrekt: een naam of een organisatie."))
    involvement = new_involvement(
        by,
        household,
        kind=Involvement.Kind(kind),
        user_id=user_id,
        name=(name.strip() or organisation.strip())[:120],
        organisation=organisation.strip()[:120],
        role=role.strip()[:200],
        phone=phone.strip()[:20],
        life_domain_ids=_domain_ids(life_domains),
        purpose=purpose,
        ground=ground,
        starts_on=starts_on or calendar.today(),
    )
    if user_id is not None:
        open_involvement(involvement, life_domains)
    log.write("involve", "involvement", subjects(household_id), object_id=involvement.pk, account=user_id is not None)
    return involvement


def _professional(user_id: int) -> User:
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None or not may(user.role, "contribute"):
        raise Refused(_("Deze persoon kan niet meewerken: er is geen account van een professional."))
    return user


def organisation_of(user: User) -> str:
    """The name of the organisation of this user, or empty."""
    return str(user.organisation) if user.organisation_id else ""


def _not_twice(household_id: int, user: User) -> None:
    if Involvement.objects.filter(household_id=household_id, user_id=user.pk, ended_at=None).exists():
        raise Refused(_("%(name)s is al betrokken bij dit huishouden.") % {"name": user})


def _domain_ids(life_domains: Collection[str] | None) -> list[int] | None:
    if life_domains is None:
        return None
    return list(LifeDomain.objects.filter(code__in=life_domains).values_list("id", flat=True))


def new_involvement(by: Actor, household: Household, **fields: object) -> Involvement:
    """Somebody is involved from now on; opens nothing by itself."""
    return Involvement.objects.create(
        drawer_id=drawer_for(household_id=household.pk), household=household, created_by=by.user_id, **fields
    )


def open_involvement(involvement: Involvement, life_domains: Collection[str] | None) -> None:
    """What an involvement opens to its user, as long as it lasts."""
    open_access(
        user_id=involvement.user_id,
        household_id=involvement.household_id,
        life_domains=life_domains,
        reaches_members=True,
        purpose=involvement.purpose,
        ground=involvement.ground,
        source=f"involvement:{involvement.pk}",
    )
    reopen_own_notes(user_id=involvement.user_id or 0, household_id=involvement.household_id)


def close_access(household_id: int, sources: Collection[str], user_id: int | None) -> None:
    """End this access, at once. As system work and last: the actor may lose their own."""
    with acting.wide("ontschot_register"):
        grants = grants_on(household_id=household_id).order_by()
        grants.filter(source__in=sources).update(ends_at=Now())
        if user_id is not None:
            reopen_own_notes(user_id=user_id, household_id=household_id)


@deed
def end_involvement(
    *, by: Actor, involvement_id: int, version: int, reason: str, request_id: UUID | None = None
) -> Involvement:
    """Somebody stops; their access ends at once. Professionals may end their own; who involves may end everybody's.

    Raises Refused without a reason or for the coordinator (hand over first), Conflict, PermissionError.
    """
    involvement = Involvement.objects.get(pk=involvement_id)
    if by.user_id is None or involvement.user_id != by.user_id:
        demand(by, "involve")
    if involvement.kind == Involvement.Kind.COORDINATOR:
        raise Refused(_("De regisseur stopt door de regie over te dragen."))
    if involvement.ended_at is not None:
        raise Refused(_("Deze betrokkenheid was al beëindigd."))
    if not reason.strip():
        raise Refused(_("Schrijf op waarom deze betrokkenheid stopt."))
    changed = versions.change(involvement, expected=version, ended_at=timezone.now(), end_reason=reason.strip()[:300])
    log.write("end_involvement", "involvement", subjects(involvement.household_id), object_id=involvement.pk)
    close_access(involvement.household_id, [f"involvement:{involvement.pk}"], involvement.user_id)
    return changed

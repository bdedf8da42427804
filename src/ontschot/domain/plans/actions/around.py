"""Who stands around the household.

Involving, ending, naming and handing over the coordinator. Access follows, at once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from ontschot.accounts.models import User
from ontschot.accounts.rules import may
from ontschot.domain.people.models import Household
from ontschot.domain.plans.actions.allowed import demand, subjects
from ontschot.domain.plans.actions.own_notes import reopen_own_notes
from ontschot.domain.plans.models import Action, Coordinatorship, Involvement, Plan, Task
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
        kind, name, organisation = Involvement.Kind.PROFESSIONAL, str(user), _organisation(user)
    if not name.strip() and not organisation.strip():
        raise Refused(_("Vul in wie u erbij betrekt: een naam of een organisatie."))
    involvement = _new_involvement(
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
        _open(involvement, life_domains)
    log.write("involve", "involvement", subjects(household_id), object_id=involvement.pk, account=user_id is not None)
    return involvement


def _professional(user_id: int) -> User:
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None or not may(user.role, "contribute"):
        raise Refused(_("Deze persoon kan niet meewerken: er is geen account van een professional."))
    return user


def _organisation(user: User) -> str:
    return str(user.organisation) if user.organisation_id else ""


def _not_twice(household_id: int, user: User) -> None:
    if Involvement.objects.filter(household_id=household_id, user_id=user.pk, ended_at=None).exists():
        raise Refused(_("%(name)s is al betrokken bij dit huishouden.") % {"name": user})


def _domain_ids(life_domains: Collection[str] | None) -> list[int] | None:
    if life_domains is None:
        return None
    return list(LifeDomain.objects.filter(code__in=life_domains).values_list("id", flat=True))


def _new_involvement(by: Actor, household: Household, **fields: object) -> Involvement:
    return Involvement.objects.create(
        drawer_id=drawer_for(household_id=household.pk), household=household, created_by=by.user_id, **fields
    )


def _open(involvement: Involvement, life_domains: Collection[str] | None) -> None:
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


def _close(household_id: int, sources: Collection[str], user_id: int | None) -> None:
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
    _close(involvement.household_id, [f"involvement:{involvement.pk}"], involvement.user_id)
    return changed


@deed
def name_coordinator(*, by: Actor, household_id: int, user_id: int, request_id: UUID | None = None) -> Coordinatorship:
    """Name the one coordinator of a household that has none. Raises Refused when there is one already (hand over), or
    by an account that
    cannot coordinate.
    """
    demand(by, "appoint_coordinator")
    household = Household.objects.get(pk=household_id)
    coordinatorship = _start(by, household, _coordinator(user_id), timezone.now())
    log.write("name_coordinator", "coordinatorship", subjects(household_id), object_id=coordinatorship.pk)
    return coordinatorship


def _coordinator(user_id: int) -> User:
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None or not may(user.role, "coordinate"):
        raise Refused(_("Kies iemand uit een wijkteam: alleen een wijkcoach of teamleider kan regisseur zijn."))
    return user


def _start(by: Actor, household: Household, user: User, at: dt.datetime, **fields: str) -> Coordinatorship:
    try:
        with transaction.atomic():
            coordinatorship = Coordinatorship.objects.create(
                drawer_id=drawer_for(household_id=household.pk),
                household=household,
                user_id=user.pk,
                period=DateTimeTZRange(at, None),
                **fields,
            )
    except IntegrityError as error:
        if "one_coordinator" in str(error):
            raise Refused(
                _("Dit huishouden heeft al een regisseur. Er is er één tegelijk: draag de regie over.")
            ) from error
        raise
    _end_earlier_involvement(household.pk, user.pk)
    involvement = _new_involvement(
        by,
        household,
        kind=Involvement.Kind.COORDINATOR,
        user_id=user.pk,
        name=str(user),
        organisation=_organisation(user),
        role=_("houdt het overzicht, is het aanspreekpunt"),
        phone=user.phone,
        purpose=Purpose.COORDINATION,
        ground=Ground.PUBLIC_TASK,
        starts_on=calendar.today(),
    )
    _open(involvement, None)
    return coordinatorship


def _end_earlier_involvement(household_id: int, user_id: int) -> None:
    """Who becomes coordinator is no longer involved as something else.

    Their access goes over into that of the coordinator.
    """
    earlier = Involvement.objects.filter(household_id=household_id, user_id=user_id, ended_at=None)
    sources = [f"involvement:{number}" for number in earlier.values_list("id", flat=True)]
    earlier.update(ended_at=timezone.now(), end_reason=_("is nu regisseur"), version=F("version") + 1)
    grants_on(household_id=household_id).order_by().filter(source__in=sources).update(ends_at=Now())


@deed
def hand_over(
    *,
    by: Actor,
    household_id: int,
    user_id: int,
    reason: str,
    open_ends: str = "",
    request_id: UUID | None = None,
) -> Coordinatorship:
    """Another coordinator takes over: open tasks and the predecessor's open actions move along, the predecessor's
    access ends at once.

    Raises Refused without a reason, without a present coordinator, or to the same person.
    """
    demand(by, "appoint_coordinator")
    household = Household.objects.get(pk=household_id)
    successor = _coordinator(user_id)
    present = Coordinatorship.objects.filter(household=household, period__endswith__isnull=True).first()
    if present is None:
        raise Refused(_("Dit huishouden heeft nog geen regisseur. Wijs er een aan."))
    if present.user_id == user_id:
        raise Refused(_("%(name)s is al de regisseur.") % {"name": successor})
    if not reason.strip():
        raise Refused(_("Schrijf op waarom de regie wordt overgedragen."))
    at = timezone.now()
    sources = _stop(present, at, reason.strip())
    coordinatorship = _start(
        by, household, successor, at, reason=reason.strip()[:500], open_ends=open_ends.strip()[:5_000]
    )
    _move_work(household_id, present.user_id, successor)
    log.write("hand_over", "coordinatorship", subjects(household_id), object_id=coordinatorship.pk)
    _close(household_id, sources, present.user_id)
    return coordinatorship


def _stop(present: Coordinatorship, at: dt.datetime, reason: str) -> list[str]:
    """End the coordinatorship and its involvement; returns the sources of access that must end with it."""
    Coordinatorship.objects.filter(pk=present.pk).update(period=DateTimeTZRange(present.period.lower, at))
    ending = Involvement.objects.filter(
        household_id=present.household_id, kind=Involvement.Kind.COORDINATOR, ended_at=None
    )
    sources = [f"involvement:{number}" for number in ending.values_list("id", flat=True)]
    ending.update(ended_at=at, end_reason=reason[:300], version=F("version") + 1)
    return sources


def _move_work(household_id: int, from_user_id: int, to: User) -> None:
    Task.objects.filter(household_id=household_id, user_id=from_user_id, state=Task.State.OPEN).update(
        user_id=to.pk, version=F("version") + 1
    )
    Action.objects.filter(
        Q(state=Action.State.PLANNED) | Q(state=Action.State.STARTED),
        goal__plan__household_id=household_id,
        owner_user_id=from_user_id,
    ).update(owner_user_id=to.pk, owner_name=str(to)[:120], version=F("version") + 1)


@deed
def end_coordination(*, by: Actor, household_id: int, reason: str, request_id: UUID | None = None) -> Coordinatorship:
    """The coordination ends because the plan is closed.

    Access ends at once. Raises Refused while there is a current plan.
    """
    demand(by, "appoint_coordinator")
    present = Coordinatorship.objects.filter(household_id=household_id, period__endswith__isnull=True).first()
    if present is None:
        raise Refused(_("Dit huishouden heeft geen regisseur."))
    if Plan.objects.filter(household_id=household_id).exclude(state=Plan.State.CLOSED).exists():
        raise Refused(_("Er loopt nog een plan. Draag de regie over, of sluit eerst het plan af."))
    sources = _stop(present, timezone.now(), reason.strip() or _("het plan is afgesloten"))
    log.write("end_coordination", "coordinatorship", subjects(household_id), object_id=present.pk)
    _close(household_id, sources, present.user_id)
    return present

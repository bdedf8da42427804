"""Two records of one person become one, and two again.

What moves is what the actor sees, from each drawer to the kept person's drawer of the same life domain and the same
shield. What the actor does not see stays where it is, under the old record, whose membership stays for exactly those
who could see it: nothing crosses a shield, nothing is lost, and nothing tells that there is more.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, models, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from django.utils.translation import gettext as _

from ontschot.domain.people.actions import making
from ontschot.domain.people.actions.accounts import refresh_subject_access
from ontschot.domain.people.actions.events import PersonsMerged
from ontschot.domain.people.actions.households import NotPossible
from ontschot.domain.people.actions.verdicts import both, refuse_judged, say
from ontschot.domain.people.models import Household, Membership, Person, PersonMerge, PortalAccount
from ontschot.foundation import calendar, events
from ontschot.privacy import acting, log
from ontschot.privacy.acting import Actor
from ontschot.privacy.actions import drawer_for
from ontschot.privacy.deeds import deed
from ontschot.privacy.models import Drawer, Shield

Line = list[Any]  # [table, number, {field: [before, after]}]

# Stay with the old record: who it was, where it lived, to which household it belonged, and what is said of the pair.
_STAY = {
    "people.Person",
    "people.Residence",
    "people.Membership",
    "people.PortalAccount",
    "people.PairVerdict",
    "people.PersonMerge",
    "privacy.Grant",
}
_FILLED = ("phone", "email", "call_name", "contact_note")


@deed
def merge_persons(
    *,
    by: Actor,
    person_id: int,
    other_id: int,
    reason: str = "",
    despite: int | None = None,
    request_id: UUID | None = None,
) -> PersonMerge:
    """``other_id`` turns out to be ``person_id``, who is kept. Done twice it changes nothing: the same merge again.

    The kept person becomes a member of the other's present households, so who works with these sees them. Raises
    NotPossible (two different BSNs, two accounts, kept secret, the other has the BSN, already another, or somebody said
    that they are two people and ``despite`` is not the number of that verdict), or Person.DoesNotExist when one of the
    two is not open to the actor.
    """
    kept, other = both(by, person_id, other_id)
    if other.merged_into == kept.pk:
        done = PersonMerge.objects.filter(person=kept, other_person_id=other.pk, undone_at=None).get()
        log.write("merge_persons", "person", [log.Subject(kept.pk)], object_id=done.pk, again=True)
        return done
    _check(kept, other)
    refuse_judged(kept, other, despite)
    homes = _join_homes(kept, other)
    lines = [*_fill(kept, other), *_move(kept, other), *_account(kept, other)]
    Person.objects.filter(pk=other.pk).update(merged_into=kept.pk)
    merge = PersonMerge.objects.create(
        drawer_id=kept.drawer_id,
        other_drawer_id=other.drawer_id,
        person=kept,
        other_person_id=other.pk,
        reason=reason.strip()[:300],
        lines=lines,
        household_ids=homes,
        made_by=by.user_id or 0,
    )
    say(by, kept, other, "same")
    with acting.wide("ontschot_register"):
        refresh_subject_access([kept.pk, other.pk])
    log.write("merge_persons", "person", [log.Subject(kept.pk), log.Subject(other.pk)], object_id=merge.pk)
    present = Membership.objects.filter(person=kept, period__contains=calendar.today())
    events.publish(PersonsMerged(kept.pk, tuple(present.values_list("household_id", flat=True)), kept.display_name))
    return merge


def _check(kept: Person, other: Person) -> None:
    if kept.merged_into or other.merged_into:
        raise NotPossible("merge.already")
    if kept.secrecy or other.secrecy:
        raise NotPossible("merge.secret")
    if kept.bsn_hash and other.bsn_hash and bytes(kept.bsn_hash) != bytes(other.bsn_hash):
        raise NotPossible("merge.bsn")
    if other.bsn_hash and not kept.bsn_hash:
        raise NotPossible("merge.other_way")
    accounts = PortalAccount.objects.filter(person__in=[kept, other]).values_list("person_id", flat=True)
    if len(set(accounts)) == 2:
        raise NotPossible("merge.accounts")


def _join_homes(kept: Person, other: Person) -> list[int]:
    """The kept person also belongs, from today, to each household in which the other is now."""
    today = calendar.today()
    here = set(Membership.objects.filter(person=kept, period__contains=today).values_list("household_id", flat=True))
    found = Membership.objects.filter(person=other, period__contains=today).exclude(household_id__in=here)
    homes = list(Household.objects.filter(pk__in=found.values("household_id")).order_by("pk"))
    with acting.wide("ontschot_register"):
        for household in homes:
            making.new_membership(household, kept, reason="merge")
    return [household.pk for household in homes]


def _fill(kept: Person, other: Person) -> list[Line]:
    """What the kept record lacks and the other has: how to reach somebody."""
    changes = {
        name: [getattr(kept, name), getattr(other, name)]
        for name in _FILLED
        if getattr(other, name) and not getattr(kept, name)
    }
    if not changes:
        return []
    Person.objects.filter(pk=kept.pk).update(
        version=models.F("version") + 1, **{name: after for name, (_before, after) in changes.items()}
    )
    return [["people.Person", kept.pk, changes]]


def _person_fields(model: type[models.Model]) -> tuple[list[str], str]:
    """The columns of a table that name a person, and the one that names several, if there is one."""
    single, several = [], ""
    for field in model._meta.concrete_fields:
        if field.related_model is Person or (
            isinstance(field, models.BigIntegerField) and field.name.endswith("person_id")
        ):
            single.append(field.attname)
        elif isinstance(field, ArrayField) and field.name == "person_ids":
            several = field.attname
    return single, several


def _tables() -> list[type[models.Model]]:
    """Every table with personal data, but histories and what stays; also those of steps that are yet to be made."""
    return [
        model
        for model in apps.get_models()
        if any(field.name == "drawer" for field in model._meta.concrete_fields)
        and not hasattr(model, "pgh_tracked_model")
        and model._meta.label not in _STAY
    ]


def _move(kept: Person, other: Person) -> list[Line]:
    """Each row about the other that the actor sees: to the kept person, into the drawer beside."""
    drawers = {drawer.pk: drawer for drawer in Drawer.objects.filter(person_id=other.pk).select_related("life_domain")}
    beside: dict[int, int] = {}
    lines = []
    for model in _tables():
        single, several = _person_fields(model)
        wanted = models.Q(drawer_id__in=list(drawers))
        for name in single:
            wanted |= models.Q(**{name: other.pk})
        if several:
            wanted |= models.Q(**{f"{several}__contains": [other.pk]})
        for row in model._default_manager.filter(wanted).order_by("pk"):
            changes = _changes(row, single, several, kept, other, drawers, beside)
            if changes and _written(model, row.pk, changes):
                lines.append([model._meta.label, row.pk, changes])
    return lines


def _changes(
    row: Any,
    single: list[str],
    several: str,
    kept: Person,
    other: Person,
    drawers: dict[int, Drawer],
    beside: dict[int, int],
) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in single}
    if kept.pk in values.values() and other.pk in values.values():
        return {}  # a tie between the two records: it would become a tie to oneself
    changes: dict[str, Any] = {name: [other.pk, kept.pk] for name, value in values.items() if value == other.pk}
    if several and other.pk in getattr(row, several):
        before = getattr(row, several)
        changes[several] = [before, sorted({kept.pk if number == other.pk else number for number in before})]
    if row.drawer_id in drawers:
        old = drawers[row.drawer_id]
        if old.pk not in beside:
            beside[old.pk] = drawer_for(
                person_id=kept.pk, life_domain=old.life_domain.code, shield_id=old.shield_id or Shield.CIRCLE_ID
            )
        changes["drawer_id"] = [old.pk, beside[old.pk]]
    return changes


def _written(model: type[models.Model], number: int, changes: dict[str, Any]) -> bool:
    """One row; one that the kept person has already (an answer to the same plan) stays with the old record."""
    try:
        with transaction.atomic():
            model._default_manager.filter(pk=number).update(**{name: after for name, (_b, after) in changes.items()})
    except IntegrityError:
        return False
    return True


def _account(kept: Person, other: Person) -> list[Line]:
    """The resident's own account belongs to the person who is kept."""
    with acting.wide("ontschot_register"):
        found = list(PortalAccount.objects.filter(person=other))
        for account in found:
            changes = {"person_id": [other.pk, kept.pk], "drawer_id": [account.drawer_id, kept.drawer_id]}
            PortalAccount.objects.filter(pk=account.pk).update(person=kept, drawer_id=kept.drawer_id)
            return [["people.PortalAccount", account.pk, changes]]
    return []


@deed
def unmerge_persons(*, by: Actor, merge_id: int, request_id: UUID | None = None) -> PersonMerge:
    """Two people after all: each line goes back, unless it was changed in between; that stays and is counted.

    Raises NotPossible when it was undone already, PersonMerge.DoesNotExist when one of the two is not open.
    """
    merge = PersonMerge.objects.select_for_update().get(pk=merge_id)
    kept, other = both(by, merge.person_id, merge.other_person_id)
    if merge.undone_at is not None:
        raise NotPossible("merge.undone")
    stayed = sum(not _back(line) for line in reversed(merge.lines))
    Person.objects.filter(pk=other.pk).update(merged_into=None)
    with acting.wide("ontschot_register"):
        _leave_homes(kept, merge.household_ids)
        refresh_subject_access([kept.pk, other.pk])
    PersonMerge.objects.filter(pk=merge_id).update(undone_at=timezone.now(), undone_by=by.user_id, stayed=stayed)
    say(by, kept, other, "different")
    log.write("unmerge_persons", "person", [log.Subject(kept.pk), log.Subject(other.pk)], object_id=merge_id)
    merge.undone_at, merge.stayed = timezone.now(), stayed
    return merge


def _back(line: Line) -> bool:
    label, number, changes = line
    model = apps.get_model(label)
    same = {name: after for name, (_before, after) in changes.items()}
    if label == "people.PortalAccount":
        with acting.wide("ontschot_register"):
            rows = PortalAccount.objects.filter(pk=number, **same)
            return bool(rows.update(**{name: before for name, (before, _after) in changes.items()}))
    rows = model._default_manager.filter(pk=number, **same)
    return bool(rows.update(**{name: before for name, (before, _after) in changes.items()}))


def _leave_homes(kept: Person, household_ids: list[int]) -> None:
    """The kept person no longer belongs to the other's households. Under ``ontschot_register`` only."""
    today = calendar.today()
    added = Membership.objects.filter(
        person=kept, household_id__in=household_ids, reason="merge", period__endswith__isnull=True
    )
    for membership in added:
        membership.period = DateRange(membership.period.lower, max(today, membership.period.lower))
        membership.note = _("samenvoeging ongedaan gemaakt")
        membership.save(update_fields=["period", "note"])

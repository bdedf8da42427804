"""Opening and ending access, and keeping drafts.

Called by the actions of ``domain`` and ``accounts``, which log the deed itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q
from django.db.models.functions import Now

from ontschot.privacy import acting
from ontschot.privacy.models import Draft, Grant, LifeDomain, SavedSearch, Shield

BASIS = "basis"
DOSSIER = "dossier"  # what was asked and said in general: not for who is involved for some life domains only


@dataclass(frozen=True, slots=True)
class Subject:
    """A person or a household, with a shield: with a life domain it names a drawer."""

    person_id: int | None = None
    household_id: int | None = None
    shield_id: int = Shield.CIRCLE_ID


def drawer_for(
    *,
    person_id: int | None = None,
    household_id: int | None = None,
    life_domain: str = BASIS,
    shield_id: int = Shield.CIRCLE_ID,
) -> int:
    """The id of the drawer of this subject, domain and shield; made when it does not exist yet. Opens nothing.

    Raises django.db.Error (insufficient privilege) when the current user can see nothing of the subject.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT privacy_drawer_for(%s, %s, %s, %s)", [person_id, household_id, life_domain, shield_id])
        drawer_id: int = cursor.fetchone()[0]
    return drawer_id


def drawers_for(subjects: Sequence[Subject], *, life_domain: str = BASIS) -> list[int]:
    """The drawers of many subjects at once, in their order; made where they do not exist yet. Opens nothing.

    Only under ``ontschot_register`` (else django.db.Error, insufficient privilege).
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT the_drawer FROM privacy_drawers_for(%s::bigint[], %s::bigint[], %s, %s::bigint[])"
            " ORDER BY the_place",
            [
                [s.person_id for s in subjects],
                [s.household_id for s in subjects],
                life_domain,
                [s.shield_id for s in subjects],
            ],
        )
        drawers = [int(row[0]) for row in cursor.fetchall()]
    if len(drawers) != len(subjects):
        raise RuntimeError("a subject without a drawer")
    return drawers


def new_shield(
    *, kind: str, roles: Iterable[str] = (), excluded_user_ids: Iterable[int] = (), author_id: int | None = None
) -> Shield:
    """A shield of its own. For ``author`` give the author; a grant that names the shield is made by ``open_shield``."""
    return Shield.objects.create(
        kind=kind, roles=list(roles), excluded_user_ids=list(excluded_user_ids), author_id=author_id
    )


def open_access(
    *,
    user_id: int | None = None,
    team_id: int | None = None,
    person_id: int | None = None,
    household_id: int | None = None,
    life_domains: Iterable[str] | None = None,
    shield: Shield | None = None,
    reaches_members: bool = False,
    purpose: str,
    ground: str,
    source: str,
    ends_at: dt.datetime | None = None,
) -> Grant:
    """Open drawers of a subject to a user or a team from now on (until ``ends_at``). ``life_domains`` None means all.

    ``basis`` is always among them.
    """
    ids = None
    if life_domains is not None:
        ids = list(LifeDomain.objects.filter(code__in={*life_domains, BASIS}).values_list("id", flat=True))
    return Grant.objects.create(
        user_id=user_id,
        team_id=team_id,
        person_id=person_id,
        household_id=household_id,
        life_domain_ids=ids,
        shield=shield,
        reaches_members=reaches_members,
        purpose=purpose,
        ground=ground,
        source=source,
        starts_at=Now(),
        ends_at=ends_at,
        drawer_id=drawer_for(person_id=person_id, household_id=household_id),
    )


def end_access(*, source: str, user_id: int | None = None) -> int:
    """End all grants that came from this source (of one user when given), at once. Returns how many ended."""
    grants = Grant.objects.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=Now()), source=source)
    if user_id is not None:
        grants = grants.filter(user_id=user_id)
    return grants.update(ends_at=Now())


def save_draft(*, key: str, fields: dict[str, Any]) -> Draft:
    """Keep what the current user is typing. Not logged: only the writer can ever read it back."""
    user_id = acting.current().actor.user_id or 0
    draft, _ = Draft.objects.update_or_create(user_id=user_id, key=key, defaults={"fields": fields})
    return draft


def drop_draft(*, key: str) -> None:
    """Forget a draft: it was handed in or thrown away."""
    Draft.objects.filter(user_id=acting.current().actor.user_id or 0, key=key).delete()


SEARCHES_EACH = 20  # kept for one list


def save_search(*, page: str, name: str, query: str, team_id: int | None = None) -> SavedSearch | None:
    """Keep what the current user looks for in a list, under a name; the same name is the same search. None when there
    are too many, or without a name. With ``team_id`` who sits in that team may use it too: the caller made sure that
    the user sits there and that nothing typed is in it. Not logged: it shows nobody.
    """
    user_id = acting.current().actor.user_id or 0
    mine = SavedSearch.objects.filter(user_id=user_id, page=page)
    name = name.strip()[:60]
    if not name or len(query) > 1_000 or (mine.count() >= SEARCHES_EACH and not mine.filter(name=name).exists()):
        return None
    kept, _new = SavedSearch.objects.update_or_create(
        user_id=user_id, page=page, name=name, defaults={"query": query, "team_id": team_id}
    )
    return kept


def drop_search(*, search_id: int) -> None:
    """Forget a saved search of the current user."""
    SavedSearch.objects.filter(user_id=acting.current().actor.user_id or 0, pk=search_id).delete()

"""Who does something, and who proposed it: picklists of the people in and around a household."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ontschot.domain.people import queries as people
from ontschot.domain.plans import actions, queries


def owners_of(household_id: int) -> list[tuple[str, Any]]:
    """Members first, then people of their own circle, then professionals: the order of own strength."""
    members = [(f"self:person:{pk}", name) for pk, name in people.member_names(household_id)]
    circle: list[tuple[str, str]] = []
    professionals: list[tuple[str, str]] = []
    for one in queries.around(household_id).involved:
        name = f"{one.name} ({one.organisation})" if one.organisation else one.name
        if one.user_id:
            professionals.append((f"professional:user:{one.user_id}", name))
        elif one.kind == "professional":
            professionals.append((f"professional:name:{one.name}", name))
        else:
            circle.append((f"{one.kind}:name:{one.name}", name))
    groups = [(_("het huishouden"), members), (_("om hen heen"), circle), (_("professionals"), professionals)]
    return [(label, rows) for label, rows in groups if rows]


def owner_given(data: dict[str, Any]) -> dict[str, Any]:
    """The owner as the action wants it, from the picklist or the free name; and who proposed to go up a line."""
    given = _owner(data)
    reason, proposer = data.pop("line_reason", ""), data.pop("proposer", "")
    if reason.strip():
        given["proposal"] = _proposal(reason, proposer)
    return given


def _owner(data: dict[str, Any]) -> dict[str, Any]:
    chosen, name, kind = data.pop("owner"), data.pop("owner_name"), data.pop("owner_kind")
    if chosen == "other":
        return {"owner_kind": kind, "owner_name": name}
    kind, how, value = chosen.split(":", 2)
    if how == "person":
        return {"owner_kind": kind, "owner_person_id": int(value)}
    return (
        {"owner_kind": kind, "owner_user_id": int(value)}
        if how == "user"
        else {"owner_kind": kind, "owner_name": value}
    )


def proposers_of(household_id: int) -> list[tuple[str, str]]:
    """Who may have proposed to go up to line 2: professionals with an account, then everybody else by name."""
    rows = [(f"name||{name}", name) for _pk, name in people.member_names(household_id)]
    for one in queries.around(household_id).involved:
        label = f"{one.name} ({one.organisation})" if one.organisation else one.name
        rows.append((f"user|{one.user_id}|" if one.user_id else f"name|{one.organisation}|{one.name}", label))
    return rows


def _proposal(reason: str, proposer: str) -> actions.Proposal:
    how, middle, name = proposer.split("|", 2) if proposer.count("|") >= 2 else ("", "", "")
    if how == "user":
        return actions.Proposal(reason, user_id=int(middle))
    return actions.Proposal(reason, name=name, organisation=middle)

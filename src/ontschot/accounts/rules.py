"""Roles, and the one table of what each may do. What one may *see* is decided by grants, never here."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """The roles of docs/explanation/access.md."""

    ACCESS_WORKER = "access_worker"
    GENERALIST = "generalist"
    TEAM_LEADER = "team_leader"
    PARTNER = "partner"
    POLICY_OFFICER = "policy_officer"
    PRIVACY_OFFICER = "privacy_officer"
    ADMINISTRATOR = "administrator"
    RESIDENT = "resident"


_ACCESS = frozenset({Role.ACCESS_WORKER})
_TEAM = frozenset({Role.GENERALIST, Role.TEAM_LEADER})
_MUNICIPAL = _ACCESS | _TEAM
_PROFESSIONAL = _MUNICIPAL | {Role.PARTNER}

CAPABILITIES: dict[str, frozenset[Role]] = {
    "identify": _MUNICIPAL,
    "search": _PROFESSIONAL,
    "view_work": _PROFESSIONAL,
    "view_household": _PROFESSIONAL,
    "correct_household": _MUNICIPAL,
    "report_request": _PROFESSIONAL,
    "triage": _MUNICIPAL,
    "hold_conversation": _MUNICIPAL,
    "write_letter": _MUNICIPAL,
    "make_plan": _TEAM | _ACCESS,
    "coordinate": _TEAM,
    "appoint_coordinator": _TEAM | _ACCESS,
    "involve": _TEAM | _ACCESS,
    "safeguard": _TEAM,  # the reporting code and the safety drawer
    "contribute": _PROFESSIONAL,  # journal, documents, progress of one's own actions
    "record_agreement": _TEAM,
    "manage_team": frozenset({Role.TEAM_LEADER}),
    "own_plan": frozenset({Role.RESIDENT}),
    "read_log": frozenset({Role.PRIVACY_OFFICER}),
    "steer": frozenset({Role.POLICY_OFFICER}),
    "view_reference": frozenset({Role.POLICY_OFFICER, Role.ADMINISTRATOR}),
    "administer": frozenset({Role.ADMINISTRATOR}),
    "take_tour": frozenset(Role) - {Role.RESIDENT},  # of the first day; shows nobody
    "judge_messages": _ACCESS | {Role.ADMINISTRATOR},  # of files one brings along; nothing of them is kept
}

STAFF = frozenset(Role) - {Role.RESIDENT}


# Screens that several roles share are used by each for a purpose of its own; residents read it in the log.
_PURPOSES = {
    (Role.PARTNER, "coordination"): "support",
    (Role.ACCESS_WORKER, "coordination"): "triage",
    (Role.TEAM_LEADER, "coordination"): "team_lead",
}


def purpose_of(role: str, purpose: str) -> str:
    """The purpose for which this role uses a screen that declares ``purpose``."""
    return _PURPOSES.get((Role(role), purpose), purpose)


def may(role: str, capability: str) -> bool:
    """Whether this role may do this at all. Raises KeyError for an unknown capability."""
    return role in CAPABILITIES[capability]

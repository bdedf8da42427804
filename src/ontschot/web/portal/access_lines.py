"""Who may look now, in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ontschot.accounts import queries as accounts
from ontschot.privacy import queries as privacy
from ontschot.privacy.models import Grant


@dataclass(frozen=True)
class Access:
    """One professional or team that may look: at what, why and on which ground."""

    who: str
    what: str
    purpose: str
    ground: str


def lines(grants: Iterable[Grant], own_user_id: int | None) -> list[Access]:
    """The grants of others, each once. Residents' own access is left out: that is no surprise to them."""
    others = [g for g in grants if g.purpose not in ("own_data", "representation") and g.user_id != own_user_id]
    names = accounts.user_names(g.user_id for g in others)
    teams = {team.pk: team.name for team in accounts.teams(active=None)}
    domains = {domain.pk: str(domain) for domain in privacy.life_domains()}
    found = [
        Access(
            who=str(names[g.user_id])
            if g.user_id in names
            else teams.get(g.team_id or 0, _("een team van de gemeente")),
            what=_what(g, domains),
            purpose=g.get_purpose_display(),
            ground=g.get_ground_display(),
        )
        for g in others
    ]
    return list(dict.fromkeys(found))


def _what(grant: Grant, domains: dict[int, str]) -> str:
    if grant.life_domain_ids is None:
        return _("alle onderwerpen")
    return ", ".join(domains[pk] for pk in grant.life_domain_ids if pk in domains)

"""What stands in the plans, as a registration for a study of overlap: who has what, from when until when.

One bulk reading, logged as one line with its purpose; never shown row by row. It runs under the database role
``ontschot_analyst``, whose policies leave out persons with a secrecy mark, every shielded drawer and the life domain
safety (privacy 0013, plans 0015), and which gives nothing to who makes no figures.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.utils import translation

from ontschot.domain.plans.models import OthersPart
from ontschot.domain.plans.models.others import Scheme
from ontschot.foundation import cipher
from ontschot.privacy import acting, log
from ontschot.privacy.models import LifeDomain

OWN = "ontschot"  # the scheme of what is the municipality's own: the request, the plan, who is involved
_BLOCK = 2_000


@dataclass(frozen=True)
class Support:
    """One provision of one person over a half-open period; ``until`` None: still running. Dates of birth as in the
    register (eight digits, zeros for what is unknown)."""

    scheme: str
    provision: str
    starts_on: dt.date
    until: dt.date | None
    bsn: str
    given_names: str
    prefix: str
    family_name: str
    partner_prefix: str
    partner_family_name: str
    birth_date: str
    gender: str
    street: str
    house_number: str
    addition: str
    postcode: str
    place: str
    neighbourhood: str


# A part or plan of the household as a whole is of everyone who belongs to it, for as long as they do.
_SQL = """
WITH shared AS (
    SELECT 'ontschot' AS scheme, 'plan' AS provision, household_id, NULL::bigint AS person_id,
           (created_at AT TIME ZONE 'Europe/Amsterdam')::date AS starts_on,
           (closed_at AT TIME ZONE 'Europe/Amsterdam')::date AS until
      FROM plans_plan WHERE state <> 'draft' AND merged_into_id IS NULL
    UNION ALL
    SELECT 'ontschot', 'involved_' || d.code, i.household_id, NULL, i.starts_on,
           (i.ended_at AT TIME ZONE 'Europe/Amsterdam')::date
      FROM plans_involvement i JOIN privacy_lifedomain d ON d.id = ANY (i.life_domain_ids)
     WHERE i.kind = 'professional' AND i.purpose <> 'safety' AND d.code NOT IN ('safety', 'basis', 'dossier')
    UNION ALL
    SELECT 'ontschot', 'request', household_id, person_id, reported_on, NULL
      FROM access_request WHERE state IN ('received', 'triaged', 'in_conversation')
    UNION ALL
    SELECT scheme, kind, household_id, person_id,
           coalesce(starts_on, (created_at AT TIME ZONE 'Europe/Amsterdam')::date), ends_on
      FROM plans_otherspart
     WHERE NOT (status = 'ended' AND ends_on IS NULL) AND NOT (status = 'planned' AND starts_on IS NULL)
    UNION ALL
    SELECT scheme, 'label', household_id, person_id, starts_on, ends_on
      FROM plans_datedfact WHERE kind = 'label' AND withdrawn_at IS NULL),
each AS (
    SELECT scheme, provision, person_id, starts_on, until FROM shared WHERE person_id IS NOT NULL
    UNION ALL
    SELECT s.scheme, s.provision, m.person_id, greatest(s.starts_on, coalesce(lower(m.period), s.starts_on)),
           least(s.until, upper(m.period))
      FROM shared s JOIN people_membership m ON m.household_id = s.household_id
     WHERE s.person_id IS NULL AND NOT isempty(m.period))
SELECT DISTINCT e.scheme, e.provision, e.starts_on, e.until, p.bsn_encrypted, p.given_names, p.prefix, p.family_name,
       p.partner_prefix, p.partner_family_name, p.birth_date, p.gender, coalesce(r.street, ''),
       coalesce(r.house_number::text, ''), coalesce(r.house_letter, '') || coalesce(r.addition, ''),
       coalesce(r.postcode, ''), coalesce(r.place, ''), coalesce(r.neighbourhood_code, '')
  FROM each e JOIN people_person p ON p.id = e.person_id
  LEFT JOIN LATERAL (SELECT * FROM (SELECT id, street, house_number, house_letter, addition, postcode, place,
                            neighbourhood_code FROM people_residence
                     WHERE person_id = p.id AND kind = 'W' AND ends_on = '') AS now ORDER BY id DESC LIMIT 1) r ON true
 WHERE e.until IS NULL OR e.until > e.starts_on
"""


def registration(take: Callable[[Support], None], *, reason: str) -> int:
    """Hand every provision of every countable person to ``take``, and give back how many. ``reason``: for which study.

    Raises django.db.Error when the account makes no figures and the database gives it nothing to read.
    """
    count = 0
    with acting.wide("ontschot_analyst"), connection.chunked_cursor() as cursor:
        cursor.execute(_SQL)
        while block := cursor.fetchmany(_BLOCK):
            for scheme, provision, starts_on, until, sealed, *rest in block:
                take(Support(scheme, provision, starts_on, until, cipher.decrypt(sealed) if sealed else "", *rest))
            count += len(block)
    log.read("study", [], action="extract", rows=count, reason=reason[:120])
    return count


def words(language: str) -> dict[str, str]:
    """What schemes (``wmo``) and provisions (``wmo/guidance``) are called, in a language."""
    with translation.override(language):
        found = {OWN: translation.gettext("Gemeente: één plan"), f"{OWN}/plan": translation.gettext("plan")}
        found[f"{OWN}/request"] = translation.gettext("hulpvraag die loopt")
        for domain in LifeDomain.objects.all():
            found[f"{OWN}/involved_{domain.code}"] = translation.gettext("professional betrokken: %s") % domain
        for scheme in Scheme:
            found[scheme.value] = str(scheme.label)
            found[f"{scheme.value}/label"] = translation.gettext("label of indicatie")
            found |= {f"{scheme.value}/{kind.value}": str(kind.label) for kind in OthersPart.Kind}
    return found


__all__ = ["OWN", "Support", "registration", "words"]

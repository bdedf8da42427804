"""One district at work: which households use which support, with shares as measured in Dutch municipalities.

A quarter of all households uses a provision (24%), of those 59% more than one and a third more than three (Zaanstad,
as the exploration of Divosa reports, 2013); 0.3% of all households has several intensive forms (Emmen, 2017).
Everything is done by the colleague it belongs to, through actions.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ontschot.config.demo import work
from ontschot.config.demo.cases import CASES
from ontschot.config.demo.work import Home, Stage
from ontschot.domain.access import actions as access
from ontschot.domain.access.models import Request
from ontschot.domain.plans import actions as plans
from ontschot.foundation import calendar
from ontschot.privacy.acting import Actor

USES_A_PROVISION = 0.24
# How many provisions a household uses that uses any: 59% more than one, a third more than three.
HOW_MANY = {1: 0.41, 2: 0.16, 3: 0.10, 4: 0.18, 5: 0.10, 6: 0.05}
INTENSIVE = 0.003  # of all households
ASKS_ONLY = 0.03  # of all households: a question that is answered, no provision
HAS_A_PLAN = 0.3  # of the households that use a provision; the others had a simple answer
YEAR = 360  # days; a report is at most a year old when it is typed in


@dataclass(frozen=True)
class Provision:
    """A form of support: what it is, who gives it, the life domain, and for whom it can be."""

    name: str
    organisation: str
    life_domain: str
    children: bool = False
    intensive: bool = False


PROVISIONS = (
    Provision("Bijstandsuitkering", "Werkplein Voorbeeldstad", "income"),
    Provision("Traject naar werk", "Werkplein Voorbeeldstad", "work"),
    Provision("Bijzondere bijstand", "Werkplein Voorbeeldstad", "income"),
    Provision("Huishoudelijke hulp", "Schoon & Zorg", "household"),
    Provision("Wijkverpleging", "Thuiszorg De Vaart", "physical_health"),
    Provision("Vervoerspas", "Taxi Midden", "participation"),
    Provision("Scootmobiel", "Hulpmiddelen Plus", "participation"),
    Provision("Aanpassing van de woning", "Bouw en Zorg", "housing"),
    Provision("Dagbesteding", "De Werkschuur", "participation"),
    Provision("Begeleiding thuis", "Thuisbegeleiding De Brug", "household"),
    Provision("Schuldhulp", "Kredietbank Midden", "income"),
    Provision("Jeugdhulp thuis", "Jeugdhulp Stroom", "parenting", children=True),
    Provision("Extra hulp op school", "Praktijkschool De Linde", "education", children=True),
    Provision("Intensieve gezinsbegeleiding", "Jeugdhulp Stroom", "parenting", children=True, intensive=True),
    Provision("Beschermd wonen", "Huis en Haard", "housing", intensive=True),
    Provision("Behandeling thuis door een FACT-team", "GGZ Midden", "mental_health", intensive=True),
)


def play(
    stage: Stage,
    homes: Sequence[Home],
    workers: Sequence[tuple[str, str]],
    chance: random.Random,
    told: Callable[[int], None],
) -> None:
    """A year of needs of these households. ``workers`` are names with the team they sit in."""
    for index, home in enumerate(homes):
        told(index)
        draw = chance.random()
        if draw < USES_A_PROVISION:
            forms = _intensive(chance) if draw < INTENSIVE else _forms(home, chance)
            _use(stage, home, forms, chance.choice(workers), chance, plan=draw < USES_A_PROVISION * HAS_A_PLAN)
        elif draw < USES_A_PROVISION + ASKS_ONLY:
            _ask(stage, home, chance)


def _forms(home: Home, chance: random.Random) -> list[Provision]:
    open_to = [one for one in PROVISIONS if not one.intensive and (home.has_children or not one.children)]
    count = chance.choices(list(HOW_MANY), weights=list(HOW_MANY.values()))[0]
    return chance.sample(open_to, count)


def _intensive(chance: random.Random) -> list[Provision]:
    heavy = [one for one in PROVISIONS if one.intensive]
    light = [one for one in PROVISIONS if not one.intensive and not one.children]
    return chance.sample(heavy, 2) + chance.sample(light, 4)


def _report(stage: Stage, home: Home, question: str, days: int, chance: random.Random) -> Request:
    return stage.as_(
        chance.choice(("anja", "omar")),
        lambda by: access.report(
            by=by,
            person_id=home.person_ids[0],
            question=question,
            channel=chance.choice(("desk", "phone", "web", "phone")),
            reported_on=calendar.today() - dt.timedelta(days=days),
        ),
    )


def _ask(stage: Stage, home: Home, chance: random.Random) -> None:
    """A question at the desk: some came in this week and wait, most were answered."""
    case = chance.choice([one for one in CASES if one.outcome])
    waits = chance.random() < 0.1
    request = _report(stage, home, case.question, chance.randrange(0, 8 if waits else YEAR), chance)
    if not waits:
        stage.as_(
            "anja",
            lambda by: access.answer(by=by, request_number=request.pk, version=request.version, outcome=case.outcome),
        )


def _use(
    stage: Stage, home: Home, forms: list[Provision], worker: tuple[str, str], chance: random.Random, *, plan: bool
) -> None:
    """The need that led to these forms of support: a plan with a coordinator, or a simple answer."""
    name, team = worker
    days = chance.randrange(10, YEAR)
    case = chance.choice([one for one in CASES if bool(one.outcome) is not plan])
    request = _report(stage, home, case.question, days, chance)
    work.triage(stage, request, case.complexity, case.life_domains, case.safety, team, name)
    stage.as_(name, lambda by: _involve(by, request.household_id or 0, forms, days, chance))
    if plan:
        work.to_a_plan(stage, home, request, case, worker, days, agreed=chance.random() < 0.7)
    else:
        stage.as_(name, lambda by: _answer(by, request.pk, case.outcome))


def _answer(by: Actor, number: int, outcome: str) -> None:
    access.answer(by=by, request_number=number, version=Request.objects.get(pk=number).version, outcome=outcome)


def _involve(by: Actor, household_id: int, forms: list[Provision], days: int, chance: random.Random) -> None:
    for form in forms:
        plans.involve(
            by=by,
            household_id=household_id,
            kind="professional",
            role=form.name,
            name=form.organisation,
            organisation=form.organisation,
            life_domains=[form.life_domain],
            starts_on=calendar.today() - dt.timedelta(days=chance.randrange(0, days)),
        )

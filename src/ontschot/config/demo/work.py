"""The work of the cast: needs taken in, divided, talked over and planned, by whom it belongs to, through actions."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.utils import timezone

from ontschot.config.demo import in_depth, talks, van_dalen
from ontschot.config.demo.cases import CASES, Case
from ontschot.config.demo.cast import Cast
from ontschot.domain.access import actions as access
from ontschot.domain.access import queries as access_queries
from ontschot.domain.access.models import Conversation, Request
from ontschot.domain.people import actions as people
from ontschot.domain.people.models import Membership, Person
from ontschot.domain.plans import actions as plans
from ontschot.domain.plans.models import Goal, Plan
from ontschot.foundation import calendar, cipher
from ontschot.privacy import log
from ontschot.privacy.acting import Actor, acting, system, wide

T = TypeVar("T")
WHY_SPECIALIST = "Met eigen kracht, buren en vrijwilligers alleen lukte het niet."
UNDIVIDED, WAITING = 0.15, 0.3  # shares of the needs that were not divided yet, or to whom nobody went yet
REPORTED_BY = {"visit": "municipality", "partner": "professional"}
PURPOSE_OF = {"access_worker": "intake", "generalist": "coordination", "team_leader": "team_lead", "partner": "support"}


@dataclass(frozen=True)
class Home:
    """A household with the numbers of its members, oldest first."""

    household_id: int
    person_ids: tuple[int, ...]
    has_children: bool = False


@dataclass
class Stage:
    """Lets somebody of the cast do one thing, each in a transaction of its own, as in the browser."""

    cast: Cast

    def as_(self, name: str, deed: Callable[[Actor], T]) -> T:
        """Do ``deed`` as this colleague."""
        user = self.cast.users[name]
        actor = self.cast.actor(name, PURPOSE_OF.get(user.role, "own_data"))
        with acting(actor):
            return deed(actor)

    def person_by_bsn(self, number: str) -> int:
        """The number of somebody just imported."""
        with acting(system("demo")), wide("ontschot_register"):
            found = Person.objects.get(bsn_hash=cipher.keyed_hash(number)).pk
            log.read("person", [log.Subject(person_id=found)])
        return found


def homes() -> list[Home]:
    """All households with their members."""
    with acting(system("demo")), wide("ontschot_register"):
        rows = Membership.objects.order_by("household_id", "person__birth_date").values_list(
            "household_id", "person_id", "person__birth_date"
        )
        found: dict[int, list[int]] = {}
        of_age = f"{calendar.today().year - 18}0101"
        with_children = set()
        for household_id, person_id, born in rows:
            found.setdefault(household_id, []).append(person_id)
            if born > of_age:
                with_children.add(household_id)
        log.read("household", [])
    return [
        Home(household_id, tuple(persons), household_id in with_children) for household_id, persons in found.items()
    ]


# ------------------------------------------------------------------------------------------------ Van Dalen


def play_van_dalen(stage: Stage) -> int:
    """From the school's worry to a plan laid before Saskia, who can agree to it herself. Gives the household."""
    persons = {
        number: stage.person_by_bsn(number) for number in (van_dalen.SASKIA, van_dalen.JEFFREY, van_dalen.AMANDA)
    }
    by_school, by_herself = _van_dalen_requests(stage, persons)
    _around(stage, persons)
    conversation = _van_dalen_conversation(stage, by_herself, persons)
    plan = stage.as_(
        "gerrit",
        lambda by: plans.make_plan(
            by=by, household_id=by_herself.household_id, conversation_id=conversation.pk, motto=van_dalen.MOTTO
        ),
    )
    stage.as_("gerrit", lambda by: access.take_in_plan(by=by, request_number=by_school.pk))
    _coordinator(stage, plan.household_id, ("gerrit", "north"))
    _van_dalen_circle(stage, plan.household_id)
    _van_dalen_actions(stage, plan, persons)
    _van_dalen_journal(stage, plan.household_id, persons)
    in_depth.play(stage, plan, persons)
    stage.as_("gerrit", lambda by: plans.propose(by=by, plan_id=plan.pk, version=Plan.objects.get(pk=plan.pk).version))
    with acting(system("demo")) as work:
        for name, number in (("saskia", van_dalen.SASKIA), ("jeffrey", van_dalen.JEFFREY)):
            people.connect_account(by=work.actor, user_id=stage.cast.users[name].pk, person_id=persons[number])
    in_depth.play_after_agreement(stage, plan, persons)
    return plan.household_id


def _van_dalen_requests(stage: Stage, persons: dict[str, int]) -> tuple[Request, Request]:
    """What the school reported about Jeffrey, and three days later Saskia herself; both go to Gerrit."""
    today = calendar.today()
    by_school = stage.as_(
        "anja",
        lambda by: access.report(
            by=by,
            person_id=persons[van_dalen.JEFFREY],
            question=van_dalen.SCHOOL_REPORT,
            channel="partner",
            reported_by="professional",
            referrer_name="Peter Mulder",
            referrer_contact="Vakcollege De Rozenburcht",
            reported_on=today - dt.timedelta(days=25),
        ),
    )
    by_herself = stage.as_(
        "anja",
        lambda by: access.report(
            by=by,
            person_id=persons[van_dalen.SASKIA],
            question=van_dalen.QUESTION,
            channel="desk",
            reported_on=today - dt.timedelta(days=22),
        ),
    )
    domains = ("income", "work", "education", "household", "parenting")
    for request in (by_school, by_herself):
        triage(stage, request, "complex", domains, "safe", "north", "gerrit")
    return by_school, by_herself


def _around(stage: Stage, persons: dict[str, int]) -> None:
    saskia = persons[van_dalen.SASKIA]
    stage.as_(
        "gerrit",
        lambda by: people.add_relation(
            by=by,
            person_id=saskia,
            kind="neighbour",
            other_name="Ria Jansen",
            helps=True,
            note="Weet alleen van de boodschappen. Saskia wil niet dat er in de straat over haar gepraat wordt.",
        ),
    )
    for number, father in ((van_dalen.JEFFREY, "Ronald Smits"), (van_dalen.AMANDA, "Dennis Bakker")):
        stage.as_(
            "gerrit",
            lambda by, number=number, father=father: _out_of_contact(by, persons[number], father),  # type: ignore[misc]
        )


def _out_of_contact(by: Actor, person_id: int, father: str) -> None:
    relation = Person.objects.get(pk=person_id).relations.filter(other_name__contains=father.split()[1]).first()
    if relation is not None:
        people.change_relation(by=by, relation_id=relation.pk, in_contact=False, note="Al jaren geen contact.")
    else:
        people.add_relation(by=by, person_id=person_id, kind="parent", other_name=father, in_contact=False)


def _van_dalen_conversation(stage: Stage, request: Request, persons: dict[str, int]) -> Conversation:
    held = stage.as_(
        "gerrit",
        lambda by: access.start_conversation(
            by=by,
            request_number=request.pk,
            held_on=calendar.today() - dt.timedelta(days=15),
            present="Saskia, Jeffrey en Amanda",
        ),
    )
    stage.as_(
        "gerrit",
        lambda by: access.describe_conversation(
            by=by,
            conversation_id=held.pk,
            version=held.version,
            held_on=held.held_on,
            place="home",
            present=held.present,
            wish=van_dalen.WISH,
        ),
    )
    results = [(domain, persons[who] if who else None, text) for domain, who, text in van_dalen.RESULTS]
    saskia = persons[van_dalen.SASKIA]
    stage.as_("gerrit", lambda by: talks.before(by, request, held.pk, saskia))
    _talk(stage, "gerrit", held, van_dalen.ANSWERS, results)
    stage.as_("gerrit", lambda by: talks.after(by, held.pk, saskia))
    return held


def _van_dalen_circle(stage: Stage, household_id: int) -> None:
    involved = (
        ("peter", "Mentor van Jeffrey", ("education",), 110),
        ("iris", "Helpt bij het opvoeden", ("parenting", "relations"), 95),
        ("bram", "Zoekt werk met Saskia", ("work",), 60),
    )
    for name, role, domains, days in involved:
        stage.as_(
            "gerrit",
            lambda by, name=name, role=role, domains=domains, days=days: plans.involve(  # type: ignore[misc]
                by=by,
                household_id=household_id,
                kind="professional",
                role=role,
                user_id=stage.cast.users[name].pk,
                life_domains=domains,
                starts_on=calendar.today() - dt.timedelta(days=days),
            ),
        )
    by_name = (
        ("network", "Ria Jansen", "", "Neemt op vrijdag zware boodschappen mee", 300),
        ("volunteer", "Wim Groen", "Thuisadministratie", "Kijkt mee met de post", 20),
        ("professional", "Mieke Dekker", "Praktijkschool De Linde", "Mentor van Amanda", 70),
        ("professional", "Joost Vos", "Thuisbegeleiding De Brug", "Komt op maandag langs", 150),
    )
    for kind, name, organisation, role, days in by_name:
        stage.as_(
            "gerrit",
            lambda by, kind=kind, name=name, organisation=organisation, role=role, days=days: plans.involve(  # type: ignore[misc]
                by=by,
                household_id=household_id,
                kind=kind,
                name=name,
                organisation=organisation,
                role=role,
                starts_on=calendar.today() - dt.timedelta(days=days),
            ),
        )


def _van_dalen_actions(stage: Stage, plan: Plan, persons: dict[str, int]) -> None:
    cast_keys = {"work_coach": "bram", "partner": "peter", "youth": "iris"}

    def add(by: Actor) -> None:
        goals = list(Goal.objects.filter(plan=plan, result__isnull=False).order_by("result_id"))
        for planned in van_dalen.ACTIONS:
            user = stage.cast.users.get(cast_keys.get(planned.owner, ""))
            person_id = persons.get(planned.owner)
            made = plans.add_action(
                by=by,
                goal_id=goals[planned.result].pk,
                text=planned.text,
                owner_kind=planned.kind,
                owner_name="" if user or person_id else planned.owner,
                owner_user_id=user.pk if user else None,
                owner_person_id=person_id,
                line=planned.line,
                proposal=plans.Proposal(planned.why, stage.cast.users[planned.proposed_by].pk) if planned.why else None,
                due_on=calendar.today() + dt.timedelta(days=planned.days),
            )
            if planned.state != "planned":
                plans.set_action_state(
                    by=by, action_id=made.pk, version=made.version, state=planned.state, note=planned.note
                )

    stage.as_("gerrit", add)


def _van_dalen_journal(stage: Stage, household_id: int, persons: dict[str, int]) -> None:
    def write(by: Actor) -> None:
        for days, kind, whom, domain, text, who in van_dalen.CONTACTS:
            plans.write_contact(
                by=by,
                household_id=household_id,
                kind=kind,
                happened_at=timezone.now() - dt.timedelta(days=days, hours=2),
                text=text,
                with_whom=whom,
                life_domain=domain,
                person_id=persons[van_dalen.JEFFREY] if who == "youth" else None,
            )

    stage.as_("gerrit", write)


# ------------------------------------------------------------------------------------------------ everybody else


def play(stage: Stage, home: Home, case: Case, chance: random.Random) -> None:
    """One need of one household, as far as it came: waiting, answered, in conversation, or in a plan."""
    today = calendar.today()
    days, far = chance.randrange(3, 300), chance.random()
    if far < UNDIVIDED or (not case.outcome and far < WAITING):
        days %= 4 if far < UNDIVIDED else 38  # what still waits came in lately: a few terms are late, not all
    taker = chance.choice(("anja", "omar"))
    person_id = home.person_ids[0]
    request = stage.as_(
        taker,
        lambda by: access.report(
            by=by,
            person_id=person_id,
            question=case.question,
            channel=case.channel,
            reported_by=REPORTED_BY.get(case.channel, "self"),
            referrer_name="Woonstichting Thuis" if case.channel in ("visit", "partner") else "",
            reported_on=today - dt.timedelta(days=days),
            signal="rent" if case.channel == "visit" else "",
        ),
    )
    if far < UNDIVIDED:
        return  # not divided yet
    if case.outcome:
        stage.as_(
            taker,
            lambda by: access.answer(by=by, request_number=request.pk, version=request.version, outcome=case.outcome),
        )
        return
    worker, team = chance.choice((("gerrit", "north"), ("fatima", "north"), ("lotte", "south")))
    triage(stage, request, case.complexity, case.life_domains, case.safety, team, worker)
    if far < WAITING:
        return  # divided, nobody went yet
    to_a_plan(stage, home, request, case, (worker, team), days, agreed=far > 0.5)


def _terms_met(by: Actor, number: int) -> None:
    """What was decided long ago was decided in time."""
    log.read("term", [])
    for line in access_queries.terms_of_request(number):
        if line.runs and not line.rule.residents:
            on = min(line.record.due_on, calendar.today())
            access.meet_term(
                by=by, term_id=line.record.pk, version=line.record.version, on=max(on, line.record.event_on)
            )


def to_a_plan(
    stage: Stage, home: Home, request: Request, case: Case, worker: tuple[str, str], days: int, *, agreed: bool
) -> None:
    """A divided request becomes a conversation and a plan with a coordinator, actions and a journal."""
    name, _team = worker
    held = stage.as_(
        name,
        lambda by: access.start_conversation(
            by=by, request_number=request.pk, held_on=calendar.today() - dt.timedelta(days=days - 2), present=""
        ),
    )
    _talk(stage, name, held, case.answers, [(domain, None, text) for domain, text in case.results])
    plan = stage.as_(name, lambda by: plans.make_plan(by=by, household_id=held.household_id, conversation_id=held.pk))
    _coordinator(stage, plan.household_id, worker)
    stage.as_(name, lambda by: _case_actions(by, plan, case, home.person_ids[0], days))
    stage.as_(name, lambda by: _case_journal(by, plan.household_id, case, days))
    if agreed:
        stage.as_(name, lambda by: _agreed(by, plan, home))
    stage.as_(name, lambda by: _terms_met(by, request.pk))


def _case_actions(by: Actor, plan: Plan, case: Case, person_id: int, days: int) -> None:
    goals = list(Goal.objects.filter(plan=plan).order_by("result_id"))
    for result, text, kind, owner, line, due in case.actions:
        plans.add_action(
            by=by,
            goal_id=goals[result].pk,
            text=text,
            owner_kind=kind,
            owner_name=owner,
            owner_person_id=None if owner else person_id,
            line=line,
            proposal=plans.Proposal(WHY_SPECIALIST) if line == 2 else None,
            due_on=calendar.today() + dt.timedelta(days=due - days % 30),
        )


def _case_journal(by: Actor, household_id: int, case: Case, days: int) -> None:
    for index, text in enumerate(case.contacts):
        plans.write_contact(
            by=by,
            household_id=household_id,
            kind="call" if index else "visit",
            happened_at=timezone.now() - dt.timedelta(days=max(1, days - 3 - 7 * index)),
            text=text,
        )


def _agreed(by: Actor, plan: Plan, home: Home) -> None:
    fresh = plans.propose(by=by, plan_id=plan.pk, version=Plan.objects.get(pk=plan.pk).version)
    adults = Person.objects.filter(pk__in=home.person_ids, birth_date__lt=str(calendar.today().year - 16))
    for person in adults:
        plans.agree(by=by, plan_id=fresh.pk, person_id=person.pk, edition=fresh.edition, agrees=True, how="in_person")


# ------------------------------------------------------------------------------------------------ shared steps


def triage(
    stage: Stage, request: Request, complexity: str, domains: tuple[str, ...], safety: str, team: str, worker: str
) -> None:
    stage.as_(
        "anja",
        lambda by: access.triage(
            by=by,
            request_number=request.pk,
            version=request.version,
            complexity=complexity,
            life_domains=domains,
            safety=safety,
            team_id=stage.cast.teams[team],
            user_id=stage.cast.users[worker].pk,
        ),
    )


def _talk(
    stage: Stage,
    worker: str,
    held: Conversation,
    answers: dict[str, tuple[str, str, str, str, str]],
    results: list[tuple[str, int | None, str]],
) -> None:
    def write(by: Actor) -> None:
        for domain, (wants, good_at, does, others_do, needed) in answers.items():
            access.save_answer(
                by=by,
                conversation_id=held.pk,
                life_domain=domain,
                version=0,
                wants=wants,
                good_at=good_at,
                does=does,
                others_do=others_do,
                needed=needed,
            )
        for domain, person_id, text in results:
            access.add_result(by=by, conversation_id=held.pk, life_domain=domain, text=text, person_id=person_id)
        version = Conversation.objects.get(pk=held.pk).version
        access.conclude(by=by, conversation_id=held.pk, version=version)

    stage.as_(worker, write)


def _coordinator(stage: Stage, household_id: int, worker: tuple[str, str]) -> None:
    """Named by who leads the team of the coordinator."""
    name, team = worker
    stage.as_(
        stage.cast.leaders[team],
        lambda by: plans.name_coordinator(by=by, household_id=household_id, user_id=stage.cast.users[name].pk),
    )


def cases_for(count: int, *, seed: int) -> list[Case | None]:
    """For each household its need, or none: about half of the demo's households are known to the municipality."""
    chance = random.Random(seed)  # noqa: S311
    return [chance.choice(CASES) if chance.random() < 0.5 else None for _ in range(count)]

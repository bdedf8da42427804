"""The plan of the family Van Dalen in depth: parts that others own, what lands on the family, talking and looking back.

Played by whoever it belongs to, through actions. With care: what helps the family to see its own plan, and no more.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from ontschot.config.demo.van_dalen import AMANDA, JEFFREY, SASKIA
from ontschot.domain.people.models import Person
from ontschot.domain.plans import actions as plans
from ontschot.domain.plans.models import Goal, Plan
from ontschot.foundation import calendar
from ontschot.privacy.acting import Actor

if TYPE_CHECKING:
    from ontschot.config.demo.work import Stage

SCHOOL, NEW_SCHOOL, WORKPLACE = "Vakcollege De Rozenburcht", "Praktijkschool De Linde", "Werkplein Voorbeeldstad"


def _in(days: int) -> dt.date:
    return calendar.today() + dt.timedelta(days=days)


def _next_month() -> dt.date:
    """The first day of the month after next: far enough to do something about it."""
    first = calendar.today().replace(day=1)
    for _number in range(2):
        first = (first + dt.timedelta(days=32)).replace(day=1)
    return first


def play(stage: Stage, plan: Plan, persons: dict[str, int]) -> None:
    """Everything below, in the order in which it happened."""
    home = plan.household_id
    stage.as_("gerrit", lambda by: _earlier_helpers(by, home))
    _parts(stage, plan, persons)
    stage.as_("gerrit", lambda by: _landings(by, home, persons))
    _conferences(stage, plan, persons)


def play_after_agreement(stage: Stage, plan: Plan, persons: dict[str, int]) -> None:
    """Saskia said yes; looking back then changes the plan, so that she is asked again and sees what changed."""
    stage.as_(
        "saskia",
        lambda by: plans.agree(
            by=by, plan_id=plan.pk, person_id=persons[SASKIA], edition=1, agrees=True,
            remark="Fijn dat alles bij elkaar staat.",
        ),
    )  # fmt: skip
    _evaluation(stage, plan, persons)


def _earlier_helpers(by: Actor, household_id: int) -> None:
    """Who came before: the line goes down when they stop."""
    earlier = (
        ("Marloes Kok", "Schoolmaatschappelijk werk", "Sprak met Jeffrey op school", 420),
        ("Teun Verbeek", "Opvoedsteunpunt", "Gaf een cursus opvoeden", 300),
        ("Hilde Post", "Schuldhulpmaatje Oost", "Keek mee met de post", 240),
        ("Rob Klaver", "Jeugdhulp Stroom", "Eerste gesprekken met het gezin", 200),
    )
    for name, organisation, role, days in earlier:
        made = plans.involve(
            by=by, household_id=household_id, kind="professional", name=name, organisation=organisation, role=role,
            starts_on=_in(-days),
        )  # fmt: skip
        plans.end_involvement(by=by, involvement_id=made.pk, version=made.version, reason="Gaat over in het ene plan")


def _parts(stage: Stage, plan: Plan, persons: dict[str, int]) -> None:
    """A work trajectory and two school support plans, each owned by others."""

    def goal(person: str, domain: str) -> int:
        found = Goal.objects.filter(plan=plan, person_id=persons[person], life_domain__code=domain)
        return found.values_list("pk", flat=True)[0]

    def add(by: Actor) -> None:
        trajectory = plans.PartGiven(
            kind="work", title="Traject naar werk", organisation=WORKPLACE, scheme="participation",
            life_domain="work", person_id=persons[SASKIA], goal_id=goal(SASKIA, "work"), contact_name="Bram Smit",
            starts_on=_in(-60), ends_on=_in(200), review_on=_in(35), agreed_by="Saskia", agreed_on=_in(-58),
            summary="Eerst wennen: twee ochtenden, zittend werk. Geen sollicitatieplicht in deze periode.",
        )  # fmt: skip
        school = plans.PartGiven(
            kind="school", title="Ontwikkelingsperspectief van Jeffrey", organisation=SCHOOL, scheme="education",
            life_domain="education", person_id=persons[JEFFREY], goal_id=goal(JEFFREY, "education"),
            contact_name="Peter Mulder", starts_on=_in(-90), ends_on=_in(240), review_on=_in(20),
            agreed_by="Saskia en Jeffrey", agreed_on=_in(-80),
            summary="Extra begeleiding bij plannen. De mentor is het vaste gezicht.",
        )  # fmt: skip
        new_school = plans.PartGiven(
            kind="school", title="Ontwikkelingsperspectief van Amanda", organisation=NEW_SCHOOL, scheme="education",
            life_domain="education", person_id=persons[AMANDA], goal_id=goal(AMANDA, "education"),
            contact_name="Mieke Dekker", status="planned", starts_on=_in(60), review_on=_in(150),
            agreed_by="Saskia", agreed_on=_in(-10),
            summary="Begint op de nieuwe school. Het plan van de oude school gaat mee.",
        )  # fmt: skip
        for given in (trajectory, school, new_school):
            plans.add_part(by=by, household_id=plan.household_id, given=given)

    stage.as_("gerrit", add)


def _landings(by: Actor, household_id: int, persons: dict[str, int]) -> None:
    """What comes in the same month, and the labels by which the family is known."""
    then = _next_month()
    facts = (
        plans.FactGiven("end", "wmo", "Begeleiding thuis: de indicatie loopt af", then, "household"),
        plans.FactGiven(
            "contribution", "wmo", "Eigen bijdrage voor begeleiding", _in(-40), "household", amount_cents=2_100,
            per="month", known_from="brief van het CAK",
        ),
        plans.FactGiven(
            "claim", "allowances", "Zorgtoeslag terugbetalen", then + dt.timedelta(days=14), "income",
            amount_cents=24_000, known_from="brief van de Belastingdienst",
        ),
        plans.FactGiven("cut", "allowances", "Huurtoeslag wordt lager", then, "income", per="month"),
        plans.FactGiven(
            "label", "wmo", "Indicatie begeleiding", _in(-320), "household", person_id=persons[SASKIA], ends_on=then
        ),
        plans.FactGiven(
            "label", "education", "Extra ondersteuning op school", _in(-400), "education", person_id=persons[JEFFREY]
        ),
        plans.FactGiven(
            "label", "education", "Praktijkonderwijs, toelaatbaar", _in(-30), "education", person_id=persons[AMANDA]
        ),
    )  # fmt: skip
    for given in facts:
        plans.add_fact(by=by, household_id=household_id, given=given)


def _conferences(stage: Stage, plan: Plan, persons: dict[str, int]) -> None:
    """A case conference with both schools that was held, and a family group conference that is to come."""

    def held(by: Actor) -> None:
        talk = plans.plan_conference(
            by=by, household_id=plan.household_id, kind="case", held_on=_in(-5), place=SCHOOL, chair="Gerrit Koster"
        )
        for kind, name, organisation in (
            ("member", "Saskia van Dalen", ""),
            ("professional", "Peter Mulder", SCHOOL),
            ("professional", "Mieke Dekker", NEW_SCHOOL),
        ):
            plans.ask_guest(by=by, conference_id=talk.pk, kind=kind, name=name, organisation=organisation)
        item = plans.put_on_agenda(
            by=by, conference_id=talk.pk, life_domain="education", text="Eén gesprek in plaats van twee"
        )
        plans.note_said(
            by=by, item_id=item.pk, version=item.version, text=item.text,
            said="Saskia wil één keer per zes weken beide scholen tegelijk spreken. Beide mentoren doen mee.",
        )  # fmt: skip
        plans.put_on_agenda(
            by=by, conference_id=talk.pk, life_domain="education", text="De overstap", person_id=persons[AMANDA]
        )
        plans.put_on_agenda(by=by, conference_id=talk.pk, life_domain="income", text="Kosten van reizen naar school")
        plans.agree_together(
            by=by, conference_id=talk.pk, life_domain="education", owner_name="Mieke Dekker",
            text="Nodigt Amanda en Saskia twee keer uit om te komen kijken", due_on=_in(40), person_id=persons[AMANDA],
        )  # fmt: skip
        guests = list(talk.guests.values_list("pk", flat=True))
        plans.hold_conference(by=by, conference_id=talk.pk, version=talk.version, state="held", came=guests)

    def to_come(by: Actor) -> None:
        talk = plans.plan_conference(
            by=by, household_id=plan.household_id, kind="family_group", held_on=_in(21), place="Buurthuis",
            chair="Hanna Vis, onafhankelijk coördinator",
        )  # fmt: skip
        for kind, name in (("member", "Saskia van Dalen"), ("member", "Jeffrey van Dalen"), ("network", "Ria Jansen")):
            plans.ask_guest(by=by, conference_id=talk.pk, kind=kind, name=name)
        plans.put_on_agenda(
            by=by, conference_id=talk.pk, life_domain="network", text="Wie kan inspringen als Saskia veel pijn heeft?"
        )

    stage.as_("gerrit", held)
    stage.as_("gerrit", to_come)


def _evaluation(stage: Stage, plan: Plan, persons: dict[str, int]) -> None:
    """Looking back for the first time, each in their own words; the breakfast goal goes differently from now on."""
    begun = stage.as_(
        "gerrit",
        lambda by: plans.begin_evaluation(
            by=by, plan_id=plan.pk, held_on=_in(-1), present="Saskia, Jeffrey, Peter Mulder en Gerrit Koster"
        ),
    )

    def write(by: Actor) -> None:
        goals = list(Goal.objects.filter(plan=plan).select_related("life_domain").order_by("result_id"))
        school = next(goal for goal in goals if goal.person_id == persons[JEFFREY])
        breakfast = next(goal for goal in goals if goal.life_domain.code == "parenting")
        names = dict(Person.objects.filter(pk__in=persons.values()).values_list("pk", "display_name"))
        saskia, jeffrey = persons[SASKIA], persons[JEFFREY]
        coordinator = stage.cast.users["gerrit"]
        mentor = stage.cast.users["peter"]
        said = [
            plans.GivenView(school.pk, "member", names[jeffrey], "partly", "Ik ben er vaker. Maandag blijft lastig.",
                            person_id=jeffrey),
            plans.GivenView(school.pk, "member", names[saskia], "well", "Hij staat zelf op.", person_id=saskia),
            plans.GivenView(school.pk, "helper", str(mentor), "partly", "Twee weken zonder verzuim, daarna twee dagen.",
                            user_id=mentor.pk),
            plans.GivenView(breakfast.pk, "member", names[saskia], "not", "Het lukt me ’s ochtends niet om rustig te "
                            "blijven.", person_id=saskia),
            plans.GivenView(breakfast.pk, "coordinator", str(coordinator), "partly", "In het weekend gaat het al goed.",
                            user_id=coordinator.pk),
        ]  # fmt: skip
        plans.look_back(by=by, evaluation_id=begun.pk, views=said)
        plans.decide(by=by, evaluation_id=begun.pk, goal_id=school.pk, choice="continue")
        plans.decide(
            by=by, evaluation_id=begun.pk, goal_id=breakfast.pk, choice="adjust",
            text="Jeffrey eet eerst, Saskia komt tien minuten later.",
        )  # fmt: skip
        plans.add_action(
            by=by, goal_id=breakfast.pk, text="Zet ’s avonds het ontbijt klaar", owner_kind="self",
            owner_person_id=jeffrey, due_on=_in(14),
        )  # fmt: skip
        fresh = begun.__class__.objects.get(pk=begun.pk)
        plans.conclude_evaluation(
            by=by, evaluation_id=begun.pk, version=fresh.version, present=fresh.present, next_on=_in(42)
        )

    stage.as_("gerrit", write)

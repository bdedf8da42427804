"""The town at work, for the authorisation matrix: every relation to one household, and the same things next door.

Made through actions by whoever would do it, on ``tests/town.py``. What lies in scope of the partner's involvement
(``education``) and what lies outside (``income``) are made apart.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from ontschot.accounts import absence_actions
from ontschot.accounts import actions as accounts
from ontschot.accounts.models import Absence, User
from ontschot.domain.access import actions as access
from ontschot.domain.people import actions as people
from ontschot.domain.people.models import Authority, Membership, Person
from ontschot.domain.plans import actions as plans
from ontschot.domain.plans.models import Coordinatorship, Involvement, Plan
from ontschot.domain.plans.queries import LetterText
from ontschot.foundation import calendar
from ontschot.privacy import acting, jobs, log
from ontschot.privacy.acting import system
from ontschot.privacy.actions import DOSSIER, drawer_for
from ontschot.writing import actions as writing
from ontschot.writing.rules.letter import Letter, Paragraph
from tests.town import Town

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@dataclass
class Scene:
    """Users by name, and numbers of things by URL argument: ``here`` (in scope), ``aside`` (not), ``next_door``."""

    town: Town
    users: dict[str, User] = field(default_factory=dict)
    here: dict[str, Any] = field(default_factory=dict)
    aside: dict[str, Any] = field(default_factory=dict)
    next_door: dict[str, Any] = field(default_factory=dict)


def build(town: Town) -> Scene:
    """Play it all in the current transaction."""
    scene = Scene(town)
    _cast(scene)
    here = _household(scene, town.saskia, town.household, town.team, "team", child=town.jeffrey)
    scene.here, scene.aside = here
    scene.next_door, _outside = _household(
        scene, town.stranger, town.other_household, town.other_team, "other_generalist", child=None
    )
    _relations(scene)
    _father(scene)
    for things in (scene.here, scene.next_door):
        things |= _staff_things(scene)
        things["coordinatorship_id"] = _coordinatorship(things["household_id"])
    return scene


def _cast(scene: Scene) -> None:
    town, by = scene.town, system("test", "administration")
    with acting.acting(by):

        def make(key: str, role: str, *teams: int) -> User:
            user, _password = accounts.create_user(
                by=by, username=f"m.{key}", role=role, name=f"M {key}", team_ids=teams, with_password=False
            )
            return user

        scene.users = {
            **{key: user for key, user in town.users.items() if key != "generalist"},
            "team": town.users["generalist"],
            "coordinator": make("coordinator", "generalist"),
            "former_coordinator": make("former", "generalist"),
            "partner": make("partner", "partner"),
            "former_partner": make("former_partner", "partner"),
            "other_partner": town.users["partner"],
            "other_leader": make("other_leader", "team_leader", town.other_team),
            "stranger": make("stranger", "resident"),
            "father": make("father", "resident"),
        }
    with acting.acting(system("test")):
        people.connect_account(by=system("test"), user_id=scene.users["stranger"].pk, person_id=town.stranger)


def _as(scene: Scene, key: str) -> acting.Actor:
    user = scene.users[key]
    return acting.Actor(user.pk, user.role, "coordination", "test", organisation_id=user.organisation_id)


def _household(
    scene: Scene, person: int, household: int, team: int, worker: str, *, child: int | None
) -> tuple[dict[str, Any], dict[str, Any]]:
    desk = _as(scene, "access_worker")
    with acting.acting(desk):
        request = access.report(
            by=desk, person_id=person, question="Ik kom er niet uit.", channel="desk", safety="safe"
        )
        access.triage(
            by=desk,
            request_number=request.pk,
            version=request.version,
            complexity="complex",
            life_domains=["income"],
            safety="safe",
            team_id=team,
        )
    by = _as(scene, worker)
    with acting.acting(by):
        here, aside = _things(by, person, household, child or person)
        own_plan = access.hand_in_plan(
            by=by, request_number=request.pk, person_id=person, text="Mijn plan", file_name="plan.pdf", content=PDF
        )
        here["own_plan_id"] = own_plan.pk
    here |= _terms(by, request.pk) | _safety(by, household)
    here |= {"number": request.pk, "request_id": request.pk, "household_id": household, "person_id": person}
    with acting.acting(system("test")), acting.wide("ontschot_register"):
        here["membership_id"] = Membership.objects.get(person_id=person, household_id=household).pk
        log.read("membership", [])
    return here, aside


def _terms(by: acting.Actor, number: int) -> dict[str, int]:
    """A legal term of the request, begun by hand, with days on which it stood still."""
    today = calendar.today()
    with acting.acting(by):
        term = access.start_term(
            by=by, request_number=number, rule="wmo.decision", event_on=today - dt.timedelta(days=3)
        )
        pause = access.suspend(
            by=by, term_id=term.pk, version=term.version, ground="incomplete", reason="Brief ontbreekt",
            starts_on=today - dt.timedelta(days=1), ends_on=today + dt.timedelta(days=9),
        )  # fmt: skip
    return {"legal_term_id": term.pk, "suspension_id": pause.pk}


def _safety(by: acting.Actor, household: int) -> dict[str, int]:
    """The reporting code being followed, with an agreement and a measure, in the household's safety drawer."""
    today = calendar.today()
    with acting.acting(by):
        case = access.open_safety(by=by, household_id=household, concern="Een zorg")
        line = access.agree_on_safety(
            by=by, case_id=case.pk, text="Oma belt", who="Oma", agreed_by="De moeder", review_on=today
        )
        measure = access.add_measure(
            by=by, case_id=case.pk, kind="home_ban", ordered_by="De burgemeester", about="De partner", starts_on=today
        )
    return {"case_id": case.pk, "safety_line_id": line.pk, "measure_id": measure.pk}


def _things(by: acting.Actor, person: int, household: int, child: int) -> tuple[dict[str, Any], dict[str, Any]]:
    talk = access.start_conversation(by=by, household_id=household)
    result = access.add_result(by=by, conversation_id=talk.pk, life_domain="income", text="Rondkomen")
    open_talk = access.start_conversation(by=by, household_id=household)
    open_result = access.add_result(by=by, conversation_id=open_talk.pk, life_domain="income", text="Rust")
    talk.refresh_from_db()
    access.conclude(by=by, conversation_id=talk.pk, version=talk.version)
    letter = Letter("Verslag", "nl", dt.date(2026, 1, 5), (Paragraph("Ons gesprek."),))
    report = access.place_report(by=by, conversation_id=talk.pk, letter=letter)
    carer = access.save_carer(by=by, conversation_id=open_talk.pk, name="Buurvrouw Ria", burden="heavy")
    plan: Plan = plans.make_plan(by=by, household_id=household, conversation_id=talk.pk)
    here: dict[str, Any] = {"plan_id": plan.pk, "conversation_id": open_talk.pk, "result_id": open_result.pk}
    here |= {"concluded_id": talk.pk, "report_id": report.pk, "carer_id": carer.pk}
    aside: dict[str, Any] = {"result_id": result.pk}
    for things, domain, owner in ((here, "education", child), (aside, "income", person)):
        goal = plans.add_goal(by=by, plan_id=plan.pk, life_domain=domain, text="Een doel", person_id=owner)
        action = plans.add_action(by=by, goal_id=goal.pk, text="Iets doen", owner_kind="self", owner_person_id=owner)
        note = plans.write_contact(
            by=by, household_id=household, kind="note", happened_at=timezone.now(), text="Gebeld", life_domain=domain
        )
        document = plans.add_document(
            by=by, household_id=household, title="Brief", file_name="brief.pdf", content=PDF, life_domain=domain
        )
        things |= {"goal_id": goal.pk, "action_id": action.pk, "contact_id": note.pk, "document_id": document.pk}
        things |= _of_others(by, household, domain)
    here |= _letters(by, person, household)
    here["own_action_id"] = aside["action_id"]
    plan.refresh_from_db()
    plans.propose(by=by, plan_id=plan.pk, version=plan.version)
    looking = plans.begin_evaluation(by=by, plan_id=plan.pk, held_on=timezone.localdate())
    here |= {"evaluation_id": looking.pk, "other_plan_id": plan.pk, "conference_state": "cancelled"}
    here |= _talked_over(by, household, child, here, aside)
    relation = people.add_relation(by=by, person_id=person, kind="neighbour", other_name="Buurvrouw", helps=True)
    tomorrow = timezone.now() + dt.timedelta(days=1)
    meeting = plans.add_appointment(
        by=by, household_id=household, title="Kennismaken", starts_at=tomorrow, ends_at=tomorrow + dt.timedelta(hours=1)
    )
    here["appointment_id"] = meeting.pk
    task = plans.raise_task(by=by, household_id=household, kind="review", text="Kijk nog eens")
    return here | {"relation_id": relation.pk, "task_id": task.pk, "code": "income", "state": "stopped"}, aside


def _of_others(by: acting.Actor, household: int, domain: str) -> dict[str, Any]:
    part = plans.PartGiven("other", "Traject", "Werkplein", "participation", domain)
    fact = plans.FactGiven("end", "wmo", "Hulp stopt", timezone.localdate(), domain)
    return {
        "part_id": plans.add_part(by=by, household_id=household, given=part).pk,
        "fact_id": plans.add_fact(by=by, household_id=household, given=fact).pk,
    }


def _talked_over(
    by: acting.Actor, household: int, child: int, here: dict[str, Any], aside: dict[str, Any]
) -> dict[str, Any]:
    """A conference with something in and something out of scope, and two changes in the household."""
    held = plans.plan_conference(by=by, household_id=household, kind="case", held_on=timezone.localdate())
    for things, domain in ((here, "education"), (aside, "income")):
        of = {"by": by, "conference_id": held.pk, "life_domain": domain}
        things["item_id"] = plans.put_on_agenda(text="Hoe gaat het", **of).pk
        things["agreement_id"] = plans.agree_together(text="Bellen", owner_name="Buurvrouw", **of).pk
    born = plans.note_change(by=by, household_id=household, kind="birth")
    split = plans.note_change(
        by=by, household_id=household, kind="split", person_id=child, other_household_id=household
    )
    return {"conference_id": held.pk, "change_id": born.pk, "split_id": split.pk}


def _letters(by: acting.Actor, person: int, household: int) -> dict[str, int]:
    letter = Letter("Uitnodiging", "nl", dt.date(2026, 1, 5), (Paragraph("Komt u?"),))
    drawer = drawer_for(person_id=person, life_domain=DOSSIER)
    made = writing.place_letter(
        by=by, drawer_id=drawer, kind="invitation", letter=letter, person_id=person, household_id=household,
        attachments=[writing.Attachment("folder.pdf", PDF)],
    )  # fmt: skip
    many = plans.begin_mailing(by=by, household_ids=[household], text=LetterText("Uitnodiging", "Komt u?", "nl"))
    return {
        "letter_id": made.pk,
        "attachment_id": made.attachments.get().pk,
        "mailing_id": many.pk,
        "job_id": _file(by, "list"),
        "arrears_job_id": _file(by, "arrears"),
        "line_id": many.lines.get().pk,
    }


def _file(by: acting.Actor, kind: str) -> int:
    """A file that was made in the background for this user."""
    made = jobs.ask(kind=kind, wish={"list": "taken", "name": "Proef"})
    jobs.begin(made.pk)
    jobs.finish(made.pk, content=b"a;b", file_name="taken.csv")
    return int(made.pk)


def _relations(scene: Scene) -> None:
    by, household = _as(scene, "team"), scene.town.household
    with acting.acting(by):
        plans.name_coordinator(by=by, household_id=household, user_id=scene.users["former_coordinator"].pk)
        plans.hand_over(by=by, household_id=household, user_id=scene.users["coordinator"].pk, reason="Andere baan")
        for key in ("partner", "former_partner"):
            made: Involvement = plans.involve(
                by=by,
                household_id=household,
                kind="professional",
                role="mentor",
                user_id=scene.users[key].pk,
                life_domains=["education"],
            )
            if key == "former_partner":
                plans.end_involvement(by=by, involvement_id=made.pk, version=made.version, reason="Klaar")
            else:
                scene.here["involvement_id"] = made.pk
    other = _as(scene, "other_generalist")
    with acting.acting(other):
        plans.name_coordinator(by=other, household_id=scene.town.other_household, user_id=other.user_id or 0)
        scene.next_door["involvement_id"] = plans.involve(
            by=other, household_id=scene.town.other_household, kind="volunteer", role="maatje", name="Vrijwilliger"
        ).pk


def _father(scene: Scene) -> None:
    """A father with authority over Amanda (12) who lives elsewhere."""
    by = system("test")
    with acting.acting(by):
        father = people.report_person(
            by=by, given_names="Vader", family_name="Elders", birth_date="19800101", gender="M"
        )
        scene.here["father_id"] = father.pk
        scene.here["father_household_id"] = people.household_for(by=by, person_id=father.pk).pk
        with acting.wide("ontschot_register"):
            child = Person.objects.get(pk=scene.town.amanda)
            Authority.objects.create(
                drawer_id=child.drawer_id, person=child, kind=Authority.Kind.JOINT, holder_person_id=father.pk,
                holder_name="Vader Elders", starts_on="20150101", ends_on="",
            )  # fmt: skip
            log.write("test", "authority", [log.Subject(child.pk)])
        people.connect_account(by=by, user_id=scene.users["father"].pk, person_id=father.pk)


def _coordinatorship(household_id: int) -> int:
    with acting.acting(system("test")), acting.wide("ontschot_register"):
        log.read("coordinatorship", [])
        return Coordinatorship.objects.filter(household_id=household_id).order_by("id")[0].pk


def _staff_things(scene: Scene) -> dict[str, Any]:
    from ontschot.domain.access.models import ResultArea
    from ontschot.privacy.models import LifeDomain
    from ontschot.writing import own_texts, standard
    from ontschot.writing.models import HardWord, Term

    if standard.newest("proef") is None:
        office = system("test", "administration")
        texts = {"name": "Proef", "title_nl": "Proef", "body_nl": "Beste {naam},", "title_en": "", "body_en": ""}
        with acting.acting(office):
            standard.save_standard_letter(by=office, fields=texts | {"active": True})
            help_text = {"place": "news", "topic": "", "dated": calendar.today()}
            del texts["name"]
            own_texts.save_own_text(by=office, fields=texts | help_text | {"active": True})
    seat = scene.users["team"].memberships.get()
    absence = Absence.objects.filter(user=scene.users["team"]).first()
    if absence is None:
        by = _as(scene, "team")
        with acting.acting(by):
            day = calendar.today() + dt.timedelta(days=100)
            absence = absence_actions.set_absence(by=by, user_id=seat.user_id, first_day=day, last_day=day)
    return {
        "absence_id": absence.pk,
        "kind": "taken",
        "standard_code": "proef",
        "text_id": own_texts.own_texts()[0].pk,
        "user_id": scene.users["team"].pk,
        "team_id": seat.team_id,
        "seat_id": seat.pk,
        "organisation_id": scene.town.school,
        "area_id": ResultArea.objects.get(code="clean_home").pk,
        "term_id": Term.objects.get(code="melding").pk,
        "word_id": HardWord.objects.get(word="indien").pk,
        "life_domain_id": LifeDomain.objects.get(code="income").pk,
    }

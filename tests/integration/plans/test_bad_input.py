"""What goes wrong in daily work, each through the page that people use: what follows is shown, and nothing is lost."""

from __future__ import annotations

import datetime as dt
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from ontschot.domain.access import actions as access
from ontschot.domain.access.models import Suspension, Term
from ontschot.domain.access.queries.book import PRODUCT
from ontschot.domain.people import actions as people
from ontschot.domain.people.models import Membership, Person
from ontschot.domain.plans import actions
from ontschot.domain.plans.models import Coordinatorship, HouseholdChange, Involvement, Plan, Task
from ontschot.foundation import calendar
from ontschot.privacy import acting, log
from ontschot.privacy.acting import system
from ontschot.privacy.actions import open_access
from tests.integration.plans.test_absence import colleague
from tests.integration.plans.test_reassign import a_home
from tests.town import Town, browser

DAY = dt.timedelta(days=1)


def url(name: str, *args: object) -> str:
    return reverse(f"workplace:{name}", args=args)


def _request(town: Town, domain: str = "parenting") -> int:
    by = town.actor("access_worker", "intake")
    with acting.acting(by):
        made = access.report(by=by, person_id=town.saskia, question="Ik red het niet", channel="desk")
        access.triage(
            by=by, request_number=made.pk, version=1, complexity="complex", life_domains=[domain], safety="safe",
            team_id=town.team,
        )  # fmt: skip
    return made.pk


def _plan(town: Town, household: int | None = None) -> Plan:
    by = town.actor("generalist")
    with acting.acting(by):
        plan: Plan = actions.make_plan(by=by, household_id=household or town.household, motto="Rust")
    return plan


def _membership(town: Town, person: int) -> int:
    with acting.acting(town.actor("generalist")):
        log.read("test", [])
        return Membership.objects.get(household_id=town.household, person_id=person).pk


# ------------------------------------------------------------------------------------------------ terms


def test_a_clock_that_the_law_changes_while_a_case_runs_is_told_on_the_page(
    town: Town, tmp_path: Path, settings: Any
) -> None:
    number, worker = _request(town), browser(town, "generalist")
    address = url("request_terms", number)
    assert "De wet is" not in worker.get(address).content.decode()
    today = calendar.today()
    text = PRODUCT.read_text(encoding="utf-8")
    head, rule = text.split('code = "jeugdwet.decision"', 1)
    body, rest = rule.split("[[term]]", 1)
    old = body.replace("starts = ", f"valid_until = {today + 10 * DAY}\nstarts = ", 1)
    for running, said in (("keep", "volgt de regel van toen"), ("take", "volgt sinds")):
        new = body.replace("valid_from = 2015-01-01", f'valid_from = {today + 10 * DAY}\nrunning = "{running}"')
        new = new.replace("length = 8", "length = 4")
        own = tmp_path / f"{running}.toml"
        code = 'code = "jeugdwet.decision"'
        own.write_text(f"{head}{code}{old}[[term]]\n{code}{new}[[term]]{rest}", encoding="utf-8")
        settings.TERMS_FILE = str(own)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(calendar, "today", lambda: today + 11 * DAY)
            page = worker.get(address).content.decode()
        assert "veranderd" in page
        assert said in page


def test_a_suspension_that_overlaps_another_counts_its_days_once_and_says_so(town: Town) -> None:
    number, worker, today = _request(town), browser(town, "generalist"), calendar.today()
    with acting.acting(town.actor("generalist")):
        log.read("test", [])
        term = Term.objects.get(request_id=number, rule="jeugdwet.decision")
    given = {"ground": "consent", "reason": "Afgesproken", "starts_on": (today + DAY).isoformat()}
    address = url("term_suspend", term.pk)
    first = worker.post(address, given | {"ends_on": (today + 11 * DAY).isoformat(), "version": "1"})
    assert first.status_code == 302
    same = worker.post(address, given | {"ends_on": (today + 6 * DAY).isoformat(), "version": "2"})
    assert same.status_code == 422
    page = same.content.decode()
    assert "Op al deze dagen staat de termijn al stil." in page
    assert "Afgesproken" in page
    longer = given | {"ends_on": (today + 15 * DAY).isoformat(), "version": "2"}
    assert worker.post(address, longer).status_code == 302
    assert (
        "10 dagen daarvan stonden al stil en tellen één keer"
        in worker.get(url("request_terms", number)).content.decode()
    )
    with acting.acting(town.actor("generalist")):
        log.read("test", [])
        assert Suspension.objects.filter(term=term).count() == 2
        assert Term.objects.get(pk=term.pk).due_on >= term.due_on + 14 * DAY


# ------------------------------------------------------------------------------------------------ who leaves


def test_a_coordinator_who_leaves_with_forty_households(town: Town) -> None:
    second = colleague(town, "second", team=town.team)
    homes = [a_home(town, f"Huis{n:02d}", to_team=n % 2 == 0) for n in range(40)]
    leader, gone = browser(town, "team_leader"), town.users["generalist"]
    page = leader.get(url("team_worker", town.team, gone.pk)).content.decode()
    assert "Alles, ook wat u zelf niet kunt inzien" in page
    nothing = leader.post(url("team_worker", town.team, gone.pk), {"to_user": str(second.pk), "reason": "Andere baan"})
    assert "Kies eerst wat er naar een ander gaat." in nothing.content.decode()
    given = {"to_user": str(second.pk), "reason": "Andere baan", "everything": "on"}
    preview = leader.post(url("team_worker", town.team, gone.pk), given).content.decode()
    assert "Huis00" in preview
    again = {"request_id": str(uuid.uuid4()), "step": "do"}
    for _time in range(2):
        assert leader.post(url("team_worker", town.team, gone.pk), given | again).status_code == 302
    with acting.acting(system("test")), acting.wide("ontschot_register"):
        log.read("test", [])
        now = Coordinatorship.objects.filter(period__endswith__isnull=True, household_id__in=homes)
        assert set(now.values_list("user_id", flat=True)) == {second.pk}
        assert now.count() == 40
        assert Task.objects.filter(user_id=second.pk, state="open").count() == 40


# ------------------------------------------------------------------------------------------------ two plans


def test_two_persons_in_two_open_plans_become_one_and_who_helps_goes_along(town: Town) -> None:
    by, worker = town.actor("generalist"), browser(town, "generalist")
    plan = _plan(town)
    with acting.acting(system("test")):
        twin = people.report_person(
            by=system("test"), given_names="Saskia", prefix="van", family_name="Dalen", birth_date="19860412",
            gender="V",
        )  # fmt: skip
        home = people.household_for(by=system("test"), person_id=twin.pk).pk
        with acting.wide("ontschot_register"):
            open_access(
                team_id=town.team, household_id=home, reaches_members=True, purpose="coordination",
                ground="public_task", source="triage:0",
            )  # fmt: skip
    other = _plan(town, home)
    with acting.acting(by):
        for household in (town.household, home):
            actions.name_coordinator(by=by, household_id=household, user_id=by.user_id or 0)
        goal = actions.add_goal(by=by, plan_id=other.pk, life_domain="income", text="Rondkomen")
        actions.add_action(by=by, goal_id=goal.pk, text="Post openen", owner_kind="network", owner_name="Ria")
        of = {"by": by, "household_id": home}
        actions.involve(
            **of, kind="professional", role="mentor", user_id=town.users["partner"].pk, life_domains=["education"]
        )
        actions.involve(**of, kind="network", role="kookt", name="Buurvrouw Riet")
        actions.involve(**of, kind="volunteer", role="maatje", name="Henk")
    merged = worker.post(url("duplicate_merge"), {"een": town.saskia, "ander": twin.pk, "reason": "Zelfde BSN-kaart"})
    assert merged.status_code == 302
    assert "Deze persoon staat nu in twee plannen" in worker.get(url("my_work")).content.decode()
    page = worker.get(url("plan", town.household)).content.decode()
    join = url("plan_join", plan.pk, other.pk)
    assert join in page
    form = worker.get(join).content.decode()
    assert "Buurvrouw Riet" in form
    assert "mentor" in form
    with acting.acting(by):
        log.read("test", [])
        ids = dict(Involvement.objects.filter(household_id=home).values_list("name", "pk"))
    carried = [ids[str(town.users["partner"])], ids["Buurvrouw Riet"]]
    lacking = worker.post(join, {"reason": "", "involvement_ids": carried})
    assert lacking.status_code == 422
    assert worker.post(join, {"reason": "Zelfde mens", "involvement_ids": carried}).status_code == 302
    with acting.acting(by):
        log.read("test", [])
        here = Involvement.objects.filter(household_id=town.household, ended_at=None).exclude(kind="coordinator")
        assert {(one.name, one.role) for one in here} == {
            (str(town.users["partner"]), "mentor"),
            ("Buurvrouw Riet", "kookt"),
        }
        assert Plan.objects.get(pk=other.pk).merged_into_id == plan.pk
    with acting.acting(town.actor("partner")):
        log.read("test", [])
        assert set(Plan.objects.values_list("household_id", flat=True)) == {town.household}
    assert "Post openen" in worker.get(url("plan", town.household)).content.decode()


# ------------------------------------------------------------------------------------------------ birth, move, death


def test_a_birth_that_is_entered_by_hand_stands_with_the_plan(town: Town) -> None:
    _plan(town)
    worker, today = browser(town, "generalist"), calendar.today()
    given = {"given_names": "Noor", "name_prefix": "van", "family_name": "Dalen", "gender": "V"}
    for born, noticed in ((dt.date(2001, 1, 1), False), (today - 5 * DAY, True)):
        date = {"birth_date_day": born.day, "birth_date_month": born.month, "birth_date_year": born.year}
        assert worker.post(url("member_new", town.household), given | date).status_code == 302
        page = worker.get(url("plan", town.household)).content.decode()
        assert ("Er is een kind bij gekomen" in page) is noticed
    assert "Het kind hoort nu bij dit plan" in page


@pytest.mark.parametrize(
    ("why", "kind", "ending"),
    [("died", "death", "died"), ("moved_out", "moved_out", "moved_out"), ("emigrated", "moved_out", "emigrated")],
)
def test_a_death_or_a_move_that_is_told_by_hand(town: Town, why: str, kind: str, ending: str) -> None:
    number, by, worker = _request(town, "household"), town.actor("generalist"), browser(town, "generalist")
    plan = _plan(town)
    with acting.acting(by):
        actions.name_coordinator(by=by, household_id=town.household, user_id=by.user_id or 0)
        goal = actions.add_goal(by=by, plan_id=plan.pk, life_domain="income", text="Rondkomen", person_id=town.saskia)
        actions.add_action(by=by, goal_id=goal.pk, text="Bellen", owner_kind="self", owner_person_id=town.saskia)
    address = url("member_end", town.household, _membership(town, town.saskia))
    assert "overleden" in worker.get(address).content.decode()
    assert worker.post(address, {"on": calendar.today().isoformat()}).status_code == 422
    assert worker.post(address, {"on": calendar.today().isoformat(), "why": why}).status_code == 302
    page = worker.get(url("plan", town.household)).content.decode()
    assert "In het plan: 1 doel van deze persoon" in page
    assert "zo is gemeld" in worker.get(url("my_work")).content.decode()
    with acting.acting(by):
        log.read("test", [])
        (change,) = HouseholdChange.objects.all()
        assert (change.kind, change.person_id, change.goals, change.actions) == (kind, town.saskia, 1, 1)
        term = Term.objects.get(request_id=number, rule="wmo.investigation")
        assert (term.state, term.ending) == ("stopped", ending)
    with acting.acting(system("test")), acting.wide("ontschot_register"):
        log.read("test", [])
        assert Person.objects.filter(pk=town.saskia, suspension="").exists()  # the register must confirm it


def test_who_simply_leaves_is_noted_and_their_terms_go_on(town: Town) -> None:
    number, worker = _request(town, "household"), browser(town, "generalist")
    _plan(town)
    address = url("member_end", town.household, _membership(town, town.saskia))
    assert "checked" not in worker.get(address).content.decode()  # nobody goes because a form was sent by accident
    sent = {"on": calendar.today().isoformat()}
    assert "Kies waarom" in worker.post(address, sent).content.decode()
    page = worker.post(address, sent | {"why": "left"}, follow=True).content.decode()
    assert "Was het een vergissing?" in page
    assert "Iemand hoort er niet meer bij" in worker.get(url("plan", town.household)).content.decode()
    with acting.acting(town.actor("generalist")):
        log.read("test", [])
        assert Term.objects.get(request_id=number, rule="wmo.investigation").state == "running"


def test_days_that_nobody_means_and_days_that_have_passed_are_refused(town: Town) -> None:
    """The last day of the calendar made the server fail; the year 26 was a task that is late for two thousand years."""
    worker = browser(town, "generalist")
    away = {"first_day": calendar.today().isoformat(), "request_id": str(uuid.uuid4())}
    answer = worker.post("/werk/afwezig/", away | {"last_day": "9999-12-31"})
    assert (answer.status_code, "Kijk of het jaar klopt" in answer.content.decode()) == (422, True)
    task = {"text": "Bel de bank", "user": town.users["generalist"].pk, "request_id": str(uuid.uuid4())}
    address = url("task_new", town.household)
    yesterday = calendar.today() - dt.timedelta(days=1)
    for day, why in (("0026-12-01", "Kijk of het jaar klopt"), (yesterday.isoformat(), "Deze dag is al voorbij")):
        answer = worker.post(address, task | {"due_on": day})
        assert (answer.status_code, why in answer.content.decode()) == (422, True)
    assert worker.post(address, task | {"due_on": calendar.today().isoformat()}).status_code == 302

"""Terms that still run when a plan closes or a coordination ends, what a resident reads of terms, and the review."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from ontschot.domain.access import actions, queries
from ontschot.domain.access.models import Term
from ontschot.domain.people.models import Household
from ontschot.domain.plans import actions as plans
from ontschot.domain.plans import queries as plan_queries
from ontschot.domain.plans.models import Plan
from ontschot.domain.plans.rules import Refused
from ontschot.foundation import calendar
from ontschot.privacy import acting, log
from ontschot.privacy.acting import system
from tests.town import Town, browser

DAY = dt.timedelta(days=1)
CLOSE = {"closing_note": "Het gaat goed", "without_balance": "Verhuisd"}


def _request(town: Town, *, days: int = 3) -> int:
    """A request of the household, divided, with the terms of the Wmo."""
    by = town.actor("access_worker", "intake")
    with acting.acting(by):
        made = actions.report(
            by=by, person_id=town.saskia, question="Ik red het niet", channel="desk",
            reported_on=calendar.today() - days * DAY,
        )  # fmt: skip
        actions.triage(
            by=by, request_number=made.pk, version=1, complexity="complex", life_domains=["household"], safety="safe",
            team_id=town.team,
        )  # fmt: skip
    return made.pk


def _plan(town: Town) -> Plan:
    by = town.actor("generalist")
    with acting.acting(by):
        plans.name_coordinator(by=by, household_id=town.household, user_id=by.user_id or 0)
        return plans.make_plan(by=by, household_id=town.household, motto="Rust")


def _running(town: Town, who: str) -> list[str]:
    with acting.acting(town.actor(who)):
        lines = [line.rule.code for line in queries.my_terms()[0]]
    return [code for code in lines if code != "wmo.personal_plan"]


def _open(town: Town, who: str) -> bool:
    with acting.acting(town.actor(who)):
        log.read("test", [])
        return Household.objects.filter(pk=town.household).exists()


# ------------------------------------------------------------------------------------------------ closing a plan


def test_closing_asks_what_happens_to_each_term_and_keeps_what_was_typed(town: Town) -> None:
    _request(town)
    plan, worker = _plan(town), browser(town, "generalist")
    address = reverse("workplace:plan_close", args=[plan.pk])
    assert "Onderzoek na de melding" in worker.get(address).content.decode()
    lacking = worker.post(address, CLOSE | {"version": "1"})
    assert lacking.status_code == 422
    page = lacking.content.decode()
    assert "Kies wat er met deze termijn gebeurt." in page
    assert "Het gaat goed" in page
    assert _running(town, "generalist") == ["wmo.investigation"]
    with acting.acting(town.actor("generalist")):
        log.read("test", [])
        assert Plan.objects.get(pk=plan.pk).state == "draft"
        term = Term.objects.get(rule="wmo.investigation")
    no_reason = worker.post(address, CLOSE | {"version": "1", f"term_{term.pk}": "stop"})
    assert "Schrijf op waarom een termijn niet meer geldt." in no_reason.content.decode()
    done = worker.post(address, CLOSE | {"version": "1", f"term_{term.pk}": "stop", "term_note": "Ging vanzelf over"})
    assert done.status_code == 302
    with acting.acting(town.actor("generalist")):
        log.read("test", [])
        term.refresh_from_db()
        assert (term.state, term.note) == ("stopped", "Ging vanzelf over")


def test_a_term_that_the_form_did_not_know_refuses_the_closing(town: Town) -> None:
    _request(town)
    plan, by = _plan(town), town.actor("generalist")
    with pytest.raises(Refused, match="Kies voor elke termijn"), acting.acting(by):
        plans.close_plan(by=by, plan_id=plan.pk, version=1, terms={}, **CLOSE)


def test_what_goes_on_goes_to_the_team_leader_who_sees_it_until_it_ends(town: Town) -> None:
    number = _request(town)
    plan, by = _plan(town), town.actor("generalist")
    with acting.acting(by):
        term = queries.municipal_terms(town.household)[0].record
        plans.close_plan(by=by, plan_id=plan.pk, version=1, terms={term.pk: "leader"}, **CLOSE)
        plans.end_coordination(by=by, household_id=town.household, reason="klaar")
    assert _running(town, "team_leader") == ["wmo.investigation"]
    with acting.acting(town.actor("team_leader")):
        [task] = [one for one in plan_queries.my_tasks() if one.record.kind == f"term:{term.pk}"]
        assert "Loopt nog zonder regisseur" in task.record.text
        assert task.household_name
    leader = browser(town, "team_leader")
    assert leader.get(reverse("workplace:request_terms", args=[number])).status_code == 200
    met = leader.post(
        reverse("workplace:term_meet", args=[term.pk]),
        {"version": str(term.version), "on": calendar.today().isoformat()},
    )
    assert (met.status_code, met["Location"]) == (302, reverse("workplace:terms"))
    assert not _open(town, "team_leader")
    with acting.acting(town.actor("team_leader")):
        assert [one for one in plan_queries.my_tasks() if one.record.kind.startswith("term:")] == []


def test_a_term_that_began_after_the_closing_is_told_and_entrusted_when_the_coordination_ends(town: Town) -> None:
    number = _request(town)
    plan, by = _plan(town), town.actor("generalist")
    with acting.acting(by):
        term = queries.municipal_terms(town.household)[0].record
        plans.close_plan(by=by, plan_id=plan.pk, version=1, terms={term.pk: "met"}, **CLOSE)
        actions.start_term(by=by, request_number=number, rule="wmo.decision", event_on=calendar.today())
    worker, address = browser(town, "generalist"), reverse("workplace:coordination_end", args=[town.household])
    assert "Beslissen op de aanvraag" in worker.get(address).content.decode()
    assert worker.post(address, {"reason": "klaar"}).status_code == 302
    assert _running(town, "team_leader") == ["wmo.decision"]


def test_the_watch_catches_a_term_that_nobody_can_see(town: Town) -> None:
    from ontschot.privacy.actions import end_access

    number = _request(town)
    with acting.acting(system("test")), acting.wide("ontschot_register"):
        end_access(source=f"triage:{number}")
        end_access(source="triage:0")
        log.read("test", [])
    assert _running(town, "team_leader") == []
    for _time in range(2):
        with acting.acting(system("test", "coordination")) as work:
            actions.watch_terms(by=work.actor)
    assert _running(town, "team_leader") == ["wmo.investigation"]


# ------------------------------------------------------------------------------------------------ what a resident reads


def test_a_resident_reads_what_is_expected_by_when_and_why_it_takes_longer(town: Town) -> None:
    number = _request(town, days=60)
    by, today = town.actor("generalist"), calendar.today()
    with acting.acting(by):
        term = actions.start_term(by=by, request_number=number, rule="wmo.decision", event_on=today - 3 * DAY)
        actions.suspend(
            by=by, term_id=term.pk, version=1, ground="incomplete", reason="Uw handtekening mist",
            starts_on=today - DAY, ends_on=today + 9 * DAY,
        )  # fmt: skip
        actions.notify_delay(
            by=by, term_id=term.pk, version=2, sent_on=today, until=today + 60 * DAY, reason="Advies is gevraagd"
        )
    for address in ("portal:my_plan", "portal:my_talks"):
        page = browser(town, "resident").get(reverse(address)).content.decode()
        assert "Wij zijn te laat" in page
        assert "U mag nu zelf hulp aanvragen" in page
        assert "U krijgt ons besluit over uw aanvraag." in page
        assert "Waarom? Uw handtekening mist" in page
        assert "Het duurt langer" in page
        assert "Advies is gevraagd" in page
        assert "Wmo 2015 2.3.5" in page
        assert "De melding verdelen" not in page


def test_of_a_request_that_the_resident_does_not_know_of_nothing_is_told(town: Town) -> None:
    by = town.actor("access_worker", "intake")
    with acting.acting(by):
        made = actions.report(
            by=by, person_id=town.saskia, question="Zorg", channel="phone", reported_by="professional",
            referrer_name="Een arts", person_knows=False,
        )  # fmt: skip
        actions.triage(
            by=by, request_number=made.pk, version=1, complexity="complex", life_domains=["household"], safety="safe",
            team_id=town.team,
        )  # fmt: skip
    assert "Wat mag u wanneer verwachten" not in browser(town, "resident").get("/mijn/gesprek/").content.decode()


# ------------------------------------------------------------------------------------------------ the review


def test_a_review_is_planned_from_the_plan_moved_and_near_on_top(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    number = _request(town)
    plan, worker = _plan(town), browser(town, "generalist")
    address = reverse("workplace:review_new", args=[plan.pk])
    assert "Wmo 2015 2.3.9" in worker.get(address).content.decode()
    past = worker.post(address, {"request_number": str(number), "on": calendar.today().isoformat()})
    assert "Kies een dag die nog komt." in past.content.decode()
    for days in (200, 100):
        on = calendar.today() + days * DAY
        assert worker.post(address, {"request_number": str(number), "on": on.isoformat()}).status_code == 302
    page = worker.get(reverse("workplace:plan", args=[town.household])).content.decode()
    assert "heroverwegen" in page
    with acting.acting(town.actor("generalist")):
        log.read("test", [])
        [term] = Term.objects.filter(rule="wmo.review")
        assert term.due_on == on
        assert [line.rule.code for line in queries.attention().lines] == []
    assert (
        "Wij kijken samen met u of de hulp nog past." in browser(town, "resident").get("/mijn/plan/").content.decode()
    )
    monkeypatch.setattr(calendar, "today", lambda: on - 20 * DAY)
    with acting.acting(town.actor("generalist")):
        assert "wmo.review" in [line.rule.code for line in queries.attention().lines]
    met = {"on": (on - 20 * DAY).isoformat(), "version": str(term.version)}
    done = worker.post(reverse("workplace:term_meet", args=[term.pk]), met, follow=True).content.decode()
    assert "Kies bij het plan de dag voor de volgende keer." in done


def test_without_a_request_there_is_nothing_to_review(town: Town) -> None:
    plan, worker = _plan(town), browser(town, "generalist")
    answer = worker.get(reverse("workplace:review_new", args=[plan.pk]), follow=True)
    assert "Zonder melding is er niets te heroverwegen" in answer.content.decode()


def test_a_partner_plans_no_review(town: Town) -> None:
    plan = _plan(town)
    assert browser(town, "partner").get(reverse("workplace:review_new", args=[plan.pk])).status_code == 403


# ------------------------------------------------------------------------------------------------ from the household


def test_from_the_page_of_the_household_a_term_is_begun_and_changed(town: Town) -> None:
    number, worker = _request(town), browser(town, "generalist")
    begin = reverse("workplace:term_begin", args=[number])
    page = worker.get(reverse("workplace:household", args=[town.household])).content.decode()
    assert begin in page
    given = {"rule": "wmo.decision", "event_on": calendar.today().isoformat()}
    assert worker.post(begin, given).status_code == 302
    with acting.acting(town.actor("generalist")):
        log.read("test", [])
        term = Term.objects.get(rule="wmo.decision")
    page = worker.get(reverse("workplace:household", args=[town.household])).content.decode()
    for name in ("term_meet", "term_suspend", "term_delay", "term_stop"):
        assert reverse(f"workplace:{name}", args=[term.pk]) in page
    with acting.acting(town.actor("team_leader")):
        plans.involve(
            by=town.actor("team_leader"), household_id=town.household, kind="professional", role="mentor",
            user_id=town.users["partner"].pk, life_domains=["education"],
        )  # fmt: skip
    assert (
        begin
        not in browser(town, "partner").get(reverse("workplace:household", args=[town.household])).content.decode()
    )


def test_a_partner_settles_no_term(town: Town) -> None:
    by = town.actor("partner")
    with pytest.raises(PermissionError), acting.acting(by):
        actions.settle_terms(by=by, household_id=town.household, settlings={})

"""The safety drawer as the application role: who sees it, the five steps, advice, coercion apart from consent."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from ontschot.domain.access import actions, queries, rules
from ontschot.domain.access.models import Advice, CodeStep, Measure, SafetyAgreement, SafetyCase
from ontschot.domain.people.models import Household
from ontschot.domain.plans import actions as plans
from ontschot.foundation import calendar
from ontschot.foundation.versions import Conflict
from ontschot.privacy import acting, log
from ontschot.privacy.models import LogEntry
from tests.town import Town

TABLES = (SafetyCase, CodeStep, Advice, Measure, SafetyAgreement)


def _do(town: Town, deed: Any, worker: str = "generalist", **given: Any) -> Any:
    by = town.actor(worker, "safety")
    with acting.acting(by):
        try:
            return deed(by=by, **given)
        finally:
            log.read("test", [])


def _open(town: Town, **facts: Any) -> SafetyCase:
    given = {"household_id": town.household, "concern": "Jeffrey had een blauw oog"} | facts
    case: SafetyCase = _do(town, actions.open_safety, **given)
    return case


def _step(town: Town, case: SafetyCase, step: int, decision: str = "", **facts: Any) -> None:
    with acting.acting(town.actor("generalist")):
        log.read("test", [])
        version = SafetyCase.objects.get(pk=case.pk).version
    given = {"text": "Gedaan", "decision": decision, "step": step} | facts
    _do(town, actions.take_step, case_id=case.pk, version=version, **given)


def _view(town: Town, who: str = "generalist") -> queries.CaseView:
    with acting.acting(town.actor(who, "safety")):
        found = queries.safety_of(town.household).open
    assert found is not None
    return found


def test_only_who_works_with_the_code_in_this_household_sees_anything(town: Town) -> None:
    partner = town.users["partner"]
    _do(
        town, plans.involve, household_id=town.household, kind="professional", role="mentor", user_id=partner.pk,
        life_domains=["safety"],
    )  # fmt: skip
    case = _open(town)
    for step in (2, 3):
        _step(town, case, step)
    assert _view(town, "team_leader").taken == {1, 2, 3}
    for who in ("partner", "resident", "access_worker", "other_generalist", "policy_officer", "administrator"):
        with acting.acting(town.actor(who)):
            log.read("test", [])
            assert [model.objects.count() for model in TABLES] == [0] * len(TABLES), who  # type: ignore[attr-defined]
    for who in ("partner", "access_worker", "resident"):
        with pytest.raises(PermissionError):
            _do(town, actions.open_safety, who, household_id=town.household, concern="Iets")
    with pytest.raises(Household.DoesNotExist):
        _do(town, actions.open_safety, "other_generalist", household_id=town.household, concern="Iets")


def test_the_log_that_residents_read_says_nothing_of_it(town: Town) -> None:
    case = _open(town)
    _step(town, case, 2)
    _view(town)
    with acting.acting(town.actor("resident")):
        log.read("test", [])
        assert not LogEntry.objects.filter(object_kind="safety").exists()
        assert not LogEntry.objects.filter(purpose="safety").exists()
    with acting.acting(town.actor("privacy_officer")):
        log.read("test", [])
        with acting.wide("ontschot_oversight"):
            lines = LogEntry.objects.filter(object_kind="safety", subject_household_id=town.household)
            assert {"open_safety", "take_step", "read"} <= set(lines.values_list("action", flat=True))


def test_the_five_steps_with_what_was_decided_when_and_by_whom(town: Town) -> None:
    case = _open(town)
    with pytest.raises(rules.Refused, match="earlier_first"):
        _step(town, case, 4, "concern")
    for step in (2, 3):
        _step(town, case, step)
    with pytest.raises(rules.Refused, match="missing"):
        _step(town, case, 4)
    with pytest.raises(rules.Refused, match="other_step"):
        _step(town, case, 4, "report")
    _step(town, case, 4, "unsafe")
    assert _view(town).must_report
    _step(town, case, 5, "both")
    view = _view(town)
    assert [(s.record.step, s.record.decision, s.by) for s in view.steps] == [
        (1, "", "Gerrit Wijk"), (2, "", "Gerrit Wijk"), (3, "", "Gerrit Wijk"), (4, "unsafe", "Gerrit Wijk"),
        (5, "both", "Gerrit Wijk"),
    ]  # fmt: skip
    assert {s.record.taken_on for s in view.steps} == {calendar.today()}
    assert view.next_step is None
    with pytest.raises(Conflict):
        _do(town, actions.take_step, case_id=case.pk, version=1, step=2, text="Te laat")


def test_in_acute_danger_any_step_may_be_taken_at_once(town: Town) -> None:
    case = _open(town, acute=True)
    _step(town, case, 5, "report")
    assert _view(town).taken == {1, 5}


def test_a_question_for_advice_that_tells_who_it_is_about_is_refused(town: Town) -> None:
    case = _open(town)
    given: dict[str, Any] = {
        "case_id": case.pk, "asked": "veilig_thuis", "answer": "Praat eerst met de ouder", "asked_on": calendar.today(),
    }  # fmt: skip
    with pytest.raises(rules.Refused, match="names_somebody") as refused:
        _do(town, actions.ask_advice, question="Jeffrey uit de Lindestraat heeft een blauw oog", **given)
    assert refused.value.found == ["Jeffrey", "Lindestraat"]
    made = _do(town, actions.ask_advice, question="Een jongere heeft een blauw oog", **given)
    assert made.asked == "veilig_thuis"
    with acting.acting(town.actor("generalist")):
        assert queries.age_bands(town.household) == ["27_70", "12_18", "12_18"]


def test_coercion_is_never_consent(town: Town) -> None:
    case = _open(town)
    soon = calendar.today() + dt.timedelta(days=7)
    _do(
        town, actions.agree_on_safety, case_id=case.pk, text="Oma haalt de kinderen op", who="Oma",
        agreed_by="Saskia", review_on=soon,
    )  # fmt: skip
    with pytest.raises(rules.Refused, match="missing"):
        _do(town, actions.agree_on_safety, case_id=case.pk, text="Iets", who="Vader", agreed_by=" ", review_on=soon)
    ban = _do(
        town, actions.add_measure, case_id=case.pk, kind="home_ban", ordered_by="De burgemeester", about="De partner",
        starts_on=calendar.today(), ends_on=calendar.today() + dt.timedelta(days=10),
    )  # fmt: skip
    _do(town, actions.impose_condition, measure_id=ban.pk, text="Komt niet in huis", who="De partner", review_on=soon)
    view = _view(town)
    assert [line.record.text for line in view.agreements] == ["Oma haalt de kinderen op"]
    assert [line.record.text for line in view.measures[0].conditions] == ["Komt niet in huis"]
    condition = view.measures[0].conditions[0].record
    assert condition.agreed_by == ""
    with acting.acting(town.actor("generalist")):
        log.read("test", [])
        with pytest.raises(IntegrityError, match="consent_or_coercion"), transaction.atomic():
            SafetyAgreement.objects.filter(pk=condition.pk).update(agreed_by="De partner")
    today = calendar.today() + dt.timedelta(days=1)
    _do(town, actions.end_measure, measure_id=ban.pk, version=1, ends_on=today)
    assert _view(town).measures[0].conditions[0].record.state == "running"


def test_closing_waits_for_a_decision_and_for_what_still_runs(town: Town) -> None:
    case = _open(town)

    def close() -> SafetyCase:
        with acting.acting(town.actor("generalist")):
            log.read("test", [])
            version = SafetyCase.objects.get(pk=case.pk).version
        closed: SafetyCase = _do(town, actions.close_safety, case_id=case.pk, version=version, closing="Veilig")
        return closed

    with pytest.raises(rules.Refused, match="not_decided"):
        close()
    for step, decision in ((2, ""), (3, ""), (4, "concern"), (5, "help")):
        _step(town, case, step, decision)
    line = _do(
        town, actions.agree_on_safety, case_id=case.pk, text="Elke week bellen", who="Gerrit", agreed_by="Saskia",
        review_on=calendar.today(),
    )  # fmt: skip
    with pytest.raises(rules.Refused, match="agreement_runs"):
        close()
    _do(town, actions.review_agreement, agreement_id=line.pk, version=1, state="kept")
    measure = _do(
        town, actions.add_measure, case_id=case.pk, kind="supervision", ordered_by="De kinderrechter", about="Jeffrey",
        starts_on=calendar.today() - dt.timedelta(days=2),
    )  # fmt: skip
    with pytest.raises(rules.Refused, match="measure_runs"):
        close()
    _do(town, actions.end_measure, measure_id=measure.pk, version=1, ends_on=calendar.today())
    assert close().closed_on == calendar.today()
    with pytest.raises(rules.ImpossibleStep):
        _step(town, case, 2)
    again = _open(town, concern="Opnieuw")
    assert again.pk != case.pk
    with pytest.raises(rules.Refused, match="open_already"):
        _open(town)
    with acting.acting(town.actor("generalist", "safety")):
        assert [one.record.pk for one in queries.safety_of(town.household).earlier] == [case.pk]

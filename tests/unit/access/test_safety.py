"""The reporting code: which step may follow which, when reporting is the norm, and questions that name nobody."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontschot.domain.access.rules import safety


@pytest.mark.parametrize(
    ("step", "taken", "missing"),
    [(1, set(), None), (2, set(), 1), (2, {1}, None), (5, {1, 2, 3}, 4), (5, {1, 2, 3, 4}, None), (1, {1, 2}, None)],
)
def test_earlier_steps_come_first(step: int, taken: set[int], missing: int | None) -> None:
    assert safety.missing_before(step, taken, acute=False) == missing
    assert safety.missing_before(step, taken, acute=True) is None


def test_only_weighing_and_deciding_have_a_decision_and_none_belongs_to_two_steps() -> None:
    assert [sorted(safety.DECISIONS[step]) for step in (1, 2, 3)] == [[""]] * 3
    assert not safety.DECISIONS[4] & safety.DECISIONS[5]


@pytest.mark.parametrize(
    ("decisions", "must"),
    [([], False), (["concern"], False), (["unsafe"], True), (["unsafe", "help"], True), (["unsafe", "concern"], False)],
)
def test_what_was_weighed_as_unsafe_last_is_reported_by_norm(decisions: list[str], must: bool) -> None:
    assert safety.must_report(decisions) is must


NAMES = ["Saskia", "Dalen", "Familie Van Dalen", "Ria Jansen van den Berg"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Een moeder met twee kinderen van 4 tot 12.", []),
        ("Saskia heeft blauwe plekken.", ["Saskia"]),
        ("SASKIA, en haar buurvrouw ria", ["Saskia", "Ria"]),
        ("Saskiadag is geen naam; de vader van het kind ook niet", []),
        ("Ze wonen in de Lindestraat 12", ["Lindestraat"]),
        ("Bel 06-12345678 of mail naar x@voorbeeld.nl", ["06-12345678", "x@voorbeeld.nl"]),
        ("BSN 999990019, postcode 5341 AB of 5341ab", ["999990019", "5341 AB", "5341ab"]),
        ("Geboren op 12-4-1986 of 1986-04-12", ["12-4-1986", "1986-04-12"]),
        ("In 2026 was er 3 keer ruzie, 112 is gebeld", []),
    ],
)
def test_a_question_names_nobody(text: str, found: list[str]) -> None:
    assert safety.names_somebody(text, NAMES, ["Lindestraat"]) == found


@given(st.text(max_size=60), st.sampled_from(["Saskia", "Jeffrey", "Dalen"]), st.text(max_size=60))
def test_a_name_is_found_wherever_it_stands_as_a_word(before: str, name: str, after: str) -> None:
    assert name in safety.names_somebody(f"{before} {name} {after}", [name])
    assert name in safety.names_somebody(f"{before} {name.upper()}, {after}", [name])


@pytest.mark.parametrize(
    ("age", "band"),
    [(None, ""), (0, "under_4"), (4, "4_12"), (12, "12_18"), (18, "18_27"), (69, "27_70"), (70, "over_70")],
)
def test_ages_are_told_roughly(age: int | None, band: str) -> None:
    assert safety.age_band(age) == band


def test_a_measure_holds_from_its_first_day_until_its_last() -> None:
    day = dt.date(2026, 11, 26)
    assert safety.is_running(day, None, day)
    assert not safety.is_running(day, day, day)
    assert not safety.is_running(day + dt.timedelta(days=1), None, day)

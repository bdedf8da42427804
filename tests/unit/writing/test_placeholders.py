"""Places in a standard letter: filled once, and what is no place is told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ontschot.writing.rules import placeholders


def test_places_are_filled_and_what_is_unknown_shows() -> None:
    text = "Beste {naam}, bel {Telefoon} voor { plan_tot }."
    assert placeholders.fill(text, {"naam": "Saskia", "telefoon": "14 0412"}) == "Beste Saskia, bel 14 0412 voor …."
    assert placeholders.used(text) == ["naam", "telefoon", "plan_tot"]


def test_what_is_no_place_is_told() -> None:
    assert placeholders.unknown("Beste {naam}") == []
    assert placeholders.unknown("Beste {voornaam}, {bsn} en {bsn}") == ["{voornaam}", "{bsn}"]
    assert placeholders.unknown("Een { alleen") == ["{"]
    assert placeholders.unknown("{} en }") == ["{}", "}"]


def test_a_sentence_about_what_is_over_falls_away() -> None:
    """An own plan may be handed in until a day: once that has passed, a letter does not ask for it by then."""
    text = "Dag.\n- U mag een eigen plan maken. Dat kan tot en met { Plan_tot }.\n- Bel {naam}."
    assert placeholders.without(text, "plan_tot") == "Dag.\n- U mag een eigen plan maken.\n- Bel {naam}."
    assert placeholders.without("Bel {naam}.", "plan_tot") == "Bel {naam}."


@given(st.text(), st.text())
def test_a_name_with_braces_is_a_name(name: str, rest: str) -> None:
    """What was filled in is never looked at for places again."""
    value = "{telefoon}" + name
    assert placeholders.fill("{naam}", {"naam": value, "telefoon": "112"}) == value
    assert placeholders.fill(rest, {}) == rest or placeholders.used(rest)

"""Every rule has a message that keeps it and one that breaks exactly it, for each kind and standard it applies to."""

import re
from pathlib import Path

import iwmo_breaks_technical  # noqa: F401
import pytest
from iwmo_breaks_elements import BREAKS, Break
from iwmo_worlds import BUILDERS, World

from ontschot.exchange.iwmo import check, write
from ontschot.exchange.iwmo.rules.registry import RULES, rules_for
from ontschot.exchange.iwmo.xml.schemas import second_opinion

CASES = [(item, standard) for item in BREAKS for standard in item.standards]


def _id(case: object) -> str:
    if isinstance(case, Break):
        return f"{case.rule}-{case.number}-{case.change.__name__}"
    return str(case)


@pytest.mark.parametrize("standard", ["wmo", "jw"])
@pytest.mark.parametrize("number", list(BUILDERS))
def test_a_valid_message_keeps_every_rule(number: int, standard: str) -> None:
    world = World(standard, number)
    judgement = check(world.message, context=world.history, sources=world.sources)
    assert [(fault.rule, fault.place) for fault in judgement.faults] == []
    assert judgement.not_judged == []
    assert len(rules_for(standard, number)) >= 9


@pytest.mark.parametrize("standard", ["wmo", "jw"])
@pytest.mark.parametrize("number", list(BUILDERS))
def test_the_valid_messages_follow_the_schema(number: int, standard: str, xsd: Path) -> None:
    world = World(standard, number)
    for message in (world.message, *world.before):
        assert second_opinion(write(message), message.kind, xsd) == []


@pytest.mark.parametrize(("case", "standard"), CASES, ids=_id)
def test_a_message_breaks_exactly_one_rule(case: Break, standard: str) -> None:
    world = World(standard, case.number)
    case.change(world)
    judgement = check(world.message, context=world.history, sources=world.sources)
    found = {fault.rule for fault in judgement.faults}
    allowed = case.also | world.also_allowed
    assert case.rule in found
    assert found <= {case.rule} | allowed
    broken = [fault for fault in judgement.faults if fault.rule == case.rule]
    assert all(fault.return_code == RULES[case.rule].return_code for fault in broken)
    assert all(fault.place.startswith("/Bericht/") and fault.nl and fault.en for fault in broken)


def test_every_rule_is_broken_in_every_kind_it_applies_to() -> None:
    tested = {(item.rule, item.number) for item in BREAKS}
    missing = [
        (rule.code, number) for rule in RULES.values() for number in rule.numbers if (rule.code, number) not in tested
    ]
    assert missing == []


def test_without_context_and_sources_rules_are_not_judged_instead_of_passed() -> None:
    for number in BUILDERS:
        judgement = check(World("wmo", number).message)
        named = {item.rule for item in judgement.not_judged}
        assert named == {rule.code for rule in rules_for("wmo", number) if rule.needs}
        assert all(item.missing for item in judgement.not_judged)


def _documented(istandaarden: Path, standard: str) -> dict[str, tuple[str, str]]:
    """Rules of the published folders: return code and the messages they name."""
    found = {}
    for path in (istandaarden / "rules" / standard / "technische-regels").glob("*/*"):
        text = path.read_text(encoding="utf-8")
        code = re.search(r"Retourcode \| *(.*?) *\|", text)
        assert code is not None
        used = text.split("## Gebruik in berichten")[1].split("---")[0]
        found[path.stem] = (code[1], used)
    return found


@pytest.mark.parametrize("standard", ["wmo", "jw"])
def test_every_published_technical_rule_is_registered_with_its_code(istandaarden: Path, standard: str) -> None:
    for name, (code, used) in _documented(istandaarden, standard).items():
        rule = RULES[name]
        assert standard in rule.standards
        assert rule.return_code == (None if code == "n.v.t." else code)
        numbers = {int(number) for number in re.findall(r"3[0-2][0-9]", used)}
        assert rule.numbers == numbers, name


@pytest.mark.parametrize("standard", ["wmo", "jw"])
def test_every_published_condition_and_constraint_is_registered(istandaarden: Path, standard: str) -> None:
    (path,) = (istandaarden / "rules" / standard / "condities-constraints").iterdir()
    text = path.read_text(encoding="utf-8")
    in_structure = {"CS015", "CS025", "CS319"}
    published = set(re.findall(r"\b(C[DS][0-9]{3})\b", text.split("Bericht", 1)[1])) - in_structure
    examples_in_introduction = {"CD007", "CS139"}
    assert published | examples_in_introduction == {code for code in RULES if not code.startswith("TR")}

"""Writes docs/reference/iwmo.md from the code: every message, element and rule, with its state and its test.

Run `python -m ontschot.exchange.iwmo.reference FILE`; a test fails when the file is behind the code.
"""

import inspect
import sys
from pathlib import Path

from ontschot.exchange.iwmo import judging
from ontschot.exchange.iwmo.rules.registry import ACROSS, OUTSIDE, RULES, WITHIN, Rule
from ontschot.exchange.iwmo.showing import TITLES
from ontschot.exchange.iwmo.xml.codelists import packaged
from ontschot.exchange.iwmo.xml.kinds import ANSWERS, KINDS, NUMBERS
from ontschot.exchange.iwmo.xml.plan import ClassPlan, Slot, plan_for

LEVELS = {WITHIN: "2 within the message", ACROSS: "3 across messages", OUTSIDE: "4 outside source"}
IN_STRUCTURE = {
    "CS015": "BerichtSubversie is 2",
    "CS025": "BerichtVersie is 3",
    "CS319": "DeclaratieNummer is letters and digits",
    "RS001": "at least 0",
    "RS002": "at most 99",
    "RS004": "at most 99999",
    "RS005": "at most 99999999",
    "RS006": "at most 999999999",
    "RS008": "at most 1 character",
    "RS009": "at most 2 characters",
    "RS010": "at most 3 characters",
    "RS011": "at most 4 characters",
    "RS012": "at most 5 characters",
    "RS013": "at most 6 characters",
    "RS014": "at most 8 characters",
    "RS015": "at most 9 characters",
    "RS016": "at most 10 characters",
    "RS017": "at most 12 characters",
    "RS018": "at most 15 characters",
    "RS019": "at most 20 characters",
    "RS020": "at most 24 characters",
    "RS021": "at most 25 characters",
    "RS023": "at most 35 characters",
    "RS024": "at most 36 characters",
    "RS025": "at most 64 characters",
    "RS026": "at most 80 characters",
    "RS028": "at most 200 characters",
    "RS031": "comments are not empty",
    "RS032": "dates have no time zone",
    "RS033": "no empty elements",
    "RS034": "times have no time zone",
    "RS035": "4 digits",
    "RS036": "8 digits",
    "RS037": "9 digits",
    "RS040": "at most 999999999999",
    "RS045": "letters only, without dots or spaces",
    "RS046": "digits only",
    "RS047": "the BerichtCode of the kind",
    "RS048": "a version of three numbers",
}


def render() -> str:
    """The whole page as Markdown."""
    parts = [_head(), _messages(), _rules(), _structure_rules(), _lists(), _elements()]
    return "\n".join(parts)


def _head() -> str:
    return """# iWmo and iJw 3.2: messages, elements and rules

This page is generated from the code (`python -m ontschot.exchange.iwmo.reference docs/reference/iwmo.md`); do not
edit it. How to use the package, and where its reading of the standard is our own, is in [iwmo-use.md](iwmo-use.md).
The words of the standard are left in Dutch, as in the messages.

State of a rule: *judged* - by the function named; *judged when given* - when the earlier messages or the source named
are given, and reported as not judged when they are not. No rule is without a state.
"""


def _messages() -> str:
    rows = [
        "## Messages",
        "",
        "| number | what | codes Wmo, Jw | answered by | schema Wmo | schema Jw | rules |",
        "|---|---|---|---|---|---|---|",
    ]
    for number in NUMBERS:
        wmo, jw = KINDS["wmo", number], KINDS["jw", number]
        schema = "derived, not official" if wmo.schema_is_derived else "official"
        rules = sum(number in item.numbers for item in RULES.values())
        rows.append(
            f"| {number} | {TITLES[number][1]} ({TITLES[number][0].lower()}) | {wmo.code}, {jw.code} "
            f"| {ANSWERS.get(number, '-')} | {schema} | official | {rules} |"
        )
    rows += [
        "",
        "All are read, written and compared with their schema in `tests/spec/iwmo` (test_samples, test_structure, "
        "test_agreement, test_lives).",
        "",
    ]
    return "\n".join(rows)


def _state(item: Rule) -> str:
    if not item.needs:
        return "judged"
    own = [f"earlier {need}" if need.isdigit() else need for need in sorted(item.needs)]
    return "judged when given: " + ", ".join("earlier messages of its kind" if need == "self" else need for need in own)


def _function(item: Rule) -> str:
    module = inspect.getmodule(item.judge)
    assert module is not None
    return f"`{module.__name__.rsplit('.', 1)[1]}.{item.judge.__name__}`"


def _says(item: Rule) -> str:
    text = " ".join((inspect.getdoc(item.judge) or "").split())
    return text.replace("|", "/")


def _rules() -> str:
    rows = [
        "## Rules with a function",
        "",
        f"{len(RULES)} rules. Test of each: a message that keeps it and one that breaks exactly it, for every kind and "
        "standard it applies to: `pytest tests/spec/iwmo/test_rules.py -k CODE`.",
        "",
    ]
    for level, title in LEVELS.items():
        rows += [
            f"### Level {title}",
            "",
            "| rule | messages | return code | state | function | what it says |",
            "|---|---|---|---|---|---|",
        ]
        for item in sorted(RULES.values(), key=lambda found: found.code):
            if item.level != level:
                continue
            numbers = ", ".join(str(number) for number in sorted(item.numbers))
            only = " (Jw)" if item.standards == {"jw"} else ""
            rows.append(
                f"| {item.code} | {numbers}{only} | {item.return_code or 'n.v.t.'} | {_state(item)} "
                f"| {_function(item)} | {_says(item)} |"
            )
        rows.append("")
    return "\n".join(rows)


def _structure_rules() -> str:
    rows = [
        "## Rules that are part of the structure",
        "",
        "The schema refuses these too, so they have no return code: the exchange answers with a fault (Fo01). State: "
        "judged by the simple types in `xml/simple.py`; tests: test_structure and test_agreement.",
        "",
        "| rule | what it says |",
        "|---|---|",
    ]
    rows += [f"| {code} | {text} |" for code, text in IN_STRUCTURE.items()]
    return "\n".join([*rows, ""])


def _lists() -> str:
    lists = packaged()
    rows = [
        "## Code lists",
        "",
        "| list | element type | codes | dated |",
        "|---|---|---|---|",
    ]
    seen: dict[str, str] = {}
    for standard in ("wmo", "jw"):
        for number in NUMBERS:
            _collect_lists(plan_for(KINDS[standard, number]).root, seen)
    for name, simple in sorted(seen.items()):
        dated = "yes" if lists.is_dated(name) else "no"
        rows.append(f"| {name} | {simple} | {len(lists.codes(name))} | {dated} |")
    return "\n".join([*rows, ""])


def _collect_lists(plan: ClassPlan, seen: dict[str, str]) -> None:
    for slot in plan.slots:
        if slot.simple is not None and slot.simple.code_list is not None:
            seen[slot.simple.code_list] = slot.simple.name
        if slot.child is not None:
            _collect_lists(slot.child, seen)


def _elements() -> str:
    rows = ["## Elements", "", "State of all: read, judged and written; tests as under Messages.", ""]
    for number in NUMBERS:
        rows += [f"### {number}", "", "| element | times | type | |", "|---|---|---|---|"]
        wmo = {path for path, _ in _paths(plan_for(KINDS["wmo", number]).root, "")}
        for path, slot in _paths(plan_for(KINDS["jw", number]).root, ""):
            times = f"{int(slot.required)}..1" if slot.item_tag is None else f"{int(slot.required)}..n"
            kind = slot.simple.name if slot.simple is not None else ""
            rows.append(f"| {path} | {times} | {kind} | {'' if path in wmo else 'Jw only'} |")
        rows.append("")
    return "\n".join(rows)


def _paths(plan: ClassPlan, place: str) -> list[tuple[str, Slot]]:
    found: list[tuple[str, Slot]] = []
    for slot in plan.slots:
        path = f"{place}/{slot.name}" if place else slot.name
        if slot.item_name is not None:
            path = f"{path}/{slot.item_name}"
        found.append((path, slot))
        if slot.child is not None:
            found += _paths(slot.child, path)
    return found


def main(argv: list[str]) -> int:
    """Write the page to the file named. Exit code 2 without a name."""
    if len(argv) != 1:
        sys.stderr.write("name the file to write\n")
        return 2
    assert judging.MODULES  # the rules are registered when their modules are loaded
    Path(argv[0]).write_text(render(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

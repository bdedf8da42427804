"""docs/reference/iwmo.md is what the code says, and the examples of iwmo-use.md run."""

import re
from pathlib import Path

from iwmo_worlds import World

from ontschot.exchange.iwmo import reference, write
from ontschot.exchange.iwmo.rules.registry import RULES

DOCS = Path(__file__).resolve().parents[3] / "docs" / "reference"


def test_the_page_is_up_to_date() -> None:
    assert (DOCS / "iwmo.md").read_text(encoding="utf-8") == reference.render()


def test_no_rule_without_state() -> None:
    page = reference.render()
    for code in RULES:
        (row,) = re.findall(rf"^\| {code} \|.*$", page, re.MULTILINE)
        assert "| judged" in row


def test_every_rule_is_documented() -> None:
    for rule in RULES.values():
        assert rule.judge.__doc__, rule.code
        assert rule.nl != rule.en
        assert rule.code in rule.source


def test_the_examples_run(tmp_path: Path) -> None:
    world = World("wmo", 305)
    (tmp_path / "start.xml").write_bytes(write(world.message))
    (tmp_path / "toewijzing.xml").write_bytes(write(world.before[0]))
    blocks = re.findall(r"```python\n(.*?)```", (DOCS / "iwmo-use.md").read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
    names: dict[str, object] = {"FOLDER": tmp_path}
    for block in blocks:
        exec(compile(block, "iwmo-use.md", "exec"), names)  # noqa: S102

"""Generated lives of an allocation are written and judged valid, by our rules and by the schema."""

from pathlib import Path

import pytest
from iwmo_lives import Life

from ontschot.exchange.iwmo import Judgement, Message, read, write
from ontschot.exchange.iwmo.xml.schemas import second_opinion


@pytest.mark.parametrize("standard", ["wmo", "jw"])
def test_lives_are_valid(standard: str, xsd: Path) -> None:
    seen: set[int] = set()

    def visit(message: Message, judgement: Judgement) -> None:
        assert [(fault.rule, fault.place) for fault in judgement.faults] == [], (seed, message.kind.name)
        xml = write(message, judge=False)
        again = read(xml).message
        assert again is not None
        assert again.body == message.body
        assert second_opinion(xml, message.kind, xsd) == []
        seen.add(message.kind.number)

    for seed in range(60):
        Life(standard, seed, visit).live()
    assert seen == {301, 302, 305, 306, 307, 308, 315, 316, 317, 318, 319, 320, 323, 325}

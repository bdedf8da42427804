"""The page docs/reference/register-mutations.md is the specification: the code must say the same."""

import re
from pathlib import Path

from ontschot.domain.people.rules.mutations import EFFECTS, GrantEffect, HouseholdEffect, WorkEffect

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "register-mutations.md"


def test_the_table_on_the_page_is_the_table_in_the_code() -> None:
    rows = re.findall(r"^\| `(\w+)` \|[^|]+\| `(\w+)` \| `(\w+)` \| `(\w+)` \|$", PAGE.read_text("utf-8"), re.M)
    told = {kind: (household, grants, work) for kind, household, grants, work in rows}
    done = {
        kind.value: (effect.household.value, effect.grants.value, effect.work.value) for kind, effect in EFFECTS.items()
    }
    assert told == done
    assert [row[0] for row in rows] == list(done)


def test_every_word_of_the_table_is_explained() -> None:
    explained = set(re.findall(r"^- `(\w+)`: ", PAGE.read_text("utf-8"), re.M))
    words = {one.value for kind in (HouseholdEffect, GrantEffect, WorkEffect) for one in kind}
    assert explained == words

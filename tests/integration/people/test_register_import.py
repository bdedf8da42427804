"""Taking the population register: what a file makes, and what a changed file does."""

import os
from pathlib import Path

import pytest

from ontschot.domain.people.actions import register
from ontschot.domain.people.rules.register import RegisterPerson
from ontschot.exchange.brp.parse import parse
from ontschot.privacy import acting
from ontschot.privacy.acting import system

SHARED = Path(os.environ.get("ONTSCHOT_SHARED") or Path(__file__).resolve().parents[4] / "shared")
REGISTER = SHARED / "standards" / "brp" / "test-persons.json"

pytestmark = pytest.mark.django_db


def take(records) -> register.Summary:
    by = system("test")
    with acting.acting(by):
        return register.take(records, by=by)


@pytest.mark.skipif(not REGISTER.exists(), reason=f"the national test register is not at {REGISTER}")
def test_the_national_test_register_twice() -> None:
    with REGISTER.open("rb") as source:
        records = [one for one in parse(source, demo=True) if isinstance(one, RegisterPerson)]
    first = take(records)
    print(first)
    second = take(records)
    print(second)
    assert (second.new, second.changed, second.unchanged) == (0, 0, first.new)

"""Our own judgement of structure and that of the schema agree on thousands of mutated files, but for what is listed."""

import time
from pathlib import Path

import pytest
from iwmo_mutants import _bomb, mutant

from ontschot.exchange.iwmo.xml.kinds import BY_NAME
from ontschot.exchange.iwmo.xml.reading import read
from ontschot.exchange.iwmo.xml.schemas import second_opinion

COUNT = 3000

# Where we refuse what the schema alone accepts: entities can hide anything, and the exchange is UTF-8.
LISTED = {"entity": "DOCTYPE", "declared": "UTF-8"}


@pytest.fixture(scope="module")
def valid_samples(istandaarden: Path) -> list[tuple[str, bytes]]:
    files = sorted((istandaarden / "samples").glob("*.xml"))
    return [(path.stem, path.read_bytes()) for path in files if path.stem != "JW318"]


def test_schema_and_classes_agree(valid_samples: list[tuple[str, bytes]], xsd: Path) -> None:
    unlisted = []
    for seed in range(COUNT):
        name, data = valid_samples[seed % len(valid_samples)]
        mutation, changed = mutant(data, seed)
        start = time.process_time()
        ours = read(changed).faults
        assert time.process_time() - start < 2
        theirs = second_opinion(changed, BY_NAME[name], xsd)
        if bool(ours) == bool(theirs):
            continue
        if ours and not theirs and LISTED.get(mutation, "\0") in ours[0].en:
            continue
        unlisted.append((seed, name, mutation, [fault.en for fault in ours][:2], theirs[:2]))
    assert unlisted == []


def test_an_archive_bomb_is_refused_quickly(valid_samples: list[tuple[str, bytes]]) -> None:
    import random

    start = time.process_time()
    faults = read(_bomb(valid_samples[0][1], random.Random(1))).faults
    assert [(fault.rule, fault.envelope_code) for fault in faults] == [("ZIP", "IB904")]
    assert time.process_time() - start < 2

"""`ontschot messages`: through the command line, without any database."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ontschot.exchange.iwmo import read, write

from .conftest import Ontschot

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "spec" / "iwmo"))
from iwmo_worlds import BSN, World


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A start, the allocation before it, and a start that is cut off."""
    world = World("wmo", 305)
    (tmp_path / "start.xml").write_bytes(write(world.message))
    (tmp_path / "allocation.xml").write_bytes(write(world.before[0]))
    (tmp_path / "broken.xml").write_bytes(write(world.message)[:-50])
    return tmp_path


def test_check(ontschot: Ontschot, files: Path) -> None:
    for words in (
        ("messages", "check", files / "start.xml", "--json"),
        ("--json", "messages", "check", files / "start.xml"),
    ):
        ran = ontschot(*words)
        assert (ran.code, ran.summary["ok"]) == (0, True), ran.err
        assert ran.summary["files"][0]["kind"] == "WMO305"
        assert len(ran.out.splitlines()) == 1, "beside a summary the words go to stderr"
    ran = ontschot("messages", "check", files / "start.xml", files / "broken.xml", "--json")
    assert (ran.code, ran.summary["ok"]) == (1, False)
    assert [item["valid"] for item in ran.summary["files"]] == [True, False]
    assert ran.summary["files"][1]["faults"][0]["envelope_code"] == "IB001"
    assert BSN not in ran.out + ran.err


def test_answer(ontschot: Ontschot, files: Path) -> None:
    out = files / "answer.xml"
    ran = ontschot("messages", "answer", files / "start.xml", "--context", files / "allocation.xml", "--out", out)
    assert ran.code == 0, ran.err
    assert read(out.read_bytes()).faults == []
    assert ontschot("messages", "answer", files / "start.xml", "--out", out).code == 2


@pytest.mark.parametrize("words", [(), ("check",), ("check", "absent.xml"), ("new", "WMO399", "--from", "absent.json")])
def test_a_wrong_call(ontschot: Ontschot, words: tuple[str, ...]) -> None:
    assert ontschot("messages", *words).code == 2

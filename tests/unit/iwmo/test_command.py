"""The command `messages`: exit codes, JSON, and files that are never overwritten."""

import argparse
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from iwmo_worlds import BSN, START, World

from ontschot.config.commands import iwmo
from ontschot.config.commands.report import Refused, Report, WrongUse
from ontschot.exchange.iwmo import read, write
from ontschot.exchange.iwmo.xml.envelope import Envelope, Party
from ontschot.exchange.iwmo.xml.packing import fault_on, pack, pack_fault


def call(*words: str) -> tuple[int, str, dict[str, Any]]:
    """Exit code, words on stdout and stderr, and the summary."""
    parser = argparse.ArgumentParser()
    iwmo.add_arguments(parser)
    out = io.StringIO()
    report = Report(out=out, err=out)
    code = iwmo.run(parser.parse_args(list(words)), report)
    return code, out.getvalue(), report.summary


@pytest.fixture
def files(tmp_path: Path) -> Path:
    world = World("wmo", 305)
    (tmp_path / "start.xml").write_bytes(write(world.message))
    (tmp_path / "allocation.xml").write_bytes(write(world.before[0]))
    (tmp_path / "broken.xml").write_bytes(write(world.message)[:-50])
    (tmp_path / "data.json").write_text(json.dumps(START))
    return tmp_path


def test_check_says_valid(files: Path) -> None:
    code, words, summary = call("check", str(files / "start.xml"), "--context", str(files / "allocation.xml"))
    assert code == 0
    assert summary["files"][0]["valid"] is True
    assert summary["files"][0]["kind"] == "WMO305"
    assert "not judged" in words


def test_check_says_what_is_wrong(files: Path) -> None:
    code, words, summary = call("check", str(files / "start.xml"), str(files / "broken.xml"))
    assert code == 1
    assert [item["valid"] for item in summary["files"]] == [True, False]
    fault = summary["files"][1]["faults"][0]
    assert (fault["rule"], fault["envelope_code"], fault["return_code"]) == ("XML", "IB001", None)
    assert fault["nl"] in words
    json.dumps(summary)


def test_check_with_sources(files: Path) -> None:
    municipalities = files / "m.csv"
    municipalities.write_text("gm_code,jaar\nGM1916,2025\n")
    products = files / "p.csv"
    products.write_text("category,code\n07,07A12\n")
    tariffs = files / "t.csv"
    tariffs.write_text("provider,code,cents,unit\n42420001,02A03,5000,04\n")
    _, _, summary = call(
        "check",
        str(files / "start.xml"),
        *("--municipalities", str(municipalities)),
        *("--products", str(products)),
        *("--tariffs", str(tariffs)),
        *("--date", "2024-01-01"),
    )
    found = {(fault["rule"], fault["return_code"]) for fault in summary["files"][0]["faults"]}
    assert found == {("TR135", "8848"), ("TR378", "S300"), ("TR381", "S329")}


def test_wrong_calls(files: Path) -> None:
    with pytest.raises(WrongUse):
        call("check", str(files / "absent.xml"))
    with pytest.raises(WrongUse):
        call("check", str(files / "start.xml"), "--context", str(files / "broken.xml"))
    with pytest.raises(WrongUse):
        call("check", str(files / "start.xml"), "--municipalities", str(files / "data.json"))
    with pytest.raises(WrongUse):
        call("new", "WMO399", "--from", str(files / "data.json"))
    with pytest.raises(SystemExit) as ending:
        call("check")
    assert ending.value.code == 2


def test_a_message_in_its_envelope(files: Path) -> None:
    party = Party("0384", "Ontschot")
    uuid = "9c0f7b90-5c69-41e5-a837-0800200c9a66"
    message = (files / "start.xml").read_bytes()
    envelope = Envelope("2.10", "Di01", party, party, uuid, "20240201120000", "WMO305", message)
    (files / "envelope.xml").write_bytes(pack(envelope))
    code, _, summary = call("check", str(files / "envelope.xml"))
    assert (code, summary["files"][0]["kind"]) == (0, "WMO305")
    fault = fault_on(envelope, code="IB001", description="x" * 300, reference=uuid, sent="20240201120001")
    (files / "fault.xml").write_bytes(pack_fault(fault))
    with pytest.raises(Refused, match="Fo01 IB001"):
        call("check", str(files / "fault.xml"))
    (files / "half.xml").write_bytes(pack(envelope)[:-9])
    with pytest.raises(Refused, match="envelop"):
        call("check", str(files / "half.xml"))


def test_answer_writes_once(files: Path) -> None:
    out = files / "answer.xml"
    call("answer", str(files / "start.xml"), "--context", str(files / "allocation.xml"), "--out", str(out))
    message = read(out.read_bytes()).message
    assert message is not None
    assert message.kind.name == "WMO306"
    before = out.read_bytes()
    with pytest.raises(WrongUse, match="exists"):
        call("answer", str(files / "start.xml"), "--out", str(out))
    assert out.read_bytes() == before
    with pytest.raises(Refused, match="Fo01"):
        call("answer", str(files / "broken.xml"), "--out", str(files / "other.xml"))
    assert not (files / "other.xml").exists()


def test_show_masks_the_bsn(files: Path) -> None:
    code, words, _ = call("show", str(files / "start.xml"))
    assert code == 0
    assert BSN not in words
    with pytest.raises(Refused):
        call("show", str(files / "broken.xml"))


def test_new_writes_a_message(files: Path) -> None:
    out = files / "new.xml"
    code, _, summary = call("new", "JW305", "--from", str(files / "data.json"), "--out", str(out))
    assert (code, summary["kind"]) == (0, "JW305")
    assert read(out.read_bytes()).faults == []
    (files / "wrong.json").write_text(json.dumps({**START, "Client": {}}))
    with pytest.raises(Refused):
        call("new", "JW305", "--from", str(files / "wrong.json"))
    (files / "list.json").write_text("[]")
    with pytest.raises(WrongUse):
        call("new", "JW305", "--from", str(files / "list.json"))


def test_the_package_knows_no_django() -> None:
    code = "import sys, ontschot.exchange.iwmo; sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

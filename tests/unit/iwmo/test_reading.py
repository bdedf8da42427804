"""Bad input of every kind gets the code of the exchange or a clear sentence, never an exception."""

import io
import random
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from iwmo_mutants import _bomb, mutant
from iwmo_worlds import BUILDERS, World, line

from ontschot.exchange.iwmo import CannotWrite, Limits, Message, check, read, write
from ontschot.exchange.iwmo.xml import reading
from ontschot.exchange.iwmo.xml.kinds import KINDS, kind_named

GOOD = write(World("wmo", 305).message)
CLAIM = write(World("wmo", 323).message)


def zipped(*contents: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, content in enumerate(contents):
            archive.writestr(f"{number}.xml", content)
    return out.getvalue()


BAD = [
    (b"", "IB001", "empty"),
    (b"not XML", "IB001", "well-formed"),
    (GOOD[:-20], "IB001", "line"),
    (b'<?xml version="1.0"?><html/>', "IB001", "another standard"),
    (b"<Bericht/>", "IB001", "wrong name space (none)"),
    (GOOD.replace(b"/3_2/", b"/2_0/"), "IB001", "version 2.0"),
    (GOOD.replace(b"wmo305/schema", b"wmo399/schema"), "IB004", "does not belong"),
    (GOOD.decode().encode("utf-16"), "IB001", "UTF-16"),
    (GOOD.replace(b"UTF-8", b"ISO-8859-1"), "IB001", "ISO-8859-1"),
    (GOOD.replace(b"de<", b"d\xe9<"), "IB001", "well-formed"),
    (b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + GOOD.split(b"?>")[1], "IB001", "DOCTYPE"),
    (b"<!-- <!DOCTYPE x> --><!DOCTYPE x>" + GOOD.split(b"?>")[1], "IB001", "DOCTYPE"),
    (zipped(), "IB905", "empty"),
    (zipped(GOOD, GOOD), "IB902", "more than one"),
    (zipped(GOOD)[:-30], "IB901", "ZIP"),
    (b"<a>" * 100_000, "IB001", "well-formed"),
]


@pytest.mark.parametrize(("data", "code", "words"), BAD)
def test_bad_files(data: bytes, code: str, words: str) -> None:
    (fault,) = read(data).faults
    assert fault.envelope_code == code
    assert fault.return_code is None
    assert words in fault.en
    assert fault.nl


def test_good_files() -> None:
    for data in (GOOD, b"\xef\xbb\xbf" + GOOD, zipped(GOOD), b"<!-- ok --><?note ok?>" + GOOD.split(b"?>")[1]):
        assert read(data).faults == []


def test_size_is_bounded_inside_and_outside_archives() -> None:
    assert read(GOOD, limits=Limits(max_bytes=100)).faults[0].rule == "OP179"
    assert read(_bomb(GOOD, random.Random(1))).faults[0].envelope_code == "IB904"


def test_the_number_of_faults_is_bounded() -> None:
    world = World("wmo", 323)
    world.body.declaratie.clienten[0].prestaties = [line("wmo", f"P-{n}") for n in range(500)]
    data = write(world.message).replace(b"<wmo323:Eenheid>04", b"<wmo323:Eenheid>99")
    assert len(read(data, limits=Limits(max_faults=50)).faults) == 50


def test_places_name_the_element_and_the_line() -> None:
    data = GOOD.replace(b"<wmo305:Begindatum>2024-01-17", b"<wmo305:Begindatum>2024-02-31")
    (fault,) = read(data).faults
    assert fault.place == "/Bericht/Client/StartProducten/StartProduct[1]/Begindatum"
    assert data.splitlines()[(fault.line or 0) - 1].strip().startswith(b"<wmo305:Begindatum")
    claim = CLAIM.replace(b"<wmo323:Eenheid>04", b"<wmo323:Eenheid>99")
    (fault,) = read(claim).faults
    assert fault.place == "/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]/Eenheid"
    assert claim.splitlines()[(fault.line or 0) - 1].strip().startswith(b"<wmo323:Eenheid")


@pytest.mark.parametrize("standard", ["wmo", "jw"])
@pytest.mark.parametrize("number", list(BUILDERS))
def test_what_is_written_is_read_back_equal(number: int, standard: str) -> None:
    message = World(standard, number).message
    again = read(write(message)).message
    assert again is not None
    assert (again.kind, again.body) == (message.kind, message.body)


def test_what_the_schema_would_refuse_is_not_written() -> None:
    world = World("wmo", 305)
    world.body.client.geslacht = "9"
    with pytest.raises(CannotWrite, match="Geslacht"):
        write(world.message)
    with pytest.raises(CannotWrite):
        write(Message(KINDS["wmo", 301], world.body))


def test_the_fast_lane_and_the_careful_way_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World("wmo", 323)
    world.body.declaratie.clienten[0].prestaties = [line("wmo", f"P-{n}") for n in range(5)]
    data = write(world.message)
    files = [data, *(mutant(data, seed)[1] for seed in range(400))]
    fast = [read(item) for item in files]
    assert fast[0].message is not None
    monkeypatch.setattr(reading, "_fast", lambda xml, plan, limits: None)
    for one, item in zip(fast, files, strict=True):
        other = read(item)
        assert one.faults == other.faults
        assert (one.message and one.message.body) == (other.message and other.message.body)


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=300))
def test_no_bytes_raise(data: bytes) -> None:
    assert check(data).valid is False


def test_kinds_have_names() -> None:
    assert kind_named("wmo301") is KINDS["wmo", 301]
    with pytest.raises(KeyError, match="WMO301"):
        kind_named("WMO399")

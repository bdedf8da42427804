"""Every published sample is read, written back equal, and accepted or refused exactly as the schema does."""

from pathlib import Path

import pytest
from lxml import etree  # type: ignore[import-untyped]

from ontschot.exchange.iwmo.xml.kinds import BY_NAME, KINDS
from ontschot.exchange.iwmo.xml.reading import read
from ontschot.exchange.iwmo.xml.schemas import schema_file, second_opinion
from ontschot.exchange.iwmo.xml.writing import write

SAMPLES = (
    "JW301 JW302 JW305 JW306 JW307 JW308 JW318 JW319 JW320 WMO301 WMO305 WMO307 WMO315 WMO319 WMO323".split()  # noqa: SIM905
)


def canonical(xml: bytes) -> bytes:
    """Canonical XML; white space between elements does not count."""
    tree = etree.fromstring(xml, etree.XMLParser(remove_blank_text=True))
    result: bytes = etree.tostring(tree, method="c14n")
    return result


def test_the_list_of_samples_is_complete(istandaarden: Path) -> None:
    assert sorted(SAMPLES) == sorted(path.stem for path in (istandaarden / "samples").glob("*.xml"))


@pytest.mark.parametrize("name", [name for name in SAMPLES if name != "JW318"])
def test_sample_is_read_and_written_back_equal(istandaarden: Path, xsd: Path, name: str) -> None:
    data = (istandaarden / "samples" / f"{name}.xml").read_bytes()
    reading = read(data)
    assert reading.faults == []
    assert reading.message is not None
    assert reading.message.kind is BY_NAME[name]
    assert canonical(write(reading.message)) == canonical(data)
    assert second_opinion(data, BY_NAME[name], xsd) == []


def test_jw318_is_refused_with_the_right_place_and_rule(istandaarden: Path, xsd: Path) -> None:
    data = (istandaarden / "samples" / "JW318.xml").read_bytes()
    reading = read(data)
    assert reading.message is None
    assert [(fault.rule, fault.place, fault.line) for fault in reading.faults] == [
        ("XSD", "/Bericht/Client/Verzoek/RetourCode", 33)
    ]
    errors = second_opinion(data, BY_NAME["JW318"], xsd)
    assert len(errors) == 1
    assert errors[0].startswith("33:")


def test_there_is_a_schema_for_every_kind(xsd: Path) -> None:
    assert [kind.name for kind in KINDS.values() if not schema_file(xsd, kind).is_file()] == []
    derived = {kind.name for kind in KINDS.values() if kind.schema_is_derived}
    assert derived == {"WMO302", "WMO306", "WMO308", "WMO316", "WMO318", "WMO320", "WMO325"}

"""Messages from data, and messages as a readable page."""

import datetime as dt
from typing import Any

import pytest
from iwmo_worlds import BSN, START, World

from ontschot.exchange.iwmo import BadData, CodeLists, Stamps, kind_named, make, show
from ontschot.exchange.iwmo.xml.codelists import packaged


def test_a_message_from_data() -> None:
    reading = make(kind_named("JW305"), START, stamps=Stamps("1.0.1", "1.0.2"))
    assert reading.faults == []
    assert reading.message is not None
    body: Any = reading.message.body
    assert body.header.bericht_code == "438"
    assert body.header.xsd_versie.basisschema_xsd_versie == "1.0.1"
    assert body.client.start_producten[0].begindatum == dt.date(2024, 1, 17)


def test_wrong_values_come_back_as_faults() -> None:
    data = {**START, "Client": {**START["Client"], "Geslacht": "9"}}
    reading = make(kind_named("JW305"), data)
    assert [fault.place for fault in reading.faults] == ["/Bericht/Client/Geslacht"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"Kopje": {}}, "unknown Kopje"),
        ({"Header": "x"}, "object"),
        ({"Client": []}, "object"),
        ({"Client": {"StartProducten": {}}}, "list"),
        ({"Client": {"Bsn": 1.5}}, "whole number"),
        ({"Client": {"Geslacht": "\x00"}}, "Geslacht"),
    ],
)
def test_wrong_shapes_are_named(change: dict[str, Any], words: str) -> None:
    with pytest.raises(BadData, match=words):
        make(kind_named("JW305"), {**START, **change})


@pytest.mark.parametrize("number", [301, 305, 307, 315, 317, 319, 323, 325])
def test_a_page_masks_the_bsn(number: int) -> None:
    for language in ("nl", "en"):
        page = show(World("wmo", number).message, language=language)
        assert BSN not in page
        if number != 319:
            assert "******006" in page


def test_a_page_has_labels_dates_and_money() -> None:
    page = show(World("wmo", 323).message)
    assert "WMO323 Declaratie" in page
    assert "€ 600,00" in page
    assert "01-02-2024" in page
    assert "Eenheid: 04 (uur)" in page
    assert "EUR 600.00" in show(World("wmo", 323).message, language="en")


def test_other_code_lists_can_be_used(tmp_path: Any) -> None:
    rows = ["list,type,code,valid_from,valid_until,nl,en"]
    lists = packaged()
    for name, kind in (("COD046", "Geslacht"),):
        rows += [f"{name},{kind},{code},,,{lists.label(name, code)},x" for code in sorted(lists.codes(name))]
    rows.append("COD046,Geslacht,9,,,divers,diverse")
    file = tmp_path / "lists.csv"
    file.write_text("\n".join(rows))
    own = CodeLists.from_file(file)
    assert own.codes("COD046") == {"0", "1", "2", "9"}

"""Checking messages in a real browser: files chosen and dropped, the judgement on the same page, the download."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ontschot.exchange.iwmo import write
from tests.browser.visiting import Visit, check

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "spec" / "iwmo"))
from iwmo_worlds import BSN, World

pytestmark = pytest.mark.django_db(transaction=True)

DROP = """([selector, name, text]) => {
  const files = new DataTransfer();
  files.items.add(new File([text], name, {type: 'text/xml'}));
  for (const kind of ['dragover', 'drop'])
    document.querySelector(selector).dispatchEvent(
      new DragEvent(kind, {dataTransfer: files, bubbles: true, cancelable: true}));
}"""


def file(xml: bytes, name: str = "bericht.xml") -> dict[str, object]:
    """A file to choose."""
    return {"name": name, "mimeType": "text/xml", "buffer": xml}


def drop(page: Page, selector: str, xml: bytes) -> None:
    """Drop a file."""
    page.evaluate(DROP, [selector, "gesleept.xml", xml.decode()])


def test_a_refused_message_and_its_answer(visit: Visit) -> None:
    world = World("wmo", 305)
    world.body.client.start_producten[0].toewijzing_nummer = 999
    page = visit("/sturing/berichten/", "administrator")
    check(page, "messages")
    page.get_by_role("button", name="Nakijken").click()
    expect(page.get_by_text("Nog niet nagekeken")).to_be_visible()
    drop(page, "[data-drop]", write(world.message))
    page.get_by_label("Eerdere berichten").set_input_files([file(write(world.before[0]), "eerder.xml")])
    page.get_by_role("button", name="Nakijken").click()
    expect(page.locator("[data-judgement]")).to_be_focused()
    expect(page.get_by_role("cell", name="TR019")).to_be_visible()
    assert BSN not in page.content()
    check(page, "messages-refused")
    with page.expect_download() as found:  # the same files are still chosen
        page.get_by_role("button", name="Antwoordbericht maken").click()
    assert found.value.suggested_filename.startswith("WMO306-")
    assert "9019" in Path(found.value.path()).read_text()


def test_a_broken_and_a_right_message(visit: Visit) -> None:
    page = visit("/sturing/berichten/", "access_worker")
    xml = write(World("wmo", 301).message)
    page.get_by_label("Bericht", exact=True).set_input_files(
        [file(xml.replace(b">301<", b">x<").replace(b"9999", b"X"))]
    )
    page.get_by_role("button", name="Nakijken").click()
    expect(page.get_by_text("Niet geldig")).to_be_visible()
    check(page, "messages-broken")
    page.get_by_label("Bericht", exact=True).set_input_files([file(xml)])
    page.get_by_role("button", name="Nakijken").click()
    expect(page.get_by_text("Wij vonden geen fouten")).to_be_visible()
    check(page, "messages-valid")

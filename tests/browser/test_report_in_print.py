"""The report of a study on paper: no number falls off the sheet, and no table lies over another."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from ontschot.insight.publish.page import render
from ontschot.insight.publish.published import Published, PublishedCell, PublishedFigure
from ontschot.insight.sources import parse_study

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DAY = dt.date(2011, 10, 1)
SHEET = 680  # pixels: A4 without its margins
SCHEMES = {f"s{at}": name for at, name in enumerate(["Schuldhulpverlening", "Sociale werkvoorziening (Wsw)"] * 4)}
PROVISIONS = {f"p{at}": f"ondersteuning {at}" for at in range(45)}
# Else the last line of a paragraph may stand alone on a next sheet.
SPLIT = """[...document.querySelectorAll("main :is(p, li, dd)")]
  .filter((one) => getComputedStyle(one).breakInside != "avoid").map((one) => one.outerHTML)"""
PLACED = """[...document.querySelectorAll("table")].map((table) => {
  const box = table.getBoundingClientRect();
  return { left: box.left, right: box.right, top: box.top, bottom: box.bottom };
})"""


def figure(id: str, kind: str, level: str, rows: list[str], columns: list[str]) -> PublishedFigure:
    """Every number is large and open: the widest there is."""
    cells = {(row, column): PublishedCell(row, column, 4_321, 0.25) for row in rows for column in columns}
    labels = PROVISIONS | SCHEMES | {f"scheme:{code}": name for code, name in SCHEMES.items()}
    return PublishedFigure(id, kind, level, DAY, rows, columns, cells, labels)


def test_all_numbers_are_on_the_sheet(browser: Browser) -> None:
    settings = {
        "title": "t",
        "reference_date": DAY,
        "schemes": {"wmo": "Wmo"},
        "files": [{"file": "a.csv", "scheme": "wmo", "columns": {"bsn": "BSN"}}],
    }
    study = parse_study("study.yaml", repr(settings).replace(repr(DAY), str(DAY)).encode())
    pairs = [f"{one}&{other}" for one in SCHEMES for other in SCHEMES]
    figures = [
        figure("provision_matrix", "matrix", "persons", list(PROVISIONS), [*PROVISIONS, "any_other"]),
        figure("district_matrix", "district_matrix", "persons", ["Noord", "Zuid"], pairs),
        *[
            figure("districts", "breakdown", level, ["Noord", "Zuid"], ["users", "one", "more", "schemes"])
            for level in ("persons", "households")
        ],
    ]
    page = browser.new_page(viewport={"width": SHEET, "height": 900})
    page.set_content(render(Published(study, figures, quality={"method": "bsn", "households": None}), "nl"))
    page.emulate_media(media="print")
    assert page.evaluate(SPLIT) == []
    tables = page.evaluate(PLACED)
    assert len(tables) > 10
    assert [round(table["right"]) for table in tables if table["right"] > SHEET] == []
    for at, one in enumerate(tables):
        for other in tables[at + 1 :]:
            beside = one["right"] <= other["left"] or other["right"] <= one["left"]
            assert beside or one["bottom"] <= other["top"] or other["bottom"] <= one["top"]
    page.close()

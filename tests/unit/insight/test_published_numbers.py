"""Every number in every published file is of a kind that may be shown. A number that nobody thought of fails here."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from ontschot.insight import publish
from ontschot.insight.publish.sensitivity import POINTS
from ontschot.insight.publish.writing import about, share_about
from tests.unit.insight.small_registrations import Choice, study

FAULTY = [f"12345{at};X;A;1980-01-01;1000 AB;1;BU03450101;alleen;unknown;2011-01-01;" for at in range(4)]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A report with everything in it: remarks, areas, types, two dates, other thresholds."""
    choice = Choice(
        dates=("2010-10-01", "2011-10-01"), people=400, noise=0.2, extra=FAULTY, more="faulty_rows: leave_out\n"
    )
    outcome = study(tmp_path_factory.mktemp("published"), choice)
    assert outcome.notices
    return publish.files(outcome.published, "nl")


def walk(found: Any, path: str = "") -> Iterator[tuple[str, int | float]]:
    if isinstance(found, dict):
        for key, value in found.items():
            yield from walk(value, f"{path}.{key}")
    elif isinstance(found, list):
        for value in found:
            yield from walk(value, f"{path}[]")
    elif isinstance(found, int | float) and not isinstance(found, bool):
        yield path, found


def in_steps(number: float, least: int = 10) -> bool:
    """Two digits, in steps of at least the smallest number; under that it is not there."""
    return number >= least and number == about(number, least)


KINDS: dict[str, Any] = {
    # what the study itself says
    r"\.format|\.minimum_cell|\.rounding|\.residents\.\w+|\.provisions\.\w+\.(line|weight)": lambda n: True,
    # cells: a multiple of the rounding and not under the smallest number; a share of such numbers
    r"\.figures\[\]\.cells\[\]\.value": lambda n: n == 0 or (n >= 10 and n % 5 == 0),
    r"\.figures\[\]\.cells\[\]\.share": lambda n: 0 <= n <= 1,
    r"\.figures\[\]\.closed": lambda n: n >= 0,
    r"\.figures\[\]\.points_at_other_thresholds": lambda n: n in POINTS,
    # rows and persons, never exact
    r"\.sources\[\]\.rows|\.linkage\.(rows|persons|households)|\.remarks\[\]\.rows": in_steps,
    r"\.linkage\.reviewed\.(judged|used|above|below)": in_steps,
    r"\.sources\[\]\.(bsn|unlinkable)|\.linkage\.addressless|\.linkage\.reviewed\.(above|below)_same": lambda n: (
        0 <= n <= 1 and round(100 * n, 6) == round(100 * n)
    ),
    # what the model estimates of itself: rates in tenths of a per cent, no counts
    r"\.linkage\.(threshold|curve\[\]\.threshold|best\.(links|tables))": lambda n: 0 <= n <= 1,
    r"\.linkage\.curve\[\]\.(false|missed)_share": lambda n: n == round(n, 3),
    r"\.linkage\.elsewhere": lambda n: 0 <= n <= 1 and round(100 * n, 6) == round(100 * n),
    # percentage points, in steps that stand for at least the smallest number of persons
    r"\.(linkage\.bias|figures\[\]\.bias_points)\.(more|schemes)": lambda n: -100 <= n <= 100 and n == round(n, 1),
    r"\.linkage\.bias\.step": lambda n: 0.1 <= n <= 1 and n == round(n, 1),
}


def test_every_number_of_the_json(files: dict[str, bytes]) -> None:
    data = json.loads(files["report.json"])
    numbers = list(walk(data))
    assert len(numbers) > 200
    for path, number in numbers:
        rule = next((rule for pattern, rule in KINDS.items() if re.fullmatch(pattern, path)), None)
        assert rule is not None, f"{path} = {number}: a number of no known kind"
        assert rule(number), f"{path} = {number}"
    assert any(cell["value"] is None for figure in data["figures"] for cell in figure["cells"])
    for figure in data["figures"]:
        assert figure["closed"] == sum(cell["value"] is None for cell in figure["cells"])
        assert all(cell["share"] is None for cell in figure["cells"] if cell["value"] is None)
    assert [remark["rows"] for remark in data["remarks"] if remark["rule"] == "unknown_provision"] == [None] * 3


def test_a_share_is_of_published_numbers(files: dict[str, bytes]) -> None:
    data = json.loads(files["report.json"])
    values = {cell["value"] for figure in data["figures"] for cell in figure["cells"] if cell["value"]}
    for figure in data["figures"]:
        for cell in figure["cells"]:
            if cell["share"]:
                wholes = [whole for whole in values if round(min(1, cell["value"] / whole), 4) == cell["share"]]
                assert wholes, (figure["id"], cell)


def test_the_csv_is_the_json(files: dict[str, bytes]) -> None:
    data = json.loads(files["report.json"])
    wanted = {
        (f["id"], f["level"], f["date"], c["row"], c["column"]): "x" if c["value"] is None else str(c["value"])
        for f in data["figures"]
        for c in f["cells"]
    }
    rows = list(csv.DictReader(io.StringIO(files["report.csv"].decode("utf-8-sig")), delimiter=";"))
    assert {(r["figure"], r["level"], r["date"], r["row"], r["column"]): r["value"] for r in rows} == wanted
    numbers = {"figure", "level", "date", "row", "row_label", "column", "column_label", "value", "share", "bias_points"}
    texts = {"title", "definition", "missing", "access_rules"}
    assert set(rows[0]) == numbers | texts
    said = {f["id"]: (f["title"]["nl"], f["definition"]["nl"]) for f in data["figures"]}
    assert all((r["title"], r["definition"]) == said[r["figure"]] for r in rows)


class Text(HTMLParser):
    """The text of table cells, of drawings and of running text, apart."""

    def __init__(self) -> None:
        super().__init__()
        self.inside: list[str] = []
        self.cells: list[str] = []
        self.drawn: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag not in ("meta", "rect", "circle", "line", "polyline", "link", "br"):
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and self.inside and self.inside[-1] in ("td", "abbr", "dd"):
            self.cells.append(data.strip())
        elif data.strip() and self.inside and self.inside[-1] == "text":
            self.drawn.append(data.strip())


def test_every_number_on_the_page(files: dict[str, bytes]) -> None:
    """Tables and drawings hold nothing but what the JSON holds: its numbers, and whole percents."""
    data = json.loads(files["report.json"])
    page = Text()
    page.feed(files["index.html"].decode())
    shown = {cell["value"] for figure in data["figures"] for cell in figure["cells"]} - {None}
    shown |= {n for path, n in walk(data) if path.endswith((".rows", ".persons", ".households"))}
    plain = {f"{n:,}".replace(",", ".") for n in shown}
    allowed = re.compile(r"x|–|<1%|\d{1,3}%|minder dan 10|[01](,\d{1,3})?|\d{1,2}(,\d)?%")
    seen = 0
    for told in page.cells:
        text = re.sub(r" \((<1%|\d{1,3}%)\)$", "", told)  # a number of the trend, with its share
        if re.search(r"\d", text):
            seen += 1
            assert text in plain or allowed.fullmatch(text) or text in str(data), text
    assert seen > 150
    names = {label for figure in data["figures"] for label in figure["labels"].values()}
    days = re.compile(r"\d{1,2} [a-z]+ \d{4}")
    for text in (text for text in page.drawn if not days.fullmatch(text)):
        for number in re.findall(r"\d[\d.]*%?", text):
            ok = number in plain or number.endswith("%") or int(number.replace(".", "")) <= 100
            assert ok or any(text in name or name in text for name in names) or text.startswith(("BU", "WK")), text


@pytest.mark.parametrize(
    ("count", "shown"), [(0, None), (9, None), (10, 10), (14, 10), (16, 20), (99, 100), (1234, 1200), (98_765, 99_000)]
)
def test_rows_go_in_steps(count: int, shown: int | None) -> None:
    assert about(count, 10) == shown


def test_shares_of_rows_go_in_steps_of_enough_rows() -> None:
    assert share_about(2, 30, 10) is None
    assert share_about(198, 200, 10) == share_about(200, 200, 10) == 1.0
    assert share_about(3, 200, 10) == 0.05 * round(100 * 3 / 200 / 5) == 0
    assert share_about(9_876, 10_000, 10) == 0.99
    for whole in (40, 57, 123, 999, 5_000):  # neighbours ten rows apart are never told apart twice
        found = [share_about(part, whole, 10) for part in range(whole + 1)]
        sizes = [found.count(share) for share in sorted(set(found), key=str)]
        assert min(sizes[1:-1], default=10) >= 9, (whole, sizes)


def test_a_figure_of_which_nothing_is_open_is_left_out_and_named(tmp_path: Path) -> None:
    found = study(tmp_path, Choice(people=400, rounding=1, more="method: bsn\n")).published
    assert "persons/2011-10-01/scheme_combinations" in found.left_out
    assert found.figure("scheme_combinations", "persons") is None
    for figure in found.figures:
        assert figure.closed < len(figure.cells) or figure.id == "totals"
    page = publish.files(found, "nl")["index.html"].decode()
    assert "Combinaties van regelingen (personen)" in page
    assert ">x (x)<" not in page


@pytest.mark.parametrize(
    ("false", "missed", "said"), [(0.0, 0.0, "evenveel"), (0.001, 0.02, "te laag"), (0.02, 0.001, "te hoog")]
)
def test_the_bias_is_said_as_it_is_estimated(tmp_path: Path, false: float, missed: float, said: str) -> None:
    found = study(tmp_path, Choice(people=500)).published
    found.quality["curve"] = [{"threshold": found.quality["threshold"], "false_share": false, "missed_share": missed}]
    page = publish.files(found, "nl")["index.html"].decode()
    (told,) = (part for part in page.split("<p>") if part.startswith("Naar schatting van het model"))
    assert said in told.split("</p>")[0]

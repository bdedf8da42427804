"""What a council member reads first: sentences of published numbers, and drawings that say what their bars are."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import re
from pathlib import Path

import pytest

from ontschot.insight.publish import charts, summary
from ontschot.insight.publish.blocks import Blocks
from ontschot.insight.publish.page import render
from ontschot.insight.publish.published import Published, PublishedCell, PublishedFigure
from ontschot.insight.publish.words import Words
from ontschot.insight.publish.writing import as_csv
from ontschot.insight.sources import parse_study
from ontschot.insight.sources.borders import Borders
from tests.unit.insight.small_registrations import Choice, study

DAY = dt.date(2011, 10, 1)
STUDY = parse_study(
    "study.yaml",
    b"""
title: t
reference_date: 2011-10-01
schemes: {wmo: Wmo, wwb: Bijstand}
provisions: {help: {name: hulp thuis, scheme: wmo}, income: {name: inkomen, scheme: wwb}}
files: [{file: a.csv, organisation: x, scheme: wmo, columns: {bsn: BSN, provision: soort}}]
""",
)


def figure(id: str, kind: str, numbers: dict[tuple[str, str], tuple[int | None, float | None]]) -> PublishedFigure:
    """A published figure of persons, from value and share by row and column."""
    rows, columns = (list(dict.fromkeys(key[at] for key in numbers)) for at in (0, 1))
    cells = {key: PublishedCell(*key, *number) for key, number in numbers.items()}
    labels = {"help": "hulp thuis", "income": "inkomen", "wmo": "Wmo", "wwb": "Bijstand", "WK1": "Noord"}
    return PublishedFigure(id, kind, "persons", DAY, rows, columns, cells, labels)


def combinations(count: int | None) -> PublishedFigure:
    return figure("provision_combinations", "combinations", {("help+income", "count"): (count, None)})


MATRIX = figure(
    "scheme_matrix",
    "matrix",
    {
        ("wmo", "wmo"): (400, None),
        ("wmo", "wwb"): (100, 0.25),
        ("wwb", "wmo"): (100, 0.5),
        ("wwb", "wwb"): (200, None),
    },
)


def areas(shares: dict[str, float | None], users: int = 200) -> PublishedFigure:
    numbers: dict[tuple[str, str], tuple[int | None, float | None]] = {}
    for row, share in shares.items():
        numbers[row, "users"] = (users, None)
        numbers[row, "more"] = (None if share is None else round(users * share), share)
    return figure("districts", "breakdown", numbers)


def test_what_stands_out_is_said_in_sentences() -> None:
    found = Published(STUDY, [combinations(95), MATRIX, areas({"WK1": 0.5, "WK2": 0.3, "WK3": 0.4})])
    assert summary.sentences(found, Words("nl")) == [
        "De combinatie die het meest voorkomt: hulp thuis + inkomen. Precies dit hebben 95 personen.",
        "De twee regelingen die het meest samengaan: Bijstand en Wmo (personen). Van wie de eerste heeft, heeft 50% "
        "ook de tweede; andersom 25%.",
        "Meer dan één voorziening komt het meest voor in Noord (50% van de personen die er iets gebruiken), het minst "
        "in WK2 (30%).",
    ]
    assert "hulp thuis" in summary.explained(found, Words("nl"))
    assert not summary.partial(found)


@pytest.mark.parametrize(
    "found",
    [
        areas({"WK1": 0.42, "WK2": 0.4}),  # hardly apart
        areas({"WK1": 0.5, "WK2": 0.3}, users=95),  # few users
        areas({"WK1": 0.5, "WK2": None}),  # one of two is closed
        areas({"": 0.5, "WK2": 0.3}),  # where nobody knows
        combinations(None),
    ],
)
def test_what_is_closed_or_says_little_is_not_said(found: PublishedFigure) -> None:
    assert summary.sentences(Published(STUDY, [found]), Words("nl")) == []


def test_the_first_page_says_it_and_no_number_that_is_not_published(tmp_path: Path) -> None:
    outcome = study(tmp_path, Choice(people=3000))
    assert summary.sentences(outcome.published, Words("nl"))
    for language, said in (("nl", "Wat opvalt"), ("en", "What stands out")):
        page = render(outcome.published, language)
        assert page.index(said) < page.index('id="first"')
        for sentence in summary.sentences(outcome.published, Words(language)):
            assert sentence in page


def test_what_is_suppressed_is_said_shortly_first_and_whole_at_the_end(tmp_path: Path) -> None:
    page = render(study(tmp_path, Choice()).published, "nl")
    short, whole = Words("nl")("protection_short", 10), Words("nl")("protection_text", 10, 5)
    assert page.index(short) < page.index('id="method"') < page.index(whole)
    plain = render(study(tmp_path / "plain", Choice(rounding=1)).published, "nl")
    assert Words("nl")("rounding_short", 1) not in plain
    assert Words("nl")("protection_unrounded", 10) in plain


def test_the_bars_of_groups_say_what_they_are_and_keep_a_closed_group() -> None:
    found = areas({"WK1": 0.3, "WK2": None, "WK3": 0.5})
    block = Blocks(Published(STUDY, [found]), Words("nl")).block("districts", "persons")
    assert block is not None
    assert "minstens één" in block.read
    places = [block.drawing.index(name) for name in ("WK3", "Noord", "WK2")]
    assert places == sorted(places)
    closed = areas({"WK1": None, "WK2": None})
    block = Blocks(Published(STUDY, [closed]), Words("nl")).block("districts", "persons")
    assert block is not None
    assert not block.drawing
    assert not block.read


def test_the_diagonal_of_a_matrix_has_the_number_of_the_scheme() -> None:
    block = Blocks(Published(STUDY, [MATRIX]), Words("nl")).block("scheme_matrix", "persons")
    assert block is not None
    assert ">400</text>" in block.drawing
    assert ">200</text>" in block.drawing
    drawn = charts.matrix(["a"], [[None]], ["1.234.567"], title="t", text="d", name="n")
    assert 'font-size="11">1.234.567<' in drawn


def test_in_print_a_table_that_says_nothing_more_is_left_out() -> None:
    counts = figure("provision_count", "bars", {("1", "count"): (60, 0.6), ("2", "count"): (40, 0.4)})
    found = Published(STUDY, [counts, areas({"WK1": 0.3})])
    blocks = Blocks(found, Words("nl"))
    told = {id: getattr(blocks.block(id, "persons"), "told", None) for id in ("provision_count", "districts")}
    assert told == {"provision_count": True, "districts": False}


def test_what_a_provision_and_a_scheme_are_is_told_by_two_names() -> None:
    """A scheme that is its own provision explains nothing."""
    text = """
title: t
reference_date: 2011-10-01
schemes: {wwb: Bijstand, wmo: Wmo}
provisions: {income: {name: bijstand, scheme: wwb}, help: {name: hulp thuis, scheme: wmo}}
files: [{file: a.csv, scheme: wmo, columns: {bsn: BSN, provision: soort}}]
"""
    for names, told in ((text, "hulp thuis"), (text.replace("hulp thuis", "wmo"), "")):
        published = Published(parse_study("study.yaml", names.encode()), [])
        found = summary.explained(published, Words("nl"))
        assert (told in found) if told else not found
        assert "bijvoorbeeld: bijstand" not in found


def test_a_group_of_which_nothing_may_be_seen_says_so() -> None:
    found = figure(
        "clusters",
        "clusters",
        {
            ("1", "users"): (200, 0.5),
            ("1", "provision:help"): (150, 0.75),
            ("2", "users"): (None, None),
            ("2", "provision:help"): (None, None),
        },
    )
    block = Blocks(Published(STUDY, [found]), Words("nl")).block("clusters", "persons")
    assert block is not None
    assert block.items == [
        ("Groep 1: 200 (50%)", ["Vooral: hulp thuis (75%)"]),
        ("Groep 2: afgeschermd", ["Welke voorzieningen deze groep heeft, is afgeschermd"]),
    ]


def test_on_a_telephone_a_drawing_that_scrolls_says_so() -> None:
    many = {(f"help+income{at}", "count"): (90 - at, None) for at in range(9)}
    bars = figure("provision_count", "bars", {("1", "count"): (100, 0.5), ("2", "count"): (100, 0.5)})
    blocks = Blocks(Published(STUDY, [figure("provision_combinations", "combinations", many), bars]), Words("nl"))
    wide, narrow = blocks.block("provision_combinations", "persons"), blocks.block("provision_count", "persons")
    assert wide is not None
    assert narrow is not None
    assert (wide.slides, narrow.slides) == (True, False)


def test_a_map_is_explained_where_it_stands_and_scrolls_on_a_telephone() -> None:
    square = [[(0.0, 52.0), (4.0, 52.0), (4.0, 53.0), (0.0, 52.0)]]
    borders = Borders({"WK1": square})
    published = Published(STUDY, [areas({"WK1": 0.3})], borders=borders)
    block = Blocks(published, Words("nl")).block("districts", "persons")
    assert block is not None
    assert block.map
    assert Words("nl")("map_read") in block.read
    assert block.slides


def test_a_group_in_which_nothing_stands_out_is_not_called_suppressed() -> None:
    cells: dict[tuple[str, str], tuple[int | None, float | None]] = {
        ("1", "users"): (200, 0.5),
        ("1", "provision:help"): (20, 0.1),
    }
    block = Blocks(Published(STUDY, [figure("clusters", "clusters", cells)]), Words("nl")).block("clusters", "persons")
    assert block is not None
    assert block.items == [("Groep 1: 200 (50%)", [Words("nl")("mostly_mixed")])]


def test_headings_of_a_drawing_are_not_broken_within_a_word() -> None:
    names = ["Schuldhulpverlening", "Sociale werkvoorziening (Wsw)", "Arbeidsongeschiktheidsverzekering"]
    drawn = charts.grid(["Noord"], names, [[0.1, 0.2, 0.3]], title="t", text="d", name="n")
    for part in ("Schuldhulpverlening", "werkvoorziening", "(Wsw)", "Arbeidsongeschikthei…"):
        assert f">{part}<" in drawn


def test_the_report_says_which_provision_has_which_line_and_weight() -> None:
    weighed = STUDY.provisions[0].__class__("care", "verpleging", "wmo", 2, 1.5)
    settled = dataclasses.replace(STUDY, provisions=(*STUDY.provisions, weighed))
    page = render(Published(settled, [MATRIX], quality={"method": "bsn", "households": None}), "nl")
    rows = re.findall(
        r'<tr><th scope="row">([^<]*)</th><td>([^<]*)</td><td class="n">(.*?)</td><td class="n">(.*?)</td>', page
    )
    assert rows == [
        ("hulp thuis", "Wmo", "–", "1"),
        ("inkomen", "Bijstand", "–", "1"),
        ("verpleging", "Wmo", "2", "1,5"),
    ]


def test_every_figure_can_be_reached_from_the_contents() -> None:
    page = render(Published(STUDY, [combinations(95), MATRIX], quality={"method": "bsn", "households": None}), "nl")
    contents = page[page.index("<nav") : page.index("</nav>")]
    targets = re.findall(r'href="#([^"]+)"', contents)
    assert {"together", "persons-scheme_matrix-h", "persons-provision_combinations-h", "method"} <= set(targets)
    for target in targets:
        assert page.count(f'id="{target}"') == 1
    assert page.count('href="#contents"') == 2  # the first link of the page, and the end of the chapter


def test_the_trend_has_shares_beside_its_numbers() -> None:
    before = DAY - dt.timedelta(days=365)
    totals = []
    for day, more in ((before, 50), (DAY, 75)):
        cells: dict[tuple[str, str], tuple[int | None, float | None]] = {
            ("all", "users"): (200, None),
            ("all", "more"): (more, more / 200),
            ("all", "schemes"): (None, None),
        }
        totals.append(dataclasses.replace(figure("totals", "totals", cells), day=day))
    published = Published(
        dataclasses.replace(STUDY, dates=(before, DAY)), totals, quality={"method": "bsn", "households": None}
    )
    page = render(published, "nl")
    assert '<td class="n">50 (25%)</td><td class="n">75 (38%)</td>' in page


def test_every_column_of_the_table_of_all_numbers_has_a_name(tmp_path: Path) -> None:
    lines = list(
        csv.DictReader(as_csv(study(tmp_path, Choice(people=3000)).published, "nl").splitlines(), delimiter=";")
    )
    named = {line["column"]: line["column_label"] for line in lines}
    assert named["more"] == "meer dan één voorziening"
    assert all(named.values())
    assert not any("provision:" in label or "&" in label for label in named.values())


def test_of_one_district_the_totals_are_not_repeated() -> None:
    """One sentence says why, also when the chapter has nothing else."""
    quality = {"method": "bsn", "households": None}
    matrix = dataclasses.replace(
        MATRIX, id="district_matrix", kind="district_matrix", rows=["WK1"], columns=[], cells={}
    )
    for language, said in (("nl", "woont in dezelfde wijk (Noord)"), ("en", "lives in the same one (Noord)")):
        page = render(Published(STUDY, [areas({"WK1": 0.3}), matrix], quality=quality), language)
        chapter = page[page.index('<h2 id="where"') : page.index('<h2 id="method"')]
        assert chapter.count(said) == 1
        assert "<article" not in chapter
        assert "<ul></ul>" not in page
        assert '<a href="#where">' in page
    several = render(Published(STUDY, [areas({"WK1": 0.3, "": 0.2})], quality=quality), "nl")
    assert "dezelfde wijk" not in several
    assert 'id="persons-districts-h"' in several

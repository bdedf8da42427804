"""The configuration of terms: what is in it, what it refuses, and a law that changes while cases run."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ontschot.domain.access.rules import book, terms
from ontschot.domain.access.rules.terms import Length, Unit

FILE = Path(book.__file__).with_name("terms.toml")
TEXT = FILE.read_text(encoding="utf-8")
BOOK = book.parse(TEXT)
TODAY = dt.date(2026, 11, 25)

# From the table of legal clocks: code -> (length, a part of the article). Written from the law, not from the file.
LAW = {
    "wmo.investigation": (Length(6, Unit.WEEKS), "2.3.2"),
    "wmo.personal_plan": (Length(7, Unit.DAYS), "2.3.2"),
    "wmo.urgent": (Length(0, Unit.DAYS), "2.3.3"),
    "wmo.decision": (Length(2, Unit.WEEKS), "2.3.5"),
    "jeugdwet.decision": (Length(8, Unit.WEEKS), "Awb 4:13"),
    "participatiewet.decision": (Length(8, Unit.WEEKS), "Awb 4:13"),
    "participatiewet.advance": (Length(4, Unit.WEEKS), "52"),
    "participatiewet.search": (Length(4, Unit.WEEKS), "41"),
    "wgs.first": (Length(4, Unit.WEEKS), "Wgs 4"),
    "wgs.urgent": (Length(3, Unit.WORKING_DAYS), "Wgs 4"),
    "objection.lodge": (Length(6, Unit.WEEKS), "6:7"),
    "objection.decide": (Length(6, Unit.WEEKS), "7:10"),
    "objection.committee": (Length(12, Unit.WEEKS), "7:10"),
}


@pytest.mark.parametrize("code", LAW)
def test_the_terms_of_the_law(code: str) -> None:
    rule = BOOK.on(code, TODAY)
    assert rule.length == LAW[code][0]
    assert LAW[code][1] in rule.article
    assert rule.kind == "law"


def test_every_term_names_its_article_and_both_languages() -> None:
    for rule in BOOK:
        assert rule.article
        assert rule.name_nl
        assert rule.name_en
        assert bool(rule.remark_nl) == bool(rule.remark_en)
        assert rule.remind or rule.residents, f"{rule.code} reminds nobody"
        assert rule.cited("nl") == rule.article
        assert (rule.cited("en") == rule.article) == (rule.kind == "law"), f"{rule.code}: a law keeps its Dutch name"


def test_what_threatens_replaces_four_weeks_by_three_working_days() -> None:
    def begun(**more: object) -> set[str]:
        return {r.code for r in BOOK.begun_by("report", ["wgs"], TODAY, **more)}  # type: ignore[arg-type]

    assert begun() == {"wgs.first"}
    assert begun(threats=["water"]) == {"wgs.urgent"}


def test_life_domains_suggest_regimes() -> None:
    assert BOOK.regimes_for(["income", "parenting"]) == ["jeugdwet", "wgs"]
    assert BOOK.regimes_for(["justice"]) == []


CHANGED = TEXT.replace(
    'article = "Wgs 4 lid 1"\nvalid_from = 2012-07-01',
    'article = "Wgs 4 lid 1"\nvalid_from = 2012-07-01\nvalid_until = 2027-01-01',
)


def _new(running: str, weeks: int) -> book.Book:
    return book.parse(
        f"""{CHANGED}
[[term]]
code = "wgs.first"
regime = "wgs"
name_nl = "Eerste gesprek"
name_en = "First conversation"
article = "Wgs 4 lid 1 (nieuw)"
valid_from = 2027-01-01
running = "{running}"
starts = "report"
when = "always"
length = {weeks}
unit = "weeks"
remind = [7]
"""
    )


def test_a_running_term_keeps_the_rule_it_began_under_when_the_new_law_says_nothing() -> None:
    changed = _new("keep", 2)
    before = changed.applied("wgs.first", dt.date(2026, 12, 20), dt.date(2026, 12, 31))
    assert (before.rule.length.number, before.changed_on) == (4, None)
    after = changed.applied("wgs.first", dt.date(2026, 12, 20), dt.date(2027, 1, 5))
    assert (after.rule.length.number, after.changed_on, after.taken) == (4, dt.date(2027, 1, 1), False)
    new = changed.applied("wgs.first", dt.date(2027, 1, 1), dt.date(2027, 1, 5))
    assert (new.rule.length.number, new.changed_on) == (2, None)


def test_a_running_term_takes_the_new_rule_when_the_new_law_says_so_and_is_not_late_at_once() -> None:
    changed = _new("take", 1)
    began = dt.date(2026, 12, 14)
    assert changed.applied("wgs.first", began, dt.date(2026, 12, 31)).rule.length.number == 4
    after = changed.applied("wgs.first", began, dt.date(2027, 1, 1))
    assert (after.rule.length.number, after.began_under.length.number, after.taken) == (1, 4, True)
    due = terms.due(began, after.rule.length, calendar=changed.calendar, not_before=after.not_before)
    assert due.on == dt.date(2027, 1, 4)  # not 21 December; and 1 January is a holiday, 2 and 3 a weekend


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('code = "wgs.first"\nregime = "wgs"', 'code = "wgs.first"\nregime = "nothing"', "unknown regime"),
        ('suspends = ["objection_incomplete", "objection_consent"]', 'suspends = ["whim"]', "unknown suspension"),
        ('starts = "application"', 'starts = "whenever"', "starts is one of"),
        ('unit = "weeks"', 'unit = "moons"', "moons"),
        ('article = "Wgs 4 lid 1"', 'article = ""', "an article"),
        ('code = "wgs.urgent"', 'code = "wgs.first"', "still counts"),
        ("remind = [14, 7, 2]", "reminds = [14, 7, 2]", "reminds"),
        ("[[threat]]", "[[fear]]", "unknown parts"),
    ],
)
def test_a_file_that_cannot_be_is_refused_with_the_place(old: str, new: str, why: str) -> None:
    assert old in TEXT
    with pytest.raises(book.BookError, match=why):
        book.parse(TEXT.replace(old, new))

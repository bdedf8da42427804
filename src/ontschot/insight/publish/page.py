"""The report as one page that stands on its own: no script, nothing from elsewhere."""

from typing import Any

import jinja2
from markupsafe import Markup

from ontschot.insight.publish import charts, summary
from ontschot.insight.publish.blocks import Block, Blocks
from ontschot.insight.publish.linkage_told import told
from ontschot.insight.publish.published import Published, PublishedFigure
from ontschot.insight.publish.words import Words

_SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("how_many", ("totals", "provision_count", "scheme_count", "lines", "users_per_household", "weights")),
    (
        "together",
        ("scheme_matrix", "scheme_combinations", "provision_combinations", "provision_matrix", "clusters"),
    ),
    ("where", ("districts", "district_matrix", "neighbourhoods")),
    ("who", ("ages", "household_types")),
)
_AREAS = {"districts": ("district_matrix",), "neighbourhoods": ()}  # with what is counted by them too
_ENVIRONMENT = jinja2.Environment(
    loader=jinja2.PackageLoader("ontschot.insight.publish"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=jinja2.StrictUndefined,
)


def render(published: Published, language: str) -> str:
    """The page in a language (`nl` or `en`)."""
    words = Words(language)
    blocks = Blocks(published, words)
    sections: list[dict[str, Any]] = []
    alone = _alone(published, words)
    for code, figures in _SECTIONS:
        wanted = [id for id in figures if id not in alone]
        found = {id: [blocks.block(id, level) for level in ("persons", "households")] for id in wanted}
        there = {id: [block for block in pair if block] for id, pair in found.items()}
        sections.append(
            {
                "id": code,
                "title": words(code),
                "blocks": [block for pair in there.values() for block in pair],
                "figures": [(words.title(id), pair) for id, pair in there.items() if pair],
                "alone": [alone[id] for id in figures if alone.get(id)],
            }
        )
    trend = _trend(published, words)
    if trend:
        sections.append(
            {"id": "trend", "title": words("trend"), "blocks": trend, "figures": [(words("trend"), trend)], "alone": []}
        )
    context = {
        "w": words,
        "study": published.study,
        "published": published,
        "sections": [section for section in sections if section["blocks"] or section["alone"]],
        "cards": _cards(published, words),
        "explained": summary.explained(published, words),
        "sentences": summary.sentences(published, words),
        "partial": summary.partial(published),
        "quality": _quality(published, words),
        "banded": any(figure.band is not None for figure in published.figures),
        "left_out": left_out(published, words),
        "scheme_names": {scheme.code: scheme.name for scheme in published.study.schemes},
        "lined": any(provision.line is not None for provision in published.study.provisions),
        "weighed": any(provision.weight is not None for provision in published.study.provisions),
        "areas": any(figure.id in _AREAS for figure in published.figures),
        "remarks": [remark(words, notice) for notice in published.notices],
        "svg": Markup,  # only for drawings of charts.py, which escapes
    }
    return _ENVIRONMENT.get_template("report.html").render(context)


def _alone(published: Published, words: Words) -> dict[str, str]:
    """The tables by area that would repeat the totals, as all live in one, with what is said instead."""
    found: dict[str, str] = {}
    for id, others in _AREAS.items():
        figure = published.figure(id, "persons")
        if figure and len(figure.rows) == 1:
            found |= {
                id: words(f"alone:{id}", words.row(id, figure.rows[0], figure.labels)),
                **dict.fromkeys(others, ""),
            }
    return found


def within(page: bytes, address: str, text: str, language: str) -> bytes:
    """The page as the product shows it, with a link back; the file itself has none, as it would lead nowhere."""
    link = Markup('<header>\n<p class="up" lang="{}"><a href="{}">{}</a></p>').format(language, address, text)
    return page.replace(b"<header>", link.encode(), 1)


def remark(words: Words, notice: dict[str, Any]) -> str:
    """What was wrong in a file, in about how many rows; or of the file as a whole."""
    rows, what = notice["rows"], words("rule:" + notice["rule"])
    if rows is None:
        what = f"{words('few_rows')} {what}"
    elif rows:
        what = f"{words('about_rows', words.number(rows))} {what}"
    end = words("not_counted" if notice["left_out"] else "counted")
    return f"{notice['organisation']}: {what}; {end}."


def _cards(published: Published, words: Words) -> list[dict[str, str]]:
    cards = []
    residents = {"persons": published.study.persons, "households": published.study.households}
    for level, of_all in (("persons", "of_residents"), ("households", "of_all_households")):
        totals = published.figure("totals", level)
        if totals is None:
            continue
        users = totals.cells["all", "users"]
        everyone = residents[level]
        share = users.value / everyone if users.value is not None and everyone else None
        cards.append(
            {
                "level": words(level),
                "users": words.number(users.value),
                "share": f"{words.percent(share)} {words(of_all)}" if share is not None else "",
                "more": words.percent(totals.cells["all", "more"].share),
                "schemes": words.percent(totals.cells["all", "schemes"].share),
            }
        )
    return cards


def _trend(published: Published, words: Words) -> list[Block]:
    study = published.study
    if len(study.dates) < 2:
        return []
    blocks = Blocks(published, words)
    found = []
    for level in ("persons", "households"):
        totals = [published.figure("totals", level, day) for day in study.dates]
        last = totals[-1]
        if last is None:
            continue
        series = [
            (words(column), [figure.value("all", column) if figure else None for figure in totals])
            for column in ("users", "more", "schemes")
        ]
        block = blocks._new(last)
        block.id = f"{level}-trend"
        block.title = f"{words('trend')}: {words(level)}"
        days = [words.date(day) for day in study.dates]
        lines = [(label, values, [words.number(value) for value in values]) for label, values in series]
        block.drawing = charts.lines(
            study.dates, days, lines, title=block.title, text=words("chart_alt"), name=block.id
        )
        rows = [
            [words(column), *[_with_share(words, figure, column) for figure in totals]]
            for column in ("users", "more", "schemes")
        ]
        rows.extend(_scheme_rows(published, words, level))
        block.tables.append(_table(["", *days], rows))
        found.append(block)
    return found


def _with_share(words: Words, totals: PublishedFigure | None, column: str) -> str:
    cell = totals.cells.get(("all", column)) if totals else None
    number = words.number(cell.value if cell else None)
    known = cell is not None and cell.value is not None and cell.share is not None and column != "users"
    return f"{number} ({words.percent(cell.share)})" if cell and known else number


def _table(headings: list[str], rows: list[list[str]]) -> Any:
    from ontschot.insight.publish.blocks import Table

    return Table(headings, rows)


def _scheme_rows(published: Published, words: Words, level: str) -> list[list[str]]:
    study = published.study
    matrix = published.figure("scheme_matrix", level)
    rows = []
    for code in matrix.rows if matrix else []:
        values = []
        for day in study.dates[:-1]:
            sizes = published.figure("scheme_sizes", level, day)
            values.append(words.number(sizes.value(code, "count") if sizes else None))
        assert matrix is not None
        rows.append([matrix.labels[code], *values, words.number(matrix.value(code, code))])
    return rows


def _quality(published: Published, words: Words) -> dict[str, Any]:
    text, rows = told(published, words)
    heads = [words("threshold_column"), words("false_column"), words("missed_column")]
    return {"text": text, "table": _table(heads, rows) if rows else None}


def left_out(published: Published, words: Words) -> str:
    """Which tables could not be shown, and why."""
    said = []
    otherwise = [name for name in published.left_out if name in published.otherwise]
    unsolved = [name for name in published.left_out if name in published.unsolved and name not in otherwise]
    small = [name for name in published.left_out if name not in [*otherwise, *unsolved]]
    for names, text in ((small, "left_out_text"), (otherwise, "otherwise_text"), (unsolved, "unsolved_text")):
        parts = [name.split("/") for name in names]
        listed = ", ".join(f"{words.title(id)} ({words(level)})" for level, _, id in parts if id != "totals")
        said += [words(text, listed)] if listed else []
    return " ".join(said)

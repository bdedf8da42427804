"""The report as files: `index.html`, `report.json` with definitions, and all numbers as CSV and as a workbook."""

import csv
import hashlib
import io
import json
import math
from pathlib import Path
from typing import Any

from ontschot.insight.publish.blocks import Blocks
from ontschot.insight.publish.linkage_told import bias_of, homes_note
from ontschot.insight.publish.page import render
from ontschot.insight.publish.published import Published
from ontschot.insight.publish.words import Words
from ontschot.insight.publish.workbook import as_workbook, is_ours

FORMAT = 2
FILES = ("index.html", "report.json", "report.csv", "report.xlsx")


def fingerprint(key: bytes) -> str:
    """Eight characters by which reports of one study are known to share a key; says nothing about the key."""
    return hashlib.sha256(b"ontschot study key " + key).hexdigest()[:8]


def about(count: float, least: int) -> int | None:
    """A number of rows or persons as the report gives it: two digits, in steps of at least `least`; None under that."""
    if count < least:
        return None
    step = max(10 ** max(0, len(str(int(count))) - 2), least)
    return int(round(count / step) * step)


def share_about(part: float, whole: int, least: int) -> float | None:
    """A share of rows in whole percents, in steps that stand for at least `least` rows; None when that says nothing."""
    if whole < 4 * least:
        return None
    step = max(1, math.ceil(100 * least / whole))
    return min(100, round(100 * part / whole / step) * step) / 100


def as_dict(published: Published) -> dict[str, Any]:
    """The machine-readable report. Closed numbers are null; definitions, gaps and access rules with each figure."""
    study = published.study
    nl, en = Words("nl"), Words("en")
    access = {scheme.code: scheme.access for scheme in study.schemes}
    figures = [
        {
            "id": figure.id,
            "level": figure.level,
            "date": str(figure.day),
            "title": {"nl": nl.title(figure.id), "en": en.title(figure.id)},
            "definition": {"nl": nl.definition(figure.id), "en": en.definition(figure.id)},
            "labels": figure.labels,
            "missing": list(study.missing),
            "access_rules": access,
            "caveat": {w.language: homes_note(published, w) for w in (nl, en)} if figure.level == "households" else {},
            "bias_points": bias_of(published, figure),
            "closed": figure.closed,
            "points_at_other_thresholds": figure.band,
            "cells": [
                {
                    "row": cell.row,
                    "column": cell.column,
                    "value": cell.value,
                    "share": None if cell.share is None else round(cell.share, 4),
                }
                for cell in figure.cells.values()
            ],
        }
        for figure in published.figures
    ]
    return {
        "format": FORMAT,
        "title": study.title,
        "municipality": study.municipality,
        "reference_dates": [str(day) for day in study.dates],
        "period": study.period,
        "residents": {"persons": study.persons, "households": study.households},
        "schemes": {s.code: {"name": s.name, "access": s.access} for s in study.schemes},
        "provisions": {
            p.code: {"name": p.name, "scheme": p.scheme, "line": p.line, "weight": p.weight} for p in study.provisions
        },
        "missing": list(study.missing),
        "minimum_cell": study.minimum_cell,
        "rounding": study.rounding,
        "key": published.key,
        "sources": published.sources,
        "linkage": published.quality,
        "remarks": published.notices,
        "left_out": published.left_out,
        "divided_otherwise": published.otherwise,
        "not_solved": published.unsolved,
        "figures": figures,
    }


def as_csv(published: Published, language: str) -> str:
    """All numbers in one table, one cell a line, with `;` as Dutch spreadsheets expect. Closed numbers are `x`.

    Each line has what its figure is, what is missing in it and which rules of access held, so that it can stand alone.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    heads = ["figure", "level", "date", "row", "row_label", "column", "column_label", "value", "share", "bias_points"]
    writer.writerow([*heads, "title", "definition", "missing", "access_rules"])
    study, words = published.study, Words(language)
    blocks = Blocks(published, words)
    missing = " | ".join(study.missing) or words("missing_none")
    access = " | ".join(f"{scheme.name}: {scheme.access}" for scheme in study.schemes if scheme.access)
    for figure in published.figures:
        about_it = [words.title(figure.id), words.definition(figure.id), missing, access]
        for cell in figure.cells.values():
            share = "" if cell.share is None else f"{cell.share:.4f}".replace(".", ",")
            label = blocks.label(figure, cell.row)
            value = "x" if cell.value is None else cell.value
            bias = bias_of(published, figure).get(cell.column)
            points = "" if bias is None else f"{bias:.1f}".replace(".", ",")
            above = blocks.column_label(figure, cell.column)
            line = [figure.id, figure.level, figure.day, cell.row, label, cell.column, above, value, share]
            writer.writerow([*map(_plain, line), points, *map(_plain, about_it)])  # a number may begin with a minus
    return out.getvalue()


def _plain(item: object) -> object:
    """A text that a spreadsheet would take for a formula gets an apostrophe."""
    return f"'{item}" if isinstance(item, str) and item[:1] in ("=", "+", "-", "@", "\t") else item


def files(published: Published, language: str) -> dict[str, bytes]:
    """The files of the report by name."""
    page = render(published, language).encode()
    data = json.dumps(as_dict(published), ensure_ascii=False, indent=1).encode()
    table = ("\ufeff" + as_csv(published, language)).encode()
    return dict(zip(FILES, (page, data, table, as_workbook(published, language)), strict=True))


def is_report(folder: Path) -> bool:
    """Whether a folder holds an earlier report, which may be written over."""
    try:
        found = json.loads((folder / "report.json").read_bytes())
    except (OSError, ValueError):
        return False
    ours = isinstance(found, dict) and {"format", "figures", "minimum_cell"} <= set(found)
    return ours and is_ours(folder / "report.xlsx")


def write(published: Published, folder: Path, language: str) -> list[Path]:
    """Write the files to a folder, which is made when it is not there; each is complete or not there."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, data in files(published, language).items():
        draft = folder / f".{name}.draft"
        draft.write_bytes(data)
        draft.replace(folder / name)
        written.append(folder / name)
    return written

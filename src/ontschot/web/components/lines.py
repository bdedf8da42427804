"""Lines over time as an inline SVG, drawn on the server: positions as numbers, looks as classes, a table beside it.

Pure. ``line_chart`` takes the points of the 'fewer' line (foundation of it: ontschot.domain.plans.rules.fewer).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from ontschot.web.components.wording import dutch_date

WIDTH, HEIGHT = 640, 240
LEFT, RIGHT, TOP, BOTTOM = 36, 175, 14, 30
APART = 21  # a line of text, also on a phone


@dataclass(frozen=True)
class Series:
    """One line. ``path`` is for the ``d`` of an SVG path; the label stands at its end, at ``label_y``."""

    name: str
    label: str
    path: str
    label_y: str
    end_y: float
    values: list[int]


@dataclass(frozen=True)
class Chart:
    """A chart and the table that says the same. ``rows``: the day and the values in the order of the series."""

    series: list[Series]
    rows: list[tuple[dt.date, list[int]]]
    ticks: list[tuple[str, int]]  # positions as text, so that no locale writes them with a comma
    days: list[tuple[str, str]]
    summary: str
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    bottom: int = HEIGHT - BOTTOM
    label_x: int = WIDTH - RIGHT + 10


def line_chart(points: Sequence[Any]) -> Chart | None:
    """The chart of these points (``on``, ``organisations``, ``helpers``, ``plans``, ``labels``); None for none."""
    if not points:
        return None
    names = {
        "organisations": _("organisaties"),
        "helpers": _("hulpverleners"),
        "plans": _("plannen"),
        "labels": _("labels"),
    }
    values = {name: [int(getattr(point, name)) for point in points] for name in names}
    top = max(4, *(max(row) for row in values.values()))
    across = _across([point.on for point in points])

    def up(value: int) -> float:
        return round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top, 1)

    series = [
        Series(name, label, _steps(across, [up(v) for v in values[name]]), "", up(values[name][-1]), values[name])
        for name, label in names.items()
    ]
    step = max(1, round(top / 4))
    first, last = points[0], points[-1]
    summary = _("Van %(first)s tot %(last)s: ") % {"first": dutch_date(first.on), "last": dutch_date(last.on)}
    summary += ", ".join(f"{label} {values[name][0]} → {values[name][-1]}" for name, label in names.items()) + "."
    return Chart(
        series=_apart(series),
        rows=[(point.on, [values[name][number] for name in names]) for number, point in enumerate(points)],
        ticks=[(str(up(value)), value) for value in range(0, top + 1, step)],
        days=_days(points, across),
        summary=summary,
    )


def _across(days: list[dt.date]) -> list[float]:
    length = max(1, (days[-1] - days[0]).days)
    room = WIDTH - RIGHT - LEFT
    return [round(LEFT + room * (day - days[0]).days / length, 1) for day in days]


def _steps(across: list[float], heights: list[float]) -> str:
    """A line that stays as it is until the next day on which it is counted."""
    path = f"M{across[0]} {heights[0]}"
    for x, y in zip(across[1:], heights[1:], strict=True):
        path += f"H{x}V{y}"
    return path + (f"H{WIDTH - RIGHT}" if len(across) == 1 else "")


def _apart(series: list[Series]) -> list[Series]:
    """Labels at the ends of the lines, at least a line of text from each other and inside the picture."""
    heights: dict[str, float] = {}
    last = -100.0
    for one in sorted(series, key=lambda line: line.end_y):
        last = heights[one.name] = max(one.end_y, last + APART)
    over = max(0.0, last - (HEIGHT - BOTTOM))
    return [replace(one, label_y=str(round(heights[one.name] - over + 5, 1))) for one in series]


def _days(points: Sequence[Any], across: list[float]) -> list[tuple[str, str]]:
    """The first and the last day below the line."""
    shown = {0, len(points) - 1}
    return [(str(across[number]), dutch_date(points[number].on, short=True)) for number in sorted(shown)]

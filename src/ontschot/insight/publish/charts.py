"""Drawings of published numbers as inline SVG, without script; each with a title and a text beside it."""

import datetime as dt
import math
import textwrap
from collections.abc import Sequence
from html import escape

INK, MUTED, BAR, SECOND, PALE = "#1a2b3c", "#5a6b7c", "#1f5f8b", "#c2571a", "#e6edf3"
FONT = "system-ui, sans-serif"


def _svg(width: int, height: int, title: str, text: str, body: Sequence[str], name: str, *, fit: bool = False) -> str:
    """`fit`: on a narrow screen it shrinks; else one scrolls."""
    kind = ' class="fit"' if fit else ""
    return (
        f'<svg{kind} role="img" aria-labelledby="{name}-t {name}-d" viewBox="0 0 {width} {height}" width="{width}" '
        f'font-family="{FONT}" font-size="14" fill="{INK}"><title id="{name}-t">{escape(title)}</title>'
        f'<desc id="{name}-d">{escape(text)}</desc>{"".join(body)}</svg>'
    )


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _beside(x: int, middle: int, label: str, most: int) -> str:
    """A label that ends at x, around a height; one of more than `most` letters is smaller, on two lines if need be."""
    lines = textwrap.wrap(label, most + 3, max_lines=2, placeholder="…") or [""]
    size = "" if len(label) <= most else ' font-size="12"'
    first = middle + 5 - 7 * (len(lines) - 1)
    return "".join(
        f'<text x="{x}" y="{first + 13 * at}" text-anchor="end"{size}>{escape(line)}</text>'
        for at, line in enumerate(lines)
    )


def bars(rows: Sequence[tuple[str, float | None, str]], *, title: str, text: str, name: str, wide: int = 450) -> str:
    """Bars of shares: label, share (None is closed), and what stands beside it. A whole bar is everybody."""
    left, right, step = 197, 115, 30
    body = []
    for at, (label, length, beside) in enumerate(rows):
        y = at * step + 4
        width = 0 if length is None else (wide - left - right) * length
        body.append(_beside(left - 10, y + 12, label, 23))
        body.append(f'<rect x="{left}" y="{y + 2}" width="{wide - left - right}" height="20" fill="{PALE}"/>')
        body.append(f'<rect x="{left}" y="{y + 2}" width="{width:.1f}" height="20" fill="{BAR}"/>')
        body.append(f'<text x="{wide - right + 8}" y="{y + 17}">{escape(beside)}</text>')
    return _svg(wide, len(rows) * step + 8, title, text, body, name, fit=True)


def upset(
    sets: Sequence[str],
    columns: Sequence[tuple[Sequence[int], int | None, str]],
    *,
    title: str,
    text: str,
    name: str,
) -> str:
    """Combinations as an UpSet plot (Lex and others 2014): which sets, how many (None is closed), the same as text."""
    left, top, step, row = 270, 150, 42, 26
    most = max((count or 0 for _, count, _ in columns), default=0) or 1
    width, height = left + step * len(columns) + 12, top + row * len(sets) + 16
    body = []
    for at, label in enumerate(sets):
        y = top + row * at
        if at % 2 == 0:
            body.append(f'<rect x="0" y="{y}" width="{width}" height="{row}" fill="{PALE}"/>')
        body.append(f'<text x="{left - 12}" y="{y + 18}" text-anchor="end">{escape(_cut(label, 32))}</text>')
    for at, (members, count, shown) in enumerate(columns):
        x = left + step * at + step // 2
        tall = 0 if count is None else (top - 40) * count / most
        body.append(f'<rect x="{x - 12}" y="{top - 10 - tall:.1f}" width="24" height="{tall:.1f}" fill="{BAR}"/>')
        body.append(
            f'<text x="{x}" y="{top - 16 - tall:.1f}" text-anchor="middle" font-size="12">{escape(shown)}</text>'
        )
        places = sorted(members)
        if len(places) > 1:
            y1, y2 = top + row * places[0] + 13, top + row * places[-1] + 13
            body.append(f'<line x1="{x}" x2="{x}" y1="{y1}" y2="{y2}" stroke="{INK}" stroke-width="3"/>')
        for place in range(len(sets)):
            colour = INK if place in places else "#c3ced8"
            body.append(f'<circle cx="{x}" cy="{top + row * place + 13}" r="7" fill="{colour}"/>')
    return _svg(width, height, title, text, body, name)


def matrix(
    labels: Sequence[str],
    cells: Sequence[Sequence[float | None]],
    wholes: Sequence[str],
    *,
    title: str,
    text: str,
    name: str,
) -> str:
    """Shares of the row as shaded squares with their percentage; None is closed. On the diagonal the number of the row
    (`wholes`, as text)."""
    left, top, size = 230, 36, 64
    number = len(labels)
    body = []
    for at, label in enumerate(labels):
        y = top + size * at
        words = textwrap.wrap(f"{at + 1}. {label}", 27, max_lines=3, placeholder="…")
        for line, part in enumerate(words):
            down = y + 37 - 8 * (len(words) - 1) + 17 * line
            body.append(f'<text x="{left - 12}" y="{down}" text-anchor="end">{escape(part)}</text>')
        body.append(f'<text x="{left + size * at + 32}" y="{top - 10}" text-anchor="middle">{at + 1}</text>')
        for other, share in enumerate(cells[at]):
            x = left + size * other
            if at == other:
                body.append(f'<rect x="{x}" y="{y}" width="60" height="60" fill="{PALE}"/>')
                size_of = 14 if len(wholes[at]) < 7 else 11
                body.append(
                    f'<text x="{x + 30}" y="{y + 36}" text-anchor="middle" font-weight="700" '
                    f'font-size="{size_of}">{escape(wholes[at])}</text>'
                )
                continue
            strength = 0.0 if share is None else min(1.0, share)
            shown = "x" if share is None else "&lt;1%" if 0 < share < 0.005 else f"{round(100 * share)}%"
            body.append(f'<rect x="{x}" y="{y}" width="60" height="60" fill="#ffffff" stroke="#9fb0bf"/>')
            body.append(
                f'<rect x="{x}" y="{y}" width="60" height="60" fill="{BAR}" fill-opacity="{0.6 * strength:.2f}"/>'
                f'<text x="{x + 30}" y="{y + 36}" text-anchor="middle">{shown}</text>'
            )
    return _svg(left + size * number + 8, top + size * number + 8, title, text, body, name)


def grid(
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Sequence[Sequence[float | None]],
    *,
    title: str,
    text: str,
    name: str,
) -> str:
    """Shares as shaded squares with their percentage, a row per area; None is closed."""
    left, top, wide, high = 200, 52, 132, 30
    body = []
    for at, label in enumerate(columns):
        x = left + wide * at + wide // 2
        words = [
            _cut(part, 21) for part in textwrap.wrap(label, 19, break_long_words=False, max_lines=3, placeholder="…")
        ]
        size = ' font-size="12"' if max(map(len, words)) > 17 else ""
        for line, part in enumerate(words):
            y = top - 10 - 15 * (len(words) - 1 - line)
            body.append(f'<text x="{x}" y="{y}" text-anchor="middle"{size}>{escape(part)}</text>')
    for at, label in enumerate(rows):
        y = top + high * at
        body.append(_beside(left - 12, y + 14, label, 22))
        for other, share in enumerate(cells[at]):
            x = left + wide * other
            shown = "x" if share is None else "&lt;1%" if 0 < share < 0.005 else f"{round(100 * share)}%"
            strength = 0.0 if share is None else min(1.0, share)
            body.append(f'<rect x="{x}" y="{y}" width="{wide - 4}" height="{high - 4}" fill="#fff" stroke="#9fb0bf"/>')
            body.append(
                f'<rect x="{x}" y="{y}" width="{wide - 4}" height="{high - 4}" fill="{BAR}" '
                f'fill-opacity="{0.6 * strength:.2f}"/>'
                f'<text x="{x + wide // 2 - 2}" y="{y + 18}" text-anchor="middle">{shown}</text>'
            )
    return _svg(left + wide * len(columns) + 8, top + high * len(rows) + 8, title, text, body, name)


Rings = Sequence[Sequence[tuple[float, float]]]


def area_map(
    areas: Sequence[tuple[str, Rings, float | None, str]], *, degrees: bool, title: str, text: str, name: str
) -> str:
    """Areas shaded by a share (None is closed, hatched), each with its label and number as a title and, when there is
    room, on the map. Degrees are drawn so that distances look alike both ways in the middle of the map."""
    points = [point for _, rings, _, _ in areas for ring in rings for point in ring]
    low_x, high_x = min(x for x, _ in points), max(x for x, _ in points)
    low_y, high_y = min(y for _, y in points), max(y for _, y in points)
    squeeze = math.cos(math.radians((low_y + high_y) / 2)) if degrees else 1.0
    wide = max((high_x - low_x) * squeeze, 1e-9)
    tall = max(high_y - low_y, 1e-9)
    scale = min(620 / wide, 520 / tall)
    width, height = round(wide * scale) + 20, round(tall * scale) + 20
    most = max((share or 0 for _, _, share, _ in areas), default=0) or 1
    hatch = (
        f'<defs><pattern id="{name}-h" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<rect width="6" height="6" fill="#fff"/><path d="M0 6 6 0" stroke="#9fb0bf"/></pattern></defs>'
    )
    body, labels = [hatch], []
    for label, rings, share, shown in areas:
        drawn = [[(10 + (x - low_x) * squeeze * scale, 10 + (high_y - y) * scale) for x, y in ring] for ring in rings]
        path = " ".join("M" + " ".join(f"{x:.1f},{y:.1f}" for x, y in ring) + "Z" for ring in drawn)
        fill = (
            f'fill="url(#{name}-h)"'
            if share is None
            else f'fill="{BAR}" fill-opacity="{0.08 + 0.47 * share / most:.2f}"'
        )
        body.append(
            f'<path d="{path}" fill-rule="evenodd" {fill} stroke="{INK}" stroke-width="1">'
            f"<title>{escape(label)}: {escape(shown)}</title></path>"
        )
        outer = max(drawn, key=lambda ring: _extent(ring)[2] * _extent(ring)[3])
        x, y, across, down = _extent(outer)
        if across > 54 and down > 34:
            labels.append(
                f'<text x="{x:.1f}" y="{y - 3:.1f}" text-anchor="middle" font-size="12">'
                f"{escape(_cut(label, max(4, int(across / 7))))}</text>"
                f'<text x="{x:.1f}" y="{y + 13:.1f}" text-anchor="middle" font-size="13" font-weight="bold">'
                f"{escape(shown)}</text>"
            )
    return _svg(width, height, title, text, [*body, *labels], name)


def _extent(ring: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    """Middle, width and height of a ring."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2, max(xs) - min(xs), max(ys) - min(ys)


def lines(
    days: Sequence[dt.date],
    names: Sequence[str],
    series: Sequence[tuple[str, Sequence[int | None], Sequence[str]]],
    *,
    title: str,
    text: str,
    name: str,
) -> str:
    """Numbers over reference dates, which stand as far apart as they are in time: per series its label, the numbers and
    the same as text. Told apart by their labels as well as by colour; the first and the last number stand beside."""
    left, top, width, height = 68, 24, 176, 180
    most = max((value or 0 for _, values, _ in series for value in values), default=0) or 1
    span = max(1, (days[-1] - days[0]).days)
    across = [left + width * (day - days[0]).days / span for day in days]
    body = [f'<line x1="{left}" x2="{left + width}" y1="{top + height}" y2="{top + height}" stroke="{MUTED}"/>']
    body += [
        f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{top + height}" y2="{top + height + 5}" stroke="{MUTED}"/>'
        for x in across
    ]
    for at, x, anchor in ((0, 4, "start"), (-1, left + width + 24, "end")):
        body.append(f'<text x="{x}" y="{top + height + 22}" text-anchor="{anchor}">{escape(names[at])}</text>')
    ends: list[tuple[float, str]] = []
    begins: list[tuple[float, str]] = []
    for number, (label, values, shown) in enumerate(series):
        colour = (BAR, SECOND, INK, MUTED)[number % 4]
        there = [at for at, value in enumerate(values) if value is not None]
        points = [(across[at], top + height * (1 - (values[at] or 0) / most)) for at in there]
        if not points:
            continue
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        body.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="3"/>')
        body.extend(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{colour}"/>' for x, y in points)
        ends.append((points[-1][1], f"{shown[there[-1]]} {_cut(label, 32)}"))
        if there[0] == 0:
            begins.append((points[0][1], shown[0]))
    for x, anchor, told in ((left + width + 12, "start", ends), (left - 12, "end", begins)):
        for y, words in _apart(told):
            body.append(f'<text x="{x}" y="{y + 5:.1f}" text-anchor="{anchor}">{escape(words)}</text>')
    return _svg(left + width + 268, top + height + 30, title, text, body, name, fit=True)


def _apart(told: Sequence[tuple[float, str]]) -> list[tuple[float, str]]:
    """Texts at their heights, pushed up where they would lie over each other."""
    found: list[tuple[float, str]] = []
    for y, words in sorted(told, reverse=True):
        found.append((min(y, found[-1][0] - 17) if found else y, words))
    return found

"""A published figure as it stands on a page: a drawing, a table, and what is carried to it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ontschot.insight.overlap.atoms import WEIGHT_BANDS
from ontschot.insight.publish import charts
from ontschot.insight.publish.linkage_told import bias_note, homes_note
from ontschot.insight.publish.published import Published, PublishedCell, PublishedFigure
from ontschot.insight.publish.words import Words

TELEPHONE = 360  # pixels
_WIDTH = re.compile(r'<svg role[^>]* width="(\d+)"')  # of a drawing that does not shrink
RANKED = 30  # areas in a drawing; the table has all
ABREAST = 18  # numbers beside each other in a matrix; the others stand in a next table


@dataclass
class Table:
    """Headings, and rows of which the first cell is the heading of the row. `numbers` are right-aligned."""

    headings: list[str]
    rows: list[list[str]]


@dataclass
class Block:
    """One figure on the page. `folded`: the table opens on demand, because the drawing says it.
    `told`: the drawing has every number of the table, which need not be printed."""

    id: str
    title: str
    level: str
    definition: str
    note: str
    drawing: str = ""
    map: str = ""
    tables: list[Table] = field(default_factory=list)
    items: list[tuple[str, list[str]]] = field(default_factory=list)
    read: str = ""
    folded: bool = False
    told: bool = False
    broad: bool = False

    @property
    def sheet(self) -> bool:
        """Whether a table is too wide for half a sheet of paper."""
        return any(len(table.headings) > 6 for table in self.tables)

    @property
    def slides(self) -> bool:
        """Whether the drawing is wider than a telephone, and scrolls there."""
        found = [_WIDTH.match(drawing) for drawing in (self.drawing, self.map)]
        return any(int(one[1]) > TELEPHONE for one in found if one)


class Blocks:
    """Makes the blocks of a report in one language."""

    def __init__(self, published: Published, words: Words) -> None:
        self.published = published
        self.study = published.study
        self.words = words

    def block(self, id: str, level: str) -> Block | None:
        """A figure of the reference date, or None when it is not there."""
        figure = self.published.figure(id, level)
        if figure is None or not figure.rows:
            return None
        make = {
            "totals": self._count_block,
            "bars": self._count_block,
            "matrix": self._matrix_block,
            "combinations": self._combinations_block,
            "breakdown": self._breakdown_block,
            "clusters": self._clusters_block,
            "district_matrix": self._district_matrix_block,
        }[figure.kind]
        block = self._new(figure)
        make(figure, block)
        block.broad = figure.kind in ("combinations", "clusters", "district_matrix") or (
            figure.kind == "matrix" and len(figure.rows) > 4
        )
        block.broad = block.broad or bool(block.map)
        return block

    def _new(self, figure: PublishedFigure) -> Block:
        words = self.words
        title = f"{words.title(figure.id)}: {words(figure.level)}"
        note = " ".join(self.notes(figure))
        return Block(f"{figure.level}-{figure.id}", title, figure.level, words.definition(figure.id), note)

    def notes(self, *days: PublishedFigure) -> list[str]:
        """What is carried to a figure: of several days, to the last one, with how much is closed in all of them."""
        words, figure = self.words, days[-1]
        missing = self.study.missing
        parts = [words("missing_short", "; ".join(missing)) if missing else words("missing_none")]
        parts.append(words("access_short"))
        if closed := sum(one.closed for one in days):
            parts.append(words("closed_short", closed, sum(len(one.cells) for one in days)))
        if self.study.rounding > 1:
            parts.append(words("rounded_short", self.study.rounding))
        if figure.band is not None:
            parts.append(words("band_short", figure.band) if figure.band < 100 else words("band_wide"))
        if figure.level == "households":
            parts.append(homes_note(self.published, words))
        if note := bias_note(self.published, figure, words):
            parts.append(note)
        return parts

    def label(self, figure: PublishedFigure, row: str) -> str:
        """What a row is called."""
        if figure.id == "weights":
            return self.words.band(row, WEIGHT_BANDS)
        if figure.id == "totals":
            return self.words(row)
        return self.words.row(figure.id, row, figure.labels, self.study.ages)

    def column_label(self, figure: PublishedFigure, column: str) -> str:
        """What a column is called."""
        kind, _, code = column.rpartition(":")
        if kind == "age":
            return self.words.age(code, self.study.ages)
        if "&" in column:  # of a district: who has the first, and who the other one too
            one, other = (figure.labels.get(f"scheme:{part}", part) for part in column.split("&"))
            return one if one == other else f"{one}: {self.words('also', other)}"
        return figure.labels.get(code) or self.words(column)

    def shown(self, cell: PublishedCell | None) -> str:
        """A number, x when it is closed."""
        return "" if cell is None else self.words.number(cell.value)

    def _count_block(self, figure: PublishedFigure, block: Block) -> None:
        words = self.words
        total = figure.id == "totals"
        cells = [figure.cells[key] for key in figure.cells]
        names = [self.label(figure, cell.column if total else cell.row) for cell in cells]
        block.tables.append(
            Table(
                ["", words("count"), words("share")],
                [
                    [name, self.shown(cell), words.percent(cell.share) if not total or cell.column != "users" else ""]
                    for name, cell in zip(names, cells, strict=True)
                ],
            )
        )
        if not total:
            beside = [
                f"{words.number(c.value)} ({words.percent(c.share)})" if c.share is not None else "x" for c in cells
            ]
            rows = [(name, cell.share, said) for name, cell, said in zip(names, cells, beside, strict=True)]
            block.drawing = charts.bars(rows, title=block.title, text=words("chart_alt"), name=block.id)
            block.folded = block.told = True

    def _matrix_block(self, figure: PublishedFigure, block: Block) -> None:
        words = self.words
        names = [self.label(figure, row) for row in figure.rows]
        columns = [*figure.rows, "any_other"]
        heads = [*[str(at + 1) for at in range(len(names))], words("any_other")]
        counts, shares = [], []
        for row in figure.rows:
            cells = [figure.cells.get((row, column)) for column in columns]
            counts.append([self.shown(cell) for cell in cells])
            shares.append(
                [
                    "" if column == row or cell is None else words.percent(cell.share)
                    for column, cell in zip(columns, cells, strict=True)
                ]
            )
        if len(names) <= 8:
            squares = [[(figure.cells[row, c].share) for c in figure.rows] for row in figure.rows]
            wholes = [self.shown(figure.cells.get((row, row))) for row in figure.rows]
            block.drawing = charts.matrix(
                names, squares, wholes, title=block.title, text=words("chart_alt"), name=block.id
            )
        for told, lines in ((words("count"), counts), (words("both_ways"), shares)):
            for at in range(0, len(names), ABREAST):
                end = at + ABREAST if at + ABREAST < len(names) else len(heads)  # the last part has the other one too
                rows = [[f"{i + 1}. {names[i]}", *line[at:end]] for i, line in enumerate(lines)]
                block.tables.append(Table([told, *heads[at:end]], rows))
        block.folded = True
        block.read = self._example(figure, names)

    def _example(self, figure: PublishedFigure, names: Sequence[str]) -> str:
        best: tuple[float, int, int] | None = None
        for i, row in enumerate(figure.rows):
            for j, column in enumerate(figure.rows):
                share = figure.cells[row, column].share
                if i != j and share is not None and (best is None or share > best[0]):
                    best = (share, i, j)
        return self.words("reads", names[best[1]], self.words.percent(best[0]), names[best[2]]) if best else ""

    def _combinations_block(self, figure: PublishedFigure, block: Block) -> None:
        words = self.words
        used: list[str] = []
        for row in figure.rows:
            used.extend(part for part in row.split("+") if part not in used)
        cells = [figure.cells[row, "count"] for row in figure.rows]
        columns = [
            ([used.index(part) for part in row.split("+")], cell.value, words.number(cell.value))
            for row, cell in zip(figure.rows, cells, strict=True)
        ]
        names = [figure.labels.get(code, code) for code in used]
        block.drawing = charts.upset(names, columns, title=block.title, text=words("upset_alt"), name=block.id)
        rows = [
            [self.label(figure, row), self.shown(cell), words.percent(cell.share)]
            for row, cell in zip(figure.rows, cells, strict=True)
        ]
        block.tables.append(Table([words("combination"), words("count"), words("share")], rows))
        block.folded = True

    def _breakdown_block(self, figure: PublishedFigure, block: Block) -> None:
        words = self.words
        heads = [words("area") if figure.id in ("districts", "neighbourhoods") else ""]
        for column in figure.columns:
            heads.append(words(column))
            if column != "users":
                heads.append("%")
        rows = []
        ranked: list[tuple[str, float | None, str]] = []
        for row in figure.rows:
            line = [self.label(figure, row)]
            for column in figure.columns:
                cell = figure.cells[row, column]
                line.append(self.shown(cell))
                if column != "users":
                    line.append(words.percent(cell.share))
            rows.append(line)
            more = figure.cells[row, "more"]
            known = more.value is not None and more.share is not None
            beside = f"{words.percent(more.share)} ({words.number(more.value)})" if known else "x"
            ranked.append((self.label(figure, row), more.share if known else None, beside))
        block.read = words("bar_more")
        if figure.id in ("districts", "neighbourhoods"):
            ranked.sort(key=lambda item: (item[1] is None, -(item[1] or 0), item[0]))  # the closed ones by name
            block.read += " " + words("highest_first")
            if len(ranked) > RANKED:
                block.read += " " + words("first_only", RANKED, len(figure.rows))
        if figure.id in ("districts", "neighbourhoods"):
            block.map = self._map(figure, block)
        if any(share is not None for _, share, _ in ranked):
            block.drawing = charts.bars(ranked[:RANKED], title=block.title, text=words("chart_alt"), name=block.id)
        else:
            block.read = ""
        if block.map:
            block.read = f"{block.read} {words('map_read')}".strip()
        block.tables.append(Table(heads, rows))
        block.folded = True

    def _map(self, figure: PublishedFigure, block: Block) -> str:
        """The areas of which the study gives borders, shaded by the share with more than one provision; '' for none."""
        borders = self.published.borders
        if borders is None or not set(borders.rings) & set(figure.rows):
            return ""
        areas = []
        for code, rings in borders.rings.items():
            cell = figure.cells.get((code, "more"))
            shown = self.words.percent(cell.share) if cell else self.words("no_users")
            areas.append((self.label(figure, code), rings, cell.share if cell else None, shown))
        return charts.area_map(
            areas, degrees=borders.degrees, title=block.title, text=self.words("map_alt"), name=f"{block.id}-map"
        )

    def _district_matrix_block(self, figure: PublishedFigure, block: Block) -> None:
        """A table per scheme: of its users in each district, who has which other one. The first is drawn."""
        words = self.words
        names = {key.removeprefix("scheme:"): name for key, name in figure.labels.items() if key.startswith("scheme:")}
        for code, name in names.items():
            others = [other for other in names if other != code]
            heads = [words("of_who_has", name), words("count")]
            for other in others:
                heads.extend([words("also", names[other]), "%"])
            rows, shares = [], []
            for row in figure.rows:
                line = [self.label(figure, row), self.shown(figure.cells[row, f"{code}&{code}"])]
                for other in others:
                    cell = figure.cells[row, f"{code}&{other}"]
                    line.extend([self.shown(cell), words.percent(cell.share)])
                rows.append(line)
                shares.append([figure.cells[row, f"{code}&{other}"].share for other in others])
            block.tables.append(Table(heads, rows))
            if not block.drawing and others:
                labels = [self.label(figure, row) for row in figure.rows[:RANKED]]
                block.drawing = charts.grid(
                    labels, [names[other] for other in others], shares[:RANKED],
                    title=words("of_who_has", name), text=words("chart_alt"), name=block.id,
                )  # fmt: skip
                block.read = words("grid_read", name)
        block.folded = True

    def _clusters_block(self, figure: PublishedFigure, block: Block) -> None:
        words = self.words
        for row in figure.rows:
            own = figure.cells[row, "users"]
            told = words("closed") if own.value is None else f"{words.number(own.value)} ({words.percent(own.share)})"
            head = f"{words('group', row)}: {told}"
            block.items.append((head, self._describe(figure, row)))
        heads = ["", *[words("group", row) for row in figure.rows]]
        rows = []
        for column in figure.columns:
            if column == "users":
                continue
            kind, code = column.split(":", 1)
            name = words.age(code, self.study.ages) if kind == "age" else figure.labels.get(code, code)
            rows.append([name, *[words.percent(figure.cells[row, column].share) for row in figure.rows]])
        block.tables.append(Table(heads, rows))
        block.folded = True

    def _describe(self, figure: PublishedFigure, row: str) -> list[str]:
        """What stands out in a cluster, from its published shares."""
        words = self.words
        shares = []
        closed = False
        for column in figure.columns:
            share = figure.cells[row, column].share
            if column.startswith("provision:"):
                closed = closed or share is None
                if share is not None and share >= 0.2:
                    shares.append((-share, figure.labels.get(column.split(":", 1)[1], column)))
        listed = ", ".join(f"{name} ({words.percent(-share)})" for share, name in sorted(shares)[:5])
        found = [f"{words('mostly')}: {listed}" if listed else words("mostly_closed" if closed else "mostly_mixed")]
        for code, low, high in (("older", 65, 999), ("younger", 0, 26)):
            bounds = list(self.study.ages)
            parts = []
            for at, bound in enumerate(bounds):
                top = bounds[at + 1] - 1 if at + 1 < len(bounds) else 999
                if bound >= low and top <= high:
                    cell = figure.cells.get((row, f"age:{bound}"))
                    parts.append(cell.share if cell else 0.0)
            known = [part for part in parts if part is not None]
            if parts and len(known) == len(parts) and sum(known) >= 0.4:
                found.append(words(code, words.percent(sum(known))))
        return found

"""The analysis on a folder of `synth`, up to the exact figures: before rounding and suppression."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import duckdb

from ontschot.insight import linkage, overlap
from ontschot.insight.sources import load_all, match, read_study

TODAY = dt.date(2026, 1, 1)


@dataclass
class Counted:
    """The cells of the figures of the reference date."""

    cells: dict[tuple[str, str, str, str], int]
    households: int

    def count(self, level: str, figure: str, row: str, column: str) -> int:
        """The exact count of a cell."""
        return self.cells[level, figure, row, column]

    def percent(self, level: str, figure: str, row: str, column: str, of: tuple[str, str, str]) -> float:
        """A cell as a share of another cell of the same level."""
        return 100 * self.count(level, figure, row, column) / self.count(level, *of)


class Analysis:
    """Files read and linked; `figures` may be asked for everybody or for one district."""

    def __init__(self, folder: Path, *, truth: bool = False, method: str | None = None) -> None:
        self.study = read_study(folder / "study.yaml")
        self.connection = duckdb.connect()
        files = match("study.yaml", self.study.sources, [folder / source.file for source in self.study.sources])
        self.loaded = load_all(self.connection, files, today=TODAY, more=overlap.study_checks(self.study, TODAY))
        if truth:
            self.connection.execute(f"CREATE TABLE links AS SELECT * FROM read_csv('{folder / 'truth.csv'}')")
            table = "links"
        else:
            settings = linkage.Settings(method=method or self.study.method, tables=True)
            inputs = [linkage.Input(one.label, one.table) for one in self.loaded]
            self.result = linkage.link(self.connection, inputs, settings)
            table = self.result.table
        overlap.prepare(self.connection, self.study, self.loaded, table, b"k" * 32, TODAY)

    def close(self) -> None:
        """Let go of the tables."""
        self.connection.close()

    def figures(self, district: str | None = None) -> Counted:
        """The figures, of the people of one district when it is given."""
        if district is not None:
            self.connection.execute("CREATE OR REPLACE TABLE all_memberships AS SELECT * FROM memberships")
            self.connection.execute(
                "CREATE OR REPLACE TABLE memberships AS SELECT m.* FROM all_memberships AS m JOIN people AS p "
                "USING (person) WHERE p.district = ?",
                [district],
            )
        try:
            made, _ = overlap.build(self.study, overlap.families(self.connection, self.study, self.study.date))
        finally:
            if district is not None:
                self.connection.execute("CREATE OR REPLACE TABLE memberships AS SELECT * FROM all_memberships")
        self.made = made
        cells = {(f.level, f.id, cell.row, cell.column): cell.count for f in made for cell in f.cells}
        return Counted(cells, self.study.households or 0)

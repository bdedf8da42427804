"""The worked examples of docs/explanation/overlap-examples.md: published, in the files, after linkage, in the report.

    python -m benchmarks.examples                 (all four; prints markdown)
    python -m benchmarks.examples zaanstad --seed 12

*truth* counts with truth.csv as links, *linked* with the links of the analysis, both exact; *report* is what leaves:
closed cells are a dash, numbers are rounded, shares are of rounded numbers.
"""

from __future__ import annotations

import argparse
import datetime as dt
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.serving import machine
from ontschot.insight import linkage, overlap, publish
from ontschot.insight.sources import load_all, match, read_study
from ontschot.insight.synth.make import make
from ontschot.insight.synth.profiles import PROFILES

TODAY = dt.date(2026, 1, 1)
KEY = b"the key of the worked examples.."
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "spec" / "overlap"))

import overlap_published as published  # noqa: E402

METHODS = {"noord-groningen": "bsn", "veenendaal": "name_address_birth", "zaanstad": "postcode_number"}
Cell = tuple[str, str, str, str]  # level, figure, row, column


@dataclass
class Counts:
    """Exact counts and what the report shows of them (None: closed), by cell."""

    exact: dict[Cell, int]
    shown: dict[Cell, int | None]
    households: int


class Folder:
    """A folder of `synth`, counted with the truth or with links."""

    def __init__(self, folder: Path, *, truth: bool, method: str = "") -> None:
        self.study = read_study(folder / "study.yaml")
        self.connection: Any = duckdb.connect()
        files = match("study.yaml", self.study.sources, [folder / one.file for one in self.study.sources])
        self.loaded = load_all(self.connection, files, today=TODAY, more=overlap.study_checks(self.study, TODAY))
        if truth:
            self.connection.execute(f"CREATE TABLE links AS SELECT * FROM read_csv('{folder / 'truth.csv'}')")
        else:
            settings = linkage.Settings(method=method or self.study.method, tables=True)
            linkage.link(self.connection, [linkage.Input(one.label, one.table) for one in self.loaded], settings)
        overlap.prepare(self.connection, self.study, self.loaded, "links", KEY, TODAY)
        self.connection.execute("CREATE TABLE everybody AS SELECT * FROM memberships")

    def counts(self, district: str | None = None, *, reported: bool = False) -> Counts:
        """Of everybody, or of the people of one district as a study of its own; `reported`: also what is shown."""
        where = "" if district is None else "WHERE person IN (SELECT person FROM people WHERE district = ?)"
        self.connection.execute(
            f"CREATE OR REPLACE TABLE memberships AS SELECT * FROM everybody {where}", [district] if district else []
        )
        made, _ = overlap.build(self.study, overlap.families(self.connection, self.study, self.study.date))
        cells = {(f.level, f.id, cell.row, cell.column): cell.count for f in made for cell in f.cells}
        shown = publish.publish(self.study, made)[0] if reported else []
        return Counts(
            cells,
            {(f.level, f.id, *place): cell.value for f in shown for place, cell in f.cells.items()},
            self.study.households or 0,
        )


@dataclass(frozen=True)
class Line:
    """A published share: its name, value, and the cells it is the ratio of (`of` None: of all households)."""

    name: str
    value: float
    cell: Cell
    of: Cell | None
    district: str | None = None


def zaanstad() -> Iterator[Line]:
    """Households."""
    users = ("households", "totals", "all", "users")
    yield Line("households with a provision, of all", published.ZAANSTAD_USING, users, None)
    yield Line("of these, more than one", published.ZAANSTAD_MORE[1], ("households", "totals", "all", "more"), users)
    four = ("households", "provision_count", "4+", "count")
    yield Line("of these, more than three", published.ZAANSTAD_MORE[3], four, users)


def noord_groningen() -> Iterator[Line]:
    """Schemes."""
    for scheme, share in published.NOORD_GRONINGEN.items():
        of = ("persons", "scheme_matrix", scheme, scheme)
        yield Line(f"{scheme}: also another scheme", share, ("persons", "scheme_matrix", scheme, "any_other"), of)


def veenendaal() -> Iterator[Line]:
    """Combinations; the analysis names them in the order of the study."""
    order = [key for _, key, _ in PROFILES["veenendaal"].provisions]
    for unit in ("person", "household"):
        level = f"{unit}s"
        more = (level, "totals", "all", "more")
        yield Line(f"{level}: more than one", published.VEENENDAAL_MORE[unit], more, (level, "totals", "all", "users"))
        for combination, share in published.VEENENDAAL[unit].items():
            row = "+".join(sorted(combination.split("+"), key=order.index))
            yield Line(f"{level}: {row}", share, (level, "provision_combinations", row, "count"), more)


def twente() -> Iterator[Line]:
    """Municipalities, each as a study of its own."""
    of = ("persons", "scheme_matrix", "awbz", "awbz")
    for municipality, shares in published.TWENTE.items():
        for scheme, share in shares.items():
            cell = ("persons", "scheme_matrix", "awbz", scheme)
            yield Line(f"{municipality}: AWBZ and {scheme}", share, cell, of, municipality)


EXAMPLES: dict[str, Callable[[], Iterator[Line]]] = {
    "twente": twente,
    "noord-groningen": noord_groningen,
    "veenendaal": veenendaal,
    "zaanstad": zaanstad,
}


def share(counts: Counts, line: Line) -> float:
    """The exact share in per cent."""
    whole = counts.households if line.of is None else counts.exact[line.of]
    return 100 * counts.exact.get(line.cell, 0) / whole


def reported(counts: Counts, line: Line) -> str:
    """The share in the report, a dash where it is closed."""
    part = counts.shown.get(line.cell)
    whole = counts.households if line.of is None else counts.shown.get(line.of)
    return "–" if part is None or not whole else f"{100 * part / whole:.1f}"


def example(name: str, seed: int, noise: float, *, report: bool) -> float:
    """Print a table; gives the largest deviation after linkage."""
    folder = Path(tempfile.mkdtemp(prefix="ontschot-example-"))
    try:
        made = make(PROFILES[name], seed=seed, out=folder, noise=noise)
        true, found = Folder(folder, truth=True), Folder(folder, truth=False)
    finally:
        shutil.rmtree(folder)
    print(f"\n### {name}: {sum(made.rows.values()):,} rows, {made.persons:,} inhabitants\n")
    print("| | published | truth | linked | report |\n|---|--:|--:|--:|--:|")
    worst, cells, closed = 0.0, 0, 0
    kept: dict[str | None, tuple[Counts, Counts]] = {}
    for line in EXAMPLES[name]():
        if line.district not in kept:
            kept[line.district] = (true.counts(line.district), found.counts(line.district, reported=report))
        one, two = kept[line.district]
        text = reported(two, line) if report else ""
        print(f"| {line.name} | {line.value:.4g} | {share(one, line):.2f} | {share(two, line):.2f} | {text} |")
        worst = max(worst, abs(share(two, line) - line.value))
        cells, closed = cells + 1, closed + (text == "–")
    print(f"\nLargest deviation after linkage: {worst:.2f} percentage points.", end=" ")
    print(f"{closed} of {cells} closed in the report." if report else f"{cells} cells; the report was not made.")
    return worst


def named(seed: int, noise: float) -> None:
    """Print what the method of each study makes of its files, beside published and linked."""
    print("\n| | published | the study's method | probabilistic |\n|---|--:|--:|--:|")
    for name, method in METHODS.items():
        folder = Path(tempfile.mkdtemp(prefix="ontschot-example-"))
        try:
            make(PROFILES[name], seed=seed, out=folder, noise=noise)
            theirs, ours = Folder(folder, truth=False, method=method).counts(), Folder(folder, truth=False).counts()
        finally:
            shutil.rmtree(folder)
        for line in EXAMPLES[name]():
            print(f"| {name}, {line.name} | {line.value:.4g} | {share(theirs, line):.1f} | {share(ours, line):.1f} |")


def main() -> int:
    """Exit code 1 when a published number does not come back within one percentage point."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("only", nargs="*", choices=[*EXAMPLES, "all"], default="all")
    parser.add_argument("--seed", type=int, default=12)
    parser.add_argument("--noise", type=float, default=1.0)
    parser.add_argument("--quick", action="store_true", help="leave the column of the report empty")
    parser.add_argument("--methods", action="store_true", help="instead: what the method of each study finds")
    arguments = parser.parse_args()
    print(machine())
    if arguments.methods:
        named(arguments.seed, arguments.noise)
        return 0
    report = not arguments.quick
    names = EXAMPLES if "all" in arguments.only else arguments.only
    worst = max(example(name, arguments.seed, arguments.noise, report=report) for name in names)
    return 0 if worst <= 1 else 1


if __name__ == "__main__":
    sys.exit(main())

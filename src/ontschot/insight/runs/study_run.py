"""One study: from files to a report."""

import datetime as dt
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import duckdb

from ontschot.insight import linkage, overlap, publish
from ontschot.insight.runs.judging import (
    invalid_numbers,
    judge_dates,
    judge_figures,
    unused_names,
    without_birth_date,
)
from ontschot.insight.sources import (
    Fault,
    Faulty,
    Limits,
    Loaded,
    Study,
    load_all,
    load_reviewed,
    match,
    rows_gone,
    split_off,
)
from ontschot.insight.sources.borders import Borders, read_borders

STEPS = ("read", "link", "count", "compare", "protect", "write")
# Remarks on rows that count.
COUNTED = ("invalid_bsn", "often_bsn", "no_birth_date", "no_start", "unknown_area", "day_numbers")
SPREAD = (0.1, 0.99)  # match probabilities at which the figures are computed too, to show how much hangs on it


@dataclass
class Outcome:
    """What a run made: the published report (not yet written), how long each step took, in seconds, and remarks."""

    published: publish.Published
    seconds: dict[str, float] = field(default_factory=dict)
    notices: list[Fault] = field(default_factory=list)


def _silent(done: int, total: int, label: str) -> None:
    pass


def run_study(
    study: Study,
    files: Sequence[Path],
    *,
    key: bytes,
    today: dt.date,
    settings_name: str = "study.yaml",
    limits: Limits | None = None,
    memory: str = "",
    progress: Callable[[int, int, str], None] = _silent,
    compare: bool = True,
    shown: publish.Shown | None = None,
) -> Outcome:
    """Read, link, count and protect. Raises Faulty for unusable input, NotPublishable when nothing is left to show.

    `key` is the study's secret of at least 16 bytes: with the same key, the same cell is the same number. `progress`
    gets the number of the step, how many there are, and its name from `STEPS`. `compare` False spares the others.
    `shown` is what earlier reports of the study showed; this one is added to it (the caller keeps it, once written).
    """
    judge_dates(settings_name, study, today)
    borders, others = _borders(settings_name, study, files)
    given = study
    if borders is not None:  # a name in study.yaml goes before that on the map
        study = replace(study, area_names={**borders.names, **study.area_names})
    sheet, others = split_off(settings_name, study.reviewed, others)
    pairs = match(settings_name, study.sources, others)
    with tempfile.TemporaryDirectory(prefix="ontschot-study-") as folder:
        connection = duckdb.connect(str(Path(folder) / "study.duckdb"))
        try:
            connection.execute("SET temp_directory = ?", [str(Path(folder) / "spill")])
            if memory:
                connection.execute("SET memory_limit = ?", [memory])
            run = _Run(study, connection, key, today, progress)
            run.settings_name, run.borders, run.given = settings_name, borders, given
            sheet_table = load_reviewed(connection, sheet)
            run.linking = linkage.Settings(
                method=study.method, threshold=study.threshold, tables=True, reviewed=sheet_table
            )
            outcome = run.all(pairs, limits, compare, publish.Shown(key) if shown is None else shown)
            outcome.published.borders = borders
            return outcome
        finally:
            connection.close()


def _borders(settings_name: str, study: Study, files: Sequence[Path]) -> tuple[Borders | None, list[Path]]:
    """The borders that study.yaml names, and the other files. Raises Faulty."""
    if study.borders is None:
        return None, list(files)
    name, code = study.borders
    given = [path for path in files if path.name == name]
    if not given:
        nl = f"{settings_name} noemt dit bestand met grenzen, maar het is niet meegegeven."
        en = f"{settings_name} names this file of borders, but it was not given."
        raise Faulty([Fault(name, 0, "", "file_missing", nl, en)])
    return read_borders(given[0], name, code, study.border_names), [path for path in files if path.name != name]


class _Run:
    def __init__(
        self, study: Study, connection: Any, key: bytes, today: dt.date, progress: Callable[[int, int, str], None]
    ) -> None:
        self.study = study
        self.connection = connection
        self.key = key
        self.today = today
        self.progress = progress
        self.linking = linkage.Settings()
        self.settings_name = ""
        self.borders: Borders | None = None
        self.given = study  # with the names of areas that it says itself
        self.seconds: dict[str, float] = {}
        self._began = time.monotonic()

    def step(self, name: str) -> None:
        """Say that a step is done, and how long it took."""
        now = time.monotonic()
        self.seconds[name] = round(now - self._began, 3)
        self._began = now
        self.progress(STEPS.index(name) + 1, len(STEPS), name)

    def all(self, pairs: Any, limits: Limits | None, compare: bool, before: publish.Shown) -> Outcome:
        study, connection = self.study, self.connection
        checks = overlap.study_checks(study, self.today)
        loaded = load_all(connection, pairs, today=self.today, limits=limits, more=checks)
        self.step("read")
        result = self.link(loaded)
        self.step("link")
        overlap.prepare(connection, study, loaded, result.table, self.key, self.today)
        families = overlap.families(connection, study, study.date)
        doubts, bias = self.doubts(loaded, result)
        figures, choice = overlap.build(study, families)
        for day in study.dates[:-1]:
            figures.extend(overlap.trend(study, overlap.families(connection, study, day, whole=False)))
        if self.nowhere(result):
            figures = [figure for figure in figures if figure.level == "persons"]
        judge_figures(self.settings_name, study, figures, self.borders)
        self.step("count")
        others = self.others(loaded, result, choice) if compare and study.method == "probabilistic" else []
        self.step("compare")
        shown, left_out, otherwise, unsolved = publish.publish(study, figures, others, before)
        notices = [notice for table in loaded for notice in table.notices]
        notices += invalid_numbers(study, result.quality.bsn or self.numbers(loaded))
        notices += without_birth_date(study, self.without_birth_date(loaded))
        published = publish.Published(
            study,
            shown,
            left_out,
            otherwise,
            unsolved,
            self.remarks(notices),
            self.sources(loaded, result),
            self.quality(result),
            publish.fingerprint(self.key),
        )
        published.quality |= self.doubted(published, doubts, bias)
        self.step("protect")
        told = [*notices, *rows_gone(study.reviewed, result.quality.reviewed)]
        return Outcome(published, self.seconds, [*told, *unused_names(self.settings_name, self.given, figures)])

    def link(self, loaded: Sequence[Loaded]) -> linkage.LinkResult:
        """Link the registrations (not the table of areas)."""
        names = {file.source.file for file in self.study.files}
        inputs = [linkage.Input(table.label, table.table) for table in loaded if table.label in names]
        return linkage.link(self.connection, inputs, self.linking)

    @staticmethod
    def nowhere(result: linkage.LinkResult) -> bool:
        """Of most persons no address is known, so that households would be persons under another name."""
        return 2 * result.addressless > result.persons

    def numbers(self, loaded: Sequence[Loaded]) -> dict[str, dict[str, int]]:
        """Per file with BSNs how many are filled in, and how many of these cannot be one."""
        found = {}
        for one in loaded:
            if "bsn" in one.columns:
                query = f"SELECT count(lk_bsn(bsn, true)), count(bsn) - count(lk_bsn(bsn, true)) FROM {one.table}"
                valid, invalid = self.connection.execute(query).fetchone()
                found[one.label] = {"valid": valid, "invalid": invalid}
        return found

    def without_birth_date(self, loaded: Sequence[Loaded]) -> dict[str, tuple[int, int]]:
        """Per file the rows without a birth date and a valid BSN, and all rows; nothing where these are not needed."""
        found = {}
        for one in loaded:
            if self.study.method == "probabilistic" and "pseudonym" not in one.columns:
                born = "birth_date IS NULL" if "birth_date" in one.columns else "true"
                numbered = "lk_bsn(bsn, true) IS NULL" if "bsn" in one.columns else "true"
                query = f"SELECT count(*) FILTER ({born} AND {numbered}), count(*) FROM {one.table}"
                lacking, rows = self.connection.execute(query).fetchone()
                found[one.label] = (lacking, rows)
        return found

    def others(
        self, loaded: Sequence[Loaded], result: linkage.LinkResult, choice: overlap.Choice
    ) -> list[Mapping[str, int]]:
        """Counts of the same cells at other thresholds."""
        found: list[Mapping[str, int]] = []
        for threshold in SPREAD:
            if abs(threshold - result.threshold) < 0.005:
                continue
            other = linkage.relink(self.connection, self.linking, threshold)
            overlap.prepare(self.connection, self.study, loaded, other.table, self.key, self.today)
            families = overlap.families(self.connection, self.study, self.study.date)
            figures, _ = overlap.build(self.study, families, choice)
            found.append({cell.id: cell.count for f in figures for cell in f.cells})
        return found

    def remarks(self, notices: Sequence[Fault]) -> list[dict[str, Any]]:
        """What was wrong in the files without stopping the study: how many rows, in round numbers, never which.

        0 rows: it is of the file as a whole.
        """
        of = {file.source.file: file.organisation for file in self.study.files}
        birth = {file.source.file: file.source.columns.get("birth_date") for file in self.study.files}
        return [
            {
                "organisation": of.get(notice.file, notice.file),
                "rule": notice.rule,
                "rows": publish.about(notice.count, self.study.minimum_cell) if notice.count else 0,
                "left_out": notice.rule not in COUNTED and notice.column != birth.get(notice.file),
            }
            for notice in notices
        ]

    def sources(self, loaded: Sequence[Loaded], result: linkage.LinkResult) -> list[dict[str, Any]]:
        """Which registrations took part, with how many rows and how well they can be linked, in whole percents."""
        of = {file.source.file: file for file in self.study.files}
        least, quality = self.study.minimum_cell, result.quality
        return [
            {
                "organisation": of[table.label].organisation,
                "rows": publish.about(table.rows, least),
                "roles": list(table.columns),
                "bsn": publish.share_about(quality.bsn.get(table.label, {}).get("valid", 0), table.rows, least),
                "unlinkable": publish.share_about(
                    quality.unlinkable.get(table.label, 0.0) * table.rows, table.rows, least
                ),
            }
            for table in loaded
            if table.label in of
        ]

    def doubts(
        self, loaded: Sequence[Loaded], result: linkage.LinkResult
    ) -> tuple[linkage.Doubts | None, dict[str, float]]:
        """What may be wrong with the links, and how far it moves the shares of persons with more than one."""
        if self.study.method != "probabilistic":
            return None, {}
        doubts = linkage.doubts(self.connection, result.threshold)
        return doubts, overlap.bias(self.connection, self.study, loaded, doubts, self.today)

    def doubted(
        self, published: publish.Published, doubts: linkage.Doubts | None, bias: dict[str, float]
    ) -> dict[str, Any]:
        """The same as the report gives it: in steps, and not of few."""
        totals, least = published.figure("totals", "persons"), self.study.minimum_cell
        users = totals.value("all", "users") if totals else None
        spread, elsewhere = (doubts.spread, doubts.elsewhere) if doubts else (0, 0)
        return {
            "bias": publish.points_about(bias, users, least),
            "elsewhere": publish.share_about(elsewhere, spread, least),
        }

    def quality(self, result: linkage.LinkResult) -> dict[str, Any]:
        """What the linkage says of itself, without a row of anybody."""
        least = self.study.minimum_cell
        return {
            "method": result.method,
            "threshold": result.threshold,
            "rows": publish.about(result.rows, least),
            "persons": publish.about(result.persons, least),
            "households": None if self.nowhere(result) else publish.about(result.households, least),
            "addressless": publish.share_about(result.addressless, result.persons, least),
            "curve": [_point(point) for point in result.quality.curve],
            "best": result.quality.best,
            "reviewed": _judged(result.quality.reviewed, least),
        }


def _judged(told: Mapping[str, int], least: int) -> dict[str, Any]:
    """What people judged: about how many pairs were used, and which share was the same person, above and below."""
    if not told:
        return {}
    return {
        **{name: publish.about(told[name], least) for name in ("judged", "used", "above", "below")},
        "above_same": publish.share_about(told["above_same"], told["above"], least),
        "below_same": publish.share_about(told["below_same"], told["below"], least),
    }


def _point(point: Mapping[str, float]) -> dict[str, float]:
    """A point of the curve as the report wants it: false links as a share of those made, missed ones of the true."""
    made, false, missed = point["linked"], point["false"], point["missed"]
    true = made - false + missed
    return {
        "threshold": point["threshold"],
        "false_share": round(false / made, 3) if made else 0.0,
        "missed_share": round(missed / true, 3) if true else 0.0,
    }

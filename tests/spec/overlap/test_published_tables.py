"""The analysis gives back what was published, within one percentage point, from files with errors: before suppression.

With the seeds here the links are the analysis' own; test_generated_truth.py holds that the files themselves are right.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import overlap_published as published
import pytest
from overlap_running import Analysis

from ontschot.insight import publish
from ontschot.insight.synth.make import make
from ontschot.insight.synth.profiles import PROFILES

WITHIN = 1.0  # percentage point


@contextmanager
def analysed(folder: Path, profile: str, *, persons: int | None = None, with_bsn: bool = True) -> Iterator[Analysis]:
    """Registrations of a profile, read and linked."""
    make(PROFILES[profile], seed=17, out=folder, persons=persons, with_bsn=with_bsn)
    analysis = Analysis(folder)
    try:
        yield analysis
    finally:
        analysis.close()


@pytest.mark.parametrize("with_bsn", [True, False], ids=["with BSN", "without BSN"])
def test_twente(tmp_path: Path, with_bsn: bool) -> None:
    """Each municipality by itself: of its AWBZ clients, who also uses Wmo, Wsw, WWB."""
    whole = ("scheme_matrix", "awbz", "awbz")
    off = {}
    with analysed(tmp_path, "twente", persons=250_000, with_bsn=with_bsn) as analysis:
        for municipality, shares in published.TWENTE.items():
            found = analysis.figures(municipality)
            for scheme, share in shares.items():
                got = found.percent("persons", "scheme_matrix", "awbz", scheme, whole)
                off[municipality, scheme] = got - share
    assert len(off) == 33
    assert {cell: round(error, 2) for cell, error in off.items() if abs(error) > WITHIN} == {}


@pytest.mark.parametrize("with_bsn", [True, False], ids=["with BSN", "without BSN"])
def test_noord_groningen(tmp_path: Path, with_bsn: bool) -> None:
    """Of the users of each scheme, who uses another one."""
    with analysed(tmp_path, "noord-groningen", with_bsn=with_bsn) as analysis:
        found = analysis.figures()
    for scheme, share in published.NOORD_GRONINGEN.items():
        got = found.percent("persons", "scheme_matrix", scheme, "any_other", ("scheme_matrix", scheme, scheme))
        assert got == pytest.approx(share, abs=WITHIN), scheme


def test_veenendaal(tmp_path: Path) -> None:
    """Persons and households with more than one provision, and their combinations; files without BSN."""
    order = [key for _, key, _ in PROFILES["veenendaal"].provisions]
    with analysed(tmp_path, "veenendaal") as analysis:
        found = analysis.figures()
    for unit, combinations in published.VEENENDAAL.items():
        level = f"{unit}s"
        more = found.percent(level, "totals", "all", "more", ("totals", "all", "users"))
        assert more == pytest.approx(published.VEENENDAAL_MORE[unit], abs=WITHIN), level
        for combination, share in combinations.items():
            row = "+".join(sorted(combination.split("+"), key=order.index))
            got = found.percent(level, "provision_combinations", row, "count", ("totals", "all", "more"))
            assert got == pytest.approx(share, abs=WITHIN), (level, combination)


def test_zaanstad(tmp_path: Path) -> None:
    """Households with a provision, and of these with more than one and more than three."""
    users = ("totals", "all", "users")
    with analysed(tmp_path, "zaanstad") as analysis:
        found = analysis.figures()
    using = 100 * found.count("households", *users) / found.households
    assert using == pytest.approx(published.ZAANSTAD_USING, abs=WITHIN)
    more = found.percent("households", "totals", "all", "more", users)
    assert more == pytest.approx(published.ZAANSTAD_MORE[1], abs=WITHIN)
    four = found.percent("households", "provision_count", "4+", "count", users)
    assert four == pytest.approx(published.ZAANSTAD_MORE[3], abs=WITHIN)


def test_the_report_keeps_small_shares_to_itself(tmp_path: Path) -> None:
    """What suppression leaves of the 1-2% cells: none under the smallest number, and the large ones all there."""
    with analysed(tmp_path, "veenendaal", persons=25_000) as analysis:
        found, made = analysis.figures(), analysis.made
        shown, *_ = publish.publish(analysis.study, made)
    cells = {(f.level, f.id, *place): cell.value for f in shown for place, cell in f.cells.items()}
    small = [place for place, value in cells.items() if 0 < found.cells[place] < analysis.study.minimum_cell]
    assert len(small) > 20
    assert [place for place in small if cells[place] is not None] == []
    assert cells["persons", "totals", "all", "more"] is not None
    assert cells["persons", "provision_combinations", "income+trajectory", "count"] is not None

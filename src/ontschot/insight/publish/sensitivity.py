"""How much hangs on the threshold of the linkage: one band per figure, from which no number can be computed.

The band is the largest change of any open share, rounded up to a few steps, in percentage points. A reader learns that
each open share at the other thresholds lies within the band of the one at the report's own. What is the case at the
report's own threshold fits that, whatever the band; so whoever sets out to bound a closed cell, here or at another
threshold, can leave every world that the report itself leaves (tests/unit/insight/test_attacks.py solves for it).
"""

from collections.abc import Mapping, Sequence

from ontschot.insight.overlap import Cell, Figure

POINTS = (1, 2, 5, 10, 20, 50, 100)
GROUP = 10  # shares are looked at of groups of so many times the smallest number that may be shown


def band(
    figure: Figure, exact: Mapping[str, int], open: Mapping[str, bool], others: Sequence[Mapping[str, int]], least: int
) -> int | None:
    """Percentage points that no open share of a large group goes beyond at the other thresholds; None: nothing to say.

    `exact` gives the count by cell id at the report's threshold, `others` at each other one. A total of its own
    is compared with itself.
    """
    changes = [
        abs(_share(cell, other) - _share(cell, exact, cell.of or cell.id))
        if cell.of
        else abs(other.get(cell.id, 0) - cell.count) / cell.count
        for other in others
        for cell in figure.cells
        if _large(cell, exact, open, least)
    ]
    if not changes:
        return None
    return next((points for points in POINTS if max(changes) <= points / 100), POINTS[-1])


def _share(cell: Cell, counts: Mapping[str, int], of: str = "") -> float:
    whole = counts.get(of or cell.of, 0)
    return counts.get(cell.id, 0) / whole if whole else 0.0


def _large(cell: Cell, exact: Mapping[str, int], open: Mapping[str, bool], least: int) -> bool:
    """Whether a cell is open and a share of a large open group."""
    whole = cell.of or cell.id
    return bool(cell.shown and open.get(cell.id) and open.get(whole) and exact.get(whole, 0) >= GROUP * least)

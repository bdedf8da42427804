"""How a report divides people: in areas, ages, types of household, schemes; and what an earlier one divided otherwise.

Districts in one report and merged districts in the next, a few days later: the difference of the two is about the few
that lie between. Of exactly the same users that is solved for (``Closing.repeat``). Of nearly the same ones it is seen
by names: where a row that was shown is gone and a large new one has come, the table is left out.
"""

from collections.abc import Iterable, Sequence

from ontschot.insight.overlap import Figure
from ontschot.insight.publish.shown import Division, Shown, name_of
from ontschot.insight.sources import Study

ALONG = {"districts": "district_matrix"}  # stands and falls with the table of districts


def division_of(study: Study, figures: Iterable[Figure]) -> Division:
    """The rows of the tables that divide people, by table. All bounds of ages, also those of nobody."""
    found: Division = {}
    for figure in figures:
        if figure.id in ("scheme_matrix", "scheme_sizes"):
            found["schemes"] = sorted(figure.rows)
        elif figure.kind in ("breakdown", "matrix", "district_matrix"):
            found[figure.id] = sorted(figure.rows) if figure.id != "ages" else [str(bound) for bound in study.ages]
    return found


def divided_otherwise(study: Study, shown: Shown, figures: Sequence[Figure]) -> list[Figure]:
    """The figures with other rows than an earlier report of the study had."""
    found = [figure for figure in figures if figure.kind == "breakdown" and _otherwise(study, shown, figure)]
    along = {(ALONG.get(figure.id), figure.level, figure.day) for figure in found}
    return [*found, *(figure for figure in figures if (figure.id, figure.level, figure.day) in along)]


def _otherwise(study: Study, shown: Shown, figure: Figure) -> bool:
    before = shown.rows(study.municipality, figure.id, figure.level)
    users = {name_of(study.municipality, figure.id, cell, study.ages): cell for cell in figure.cells}
    users = {name: cell for name, cell in users.items() if cell.column == "users"}
    new = [
        cell
        for name, cell in users.items()
        if name not in before and name not in shown.closed and cell.count >= study.minimum_cell
    ]
    return bool(before - set(users)) and any(not shown.knows(cell) for cell in new)

"""Persons and households of one place, when nearly everybody there lives alone: each then tells what the other closes.

With E more persons than households in a place, a number of the one and that of the other are at most E apart; who sees
both totals knows E. Where that, with what rounding blurs, leaves less room than the smallest number, and anything is
small there, the figure is of persons only. With rounding to fives and a smallest number of ten it never happens.
"""

from collections.abc import Sequence

from ontschot.insight.overlap import Figure
from ontschot.insight.overlap.figures import TOTAL
from ontschot.insight.sources import Study

PLACES = ("districts", "district_matrix", "neighbourhoods", "household_types")
USERS = ("users", f"{TOTAL}users")


def tied(study: Study, figures: Sequence[Figure]) -> list[Figure]:
    """The figures of households that would bound small numbers of persons, or be bounded by them."""
    persons = {(figure.id, figure.day): figure for figure in figures if figure.level == "persons"}
    found: list[Figure] = []
    for figure in figures:
        other = persons.get((figure.id, figure.day))
        if figure.level != "households" or other is None:
            continue
        if figure.id == "totals" and _close(study, figure, other, "all") and figure.cells[0].shown:
            found.extend(f for f in figures if f.level == "households" and f.day == figure.day)
        elif figure.id in PLACES and any(_close(study, figure, other, row) for row in figure.rows):
            found.append(figure)
    return found


def _close(study: Study, one: Figure, other: Figure, row: str) -> bool:
    cells = [[cell for cell in figure.cells if cell.row == row] for figure in (one, other)]
    users = [next((cell.count for cell in found if cell.column in USERS), 0) for found in cells]
    blur = study.rounding - 1
    room = 2 * (abs(users[0] - users[1]) + 2 * blur) + 2 * blur
    small = any(0 < cell.count < study.minimum_cell for found in cells for cell in found)
    return small and room < study.minimum_cell

"""What the cell of an Excel workbook says, as the text it would have in a CSV file."""

from __future__ import annotations

import datetime as dt


def cell_text(cell: object) -> str:
    """'' for an empty cell, 2026-11-26 for a date, 12 for a number that is whole."""
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)

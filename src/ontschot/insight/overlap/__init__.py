"""Overlap (samenloop): how many persons and households use more than one provision and more than one scheme.

Words: membership (one provision of one person over a period), atom (all who are alike in what is counted), figure.
Promises: set-based, one bitmask per person; every cell is a set of atoms, so that what it gives away can be solved.
May know: ``linkage``, ``sources``, DuckDB. What it makes is exact and stays inside: only ``publish`` lets numbers out.
Never: a row of a person in what it gives back.
"""

from ontschot.insight.overlap.atoms import Atoms, Family, families
from ontschot.insight.overlap.bias import bias
from ontschot.insight.overlap.figures import Cell, Choice, Figure, build, trend
from ontschot.insight.overlap.memberships import prepare
from ontschot.insight.overlap.rows import study_checks

__all__ = [
    "Atoms",
    "Cell",
    "Choice",
    "Family",
    "Figure",
    "bias",
    "build",
    "families",
    "prepare",
    "study_checks",
    "trend",
]

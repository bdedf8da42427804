"""The match weight of a pair as one expression, from the settings of Splink: its sum of log2(m / u), in one pass.

Splink's own predict gives the same weights (tests/unit/insight/linkage/test_weights.py); it keeps every level and its
adjustment apart for its charts, and asks every condition anew, which takes several times as long.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from ontschot.insight.linkage.levels import Comparison


def expression(chosen: Sequence[Comparison], settings: dict[str, Any]) -> str:
    """SQL of the weight in bits, without the prior, over columns `x_l` and `x_r`, and `tf_x_l` where names are weighed.

    A frequency is asked only at levels where both sides hold the same value, so that one side tells it.
    """
    parts = []
    for comparison, found in zip(chosen, settings["comparisons"], strict=True):
        unknown, *values = map(_level, found["comparison_levels"])
        parts.append(comparison.case(unknown, values))
    return " + ".join(parts)


def _level(level: dict[str, Any]) -> str:
    if level.get("is_null_level"):
        return "0.0::DOUBLE"
    m, u = math.log2(level["m_probability"]), math.log2(level["u_probability"])
    if column := level.get("tf_adjustment_column"):
        return f"({m!r}::DOUBLE - log2(tf_{column}_l))"
    return f"{m - u!r}::DOUBLE"


def frequencies(settings: dict[str, Any]) -> list[str]:
    """The columns whose frequencies are asked, in a fixed order."""
    levels = (level for one in settings["comparisons"] for level in one["comparison_levels"])
    return sorted({level["tf_adjustment_column"] for level in levels if level.get("tf_adjustment_column")})

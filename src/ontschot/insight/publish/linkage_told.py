"""What the report says of the linkage: how it was done, its estimated errors, and how far they move 'more than one'."""

import math
from typing import Any

from ontschot.insight.publish.published import Published, PublishedFigure
from ontschot.insight.publish.words import Words

# Of persons in several files, the share with several addresses up to which 'more than one scheme' of households was
# at most so many percentage points too low and too high, where the truth is known (docs/performance.md).
HOMES = ((0.25, 1.0, 2.5), (0.45, 2.5, 4.0))
LARGEST_STEP = 1.0  # percentage points


def points_about(points: dict[str, float], whole: int | None, least: int) -> dict[str, float]:
    """Percentage points of a share of `whole` persons, in steps of a tenth or more that stand for at least `least` of
    them, with the `step`; empty when that would say nothing."""
    step = max(1, math.ceil(1000 * least / whole)) / 10 if whole else math.inf
    if step > LARGEST_STEP or not points:
        return {}
    return {"step": step, **{name: round(round(found / step) * step, 1) + 0.0 for name, found in points.items()}}


def bias_of(published: Published, figure: PublishedFigure) -> dict[str, float]:
    """By column of a figure the percentage points that its share is too high; empty where nothing is estimated."""
    bias = published.quality.get("bias") or {}
    if (figure.id, figure.level, figure.day) != ("totals", "persons", published.study.date):
        return {}
    return {
        column: bias[column]
        for column in ("more", "schemes")
        if column in bias and figure.cells["all", column].share is not None
    }


def bias_note(published: Published, figure: PublishedFigure, words: Words) -> str:
    """What stands beside the figure of persons with more than one; '' where nothing is estimated."""
    found = bias_of(published, figure)
    if not found:
        return ""
    step = published.quality["bias"]["step"]
    return words("bias_short", "; ".join(f"{words(column)} {_off(words, found[column], step)}" for column in found))


def homes_note(published: Published, words: Words) -> str:
    """What stands beside each figure of households."""
    band = _homes(published.quality.get("elsewhere"))
    return words("homes_short", *map(words.decimal, band)) if band else words("homes_short_unknown")


def told(published: Published, words: Words) -> tuple[list[str], list[list[str]]]:
    """Paragraphs on the linkage, and per threshold the estimated errors as a table has them."""
    quality = published.quality
    text = [words(f"method:{quality['method']}")]
    curve = quality.get("curve") or []
    if quality["method"] == "probabilistic":
        text.append(words("threshold", words.decimal(round(quality["threshold"], 3))))
    at = min(curve, key=lambda point: abs(point["threshold"] - quality["threshold"]), default=None)
    if at is not None and quality["method"] == "probabilistic":
        false, missed = _tenth(words, at["false_share"]), _tenth(words, at["missed_share"])
        text.append(f"{words('estimate', false, missed)} {_bias(quality, at, words)}")
        text.append(words("best", *(words.decimal(quality["best"][use]) for use in ("links", "tables"))))
    else:
        text.append(words("no_estimate"))
    text += _households(published, words)
    text += _reviewed(quality.get("reviewed") or {}, words, published.study.minimum_cell)
    return text, [
        [words.decimal(round(p["threshold"], 3)), _tenth(words, p["false_share"]), _tenth(words, p["missed_share"])]
        for p in curve
    ]


def _bias(quality: dict[str, Any], at: dict[str, float], words: Words) -> str:
    """In percentage points where these are estimated, else the direction by the model."""
    bias = quality.get("bias") or {}
    if {"more", "schemes"} <= set(bias):
        off = [_off(words, bias[column], bias["step"]) for column in ("schemes", "more")]
        return words("bias_points", *off)
    false, missed = at["false_share"], at["missed_share"]
    even = _tenth(words, false) == _tenth(words, missed)
    said = words("bias_even" if even else "bias_down" if missed > false else "bias_up")
    return said if even else f"{said} {words('bias_unknown')}"


def _off(words: Words, points: float, step: float) -> str:
    if not points:
        return words("off_hardly", words.decimal(step))
    return words("off_down" if points < 0 else "off_up", words.decimal(round(abs(points), 1)))


def _homes(elsewhere: float | None) -> tuple[float, float] | None:
    if elsewhere is None:
        return None
    return next(((low, high) for most, low, high in HOMES if elsewhere <= most), None)


def _homes_told(elsewhere: float | None, words: Words) -> str:
    band = _homes(elsewhere)
    if elsewhere is None:
        return words("homes_usual", *map(words.decimal, HOMES[0][1:]))
    if band is None:
        return words("homes_beyond", words.percent(elsewhere))
    return words("homes_band", words.percent(elsewhere), *map(words.decimal, band))


def _households(published: Published, words: Words) -> list[str]:
    """How far households can be trusted; that there are none when most persons have no address."""
    if published.figure("totals", "households") is None:
        return [words("no_households")] if published.quality["households"] is None else []
    share = published.quality.get("addressless")
    found = f"{words('homes_bias')} {_homes_told(published.quality.get('elsewhere'), words)}"
    return [found, *([words("addressless", words.percent(share))] if share else [])]


def _reviewed(told: dict[str, Any], words: Words, least: int) -> list[str]:
    """What people judged of pairs near the threshold. A share only of enough pairs: of few it says nothing."""
    if not told:
        return []
    found = [words("reviewed", words.about(told["used"], least), words.about(told["judged"], least))]
    for side in ("above", "below"):
        if told[f"{side}_same"] is not None:
            found.append(words(f"reviewed_{side}", words.number(told[side]), words.percent(told[f"{side}_same"])))
    return [" ".join(found)]


def _tenth(words: Words, share: float) -> str:
    return words.decimal(round(100 * share, 1)) + "%"

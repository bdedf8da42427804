"""The one way out: figures become numbers that may be shown, and a report that stands on its own.

Words: suppression (onderdrukken), secondary suppression, keyed rounding, cell key, exposed (computable).
Promises: no cell under the smallest number, nor one that follows from others (solved for); same cell, same number.
May know: ``overlap`` and the words of a study. Makes JSON, CSV, HTML and a workbook; no network, no script.
Never: a number that did not go through ``suppression``, a name, a row of a person.
"""

from ontschot.insight.publish.linkage_told import points_about
from ontschot.insight.publish.page import within
from ontschot.insight.publish.published import Published, PublishedCell, PublishedFigure, publish
from ontschot.insight.publish.shown import Overtaken, Shown
from ontschot.insight.publish.suppression import NotPublishable, Unsolved, exposed, suppress
from ontschot.insight.publish.writing import FILES, about, files, fingerprint, is_report, share_about, write

__all__ = [
    "FILES",
    "NotPublishable",
    "Overtaken",
    "Published",
    "PublishedCell",
    "PublishedFigure",
    "Shown",
    "Unsolved",
    "about",
    "exposed",
    "files",
    "fingerprint",
    "is_report",
    "points_about",
    "publish",
    "share_about",
    "suppress",
    "within",
    "write",
]

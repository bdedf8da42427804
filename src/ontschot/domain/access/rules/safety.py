"""The reporting code (meldcode): its five steps, which may follow which, and questions that name nobody. Pure.

Sources: Wmo 2015 3.3 and Jeugdwet 4.1.7 oblige to a code; Besluit verplichte meldcode huiselijk geweld en
kindermishandeling art. 2 gives its five steps.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable

STEPS = (1, 2, 3, 4, 5)

# Which decisions a step may end in. Steps 1 to 3 decide nothing; what is unsafe is weighed in step 4 and decided in 5.
DECISIONS: dict[int, frozenset[str]] = {
    1: frozenset({""}),
    2: frozenset({""}),
    3: frozenset({""}),
    4: frozenset({"no_concern", "concern", "unsafe"}),
    5: frozenset({"help", "report", "both"}),
}
SHORTEST_NAME = 3
_PARTICLES = frozenset({"van", "den", "der", "des", "het", "ten", "ter", "von", "aan", "bij", "uit", "voor", "met"})
_NUMBER = re.compile(r"(?<!\d)\d{9}(?!\d)")
_PHONE = re.compile(r"(?<!\d)(?:\+31|0)[\s-]?\d(?:[\s-]?\d){7,9}(?!\d)")
_MAIL = re.compile(r"\S+@\S+\.\S+")
_POSTCODE = re.compile(r"\b[1-9]\d{3}(?:\s?[A-Z]{2}|[a-z]{2})\b")
_DATE = re.compile(r"\b\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b")
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)


def missing_before(step: int, taken: Collection[int], *, acute: bool) -> int | None:
    """The step that must be taken first, or None. In acute danger one acts at once: any step may be taken."""
    if acute:
        return None
    return next((earlier for earlier in STEPS if earlier < step and earlier not in taken), None)


def must_report(decisions: Iterable[str]) -> bool:
    """Whether the last weighing found it unsafe: then reporting is the norm of the profession (afwegingskader)."""
    weighed = [one for one in decisions if one in DECISIONS[4]]
    return bool(weighed) and weighed[-1] == "unsafe"


def names_somebody(text: str, names: Iterable[str], others: Iterable[str] = ()) -> list[str]:
    """What in a question would tell who it is about, in the order found; [] when it names nobody.

    ``names`` are the names of the people of the household, ``others`` street and place. Also refused: nine digits (a
    BSN), a telephone number, an e-mail address, a postcode, a date.
    """
    found: list[str] = []
    words = {word.casefold() for word in _WORD.findall(text)}
    for name in names:
        telling = (word for word in _WORD.findall(name) if len(word) >= SHORTEST_NAME)
        found += [w for w in telling if w.casefold() in words and w.casefold() not in _PARTICLES]
    lowered = text.casefold()
    found += [other for other in others if len(other) >= SHORTEST_NAME and other.casefold() in lowered]
    for pattern in (_NUMBER, _PHONE, _MAIL, _POSTCODE, _DATE):
        found += [match.group().strip() for match in pattern.finditer(text)]
    return list(dict.fromkeys(found))


def age_band(age: int | None) -> str:
    """How old somebody is, as roughly as a question without names may say it: 'under_4' ... 'over_70', '' unknown."""
    if age is None:
        return ""
    bands = ((4, "under_4"), (12, "4_12"), (18, "12_18"), (27, "18_27"), (70, "27_70"))
    return next((name for limit, name in bands if age < limit), "over_70")


def is_running(starts_on: dt.date, ends_on: dt.date | None, today: dt.date) -> bool:
    """Whether a measure holds on this day; ``ends_on`` is the first day on which it no longer does."""
    return starts_on <= today and (ends_on is None or today < ends_on)

"""Words of street names and how people and registers shorten them: 'Burg. v.d. Poelstr.' is 'Burgemeester van der
Poelstraat'.

A register holds the short name of NEN 5825 (24 characters) as often as the full one, so both ways are needed.
"""

from __future__ import annotations

import re

# What a street is called at its end: in full, and shortened.
ENDS: dict[str, tuple[str, ...]] = {
    "straat": ("str",),
    "laan": ("ln",),
    "weg": ("wg",),
    "plein": ("pln",),
    "dijk": ("dk",),
    "gracht": ("gr",),
    "kade": ("kd",),
    "singel": ("sgl", "sngl"),
    "hof": ("hf",),
    "pad": ("pd",),
    "steeg": ("stg",),
    "plantsoen": ("plnts", "plants"),
    "park": ("prk",),
    "boulevard": ("blvd", "bd"),
    "markt": ("mkt", "mrkt"),
    "dreef": ("dr",),
    "haven": ("hvn",),
    "wal": (),
    "allee": (),
    "brink": (),
    "erf": (),
    "hoek": (),
    "oever": (),
    "ring": (),
    "weide": (),
    "veld": (),
}
# Words inside a name that are written in more than one way; each stands for all of its row.
WORDS: tuple[tuple[str, ...], ...] = (
    ("burgemeester", "burg", "burgem"),
    ("doctor", "dokter", "dr"),
    ("professor", "prof"),
    ("dominee", "ds"),
    ("sint", "st"),
    ("meester", "mr"),
    ("ingenieur", "ir"),
    ("generaal", "gen"),
    ("admiraal", "adm"),
    ("kapitein", "kapt"),
    ("luitenant", "lt"),
    ("koningin", "kon"),
    ("koning", "kon"),
    ("prinses", "pr"),
    ("prins", "pr"),
    ("graaf", "gr"),
    ("pastoor", "past"),
    ("kapelaan", "kap"),
    ("kardinaal", "kard"),
    ("monseigneur", "mgr"),
    ("president", "pres"),
    ("minister", "min"),
    ("wethouder", "weth"),
    ("van", "v"),
    ("der", "d"),
    ("den", "d"),
    ("oude", "o"),
    ("nieuwe", "nw", "n"),
    ("grote", "gr"),
    ("kleine", "kl"),
    ("eerste", "1e"),
    ("tweede", "2e"),
    ("derde", "3e"),
    ("noord", "n"),
    ("zuid", "z"),
    ("oost", "o"),
    ("west", "w"),
)
_TOGETHER = {"vd": "v d", "vh": "v h", "vt": "v t"}
_SHORT_ENDS = {short: full for full, shorts in ENDS.items() for short in shorts}


def is_a_street(word: str) -> bool:
    """Whether a word, folded, ends as names of streets do: 'kerkstraat', 'kerkstr', 'wg'."""
    return any(word.endswith(end) for full, shorts in ENDS.items() for end in (full, *shorts))


def spellings(street: str) -> str:
    """A regular expression for how a street that was typed (folded) may begin in the register (folded too)."""
    words = [part for word in street.split() for part in _TOGETHER.get(word, word).split()]
    if not words:
        return ""
    ways = [_ways(words)]
    if len(words) > 1 and words[-1] in _SHORT_ENDS:  # 'kerk str': one word in the register, or two
        ways.append(_ways([*words[:-2], words[-2] + words[-1]]))
    return f"({'|'.join(ways)})"


def _ways(words: list[str]) -> str:
    parts = [*(_same(word) for word in words[:-1]), _endings(words[-1])]
    text = ""
    for place, ways in enumerate(parts):
        joint = "" if place == 0 else " ?" if "van" in parts[place - 1] else " "  # 'v d', 'vd'
        text += joint + f"({'|'.join(re.escape(way) for way in ways)})"
    return text


def _same(word: str) -> list[str]:
    return list(dict.fromkeys([word, *(one for row in WORDS if word in row for one in row)]))


def _endings(word: str) -> list[str]:
    ways = _same(word)
    for full, shorts in ENDS.items():
        for end in (full, *shorts):
            if word.endswith(end):
                ways += [word.removesuffix(end) + other for other in (full, *shorts)]
    return list(dict.fromkeys(ways))

"""How names are compared and put in order: accents, capitals and signs do not count, nor do the prefixes of a family.

Pure; ``name_order`` does the same in the database.
"""

from __future__ import annotations

import re
import unicodedata

# What stands before a family name (of BRP table 36, word by word), as ``fold`` leaves it. Not the Arabic articles:
# people look for El Amrani under E.
PREFIXES = (
    "aan|aen|af|am|auf|aus|bij|da|dal|dalla|das|de|degli|dei|del|dela|della|den|der|des|di|do|dos|du|het|im|in|la|"
    "las|le|les|los|lo|met|of|onder|op|over|s|t|te|tegen|ten|ter|thoe|thor|to|toe|tot|uijt|uit|van|vanden|vander|ver|vom|"
    "von|voor|zu|zum|zur"
)
_LEADING = re.compile(rf"^(({PREFIXES}) )+(?=.)")
_ELIDED = re.compile(r"^[dl]['’]", re.IGNORECASE)
_FOLD = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i",
        "ŋ": "n", "ĸ": "k", "ŧ": "t", "ĳ": "ij", "ŀ": "l", "ſ": "s", "’": "", "'": "", "`": "", "´": "", "ʼ": "",
    }
)  # fmt: skip


def fold(text: str) -> str:
    """Lower case without accents, apostrophes, signs, words one space apart: "'s-Gravenhage" is 's gravenhage'.

    'ij' stays i+j (as dictionaries sort); the single character 'ĳ' becomes the two letters. Idempotent.
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_FOLD)).casefold().translate(_FOLD)
    kept = (
        character if character.isalnum() else ("" if unicodedata.category(character) == "Mn" else " ")
        for character in unicodedata.normalize("NFKD", plain)
    )
    return " ".join("".join(kept).split())


def family(text: str) -> str:
    """The key of a family's name, prefixes left out: 'Van der Dalen' is 'dalen'; only prefixes stay as they are."""
    return _LEADING.sub("", fold(_ELIDED.sub("", text.strip())))

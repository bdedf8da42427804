"""The words about a message never hold a value out of it, whatever its type says of it; and places are words."""

from __future__ import annotations

import pytest
from django.utils import translation

from ontschot.exchange.iwmo import CodeLists
from ontschot.exchange.iwmo.xml.codelists import packaged
from ontschot.exchange.iwmo.xml.simple import BadValue, SimpleType, types_for
from ontschot.web.steering.message_words import where, without_values

LISTS: CodeLists = packaged()
TYPES = {f"{standard} {name}": item for standard in ("wmo", "jw") for name, item in types_for(standard, LISTS).items()}
VALUES = [
    "Vanderzwaluw",
    "'s Vanderzwaluw's",
    "Vanderzwaluw\nen 'nog' een Vanderzwaluw " + "x" * 300,
    "Vanderzwaluw is geen geheel getal",
    "7654321987",
    "-7654321987",
    "+7654321987",
    "76543219876543219876543",
    "7654321987-01-01",
    "7654-32-19",
    "76:54:32",
    "7654321",
]


def refusals(kind: SimpleType, value: str) -> list[str]:
    """What a type says of a value, in both languages."""
    try:
        kind.judge(value)
    except BadValue as bad:
        return [bad.nl, bad.en]
    return []


@pytest.mark.parametrize("value", VALUES)
def test_no_value_is_shown(value: str) -> None:
    said = [text for kind in TYPES.values() for text in refusals(kind, value)]
    assert said
    for text in said:
        words = without_values(f"Element: {text}")
        assert "Vanderzwaluw" not in words
        assert "7654" not in words
        assert len(words) > 15, "and still says what is wrong"


def test_a_value_where_one_value_is_fixed() -> None:
    with pytest.raises(BadValue) as found:
        TYPES["wmo BerichtVersie"].exactly("3").judge("7654")
    assert "7654" not in without_values(f"BerichtVersie: {found.value.nl}") + without_values(found.value.en)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("/", "het hele bestand"),
        ("/Bericht", "het hele bericht"),
        ("/Bericht/Client/Bsn", "Client › BSN"),
        (
            "/Bericht/Client/StartProducten/StartProduct[2]/ToewijzingNummer",
            "Client › Start product 2 › Toewijzing nummer",
        ),
    ],
)
def test_a_place_in_words(place: str, words: str) -> None:
    with translation.override("nl"):
        assert where(place) == words

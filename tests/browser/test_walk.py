"""From a need at the desk to a plan that everybody agrees to, by hand, counted: how much it asks of people.

An interaction is a click, a choice from a list or a field typed in. Goals: at most sixty, and no fact typed twice.
``ONTSCHOT_WALK=1`` prints the count (docs/performance.md).
"""

from __future__ import annotations

import os
import re
import time
from collections import Counter
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.visiting import Visit

pytestmark = pytest.mark.django_db(transaction=True)
AT_MOST = 60


@dataclass
class Hand:
    """Does on pages what people do, and counts."""

    counted: Counter[str] = field(default_factory=Counter)
    typed: list[str] = field(default_factory=list)

    def click(self, where: Locator) -> None:
        """A link, a button, a box to tick or a choice."""
        self.counted["clicks"] += 1
        where.click()

    def choose(self, where: Locator, label: str) -> None:
        """One of a list, the first that begins so."""
        self.counted["choices"] += 1
        option = where.locator("option").filter(has_text=re.compile(f"^\\s*{label}")).first
        where.select_option(option.get_attribute("value"))

    def type(self, where: Locator, text: str) -> None:
        """Text into a field."""
        self.counted["fields typed"] += 1
        self.typed.append(text)
        where.fill(text)


def _desk(hand: Hand, page: Page) -> None:
    """Who it is, what is the matter, who takes it."""
    hand.click(page.get_by_role("link", name="Nieuwe melding").first)
    for label, text in (("Achternaam", "van Dalen"), ("Dag", "12"), ("Maand", "4"), ("Jaar", "1986")):
        hand.type(page.get_by_label(label), text)
    hand.click(page.get_by_role("button", name=re.compile("^Zoek")).last)
    hand.click(page.get_by_role("button", name="Melding opnemen Saskia van Dalen"))
    hand.type(page.get_by_label("Wat is er aan de hand?"), "Het lukt niet meer met de post, en ik wil weer werken.")
    hand.click(page.get_by_role("button", name="Melding opslaan"))
    hand.click(page.get_by_role("link", name="Verdeel"))
    hand.click(page.get_by_label("Samengesteld"))
    hand.click(page.get_by_label("Geld en schulden"))
    hand.click(page.get_by_label("Veilig", exact=True))
    hand.choose(page.get_by_label("Wie pakt het op?"), "Gerrit Wijk")
    hand.click(page.get_by_role("button", name="Verdeel"))
    expect(page.get_by_text("is verdeeld")).to_be_visible()


def _kitchen_table(hand: Hand, page: Page) -> None:
    """The conversation over two life domains, with two results."""
    hand.click(page.get_by_role("link", name=re.compile("Saskia van Dalen|Van Dalen")).first)
    hand.click(page.get_by_role("link", name="Begin een gesprek"))
    hand.click(page.get_by_role("button", name="Begin het gesprek"))
    for domain, wants, result in (
        ("Geld en schulden", "De post niet meer laten liggen", "Saskia heeft overzicht over haar geld"),
        ("Werk en dagbesteding", "Weer onder de mensen", "Saskia werkt drie ochtenden"),
    ):
        hand.click(page.get_by_role("link", name=domain))
        hand.type(page.get_by_label("Wat wilt u?"), wants)
        hand.type(page.get_by_label("Resultaat toevoegen"), result)
        hand.click(page.get_by_role("button", name="Opslaan", exact=True))
        hand.click(page.get_by_role("link", name="Alle onderwerpen"))
    hand.click(page.get_by_role("link", name="Afronden"))
    hand.click(page.get_by_role("button", name="Rond het gesprek af"))
    expect(page.get_by_text("staan klaar voor het plan")).to_be_visible()


def _plan(hand: Hand, page: Page) -> None:
    """Results become goals; who does what; who keeps the overview; laid before the household."""
    hand.click(page.get_by_role("link", name="Naar het plan").first)
    hand.click(page.get_by_role("button", name=re.compile("^Plan maken uit het gesprek")))
    for number, text in enumerate(("Alle brieven in één doos doen", "Samen naar het werkcafé")):
        hand.click(page.get_by_role("link", name=re.compile("^Actie bij")).nth(number))
        hand.type(page.get_by_label("Wat gaat er gebeuren?"), text)
        hand.choose(page.get_by_label("Wie doet dit?"), "Saskia van Dalen")
        hand.click(page.get_by_role("button", name="Opslaan", exact=True))
    hand.click(page.get_by_role("button", name="Voorleggen aan het huishouden"))
    for name in ("Jeffrey van Dalen", "Amanda van Dalen"):
        hand.click(page.get_by_role("link", name=f"opschrijven {name}"))
        hand.click(page.get_by_label("Ja", exact=True))
        hand.click(page.get_by_label("in een gesprek"))
        hand.click(page.get_by_role("button", name="Opslaan", exact=True))


def _coordinator(hand: Hand, page: Page) -> None:
    hand.click(page.get_by_role("link", name="Aanwijzen"))
    hand.choose(page.get_by_label("Wie wordt regisseur?"), "Gerrit Wijk")
    hand.click(page.get_by_role("button", name="Aanwijzen"))


def _resident(hand: Hand, page: Page) -> None:
    hand.click(page.get_by_label("Ja, ik ben het ermee eens"))
    hand.click(page.get_by_role("button", name="Verstuur mijn antwoord"))
    expect(page.get_by_text("Iedereen is het eens met dit plan")).to_be_visible()


def test_from_need_to_agreed_plan_asks_little_of_people(visit: Visit) -> None:
    hand, began = Hand(), time.monotonic()
    _desk(hand, visit("/werk/", "access_worker"))
    page = visit("/werk/", "generalist")
    _kitchen_table(hand, page)
    _plan(hand, page)
    household = re.sub(r"^https?://[^/]+", "", page.url).replace("/plan/", "/betrokkenen/")
    _coordinator(hand, visit(household, "team_leader"))
    _resident(hand, visit("/mijn/plan/", "resident"))
    took = time.monotonic() - began
    if os.environ.get("ONTSCHOT_WALK"):
        print(f"\n{sum(hand.counted.values())} interactions {dict(hand.counted)}, {took:.0f} s without thinking")  # noqa: T201
    assert sum(hand.counted.values()) <= AT_MOST, hand.counted
    assert len(set(hand.typed)) == len(hand.typed), "a fact was typed twice"

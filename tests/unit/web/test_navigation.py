"""The menu shows only what exists, and marks where one is."""

from __future__ import annotations

import pytest

from ontschot.accounts.rules import Role
from ontschot.web.components import context, navigation


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_menu_of_existing_pages(role: Role) -> None:
    """Each item has an address and a shortcut of its own."""
    menu = navigation.items(role)
    assert menu
    assert all(item["url"].startswith("/") for item in menu)
    assert len({item["key"] for item in menu}) == len(menu)
    assert role in context.ROLE_LABELS


def test_an_unknown_role_sees_nothing() -> None:
    """Nobody by accident."""
    assert navigation.items("") == []


def test_the_closest_item_is_current() -> None:
    """On a page deep under two items, the longer address wins."""
    menu = [{"url": "/werk/"}, {"url": "/werk/meldingen/"}, {"url": "/"}]
    assert [item["current"] for item in navigation.marked(menu, "/werk/meldingen/12/")] == [False, True, False]
    assert not any(item["current"] for item in navigation.marked(menu, "/hulp/"))

"""Visiting the product in a real browser: fixtures, known everywhere in this folder, and the checks of every screen."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

if TYPE_CHECKING:
    from tests.town import Town

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
WIDTHS = (390, 820, 1280)  # phone, tablet, desk

Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def browsers(chromium: str) -> Iterator[Callable[[], Browser]]:
    """One browser for this file, and another one when it has closed itself: what comes after is not lost with it.

    While it is open this thread has an event loop, in which Django keeps connections of its own. The connection from
    before is closed first: it would be out of reach when the database is copied anew, and dead for the tests after.
    """
    from django.db import connections  # needs settings, which the ground sets after this file is read

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    connections.close_all()
    with sync_playwright() as playwright:
        opened: list[Browser] = []

        def one_that_is_there() -> Browser:
            if not opened or not opened[-1].is_connected():
                opened.append(playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS))
            return opened[-1]

        yield one_that_is_there
        for each in opened:
            each.close()


@pytest.fixture
def browser(browsers: Callable[[], Browser]) -> Browser:
    """The browser of this file."""
    return browsers()


@pytest.fixture
def town(transactional_db: None) -> Town:
    """The small town, committed so that the server sees it."""
    from tests import town as made

    return made.build()


@pytest.fixture
def visit(browser: Browser, town: Town, live_server: object) -> Iterator[Visit]:
    """A page of this server as a user of the town (or nobody)."""
    from django.test import Client  # needs settings, which the ground sets after this file is read

    opened = []

    def go(address: str, who: str = "") -> Page:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL")
        opened.append(context)
        if who:
            client = Client()
            client.force_login(town.users[who])
            session = client.session
            session["persona"] = True
            session.save()
            context.add_cookies([{"name": "sessionid", "value": session.session_key, "url": str(live_server)}])
        page = context.new_page()
        page.goto(f"{live_server}{address}")
        return page

    yield go
    for context in opened:
        context.close()


def check(page: Page, name: str) -> None:
    """No accessibility faults, and no scrolling sideways at any width.

    Keeps pictures when ONTSCHOT_PICTURES names a folder.
    """
    folder = os.environ.get("ONTSCHOT_PICTURES")
    page.wait_for_load_state()  # a click may have just left for this page
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} is wider than {width}"
        if folder:
            page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)
        if width != 820:
            found = Axe().run(page, options=WCAG)
            assert not found.response["violations"], found.generate_report()

"""What browser tests share: see visiting.py."""

from tests.browser.visiting import browser, browsers, town, visit

__all__ = ["browser", "browsers", "town", "visit"]

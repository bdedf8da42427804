"""What browser tests share: see visiting.py."""

from tests.browser.visiting import browser, town, visit

__all__ = ["browser", "town", "visit"]

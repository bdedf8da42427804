"""docs/reference/terms.md says what the configuration says: made from it, and held equal to it."""

from __future__ import annotations

from pathlib import Path

from ontschot.domain.access.rules import book, page

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "terms.md"


def test_the_page_of_terms_is_that_of_the_configuration() -> None:
    """When this fails: python -m ontschot.domain.access.rules.page > docs/reference/terms.md"""
    text = Path(book.__file__).with_name("terms.toml").read_text(encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page.written(book.parse(text))

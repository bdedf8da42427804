"""What integration tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.town import Town


@pytest.fixture
def town(db: None) -> Town:
    """The small town of ``tests/town.py``, rolled back after the test."""
    from tests import town as made  # needs Django's settings, which the ground sets after this file is read

    return made.build()

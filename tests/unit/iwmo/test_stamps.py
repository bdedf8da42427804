"""Version stamps of what we write come from a file that a municipality keeps."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontschot.exchange.iwmo import Stamps


def test_stamps_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "stamps.json"
    file.write_text('{"base": "1.0.1", "message": "1.0.2"}', encoding="utf-8")
    assert Stamps.from_file(file) == Stamps(base="1.0.1", message="1.0.2", xslt=None)


@pytest.mark.parametrize("text", ["[]", '{"other": "1"}', '{"base": 1}', '{"base": ""}', "no json"])
def test_what_is_no_stamp_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "stamps.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"."):
        Stamps.from_file(file)

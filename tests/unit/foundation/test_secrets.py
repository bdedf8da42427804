"""The secrets file: made once, closed to others, never half, never silently replaced."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ontschot.foundation import secrets


def test_they_are_made_once_and_stay(tmp_path: Path) -> None:
    assert secrets.load(tmp_path) == secrets.load(tmp_path)
    assert (tmp_path / secrets.FILE_NAME).stat().st_mode & 0o777 == 0o600


def test_two_that_start_at_once_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: secrets.load(tmp_path).fingerprint(), range(16)))
    assert len(set(found)) == 1
    assert [path.name for path in tmp_path.iterdir()] == [secrets.FILE_NAME]


def test_no_two_installations_share_them(tmp_path: Path) -> None:
    one, other = secrets.load(tmp_path / "one"), secrets.load(tmp_path / "other")
    for name in secrets.Secrets.__slots__:
        assert getattr(one, name) != getattr(other, name)
    assert one.fingerprint() != other.fingerprint()


def test_they_are_not_printed(tmp_path: Path) -> None:
    assert repr(secrets.load(tmp_path)) == "<Secrets>"


def test_a_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    secrets.load(tmp_path)
    (tmp_path / secrets.FILE_NAME).chmod(0o640)
    with pytest.raises(secrets.SecretsError, match="chmod 600"):
        secrets.load(tmp_path)


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "{}", json.dumps(dict.fromkeys(secrets.Secrets.__slots__, "c2hvcnQ="))]
)
def test_a_damaged_file_is_refused_and_kept(tmp_path: Path, content: str) -> None:
    path = tmp_path / secrets.FILE_NAME
    path.touch(mode=0o600)
    path.write_text(content)
    with pytest.raises(secrets.SecretsError, match="damaged"):
        secrets.load(tmp_path)
    assert path.read_text() == content


def test_lost_beside_a_database_they_are_not_made_anew(tmp_path: Path) -> None:
    (tmp_path / "database").mkdir()
    with pytest.raises(secrets.SecretsError, match="Put the file back"):
        secrets.load(tmp_path)


def test_without_permission_to_make_them(tmp_path: Path) -> None:
    with pytest.raises(secrets.SecretsError, match="missing"):
        secrets.load(tmp_path, create=False)

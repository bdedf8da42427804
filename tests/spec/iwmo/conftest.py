"""Where the material of others stands; every test that needs it skips with this reason when it is absent."""

import os
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

REASON = "the standards of others (../shared/standards) are not on this machine"


def standards() -> Path:
    """Folder with the material of others, or a path that does not exist."""
    return Path(os.environ.get("ONTSCHOT_STANDARDS", str(HERE.parents[2].parent / "shared" / "standards")))


@pytest.fixture(scope="session")
def istandaarden() -> Path:
    """The iStandaarden material; skips when absent."""
    folder = standards() / "istandaarden"
    if not folder.is_dir():
        pytest.skip(REASON)
    return folder


@pytest.fixture(scope="session")
def xsd(istandaarden: Path) -> Path:
    """The schemas."""
    return istandaarden / "xsd"


@pytest.fixture(scope="session")
def stuf(istandaarden: Path) -> Path:
    """The envelopes of StUF-GGK."""
    folder = istandaarden.parent / "stuf-ggk"
    if not folder.is_dir():
        pytest.skip(REASON)
    return folder

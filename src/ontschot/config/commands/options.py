"""The options that every command knows."""

import argparse
from pathlib import Path
from typing import Any


def shared() -> argparse.ArgumentParser:
    """A parent for parsers of commands. What is not given leaves no trace, so that it may stand before or after."""
    parent = argparse.ArgumentParser(add_help=False)
    add(parent, absent=argparse.SUPPRESS)
    return parent


def add(parser: argparse.ArgumentParser, *, absent: Any = None) -> None:
    """`--data` and `--json`; `absent` is their value when they are not given."""
    parser.add_argument("--data", type=Path, metavar="DIR", default=absent, help="the data folder (ONTSCHOT_DATA)")
    parser.add_argument("--json", action="store_true", default=absent, help="a summary as JSON in the last line")

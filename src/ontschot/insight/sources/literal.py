"""A file by its name as it is: DuckDB takes `wmo [2].csv` for a pattern, and would read `wmo 2.csv`."""

from pathlib import Path

_SIGNS = frozenset("*?[]{}=")


def literal(path: Path, workspace: Path) -> Path:
    """The file itself, or a link to it in the workspace when a sign in its path means something to DuckDB."""
    if not _SIGNS & set(str(path)):
        return path
    link = workspace / f"named{path.suffix}"
    link.unlink(missing_ok=True)
    link.symlink_to(path.absolute())
    return link

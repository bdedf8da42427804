"""How large things may be. Reading streams, so these guard disk and patience, not memory."""

from dataclasses import dataclass

GIB = 1024**3


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes, unless the name says otherwise. The command line and the page may set others."""

    file: int = 20 * GIB
    unpacked: int = 2 * GIB  # what the parts of an Excel file may be together once unpacked
    texts: int = 128 * 1024**2  # the same of one part that is no sheet: it is held in memory whole
    packing: int = 200  # how many times larger a part may be than it is packed, above one megabyte
    rows: int = 2  # of a Parquet file per byte, above a million rows
    settings: int = 1024**2
    columns: int = 2_000
    line: int = 4 * 1024**2

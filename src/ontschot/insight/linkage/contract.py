"""What goes into the linkage and what comes out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROLES = (
    "bsn",
    "identifier",
    "full_name",
    "given_names",
    "initials",
    "surname_prefix",
    "surname",
    "partner_prefix",
    "partner_surname",
    "birth_date",
    "sex",
    "street",
    "house_number",
    "house_number_addition",
    "postcode",
    "place",
    "region",
    "address_line",
    "pseudonym",
)
ENGINES = ("duckdb", "spark")
METHODS = ("probabilistic", "bsn", "name_address_birth", "postcode_number")
DATE_ORDERS = ("dmy", "mdy", "ymd")
LINKS = "links"
ADDRESSES = "link_addresses"


class LinkageError(ValueError):
    """Tables or settings that cannot be linked; the message says what to do."""


class ContradictionError(LinkageError):
    """Judged pairs that contradict each other; `lines`: where on the sheet."""

    def __init__(self, message: str, lines: Sequence[int]) -> None:
        self.lines = list(lines)
        super().__init__(message)


@dataclass(frozen=True)
class Input:
    """One file as a table of the connection.

    `table` has a column `row` (whole number, 1 = first data row) and text columns named by role (`ROLES`, any subset).
    `label` becomes `file` in the links. `date_order` says how dates with the year last are written; dates with the
    year first are always understood. Role `pseudonym` is what `ontschot pseudonymise`
    wrote: then all inputs have only that.
    """

    label: str
    table: str
    date_order: str = "dmy"


def _no_progress(done: int, total: int, label: str) -> None:
    pass


@dataclass(frozen=True)
class Settings:
    """How to link. `threshold` None: the one that the model chose for itself (see docs/explanation/linkage.md); with
    `tables` the one that it chose for counts, where false and missed links come nearer to cancelling out.

    `within_files` False: a person stands at most once in each file. `demo_numbers`: accept the marked synthetic BSNs.
    `model`: a file made with ``--train``; None: the shipped one. `quality`: whether to find out how good the links are.
    `review`: how many borderline pairs to keep at most.
    `reviewed`: a table of judged pairs (`reviewed.gather`), facts for the grouping; empty: nobody judged any.
    `engine`: where the pairs are compared; `spark` needs the extra of that name (docs/explanation/scale.md).
    """

    method: str = "probabilistic"
    threshold: float | None = None
    tables: bool = False
    within_files: bool = True
    demo_numbers: bool = True
    model: Path | None = None
    quality: bool = True
    review: int = 500
    reviewed: str = ""
    engine: str = "duckdb"
    progress: Callable[[int, int, str], None] = field(default=_no_progress, compare=False)


@dataclass(frozen=True)
class Quality:
    """What is known about how good the links are: for the quality page, without one row of a person.

    `weights`: per comparison its levels with m, u and match weight. `curve`: per threshold the estimated number of
    false links and of missed links between rows. `best`: the thresholds of it that are best for single links and for
    tables. `unlinkable`: share of rows with too little on them to be linked, per
    file. `bsn`: per file the rows with a BSN that is valid, wrong, absent, or shared by clearly different persons.
    `reviewed`: how many pairs were judged, used and gone, and how many above and below the threshold are the same.
    `model`: the model as these files show it, to be kept and given back as `Settings.model`.
    """

    weights: list[dict[str, Any]] = field(default_factory=list)
    curve: list[dict[str, float]] = field(default_factory=list)
    best: dict[str, float] = field(default_factory=dict)
    unlinkable: dict[str, float] = field(default_factory=dict)
    bsn: dict[str, dict[str, int]] = field(default_factory=dict)
    steps: dict[str, float] = field(default_factory=dict)
    reviewed: dict[str, Any] = field(default_factory=dict)
    model: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Doubts:
    """What may be wrong with the links, without a row of anybody. `joined`: persons that were joined by probability.

    `missed`: about how many persons stand there as two: two in different files (True), or both in one file (False).
    `spread`: persons that stand in several files with an address; `elsewhere`: those of them with several addresses.
    Table `table`: file, row, person, part, files (bit mask), probability, of the rows of those persons.
    """

    joined: int
    missed: dict[bool, float]
    spread: int
    elsewhere: int
    table: str = "link_parts"


@dataclass(frozen=True)
class LinkResult:
    """The links stand in table `table`: file VARCHAR, row BIGINT, person BIGINT, household BIGINT, probability DOUBLE.

    Every row of every input is there once. Beside it stands `ADDRESSES`: file, row, postcode and house_number of each
    row, as taken from one column or found from others at that door; the postcode as
    `hash(upper(replace(postcode, ' ', '')))`. `addressless`: persons of whom no row has an address, each a household by
    itself. `review_table` (None without a probabilistic method) has the borderline
    pairs for clerical review, for the owner of the files only: file_l, row_l, file_r, row_r, probability, linked,
    with an empty `judgement` and marks of both rows, so that it can come back as `Settings.reviewed`.
    """

    rows: int
    persons: int
    households: int
    addressless: int
    threshold: float
    method: str
    quality: Quality
    table: str = LINKS
    review_table: str | None = None

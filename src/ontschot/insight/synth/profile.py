"""What a profile says: areas, schemes with their files, and a plan of who uses what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ontschot.insight.synth.places import Area
from ontschot.insight.synth.population import Population


@dataclass(frozen=True)
class Style:
    """How an organisation writes its file."""

    columns: tuple[tuple[str, str], ...]  # (role, heading), in order
    delimiter: str = ";"
    encoding: str = "utf-8"
    bom: bool = False
    dates: str = "dmy"  # dmy: 31-12-1980; ymd: 1980-12-31; short: 1-2-1980; compact: 19801231
    upper: bool = False
    postcode_space: bool = False
    sexes: tuple[str, str] = ("M", "V")

    def heading(self, role: str) -> str | None:
        """The heading of the column with this role."""
        return dict(self.columns).get(role)


@dataclass(frozen=True)
class Scheme:
    """A scheme (regeling) with its provisions and the file it is kept in."""

    key: str
    name: str
    organisation: str
    access: str  # the rules of access at the reference date, in a line
    line: int
    file: str
    missing_bsn: float
    style: Style
    provisions: tuple[tuple[str, str], ...]  # (key, name as it stands in the file)


@dataclass(frozen=True)
class Uses:
    """Who uses what on the reference date: persons and provisions (numbers in `Profile.provisions`), side by side."""

    person: np.ndarray
    provision: np.ndarray

    @staticmethod
    def of(parts: list[tuple[np.ndarray, np.ndarray]]) -> Uses:
        """Parts put together; the same person with the same provision is kept once."""
        person = np.concatenate([part[0] for part in parts]).astype(np.int64)
        provision = np.concatenate([part[1] for part in parts]).astype(np.int64)
        both = np.unique(provision * (int(person.max(initial=0)) + 1) + person)
        provision, person = np.divmod(both, int(person.max(initial=0)) + 1)
        return Uses(person, provision)


@dataclass(frozen=True)
class Profile:
    """A published study as a recipe."""

    key: str
    title: str
    place: str
    areas: tuple[Area, ...]
    persons: int
    reference: dt.date
    schemes: tuple[Scheme, ...]
    plan: Callable[[Profile, Population, np.random.Generator], Uses]
    missing: tuple[str, ...] = ()
    former: float = 0.1  # as many uses that ended before the reference date, or begin after it
    bsn: bool = True  # whether the organisations know BSNs at all
    by_place: bool = False  # the study compares places: they are its districts

    @property
    def provisions(self) -> tuple[tuple[Scheme, str, str], ...]:
        """All provisions in order: scheme, key, name."""
        return tuple((scheme, key, name) for scheme in self.schemes for key, name in scheme.provisions)

    def number(self, key: str) -> int:
        """The number of a provision by its key."""
        return next(n for n, (_, own, _) in enumerate(self.provisions) if own == key)

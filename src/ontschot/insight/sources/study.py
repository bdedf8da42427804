"""A study: the files, the words in them, and how to count. `study_reading` makes it from `study.yaml`."""

import datetime as dt
from dataclasses import dataclass, field

from ontschot.insight.sources.link_settings import SourceFile

AGES = (0, 18, 27, 45, 65, 75)
MOST_PROVISIONS = 120
MOST_WEIGHT = 1000


@dataclass(frozen=True)
class Scheme:
    """A law or regulation. `access` says which rules of access held at the reference date."""

    code: str
    name: str
    access: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Provision:
    """A kind of support. `line` is 0, 1 or 2, or None when the study does not say; `weight` None likewise."""

    code: str
    name: str
    scheme: str
    line: int | None = None
    weight: float | None = None
    values: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """How files may write it, in small letters."""
        return tuple(word.lower() for word in (*self.values, self.name, self.code))


@dataclass(frozen=True)
class StudyFile:
    """A registration: how to read it, who gave it, and what all its rows have in common."""

    source: SourceFile
    organisation: str
    scheme: str = ""
    provision: str = ""


@dataclass(frozen=True)
class Study:
    """Everything study.yaml says. `dates` are in order, the last one is *the* reference date. `borders`: a file, and
    the property in it that is the code of an area; `border_names`: the one with its name. `lines`: where each key
    stands in study.yaml."""

    title: str
    dates: tuple[dt.date, ...]
    schemes: tuple[Scheme, ...]
    provisions: tuple[Provision, ...]
    files: tuple[StudyFile, ...]
    database: bool = False
    municipality: str = ""
    language: str = "nl"
    period: str = "on_date"
    end_is: str = "last_day"
    persons: int | None = None
    households: int | None = None
    areas: SourceFile | None = None
    area_names: dict[str, str] = field(default_factory=dict)
    borders: tuple[str, str] | None = None
    border_names: str = ""
    ages: tuple[int, ...] = AGES
    clusters: int | None = None
    method: str = "probabilistic"
    threshold: float | None = None
    reviewed: str = ""
    minimum_cell: int = 10
    rounding: int = 5
    missing: tuple[str, ...] = ()
    faulty_rows: str = "refuse"
    lines: dict[str, int] = field(default_factory=dict)

    @property
    def date(self) -> dt.date:
        """The reference date."""
        return self.dates[-1]

    @property
    def sources(self) -> tuple[SourceFile, ...]:
        """Every file that must be given: the registrations, and the areas when they are looked up."""
        return (*(file.source for file in self.files), *((self.areas,) if self.areas else ()))

    def scheme_of(self, provision: str) -> str:
        """The scheme a provision belongs to."""
        return next(p.scheme for p in self.provisions if p.code == provision)

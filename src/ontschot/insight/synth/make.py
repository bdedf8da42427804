"""From a profile and a seed to a folder with registrations, settings and the truth."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from ontschot.insight.synth import files, population, settings
from ontschot.insight.synth.errors import Rates, split
from ontschot.insight.synth.population import EPOCH, Population
from ontschot.insight.synth.profile import Profile, Scheme, Uses
from ontschot.insight.synth.records import dates_text, enter


@dataclass(frozen=True)
class Made:
    """What was written."""

    folder: Path
    persons: int
    households: int
    rows: dict[str, int] = field(default_factory=dict)

    @property
    def files(self) -> list[Path]:
        """The registrations, in the order of the settings."""
        return [self.folder / name for name in self.rows]


def make(
    profile: Profile, *, seed: int, out: Path, persons: int | None = None, noise: float = 1.0, with_bsn: bool = True
) -> Made:
    """Write the folder. The same arguments give the same bytes (with the same version of numpy).

    Raises ValueError when there are too few persons for the published numbers, FileExistsError when the folder holds
    other files than an earlier call wrote.
    """
    if (persons or profile.persons) > population.BSN_CAPACITY - 100 and with_bsn and profile.bsn:
        raise ValueError(
            f"there are {population.BSN_CAPACITY:,} synthetic numbers: take --without-bsn or fewer persons"
        )
    _refuse_other_files(out, profile)
    people = population.build(profile.areas, persons or profile.persons, seed=seed, today=profile.reference)
    uses = profile.plan(profile, people, np.random.default_rng([seed, 2]))
    out.mkdir(parents=True, exist_ok=True)
    rates = Rates().scaled(noise)
    with_bsn = with_bsn and profile.bsn
    made = Made(out, people.size, people.households)
    truth = []
    codes: set[str] = set()
    for scheme in profile.schemes:
        person, provision, start, end = _rows(profile, scheme, people, uses, seed)
        rng = np.random.default_rng([seed, 4, zlib.crc32(scheme.key.encode())])
        records = enter(scheme, people, person, rates, rng, noise=noise, with_bsn=with_bsn)
        columns = {role: texts[records.of_row] for role, texts in records.columns.items()}
        if scheme.style.heading("identifier"):
            columns["identifier"] = _identifiers(person, people.size)
        names = np.array([name for _, _, name in profile.provisions], dtype=object)
        codes |= set(columns["neighbourhood"].tolist())
        columns["provision"] = names[provision]
        columns["start"] = _day_texts(start, scheme.style.dates)
        columns["end"] = _day_texts(end, scheme.style.dates)
        files.write_file(out / scheme.file, scheme.style, columns, len(person))
        truth.append((scheme, person, people.household[person]))
        made.rows[scheme.file] = len(person)
    files.write_truth(out / "truth.csv", truth)
    settings.write(out, profile, people, codes, with_bsn=with_bsn)
    return made


def _refuse_other_files(out: Path, profile: Profile) -> None:
    """Raises FileExistsError when something would be written over that no earlier call wrote."""
    if out.exists() and not out.is_dir():
        raise FileExistsError(f"{out} is a file.")
    study = out / "study.yaml"
    if study.is_file() and settings.is_untouched(study):
        return
    names = [study.name, "link.yaml", "truth.csv", *(scheme.file for scheme in profile.schemes)]
    there = [name for name in names if (out / name).exists()]
    if there:
        raise FileExistsError(f"{out} holds {', '.join(there)}, not made by ontschot synth or changed since.")


def _rows(
    profile: Profile, scheme: Scheme, people: Population, uses: Uses, seed: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Person, provision, start and end of every row of a file, in the order of the file."""
    rng = np.random.default_rng([seed, 3, zlib.crc32(scheme.key.encode())])
    numbers = [profile.number(key) for key, _ in scheme.provisions]
    mine = np.isin(uses.provision, numbers)
    person, provision = uses.person[mine], uses.provision[mine]
    reference = (profile.reference - EPOCH).days
    n, former = len(person), int(len(person) * profile.former)
    # on the reference date: begun before, not ended or ended later
    start = reference - rng.integers(1, 2000, n)
    end = np.where(rng.random(n) < 0.8, -1, reference + rng.integers(1, 700, n))
    # not on the reference date: ended before, or yet to begin
    pick = rng.integers(0, n, former) if n else np.zeros(0, dtype=int)
    past = rng.random(former) < 0.8
    ended = reference - rng.integers(2, 500, former)
    begun = ended - rng.integers(30, 1500, former)
    start = np.concatenate([start, np.where(past, begun, reference + rng.integers(1, 90, former))])
    end = np.concatenate([end, np.where(past, ended, -1)])
    others = _others(people, person[pick], rng)
    person, provision = np.concatenate([person, others]), np.concatenate([provision, provision[pick]])
    start = np.maximum(start, people.birth[person] + 1)
    possible = np.flatnonzero((end < 0) | (start < end))  # nobody had ended before being born
    order = possible[rng.permutation(len(possible))]
    return person[order], provision[order], start[order], end[order]


def _others(people: Population, like: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Other people of about the same place: those who used something before, or will."""
    return (like + rng.integers(-40, 41, len(like))) % people.size


def _identifiers(person: np.ndarray, persons: int) -> np.ndarray:
    _, number = np.unique(person, return_inverse=True)
    return np.array([f"C{100_000 + one}" for one in number.tolist()], dtype=object)


def _day_texts(days: np.ndarray, form: str) -> np.ndarray:
    texts = dates_text(split(np.maximum(days, 0)), form)
    texts[days < 0] = ""
    return texts

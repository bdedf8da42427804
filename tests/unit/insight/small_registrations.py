"""Three small registrations of one invented town, in which much is small enough to be attacked."""

import datetime as dt
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ontschot.domain.people.rules.bsn import synthetic
from ontschot.insight.publish import Shown
from ontschot.insight.runs import study_run
from ontschot.insight.sources import read_study

KEY = b"attacks" * 5
HEADS = "BSN;Naam;Voorletters;Geb;PC;Nr;Buurt;Soort;V;Van;Tot"
COLUMNS = (
    "{bsn: BSN, surname: Naam, initials: Voorletters, birth_date: Geb, postcode: PC, house_number: Nr, "
    "neighbourhood: Buurt, household_type: Soort, provision: V, start: Van, end: Tot}"
)
FILES = {"wmo": ("help", "transport"), "wwb": ("income", "special"), "youth": ("guidance",)}


@dataclass
class Choice:
    """What a study takes of the town, and how it counts."""

    without_area: str = ""
    without_file: str = ""
    dates: tuple[str, ...] = ("2011-10-01",)
    minimum: int = 10
    rounding: int = 5
    more: str = ""
    people: int = 700
    noise: float = 0.1
    extra: list[str] = field(default_factory=list)


def rows(people: int, noise: float) -> Iterable[tuple[str, str, str]]:
    """File, neighbourhood and line of each row. A few neighbourhoods and combinations have very few people."""
    chance = random.Random(7)
    areas = [f"BU0345{at // 5:02}{at % 5:02}" for at in range(9)]
    for who in range(people):
        area = chance.choices(areas, weights=[30, 25, 20, 15, 10, 8, 16, 1, 0.6])[0]
        born = dt.date(1930, 1, 1) + dt.timedelta(days=chance.randrange(29_000))
        home = 1000 + who // 2
        kind = chance.choice(["alleen", "gezin", "gezin", "paar"])
        number = synthetic(who * 131)
        for file, provisions in FILES.items():
            if chance.random() > {"wmo": 0.6, "wwb": 0.4, "youth": 0.08}[file]:
                continue
            for word in provisions:
                if chance.random() > {"help": 0.7, "transport": 0.3, "income": 0.8, "special": 0.15}.get(word, 1):
                    continue
                bsn = number if chance.random() > 2 * noise else ""
                name = f"Naam{who:04}" if chance.random() > noise else f"Naam{who:04}n"
                day = born if chance.random() > noise else born + dt.timedelta(days=chance.choice([1, 10, 30]))
                begin = dt.date(2010, 1, 1) + dt.timedelta(days=chance.randrange(900))
                end = "" if chance.random() < 0.8 else (begin + dt.timedelta(days=400)).isoformat()
                yield (
                    file,
                    area,
                    f"{bsn};{name};{'ABCDE'[who % 5]};{day};{home} AB;{who // 2 % 60};{area};{kind};{word};"
                    f"{begin};{end}",
                )


def study(folder: Path, choice: Choice) -> study_run.Outcome:
    """Files and study.yaml in a folder, and the study run on it with what was shown before (kept in the folder)."""
    return run(folder, choice, remembered=True)


def run(folder: Path, choice: Choice, *, remembered: bool) -> study_run.Outcome:
    """The same; with `remembered` False as if there had been no earlier report."""
    folder.mkdir(exist_ok=True)
    taken = [name for name in FILES if name != choice.without_file]
    lines: dict[str, list[str]] = {name: [HEADS] for name in taken}
    for file, area, line in rows(choice.people, choice.noise):
        if file in lines and area != choice.without_area:
            lines[file].append(line)
    for name in taken:
        (folder / f"{name}.csv").write_text("\n".join([*lines[name], *choice.extra]) + "\n", encoding="utf-8")
    provisions = "\n".join(
        f"  {word}: {{name: {word}, scheme: {name}, line: {at % 3}}}"
        for name in taken
        for at, word in enumerate(FILES[name])
    )
    listed = "\n".join(f"  - {{file: {name}.csv, scheme: {name}, columns: {COLUMNS}}}" for name in taken)
    text = (
        f"title: Attacked\nmunicipality: Town\nreference_dates: [{', '.join(choice.dates)}]\n"
        f"minimum_cell: {choice.minimum}\nrounding: {choice.rounding}\n{choice.more}"
        f"schemes: {{{', '.join(f'{name}: {name}' for name in taken)}}}\nprovisions:\n{provisions}\nfiles:\n{listed}\n"
    )
    (folder / "study.yaml").write_text(text, encoding="utf-8")
    before = Shown.load(folder / "study.shown", KEY) if remembered else Shown(KEY)
    outcome = study_run.run_study(
        read_study(folder / "study.yaml"),
        [folder / f"{name}.csv" for name in taken],
        key=KEY,
        today=dt.date(2026, 1, 1),
        shown=before,
    )
    if remembered:
        before.save(folder / "study.shown")
    return outcome

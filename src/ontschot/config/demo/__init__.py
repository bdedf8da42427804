"""The demo municipality: invented residents, professionals and their work, made through the same doors as real ones.

Words: bevolking (population), gezin Van Dalen (the worked example), persona (somebody to look around as).
Promise: deterministic by seed; every person is synthetic, with numbers that fail the eleven test and can be nobody's.
May know: everything, as wiring does.
Never: run on a database that was not created as a demo.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

Progress = Callable[[int, int, str], None]


@dataclass
class DemoSummary:
    """What was made, and how to come in: one login for each role."""

    persons: int
    households: int
    logins: list[dict[str, str]] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """For the file beside the demo and for ``--json``."""
        return asdict(self)


def build(*, households: int, seed: int, progress: Progress) -> DemoSummary:
    """Fill an empty demo database: cast, the areas, the family Van Dalen and ``households`` others, with their work.

    ``progress`` hears how many of how many steps are done, and of what. Needs Django to be set up on the database.
    """
    from ontschot.config.demo import areas, cast, population, talks, team_week, van_dalen, work
    from ontschot.domain.people.actions import register
    from ontschot.foundation import calendar
    from ontschot.privacy.acting import acting, system

    today = calendar.today()
    progress(0, households, "demo: colleagues and streets")
    stage = work.Stage(cast.build())
    talks.house_style()
    areas.build(dwellings=households + 40)
    others = population.households(households, seed=seed, today=today)
    records = [*van_dalen.records(today), *itertools.chain.from_iterable(others)]
    with acting(system("demo")) as doing:
        register.take(records, by=doing.actor)
    known = work.homes()
    family = work.play_van_dalen(stage)
    chance = random.Random(seed)  # noqa: S311 - chooses who asks what, no secrets
    needs = work.cases_for(len(known), seed=seed)
    for index, (home, case) in enumerate(zip(known, needs, strict=True)):
        progress(index, len(known), "demo: households")
        if case is not None and home.household_id != family:
            work.play(stage, home, case, chance)
    team_week.play(stage, family)
    progress(len(known), len(known), "demo: households")
    return DemoSummary(persons=len(records), households=len(known), logins=cast.logins(stage.cast))

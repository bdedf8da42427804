"""Attacks on two reports of one study that divide the same people otherwise: merged areas, other ages."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy
import pytest
from scipy.optimize import linprog

from ontschot.domain.people.rules.bsn import synthetic
from ontschot.insight import publish
from ontschot.insight.overlap import Figure
from ontschot.insight.publish import Published, Shown
from ontschot.insight.publish.words import Words
from ontschot.insight.runs import study_run
from ontschot.insight.sources import read_study

KEY = b"divisions" * 4
Division = Callable[[int], str]
COLUMNS = "{bsn: B, surname: N, birth_date: G, postcode: P, house_number: H, neighbourhood: A, provision: V}"


STRIP = 8  # a few streets of area 0, that lie beside area 1


def single(area: int) -> str:
    return f"A{area % STRIP}"


def moved(area: int) -> str:
    """The same names, with the strip in another area."""
    return "A1" if area == STRIP else single(area)


def pairs(area: int) -> str:
    return f"B{area % STRIP // 2}"


def thirds(area: int) -> str:
    return f"C{area % STRIP % 3}"


def people(seed: int) -> Iterable[tuple[int, str, list[str]]]:
    """Neighbourhood, birth year and provisions of each; in a few neighbourhoods few have more than one."""
    chance = random.Random(seed)
    for who in range(1600):
        area = chance.choices(range(8), weights=[30, 25, 20, 15, 12, 10, 8, 6])[0]
        more = chance.random() < [0.1, 0.12, 0.1, 0.06, 0.05, 0.15, 0.06, 0.08][area]
        words = ["x", chance.choice("yyz")] if more else ["xyz"[who % 3]]
        area = STRIP if area == 0 and who % 7 == 0 else area
        yield area, str(1930 + who % 75), words


Exact = dict[tuple[str, str], int]


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[Published, Exact]]:
    """Makes a report of the study in a folder; gives it with the exact figures of persons behind it."""
    seen: list[Figure] = []
    real = publish.publish

    def spying(study: Any, figures: list[Figure], others: Any = (), shown: Any = None) -> Any:
        seen[:] = figures
        return real(study, figures, others, shown)

    monkeypatch.setattr(publish, "publish", spying)

    def make(
        seed: int, division: Division, *, without: int = 0, remembered: bool = True, more: str = "", rounding: int = 1
    ) -> tuple[Published, Exact]:
        rows: dict[str, list[str]] = {"one": ["B;N;G;P;H;A;V"], "two": ["B;N;G;P;H;A;V"]}
        for who, (area, year, words) in enumerate(people(seed)):
            for word in words if who >= without else ():
                line = f"{synthetic(who * 131)};N{who};{year}-03-04;{1000 + who} AB;1;{division(area)};{word}"
                rows["two" if word == "y" else "one"].append(line)
        files = []
        for name, lines in rows.items():
            files.append(tmp_path / f"{name}.csv")
            files[-1].write_text("\n".join(lines) + "\n", encoding="utf-8")
        text = (
            f"title: T\nreference_date: 2011-10-01\nrounding: {rounding}\nmethod: bsn\n{more}"
            "schemes: {one: One, two: Two}\n"
            "provisions: {x: {scheme: one}, z: {scheme: one}, y: {scheme: two}}\nfiles:\n"
            + "".join(f"  - {{file: {name}.csv, scheme: {name}, columns: {COLUMNS}}}\n" for name in rows)
        )
        (tmp_path / "study.yaml").write_text(text, encoding="utf-8")
        shown = Shown.load(tmp_path / "study.shown", KEY) if remembered else Shown(KEY)
        today = dt.date(2026, 1, 1)
        found = study_run.run_study(read_study(tmp_path / "study.yaml"), files, key=KEY, today=today, shown=shown)
        if remembered:
            shown.save(tmp_path / "study.shown")
        cells = {(c.row, c.column): c.count for f in seen if is_areas(f) for c in f.cells}
        return found.published, cells

    return make


def is_areas(figure: Figure) -> bool:
    return (figure.id, figure.level) == ("neighbourhoods", "persons")


def least_room(reports: Sequence[tuple[Division, Published, Exact]]) -> tuple[float, int]:
    """The narrowest interval that is left to a small number of areas and strata, and of how many small ones."""
    strata = ("one", "provisions", "schemes")
    atoms = [(area, stratum) for area in range(9) for stratum in strata]
    of = {"users": strata, "one": ("one",), "more": ("provisions", "schemes"), "schemes": ("schemes",)}
    open: list[tuple[numpy.ndarray, int]] = []
    small: dict[Any, numpy.ndarray] = {}
    for division, published, exact in reports:
        figure, totals = published.figure("neighbourhoods", "persons"), published.figure("totals", "persons")
        assert totals is not None
        for row in ["", *sorted({division(area) for area in range(9)})]:
            for column, belongs in of.items():
                there = [(not row or division(area) == row) and stratum in belongs for area, stratum in atoms]
                count = sum(exact[key, column] for key in {division(a) for a in range(9)}) if not row else 0
                count = count or exact.get((row, column), 0)
                shown = totals.value("all", column) if not row else figure and figure.value(row, column)
                if shown is not None:
                    open.append((numpy.array(there, dtype=float), count))
                elif 0 < count < 10:
                    small[tuple(there)] = numpy.array(there, dtype=float)
    strip = sum(len(words) > 1 for area, _, words in people(4) if area == STRIP)
    if 0 < strip < 10:
        small["strip"] = numpy.array([float(area == STRIP and stratum != "one") for area, stratum in atoms])
    rows, values = numpy.array([row for row, _ in open]), numpy.array([count for _, count in open], dtype=float)
    room = []
    for target in small.values():
        ends = [s * linprog(s * target, A_eq=rows, b_eq=values, bounds=(0, None)).fun for s in (1, -1)]
        room.append(ends[1] - ends[0])
    return min(room, default=float("inf")), len(room)


ORDERS = [(single, pairs), (pairs, single), (single, thirds), (thirds, single), (single, moved), (moved, single)]


@pytest.mark.parametrize(("first", "second"), ORDERS, ids=lambda division: str(division.__name__))
def test_two_divisions_in_areas_together_bound_no_small_number(
    report: Callable[..., tuple[Published, Exact]], first: Division, second: Division
) -> None:
    reports = [(division, *report(4, division)) for division in (first, second)]
    room, number = least_room(reports)
    assert number > 5
    assert room >= 10 - 1e-6
    assert reports[0][1].figure("neighbourhoods", "persons") is not None


def test_without_memory_that_attack_succeeds(report: Callable[..., tuple[Published, Exact]]) -> None:
    reports = [(division, *report(4, division, remembered=False)) for division in (single, thirds)]
    assert least_room(reports)[0] < 1


def test_of_nearly_the_same_people_it_is_left_out_and_said_why(
    report: Callable[..., tuple[Published, Exact]],
) -> None:
    report(3, single)
    second, _ = report(3, pairs, without=4)
    name = "persons/2011-10-01/neighbourhoods"
    assert second.figure("neighbourhoods", "persons") is None
    assert name in second.otherwise
    assert name in second.left_out
    page = publish.files(second, "nl")["index.html"].decode()
    assert Words("nl")("otherwise_text", "")[:60] in page
    assert second.figure("scheme_matrix", "persons") is not None


def test_a_neighbourhood_less_or_renamed_is_no_other_division(
    report: Callable[..., tuple[Published, Exact]],
) -> None:
    first, _ = report(3, single)
    less, _ = report(3, lambda area: "A6" if area == 7 else single(area))
    renamed, _ = report(3, lambda area: f"Wijk {area % STRIP}")
    one, other = first.figure("neighbourhoods", "persons"), renamed.figure("neighbourhoods", "persons")
    assert less.figure("neighbourhoods", "persons") is not None
    assert one is not None
    assert other is not None
    assert [one.value(f"A{at}", "users") for at in range(8)] == [other.value(f"Wijk {at}", "users") for at in range(8)]


def test_other_ages_of_the_same_people_show_nothing_new(report: Callable[..., tuple[Published, Exact]]) -> None:
    first, _ = report(3, single, more="ages: [0, 18, 27, 45, 65]\n")
    second, _ = report(3, single, more="ages: [0, 20, 27, 45, 65]\n")
    one, other = first.figure("ages", "persons"), second.figure("ages", "persons")
    assert one is not None
    assert one.value("0", "users") is not None
    assert other is None or other.value("0", "users") is other.value("20", "users") is None
    assert first.figure("scheme_matrix", "persons") == second.figure("scheme_matrix", "persons")


def test_areas_without_districts_have_no_table_of_districts(report: Callable[..., tuple[Published, Exact]]) -> None:
    found, _ = report(3, single)
    assert found.figure("neighbourhoods", "persons") is not None
    assert found.figure("districts", "persons") is None
    assert found.figure("district_matrix", "persons") is None
    assert not any("district" in name for name in found.left_out)

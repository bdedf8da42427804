"""What lands in the same month, how many stand around a household over time, and the picture of it."""

from __future__ import annotations

import datetime as dt
import itertools
import re

from hypothesis import given
from hypothesis import strategies as st

from ontschot.domain.plans.rules import (
    Landing,
    Point,
    Span,
    by_month,
    count_on,
    missing_voices,
    next_month,
    over_time,
    spans_of_involvement,
)
from ontschot.domain.plans.rules.schemes import LAW

DAY = dt.date
MARCH = DAY(2026, 3, 1)


def landing(on: dt.date, kind: str = "end", scheme: str = "Wmo", **more: object) -> Landing:
    return Landing(on=on, kind=kind, title=f"{kind} {scheme}", scheme=scheme, **more)  # type: ignore[arg-type]


def test_one_burden_alone_does_not_coincide() -> None:
    (month,) = by_month([landing(DAY(2026, 3, 5))], MARCH, 1)
    assert (len(month.landings), month.coincides) == (1, False)


def test_two_burdens_or_two_schemes_with_a_burden_coincide() -> None:
    two = by_month([landing(DAY(2026, 3, 1)), landing(DAY(2026, 3, 31), "cut")], MARCH, 1)
    mixed = by_month([landing(DAY(2026, 3, 1)), landing(DAY(2026, 3, 31), "start", "Jeugdwet")], MARCH, 1)
    good = by_month([landing(MARCH, "start"), landing(MARCH, "start", "Jeugdwet")], MARCH, 1)
    assert (two[0].coincides, mixed[0].coincides, good[0].coincides) == (True, True, False)


def test_neighbouring_months_are_apart() -> None:
    months = by_month([landing(DAY(2026, 3, 31)), landing(DAY(2026, 4, 1))], MARCH, 2)
    assert [len(month.landings) for month in months] == [1, 1]
    assert not any(month.coincides for month in months)


def test_monthly_costs_run_until_they_end_and_unknown_amounts_are_counted() -> None:
    running = landing(DAY(2026, 3, 15), "contribution", amount_cents=2_100, monthly=True, until=DAY(2026, 5, 1))
    unknown = landing(DAY(2026, 4, 2), "claim")
    once = landing(DAY(2026, 4, 2), "claim", amount_cents=5_000)
    months = by_month([running, unknown, once], MARCH, 3)
    assert [(m.running_cents, m.once_cents, m.unknown_amounts) for m in months] == [
        (2_100, 0, 0),
        (2_100, 5_000, 1),
        (0, 0, 0),
    ]


@given(st.lists(st.dates(DAY(2026, 1, 1), DAY(2027, 12, 31)), max_size=20))
def test_every_landing_stands_in_its_own_month_once(days: list[dt.date]) -> None:
    months = by_month([landing(day) for day in days], DAY(2026, 1, 20), 24)
    assert sum(len(month.landings) for month in months) == len(days)
    for month in months:
        assert all(month.first <= one.on < next_month(month.first) for one in month.landings)


def test_own_circle_does_not_count_as_help() -> None:
    assert spans_of_involvement("network", "Ria", "", MARCH, None) == []
    assert spans_of_involvement("volunteer", "Wim", "Buurthuis", MARCH, None) == []
    assert {span.counts for span in spans_of_involvement("professional", "Jan", "GGZ", MARCH, None)} == {
        "helper",
        "organisation",
    }


def test_the_same_organisation_counts_once_and_periods_are_half_open() -> None:
    spans = [
        Span("organisation", "ggz", MARCH, DAY(2026, 5, 1)),
        Span("organisation", "ggz", MARCH, None),
        Span("helper", "jan|ggz", MARCH, DAY(2026, 5, 1)),
    ]
    assert count_on(spans, DAY(2026, 4, 30)) == Point(DAY(2026, 4, 30), 1, 1, 0, 0)
    assert count_on(spans, DAY(2026, 5, 1)) == Point(DAY(2026, 5, 1), 1, 0, 0, 0)


def test_over_time_begins_with_the_first_record_and_ends_today() -> None:
    spans = [Span("helper", "jan", DAY(2026, 1, 20), None)]
    assert [point.on for point in over_time(spans, DAY(2026, 3, 10))] == [
        DAY(2026, 1, 20), DAY(2026, 2, 1), DAY(2026, 3, 1), DAY(2026, 3, 10),
    ]  # fmt: skip
    assert over_time([], MARCH) == []
    assert over_time([Span("plan", "later", DAY(2027, 1, 1), None)], MARCH) == []


@given(st.dates(DAY(2000, 1, 1), DAY(2030, 1, 1)), st.dates(DAY(2020, 1, 1), DAY(2030, 1, 1)))
def test_over_time_has_at_most_two_years(begun: dt.date, today: dt.date) -> None:
    points = over_time([Span("helper", "jan", begun, None)], today)
    assert len(points) <= 26
    assert [point.on for point in points] == sorted({point.on for point in points})
    assert all(point.helpers == 1 for point in points)


def test_a_balance_asks_for_the_household_and_the_coordinator() -> None:
    assert missing_voices([]) == ["member", "coordinator"]
    assert missing_voices(["helper", "coordinator"]) == ["member"]
    assert missing_voices(["member", "coordinator"]) == []


def test_every_scheme_has_its_law() -> None:
    from ontschot.domain.plans.models import Scheme

    assert set(LAW) == set(Scheme.values)


def test_the_picture_says_the_same_as_its_table_and_stays_inside() -> None:
    from ontschot.web.components.lines import HEIGHT, WIDTH, line_chart

    points = [
        Point(DAY(2026, 1, 1), 7, 9, 3, 2),
        Point(DAY(2026, 2, 1), 5, 5, 3, 2),
        Point(DAY(2026, 2, 9), 5, 5, 3, 2),
    ]
    chart = line_chart(points)
    assert chart
    assert chart.rows == [(p.on, [p.organisations, p.helpers, p.plans, p.labels]) for p in points]
    heights = sorted(float(one.label_y) for one in chart.series)
    assert all(after - before >= 20 for before, after in itertools.pairwise(heights))
    numbers = [float(text) for one in chart.series for text in re.findall(r"[\d.]+", one.path)]
    assert max(numbers) <= WIDTH
    assert all(0 <= y <= HEIGHT for y in heights)
    assert line_chart([]) is None
    one = line_chart(points[:1])
    assert one
    assert all("H" in series.path for series in one.series)

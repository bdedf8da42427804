"""How much may be claimed on an allocation: for one product period, and over the whole allocation (TR321, TR322)."""

import datetime as dt

from ontschot.exchange.iwmo.xml import messages as m

OUTPUT_UNITS = ("82", "83")
HOUSEHOLD_HELP_WEEKS = 6


def days_between(first: dt.date, last: dt.date) -> int:
    """Days of a period, both ends counted."""
    return (last - first).days + 1


def calendar_weeks(first: dt.date, last: dt.date) -> int:
    """Weeks (Monday to Sunday) that a period touches."""
    return _week(last) - _week(first) + 1


def _week(day: dt.date) -> int:
    """Number of the week since the beginning of the calendar; weeks begin on Monday."""
    return (day.toordinal() - 1) // 7


def sundays(first: dt.date, last: dt.date) -> int:
    """Sundays in a period."""
    return max(0, last.toordinal() // 7 - (first.toordinal() - 1) // 7)


def calendar_months(first: dt.date, last: dt.date) -> int:
    """Months that a period touches."""
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _weeks(allocation: m.ToegewezenProduct, unit: str, first: dt.date, last: dt.date) -> int:
    """Weeks that count in a period: those it touches for effort, its Sundays for output.

    The last broken week of an output allocation counts in the period with the allocation's last Sunday.
    """
    if unit not in OUTPUT_UNITS:
        return calendar_weeks(first, last)
    count = sundays(first, last)
    end = allocation.einddatum
    if end is not None and end.weekday() != 6:
        last_sunday = end.toordinal() - end.weekday() - 1
        begin = allocation.ingangsdatum.toordinal()
        if first.toordinal() <= last_sunday <= last.toordinal() or last_sunday < begin <= first.toordinal():
            count += 1
    return count


def most_in_period(
    allocation: m.ToegewezenProduct, first: dt.date, last: dt.date, *, household_help: bool
) -> int | None:
    """Most volume in a product period, in the unit of the allocation; None when the allocation has no volume.

    `household_help`: Wmo category 01 with a weekly volume, of which at most six weeks may be claimed in one period.
    """
    volume = allocation.omvang
    if volume is None:
        return None
    if volume.frequentie == "1":
        return volume.volume * days_between(first, last)
    if volume.frequentie == "2":
        if household_help:
            return volume.volume * HOUSEHOLD_HELP_WEEKS
        return volume.volume * _weeks(allocation, volume.eenheid, first, last)
    if volume.frequentie == "4":
        return volume.volume * calendar_months(first, last)
    return volume.volume


def most_in_total(allocation: m.ToegewezenProduct) -> int | None:
    """Most volume over the whole allocation; None when it has no volume or no end (and is not a total)."""
    volume = allocation.omvang
    if volume is None:
        return None
    if volume.frequentie == "6":
        return volume.volume
    if allocation.einddatum is None:
        return None
    first, last = allocation.ingangsdatum, allocation.einddatum
    if volume.frequentie == "1":
        return volume.volume * days_between(first, last)
    if volume.frequentie == "2":
        return volume.volume * calendar_weeks(first, last)
    return volume.volume * calendar_months(first, last)


def units_fit(allocated: str, claimed: str) -> bool:
    """Whether a claim in one unit fits an allocation in another: the same, or minutes on hours."""
    return allocated == claimed or (allocated == "04" and claimed == "01")


def in_allocated_units(volume: int, allocated: str, claimed: str) -> float:
    """A claimed volume in the unit of the allocation: minutes count as parts of hours."""
    return volume / 60 if (allocated, claimed) == ("04", "01") else volume

"""Rules of incomplete dates."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontschot.domain.people.rules import dates
from ontschot.domain.people.rules.dates import PartialDate

whole = st.dates().map(dates.from_date)
partial = st.one_of(
    whole,
    whole.map(lambda one: PartialDate(one.year, one.month)),
    whole.map(lambda one: PartialDate(one.year)),
    st.just(dates.UNKNOWN),
)


@pytest.mark.parametrize(
    ("register", "dutch", "english", "earliest", "latest"),
    [
        ("19800517", "17 mei 1980", "17 May 1980", dt.date(1980, 5, 17), dt.date(1980, 5, 17)),
        ("19800500", "mei 1980", "May 1980", dt.date(1980, 5, 1), dt.date(1980, 5, 31)),
        ("20000200", "februari 2000", "February 2000", dt.date(2000, 2, 1), dt.date(2000, 2, 29)),
        ("19800000", "1980", "1980", dt.date(1980, 1, 1), dt.date(1980, 12, 31)),
        ("00000000", "onbekend", "unknown", dt.date.min, dt.date.max),
    ],
)
def test_what_is_known_is_kept(register: str, dutch: str, english: str, earliest: dt.date, latest: dt.date) -> None:
    date = dates.parse(register)
    assert date.register == register
    assert (date.display(), date.display("en")) == (dutch, english)
    assert (date.earliest, date.latest) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "rule", "masked"),
    [
        ("19990231", "date.day", "****0231"),
        ("19991301", "date.month", "****1301"),
        ("19000229", "date.day", "****0229"),
        ("19990015", "date.parts", "****0015"),
        ("00000500", "date.parts", "****0500"),
        ("1999", "date.form", "****"),
        ("1999-02-01", "date.form", "********"),
        ("１９９９０２０１", "date.form", "********"),
        ("", "date.form", ""),
    ],
)
def test_what_cannot_be_is_refused(text: str, rule: str, masked: str) -> None:
    with pytest.raises(dates.DateError) as caught:
        dates.parse(text)
    assert (caught.value.rule, caught.value.masked) == (rule, masked)


@pytest.mark.parametrize(
    ("birth", "day", "lowest", "highest", "shown"),
    [
        ("19830526", dt.date(2019, 5, 26), 36, 36, "36"),
        ("19830526", dt.date(2019, 1, 1), 35, 35, "35"),
        ("19830500", dt.date(2019, 5, 30), 35, 36, "35 of 36"),
        ("19830500", dt.date(2019, 5, 31), 36, 36, "36"),
        ("19830500", dt.date(2019, 6, 1), 36, 36, "36"),
        ("19830500", dt.date(2019, 4, 30), 35, 35, "35"),
        ("19830000", dt.date(2019, 6, 1), 35, 36, "35 of 36"),
        ("00000000", dt.date(2019, 6, 1), None, None, "onbekend"),
        ("19960229", dt.date(2016, 2, 29), 20, 20, "20"),
        ("19960229", dt.date(2017, 2, 28), 20, 20, "20"),
        ("19960229", dt.date(2017, 3, 1), 21, 21, "21"),
        ("20190602", dt.date(2019, 6, 1), None, None, "onbekend"),
        ("20190000", dt.date(2019, 6, 1), 0, 0, "0"),
    ],
)
def test_age(birth: str, day: dt.date, lowest: int | None, highest: int | None, shown: str) -> None:
    age = dates.age_on(dates.parse(birth), day)
    assert (age.lowest, age.highest) == (lowest, highest)
    assert age.display() == shown


def test_who_may_be_a_minor_is_not_certainly_an_adult() -> None:
    age = dates.age_on(dates.parse("20070000"), dt.date(2025, 6, 1))
    assert age.possibly_below(18)
    assert not age.certainly_below(18)
    assert not age.certainly_at_least(18)
    assert not dates.UNKNOWN_AGE.certainly_at_least(18)
    assert dates.UNKNOWN_AGE.possibly_below(18)


def test_a_moment_is_no_date() -> None:
    with pytest.raises(TypeError):
        dates.from_date(dt.datetime(1980, 5, 17, 23, 30, tzinfo=dt.UTC))


@given(partial)
def test_written_and_read_again_is_the_same(date: PartialDate) -> None:
    assert dates.parse(date.register) == date
    assert date.earliest <= date.latest
    assert date.display()
    assert date.may_equal(date)


@given(partial, partial)
def test_may_equal_is_mutual(one: PartialDate, other: PartialDate) -> None:
    assert one.may_equal(other) == other.may_equal(one)


@given(partial, st.dates())
def test_age_is_never_certain_and_wrong(birth: PartialDate, day: dt.date) -> None:
    age = dates.age_on(birth, day)
    if age.lowest is None or age.highest is None:
        return
    assert 0 <= age.lowest <= age.highest
    assert age.lowest == dates.age_on(dates.from_date(min(birth.latest, day)), day).exact
    assert age.highest == dates.age_on(dates.from_date(birth.earliest), day).exact


@given(st.text("0123456789- 年", max_size=12))
def test_every_text_is_a_date_or_refused(text: str) -> None:
    for read in (dates.parse, dates.parse_iso):
        try:
            date = read(text)
        except dates.DateError:
            continue
        else:
            assert dates.parse(date.register) == date


@pytest.mark.parametrize(
    ("text", "register"), [("", "00000000"), ("1980", "19800000"), ("1980-05", "19800500"), ("1980-05-17", "19800517")]
)
def test_forms_and_interfaces_write_with_hyphens(text: str, register: str) -> None:
    assert dates.parse_iso(text).register == register

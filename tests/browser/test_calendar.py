"""The calendar in a real browser: an appointment, a clash, the keyboard, a task that moves, and the feed."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import expect

from ontschot.domain.plans import actions
from ontschot.foundation.calendar import AMSTERDAM, today
from ontschot.privacy import acting
from tests.browser.visiting import Visit, browser, check, town, visit  # noqa: F401
from tests.town import Town

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_empty_calendar_teaches(visit: Visit) -> None:  # noqa: F811
    page = visit("/werk/agenda/", "generalist")
    expect(page.get_by_text("Niets gepland")).to_be_visible()
    check(page, "calendar-empty")


def test_an_appointment_from_household_to_calendar(visit: Visit, town: Town) -> None:  # noqa: F811
    by = town.actor("generalist")
    begin = dt.datetime.combine(today(), dt.time(10), tzinfo=AMSTERDAM)
    with acting.acting(by):
        actions.add_appointment(
            by=by,
            household_id=town.household,
            title="Kennismaken",
            starts_at=begin,
            ends_at=begin + dt.timedelta(hours=1),
        )
        actions.add_task(by=by, household_id=town.household, text="Bel de woningcorporatie", due_on=today())
    page = visit(f"/werk/huishoudens/{town.household}/", "generalist")
    page.get_by_role("link", name="Afspraak", exact=True).click()
    expect(page.get_by_label("Waar?")).to_have_value("Lindestraat 12, 5341 AB Oss")
    page.get_by_label("Waar gaat het over?").fill("De schulden op een rij")
    page.get_by_label("Dag", exact=True).fill(today().isoformat())
    page.get_by_label("Van", exact=True).fill("10:30")
    page.get_by_label("Tot", exact=True).fill("11:30")
    page.get_by_label("Hoe komt u er?").fill("Achterom, de bel doet het niet")
    page.get_by_label("Saskia van Dalen").check()
    page.get_by_label("Wie komt er nog mee?").fill("Tolk Yusuf")
    check(page, "appointment-new")
    page.get_by_role("button", name="Afspraak maken").click()
    expect(page.get_by_text("Gerrit Wijk heeft dan al iets anders.")).to_be_visible()
    expect(page.get_by_role("link", name="De schulden op een rij")).to_be_visible()
    page.goto(page.url.split("/werk/")[0] + "/werk/agenda/")
    expect(page.get_by_text("Er vallen afspraken samen")).to_be_visible()
    expect(page.get_by_text("Bel de woningcorporatie")).to_be_visible()
    check(page, "calendar")
    page.keyboard.press("g")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("Niets gepland")).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.press("v")
    page.get_by_role("link", name="De schulden op een rij").click()
    check(page, "appointment")
    page.get_by_role("button", name="Gaat niet door").click()
    expect(page.get_by_role("button", name="Ongedaan maken: staat weer gepland")).to_be_visible()


def test_a_task_goes_to_another_day_and_back(visit: Visit, town: Town) -> None:  # noqa: F811
    page = visit(f"/werk/huishoudens/{town.household}/taak/", "generalist")
    page.get_by_label("Wat moet er gebeuren?").fill("Bel de bank")
    page.get_by_label("Uiterlijk").fill(today().isoformat())
    check(page, "task-new")
    page.get_by_role("button", name="Taak maken").click()
    page.get_by_role("link", name="Mijn werk").first.click()
    page.get_by_label("Later Bel de bank").first.select_option(label="over een week")
    page.get_by_role("button", name="Later Bel de bank").click()
    expect(page.get_by_text("Bel de bank: nu op")).to_be_visible()
    check(page, "work-snoozed")
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_text("De taak staat weer op de oude dag.")).to_be_visible()


def test_an_address_is_shown_once(visit: Visit) -> None:  # noqa: F811
    page = visit("/werk/agenda/koppelen/", "generalist")
    page.get_by_role("button", name="Maak een adres").click()
    address = page.locator(".feed-address").inner_text()
    assert page.request.get(address).ok
    check(page, "feed")
    page.goto(page.url)
    expect(page.locator(".feed-address")).to_have_count(0)
    page.get_by_role("button", name="Stop met koppelen").click()
    assert page.request.get(address).status == 404

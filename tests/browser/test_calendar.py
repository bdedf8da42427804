"""The calendar in a real browser: an appointment, a clash, the keyboard, a task that moves, and the feed."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from ontschot.accounts import absence_actions
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


def test_an_appointment_that_comes_back_and_a_resident_who_wants_another_time(visit: Visit, town: Town) -> None:  # noqa: F811
    tomorrow = today() + dt.timedelta(days=1)
    page = visit(f"/werk/huishoudens/{town.household}/afspraak/", "generalist")
    page.get_by_label("Waar gaat het over?").fill("De post openen")
    page.get_by_label("Dag", exact=True).fill(tomorrow.isoformat())
    page.get_by_label("Wat neemt de inwoner mee?").fill("De brieven van deze week")
    page.get_by_label("Hoeveel minuten bent u onderweg?").fill("20")
    page.get_by_label("Komt de afspraak terug?").select_option("2")
    page.get_by_label("Tot en met welke dag komt hij terug?").fill((today() + dt.timedelta(days=500)).isoformat())
    page.get_by_role("button", name="Afspraak maken").click()
    until = page.get_by_label("Tot en met welke dag komt hij terug?")
    expect(until).to_have_accessible_description(re.compile("hoogstens een jaar lang terug"))
    check(page, "appointment-too-long")
    page.get_by_label("Tot en met welke dag").fill((tomorrow + dt.timedelta(days=60)).isoformat())
    check(page, "appointment-repeats")
    page.get_by_role("button", name="Afspraak maken").click()
    expect(page.get_by_text("De afspraak staat in de agenda.")).to_be_visible()
    page = visit("/werk/", "generalist")
    expect(page.get_by_role("region", name="Vandaag en morgen")).to_contain_text("De post openen")
    check(page, "my-work-soon")
    resident = visit("/mijn/plan/", "resident")
    expect(resident.get_by_text("Morgen om 10:00 hebt u een afspraak.")).to_be_visible()
    resident.get_by_role("link", name="Bekijk mijn afspraken").click()
    expect(resident.get_by_text("De brieven van deze week").first).to_be_visible()
    check(resident, "my-appointments")
    resident.get_by_role("link", name="Ik wil een andere tijd").first.click()
    resident.get_by_role("button", name="Verstuur mijn vraag").click()
    expect(resident.get_by_text("Schrijf op wanneer u wel kunt").first).to_be_visible()
    resident.get_by_label("Wanneer kunt u wel?").fill("Liever in de middag.")
    check(resident, "my-appointment-move")
    resident.get_by_role("button", name="Verstuur mijn vraag").click()
    expect(resident.get_by_text("Liever in de middag.")).to_be_visible()
    page.reload()
    page.get_by_role("region", name="Vandaag en morgen").get_by_role("link", name="De post openen").click()
    expect(page.get_by_text("De inwoner vraagt om een andere tijd")).to_be_visible()
    page.get_by_label("Van", exact=True).fill("14:00")
    page.get_by_label("Tot", exact=True).fill("15:00")
    page.get_by_label("deze en alle volgende").check()
    check(page, "appointment-series")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Opgeslagen.")).to_be_visible()
    resident.reload()
    expect(resident.get_by_text("Liever in de middag.")).to_be_hidden()
    expect(resident.get_by_role("heading", name="14:00").first).to_be_visible()


def test_hours_the_norm_and_what_a_resident_reads_of_who_is_away(visit: Visit, town: Town) -> None:  # noqa: F811
    by, admin = town.actor("generalist"), town.actor("administrator")
    with acting.acting(admin):
        absence_actions.set_caseload_norm(by=admin, team_id=town.team, households=20, starts_on=dt.date(2026, 1, 1))
    with acting.acting(by):
        actions.name_coordinator(by=by, household_id=town.household, user_id=by.user_id or 0)
        actions.make_plan(by=by, household_id=town.household, motto="Rust in huis")
    page = visit("/werk/team/", "team_leader")
    page.get_by_role("link", name="uren Gerrit Wijk").click()
    page.get_by_label("Uren per week").fill("18")
    check(page, "team-hours")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("/ 10")).to_be_visible()
    check(page, "team-norm")
    page = visit("/werk/afwezig/", "generalist")
    page.get_by_label("Bericht voor inwoners").fill("Ik bel u daarna terug.")
    check(page, "absence-residents")
    page.get_by_role("button", name="Opslaan").click()
    page = visit("/mijn/plan/", "resident")
    expect(page.get_by_text("Ik bel u daarna terug.")).to_be_visible()
    check(page, "my-plan-away")


def test_an_appointment_begins_in_the_calendar(visit: Visit, town: Town) -> None:  # noqa: F811
    page = visit(f"/werk/agenda/?dag={today() + dt.timedelta(days=7)}&per=dag", "generalist")
    page.get_by_role("link", name="Nieuwe afspraak").first.click()
    check(page, "calendar-choose-empty")
    page.get_by_label("Naam van het huishouden of van een lid").fill("jeffrey")
    page.get_by_role("main").get_by_role("button", name="Zoeken").click()
    check(page, "calendar-choose")
    page.get_by_role("link", name="Van Dalen").click()
    expect(page.get_by_label("Dag", exact=True)).to_have_value(str(today() + dt.timedelta(days=7)))
    page.get_by_label("Waar gaat het over?").fill("Thuis langs")
    page.get_by_role("button", name="Afspraak maken").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Agenda")
    expect(page.get_by_role("link", name="Thuis langs")).to_be_visible()

"""Two records of one person in a real browser: compared, made one, and two again."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from ontschot.domain.people import actions
from ontschot.privacy import acting
from ontschot.privacy.acting import system
from tests.browser.visiting import Visit, browser, check, town, visit  # noqa: F401
from tests.town import Town

pytestmark = pytest.mark.django_db(transaction=True)


def test_nobody_twice(visit: Visit) -> None:  # noqa: F811
    page = visit("/werk/dubbel/", "generalist")
    expect(page.get_by_text("Niemand staat er dubbel in")).to_be_visible()
    check(page, "duplicates-none")


def test_compared_made_one_and_two_again(visit: Visit, town: Town) -> None:  # noqa: F811
    by = system("test")
    with acting.acting(by):
        actions.report_person(
            by=by, household_id=town.household, given_names="Saskia", prefix="van", family_name="Dalen",
            birth_date="19860412", phone="06-12345678",
        )  # fmt: skip
    page = visit("/werk/dubbel/", "generalist")
    check(page, "duplicates")
    page.get_by_role("link", name="Saskia van Dalen – Saskia van Dalen").click()
    expect(page.get_by_text("Dezelfde naam en geboortedatum")).to_be_visible()
    for label in ("blijft", "gaat hierin op"):  # on a phone the two names are the same
        expect(page.locator(f"td[data-label='{label}']").first).to_be_visible()
    check(page, "duplicate-pair")
    page.get_by_role("button", name="Niet dezelfde persoon").click()
    expect(page.get_by_text("Weet u het zeker?")).to_be_visible()
    check(page, "duplicate-apart")
    page.get_by_role("button", name="Dezelfde persoon: samenvoegen").click()  # the browser asks for the tick
    expect(page.get_by_role("heading", name="Is dit dezelfde persoon?")).to_be_visible()
    page.get_by_role("link", name="Dubbel", exact=True).click()
    page.get_by_text("Laatst beoordeeld als twee mensen").click()
    check(page, "duplicates-apart")
    page.get_by_role("link", name="Saskia van Dalen – Saskia van Dalen").click()
    page.get_by_role("button", name="Neem dit terug").click()
    expect(page.get_by_text("Teruggenomen.")).to_be_visible()
    page.get_by_label("Waar ziet u het aan?").fill("Zelfde paspoort")
    page.get_by_role("button", name="Dezelfde persoon: samenvoegen").click()
    expect(page.get_by_text("Samengevoegd. U kunt dit hieronder ongedaan maken.")).to_be_visible()
    check(page, "duplicate-merged")
    page.get_by_role("button", name="Samenvoegen ongedaan maken").click()
    expect(page.get_by_text("Weer uit elkaar: het zijn twee mensen.")).to_be_visible()
    expect(page.get_by_text("ongedaan gemaakt op")).to_be_visible()
    check(page, "duplicate-history")

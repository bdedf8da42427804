"""Legal terms in a real browser: chosen at triage, on top of my work, standing still, delayed, met; also on a phone."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import expect

from ontschot.domain.access import actions
from ontschot.domain.plans import actions as plans
from ontschot.foundation import calendar
from ontschot.privacy import acting
from tests.browser.visiting import Visit, browser, check, town, visit  # noqa: F401
from tests.town import Town

pytestmark = pytest.mark.django_db(transaction=True)

DAY = dt.timedelta(days=1)


def _request(town: Town, days: int, *, domains: tuple[str, ...] = ("household",), threats: tuple[str, ...] = ()) -> int:  # noqa: F811
    by = town.actor("access_worker", "intake")
    with acting.acting(by):
        made = actions.report(
            by=by, person_id=town.saskia, question="Het lukt mij niet meer.", channel="desk",
            reported_on=calendar.today() - days * DAY,
        )  # fmt: skip
        actions.triage(
            by=by, request_number=made.pk, version=1, complexity="complex", life_domains=domains, safety="safe",
            team_id=town.team, user_id=town.users["generalist"].pk, threats=threats,
        )  # fmt: skip
        return made.pk


def test_what_is_late_stands_on_top_of_my_work_and_of_every_list(visit: Visit, town: Town) -> None:  # noqa: F811
    late = _request(town, 60)
    _request(town, 38)
    _request(town, 1, domains=("income", "parenting"), threats=("eviction",))
    page = visit("/werk/", "generalist")
    section = page.get_by_role("region", name="Termijnen die aandacht vragen")
    expect(section.get_by_role("listitem").first).to_contain_text(f"M-{late:06d}")
    expect(section.get_by_text("Wmo 2015 2.3.2 lid 1").first).to_be_visible()
    check(page, "terms-my-work")
    page.get_by_role("link", name="Termijnen", exact=True).click()
    page.get_by_role("link", name="Participatiewet").click()
    expect(page.get_by_role("region", name="Termijnen die aandacht vragen")).to_contain_text(f"M-{late:06d}")
    check(page, "terms-list")
    page.get_by_role("link", name="Welke regels gelden er?").click()
    expect(page.get_by_role("region", name="Wmo 2015")).to_contain_text("2.3.5 lid 2")
    check(page, "terms-rules")


def test_a_term_stands_still_is_delayed_and_met(visit: Visit, town: Town) -> None:  # noqa: F811
    number = _request(town, 5, domains=("parenting", "household"))
    page = visit(f"/werk/meldingen/{number}/", "generalist")
    check(page, "terms-request-page")
    page.get_by_role("link", name="Bekijk en wijzig").click()
    page.get_by_role("link", name="Stilzetten Beslissen over jeugdhulp").click()
    page.get_by_label("Wat is er aan de hand?").fill("Het gezinsplan ontbreekt; gevraagd per brief.")
    page.get_by_role("button", name="Zet stil").click()
    expect(page.get_by_text("Kies een grond.").first).to_be_visible()
    check(page, "terms-suspend-refused")
    page.get_by_label("De aanvraag is niet compleet").check()
    page.get_by_role("button", name="Zet stil").click()
    part = page.get_by_role("region", name="Beslissen over jeugdhulp")
    expect(part).to_contain_text("14 dagen")
    expect(part).to_contain_text("Awb 4:5 lid 1 en 4:15")
    page.get_by_role("link", name="Bericht van uitstel Beslissen over jeugdhulp").click()
    page.get_by_label("Tot wanneer stelt u uit?").fill((calendar.today() + 100 * DAY).isoformat())
    page.get_by_label("Waarom lukt het niet op tijd?").fill("Er is advies gevraagd.")
    check(page, "terms-delay")
    page.get_by_role("button", name="Leg vast").click()
    expect(part).to_contain_text("Bericht van uitstel verstuurd op")
    page.get_by_role("link", name="Is klaar Onderzoek na de melding").click()
    page.get_by_role("button", name="Dit is klaar").click()
    expect(page.get_by_role("region", name="Onderzoek na de melding")).to_contain_text("Klaar op")
    check(page, "terms-request")
    page.get_by_role("button", name="Laat toch lopen Onderzoek na de melding").click()
    expect(page.get_by_role("region", name="Onderzoek na de melding")).to_contain_text("Uiterlijk")
    page.get_by_role("link", name="Termijn starten").click()
    check(page, "terms-begin")
    page.goto(page.url.replace("/termijn/", "/wetten/"))
    page.get_by_label("Schuldhulp (Wgs)").check()
    page.get_by_label("Ontruiming van de woning").check()
    check(page, "terms-laws")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("region", name="Eerste gesprek bij dreiging")).to_contain_text("3 werkdagen")


def test_triage_asks_for_the_law_and_what_threatens(visit: Visit, town: Town) -> None:  # noqa: F811
    by = town.actor("access_worker", "intake")
    with acting.acting(by):
        made = actions.report(by=by, person_id=town.saskia, question="De deurwaarder kwam.", channel="desk")
    page = visit(f"/werk/meldingen/{made.pk}/verdelen/", "access_worker")
    check(page, "terms-triage")


def test_closing_a_plan_asks_for_the_terms_and_the_resident_reads_them(visit: Visit, town: Town) -> None:  # noqa: F811
    number = _request(town, 50)
    by = town.actor("generalist")
    with acting.acting(by):
        term = actions.start_term(
            by=by, request_number=number, rule="wmo.decision", event_on=calendar.today() - 3 * DAY
        )
        actions.suspend(
            by=by, term_id=term.pk, version=1, ground="incomplete", reason="Uw handtekening ontbreekt nog.",
            starts_on=calendar.today() - DAY, ends_on=calendar.today() + 9 * DAY,
        )  # fmt: skip
        actions.notify_delay(
            by=by, term_id=term.pk, version=2, sent_on=calendar.today(), until=calendar.today() + 60 * DAY,
            reason="Wij wachten op advies van een arts.",
        )  # fmt: skip
        plans.make_plan(by=by, household_id=town.household, motto="Rust in huis")
    page = visit("/mijn/gesprek/", "resident")
    expect(page.get_by_role("region", name="Wat mag u wanneer verwachten?")).to_contain_text("Wij zijn te laat")
    check(page, "terms-resident-talks")
    page = visit("/mijn/plan/", "resident")
    expect(page.get_by_role("region", name="Wat mag u wanneer verwachten?")).to_contain_text("Het duurt langer")
    check(page, "terms-resident-plan")
    page = visit(f"/werk/huishoudens/{town.household}/plan/", "generalist")
    page.get_by_role("link", name="Heroverweging plannen").click()
    check(page, "terms-review-form")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("region", name="Termijnen")).to_contain_text("heroverwegen")
    check(page, "terms-plan")
    page.get_by_role("link", name="Plan afsluiten").click()
    page.get_by_label("Hoe sluiten we af?").fill("Het gaat goed.")
    page.get_by_label("Waarom is er geen balans?").fill("Verhuisd.")
    page.get_by_role("button", name="Plan afsluiten").click()
    expect(page.get_by_text("Kies wat er met deze termijn gebeurt.").first).to_be_visible()
    check(page, "terms-closing-refused")
    for name, choice in (("Onderzoek na", "Dit is klaar"), ("Beslissen op", "Loopt door"), ("Kijken of", "Geldt hier")):
        page.get_by_role("group", name=name).get_by_label(choice).check()
    page.get_by_label("Waarom geldt een termijn hier niet meer?").fill("Er is geen hulp meer.")
    page.get_by_role("button", name="Plan afsluiten").click()
    page = visit("/werk/", "team_leader")
    expect(page.get_by_text("Loopt nog zonder regisseur").first).to_be_visible()
    check(page, "terms-entrusted")

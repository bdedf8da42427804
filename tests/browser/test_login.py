"""Coming in, in a real browser: password, app, recovery codes, a passkey, the switch of persona, and going again."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Page, expect

from ontschot.accounts.models import User
from tests.browser.visiting import Visit, check
from tests.town import Town

pytestmark = pytest.mark.django_db(transaction=True)

OWN = "vier gewone woorden achter elkaar"


def code_for(secret: str) -> str:
    """What the app would show now."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def give_password(user: User) -> None:
    """A password of one's own."""
    user.set_password(OWN)
    user.save()


def log_in(page: Page, username: str) -> None:
    """Fill in the form."""
    page.get_by_label("Gebruikersnaam").fill(username)
    page.get_by_label("Wachtwoord", exact=True).fill(OWN)
    page.get_by_role("button", name="Inloggen", exact=True).click()


def make_app(page: Page, town: Town) -> str:
    """Log in for the first time and connect an app."""
    give_password(town.users["administrator"])
    log_in(page, "administrator")
    expect(page.get_by_role("heading", level=1)).to_have_text("Koppel een app")
    secret = page.locator("[data-totp-secret]").text_content() or ""
    page.get_by_label("Code").fill(code_for(secret))
    page.get_by_role("button", name="Koppelen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw herstelcodes")
    return secret


def test_from_password_to_app_to_ones_own_first_page(visit: Visit, town: Town) -> None:
    page = visit("/inloggen/")
    check(page, "login")
    log_in(page, "administrator")
    expect(page.locator("[data-error-summary]")).to_contain_text("horen niet bij elkaar")
    check(page, "login-refused")
    make_app(page, town)
    check(page, "recovery-codes")
    assert page.locator(".codes li").count() == 10
    page.get_by_role("link", name=re.compile("verder")).click()
    expect(page).to_have_url(re.compile("/sturing/accounts/$"))
    page.goto(page.url.replace("/sturing/accounts/", "/tweede-stap/"))
    check(page, "security")


def test_the_page_that_connects_an_app(visit: Visit, town: Town) -> None:
    page = visit("/inloggen/")
    give_password(town.users["administrator"])
    log_in(page, "administrator")
    check(page, "totp")
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Koppelen").click()
    expect(page.locator("[data-error-summary]")).to_contain_text("klopt niet")


def test_a_passkey_is_made_and_opens_the_door(visit: Visit, town: Town) -> None:
    page = visit("/inloggen/")
    keys = page.context.new_cdp_session(page)
    keys.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    make_app(page, town)
    page.goto(re.sub(r"/tweede-stap/.*", "/tweede-stap/sleutels/nieuw/", page.url))
    check(page, "passkey-new")
    page.get_by_label("Hiermee ook inloggen").check()
    page.get_by_role("button", name="Sleutel maken").click()
    expect(page).not_to_have_url(re.compile("/nieuw/$"))
    page.goto(re.sub(r"/tweede-stap/.*", "/tweede-stap/sleutels/", page.url))
    expect(page.get_by_text("Sleutel 1").first).to_be_visible()
    check(page, "passkeys")
    page.get_by_text("Bea Beheer").first.click()
    page.get_by_role("button", name="Uitloggen").click()
    page.goto(re.sub(r"(://[^/]+)/.*", r"\1/inloggen/", page.url))
    page.get_by_role("button", name="Inloggen met een toegangssleutel").click()
    expect(page).to_have_url(re.compile("/sturing/accounts/$"))


def test_choosing_who_one_is(visit: Visit) -> None:
    page = visit("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wie bent u vandaag?")
    check(page, "personas")
    page.get_by_role("button", name="Kies Frits Gegevens").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Logboek")
    page.get_by_text("Frits Gegevens").first.click()
    page.get_by_role("link", name="Wissel van persoon (demo)").click()
    expect(page.get_by_role("button", name="Dit bent u nu Frits Gegevens")).to_be_visible()


def test_help_and_going(visit: Visit) -> None:
    page = visit("/hulp/", "generalist")
    check(page, "help")
    page.goto(page.url.replace("/hulp/", "/uitloggen/"))
    check(page, "logout")
    page.locator("main").get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wie bent u vandaag?")

"""The shared parts in a real browser: accessible, usable on a phone, and never losing what somebody typed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template import engines
from django.urls import include, path
from playwright.sync_api import Browser, BrowserContext, Page, expect

from ontschot.web.components import errors, navigation, samples

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls(__name__)]

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PAGE = """{% extends "components/page.html" %}{% block page_title %}Proef{% endblock %}
{% block body_attributes %}data-user="7"{% endblock %}{% block heading %}Proef{% endblock %}
{% block main %}
<form class="form" method="post" data-once data-draft="talk" data-draft-user="7" data-draft-url="/draft/">
{% csrf_token %}{% request_id form %}<input type="hidden" name="version" value="{{ version }}">{% form_fields form %}
{% include "components/draft_status.html" %}<button type="submit">Opslaan</button></form>
<form action="/bye/" data-logout><button>Uitloggen</button></form>{% endblock %}"""

# What the sample pages answer and heard; set anew for every test.
heard: dict[str, Any] = {}


def talk(request: HttpRequest) -> HttpResponse:
    """A form with a draft."""
    form = samples.GoalForm(request.POST or None)
    if request.method == "POST":
        heard["posts"].append(request.POST.dict())
        if heard["session_ended"]:
            return redirect("/login/")
        if form.is_valid():
            return redirect("/done/")
    return HttpResponse(
        engines["django"].from_string(PAGE).render({"form": form, "version": heard["version"]}, request)
    )


def draft(request: HttpRequest) -> HttpResponse:
    """Where drafts are sent."""
    if heard["draft_status"] != 200:
        return HttpResponse(status=heard["draft_status"])
    heard["drafts"].append(json.loads(request.body))
    return JsonResponse({"saved": True})


def done(request: HttpRequest) -> HttpResponse:
    """The page after a form that was accepted."""
    page = PAGE.split("{% block main %}")[0] + "{% block main %}Klaar{% endblock %}"
    return HttpResponse(engines["django"].from_string(page).render({}, request))


def login(request: HttpRequest) -> HttpResponse:
    """A page without a user."""
    return render(
        request, "components/error.html", {"title": "Inloggen", "sentences": [], "advice": [], "reference": ""}
    )


def error(request: HttpRequest, status: int) -> HttpResponse:
    """An error page."""
    return errors.page(status, reference="ab12cd34" if status == 500 else "")


urlpatterns = [
    path("", include("ontschot.web.components.urls")),
    path("talk/", talk),
    path("draft/", draft),
    path("done/", done),
    path("bye/", login),
    path("login/", login),
    path("error/<int:status>/", error),
    path("i18n/", include("django.conf.urls.i18n")),
]


@pytest.fixture(autouse=True)
def addresses_of_this_file() -> Iterator[None]:
    """The menu keeps addresses as it found them: those of other files are none here, and ours are none there."""
    navigation.first_route.cache_clear()
    yield
    navigation.first_route.cache_clear()


@pytest.fixture
def window(browser: Browser, live_server: Any) -> Iterator[BrowserContext]:
    """A fresh window of a Dutch visitor."""
    heard.clear()
    heard.update(posts=[], drafts=[], draft_status=200, session_ended=False, version=3)
    context = browser.new_context(locale="nl-NL", base_url=live_server.url, viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(window: BrowserContext) -> Iterator[Page]:
    """A page that fails the test on any script or policy error."""
    page = window.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda problem: problems.append(str(problem)))
    page.on("console", lambda line: problems.append(line.text) if "Content Security Policy" in line.text else None)
    yield page
    assert problems == []


def violations(page: Page) -> list[Any]:
    """What axe finds, short enough to read."""
    found = Axe().run(page, options=WCAG).response["violations"]
    return [(each["id"], [node["target"] for node in each["nodes"]]) for each in found]


def status_line(page: Page) -> Any:
    """The line that tells whether the text is kept."""
    return page.locator("[data-draft-status]")


@pytest.mark.parametrize("width", [1280, 820, 360])
@pytest.mark.parametrize("address", ["/onderdelen/", "/talk/", "/error/500/", "/error/404/"])
def test_accessible_and_no_wider_than_the_screen(page: Page, address: str, width: int) -> None:
    """WCAG 2.2 AA as far as a machine can tell, and nothing to scroll sideways at 360 px."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_touch_targets_are_large_enough(page: Page) -> None:
    """A finger at the kitchen table: buttons, fields and choices are 44 px high, small buttons 36."""
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/onderdelen/")
    small = page.evaluate(
        """[...document.querySelectorAll('.nl-button, .utrecht-textbox, .utrecht-select, .choice__label')]
        .filter(e => e.offsetParent)
        .filter(e => e.getBoundingClientRect().height < (e.matches('.nl-button--small') ? 36 : 43.5))
        .map(e => e.outerHTML.slice(0, 80))"""
    )
    assert small == []


def test_works_without_scripts(browser: Browser, live_server: Any, window: BrowserContext) -> None:
    """The form is sent and refused with its errors; only saving while typing is missing."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="nl-NL")
    page = context.new_page()
    page.goto("/talk/")
    page.get_by_role("button", name="Opslaan").click()
    page.locator(".errors a").first.click()
    expect(page).to_have_url(f"{live_server.url}/talk/#id_title")
    page.get_by_label("Doel").fill("Weer werken")
    page.get_by_label("Toelichting").fill("In de winkel")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Klaar")).to_be_visible()
    context.close()


def test_errors_stand_at_the_field_and_in_the_summary(page: Page) -> None:
    """The summary gets the focus and jumps to the field, which describes itself."""
    page.goto("/talk/")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    field = page.get_by_label("Doel")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.locator(f"#{field.get_attribute('aria-describedby')}")).to_contain_text("verplicht")


def test_typing_is_saved_and_said(page: Page) -> None:
    """What is typed goes to the server with key and version, and the line says when."""
    page.goto("/talk/")
    page.get_by_label("Toelichting").fill("Saskia wil weer werken")
    expect(status_line(page)).to_contain_text("Opgeslagen om")
    sent = heard["drafts"][-1]
    assert (sent["key"], sent["version"], sent["fields"]["story"]) == ("talk", "3", "Saskia wil weer werken")


def test_text_survives_a_closed_window_and_goes_after_sending(page: Page, window: BrowserContext) -> None:
    """Restored with a notice; forgotten when the form was accepted."""
    page.goto("/talk/")
    page.get_by_label("Doel").fill("Weer werken")
    page.get_by_label("Toelichting").fill("Half af")
    expect(status_line(page)).to_contain_text("Opgeslagen om")
    page.close()
    again = window.new_page()
    again.goto("/talk/")
    expect(again.get_by_text("Wij hebben tekst teruggezet die nog niet was verzonden")).to_be_visible()
    expect(again.get_by_label("Toelichting")).to_have_value("Half af")
    again.get_by_role("button", name="Opslaan").click()
    again.wait_for_url("**/done/")
    assert again.evaluate("Object.keys(localStorage)") == []


def test_restored_text_can_be_thrown_away(page: Page) -> None:
    """The button empties the fields again and removes the copy."""
    page.goto("/talk/")
    page.get_by_label("Toelichting").fill("Toch niet")
    expect(status_line(page)).to_contain_text("Opgeslagen om")
    page.reload()
    page.get_by_role("button", name="Teruggezette tekst weggooien").click()
    expect(page.get_by_label("Toelichting")).to_have_value("")
    page.reload()
    expect(page.get_by_label("Toelichting")).to_have_value("")


def test_restored_text_keeps_the_version_it_was_written_on(page: Page) -> None:
    """When somebody else saved in between, sending the restored text must show both versions, not overwrite."""
    page.goto("/talk/")
    page.get_by_label("Doel").fill("Weer werken")
    page.get_by_label("Toelichting").fill("Op versie drie geschreven")
    expect(status_line(page)).to_contain_text("Opgeslagen om")
    heard["version"] = 4
    page.reload()
    page.get_by_role("button", name="Opslaan").click()
    page.wait_for_url("**/done/")
    assert heard["posts"][-1]["version"] == "3"


def test_without_connection_nothing_is_sent_or_lost(page: Page, window: BrowserContext) -> None:
    """Offline the text is kept and sending is held back; back online the text goes along."""
    page.goto("/talk/")
    page.get_by_label("Doel").fill("Weer werken")
    window.set_offline(True)
    page.get_by_label("Toelichting").fill("Op de bank getypt")
    expect(status_line(page)).to_contain_text("Geen verbinding")
    page.get_by_role("button", name="Opslaan").click()
    expect(status_line(page)).to_contain_text("Verzenden lukt nu niet")
    expect(page.get_by_label("Toelichting")).to_have_value("Op de bank getypt")
    assert heard["posts"] == []
    window.set_offline(False)
    expect(status_line(page)).to_contain_text("Opgeslagen om", timeout=10_000)
    assert heard["drafts"][-1]["fields"]["story"] == "Op de bank getypt"


def test_a_session_that_ended_keeps_the_text(page: Page) -> None:
    """While typing: it is said. While sending: the text is there again after logging in."""
    heard.update(draft_status=401, session_ended=True)
    page.goto("/talk/")
    page.get_by_label("Doel").fill("Weer werken")
    page.get_by_label("Toelichting").fill("Lang verhaal")
    expect(status_line(page)).to_contain_text("U bent uitgelogd")
    page.get_by_role("button", name="Opslaan").click()
    page.wait_for_url("**/login/")
    heard.update(draft_status=200, session_ended=False)
    page.goto("/talk/")
    expect(page.get_by_label("Toelichting")).to_have_value("Lang verhaal")


def test_logging_out_leaves_nothing_on_the_device(page: Page) -> None:
    """Someone else may use this tablet next."""
    page.goto("/talk/")
    page.get_by_label("Toelichting").fill("Van mij")
    expect(status_line(page)).to_contain_text("Opgeslagen om")
    page.get_by_role("button", name="Uitloggen").click()
    page.wait_for_url("**/bye/**")
    assert page.evaluate("Object.keys(localStorage)") == []


def test_a_double_click_sends_once(page: Page) -> None:
    """The second click on the same page does nothing."""
    page.goto("/talk/")
    page.get_by_label("Doel").fill("Weer werken")
    page.get_by_label("Toelichting").fill("Eén keer")
    page.evaluate("const b = document.querySelector('form[data-once] [type=submit]'); b.click(); b.click(); b.click()")
    page.wait_for_url("**/done/")
    assert len(heard["posts"]) == 1


def test_keyboard_shortcuts_leave_typing_alone(page: Page) -> None:
    """'?' opens the overview, but not in a field; Escape closes it."""
    page.goto("/talk/")
    page.get_by_label("Doel").press_sequentially("wat? /g w")
    expect(page.get_by_label("Doel")).to_have_value("wat? /g w")
    expect(page.locator("#shortcuts")).not_to_be_visible()
    page.locator("main").focus()
    page.keyboard.press("?")
    expect(page.locator("#shortcuts")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#shortcuts")).not_to_be_visible()

"""Help of a screen, the tour of the first day, what is new."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from ontschot.web.help.tour import steps
from ontschot.writing import own_texts
from tests.town import Town, browser

pytestmark = pytest.mark.django_db


def test_a_screen_leads_to_its_own_help(town: Town) -> None:
    page = browser(town, "generalist").get(reverse("workplace:list", args=["meldingen"])).content.decode()
    address = reverse("help:topic", args=["meldingen"])
    assert f'href="{address}" data-help' in page
    whole = Client().get(address).content.decode()
    part = Client().get(address, {"deel": ""}).content.decode()
    assert "<html" in whole
    assert "<html" not in part
    assert part.strip().replace("h3>", "h2>") in whole
    assert "Verdeel hem" in part
    assert "Een vraag om hulp die bij de gemeente binnenkomt" in part  # the word, from the list
    assert Client().get("/hulp/scherm/bestaat-niet/").status_code == 404


def test_the_tour_invites_leads_along_the_menu_and_is_remembered(town: Town) -> None:
    client = browser(town, "generalist")
    work, tour = reverse("workplace:my_work"), reverse("help:tour")
    assert "Begin de rondleiding" in client.get(work).content.decode()
    assert "rondleiding" not in client.get(reverse("workplace:search")).content.decode().split("<main")[1]

    step = client.post(tour, {"step": "2"}, follow=True)
    address = step.redirect_chain[-1][0]
    assert address == f"{steps('generalist')[1].url}?rondleiding=2"
    assert reverse("workplace:identify") in [one.url for one in steps("generalist")]
    assert "Stap 2 van" in step.content.decode()
    assert "Ga verder met de rondleiding" in client.get(work).content.decode()  # after logging out too: kept by account

    seen = []
    for number in range(1, 20):
        answer = client.post(tour, {"step": str(number)})
        seen.append(answer["Location"])
        if "rondleiding" not in answer["Location"]:
            break
    assert len(seen) > 4
    assert "rondleiding" not in client.get(work).content.decode().split("<main")[1].replace("/hulp/rondleiding", "")


def test_who_needs_no_tour_is_not_asked_again(town: Town) -> None:
    client = browser(town, "partner")
    client.post(reverse("help:tour"), {"end": "1"})
    assert "Begin de rondleiding" not in client.get(reverse("workplace:my_work")).content.decode()
    again = client.post(reverse("help:tour"), {"step": "1"})  # from the menu of one's account
    assert again["Location"].endswith("?rondleiding=1")


@pytest.mark.parametrize("odd", ["0", "99", "x", "²", "9" * 400])
def test_an_odd_step_shows_no_step(town: Town, odd: str) -> None:
    client = browser(town, "generalist")
    assert "Stap " not in client.get(reverse("workplace:search"), {"rondleiding": odd}).content.decode()


def test_a_resident_has_no_tour(town: Town) -> None:
    assert browser(town, "resident").post(reverse("help:tour"), {"step": "1"}).status_code == 403
    assert "rondleiding" not in browser(town, "resident").get(reverse("portal:my_plan")).content.decode()


@pytest.mark.parametrize("who", ["administrator", "privacy_officer", "policy_officer"])
def test_who_administers_or_oversees_has_a_tour_of_the_own_menu(town: Town, who: str) -> None:
    client = browser(town, who)
    own = steps(who)
    assert len(own) > 1
    assert "Begin de rondleiding" in client.get(own[0].url).content.decode()
    for number in range(1, len(own) + 1):
        page = client.post(reverse("help:tour"), {"step": str(number)}, follow=True)
        assert f"Stap {number} van {len(own)}" in page.content.decode()
    client.post(reverse("help:tour"), {"step": "1", "end": "1"})
    assert "Begin de rondleiding" not in client.get(own[0].url).content.decode()


def own_text(**changes: str) -> dict[str, str]:
    return {
        "place": "page", "topic": "", "title_nl": "Wie belt u 's avonds?",
        "body_nl": "# Avond\n\n- Bel <b>14 0412</b>.",
        "title_en": "", "body_en": "", "dated": "2026-01-05", "active": "on", "version": "0",
        "request_id": str(uuid.uuid4()), **changes,
    }  # fmt: skip


def test_the_municipality_writes_pages_help_and_news(town: Town) -> None:
    client, new = browser(town, "administrator"), reverse("steering:own_text_new")
    checked = client.post(new, own_text(body_nl="Indien nodig.", check="1")).content.decode()
    assert "<mark>Indien</mark>" in checked
    assert client.post(new, own_text()).status_code == 302
    client.post(new, own_text(place="topic", topic="dubbel", title_nl="Zo doen wij dat", body_nl="Vraag het Bea."))
    client.post(new, own_text(place="news", title_nl="Nieuw loket", body_nl="Vanaf maandag."))
    client.post(new, own_text(place="news", title_nl="Later nieuws", dated="2999-01-01"))

    anybody = Client()
    assert "Wie belt u" in anybody.get(reverse("help")).content.decode()
    page = anybody.get(reverse("help:own_page", args=["wie-belt-u-s-avonds"])).content.decode()
    assert "<h2>Avond</h2>" in page
    assert "Bel &lt;b&gt;14 0412&lt;/b&gt;." in page  # text, never markup
    assert "Vraag het Bea." in anybody.get(reverse("help:topic", args=["dubbel"]), {"deel": ""}).content.decode()
    news = anybody.get(reverse("help:news")).content.decode()
    assert "Nieuw loket" in news
    assert "Later nieuws" not in news
    assert anybody.get(reverse("help:own_page", args=["nieuw-loket"])).status_code == 404  # news is no page


def test_own_help_is_changed_by_one_at_a_time_and_taken_out_of_use(town: Town) -> None:
    client = browser(town, "administrator")
    client.post(reverse("steering:own_text_new"), own_text())
    here = reverse("steering:own_text", args=[own_texts.own_texts()[0].pk])
    assert client.post(here, own_text(title_nl="Anders", version="1")).status_code == 302
    lost = client.post(here, own_text(title_nl="Nog anders", version="1"))
    assert lost.status_code == 409
    out = own_text(title_nl="Anders", version="2")
    del out["active"]
    client.post(here, out)
    assert Client().get(reverse("help:own_page", args=["wie-belt-u-s-avonds"])).status_code == 404


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"place": "topic"}, "Kies bij welk scherm"),
        ({"title_en": "English"}, "allebei in het Engels"),
        ({"body_nl": ""}, "verplicht"),
    ],
)
def test_what_is_missing_in_own_help_is_said(town: Town, changes: dict[str, str], said: str) -> None:
    answer = browser(town, "administrator").post(reverse("steering:own_text_new"), own_text(**changes))
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_what_is_new_stands_in_the_product(town: Town) -> None:
    page = Client().get(reverse("help:news")).content.decode()
    assert "Mijn brieven" in page
    assert page.index("0.2.0") < page.index("0.1.0")


def test_help_lists_every_topic(town: Town) -> None:
    from ontschot.web.help.topics import TOPICS

    page = Client().get(reverse("help")).content.decode()
    for code in TOPICS:
        assert reverse("help:topic", args=[code]) in page

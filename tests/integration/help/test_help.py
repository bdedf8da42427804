"""Help of a screen, the tour of the first day, what is new."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from ontschot.web.help.tour import steps
from tests.town import Town

pytestmark = pytest.mark.django_db


def browser(town: Town, who: str) -> Client:
    client = Client()
    client.force_login(town.users[who])
    session = client.session
    session["persona"] = True
    session.save()
    return client


def test_a_screen_leads_to_its_own_help(town: Town) -> None:
    page = browser(town, "generalist").get(reverse("workplace:requests")).content.decode()
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


def test_who_has_no_workplace_has_no_tour(town: Town) -> None:
    assert browser(town, "resident").post(reverse("help:tour"), {"step": "1"}).status_code == 403
    assert "rondleiding" not in browser(town, "resident").get(reverse("portal:my_plan")).content.decode()


def test_what_is_new_stands_in_the_product(town: Town) -> None:
    page = Client().get(reverse("help:news")).content.decode()
    assert "Mijn brieven" in page
    assert page.index("0.2.0") < page.index("0.1.0")


def test_help_lists_every_topic(town: Town) -> None:
    from ontschot.web.help.topics import TOPICS

    page = Client().get(reverse("help")).content.decode()
    for code in TOPICS:
        assert reverse("help:topic", args=[code]) in page

"""What somebody looks for stays out of addresses, and going back and loading again work as with an address."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.town import Town, browser

pytestmark = pytest.mark.django_db
HERE = "/werk/zoeken/"


def test_a_name_stands_in_no_address(town: Town) -> None:
    client = browser(town, "generalist")
    answer = client.post(HERE, {"q": "  Dalen "})
    assert answer.status_code == 302
    assert "dalen" not in answer["Location"].lower()
    page = client.get(answer["Location"]).content.decode()
    assert "Jeffrey van Dalen" in page
    assert 'value="Dalen"' in page
    assert "Jeffrey van Dalen" in client.get(answer["Location"]).content.decode()  # loaded again


def test_back_shows_the_question_before(town: Town) -> None:
    client = browser(town, "generalist")
    first = client.post(HERE, {"q": "saskia"})["Location"]
    second = client.post(HERE, {"q": "jeffrey"})["Location"]
    assert first != second
    assert "Jeffrey" not in client.get(first).content.decode().split("<main")[1]
    assert "Jeffrey" in client.get(second).content.decode().split("<main")[1]
    assert client.post(HERE, {"q": "saskia"})["Location"] == first  # the same question has the same key


def test_a_key_of_somebody_else_finds_nothing(town: Town) -> None:
    found = browser(town, "generalist").post(HERE, {"q": "dalen"})["Location"]
    page = browser(town, "team_leader").get(found).content.decode()
    assert "Jeffrey" not in page
    assert "niet meer bewaard" in page


def test_the_box_above_every_page_sends_by_post(town: Town) -> None:
    page = browser(town, "generalist").get("/werk/").content.decode()
    bar = page.split('class="bar__search"')[1].split("</form>")[0]
    assert 'method="post"' in bar
    assert "csrfmiddlewaretoken" in bar
    assert "dalen" not in browser(town, "generalist").get(f"{HERE}?q=dalen").content.decode().split("<main")[1]


def test_only_so_many_questions_are_kept(town: Town) -> None:
    client = browser(town, "generalist")
    keys = [client.post(HERE, {"q": f"naam{n}"})["Location"] for n in range(15)]
    assert len(client.session["typed:search"]) == 12
    assert "niet meer bewaard" in client.get(keys[0]).content.decode()
    assert 'value="naam14"' in client.get(keys[-1]).content.decode()


def test_accounts_are_found_without_a_name_in_the_address(town: Town) -> None:
    administrator = browser(town, "administrator")
    answer = administrator.post(reverse("steering:accounts"), {"q": "Gerrit", "role": "generalist"})
    assert "Gerrit" not in answer["Location"]
    assert "role=generalist" in answer["Location"]
    page = administrator.get(answer["Location"]).content.decode()
    assert "Gerrit Wijk" in page
    assert "Tineke" not in page.split("<table")[1]

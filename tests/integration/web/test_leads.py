"""Who takes the end off an address comes to a page: the one above, or one's own first page."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import Resolver404, URLResolver, get_resolver, resolve

from tests.town import Town, browser

pytestmark = pytest.mark.django_db

# Addresses in which a second thing is named below the first: what stands above them is a page of the first.
_BELOW_A_THING = re.compile(r"^werk/(huishoudens|plannen|brieven/reeksen|overleggen|terugkijken|termijnen|doelen)/1/")
_OTHERS = {"werk/afspraken/1/stand/", "werk/resultaten/1/", "werk/plannen/1/", "werk/veiligheid/1/"}
_OTHERS |= {"werk/veiligheid/maatregel/1/"}


def addresses(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for one in resolver.url_patterns:
        here = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from addresses(one, here)
        else:
            yield re.sub(r"<[^>]+>", "x", re.sub(r"<int:[^>]+>", "1", re.sub(r"<uuid:[^>]+>", "0" * 32, here)))


def leads_nowhere(address: str) -> bool:
    try:
        resolve(f"/{address}")
    except Resolver404:
        return True
    return False


def test_no_address_has_nothing_above_it() -> None:
    above = set()
    for address in addresses(get_resolver()):
        parts = address.strip("/").split("/")
        above |= {"/".join(parts[:length]) + "/" for length in range(1, len(parts))}
    missing = {one for one in above if leads_nowhere(one) and not _BELOW_A_THING.match(one)} - _OTHERS
    assert missing == set()


@pytest.mark.parametrize(
    ("who", "address", "there"),
    [
        ("resident", "/mijn/", "/mijn/plan/"),
        ("resident", "/mijn/gesprek/verslag/", "/mijn/gesprek/"),
        ("generalist", "/mijn/", "/werk/"),
        ("generalist", "/werk/taken/12/", "/werk/lijsten/taken/"),
        ("privacy_officer", "/sturing/", "/sturing/logboek/"),
    ],
)
def test_a_shortened_address_leads_to_a_page_that_opens(town: Town, who: str, address: str, there: str) -> None:
    answer = browser(town, who).get(address, follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0] == there


def test_it_opens_nothing_to_whom_the_page_above_is_not_for(town: Town) -> None:
    assert browser(town, "resident").get("/werk/huishoudens/", follow=True).status_code == 403
    answer = Client().get("/mijn/brieven/bijlage/", follow=True)
    assert "/inloggen/" in answer.redirect_chain[-1][0]

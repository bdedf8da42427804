"""An address in the search box: who lives or lived there, of whom one may see it; who is kept secret stays hidden."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ontschot.domain.people import actions
from ontschot.domain.people.actions.making import residence_drawer
from ontschot.domain.people.models import Person, Residence
from ontschot.domain.people.queries import search
from ontschot.domain.people.rules.addresses import Address, AddressKind
from ontschot.privacy import acting, log
from ontschot.privacy.acting import system
from ontschot.privacy.actions import open_access
from ontschot.privacy.models import LogEntry
from tests.town import Town, browser

pytestmark = pytest.mark.django_db
HERE = "/werk/zoeken/"
FAMILY = {"Saskia van Dalen", "Jeffrey van Dalen", "Amanda van Dalen"}


def found(town: Town, who: str, text: str) -> set[str]:
    with acting.acting(town.actor(who)):
        return {row.person.display_name for row in search(text)[0]}


def shown(town: Town, who: str, text: str) -> str:
    client = browser(town, who)
    return client.get(client.post(HERE, {"q": text})["Location"]).content.decode().split("<main")[1]


def keep_secret(person_id: int) -> None:
    """As the register does with a secrecy mark: the address moves to the drawer for roles of the municipality."""
    with acting.acting(system("test")), acting.wide("ontschot_register"):
        Person.objects.filter(pk=person_id).update(secrecy=True)
        drawer = residence_drawer(Person.objects.get(pk=person_id))
        Residence.objects.filter(person_id=person_id).update(drawer_id=drawer)
        log.write("test", "person", [log.Subject(person_id)])


def change_home(person_id: int, **values: str) -> None:
    with acting.acting(system("test")), acting.wide("ontschot_register"):
        Residence.objects.filter(person_id=person_id).update(**values)
        log.write("test", "person", [log.Subject(person_id)])


def involve(town: Town, who: str) -> None:
    with acting.acting(system("test")), acting.wide("ontschot_register"):
        open_access(
            user_id=town.users[who].pk,
            household_id=town.household,
            reaches_members=True,
            purpose="coordination",
            ground="public_task",
            source="involvement:0",
        )


@pytest.mark.parametrize(
    "text",
    ["5341AB 12", "5341 ab 12", "5341AB", "Lindestraat 12", "lindestr 12", "Lindestraat 12 Oss", "5341AB 12 oss",
     "Lindestraat 12, 5341 AB Oss", "Lindestraat", "lindestraat oss", "Lindestr.", "linde str",
     "LINDESTR. 12", "lindestr oss"],
)  # fmt: skip
def test_the_household_is_found_at_its_address(town: Town, text: str) -> None:
    assert found(town, "generalist", text) == FAMILY  # and not Willem, who lives there too and is not open


@pytest.mark.parametrize(
    "text",
    ["5341AB 13", "5341AB 12a", "Lindestraat 1", "Eikstraat 12", "Lindestraat 12 Tilburg", "Linde", "Lindes",
     "Lindelaan",
     "Lindestraat Tilburg", "straat"],
)  # fmt: skip
def test_another_address_is_not_theirs(town: Town, text: str) -> None:
    assert found(town, "generalist", text) == set()


def test_a_name_narrows_an_address(town: Town) -> None:
    assert found(town, "generalist", "5341AB 12 saskia") == {"Saskia van Dalen"}


def test_a_name_with_a_year_is_still_a_name_with_a_year(town: Town) -> None:
    assert found(town, "generalist", "dalen 1986") == {"Saskia van Dalen"}
    assert found(town, "generalist", "van dalen 12-04-1986") == {"Saskia van Dalen"}


def test_letter_and_addition_count(town: Town) -> None:
    change_home(town.jeffrey, house_letter="a", addition="bis")
    assert found(town, "generalist", "5341AB 12a") == {"Jeffrey van Dalen"}
    assert found(town, "generalist", "Lindestraat 12 A-bis") == {"Jeffrey van Dalen"}
    assert found(town, "generalist", "5341AB 12b") == set()
    assert found(town, "generalist", "5341AB 12") == FAMILY


@pytest.mark.parametrize("text", ["5341AB 12", "Lindestraat 12", "lindestr"])
def test_who_lived_there_before_is_found_after_who_lives_there_now(town: Town, text: str) -> None:
    change_home(town.amanda, ends_on="20200305")
    with acting.acting(town.actor("generalist")):
        rows, _more = search(text)
    assert [row.person.display_name for row in rows] == ["Jeffrey van Dalen", "Saskia van Dalen", "Amanda van Dalen"]
    page = " ".join(shown(town, "generalist", text).split())
    assert page.count("Lindestraat 12, 5341 AB Oss") == 3
    assert page.count("(eerder adres, tot 5 maart 2020)") == 1


def test_a_secret_earlier_address_is_found_by_the_municipality_only(town: Town) -> None:
    change_home(town.saskia, ends_on="20200305")
    keep_secret(town.saskia)
    involve(town, "partner")
    for text in ("5341AB 12", "lindestraat", "Lindestraat 12"):
        assert found(town, "partner", text) == FAMILY - {"Saskia van Dalen"}
        assert found(town, "generalist", text) == FAMILY


@pytest.mark.parametrize(
    ("written", "texts"),
    [
        (
            "Burgemeester van der Poelstraat",
            ["burg. v.d. poelstr.", "Burg vd Poelstraat 12", "burgemeester van der poelstr"],
        ),
        ("Burg v d Poelstr", ["Burgemeester van der Poelstraat", "burg. van der poelstraat 12"]),
        ("Hogeweg", ["hoge wg", "Hogewg 12", "hogeweg"]),
        ("Lange Voorhout", ["lange voorhout", "Lange Voorhout 12"]),
        ("Sint Jansln", ["St. Janslaan", "sint janslaan 12"]),
        ("Jozef Israëlskade", ["jozef israelskd", "Jozef Israelskade 12"]),
        ("'s-Gravenweg", ["s-gravenwg", "'s-Gravenweg"]),
    ],
)  # fmt: skip
def test_a_street_is_found_as_people_and_registers_shorten_it(town: Town, written: str, texts: list[str]) -> None:
    change_home(town.jeffrey, street=written)
    for text in texts:
        assert found(town, "generalist", text) == {"Jeffrey van Dalen"}, text


def test_a_name_is_not_lost_among_streets_that_begin_with_it(town: Town) -> None:
    change_home(town.stranger, street="Dalenstraat")
    with acting.acting(system("test")), acting.wide("ontschot_register"):
        open_access(
            team_id=town.team, household_id=town.other_household, reaches_members=True, purpose="coordination",
            ground="public_task", source="triage:0",
        )  # fmt: skip
    assert found(town, "generalist", "dalen") == FAMILY
    assert found(town, "generalist", "van dalen") == FAMILY
    assert found(town, "generalist", "dalenstr") == {"Willem Vreemd"}


@pytest.mark.parametrize(
    "text", ["5341AB 12", "5341AB", "Lindestraat 12", "5341AB 12 saskia", "Lindestraat 12 oss", "lindestr"]
)
def test_a_secret_address_is_found_by_the_municipality_only(town: Town, text: str) -> None:
    for person_id in (town.saskia, town.jeffrey, town.amanda):
        keep_secret(person_id)
    involve(town, "partner")
    assert "Saskia van Dalen" in found(town, "generalist", text)
    assert found(town, "partner", "saskia") == {"Saskia van Dalen"}  # open to the partner, but not where she lives
    assert found(town, "partner", text) == set()
    page = shown(town, "partner", text)
    assert "Niemand gevonden" in page
    elsewhere = shown(
        town, "partner", text.replace("5341AB", "5341AC").replace("Linde", "Eiken").replace("linde", "eiken")
    )
    assert "Niemand gevonden" in elsewhere
    assert "Dalen" not in page


def test_who_is_kept_secret_is_not_found_through_a_housemate(town: Town) -> None:
    keep_secret(town.saskia)
    involve(town, "partner")
    assert found(town, "partner", "5341AB 12") == {"Jeffrey van Dalen", "Amanda van Dalen"}


def test_who_has_no_access_finds_nobody_and_says_so_in_the_log(town: Town) -> None:
    assert found(town, "other_generalist", "5341AB 12") == {"Willem Vreemd"}
    with acting.acting(system("test")), acting.wide("ontschot_oversight"):
        lines = LogEntry.objects.filter(user_id=town.users["other_generalist"].pk, action="search")
        assert {line.subject_person_id for line in lines} == {town.stranger}
        assert "5341" not in str([line.detail for line in lines])


def test_the_page_says_where_somebody_lives(town: Town) -> None:
    page = shown(town, "generalist", "5341ab 12")
    assert page.count("Lindestraat 12, 5341 AB Oss") == 3
    assert "Lindestraat" not in shown(town, "generalist", "saskia")


def test_as_many_questions_for_one_as_for_many(town: Town) -> None:
    def questions(text: str) -> int:
        with acting.acting(town.actor("generalist")), CaptureQueriesContext(connection) as asked:
            assert search(text)[0]
        return len(asked)

    few = questions("5341AB 12 saskia"), questions("Lindestraat 12"), questions("lindestr")
    with acting.acting(system("test")):
        address = Address(kind=AddressKind.DWELLING, street="Lindestraat", number=12, postcode="5341AB", place="Oss")
        for name in ("Een", "Twee", "Drie", "Vier"):
            actions.report_person(
                by=system("test"), address=address, household_id=town.household, given_names=name, family_name="Erbij"
            )
    assert (questions("5341AB 12"), questions("Lindestraat 12"), questions("lindestr")) == few
    assert len(found(town, "generalist", "5341AB 12")) == 7


def test_the_page_of_a_household_says_where_they_live(town: Town) -> None:
    client, there = browser(town, "generalist"), f"/werk/huishoudens/{town.household}/"
    page = client.get(there).content.decode().split("<main")[1]
    assert page.count("Lindestraat 12, 5341 AB Oss") == 1  # once for all
    change_home(town.jeffrey, street="Eikstraat", house_number="3")
    page = client.get(there).content.decode().split("<main")[1]
    assert "Jeffrey van Dalen: Eikstraat 3, 5341 AB Oss" in " ".join(page.split())
    assert "Saskia van Dalen, Amanda van Dalen: Lindestraat 12" in " ".join(page.split())


def test_the_page_of_a_household_does_not_tell_a_partner_a_secret_address(town: Town) -> None:
    for person_id in (town.saskia, town.jeffrey, town.amanda):
        keep_secret(person_id)
    involve(town, "partner")
    there = f"/werk/huishoudens/{town.household}/"
    assert "Saskia" in browser(town, "partner").get(there).content.decode()
    assert "Lindestraat" not in browser(town, "partner").get(there).content.decode()
    assert "Lindestraat" in browser(town, "generalist").get(there).content.decode()

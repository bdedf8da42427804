"""Every address x every role and relation, compared with the oracle; and every table with personal data, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from ontschot.privacy import acting, log
from ontschot.web.screens import Screen
from tests import oracle

if TYPE_CHECKING:
    from tests.scene import Scene
    from tests.town import Town

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Address:
    """A named address of the product."""

    name: str
    arguments: tuple[str, ...]
    screen: Screen | None


def addresses() -> list[Address]:
    """All of them, from the URL resolver."""

    def walk(resolver: URLResolver, space: str, before: tuple[str, ...]) -> Iterator[Address]:
        for entry in resolver.url_patterns:
            arguments = (*before, *entry.pattern.converters)
            if isinstance(entry, URLResolver):
                yield from walk(entry, f"{space}{entry.namespace}:" if entry.namespace else space, arguments)
            elif isinstance(entry, URLPattern):
                yield Address(f"{space}{entry.name}", arguments, getattr(entry.callback, "screen", None))

    return list(walk(get_resolver(), "", ()))


ADDRESSES = addresses()
SCREENS = [one for one in ADDRESSES if one.screen is not None]


@pytest.fixture
def scene(town: Town) -> Scene:
    """The town at work."""
    from tests import scene as made

    return made.build(town)


def browser(scene: Scene, who: str | None) -> Client:
    """A browser in which this user is logged in, past the second factor."""
    client = Client(raise_request_exception=True)
    if who is not None:
        client.force_login(scene.users[who])
        session = client.session
        session["persona"] = True
        session.save()
    return client


def ask(client: Client, method: str, address: str, data: dict[str, Any] | None = None) -> tuple[str, int, int]:
    """The oracle's word for the answer, its status, and the number of lines about persons; nothing is kept."""
    since = last_line()
    point = transaction.savepoint()
    response = client.post(address, data or {}) if method == "POST" else client.get(address, data or {})
    persons, refusals = lines_since(since)
    transaction.savepoint_rollback(point)
    status = response.status_code
    if status == 302 and response["Location"].startswith(reverse("account_login")):
        return "login", status, persons
    word = {401: "login", 403: "refused", 404: "hidden"}.get(status, "allowed")
    assert status < 500
    if word in ("refused", "hidden"):
        assert refusals, f"{method} {address}: {word}, and no line says so"
    return word, status, persons


def last_line() -> int:
    """How many lines the log has."""
    with Overseeing() as cursor:
        cursor.execute("SELECT count(*) FROM privacy_logentry")
        return int(cursor.fetchone()[0])


def lines_since(count: int) -> tuple[int, int]:
    """How many later lines are about a person or household or say what was looked for, and how many are refusals."""
    with Overseeing() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE outcome = 'done'), count(*) FILTER (WHERE outcome = 'refused')"
            " FROM (SELECT outcome FROM privacy_logentry ORDER BY at OFFSET %s) l",
            [count],
        )
        done, refused = cursor.fetchone()
        return int(done), int(refused)


class Overseeing:
    """A cursor as the role that reads the whole log."""

    def __enter__(self) -> Any:
        self.cursor = connection.cursor()
        self.cursor.execute("SET ROLE ontschot_oversight")
        return self.cursor

    def __exit__(self, *_error: object) -> None:
        self.cursor.execute("RESET ROLE")
        self.cursor.close()


def arguments(address: Address, things: dict[str, Any], fallback: dict[str, Any]) -> dict[str, Any]:
    """Numbers for the arguments of an address."""
    route = oracle.SCREENS.get(address.name)
    names = (route.seats if route else None) or {}
    return {name: things.get(names.get(name, name), fallback.get(names.get(name, name))) for name in address.arguments}


# ---------------------------------------------------------------------------------------- every address has a place


def test_every_address_is_in_the_oracle() -> None:
    unknown = [one.name for one in ADDRESSES if one.name not in oracle.OPEN | oracle.OWN_ACCOUNT | set(oracle.SCREENS)]
    assert unknown == [], "give these a place in docs/explanation/access.md and tests/oracle.py"


def test_every_screen_declares_the_capability_of_the_oracle() -> None:
    for one in ADDRESSES:
        if one.name in oracle.SCREENS:
            assert one.screen is not None, f"{one.name} is not declared a screen"
            assert one.screen.capability == oracle.SCREENS[one.name].needs, one.name
        else:
            assert one.screen is None, f"{one.name} is a screen, and open in the oracle"


def test_the_table_of_capabilities_is_that_of_the_oracle() -> None:
    from ontschot.accounts.rules import CAPABILITIES

    assert {name: {str(role) for role in roles} for name, roles in CAPABILITIES.items()} == oracle.ROLES_OF


def test_the_scene_has_every_argument(scene: Scene) -> None:
    for one in SCREENS:
        values = arguments(one, scene.here, {})
        assert None not in values.values(), f"{one.name}: {values}"
        assert None not in arguments(one, scene.next_door, scene.here).values()


# ---------------------------------------------------------------------------------------- every address x every user


@pytest.mark.parametrize("who", [None, *oracle.RELATIONS])
def test_every_address(scene: Scene, who: str | None) -> None:
    client, wrong = browser(scene, who), []
    for one in SCREENS:
        cases = [("here", scene.here), ("next_door", scene.next_door)] if one.arguments else [("here", scene.here)]
        if oracle.SCREENS[one.name].aside:
            cases.append(("aside", scene.aside))
        for thing, things in cases:
            expected = oracle.answer(one.name, who, thing=thing)
            address = reverse(one.name, kwargs=arguments(one, things, scene.here))
            if expected in ("refused", "login") and thing != "here":
                continue  # said before anything is looked up
            for method in ("GET", "POST"):
                word, status, lines = ask(client, method, address, sent(method, one.name, things))
                if status == 405 and expected == "hidden":
                    continue  # nothing is looked up for a method that the page does not have
                if word != expected:
                    wrong.append(f"{method} {one.name} ({thing}): {word} {status}, the oracle says {expected}")
                elif is_silent(one, word, status, lines) and method == "GET":
                    wrong.append(f"{method} {one.name} ({thing}): allowed, and no line in the log")
    assert wrong == [], "\n" + "\n".join(wrong)


def sent(method: str, name: str, things: dict[str, Any]) -> dict[str, Any]:
    """What a form sends along that is not tampered with: of a residents' form the address alone is nothing."""
    if method != "POST" or not name.startswith("portal:"):
        return {}
    person = things.get("person_id", 0)
    return {"version": "1", "edition": "1", "person": person, "agrees": "yes", "state": "done"}


def is_silent(one: Address, word: str, status: int, lines: int) -> bool:
    """Whether a page showed something of residents and left no line."""
    return word == "allowed" and status == 200 and not lines and one.name not in oracle.IMPERSONAL


@pytest.mark.parametrize("name", sorted((oracle.OPEN | oracle.OWN_ACCOUNT) - {"web:gallery"}))  # shows invented people
def test_open_addresses_show_nobody(scene: Scene, name: str) -> None:
    if name not in {one.name for one in ADDRESSES}:
        pytest.skip("not in this installation")
    one = next(one for one in ADDRESSES if one.name == name)
    address = reverse(name, kwargs=dict.fromkeys(one.arguments, 1))
    for who in (None, "policy_officer"):
        response = browser(scene, who).get(address)
        assert response.status_code < 500
        if who is None and name in oracle.OWN_ACCOUNT:
            assert response.status_code == 302
        # The switch of persona tells whom to look for: a fixed sentence, in demos only.
        words = ["Jeffrey", "Lindestraat", "Buurvrouw"] + (["Saskia", "Dalen"] if name != "personas" else [])
        for word in words:
            assert word not in response.content.decode(errors="replace"), f"{name} shows {word}"


# ---------------------------------------------------------------------------------------- forged numbers


@pytest.mark.parametrize("who", ["team", "coordinator"])
def test_a_number_of_next_door_in_an_own_address_does_nothing(scene: Scene, who: str) -> None:
    """Addresses with two numbers: the first of one's own household, the second of another."""
    client, wrong = browser(scene, who), []
    mixed = ("membership_id", "person_id", "relation_id", "involvement_id", "result_id", "goal_id", "other_plan_id")
    for one in SCREENS:
        numbers = [name for name in one.arguments if name in scene.next_door and name.endswith(("_id", "number"))]
        if len(numbers) < 2 or oracle.answer(one.name, who) != "allowed" or not one.name.startswith("workplace:"):
            continue
        for forged in (name for name in numbers if name in mixed):
            number = scene.next_door[forged]
            address = reverse(one.name, kwargs=arguments(one, scene.here, {}) | {forged: number})
            for method, data in (("GET", {}), ("POST", {}), ("POST", PLAUSIBLE)):
                said = forged_answer(client, method, address, data, number)
                if said:
                    wrong.append(f"{method} {one.name} with {forged} of next door: {said}")
    assert wrong == [], "\n" + "\n".join(wrong)


PLAUSIBLE = {
    "kind": "neighbour",
    "other_name": "Verzonnen",
    "reason": "Zo maar",
    "on": "2026-01-01",
    "text": "Iets anders",
    "agrees": "yes",
    "how": "conversation",
    "version": "1",
    "phone": "0612345678",
    "remove": "1",
}


def forged_answer(client: Client, method: str, address: str, data: dict[str, str], number: int) -> str:
    """What went wrong: something of next door was shown, or a deed on it stands in the log."""
    since, point = last_line(), transaction.savepoint()
    response = client.post(address, data) if method == "POST" else client.get(address)
    with Overseeing() as cursor:
        cursor.execute(
            "SELECT action FROM (SELECT * FROM privacy_logentry ORDER BY at OFFSET %s) l"
            " WHERE outcome = 'done' AND action <> 'read' AND %s IN (object_id, subject_person_id)",
            [since, number],
        )
        deeds = [row[0] for row in cursor.fetchall()]
    transaction.savepoint_rollback(point)
    page = response.content.decode(errors="replace")
    shown = [word for word in ("Willem", "Vreemd", "Vrijwilliger") if word in page]
    return (
        f"{response.status_code}, shows {shown}, did {deeds}" if shown or deeds or response.status_code >= 500 else ""
    )


@pytest.mark.parametrize("number", [0, 2**62])
def test_numbers_that_do_not_exist_are_hidden_like_those_that_do(scene: Scene, number: int) -> None:
    client, wrong = browser(scene, "team"), []
    for one in SCREENS:
        route = oracle.SCREENS[one.name]
        if not one.name.startswith("workplace:") or not route.open or oracle.answer(one.name, "team") != "allowed":
            continue
        values = {
            name: number if name.endswith(("_id", "number")) else value
            for name, value in arguments(one, scene.here, {}).items()
        }
        for method in ("GET", "POST"):
            word, status, _lines = ask(client, method, reverse(one.name, kwargs=values))
            if word != "hidden" and status != 405:
                wrong.append(f"{method} {one.name} with {number}: {word} {status}")
    assert wrong == [], "\n" + "\n".join(wrong)


# ---------------------------------------------------------------------------------------- row by row, in the database


@pytest.mark.django_db(transaction=True)
def test_the_database_shows_just_the_drawers_of_the_oracle(scene: Scene, owner_connection: psycopg.Connection) -> None:
    """Each table with personal data, as the application role, for each user: all rows of the expected drawers."""
    drawers = all_drawers(owner_connection)
    wrong = []
    for who in oracle.RELATIONS:
        expected = expected_drawers(scene, who, drawers)
        with acting.acting(actor(scene, who)):
            log.read("test", [])
            with connection.cursor() as cursor:
                for table in sorted(acting.personal_tables()):
                    count = f"SELECT drawer_id, count(*) FROM {table} GROUP BY drawer_id"
                    cursor.execute(count)
                    seen = dict(cursor.fetchall())
                    there = {key: n for key, n in owner_connection.execute(count).fetchall() if key in expected}
                    if seen != there:
                        wrong.append(f"{who} sees {seen} of {table}, the oracle says {there}")
    assert wrong == [], "\n" + "\n".join(wrong)


def test_without_a_user_the_database_shows_nothing(scene: Scene) -> None:
    with acting.acting(acting.Actor(None, "public", "intake", "test")), connection.cursor() as cursor:
        log.read("test", [])
        for table in sorted(acting.personal_tables()):
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone() == (0,), table


def actor(scene: Scene, who: str) -> acting.Actor:
    """The actor of somebody in the scene."""
    user = scene.users[who]
    return acting.Actor(user.pk, user.role, "coordination", "test")


def all_drawers(owner: psycopg.Connection) -> dict[int, tuple[int | None, int | None, str, int]]:
    """Every drawer: person, household, life domain, shield; read past row security."""
    rows = owner.execute(
        "SELECT d.id, d.person_id, d.household_id, l.code, d.shield_id FROM privacy_drawer d"
        " JOIN privacy_lifedomain l ON l.id = d.life_domain_id"
    ).fetchall()
    return {row[0]: row[1:] for row in rows}


def expected_drawers(scene: Scene, who: str, drawers: dict[int, Any]) -> set[int]:
    """The drawers that docs/explanation/access.md opens to this user, without asking the database's own function."""
    town, (_role, opened) = scene.town, oracle.RELATIONS[who]
    members = {town.saskia, town.jeffrey, town.amanda}
    households: set[int] = set()
    persons: set[int] = set()
    domains: set[str] | None = None
    if opened == "all":
        households, persons = {town.household}, members
    elif opened == "scope":
        households, persons, domains = {town.household}, members, {"basis", "education"}
    elif who in ("other_generalist", "other_leader"):
        households, persons = {town.other_household}, {town.stranger}
    elif opened == "own":
        households, persons = {town.household}, {town.saskia}
    elif who == "stranger":
        households, persons = {town.other_household}, {town.stranger}
    elif who == "father":
        households, persons = {scene.here["father_household_id"]}, {scene.here["father_id"], town.amanda}
    return {
        number
        for number, (person, household, domain, shield) in drawers.items()
        if (person in persons or household in households)
        and (domains is None or domain in domains)
        and (
            shield == 1
            or (domain == "safety" and (opened == "all" or who.startswith("other_")) and who != "other_partner")
        )  # access.md, 2: for who works with the code
    }

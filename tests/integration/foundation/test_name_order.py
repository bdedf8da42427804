"""Names stand in one order in the database and in Python: as Dutch people expect it, on every server."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.db import connection
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from ontschot.accounts import queries as accounts
from ontschot.accounts.models import Team, User
from ontschot.domain.people import actions as people
from ontschot.domain.people import queries as people_queries
from ontschot.domain.plans import queries as plans
from ontschot.domain.plans.queries.lists import ListFilter
from ontschot.foundation.folding import PREFIXES, family, fold
from ontschot.privacy import acting
from ontschot.privacy.acting import system
from ontschot.privacy.actions import open_access
from tests.town import Town

NAMES = [
    "Öztürk", "Otter", "Pieters", "Zoë", "Van Dalen", "Dalen", "van der Aa", "'t Hart", "’t Hart", "D'Hondt",
    "d’Ancona", "D' Hondt",
    "De Vries - Jansen", "In 't Veld", "Ødegård", "Łukasz", "Æbelø", "Straße", "İnönü", "Çelik", "Ĳsbrand", "IJsbrand",
    "Van", "El Amrani", "Al-Hassan", "Naam onbekend", "  Bos ", "O'Brien", "Ñuñez", "Müller-Lüdenscheidt", "Şahin",
]  # fmt: skip


def in_database(function: str, name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [name])
        return str(cursor.fetchone()[0])


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_the_database_and_python_have_one_key(name: str) -> None:
    assert in_database("name_in_order", name) == fold(name)
    assert in_database("family_in_order", name) == family(name)


LETTERS = st.characters(codec="utf-8", max_codepoint=0x17F, categories=("Lu", "Ll", "Zs", "Pd"))


class AnyName(TestCase):
    """Names of Latin letters, with spaces and hyphens."""

    @settings(max_examples=300)
    @given(st.text(LETTERS, max_size=30))
    @example("ĿŀŉſK")
    def test_the_key_is_the_same(self, name: str) -> None:
        assert in_database("name_in_order", name) == fold(name)


def test_the_migration_knows_the_same_prefixes() -> None:
    assert import_module("ontschot.foundation.migrations.0004_articles_are_names").PREFIXES == PREFIXES
    assert family("El Amrani") == "el amrani"


def households(town: Town, *names: tuple[str, str]) -> None:
    """A household for each (prefix, surname), open to the team of the town."""
    by = system("test")
    with acting.acting(by):
        for prefix, surname in names:
            person = people.report_person(
                by=by, given_names="Sam", prefix=prefix, family_name=surname, birth_date="19800101"
            )
            home = people.household_for(by=by, person_id=person.pk).pk
            with acting.wide("ontschot_register"):
                open_access(
                    team_id=town.team, household_id=home, reaches_members=True, purpose="coordination",
                    ground="public_task", source="triage:0",
                )  # fmt: skip


@pytest.mark.django_db
def test_lists_of_households_and_persons_go_by_the_main_name_and_accents_do_not_count(town: Town) -> None:
    households(town, ("", "Zwart"), ("", "Öztürk"), ("van der", "Aa"), ("", "Pieters"), ("", "Çelik"), ("d'", "Hondt"))
    with acting.acting(town.actor("generalist")):
        rows, _more = plans.household_list(ListFilter())
        persons, _more = people_queries.search("sam")
    assert [row.name for row in rows] == ["Van der Aa", "Çelik", "Van Dalen", "D'Hondt", "Öztürk", "Pieters", "Zwart"]
    assert [row.person.family_name for row in persons] == ["Aa", "Çelik", "Hondt", "Öztürk", "Pieters", "Zwart"]


@pytest.mark.django_db
def test_teams_and_colleagues_too(town: Town) -> None:
    Team.objects.create(name="Öst")
    Team.objects.create(name="ambulant")
    User.objects.filter(pk=town.users["other_generalist"].pk).update(name="Élise Zuid")
    assert [team.name for team in accounts.teams()] == ["ambulant", "Öst", "Toegang", "Wijkteam Noord", "Wijkteam Zuid"]
    found = [one.name for one in accounts.professionals()]
    assert found == ["Anja Loket", "Élise Zuid", "Gerrit Wijk", "Peter School", "Tineke Leider"]
    assert [one.name for one in accounts.users("zuid")] == ["Élise Zuid"]

"""What a task of the product asks is worded where it is shown: in the language of the screen, as it stands today."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils.translation import override

from ontschot.domain.people.rules.mutations import EFFECTS, Kind, WorkEffect
from ontschot.domain.plans import actions, queries
from ontschot.domain.plans.models import Involvement, Task, own_words
from ontschot.domain.plans.models.task_words import CODES, words
from ontschot.domain.plans.queries.lists import ListFilter
from ontschot.foundation import calendar
from ontschot.foundation.sayings import Saying, to_json
from ontschot.privacy import acting
from ontschot.privacy.acting import system
from tests.town import Town, browser

pytestmark = pytest.mark.django_db(transaction=True)
TERM = {
    "term": {"nl": "onderzoek", "en": "investigation"},
    "article": {"nl": "Wmo 2015 2.3.2 lid 1", "en": "Wmo 2015 2.3.2 lid 1"},
    "reference": "M-12",
}


def raised(town: Town, *says: Saying, kind: str = "test", **given: Any) -> Task:
    by = system("test")
    with acting.acting(by):
        task = actions.raise_task(by=by, household_id=town.household, kind=kind, says=says, **given)
    assert task
    return task


def in_english(says: list[dict[str, object]]) -> str:
    with override("en"):
        return words(says)


def test_a_screen_shows_the_words_of_its_own_language(town: Town) -> None:
    task = raised(town, Saying("moved"), Saying("household_by_hand"))
    assert task.text.startswith("Verhuisd. Kijk of het huishouden")
    client = browser(town, "generalist")
    for address in ("/werk/", f"/werk/huishoudens/{town.household}/", "/werk/lijsten/taken/"):
        client.cookies["django_language"] = "nl"
        assert "Verhuisd. Kijk of het huishouden" in client.get(address).content.decode(), address
        client.post("/taal/", {"language": "en"})
        page = client.get(address).content.decode()
        assert "Moved. " in page, address
        assert "Verhuisd." not in page, address
        client.post("/taal/", {"language": "nl"})


def test_one_who_reads_english_looks_in_the_english_words(town: Town) -> None:
    raised(town, Saying("guardianship_started"))
    with acting.acting(town.actor("generalist")), override("en"):
        found, _more = queries.task_list(ListFilter(q="guardianship"))
        assert len(found) == 1
        assert queries.task_list(ListFilter(q="zzz"))[0] == []
    with acting.acting(town.actor("generalist")), override("nl"):
        assert len(queries.task_list(ListFilter(q="curatele"))[0]) == 1


def test_a_term_is_told_as_it_stands_on_the_day_of_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    says = to_json([Saying("term_near", {**TERM, "date": dt.date(2026, 12, 14)})])
    for today, dutch, english in (
        (dt.date(2026, 12, 10), "Nog 4 dagen: onderzoek van M-12", "4 days left: investigation"),
        (dt.date(2026, 12, 13), "Nog 1 dag: onderzoek", "1 day left: investigation"),
        (dt.date(2026, 12, 14), "Vandaag de laatste dag: onderzoek", "Last day today: investigation"),
        (dt.date(2026, 12, 16), "Te laat: onderzoek van M-12 moest 14 december 2026", "14 December 2026"),
    ):
        monkeypatch.setattr(calendar, "today", lambda today=today: today)
        assert words(says).startswith(dutch)
        assert english.lower() in in_english(says).lower()


def test_every_code_has_english_of_its_own_and_every_change_that_asks_something_has_words() -> None:
    facts = {**TERM, "date": dt.date(2026, 12, 14), "day": dt.date(2026, 12, 3), "time": "10:30", "wish": "later, 100%"}
    for code in sorted(CODES):
        says = to_json([Saying(code, facts)])
        assert in_english(says) != words(says), code
        assert "%(" not in words(says) + in_english(says), code
    asking = {kind.value for kind in Kind if EFFECTS[kind].work is not WorkEffect.HISTORY}
    assert asking <= CODES


def test_rows_from_before_are_shown_in_the_language_where_that_can_be_and_words_of_people_stay() -> None:
    fixed = "De partner is overleden. Kijk wat er nu nodig is."
    old, by_hand = Task(text=fixed), Task(text=fixed, created_by=3)
    term = Task(text="Nog 3 dagen: onderzoek van M-12, uiterlijk 14 december 2026 (Wmo).")
    with override("en"):
        assert old.words == "The partner has died. See what is needed now."
        assert by_hand.words == fixed
        assert term.words == term.text


def test_the_same_open_task_is_not_raised_twice_whoever_reads_what(town: Town) -> None:
    first = raised(town, Saying("evaluation", {"date": dt.date(2027, 1, 4)}))
    with override("en"):
        again = raised(town, Saying("evaluation", {"date": dt.date(2027, 1, 4)}))
        other = raised(town, Saying("evaluation", {"date": dt.date(2027, 1, 5)}))
    assert first.pk == again.pk != other.pk
    assert other.text == "Kijk op 5 januari 2027 weer samen terug op het plan."
    assert not other.tells_day  # it has no last day of its own
    due = raised(town, Saying("evaluation", {"date": dt.date(2027, 1, 6)}), due_on=dt.date(2027, 1, 6))
    assert due.tells_day
    assert "uiterlijk 6 januari 2027" not in " ".join(
        browser(town, "generalist").get("/werk/").content.decode().split()
    )


def test_roles_and_reasons_of_the_product_are_kept_in_dutch_and_shown_in_the_readers_language(town: Town) -> None:
    by = town.actor("team_leader")
    with acting.acting(by), override("en"):
        actions.name_coordinator(by=by, household_id=town.household, user_id=town.users["generalist"].pk)
        (kept,) = Involvement.objects.filter(household_id=town.household).values_list("role", flat=True)
        (seen,) = queries.around(town.household).involved
    assert kept == "houdt het overzicht, is het aanspreekpunt"
    assert seen.role == "keeps the overview, is the contact person"
    assert own_words.shown("geeft les") == "geeft les"

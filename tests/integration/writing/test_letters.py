"""Letters: written, checked, placed for ever, read by whom they are for and by nobody else."""

from __future__ import annotations

import functools
import re
import uuid
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from ontschot.accounts import actions as accounts
from ontschot.domain.people import actions as people
from ontschot.privacy import acting, log
from ontschot.privacy.acting import system
from ontschot.privacy.actions import DOSSIER, drawer_for
from ontschot.writing import actions, queries
from ontschot.writing.models import Letter, Term
from ontschot.writing.rules.letter import Letter as Text
from ontschot.writing.rules.letter import Paragraph
from tests.town import Town, browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def client_of(town: Town) -> Any:
    """A browser in which somebody of the town is logged in."""

    return functools.partial(browser, town)


def write(town: Town, *, person: bool = True) -> Letter:
    """The coach places a letter to Saskia, or to the household."""
    by = town.actor("generalist")
    letter = Text("Uitnodiging", "nl", queries.letter_date(), (Paragraph("Komt u?"),))
    whom = {"person_id": town.saskia} if person else {"household_id": town.household}
    with acting.acting(by):
        return actions.place_letter(
            by=by,
            drawer_id=drawer_for(**whom, life_domain=DOSSIER),
            kind="invitation",
            letter=letter,
            person_id=town.saskia if person else None,
            household_id=town.household,
        )


def form(**changes: str) -> dict[str, str]:
    return {
        "recipient": "0",
        "language": "nl",
        "title": "Uw vraag",
        "body": "Beste Saskia,\n\nWij komen dinsdag.",
        "request_id": str(uuid.uuid4()),
        **changes,
    }


def test_a_letter_is_written_checked_seen_and_placed(town: Town, client_of: Any) -> None:
    client, address = client_of("generalist"), reverse("workplace:letter_new", args=[town.household])
    page = client.get(address, {"soort": "invitation"}).content.decode()
    assert "Uitnodiging voor een gesprek" in page

    checked = client.post(address, form(body="Indien u wilt, komen wij.", check="1")).content.decode()
    assert "<mark>Indien</mark>" in checked
    assert "<strong>als</strong>" in checked

    written = form(preview="1")
    seen = client.post(address, written).content.decode()
    assert "Zo wordt de brief" in seen
    assert "<p>Wij komen dinsdag.</p>" in seen
    along = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', seen.partition("</article>")[2]))
    assert along.pop("csrfmiddlewaretoken")
    assert along.pop("seen") == "1"
    assert along == {name: value for name, value in written.items() if name != "preview"}
    back = client.post(address, along | {"again": "1"}).content.decode()  # with everything as it was
    assert "Wij komen dinsdag.</textarea>" in back
    made = client.post(address, along | {"pdf": "1"})
    assert made["Content-Type"] == "application/pdf"
    assert made.content.startswith(b"%PDF-")
    with acting.acting(town.actor("generalist")):
        assert queries.letters_of_household(town.household) == []  # looking places nothing

    sent = form(recipient=str(town.saskia), place="1")
    assert client.post(address, sent).status_code == 302
    assert client.post(address, sent).status_code == 302  # the same form once more
    with acting.acting(town.actor("generalist")):
        [line] = queries.letters_of_household(town.household)
    assert (line.title, line.person_id) == ("Uw vraag", town.saskia)

    pdf = client.get(reverse("workplace:letter", args=[line.id]))
    assert pdf.content.startswith(b"%PDF-")
    assert "Uw vraag" in client.get(reverse("workplace:letters", args=[town.household])).content.decode()


def test_a_letter_in_which_something_is_left_open_is_never_placed_unseen(town: Town, client_of: Any) -> None:
    client, address = client_of("generalist"), reverse("workplace:letter_new", args=[town.household])
    sent = form(place="1", body="Beste Saskia,\n\n- Dag: dinsdag\n- Tijd:\n\nBel \u2026 voor vragen.")
    page = client.post(address, sent).content.decode()
    assert "<li>Tijd:</li><li>Bel \u2026 voor vragen.</li>" in page
    with acting.acting(town.actor("generalist")):
        assert queries.letters_of_household(town.household) == []
    assert client.post(address, sent | {"seen": "1"}).status_code == 302
    with acting.acting(town.actor("generalist")):
        assert len(queries.letters_of_household(town.household)) == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": ""}, "Vul in waar de brief over gaat."),
        ({"body": " \n "}, "De brief is nog leeg."),
        ({"recipient": "999999"}, "Selecteer een geldige keuze"),
    ],
)
def test_what_cannot_be_placed_is_said_at_the_field(
    town: Town, client_of: Any, changes: dict[str, str], said: str
) -> None:
    address = reverse("workplace:letter_new", args=[town.household])
    response = client_of("generalist").post(address, form(place="1", **changes))
    assert response.status_code == 422
    assert said in response.content.decode()


def test_the_resident_reads_it_and_sees_who_placed_it(town: Town, client_of: Any) -> None:
    placed = write(town)
    client = client_of("resident")
    assert "Uitnodiging" in client.get(reverse("portal:my_letters")).content.decode()
    pdf = client.get(reverse("portal:my_letter", args=[placed.pk]))
    assert pdf.content == bytes(placed.pdf)
    assert "een brief of verslag" in client.get(reverse("portal:who_looked")).content.decode()


def test_it_is_read_on_a_page_as_it_was_placed(town: Town, client_of: Any) -> None:
    placed = write(town)
    for who, name, back in (
        ("resident", "portal:my_letter_read", reverse("portal:my_letters")),
        ("generalist", "workplace:letter_read", reverse("workplace:letters", args=[town.household])),
    ):
        page = client_of(who).get(reverse(name, args=[placed.pk])).content.decode()
        assert f'href="{back}"' in page
        assert '<h2 id="letter-title">Uitnodiging' in page
        assert 'lang="nl"' in page.split("<article")[1].split(">")[0]
        text = [block["text"] for block in placed.content["blocks"] if block["kind"] == "paragraph"]
        assert text
        assert all(escape(line) in page for one in text for line in one.split("\n"))


def test_a_letter_to_one_is_not_for_another_of_the_household(town: Town) -> None:
    placed = write(town)
    with acting.acting(system("test", "administration")):
        user, _none = accounts.create_user(
            by=system("test", "administration"), username="jeffrey", role="resident", with_password=False
        )
    with acting.acting(system("test")):
        people.connect_account(by=system("test"), user_id=user.pk, person_id=town.jeffrey)
    other = acting.Actor(user.pk, "resident", "own_data", "test")
    with acting.acting(other):
        assert queries.letters_to([town.jeffrey], [town.household]) == []
        with pytest.raises(Letter.DoesNotExist):
            queries.letter(placed.pk)
    together = write(town, person=False)
    with acting.acting(other):
        assert [one.id for one in queries.letters_to([town.jeffrey], [town.household])] == [together.pk]


def test_a_placed_letter_never_changes(town: Town) -> None:
    """The database itself refuses, also to who wrote it."""
    placed = write(town)
    with acting.acting(town.actor("generalist")):
        log.read("letter", [])
        for change in (
            lambda: Letter.objects.filter(pk=placed.pk).update(title="x"),
            lambda: Letter.objects.filter(pk=placed.pk).delete(),
        ):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                change()


def test_a_letter_cannot_be_placed_where_the_writer_sees_nothing(town: Town) -> None:
    by = town.actor("other_generalist")
    with acting.acting(by), pytest.raises(ProgrammingError), transaction.atomic():
        drawer_for(person_id=town.saskia, life_domain=DOSSIER)
    with acting.acting(by):
        log.read("letter", [])


def test_the_house_style_is_changed_by_the_administrator_only_and_must_be_readable(town: Town) -> None:
    by = system("test", "administration")
    with acting.acting(by):
        with pytest.raises(ValidationError, match="te licht"), transaction.atomic():
            actions.change_house_style(by=by, fields={"color": "#ffff00"})
        changed = actions.change_house_style(by=by, fields={"name": "Gemeente Elders", "color": "#005500"})
        assert queries.style_of(queries.house_style()).name == changed.name == "Gemeente Elders"
    with acting.acting(town.actor("generalist")) as work, pytest.raises(PermissionDenied):
        actions.change_house_style(by=work.actor, fields={"name": "x"})


def test_words_come_along_and_a_municipality_adds_its_own(town: Town, client_of: Any) -> None:
    by = system("test", "administration")
    values = {
        "code": "buurtkamer",
        "word_nl": "buurtkamer",
        "word_en": "community room",
        "explanation_nl": "Een plek in de wijk waar u kunt binnenlopen.",
        "explanation_en": "A place to walk in.",
    }
    with acting.acting(by):
        made: Term = actions.save_term(by=by, fields=values)
        assert made.own
        with pytest.raises(ValidationError), transaction.atomic():
            actions.save_term(by=by, fields=values)  # the code is taken
        actions.save_hard_word(by=by, fields={"word": " Ambtelijk ", "simpler": "van de gemeente"})
    client = Client()
    page = client.get(reverse("help:words"), {"zoek": "binnenlopen"}).content.decode()
    assert "buurtkamer" in page
    assert "regisseur" not in page.split("<main")[1]
    assert "Dit woord staat er niet bij" in client.get(reverse("help:words"), {"zoek": "xyzzy"}).content.decode()
    verdict = queries.check_language("Dit is ambtelijk.")
    assert verdict is not None
    assert [one.simpler for one in verdict.hard] == ["van de gemeente"]
    assert queries.check_language("This is English.", language="en") is None


def test_a_word_is_explained_where_it_stands_without_a_script(town: Town, client_of: Any) -> None:
    page = client_of("resident").get(reverse("portal:my_data")).content.decode()
    assert 'popovertarget="term-' in page
    assert "AVG art. 6 lid 1" in page


def test_the_standard_letters_and_our_texts_for_residents_are_plain(town: Town) -> None:
    """Every Dutch text that the product itself says to residents passes the check that writers get."""
    from ontschot.web.components import standard_letters as standard

    known = standard.Filled(name="mevrouw Van Dalen", plan_until=queries.letter_date(), support="Bel 0800 1234.")
    for one in standard.STANDARD:
        verdict = queries.check_language(standard.filled(one.code, known, language="nl")["body"])
        assert verdict is not None
        assert verdict.hard == (), one.code
    assert len(texts_for_residents()) > 100
    found = []
    for place, text in texts_for_residents():
        verdict = queries.check_language(text)
        found += [f"{place}: {one.text!r} -> {one.simpler or one.kind}" for one in (verdict.hard if verdict else ())]
    assert found == [], "\n" + "\n".join(found)


def texts_for_residents() -> list[tuple[str, str]]:
    """The texts of the portal and of the pages open to all, as they stand in the catalogue."""
    from ontschot.config.commands import messages

    rooms = ("web/portal/", "web/help/templates/help/guide", "web/help/templates/help/words")
    texts = []
    for message in messages.found():
        if not message.id or not any(place.startswith(rooms) for place, _line in message.locations):
            continue
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        texts += [(message.locations[0][0], text.replace("%(", "").replace(")s", "")) for text in ids]
    return texts

"""One letter to many: chosen, checked, placed by the worker as the writer, taken back as far as nobody read it."""

from __future__ import annotations

import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ontschot.config import jobs as working
from ontschot.domain.people.models import Person
from ontschot.domain.plans import actions, queries
from ontschot.domain.plans.models import Mailing
from ontschot.domain.plans.queries import LetterText
from ontschot.domain.plans.rules import Refused
from ontschot.privacy import acting, log
from ontschot.privacy.acting import system
from ontschot.privacy.actions import end_access, open_access
from ontschot.privacy.models import Job
from ontschot.writing import queries as writing
from tests.town import Town, browser

pytestmark = pytest.mark.django_db
TEXT = LetterText("Een nieuw nummer", "Beste {naam},\n\nWij hebben een nieuw nummer.", "nl")


def both_open(town: Town) -> list[int]:
    """The coach sees the second household too."""
    with acting.acting(system("test")), acting.wide("ontschot_register"):
        open_access(
            source="triage:test2", purpose="coordination", ground="public_task", household_id=town.other_household,
            reaches_members=True, user_id=town.users["generalist"].pk,
        )  # fmt: skip
        log.write("test", "grant", [])
    return [town.household, town.other_household]


def begun(town: Town, whom: str = "household", households: list[int] | None = None) -> Mailing:
    by = town.actor("generalist")
    with acting.acting(by):
        made = actions.begin_mailing(by=by, household_ids=households or [town.household], text=TEXT)
        return actions.write_mailing(by=by, mailing_id=made.pk, version=made.version, text=TEXT, whom=whom)


def placed(town: Town, record: Mailing) -> queries.MailingView:
    """Placed, and the worker did its work."""
    by = town.actor("generalist")
    with acting.acting(by):
        changed = actions.place_mailing(by=by, mailing_id=record.pk, version=record.version)
    working.run(changed.job_id or 0, by.user_id or 0)
    with acting.acting(by):
        return queries.mailing(record.pk)


def test_from_the_list_to_letters_on_paper(town: Town) -> None:
    both_open(town)
    client = browser(town, "generalist")
    things = [f"{town.household}:0", f"{town.other_household}:0"]
    answer = client.post(reverse("workplace:list_bulk", args=["huishoudens"]), {"do": "letter", "thing": things})
    page = client.get(answer["Location"]).content.decode()
    assert "2 huishoudens gekozen" in page
    number = int(answer["Location"].rstrip("/").rpartition("/")[2])

    form = {"whom": "adults", "language": "nl", "title": TEXT.title, "version": "1", "request_id": str(uuid.uuid4())}
    wrong = client.post(answer["Location"], form | {"body": "Beste {voornaam}, kom voor {plan_tot}."})
    assert wrong.status_code == 422
    assert "{voornaam}, {plan_tot}" in wrong.content.decode()
    checked = client.post(answer["Location"], form | {"body": "Indien u wilt.", "check": "1"}).content.decode()
    assert "<mark>Indien</mark>" in checked
    assert client.post(answer["Location"], form | {"body": TEXT.body}).status_code == 302

    check = client.get(reverse("workplace:mailing_check", args=[number])).content.decode()
    assert "Saskia van Dalen" in check
    assert "Van Dalen, Lindestraat 12" in check  # another family of that name may be chosen too
    assert "Jeffrey" not in check  # sixteen
    with acting.acting(town.actor("generalist")):
        view = queries.mailing(number)
    line = next(one for one in view.ready if one.household_id == town.other_household)
    seen = client.get(reverse("workplace:mailing_preview", args=[number, line.id])).content.decode()
    assert "Zo wordt de brief" in seen
    assert reverse("workplace:mailing_check", args=[number]) in seen
    first, second = (reverse("workplace:mailing_preview", args=[number, one.id]) for one in view.ready)
    assert f'href="{second}"' in client.get(first).content.decode()
    assert f'href="{first}"' in client.get(second).content.decode()
    made = client.get(reverse("workplace:mailing_preview_pdf", args=[number, line.id]))
    assert made.content.startswith(b"%PDF-")
    out = {"out": "1", "request_id": str(uuid.uuid4())}
    client.post(reverse("workplace:mailing_leave_out", args=[number, line.id]), out)
    assert "door u overgeslagen" in client.get(reverse("workplace:mailing_check", args=[number])).content.decode()

    sent = {"version": str(view.record.version), "request_id": str(uuid.uuid4())}
    client.post(reverse("workplace:mailing_place", args=[number]), sent)
    client.post(reverse("workplace:mailing_place", args=[number]), sent)  # the same form once more
    going = client.get(reverse("workplace:mailing", args=[number])).content.decode()
    assert "0 vastgelegd, nog 1 te gaan" in going
    [job] = own_jobs(town)
    working.run(job.pk, job.user_id)
    done = client.get(reverse("workplace:mailing", args=[number])).content.decode()
    assert "hx-trigger" not in done
    assert "Saskia van Dalen</a>" in done
    read = client.get(re.search(r'href="([^"]+/lezen/\?reeks=\d+)"', done)[1]).content.decode()  # type: ignore[index]
    assert f'href="{reverse("workplace:mailing", args=[number])}"' in read  # and back to the others
    paper = client.get(reverse("workplace:mailing_print", args=[number]))
    assert paper.content.startswith(b"%PDF-")
    assert "Een nieuw nummer" in client.get(reverse("workplace:mailings")).content.decode()


def own_jobs(town: Town) -> list[Job]:
    with acting.acting(town.actor("generalist")):
        log.read("test", [])
        return list(Job.objects.filter(kind="mailing"))


def test_each_letter_has_its_own_name_and_lies_with_whom_it_is_for(town: Town) -> None:
    view = placed(town, begun(town, "first"))
    [one] = view.placed
    with acting.acting(town.actor("generalist")):
        letter = writing.letter(one.letter_id or 0)
    assert letter.person_id == town.saskia
    assert letter.content["blocks"][0]["text"] == "Beste Saskia van Dalen,"
    page = browser(town, "resident").get(reverse("portal:my_letters")).content.decode()
    assert "Een nieuw nummer" in page


def test_secrecy_and_death_leave_somebody_out(town: Town) -> None:
    both_open(town)
    with acting.acting(system("test")), acting.wide("ontschot_register"):
        Person.objects.filter(pk=town.saskia).update(secrecy=True)
        log.write("test", "person", [log.Subject(town.saskia)])
    record = begun(town, "household", [town.household, town.other_household])
    with acting.acting(town.actor("generalist")):
        view = queries.mailing(record.pk)
    assert [(one.household_id, one.reason) for one in view.left_out] == [(town.household, "secret")]
    assert (
        "geheimhouding"
        in browser(town, "generalist").get(reverse("workplace:mailing_check", args=[record.pk])).content.decode()
    )


def test_whom_the_writer_sees_no_more_gets_no_letter(town: Town) -> None:
    """Access that ends between preparing and placing: no letter, and no name."""
    households = both_open(town)
    record = begun(town, "household", households)
    with acting.acting(system("test")), acting.wide("ontschot_register"):
        end_access(source="triage:test2")
        log.write("test", "grant", [])
    view = placed(town, record)
    assert [one.household_id for one in view.placed] == [town.household]
    assert view.hidden == 1
    with acting.acting(town.actor("other_generalist")):
        assert writing.letters_of_household(town.other_household) == []
    page = browser(town, "generalist").get(reverse("workplace:mailing", args=[record.pk])).content.decode()
    assert "1 gekozen huishouden is niet (meer) voor u open" in page


def test_a_household_that_is_hidden_cannot_be_chosen(town: Town) -> None:
    by = town.actor("generalist")
    with acting.acting(by):
        log.read("test", [])
        with pytest.raises(Refused):
            actions.begin_mailing(by=by, household_ids=[town.other_household], text=TEXT)
    with acting.acting(by):
        made = actions.begin_mailing(by=by, household_ids=[town.household, town.other_household], text=TEXT)
        assert queries.mailing(made.pk).hidden == 1


def test_work_taken_up_again_places_nothing_twice(town: Town) -> None:
    record = begun(town)
    view = placed(town, record)
    by = town.actor("generalist")
    working.run(view.record.job_id or 0, by.user_id or 0)  # the worker got it once more
    with acting.acting(by), pytest.raises(Refused):
        actions.place_again(by=by, mailing_id=record.pk)
    with acting.acting(by):
        assert len(writing.letters_of_household(town.household)) == 1


def test_what_nobody_read_is_taken_back_and_what_was_read_is_not(town: Town) -> None:
    first, second = placed(town, begun(town, "first")), placed(town, begun(town, "first"))
    resident, by = browser(town, "resident"), town.actor("generalist")
    read = first.placed[0].letter_id
    assert resident.get(reverse("portal:my_letter", args=[read])).status_code == 200
    with acting.acting(by):
        log.read("test", [])
        with pytest.raises(Refused, match="gelezen"):
            actions.undo_mailing(by=by, mailing_id=first.record.pk, reason="Verkeerd nummer")
    client = browser(town, "generalist")
    sent = {"reason": "Verkeerd nummer", "request_id": str(uuid.uuid4())}
    client.post(reverse("workplace:mailing_undo", args=[second.record.pk]), sent)
    page = resident.get(reverse("portal:my_letters")).content.decode()
    assert "ingetrokken" in page
    assert "Verkeerd nummer" in page
    taken = resident.get(reverse("portal:my_letter", args=[second.placed[0].letter_id]))
    assert taken.status_code == 302
    assert resident.get(reverse("portal:my_letter", args=[read])).status_code == 200


def test_a_mailing_is_its_writers_alone(town: Town) -> None:
    record = begun(town)
    for name in ("mailing", "mailing_check", "mailing_print"):
        assert browser(town, "team_leader").get(reverse(f"workplace:{name}", args=[record.pk])).status_code == 404


def test_the_pages_ask_no_more_for_many(town: Town) -> None:
    def count(record: Mailing) -> int:
        client = browser(town, "generalist")
        client.get("/werk/")
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("workplace:mailing_check", args=[record.pk])).status_code == 200
        return len(captured)

    one = count(begun(town))
    assert count(begun(town, "adults", both_open(town))) == one

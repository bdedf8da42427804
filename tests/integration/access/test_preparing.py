"""Before and beside a conversation: own plan, offer, carers, several conversations, a report that is answered."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse

from ontschot.domain.access import actions, queries, rules
from ontschot.domain.access.models import Conversation, ConversationReport, PersonalPlan, ReportAnswer, Request
from ontschot.domain.plans import queries as plans
from ontschot.foundation.versions import Conflict
from ontschot.privacy import acting, log
from ontschot.privacy.acting import Actor
from ontschot.writing import queries as writing
from ontschot.writing.models import Letter
from tests.town import Town, browser

pytestmark = pytest.mark.django_db


def resident(town: Town) -> Actor:
    return Actor(town.users["resident"].pk, "resident", "own_data", "test", ground="data_subject")


@pytest.fixture
def asked(town: Town) -> Request:
    """A request of Saskia, divided to the coach's team."""
    desk = town.actor("access_worker", "intake")
    with acting.acting(desk):
        request = actions.report(by=desk, person_id=town.saskia, question="Ik wil weer werken", channel="phone")
        actions.triage(
            by=desk,
            request_number=request.pk,
            version=1,
            complexity="complex",
            life_domains=["work"],
            safety="safe",
            team_id=town.team,
            user_id=town.users["generalist"].pk,
        )
    return request


@pytest.fixture
def talk(town: Town, asked: Request) -> Conversation:
    """A conversation about it, with something in it."""
    by = town.actor("generalist")
    with acting.acting(by):
        made = actions.start_conversation(by=by, request_number=asked.pk, present="Saskia", about="eerste gesprek")
        actions.save_answer(
            by=by, conversation_id=made.pk, life_domain="work", version=0, wants="Onder de mensen zijn #emph[x]"
        )
        area = queries.result_areas().get(code="taking_part")
        actions.add_result(
            by=by, conversation_id=made.pk, life_domain="work", text="Drie ochtenden werk", area_id=area.pk
        )
    return made


def concluded(town: Town, talk: Conversation) -> Conversation:
    by = town.actor("generalist")
    with acting.acting(by):
        talk.refresh_from_db()
        return actions.conclude(by=by, conversation_id=talk.pk, version=talk.version)


# ------------------------------------------------------------------------------------------ own plan


def test_the_term_of_an_own_plan_is_seven_days_and_moves_past_a_weekend_or_holiday(town: Town) -> None:
    term = queries.personal_plan_term(dt.date(2026, 11, 25))  # a Wednesday
    assert (term.until, term.article) == (dt.date(2026, 12, 2), "Wmo 2015 2.3.2 lid 2")
    assert queries.personal_plan_term(dt.date(2026, 11, 28)).until == dt.date(2026, 12, 7)  # Saturday -> Monday
    assert queries.personal_plan_term(dt.date(2026, 12, 18)).until == dt.date(2026, 12, 28)  # Christmas, weekend


def test_a_resident_hands_in_a_plan_as_text_and_file_and_the_worker_reads_it(town: Town, asked: Request) -> None:
    client = browser(town, "resident")
    page = client.get(reverse("portal:my_talks")).content.decode()
    assert "tot en met" in page
    assert "Wmo 2015 2.3.2 lid 2" in page
    address = reverse("portal:own_plan", args=[asked.pk])
    empty = client.post(address, {"text": " ", "request_id": str(uuid.uuid4())})
    assert empty.status_code == 422
    assert "Schrijf iets op, of voeg een bestand toe." in empty.content.decode()
    wrong = client.post(address, {"file": SimpleUploadedFile("x.exe", b"MZ\x00\x01")})
    assert "Dit soort bestand kunnen wij niet lezen" in wrong.content.decode()

    number = str(uuid.uuid4())
    for _time in range(2):  # sent twice
        file = SimpleUploadedFile("../plan van mij.pdf", b"%PDF-1.4 mijn plan")
        sent = client.post(address, {"text": "Ik wil overdag weg.", "file": file, "request_id": number})
        assert sent.status_code == 302
    with acting.acting(town.actor("generalist")):
        prepared = queries.prepared(town.household, asked.pk)
        [line] = prepared.plans
        assert (line.text, line.file_name, line.late) == ("Ik wil overdag weg.", "plan van mij.pdf", False)
        [task] = [one for one in plans.tasks_of_household(town.household) if one.record.kind == "personal_plan"]
        assert "eigen plan" in task.record.text
    seen = browser(town, "generalist").get(reverse("workplace:own_plan_file", args=[line.id]))
    assert seen.content == b"%PDF-1.4 mijn plan"
    assert "attachment" in seen["Content-Disposition"]
    assert (
        "Ik wil overdag weg."
        in browser(town, "generalist").get(reverse("workplace:request", args=[asked.pk])).content.decode()
    )


def test_after_seven_days_a_plan_is_taken_all_the_same_and_marked(town: Town, asked: Request) -> None:
    by = town.actor("generalist")
    with acting.acting(by):
        Request.objects.filter(pk=asked.pk).update(reported_on=dt.date.today() - dt.timedelta(days=30))  # noqa: DTZ011
        made = actions.hand_in_plan(by=by, request_number=asked.pk, person_id=town.saskia, text="Later")
        assert made.late
    with acting.acting(resident(town)):
        [own] = queries.own_requests([town.household])
        assert own.term.over
        assert own.plans[0].late


def test_nobody_hands_in_a_plan_for_another_or_for_a_request_they_do_not_know(town: Town, asked: Request) -> None:
    by = resident(town)
    with acting.acting(by):
        with pytest.raises(Request.DoesNotExist):
            actions.hand_in_plan(by=by, request_number=asked.pk, person_id=town.stranger, text="x")
        log.read("request", [])
    with acting.acting(town.actor("generalist")):
        Request.objects.filter(pk=asked.pk).update(person_knows=False)
        log.read("request", [])
    with acting.acting(by):
        assert queries.own_requests([town.household]) == []
        with pytest.raises(Request.DoesNotExist):
            actions.hand_in_plan(by=by, request_number=asked.pk, person_id=town.saskia, text="x")


def test_a_plan_that_was_handed_in_never_changes(town: Town, asked: Request) -> None:
    by = town.actor("generalist")
    with acting.acting(by):
        made = actions.hand_in_plan(by=by, request_number=asked.pk, person_id=town.saskia, text="Zo")
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            PersonalPlan.objects.filter(pk=made.pk).update(text="Anders")


# ------------------------------------------------------------------------------------------ preparation and carers


def test_the_offer_of_support_and_the_interpreter_are_kept_and_two_editors_see_each_other(
    town: Town, asked: Request
) -> None:
    by = town.actor("generalist")
    offer = {"household_id": town.household, "request_number": asked.pk, "support_offered_on": asked.reported_on}
    with acting.acting(by):
        kept = actions.prepare(by=by, **offer, support_answer="wants", supporter="MEE")
        changed = actions.prepare(by=by, **offer, version=kept.version, support_answer="has")
        with pytest.raises(Conflict):
            actions.prepare(by=by, **offer, version=kept.version, support_answer="declines")
        with pytest.raises(Conflict):
            actions.prepare(by=by, **offer, support_answer="declines")  # thought that nothing was there yet
        assert queries.prepared(town.household, asked.pk).record == changed
        general = actions.prepare(by=by, household_id=town.household, interpreter="yes", interpreter_language="Pools")
        assert queries.prepared(town.household, None).record == general


def test_the_form_of_the_preparation(town: Town, asked: Request) -> None:
    client = browser(town, "generalist")
    address = reverse("workplace:preparation_of_request", args=[asked.pk])
    refused = client.post(address, {"support_answer": "wants", "version": "0"})
    assert refused.status_code == 422
    assert "Zonder aanbod is er geen antwoord" in refused.content.decode()
    done = client.post(
        address,
        {"support_offered_on": f"{asked.reported_on}", "support_answer": "wants", "supporter": "MEE", "version": "0"},
    )
    assert done.status_code == 302
    assert "MEE" in client.get(reverse("workplace:request", args=[asked.pk])).content.decode()


def test_carers_with_burden_and_capacity(town: Town, talk: Conversation) -> None:
    client = browser(town, "generalist")
    sent = {
        "name": "Buurvrouw Ria",
        "hours": "12",
        "burden": "heavy",
        "capacity": "little",
        "needs": "Een vrije middag",
        "request_id": str(uuid.uuid4()),
    }
    address = reverse("workplace:carer_new", args=[talk.pk])
    assert client.post(address, {"name": ""}).status_code == 422
    assert client.post(address, sent).status_code == 302
    assert client.post(address, sent).status_code == 302
    page = client.get(reverse("workplace:conversation", args=[talk.pk])).content.decode()
    assert page.count("Buurvrouw Ria") >= 1
    assert "Dit is meer dan de mantelzorger kan dragen" in page
    with acting.acting(town.actor("generalist")):
        queries.conversation(talk.pk)
        [line] = queries.carers(talk.pk)
        assert line.overburdened
    edit = reverse("workplace:carer", args=[talk.pk, line.record.pk])
    calmer = {**sent, "burden": "doable", "request_id": str(uuid.uuid4()), "version": str(line.record.version)}
    assert client.post(edit, calmer).status_code == 302
    old = client.post(edit, {**calmer, "needs": "Niets", "request_id": str(uuid.uuid4())})
    assert "Iemand anders heeft dit intussen gewijzigd" in old.content.decode()
    assert client.post(edit, {"remove": "1", "request_id": str(uuid.uuid4())}).status_code == 302
    with acting.acting(town.actor("generalist")):
        queries.conversation(talk.pk)
        assert queries.carers(talk.pk) == []


# ------------------------------------------------------------------------------------------ conversations and reports


def test_several_conversations_about_one_request(town: Town, asked: Request, talk: Conversation) -> None:
    by = town.actor("generalist")
    with acting.acting(by):
        second = actions.start_conversation(by=by, request_number=asked.pk, about="met Jeffrey alleen")
        view = queries.request(asked.pk)
        assert [one.about for one in view.conversations] == ["eerste gesprek", "met Jeffrey alleen"]
        assert {one.state for one in view.conversations} == {"open"}  # both at once
    page = browser(town, "generalist").get(reverse("workplace:conversation", args=[talk.pk])).content.decode()
    assert "met Jeffrey alleen" in page
    assert reverse("workplace:conversation", args=[second.pk]) in page


def test_a_report_is_given_after_the_conversation_only(town: Town, talk: Conversation) -> None:
    client = browser(town, "generalist")
    client.post(reverse("workplace:report_place", args=[talk.pk]), {"request_id": str(uuid.uuid4())})
    with acting.acting(town.actor("generalist")):
        queries.conversation(talk.pk)
        assert queries.reports_of(talk.pk) == []
    seen = client.get(reverse("workplace:report_pdf", args=[talk.pk]))
    assert seen.content.startswith(b"%PDF-")
    concluded(town, talk)
    number = {"request_id": str(uuid.uuid4())}
    for _time in range(2):
        client.post(reverse("workplace:report_place", args=[talk.pk]), number)
    with acting.acting(town.actor("generalist")):
        queries.conversation(talk.pk)
        [line] = queries.reports_of(talk.pk)
        kept = Letter.objects.get(pk=line.letter_id)
    told = str(kept.content)
    assert "Onder de mensen zijn #emph[x]" in told
    assert "Drie ochtenden werk" in told
    assert kept.person_id is None  # for the household


def test_the_resident_confirms_or_corrects_and_the_report_stays(town: Town, talk: Conversation) -> None:
    concluded(town, talk)
    worker, client = browser(town, "generalist"), browser(town, "resident")
    worker.post(reverse("workplace:report_place", args=[talk.pk]), {"request_id": str(uuid.uuid4())})
    with acting.acting(town.actor("generalist")):
        queries.conversation(talk.pk)
        [line] = queries.reports_of(talk.pk)
        before = bytes(Letter.objects.get(pk=line.letter_id).pdf)
    assert "Verslag van ons gesprek" in client.get(reverse("portal:my_talks")).content.decode()
    assert client.get(reverse("portal:my_letter", args=[line.letter_id])).content == before

    address = reverse("portal:report_answer", args=[line.id])
    refused = client.post(address, {"confirms": "no", "correction": ""})
    assert refused.status_code == 422
    assert "Schrijf op wat er niet klopt." in refused.content.decode()
    assert client.post(address, {"confirms": "no", "correction": "Het zijn vier ochtenden."}).status_code == 302
    assert client.post(address, {"confirms": "yes", "request_id": str(uuid.uuid4())}).status_code == 302

    with acting.acting(town.actor("generalist")):
        queries.conversation(talk.pk)
        [line] = queries.reports_of(talk.pk)
        said = [(one.confirms, one.correction) for one in line.answers]
        assert said == [(False, "Het zijn vier ochtenden."), (True, "")]
        assert bytes(Letter.objects.get(pk=line.letter_id).pdf) == before
        kinds = [one.record.kind for one in plans.tasks_of_household(town.household)]
        assert kinds.count("report_corrected") == 1
    page = worker.get(reverse("workplace:conversation", args=[talk.pk])).content.decode()
    assert "Het zijn vier ochtenden." in page


def test_a_report_is_read_on_a_page_with_a_way_back(town: Town, talk: Conversation) -> None:
    concluded(town, talk)
    worker, client = browser(town, "generalist"), browser(town, "resident")
    there = reverse("workplace:conversation", args=[talk.pk])
    before = worker.get(reverse("workplace:report_read", args=[talk.pk])).content.decode()
    assert f'href="{there}"' in before
    assert "Drie ochtenden werk" in before
    worker.post(reverse("workplace:report_place", args=[talk.pk]), {"request_id": str(uuid.uuid4())})
    with acting.acting(town.actor("generalist")):
        queries.conversation(talk.pk)
        [line] = queries.reports_of(talk.pk)

    read = reverse("workplace:letter_read", args=[line.letter_id])
    assert f'href="{read}?gesprek={talk.pk}"' in worker.get(there).content.decode()
    page = worker.get(read, {"gesprek": talk.pk}).content.decode()
    assert f'href="{there}"' in page
    assert "Drie ochtenden werk" in page
    home = reverse("workplace:letters", args=[town.household])
    for odd in ({}, {"gesprek": "x"}, {"gesprek": "//elders.nl"}):
        assert f'href="{home}"' in worker.get(read, odd).content.decode()

    mine = reverse("portal:my_letter_read", args=[line.letter_id])
    assert mine in client.get(reverse("portal:my_talks")).content.decode()
    page = client.get(mine).content.decode()
    assert "Onder de mensen zijn #emph[x]" in page  # text, whatever it looks like
    assert "Drie ochtenden werk" in page
    assert f'href="{reverse("portal:my_talks")}#report{line.id}"' in page
    assert reverse("portal:my_letter", args=[line.letter_id]) in page  # to keep
    with acting.acting(town.actor("generalist")):
        assert writing.letters_of_household(town.household)[0].opened_at is not None
    assert browser(town, "other_generalist").get(read).status_code == 404


def test_pages_around_a_conversation_have_a_way_back(town: Town, talk: Conversation) -> None:
    worker = browser(town, "generalist")
    with acting.acting(town.actor("generalist")):
        number = queries.requests_of_household(town.household)[0].number
    home, asked = (
        reverse("workplace:household", args=[town.household]),
        reverse("workplace:request", args=[number]),
    )
    for name, args, back in (
        ("preparation_of_request", [number], asked),
        ("paper_plan", [number], asked),
        ("preparation", [town.household], home),
        ("conversation_new", [town.household], home),
        ("carer_new", [talk.pk], reverse("workplace:conversation", args=[talk.pk])),
    ):
        page = worker.get(reverse(f"workplace:{name}", args=args)).content.decode()
        crumbs = page.split('class="crumbs"')[1].split("</nav>")[0]
        assert f'href="{back}"' in crumbs, name
    page = browser(town, "resident").get(reverse("portal:own_plan", args=[number])).content.decode()
    assert f'href="{reverse("portal:my_talks")}"' in page.split('class="crumbs"')[1].split("</nav>")[0]


def test_a_new_report_stands_beside_the_old_one(town: Town, talk: Conversation) -> None:
    done = concluded(town, talk)
    worker, by = browser(town, "generalist"), town.actor("generalist")
    worker.post(reverse("workplace:report_place", args=[talk.pk]), {"request_id": str(uuid.uuid4())})
    with acting.acting(by):
        opened = actions.reopen(by=by, conversation_id=talk.pk, version=done.version)
        actions.save_answer(by=by, conversation_id=talk.pk, life_domain="income", version=0, wants="Rust")
        actions.conclude(by=by, conversation_id=talk.pk, version=opened.version)
    worker.post(reverse("workplace:report_place", args=[talk.pk]), {"request_id": str(uuid.uuid4())})
    with acting.acting(by):
        queries.conversation(talk.pk)
        assert [line.edition for line in queries.reports_of(talk.pk)] == [2, 1]
    with acting.acting(resident(town)):
        [newest] = queries.own_reports([town.household])
        assert newest.edition == 2


def test_an_answer_is_for_oneself_and_for_ever(town: Town, talk: Conversation) -> None:
    concluded(town, talk)
    browser(town, "generalist").post(reverse("workplace:report_place", args=[talk.pk]))
    by, worker = resident(town), town.actor("generalist")
    with acting.acting(worker):
        queries.conversation(talk.pk)
        [line] = queries.reports_of(talk.pk)
        told = actions.answer_report(
            by=worker, report_id=line.id, person_id=town.saskia, confirms=False, correction="Klopt niet"
        )
        assert told.how == "told"
        with pytest.raises(rules.Refused):
            actions.answer_report(by=worker, report_id=line.id, person_id=town.stranger, confirms=True)
        for found in (ReportAnswer.objects.all(), ConversationReport.objects.all()):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                found.update(drawer_id=1)
    with acting.acting(by):
        with pytest.raises(ConversationReport.DoesNotExist):
            actions.answer_report(by=by, report_id=line.id, person_id=town.stranger, confirms=True)
        log.read("conversation", [])


# ------------------------------------------------------------------------------------------ the guide


def test_the_guide_is_open_to_everybody_on_screen_and_as_pdf(town: Town) -> None:
    page = Client().get(reverse("portal:guide")).content.decode()
    for words in (
        "Een schoon en leefbaar huis",
        "Geld en schulden",
        "Wmo 2015 art. 2.3.2 lid 2",
        "Wmo 2015 art. 2.2.4",
    ):
        assert words in page
    assert Client().get(reverse("portal:guide_pdf")).content.startswith(b"%PDF-")


def test_results_of_the_municipality_itself(town: Town) -> None:
    from ontschot.privacy.acting import system

    by = system("test", "administration")
    values: dict[str, Any] = {"code": "dog", "name_nl": "Een hond", "name_en": "A dog", "position": 99}
    with acting.acting(by):
        assert queries.result_areas().filter(own=False).count() == 8
        made = actions.save_result_area(by=by, fields=values)
        assert made.own
        actions.save_result_area(by=by, area_id=made.pk, fields={"active": False})
        assert not queries.result_areas().filter(code="dog").exists()

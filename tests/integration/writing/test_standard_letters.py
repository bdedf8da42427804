"""Standard letters of the municipality; attachments with a letter; withdrawing a placed letter."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import ProgrammingError, transaction
from django.urls import reverse

from ontschot.privacy import acting, log
from ontschot.privacy.models import HeldFile
from ontschot.writing import queries, standard
from ontschot.writing.models import LetterAttachment, LetterWithdrawal, StandardLetter
from tests.town import Town, browser

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
NEW = "steering:standard_letter_new"


def form(**changes: str) -> dict[str, str]:
    return {
        "name": "Verhuizing van het loket",
        "title_nl": "Wij verhuizen",
        "body_nl": "Beste {naam},\n\nWij verhuizen. Bel {telefoon}.",
        "title_en": "",
        "body_en": "",
        "active": "on",
        "version": "0",
        "request_id": str(uuid.uuid4()),
        **changes,
    }


def test_an_own_letter_is_written_checked_seen_and_used(town: Town) -> None:
    client = browser(town, "administrator")
    checked = client.post(reverse(NEW), form(body_nl="Indien u wilt.", check="1")).content.decode()
    assert "<mark>Indien</mark>" in checked
    seen = client.post(reverse(NEW), form(preview="1")).content.decode()
    assert "Mevrouw V. Voorbeeld" in seen
    assert 'name="title_nl" value="' in seen
    assert client.post(reverse(NEW), form(again="1")).status_code == 200
    assert client.post(reverse(NEW), form(pdf="1")).content.startswith(b"%PDF-")
    assert standard.standard_letters() == []
    assert client.post(reverse(NEW), form()).status_code == 302
    assert "Verhuizing van het loket" in client.get(reverse("steering:standard_letters")).content.decode()

    worker = browser(town, "generalist")
    page = worker.get(reverse("workplace:letters", args=[town.household])).content.decode()
    assert "Verhuizing van het loket" in page
    begun = worker.get(
        reverse("workplace:letter_new", args=[town.household]), {"soort": "verhuizing-van-het-loket"}
    ).content.decode()
    assert "Beste Saskia van Dalen," in begun
    assert "{naam}" not in begun


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"body_nl": "Beste {voornaam},"}, "{voornaam}"),
        ({"title_nl": "Een { alleen"}, "Dit kennen wij niet: {."),
        ({"title_en": "We move"}, "allebei in het Engels"),
        ({"name": ""}, "verplicht"),
    ],
)
def test_what_cannot_be_filled_in_is_said(town: Town, changes: dict[str, str], said: str) -> None:
    answer = browser(town, "administrator").post(reverse(NEW), form(**changes))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert standard.standard_letters() == []


def test_a_change_is_an_edition_and_an_earlier_one_comes_back(town: Town) -> None:
    client = browser(town, "administrator")
    client.post(reverse(NEW), form())
    here = reverse("steering:standard_letter", args=["verhuizing-van-het-loket"])
    assert client.post(here, form(body_nl="Tweede tekst.", version="1")).status_code == 302
    page = client.get(here).content.decode()
    assert "Tweede tekst." in page
    assert "Uitgave 1" in page
    earlier = client.get(here, {"uitgave": "1"}).content.decode()
    assert "Wij verhuizen. Bel {telefoon}." in earlier
    lost = client.post(here, form(body_nl="Een derde tekst.", version="1"))
    assert lost.status_code == 409
    assert "Tweede tekst." in lost.content.decode()
    assert [one.record.edition for one in standard.editions("verhuizing-van-het-loket")] == [2, 1]


def test_a_letter_of_the_product_gets_the_text_of_the_municipality(town: Town) -> None:
    client = browser(town, "administrator")
    page = client.get(reverse(NEW), {"soort": "ending"}).content.decode()
    assert "Het plan is klaar." in page
    address = f"{reverse(NEW)}?soort=ending"
    client.post(address, form(name="Wij stoppen", body_nl="Beste {naam},\n\nWij nemen afscheid."))
    worker = browser(town, "generalist")
    address = reverse("workplace:letter_new", args=[town.household])
    assert "Wij nemen afscheid." in worker.get(address, {"soort": "ending"}).content.decode()
    out = form(name="Wij stoppen", body_nl="Weg.", version="1")
    del out["active"]
    client.post(reverse("steering:standard_letter", args=["ending"]), out)
    assert "Het plan is klaar." in worker.get(address, {"soort": "ending"}).content.decode()


def test_an_edition_never_changes(town: Town) -> None:
    browser(town, "administrator").post(reverse(NEW), form())
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        StandardLetter.objects.update(name="x")


# ---------------------------------------------------------------------------------------- attachments


def letter(**changes: Any) -> dict[str, Any]:
    return {
        "recipient": "0", "language": "nl", "title": "Uw vraag", "body": "Beste Saskia,",
        "request_id": str(uuid.uuid4()), **changes,
    }  # fmt: skip


def a_file(name: str = "folder.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def test_attachments_wait_while_one_looks_and_go_with_the_letter(town: Town) -> None:
    client, address = browser(town, "generalist"), reverse("workplace:letter_new", args=[town.household])
    checked = client.post(address, letter(check="1", files=[a_file(), a_file("kaart.pdf")])).content.decode()
    assert "folder.pdf" in checked
    with acting.acting(town.actor("generalist")):
        log.read("test", [])
        first = HeldFile.objects.order_by("id").first()
    assert first is not None
    assert client.post(address, letter(place="1", remove_file=str(first.pk))).status_code == 302
    with acting.acting(town.actor("generalist")):
        [line] = queries.letters_of_household(town.household)
        assert not HeldFile.objects.exists()
    [attachment] = line.attachments
    assert attachment.file_name == "kaart.pdf"
    got = client.get(reverse("workplace:letter_attachment", args=[attachment.id]))
    assert got.content == PDF
    assert "attachment" in got["Content-Disposition"]
    resident = browser(town, "resident")
    assert "kaart.pdf" in resident.get(reverse("portal:my_letters")).content.decode()
    assert resident.get(reverse("portal:my_attachment", args=[attachment.id])).content == PDF
    stranger = browser(town, "other_generalist")
    assert stranger.get(reverse("workplace:letter_attachment", args=[attachment.id])).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("foto.pdf", b"\x89PNG\r\n\x1a\n0000", "kunnen wij niet aannemen"),
        ("leeg.pdf", b"", "leeg"),
        ("groot.pdf", PDF + b"0" * (5 * 1024 * 1024), "te groot"),
        ("pagina.pdf", b"<script>alert(1)</script>", "kunnen wij niet aannemen"),
    ],
)
def test_only_pdfs_of_a_size_go_along(town: Town, name: str, content: bytes, said: str) -> None:
    address = reverse("workplace:letter_new", args=[town.household])
    answer = browser(town, "generalist").post(address, letter(place="1", files=[a_file(name, content)]))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    with acting.acting(town.actor("generalist")):
        assert queries.letters_of_household(town.household) == []


def test_what_is_held_is_nobody_elses(town: Town) -> None:
    address = reverse("workplace:letter_new", args=[town.household])
    browser(town, "generalist").post(address, letter(check="1", files=[a_file()]))
    with acting.acting(town.actor("team_leader")):
        log.read("test", [])
        assert not HeldFile.objects.exists()


# ---------------------------------------------------------------------------------------- withdrawing


def test_a_letter_is_withdrawn_and_the_resident_reads_why(town: Town) -> None:
    client = browser(town, "generalist")
    client.post(
        reverse("workplace:letter_new", args=[town.household]),
        letter(place="1", recipient=str(town.saskia), files=[a_file()]),
    )
    with acting.acting(town.actor("generalist")):
        [line] = queries.letters_of_household(town.household)
    address = reverse("workplace:letter_withdraw", args=[line.id])
    refused = client.post(address, {"reason": " ", "request_id": str(uuid.uuid4())})
    assert refused.status_code == 422
    sent = {"reason": "Er stond een verkeerde datum in.", "request_id": str(uuid.uuid4())}
    assert client.post(address, sent).status_code == 302
    assert client.post(address, sent).status_code == 302  # the same form once more
    assert client.post(address, sent | {"request_id": str(uuid.uuid4())}).status_code == 422
    assert client.get(reverse("workplace:letter", args=[line.id])).content.startswith(
        b"%PDF-"
    )  # kept for the municipality

    resident = browser(town, "resident")
    page = resident.get(reverse("portal:my_letters")).content.decode()
    assert "verkeerde datum" in page
    assert "Uw vraag" not in page
    assert resident.get(reverse("portal:my_letter", args=[line.id])).status_code == 302
    assert resident.get(reverse("portal:my_attachment", args=[line.attachments[0].id])).status_code == 302
    assert "een brief of verslag" in resident.get(reverse("portal:who_looked")).content.decode()
    with acting.acting(town.actor("generalist")):
        log.read("test", [])
        for table in (LetterWithdrawal, LetterAttachment):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                table.objects.all().delete()

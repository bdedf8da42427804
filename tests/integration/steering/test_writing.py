"""The administrator's screens of house style, words, hard words and results."""

from __future__ import annotations

import struct
import uuid
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from ontschot.domain.access import queries as access
from ontschot.writing import queries
from tests.town import Town, browser

pytestmark = pytest.mark.django_db

STYLE = {
    "name": "Gemeente Elders",
    "address": "Markt 1\n\n  1234 AB Elders  ",
    "color": "#005500",
    "language": "nl",
    "support_name": "De Linde",
}


def png() -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 2, 1, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" + b"\x15\x42\x73" * 2)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@pytest.fixture
def client(town: Town) -> Client:
    """The administrator's browser."""
    return browser(town, "administrator")


def send(client: Client, name: str, fields: dict[str, object], **arguments: int) -> tuple[int, str]:
    address = reverse(f"steering:{name}", kwargs=arguments)
    response = client.post(address, {**fields, "request_id": str(uuid.uuid4())})
    return response.status_code, response.content.decode()


def test_the_house_style_with_a_logo(client: Client) -> None:
    assert client.get(reverse("steering:house_style")).status_code == 200
    for changes, said in (
        ({"color": "#ffff00"}, "te licht"),
        ({"logo": SimpleUploadedFile("logo.svg", b"<svg/>")}, "PNG of JPEG"),
        ({"logo": SimpleUploadedFile("logo.png", png())}, "Beschrijf het logo"),
    ):
        status, page = send(client, "house_style", {**STYLE, **changes})
        assert status == 422
        assert said in page
    assert queries.house_style().name != "Gemeente Elders"

    logo = {"logo": SimpleUploadedFile("logo.png", png()), "logo_alt": "Wapen van Elders"}
    assert send(client, "house_style", {**STYLE, **logo})[0] == 302
    record = queries.house_style()
    assert record.address == ["Markt 1", "1234 AB Elders"]
    assert bytes(record.logo) == png()
    sample = client.get(reverse("steering:house_style_sample"))
    assert sample.content.startswith(b"%PDF-")
    assert "De Linde" in Client().get(reverse("portal:guide")).content.decode()

    assert (
        send(client, "house_style", {**STYLE, "logo_alt": "Wapen van Elders"})[0] == 302
    )  # without a new file it stays
    assert bytes(queries.house_style().logo) == png()
    assert send(client, "house_style", {**STYLE, "remove_logo": "on"})[0] == 302
    assert bytes(queries.house_style().logo) == b""


def test_words_of_ones_own(client: Client) -> None:
    fields = {
        "word_nl": "buurtkamer",
        "word_en": "community room",
        "explanation_nl": "Een plek om binnen te lopen.",
        "explanation_en": "A place to walk in.",
        "code": "buurtkamer",
        "active": "on",
    }
    assert send(client, "term_new", {**fields, "word_en": ""})[0] == 422
    assert send(client, "term_new", fields)[0] == 302
    assert send(client, "term_new", fields)[0] == 422  # the code is taken
    made = queries.terms().get(code="buurtkamer")
    assert "eigen gemeente" in client.get(reverse("steering:terms")).content.decode()
    assert send(client, "term", {**fields, "explanation_nl": "Anders.", "active": ""}, term_id=made.pk)[0] == 302
    assert not queries.terms().filter(code="buurtkamer").exists()


def test_hard_words_and_results_of_ones_own(client: Client) -> None:
    assert send(client, "hard_word_new", {"word": "Indien", "simpler": "als"})[0] == 422  # it came along already
    assert send(client, "hard_word_new", {"word": "Ambtshalve besluit", "simpler": "besluit", "active": "on"})[0] == 302
    word = queries.hard_words().get(word="ambtshalve besluit")
    found = client.get(reverse("steering:hard_words"), {"zoek": "ambtshalve"}).content.decode()
    assert "ambtshalve besluit" in found
    assert "indien" not in found
    assert "Dit woord staat er niet bij" in client.get(reverse("steering:terms"), {"zoek": "qqq"}).content.decode()
    assert send(client, "hard_word", {"word": word.word, "simpler": "besluit"}, word_id=word.pk)[0] == 302
    assert not queries.hard_words().filter(pk=word.pk).exists()

    fields = {"name_nl": "Een hond", "name_en": "A dog", "code": "dog", "position": "99", "active": "on"}
    assert send(client, "result_area_new", fields)[0] == 302
    area = access.result_areas().get(code="dog")
    page = client.get(reverse("steering:result_areas")).content.decode()
    assert "Een hond" in page
    assert "Een schoon en leefbaar huis" in page
    assert send(client, "result_area", {**fields, "name_nl": "Een kat"}, area_id=area.pk)[0] == 302
    assert str(access.result_areas().get(code="dog")) == "Een kat"

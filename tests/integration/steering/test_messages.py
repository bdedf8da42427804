"""The page that judges messages of iWmo and iJw: words, codes and places, an answer to download, and nothing kept."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from ontschot.exchange.iwmo import KINDS, answer, check, read, write
from ontschot.exchange.iwmo.xml.envelope import Envelope, FaultEnvelope, Party, unpack
from ontschot.exchange.iwmo.xml.packing import fault_on, pack, pack_fault
from ontschot.exchange.iwmo.xml.plan import plan_for

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "spec" / "iwmo"))
from iwmo_worlds import BSN, World

from tests.town import Town, browser

pytestmark = pytest.mark.django_db
UUID = "9c0f7b90-5c69-41e5-a837-0800200c9a66"
Send = Callable[..., Any]


@pytest.fixture
def send(town: Town) -> Send:
    """Send a file as the administrator; the answer of the server."""
    client = browser(town, "administrator")

    def go(data: bytes | None, *earlier: bytes, do: str = "check", **headers: Any) -> Any:
        form: dict[str, Any] = {"do": do}
        if data is not None:
            form["file"] = SimpleUploadedFile("bericht.xml", data)
        form["earlier"] = [SimpleUploadedFile(f"eerder-{n}.xml", one) for n, one in enumerate(earlier)]
        return client.post(reverse("steering:messages"), form, **headers)

    return go


def start() -> World:
    """A start of delivery (305) and the allocation before it."""
    return World("wmo", 305)


def enveloped(message: bytes) -> Envelope:
    """A message in its envelope."""
    party = Party("0384", "Ontschot")
    return Envelope("2.10", "Di01", party, party, UUID, "20240201120000", "WMO305", message)


def rows() -> dict[str, int]:
    """Number of rows of every table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [row[0] for row in cursor.fetchall()]
        cursor.execute("SET ROLE ontschot_oversight")
        found = {}
        for table in tables:
            cursor.execute("SELECT has_table_privilege(%s, 'SELECT')", [table])
            if cursor.fetchone() == (True,):
                cursor.execute(f"SELECT count(*) FROM {table}")
                found[table] = cursor.fetchone()[0]
        cursor.execute("RESET ROLE")
    return found


def lines() -> list[tuple[Any, ...]]:
    """Lines of the log about messages."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE ontschot_oversight")
        cursor.execute(
            "SELECT subject_person_id, subject_household_id, object_id, detail FROM privacy_logentry"
            " WHERE object_kind = 'message' AND outcome = 'done' ORDER BY at"
        )
        found = cursor.fetchall()
        cursor.execute("RESET ROLE")
    return found


def remembered() -> list[str]:
    """Values of messages that the process still knows."""
    slots = list(plan_for(KINDS["wmo", 305]).root.slots) + list(plan_for(KINDS["wmo", 301]).root.slots)
    found: list[str] = []
    for slot in slots:
        slots.extend(slot.child.slots if slot.child is not None else ())
        found.extend(slot.simple.memory if slot.simple is not None else ())
    return found


def test_a_valid_message(send: Send) -> None:
    world = start()
    page = send(write(world.message), write(world.before[0])).content.decode()
    assert "WMO305: Start van de levering" in page
    assert "Wij vonden geen fouten" in page
    assert "Niet beoordeeld" in page
    assert "de lijst van gemeenten" in page
    assert "eerdere berichten: 305" in page, "not taken for complete: no earlier start was given"
    assert BSN not in page


def test_what_was_not_given_is_not_judged(send: Send) -> None:
    page = send(write(start().message)).content.decode()
    assert "eerdere berichten: 301 toewijzing" in page
    assert "Wij vonden geen fouten" in page


def test_a_rule_that_is_broken_has_its_code_place_and_advice(send: Send) -> None:
    world = start()
    world.body.client.start_producten[0].toewijzing_nummer = 999
    page = send(write(world.message), write(world.before[0])).content.decode()
    assert "Niet geldig" in page
    assert "Start product 1" in page
    assert "/Bericht/Client/StartProducten/StartProduct[1]" in page
    assert "Vergelijk met de eerdere berichten (301 toewijzing)" in page
    assert "Dit deel komt terug met code" in page


def test_a_fault_in_the_structure_shows_no_value(send: Send) -> None:
    xml = write(start().message).decode()
    for secret, broken in (
        ("123456782", xml.replace(BSN, "123456782X")),
        ("12345678", xml.replace(BSN, "12345678")),
        ("Geheimschrijver", xml.replace(">T<", ">Geheimschrijver's 'T'<")),
        ("Verborgen", xml.replace(">0384<", ">Verborgen<")),
        ("1975-13-45", xml.replace("<iwmo:Datum>", "<iwmo:Datum>1975-13-45 ", 1)),
    ):
        assert broken != xml or secret == "1975-13-45"
        page = send(broken.encode()).content.decode()
        assert secret not in page
        if broken != xml:
            assert "IB001" in page
            assert "Laat dit element verbeteren" in page


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Het bestand is leeg"),
        (b"Beste mevrouw, hierbij", "geen goed gevormde XML"),
        (b"<Brief/>", "XML van een andere standaard"),
        (b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>", "DOCTYPE"),
        (b"PK\x03\x04 stuk", "geen geldig ZIP-bestand"),
    ],
)
def test_what_is_no_message_gets_a_clear_sentence(send: Send, data: bytes, words: str) -> None:
    page = send(data).content.decode()
    assert words in page
    assert "Laat de afzender het bestand opnieuw maken" in page


def test_a_file_cut_off_in_the_middle(send: Send) -> None:
    assert "afgebroken of beschadigd" in send(write(start().message)[:-50]).content.decode()


def test_no_file(send: Send) -> None:
    assert "Kies het bestand met het bericht." in send(None).content.decode()
    page = send(None, headers={"HX-Request": "true"}).content.decode().partition('id="judgement"')[2]
    assert "Kies het bestand met het bericht." in page, "what htmx shows is only this part"


@pytest.mark.parametrize("megabytes", [10.5, 12])
def test_too_large(send: Send, megabytes: float) -> None:
    """Within what the server takes in, and beyond it."""
    page = send(b" " * int(megabytes * 1024 * 1024)).content.decode()
    assert "samen groter dan 10 MB" in page
    assert "Kies het bestand" not in page


def test_earlier_messages_that_cannot_be_read(send: Send) -> None:
    world = start()
    page = send(write(world.message), write(world.before[0]), b"<Brief/>").content.decode()
    assert "Eerder bericht 2 kan niet worden gelezen: Dit is XML van een andere standaard" in page
    page = send(write(world.message), *[write(world.before[0])] * 21).content.decode()
    assert "hoogstens 20 eerdere berichten" in page


def test_many_faults_are_grouped_and_at_most_200_places_are_shown(send: Send) -> None:
    world = World("wmo", 301)
    body: Any = world.body
    first = body.client.toegewezen_producten[0]
    first.einddatum = first.ingangsdatum.replace(year=2020)
    body.client.toegewezen_producten = [first] * 300
    page = send(write(world.message)).content.decode()
    assert page.count('<code class="small">') == 200
    assert "van 200 staat hier de plaats" in page
    assert "en nog" in page


def test_the_answer_is_a_file(send: Send) -> None:
    world = start()
    world.body.client.start_producten[0].toewijzing_nummer = 999
    response = send(write(world.message), write(world.before[0]), do="answer")
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    assert response["Content-Disposition"].startswith('attachment; filename="WMO306-')
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]
    reading = read(response.content)
    assert reading.faults == []
    assert reading.message is not None
    body: Any = reading.message.body
    assert body.client.start_producten[0].retour_codes != ["0200"]


def test_no_answer_says_why(send: Send) -> None:
    page = send(write(start().message)[:-50], do="answer").content.decode()
    assert "Er is geen antwoordbericht gemaakt" in page
    assert "Fo01" in page
    answered = answer(check(start().message), identification="R1", day=dt.date(2026, 11, 23))
    page = send(write(answered), do="answer").content.decode()
    assert "Een retourbericht wordt niet beantwoord." in page


def test_a_message_in_its_envelope(send: Send) -> None:
    whole = write(start().message)
    page = send(pack(enveloped(whole))).content.decode()
    assert "Uit een envelop StUF-GGK 2.10" in page
    response = send(pack(enveloped(whole[:-50])), do="answer")
    assert 'filename="Fo01-' in response["Content-Disposition"]
    fault = unpack(response.content)
    assert isinstance(fault, FaultEnvelope)
    assert (fault.code, fault.cross_reference) == ("IB001", UUID)


def test_a_fault_message_of_somebody_else(send: Send) -> None:
    fault = fault_on(
        enveloped(b"x"), code="IB014", description=f"BSN {BSN} fout", reference=UUID, sent="20240201120001"
    )
    page = send(pack_fault(fault)).content.decode()
    assert "Dit is een foutbericht" in page
    assert "IB014" in page
    assert BSN not in page
    assert "Een foutbericht wordt niet" not in page


def test_nothing_is_kept_but_that_it_was_used(send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("a temporary file")

    for name in ("TemporaryFile", "NamedTemporaryFile", "SpooledTemporaryFile", "mkstemp"):
        monkeypatch.setattr(f"tempfile.{name}", refuse)
    world = start()
    before = rows()
    send(write(world.message), write(world.before[0]))
    send(write(world.message), write(world.before[0]), do="answer")
    after = rows()
    changed = {table: after[table] - count for table, count in before.items() if after[table] != count}
    assert changed == {"privacy_logentry": 2}
    assert [line[:3] for line in lines()] == [(None, None, None)] * 2
    first, second = (line[3] for line in lines())
    assert "WMO305" in str(first)
    assert BSN not in str(first) + str(second)
    assert "Dorpsstraat" not in str(first) + str(second)
    assert remembered() == []


@pytest.mark.parametrize("who", ["generalist", "partner", "policy_officer", "privacy_officer"])
def test_other_roles_are_refused(town: Town, who: str) -> None:
    client = browser(town, who)
    assert client.get(reverse("steering:messages")).status_code == 403
    file = SimpleUploadedFile("bericht.xml", write(start().message))
    assert client.post(reverse("steering:messages"), {"file": file}).status_code == 403


def test_who_may_finds_it_in_the_menu(town: Town) -> None:
    for who in ("administrator", "access_worker"):
        page = browser(town, who).get(reverse("steering:messages"))
        assert page.status_code == 200
        assert page.content.decode().count(f'href="{reverse("steering:messages")}"') == 1


def test_in_english(town: Town) -> None:
    client = browser(town, "administrator")
    world = start()
    world.body.client.start_producten[0].toewijzing_nummer = 999
    file = SimpleUploadedFile("m.xml", write(world.message))
    earlier = SimpleUploadedFile("e.xml", write(world.before[0]))
    data = {"do": "check", "file": file, "earlier": [earlier]}
    page = client.post(reverse("steering:messages"), data, headers={"Accept-Language": "en"}).content.decode()
    for words in ("WMO305: Start of delivery", "What is wrong", "Not valid", "Compare with the earlier messages"):
        assert words in page

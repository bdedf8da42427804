"""Judging a message of iWmo or iJw that somebody brings along.

Nothing of it is kept: no row, no file; and no value of it is on the page.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ontschot.exchange import iwmo
from ontschot.exchange.iwmo.xml.envelope import Envelope, FaultEnvelope, looks_enveloped, unpack
from ontschot.exchange.iwmo.xml.faults import Refused
from ontschot.exchange.iwmo.xml.packing import fault_on, pack_fault
from ontschot.exchange.iwmo.xml.plan import forget
from ontschot.exchange.iwmo.xml.safe import MAX_BYTES, safe_xml
from ontschot.privacy import log
from ontschot.web.screens import screen
from ontschot.web.steering.forms import MessageForm
from ontschot.web.steering.message_words import Words, in_words, sentence


@dataclass(frozen=True)
class Outcome:
    """What came of it: a judgement, or a fault message of another party; and the answer, or why there is none."""

    judgement: iwmo.Judgement
    envelope: Envelope | None = None
    foreign_fault: FaultEnvelope | None = None

    @property
    def words(self) -> Words:
        """For the page."""
        return in_words(self.judgement)


@screen("judge_messages", purpose="administration")
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """One form and two buttons: the judgement on this page, or the return message as a file."""
    if request.method == "GET":
        return _shown(request, MessageForm())
    form = MessageForm(request.POST, request.FILES, too_large=_size(request) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE)
    if not form.is_valid():
        return _shown(request, form)
    try:
        return _judged(request, form)
    finally:
        forget()


def _judged(request: HttpRequest, form: MessageForm) -> HttpResponse:
    """The judgement as a page, or the answer as a file."""
    try:
        earlier = _earlier(form.cleaned_data["earlier"])
    except _Unreadable as error:
        form.add_error("earlier", str(error))
        return _shown(request, form)
    outcome = _outcome(form.cleaned_data["file"].read(), earlier)
    answering = request.POST.get("do") == "answer"
    no_answer = ""
    response: HttpResponse | None = None
    if answering:
        try:
            response = _download(outcome)
        except iwmo.NoAnswer as error:
            no_answer = error.en if request.LANGUAGE_CODE == "en" else error.nl  # type: ignore[attr-defined]
    _log(outcome, answered=response is not None)
    return response or _shown(request, MessageForm(), outcome=outcome, words=outcome.words, no_answer=no_answer)


class _Unreadable(Exception):
    """An earlier message that cannot be read; the text says which and why."""


def _size(request: HttpRequest) -> int:
    """What the browser says it sends; a body that lies about it is cut off by the server."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _shown(request: HttpRequest, form: forms.Form, **context: Any) -> HttpResponse:
    response = render(request, "steering/messages.html", {"form": form, **context})
    response["Cache-Control"] = "private, no-store"
    return response


def _taken_out(data: bytes) -> tuple[bytes, Envelope | None]:
    """The message, and its envelope when it came in one. Raises Refused, also for a fault message."""
    if not looks_enveloped(data):
        return data, None
    found = unpack(data)
    if isinstance(found, FaultEnvelope):
        raise _Foreign(found)
    return found.payload, found


class _Foreign(Exception):
    """A fault message of another party instead of a message."""

    def __init__(self, fault: FaultEnvelope) -> None:
        super().__init__(fault.kind)
        self.fault = fault


def _earlier(files: list[UploadedFile]) -> iwmo.EarlierMessages | None:
    """Earlier messages, together not larger than one message may be, also when they are zipped.

    Only the kinds that are there count as known: what was not given is not judged.
    """
    messages: list[iwmo.Message] = []
    left = MAX_BYTES
    for number, file in enumerate(files, 1):
        try:
            data, _envelope = _taken_out(file.read())
            data = safe_xml(data, iwmo.Limits(max_bytes=left))
            reading = iwmo.read(data)
        except Refused as refusal:
            raise _Unreadable(_unreadable(number, sentence(refusal.fault))) from refusal
        except _Foreign as error:
            raise _Unreadable(_unreadable(number, _("dit is een foutbericht (Fo01)."))) from error
        if reading.message is None:
            raise _Unreadable(_unreadable(number, sentence(reading.faults[0])))
        left -= len(data)
        messages.append(reading.message)
    return iwmo.EarlierMessages(messages, covers={message.kind.number for message in messages}) if messages else None


def _unreadable(number: int, why: str) -> str:
    return _("Eerder bericht %(number)s kan niet worden gelezen: %(why)s") % {"number": number, "why": why}


def _outcome(data: bytes, earlier: iwmo.EarlierMessages | None) -> Outcome:
    try:
        message, envelope = _taken_out(data)
    except Refused as refusal:
        return Outcome(iwmo.Judgement(None, None, [refusal.fault]))
    except _Foreign as error:
        return Outcome(iwmo.Judgement(None, None, []), foreign_fault=error.fault)
    sources = iwmo.Sources(today=timezone.localdate())
    return Outcome(iwmo.check(message, context=earlier, sources=sources), envelope)


def _download(outcome: Outcome) -> HttpResponse:
    """The return message, or the fault message (Fo01) on an envelope with a message that cannot be read.

    Raises NoAnswer when neither exists.
    """
    if outcome.foreign_fault is not None:
        raise iwmo.NoAnswer("Een foutbericht wordt niet beantwoord.", "A fault message is not answered.")
    first = next((fault for fault in outcome.judgement.faults if fault.envelope_code), None)
    if first is not None and outcome.envelope is not None:
        return _file(_fault_message(outcome.envelope, first), "Fo01")
    day = timezone.localdate()
    stamps = iwmo.Stamps.from_file(Path(settings.IWMO_STAMPS)) if settings.IWMO_STAMPS else None
    reply = iwmo.answer(outcome.judgement, identification=uuid.uuid4().hex[:12], day=day, stamps=stamps)
    return _file(iwmo.write(reply), reply.kind.name)


def _fault_message(envelope: Envelope, fault: iwmo.Fault) -> bytes:
    return pack_fault(
        fault_on(
            envelope,
            code=fault.envelope_code or "IB001",
            description=sentence(fault),
            reference=str(uuid.uuid4()),
            sent=timezone.localtime().strftime("%Y%m%d%H%M%S"),
        )
    )


def _file(xml: bytes, name: str) -> HttpResponse:
    moment = timezone.localtime().strftime("%Y%m%d-%H%M%S")
    response = HttpResponse(xml, content_type="application/xml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}-{moment}.xml"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _log(outcome: Outcome, *, answered: bool) -> None:
    """That the page was used, on what kind of message and with what outcome; nothing out of the message."""
    judgement = outcome.judgement
    kind = judgement.kind.name if judgement.kind else outcome.foreign_fault.kind if outcome.foreign_fault else ""
    valid = judgement.valid and outcome.foreign_fault is None
    log.read("message", [], kind=kind, valid=valid, faults=len(judgement.faults), answered=answered)

"""Asking for help without logging in."""

from __future__ import annotations

import hashlib
import uuid
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ontschot.domain.access import actions, rules
from ontschot.domain.people.rules import addresses
from ontschot.domain.plans.actions import receive_documents
from ontschot.foundation import files as kinds
from ontschot.privacy import acting, held
from ontschot.privacy import queries as privacy
from ontschot.web.components.held_files import HeldFiles
from ontschot.web.portal.ask.forms import AskForm, OwnAskForm

FIRST = {"whom": "self", "relation": "network"}
PER_HOUR = 10  # requests from one address; a library or a school shares one
FILES_PER_HOUR = 20  # posts with files from one address
_MB = 1024 * 1024
FILES = held.Limits(types=(kinds.PDF, kinds.PNG, kinds.JPEG), count=4, each=5 * _MB, together=10 * _MB)


def ask(request: HttpRequest) -> HttpResponse:
    """The form. Accepted: a number and what happens now. Refused: everything typed and chosen is still there."""
    by, person_id = _who(request)
    made = OwnAskForm if person_id else AskForm
    files = HeldFiles(_files_key(request), FILES)
    form = made(request.POST if request.method == "POST" else None, request.FILES or None, initial=FIRST)
    form.fields["files"] = files.field(_("Foto's of papieren"), _("Alleen als het helpt om uw vraag te begrijpen."))
    if request.method != "POST":
        return _show(request, form, files, by, 200)
    if form.is_decoy:
        return redirect("portal:ask_thanks")
    if _too_many_files(request):
        form.add_error("files", _("Vanaf dit adres kwamen net veel bestanden. Wacht een uur, of stuur ze later."))
    else:
        with acting.acting(by):
            files.receive(request, form)
    if not form.is_valid():
        return _show(request, form, files, by, 422)
    if _too_often(request):
        form.add_error(
            None, _("Vanaf dit adres kwamen net veel vragen. Wacht een uur, of bel ons. Uw tekst staat hier nog.")
        )
        return _show(request, form, files, by, 429)
    try:
        reference = _report(request, form, by, person_id, files)
    except (rules.Refused, ValueError):
        form.add_error(None, _("Wij konden uw naam of adres niet lezen. Kijk het na, of bel ons."))
        return _show(request, form, files, by, 422)
    except actions.NobodyReceives:
        form.add_error(None, _("Het lukt nu niet om uw vraag te ontvangen. Bel ons. Uw tekst staat hier nog."))
        return _show(request, form, files, by, 503)
    request.session["asked"] = reference
    request.session.pop("ask_files", None)
    return redirect("portal:ask_thanks")


def _show(request: HttpRequest, form: AskForm, files: HeldFiles, by: acting.Actor, status: int) -> HttpResponse:
    with acting.acting(by):
        return render(request, "portal/ask/ask.html", {"form": form, "files": files}, status=status)


def _files_key(request: HttpRequest) -> str:
    """The key of the files of this form, in this browser's session; made when files come."""
    if request.FILES and not request.session.get("ask_files"):
        request.session["ask_files"] = held.new_key()
    return str(request.session.get("ask_files", ""))


def _report(request: HttpRequest, form: AskForm, by: acting.Actor, person_id: int | None, files: HeldFiles) -> str:
    data = form.cleaned_data
    about = {"person_id": person_id, **_contact(data)} if person_id else _about(data)
    with acting.acting(by):
        record = actions.report(by=by, question=data["question"], channel="web", request_id=_key(request), **about)
        reference = rules.reference(record.pk)
        sent = held.take(files.key)
        if sent:
            receive_documents(
                by=by,
                household_id=record.household_id,
                drawer_id=record.drawer_id,
                reference=reference,
                files=[(one.file_name, one.content) for one in sent],
                request_id=_key(request),
            )
    return reference


def _contact(data: dict[str, Any]) -> dict[str, str]:
    return {"referrer_contact": ", ".join(filter(None, [data["phone"], data["email"]]))}


def _about(data: dict[str, Any]) -> dict[str, Any]:
    """Who it is about and who asks, as typed."""
    for_self = data["whom"] == "self"
    birth = data["birth_date"]
    address = None
    if data["postcode"] or data["house_number"]:
        address = addresses.Address(
            kind=addresses.AddressKind.DWELLING, number=data["house_number"], postcode=data["postcode"]
        )
    newcomer = actions.Newcomer(
        family_name=data["family_name"],
        given_names=data["given_names"],
        prefix=data["prefix"],
        birth_date=f"{birth:%Y%m%d}" if birth else "",
        phone=data["phone"] if for_self else "",
        email=data["email"] if for_self else "",
        address=address,
    )
    return {
        "newcomer": newcomer,
        "reported_by": "self" if for_self else data["relation"] or "network",
        "referrer_name": "" if for_self else data["own_name"],
        "person_knows": for_self or data["knows"] == "ja",
        **_contact(data),
    }


def _who(request: HttpRequest) -> tuple[acting.Actor, int | None]:
    """A resident who logged in, with their number; anyone else is nobody here, whatever their session says."""
    origin = f"portal:ask {get_adapter().get_client_ip(request)}"
    if getattr(request.user, "role", "") == "resident":
        resident = acting.Actor(
            user_id=request.user.pk, role="resident", purpose="own_data", ground="data_subject", origin=origin
        )
        with acting.acting(resident):
            own = privacy.own_persons(represented=False)
        if own:
            return resident, own[0]
    return acting.Actor(user_id=None, role="public", purpose="intake", ground="public_task", origin=origin), None


def _key(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get("request_id", ""))
    except ValueError:
        return None


def _too_many_files(request: HttpRequest) -> bool:
    """Counts posts with files per address for an hour, so that nobody fills the database with them."""
    return bool(request.FILES) and _counted(request, "files", FILES_PER_HOUR)


def _too_often(request: HttpRequest) -> bool:
    """Counts accepted forms per address for an hour; the address itself is not kept."""
    return _counted(request, "ask", PER_HOUR)


def _counted(request: HttpRequest, what: str, most: int) -> bool:
    address = f"{settings.SECRET_KEY}{request.META.get('REMOTE_ADDR', '')}"
    key = f"{what}:{hashlib.sha256(address.encode()).hexdigest()[:32]}"
    count = int(cache.get(key, 0))
    if count >= most:
        return True
    cache.set(key, count + 1, 60 * 60)
    return False


def thanks(request: HttpRequest) -> HttpResponse:
    """The number, and what happens now."""
    return render(request, "portal/ask/thanks.html", {"reference": request.session.get("asked", "")})

"""The guided study of overlap: bring files, say what is in them, let it run, read, take the report along.

Nobody's data is shown here: not a row, not a value. What was uploaded is gone once the run is over.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import re
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from ontschot.privacy import log
from ontschot.web.screens import screen
from ontschot.web.steering.study_forms import StudyFileForm, StudyFilesForm, StudyForm, settings_of

if TYPE_CHECKING:
    from ontschot.insight.desk import Desk, State
    from ontschot.insight.sources import Fault

TASK = "ontschot.config.tasks.run_study"
DOWNLOADS = {
    "index.html": "text/html; charset=utf-8",
    "report.json": "application/json",
    "report.csv": "text/csv; charset=utf-8",
    "study.yaml": "application/yaml; charset=utf-8",
}
_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


def _desk(request: HttpRequest) -> Desk:
    # Imported when needed: the analysis is large, and most who work here never need it.
    from ontschot.insight.desk import Desk

    return Desk(settings.STUDIES, request.actor.user_id)  # type: ignore[attr-defined]


@screen("steer", purpose="administration")
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The study on the table, at the step where it is."""
    desk = _desk(request)
    if request.method == "GET":
        return _shown(request, desk)
    deeds = {"upload": _upload, "run": _run, "again": _again}
    deed = deeds.get(request.POST.get("do", ""))
    if deed is None:
        return _shown(request, desk)
    return deed(request, desk)


@screen("steer", purpose="administration")
@require_http_methods(["GET"])
def report(request: HttpRequest) -> HttpResponse:
    """The report as it stands, to read; with ``?bestand=`` one of the files, to keep."""
    name = request.GET.get("bestand", "")
    data = _desk(request).report(name or "index.html") if name in ("", *DOWNLOADS) else None
    if data is None:
        messages.warning(request, _("Er is nog geen verslag."))
        return redirect("steering:overlap")
    log.read("study", [], action="export" if name else "read", file=name or "index.html")
    response = HttpResponse(data, content_type=DOWNLOADS[name or "index.html"])
    if name:
        response["Content-Disposition"] = f'attachment; filename="{"samenloop.html" if name == "index.html" else name}"'
    response["Content-Security-Policy"] = _policy(data if not name else b"")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _policy(page: bytes) -> str:
    """Nothing but the page's own style."""
    found = _STYLE.search(page)
    style = f"'sha256-{base64.b64encode(hashlib.sha256(found[1]).digest()).decode()}'" if found else "'none'"
    return f"default-src 'none'; style-src {style}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def _size(request: HttpRequest) -> int:
    """What the browser says it sends."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _too_large() -> str:
    most = settings.STUDY_UPLOAD // 1024**2
    return _(
        "De bestanden zijn samen groter dan %(most)s MB. Gebruik de opdracht ontschot overlap; die leest ook grote "
        "bestanden."
    ) % {"most": most}


def _upload(request: HttpRequest, desk: Desk) -> HttpResponse:
    form = StudyFilesForm(request.POST, request.FILES)
    if _size(request) > settings.STUDY_UPLOAD:  # the server took no file in
        form.full_clean()
        form.errors.clear()
        form.add_error("registrations", _too_large())
    if not form.is_valid():
        return _shown(request, desk, files_form=form)
    from ontschot.insight.sources import Faulty

    files = form.cleaned_data["registrations"]
    try:
        desk.begin([(file.name, file.chunks()) for file in files])
        if not desk.config():
            desk.guesses()
    except Faulty as error:
        desk.clear()
        return _shown(request, desk, files_form=form, faults=_told(request, error.faults))
    log.write("study_begin", "study", [], files=len(files))
    return redirect("steering:overlap")


def _run(request: HttpRequest, desk: Desk) -> HttpResponse:
    from ontschot.insight.desk import State
    from ontschot.insight.sources import Faulty

    if desk.state().stage not in ("columns", "faulty") or not desk.paths():
        return redirect("steering:overlap")
    try:
        content: dict[str, Any] | bytes
        if request.POST.get("own") == "yes" and desk.config():
            content = desk.config()
        else:
            study, forms = _forms(request, desk)
            if not all([study.is_valid(), *[form.is_valid() for form in forms]]):
                return _shown(request, desk, study_form=study, file_forms=forms)
            values = [desk.values(form.guess.file, form.cleaned_data["columns"].get("provision", "")) for form in forms]
            language = request.LANGUAGE_CODE  # type: ignore[attr-defined]
            content = settings_of(study.cleaned_data, list(zip(forms, values, strict=True)), language)
        found = desk.describe(content)
    except Faulty as error:
        return _shown(request, desk, faults=_told(request, error.faults))
    desk.keep(State("waiting", title=found.title))
    log.write("study_run", "study", [])
    owner = request.actor.user_id  # type: ignore[attr-defined]
    with contextlib.suppress(AlreadyEnqueued), transaction.atomic():  # a second click: it is in the queue already
        app.configure_task(TASK, queueing_lock=f"study-{owner}", allow_unknown=True).defer(owner=owner)
    return redirect("steering:overlap")


def _again(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Throw the study away and begin anew; not while it runs."""
    if desk.state().stage not in ("waiting", "running"):
        desk.clear()
        log.write("study_remove", "study", [])
    return redirect("steering:overlap")


def _forms(request: HttpRequest, desk: Desk) -> tuple[StudyForm, list[StudyFileForm]]:
    data = request.POST if request.method == "POST" and request.POST.get("do") == "run" else None
    study = StudyForm(data, prefix="study")
    return study, [StudyFileForm(data, prefix=f"f{at}", guess=guess) for at, guess in enumerate(desk.guesses())]


def _told(request: HttpRequest, faults: list[Fault] | list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Faults in the language of the page: where, and what to do."""
    english = request.LANGUAGE_CODE == "en"  # type: ignore[attr-defined]
    found = []
    for fault in faults:
        one = fault if isinstance(fault, dict) else fault.as_dict()
        found.append({**one, "text": one["en"] if english else one["nl"]})
    return found


def _steps(state: State) -> list[dict[str, str]]:
    at = {"none": 0, "columns": 1, "waiting": 2, "running": 2, "faulty": 2, "done": 3}[state.stage]
    labels = [_("Bestanden kiezen"), _("Kolommen aanwijzen"), _("Berekenen"), _("Lezen en meenemen")]
    return [
        {"label": label, "state": "done" if i < at else "current" if i == at else "todo"}
        for i, label in enumerate(labels)
    ]


def _shown(request: HttpRequest, desk: Desk, **context: Any) -> HttpResponse:
    from ontschot.insight.sources import Faulty

    state = desk.state()
    if state.stage == "columns" and "study_form" not in context:
        context["own"] = bool(desk.config()) and not context.get("faults")
        if not context["own"]:
            try:
                context["study_form"], context["file_forms"] = _forms(request, desk)
            except Faulty as error:
                context["faults"] = _told(request, error.faults)
    if state.stage == "faulty":
        context.setdefault("faults", _told(request, state.faults))
    context.setdefault("files_form", StudyFilesForm())
    context |= {
        "state": state,
        "steps": _steps(state),
        "remarks": _told(request, state.remarks),
        "step_words": _step_word(state.name),
        "most": settings.STUDY_UPLOAD // 1024**2,
    }
    log.read("study", [], stage=state.stage)
    response = render(request, "steering/overlap.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def _step_word(name: str) -> str:
    words = {
        "read": _("Bestanden zijn gelezen en gecontroleerd; nu koppelen"),
        "link": _("Gekoppeld; nu tellen"),
        "count": _("Geteld; nu nagaan hoe gevoelig de uitkomst is voor de koppeling"),
        "compare": _("Nu kleine aantallen afschermen"),
        "protect": _("Nu het verslag maken"),
    }
    return words.get(name, _("Bestanden lezen en controleren"))

"""The guided studies of overlap: bring files, say what is in them, let it run, read, take the report along.

Nobody's data is shown here: not a row, no value but the words for provisions. What was uploaded is gone once the run is
over. Which study it is stands in the address (``?onderzoek=``); without, the page lists the studies of the account.
"""

from __future__ import annotations

import base64
import contextlib
import datetime as dt
import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from ontschot.privacy import log
from ontschot.web.screens import screen
from ontschot.web.steering.study_forms import (
    BordersForm,
    ProvisionForm,
    StudyFileForm,
    StudyFilesForm,
    StudyForm,
)
from ontschot.web.steering.study_settings import (
    field_of,
    file_before,
    files_in,
    settings_of,
    study_before,
    with_provisions,
)

if TYPE_CHECKING:
    from ontschot.insight.desk import Desk, State
    from ontschot.insight.sources import Fault

TASK = "ontschot.config.tasks.run_study"
DOWNLOADS = {
    "index.html": "text/html; charset=utf-8",
    "report.json": "application/json",
    "report.csv": "text/csv; charset=utf-8",
    "report.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "study.yaml": "application/yaml; charset=utf-8",
}
_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


def _desk(request: HttpRequest) -> Desk | None:
    """The study of the address or the form, None when there is none of that name."""
    # Imported when needed: the analysis is large, and most who work here never need it.
    from ontschot.insight.desk import ID, Desk

    id = request.POST.get("onderzoek") or request.GET.get("onderzoek", "")
    if not ID.match(id):
        return None
    desk = Desk(settings.STUDIES, request.actor.user_id, id)  # type: ignore[attr-defined]
    return desk if desk.folder.is_dir() else None


def _address(desk: Desk) -> str:
    return f"{reverse('steering:overlap')}?onderzoek={desk.id}"


@screen("steer", purpose="administration")
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The studies of this account; or one of them, at the step where it is."""
    desk = _desk(request)
    do = request.POST.get("do", "")
    if do == "upload":
        return _upload(request, desk)
    if desk is None:
        return _listed(request)
    deeds = {"columns": _columns, "run": _run, "redo": _redo, "back": _back, "keep": _keep, "again": _again}
    deed = deeds.get(do) if request.method == "POST" else None
    return deed(request, desk) if deed else _shown(request, desk)


@screen("steer", purpose="administration")
@require_http_methods(["GET"])
def report(request: HttpRequest) -> HttpResponse:
    """The report as it stands, to read; with ``?bestand=`` one of the files, to keep."""
    from ontschot.insight.publish import within

    name = request.GET.get("bestand", "")
    desk = _desk(request)
    data = desk.report(name or "index.html") if desk and name in ("", *DOWNLOADS) else None
    if desk is None or data is None:
        messages.warning(request, _("Er is nog geen verslag."))
        return redirect(_address(desk) if desk else "steering:overlap")
    if not name:
        language = request.LANGUAGE_CODE  # type: ignore[attr-defined]
        data = within(data, _address(desk), _("Terug naar dit onderzoek in Ontschot"), language)
    log.read("study", [], action="export" if name else "read", file=name or "index.html")
    response = HttpResponse(data, content_type=DOWNLOADS[name or "index.html"])
    if name:
        response["Content-Disposition"] = f'attachment; filename="{_called(desk, name)}"'
    response["Content-Security-Policy"] = _policy(data if not name else b"")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _called(desk: Desk, name: str) -> str:
    """What a file is called on who takes it along: by title and reference date, as there may be more studies.
    study.yaml keeps its name, by which it is known when it is brought again."""
    if name == "study.yaml":
        return name
    state = desk.state()
    return "-".join(filter(None, [slugify(state.title)[:60] or "samenloop", state.day])) + Path(name).suffix


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


def _upload(request: HttpRequest, desk: Desk | None) -> HttpResponse:
    """A new study, or the files of one that is done again."""
    from ontschot.insight.desk import MOST_STUDIES, Desk, new_id, studies
    from ontschot.insight.sources import Faulty
    from ontschot.insight.sources.brought import CONFIG

    def refused(**context: Any) -> HttpResponse:
        return _shown(request, desk, **context) if desk else _listed(request, **context)

    form = StudyFilesForm(request.POST, request.FILES)
    if _size(request) > settings.STUDY_UPLOAD:  # the server took no file in
        form.full_clean()
        form.errors.clear()
        form.add_error("registrations", _too_large())
    if not form.is_valid():
        return refused(files_form=form)
    owner = request.actor.user_id  # type: ignore[attr-defined]
    if desk is None and len(studies(settings.STUDIES, owner)) >= MOST_STUDIES:
        form.add_error(None, _("U hebt %s onderzoeken. Ruim er eerst een op.") % MOST_STUDIES)
        return refused(files_form=form)
    if desk is not None and desk.state().stage in ("waiting", "running"):
        return redirect(_address(desk))
    files = form.cleaned_data["registrations"]
    made = desk or Desk(settings.STUDIES, owner, new_id())
    try:
        made.begin([(file.name, file.chunks()) for file in files])
        made.guesses()
    except Faulty as error:
        if desk is None:
            made.clear()
        else:
            made.to_files()
        own_refused = any(fault.file == CONFIG for fault in error.faults)
        return refused(files_form=form, faults=_told(request, error.faults), own_refused=own_refused)
    log.write("study_begin", "study", [], files=len(files))
    return redirect(_address(made))


def _columns(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What the columns mean; what stands in them of provisions is asked next."""
    from ontschot.insight.desk import State
    from ontschot.insight.sources import Faulty

    if desk.state().stage not in ("columns", "values"):
        return redirect(_address(desk))
    forms: dict[str, Any] = {}
    try:
        study, files = _forms(request, desk)
        borders, sheet = _borders_form(request, desk), desk.sheet()
        forms = {"study_form": study, "file_forms": files, "borders_form": borders, "sheet": sheet}
        if not all([study.is_valid(), *[form.is_valid() for form in [*files, *([borders] if borders else [])]]]):
            return _shown(request, desk, **forms)
        values = _values(desk, files)
        if any(form.errors for form in files):
            return _shown(request, desk, **forms)
        language = request.LANGUAGE_CODE  # type: ignore[attr-defined]
        content = settings_of(study.cleaned_data, list(zip(files, values, strict=True)), language, desk.content())
        if borders:
            places = {key: value for key, value in borders.cleaned_data.items() if value}
            content["borders"] = {"file": borders.file, **places}
        if sheet:
            content["reviewed"] = sheet.name
    except Faulty as error:
        return _shown(request, desk, **forms, faults=_told(request, error.faults))
    try:
        found = desk.describe(content)
    except Faulty as error:
        return _shown(request, desk, **forms, faults=_at_fields(study, files, _told(request, error.faults)))
    desk.keep(State("values", title=found.title, day=str(found.date)))
    return redirect(_address(desk))


def _values(desk: Desk, files: list[StudyFileForm]) -> list[list[str]]:
    """What stands in the column of provisions of each file. What cannot be is said at the fields. Raises Faulty."""
    found = []
    tables = 0
    for form in files:
        areas, column = form.cleaned_data["holds"] == "areas", form.column_of("provision")
        words = [] if areas else desk.values(form.guess.file, form.cleaned_data["columns"].get("provision", ""))
        found.append(words)
        tables += areas
        if areas and tables > 1:
            form.add_error("holds", _("Er kan één tabel met gebieden zijn."))
        if column and not (areas or words):
            form.add_error(column, _("In deze kolom staat niets. Wijs een andere aan, of gebruik hem niet."))
    return found


def _run(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Names, lines and weights of the provisions; then the computation is put in the queue."""
    from ontschot.insight.desk import State
    from ontschot.insight.sources import Faulty

    own = request.POST.get("own") == "yes"
    if desk.state().stage not in (("columns",) if own else ("values",)) or not desk.files.is_dir():
        return redirect(_address(desk))
    try:
        content: dict[str, Any] | bytes = desk.config()
        if not own:
            provisions = _provisions(request, desk)
            if not all([form.is_valid() for form in provisions]):  # noqa: C419  each says what is wrong with it
                return _shown(request, desk, provision_forms=provisions)
            content = with_provisions(desk.content(), provisions)
        found = desk.describe(content)
    except Faulty as error:
        return _shown(request, desk, faults=_told(request, error.faults))
    desk.keep(State("waiting", title=found.title, day=str(found.date)))
    log.write("study_run", "study", [])
    owner = request.actor.user_id  # type: ignore[attr-defined]
    with contextlib.suppress(AlreadyEnqueued), transaction.atomic():  # a second click: it is in the queue already
        task = app.configure_task(
            TASK,
            queueing_lock=f"study-{owner}-{desk.id}",
            lock=f"study-{owner}",  # one at a time: they share the memory of what was shown
            allow_unknown=True,
        )
        task.defer(owner=owner, study=desk.id)
    return redirect(_address(desk))


def _redo(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The same study once more, or with other files: they are brought again, and its settings can be changed."""
    if desk.state().stage in ("columns", "done", "faulty"):
        desk.to_files()
        log.write("study_begin", "study", [], again=True)
    return redirect(_address(desk))


def _back(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Back to the columns; what was typed of the provisions is kept, but for what cannot be."""
    from ontschot.insight.desk import State
    from ontschot.insight.sources import Faulty

    if desk.state().stage == "values":
        provisions = _provisions(request, desk)
        content = with_provisions(desk.content(), [form for form in provisions if form.is_valid()])
        content["provisions"] |= {form.code: form.provision for form in provisions if not form.is_valid()}
        with contextlib.suppress(Faulty):
            desk.describe(content)
        desk.keep(State("columns", title=desk.state().title))
    return redirect(f"{_address(desk)}&aanpassen=ja")


def _keep(request: HttpRequest, desk: Desk) -> HttpResponse:
    """No new computation after all: the report that was there is read again."""
    desk.to_report()
    return redirect(_address(desk))


def _again(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Throw the study away; not while it runs."""
    if desk.state().stage not in ("waiting", "running"):
        desk.clear()
        log.write("study_remove", "study", [])
    return redirect("steering:overlap")


def _forms(request: HttpRequest, desk: Desk) -> tuple[StudyForm, list[StudyFileForm]]:
    data = request.POST if request.POST.get("do") == "columns" else None
    content = desk.content()
    study = StudyForm(data, prefix="study", initial=study_before(content))
    return study, [
        StudyFileForm(data, prefix=f"f{at}", guess=guess, before=file_before(content, guess.file))
        for at, guess in enumerate(desk.guesses())
    ]


def _borders_form(request: HttpRequest, desk: Desk) -> BordersForm | None:
    """What the file of borders holds, when there is one."""
    borders = desk.borders()
    if borders is None:
        return None
    data = request.POST if request.POST.get("do") == "columns" else None
    file, properties = borders
    before = desk.content().get("borders") or {}
    initial = {key: before[key] for key in ("code", "name") if before.get(key) in properties}
    if before and "name" not in before:
        initial["name"] = ""
    return BordersForm(data, prefix="borders", file=file, properties=properties, initial=initial)


def _provisions(request: HttpRequest, desk: Desk) -> list[ProvisionForm]:
    data = request.POST if request.POST.get("do") in ("run", "back") else None
    content = desk.content()
    names = content.get("schemes") or {}
    found = sorted((content.get("provisions") or {}).items(), key=lambda item: list(names).index(item[1]["scheme"]))
    return [
        ProvisionForm(data, prefix=f"p{at}", code=code, provision=provision, scheme=names[provision["scheme"]]["name"])
        for at, (code, provision) in enumerate(found)
    ]


def _told(request: HttpRequest, faults: list[Fault] | list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Faults in the language of the page: where, and what to do. The same one of several lines is told once."""
    from ontschot.insight.sources.brought import CONFIG
    from ontschot.insight.sources.faults import Fault, together

    english = request.LANGUAGE_CODE == "en"  # type: ignore[attr-defined]
    order = f"'{StudyFileForm.base_fields['order'].label}'"
    found = []
    for fault, also in together(Fault(**one) if isinstance(one, dict) else one for one in faults):
        lines = ", ".join(map(str, (fault.line, *also))) if fault.line else ""
        text = fault.en if english else fault.nl
        text = text if fault.file == CONFIG else text.replace("'date_order'", order)  # what the page calls it
        found.append({**fault.as_dict(), "lines": lines, "text": text})
    return found


def _at_fields(form: StudyForm, files: list[StudyFileForm], faults: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What study.yaml refuses, put at the fields it comes from; the faults that come from none of them are left."""
    left = []
    for fault in faults:
        name = field_of(fault["column"])
        tables = [one for one in files if one.cleaned_data.get("holds") == "areas"] if name == "areas" else []
        if tables:
            tables[0].add_error("holds", fault["text"])
        elif name in form.fields:
            form.add_error(name, fault["text"])
        else:
            left.append(fault)
    return left


def _steps(stage: str) -> list[dict[str, str]]:
    at = {"none": 0, "files": 0, "columns": 1, "values": 2, "waiting": 3, "running": 3, "faulty": 3, "done": 4}[stage]
    labels = [
        _("Bestanden kiezen"),
        _("Kolommen aanwijzen"),
        _("Voorzieningen"),
        _("Berekenen"),
        _("Lezen en meenemen"),
    ]
    return [
        {"label": label, "state": "done" if i < at else "current" if i == at else "todo"}
        for i, label in enumerate(labels)
    ]


def _stage_word(stage: str) -> str:
    words = {
        "files": _("wacht op bestanden"),
        "columns": _("kolommen aanwijzen"),
        "values": _("voorzieningen benoemen"),
        "waiting": _("in de wachtrij"),
        "running": _("wordt berekend"),
        "faulty": _("niet gelukt"),
        "done": _("klaar om te lezen"),
    }
    return words.get(stage, _("begonnen"))


def _listed(request: HttpRequest, **context: Any) -> HttpResponse:
    """The studies of this account, and where a new one begins."""
    from ontschot.insight.desk import studies

    found = []
    for desk in studies(settings.STUDIES, request.actor.user_id):  # type: ignore[attr-defined]
        state = desk.state()
        begun = dt.datetime.fromisoformat(state.begun) if state.begun else None
        line: dict[str, Any] = {"address": _address(desk), "title": state.title or _("zonder titel"), "begun": begun}
        line["files"] = "" if state.title else ", ".join(path.name for path in desk.paths())
        line["day"] = dt.date.fromisoformat(state.day) if state.day else None
        found.append({**line, "stage": state.stage, "word": _stage_word(state.stage)})
    context.setdefault("files_form", StudyFilesForm())
    context |= {"studies": found, "most": settings.STUDY_UPLOAD // 1024**2}
    log.read("study", [], studies=len(found))
    response = render(request, "steering/overlap_list.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def _shown(request: HttpRequest, desk: Desk, **context: Any) -> HttpResponse:
    state = desk.state()
    _fill(request, desk, state, context)
    context |= {
        "study": desk.id,
        "state": state,
        "steps": _steps(state.stage),
        "throwing": request.GET.get("weggooien") == "ja" and state.stage not in ("waiting", "running"),
        "remarks": _told(request, state.remarks),
        "step_words": _step_word(state.name),
        "most": settings.STUDY_UPLOAD // 1024**2,
    }
    log.read("study", [], stage=state.stage)
    response = render(request, "steering/overlap.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def _fill(request: HttpRequest, desk: Desk, state: State, context: dict[str, Any]) -> None:
    """What the step at hand needs, when it is not there yet."""
    from ontschot.insight.sources import Faulty

    if state.stage == "columns" and "study_form" not in context:
        changing = request.GET.get("aanpassen") == "ja"
        context["own"] = bool(desk.config()) and not context.get("faults") and not changing
        if context["own"] and (content := desk.content()):
            brought, named = [path.name for path in desk.paths()], files_in(content)
            context["unnamed"] = [name for name in brought if name not in named]
            context["lacking"] = [name for name in named if name not in brought]
        if not context["own"]:
            try:
                context["study_form"], context["file_forms"] = _forms(request, desk)
                context["borders_form"] = _borders_form(request, desk)
                context["sheet"] = desk.sheet()
            except Faulty as error:
                context["faults"] = _told(request, error.faults)
    if state.stage == "values":
        context.setdefault("provision_forms", _provisions(request, desk))
    if state.stage == "faulty":
        context.setdefault("faults", _told(request, state.faults))
        context["skippable"] = any(fault["skippable"] for fault in context["faults"])
    if state.stage == "done":
        context["workbook"] = desk.report("report.xlsx") is not None  # reports had none before
    if state.stage in ("none", "files"):
        context.setdefault("files_form", StudyFilesForm())
        context["names"] = files_in(desk.content())


def _step_word(name: str) -> str:
    words = {
        "read": _("Bestanden zijn gelezen en gecontroleerd; nu koppelen"),
        "link": _("Gekoppeld; nu tellen"),
        "count": _("Geteld; nu nagaan hoe gevoelig de uitkomst is voor de koppeling"),
        "compare": _("Nu kleine aantallen afschermen"),
        "protect": _("Nu het verslag maken"),
    }
    return words.get(name, _("Bestanden lezen en controleren"))

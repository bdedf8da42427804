"""My conversation: the guide, the own plan, the free support, and the report that one confirms or corrects."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ontschot.domain.access import actions, queries, rules
from ontschot.domain.people import queries as people
from ontschot.foundation.files import MAX_BYTES
from ontschot.privacy import queries as privacy
from ontschot.web.portal.talk_forms import OwnPlanForm, ReportForm, refuse
from ontschot.web.screens import screen
from ontschot.writing import queries as writing

own_screen = screen("own_plan", purpose="own_data", ground="data_subject")


@own_screen
@require_GET
def my_talks(request: HttpRequest) -> HttpResponse:
    """What I asked, until when I may hand in a plan of my own, and the reports of our conversations."""
    return _my_talks(request)


def _my_talks(request: HttpRequest, answered: tuple[int, ReportForm] | None = None) -> HttpResponse:
    households = [household.pk for household in people.own_households()]
    own = privacy.own_persons()
    names = people.names_of(own)
    reports = [
        {
            "line": line,
            "form": answered[1] if answered and answered[0] == line.id else ReportForm(persons=names, own=own),
            "said": [one for one in line.answers if one.person_id in own],
        }
        for line in queries.own_reports(households)
    ]
    context = {
        "requests": queries.own_requests(households),
        "terms": queries.own_terms(households),
        "reports": reports,
        "style": writing.house_style(),
        "own": own,
    }
    return render(request, "portal/my_talks.html", context, status=422 if answered else 200)


@own_screen
def own_plan(request: HttpRequest, number: int) -> HttpResponse:
    """Hand in a plan of one's own, as text or as a file."""
    households = [household.pk for household in people.own_households()]
    about = next((one for one in queries.own_requests(households) if one.number == number), None)
    if about is None:
        raise Http404
    own = privacy.own_persons()
    posted = request.POST if request.method == "POST" else None
    form = OwnPlanForm(posted, request.FILES or None, persons=people.names_of(own), own=own)
    if posted is not None and form.is_valid() and _hand_in(request, form, number):
        messages.success(request, _("Dank u wel. Uw plan is bij ons. Wij lezen het voor het gesprek."))
        return redirect("portal:my_talks")
    context = {"form": form, "about": about}
    return render(request, "portal/own_plan.html", context, status=422 if form.errors else 200)


def _hand_in(request: HttpRequest, form: OwnPlanForm, number: int) -> bool:
    data = form.cleaned_data
    file = data["file"]
    try:
        actions.hand_in_plan(
            by=request.actor,  # type: ignore[attr-defined]
            request_number=number,
            person_id=form.person,
            text=data["text"],
            file_name=(file.name or "") if file else "",
            content=file.read(MAX_BYTES + 1) if file else b"",
            request_id=_request_id(request),
        )
    except rules.Refused as refused:
        refuse(form, refused.field, refused.rule)
        return False
    except ObjectDoesNotExist as error:
        raise Http404 from error
    return True


@own_screen
@require_POST
def report_answer(request: HttpRequest, report_id: int) -> HttpResponse:
    """Say that a report is right, or what is not."""
    households = [household.pk for household in people.own_households()]
    if report_id not in {line.id for line in queries.own_reports(households)}:
        raise Http404
    own = privacy.own_persons()
    form = ReportForm(request.POST, persons=people.names_of(own), own=own)
    if not form.is_valid():
        return _my_talks(request, (report_id, form))
    try:
        actions.answer_report(
            by=request.actor,  # type: ignore[attr-defined]
            report_id=report_id,
            person_id=form.person,
            confirms=form.cleaned_data["confirms"] == "yes",
            correction=form.cleaned_data["correction"],
            request_id=_request_id(request),
        )
    except rules.Refused as refused:
        refuse(form, refused.field, refused.rule)
        return _my_talks(request, (report_id, form))
    except ObjectDoesNotExist as error:
        raise Http404 from error
    messages.success(request, _("Dank u wel. Uw antwoord staat nu bij het verslag."))
    return redirect("portal:my_talks")


def _request_id(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("request_id", ""))
    except ValueError:
        return None

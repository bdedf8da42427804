"""Writing in the safety drawer: each a small form of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ontschot.domain.access import actions, queries, rules
from ontschot.foundation.calendar import today
from ontschot.foundation.versions import Conflict
from ontschot.web.screens import screen
from ontschot.web.workplace.requests.guards import actor_of, not_found, request_id_of, version_of
from ontschot.web.workplace.safety.forms import (
    REFUSALS,
    AdviceForm,
    AgreeForm,
    CloseForm,
    ConditionForm,
    MeasureEndForm,
    MeasureForm,
    OpenForm,
    ReviewForm,
    StepForm,
)
from ontschot.web.workplace.safety.words import household_without_names

REVIEW_AFTER = dt.timedelta(days=14)


@dataclass(frozen=True)
class Page:
    """What stands around a form."""

    household_id: int
    title: str
    lead: str
    submit: str
    done: str
    version: int = 0
    coercion: bool = False


def _edit(request: HttpRequest, page: Page, form: forms.Form, save: Callable[..., object]) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            save(by=actor_of(request), request_id=request_id_of(request), **form.cleaned_data)
        except rules.Refused as refused:
            _refuse(form, refused)
        except Conflict:
            form.add_error(
                None, _("Een collega wijzigde dit intussen. Kijk hoe het er nu voor staat en sla opnieuw op.")
            )
        except rules.ImpossibleStep:
            messages.warning(request, _("Deze zorg is intussen afgesloten."))
            return redirect("workplace:safety", household_id=page.household_id)
        else:
            messages.success(request, page.done)
            return redirect("workplace:safety", household_id=page.household_id)
    context = {"page": page, "form": form}
    return render(request, "workplace/safety/form.html", context, status=422 if form.errors else 200)


def _refuse(form: forms.Form, refused: rules.Refused) -> None:
    if refused.rule == "names_somebody":
        text = _("Hieruit blijkt over wie het gaat. Haal weg of schrijf anders: %(found)s.")
        form.add_error("question", text % {"found": ", ".join(refused.found)})
        return
    field, said = REFUSALS.get((refused.field, refused.rule), (None, _("Dit kan niet zo worden opgeslagen.")))
    form.add_error(field if field in form.fields else None, str(said))


def _data(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


@screen("safeguard", purpose="safety")
@not_found
def safety_open(request: HttpRequest, household_id: int) -> HttpResponse:
    """Step 1: the signals."""
    view = queries.safety_of(household_id)
    if view.open:
        return redirect("workplace:safety", household_id=household_id)
    page = Page(
        household_id,
        _("Meldcode volgen"),
        _("Stap 1: signalen in kaart brengen. Alleen wijkcoaches en teamleiders van dit huishouden lezen dit."),
        _("Leg de zorg vast"),
        _("De zorg is vastgelegd. Dit was stap 1 van de meldcode."),
    )

    def save(**given: Any) -> object:
        return actions.open_safety(household_id=household_id, **given)

    return _edit(request, page, OpenForm(_data(request)), save)


@screen("safeguard", purpose="safety")
@not_found
def safety_step(request: HttpRequest, case_id: int) -> HttpResponse:
    """A step of the code."""
    case = queries.safety_case(case_id)
    page = Page(
        case.record.household_id,
        _("Stap van de meldcode"),
        _("Wat u opschrijft blijft staan. Een stap mag u vaker nemen."),
        _("Leg de stap vast"),
        _("De stap is vastgelegd."),
        case.record.version,
    )
    form = StepForm(_data(request), initial={"step": case.next_step or 5, "taken_on": today()})
    version = version_of(request)

    def save(**given: Any) -> object:
        return actions.take_step(case_id=case_id, version=version, **given)

    return _edit(request, page, form, save)


@screen("safeguard", purpose="safety")
@not_found
def safety_advice(request: HttpRequest, case_id: int) -> HttpResponse:
    """Advice without names."""
    case = queries.safety_case(case_id)
    household_id = case.record.household_id
    page = Page(
        household_id,
        _("Advies vragen zonder naam"),
        _("Veilig Thuis en collega's geven advies zonder te weten over wie het gaat. Gegevens gaan niet de deur uit."),
        _("Leg het advies vast"),
        _("Het advies is vastgelegd."),
    )
    opening = household_without_names(queries.age_bands(household_id))
    form = AdviceForm(_data(request), initial={"question": opening, "asked_on": today()})

    def save(**given: Any) -> object:
        return actions.ask_advice(case_id=case_id, **given)

    return _edit(request, page, form, save)


@screen("safeguard", purpose="safety")
@not_found
def safety_agree(request: HttpRequest, case_id: int) -> HttpResponse:
    """A line of the safety plan that somebody agreed to."""
    case = queries.safety_case(case_id)
    page = Page(
        case.record.household_id,
        _("Veiligheidsafspraak"),
        _("Iets waar iemand vrij mee instemde."),
        _("Leg de afspraak vast"),
        _("De afspraak is vastgelegd."),
    )
    form = AgreeForm(_data(request), initial={"review_on": today() + REVIEW_AFTER})

    def save(**given: Any) -> object:
        return actions.agree_on_safety(case_id=case_id, **given)

    return _edit(request, page, form, save)


@screen("safeguard", purpose="safety")
@not_found
def safety_measure(request: HttpRequest, case_id: int) -> HttpResponse:
    """A measure of coercion."""
    case = queries.safety_case(case_id)
    page = Page(
        case.record.household_id,
        _("Gedwongen maatregel"),
        _("Opgelegd, of mensen het ermee eens zijn of niet. Staat nooit bij de afspraken."),
        _("Leg de maatregel vast"),
        _("De maatregel is vastgelegd."),
        coercion=True,
    )
    form = MeasureForm(_data(request), initial={"starts_on": today()})

    def save(**given: Any) -> object:
        return actions.add_measure(case_id=case_id, **given)

    return _edit(request, page, form, save)


@screen("safeguard", purpose="safety")
@not_found
def safety_condition(request: HttpRequest, measure_id: int) -> HttpResponse:
    """What a measure imposes."""
    measure = queries.measure(measure_id)
    page = Page(
        measure.case.household_id,
        _("Voorwaarde bij een maatregel"),
        measure.get_kind_display(),
        _("Leg de voorwaarde vast"),
        _("De voorwaarde is vastgelegd."),
        coercion=True,
    )
    form = ConditionForm(_data(request), initial={"review_on": today() + REVIEW_AFTER})

    def save(**given: Any) -> object:
        return actions.impose_condition(measure_id=measure_id, **given)

    return _edit(request, page, form, save)


@screen("safeguard", purpose="safety")
@not_found
def measure_end(request: HttpRequest, measure_id: int) -> HttpResponse:
    """From when a measure no longer holds."""
    measure, version = queries.measure(measure_id), version_of(request)
    page = Page(
        measure.case.household_id,
        _("Einde van een maatregel"),
        measure.get_kind_display(),
        _("Leg het einde vast"),
        _("Het einde is vastgelegd."),
        measure.version,
        coercion=True,
    )
    form = MeasureEndForm(_data(request), initial={"ends_on": measure.ends_on or today()})

    def save(**given: Any) -> object:
        return actions.end_measure(measure_id=measure_id, version=version, **given)

    return _edit(request, page, form, save)


@screen("safeguard", purpose="safety")
@not_found
def safety_review(request: HttpRequest, safety_line_id: int) -> HttpResponse:
    """How a line of the safety plan goes."""
    line, version = queries.agreement(safety_line_id), version_of(request)
    page = Page(
        line.case.household_id,
        _("Hoe gaat het hiermee?"),
        line.text,
        _("Opslaan"),
        _("Vastgelegd hoe het gaat."),
        line.version,
        coercion=line.measure_id is not None,
    )
    form = ReviewForm(_data(request), initial={"review_on": today() + REVIEW_AFTER})

    def save(**given: Any) -> object:
        return actions.review_agreement(agreement_id=safety_line_id, version=version, **given)

    return _edit(request, page, form, save)


@screen("safeguard", purpose="safety")
@not_found
def safety_close(request: HttpRequest, case_id: int) -> HttpResponse:
    """The code was followed to its end."""
    case, version = queries.safety_case(case_id), version_of(request)
    page = Page(
        case.record.household_id,
        _("Meldcode afsluiten"),
        _("Alles blijft leesbaar voor wie het nu mag lezen."),
        _("Sluit af"),
        _("De meldcode is afgesloten."),
        case.record.version,
    )

    def save(**given: Any) -> object:
        return actions.close_safety(case_id=case_id, version=version, **given)

    return _edit(request, page, CloseForm(_data(request)), save)

"""The periodic review of what was decided, planned with the plan."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ontschot.domain.access import actions
from ontschot.domain.access import queries as access
from ontschot.domain.access.rules import ImpossibleStep
from ontschot.domain.access.rules import Refused as AccessRefused
from ontschot.domain.plans import queries
from ontschot.domain.plans.rules import Refused
from ontschot.foundation.calendar import today
from ontschot.web.screens import screen
from ontschot.web.workplace.form_page import Page, actor_of, edit, found
from ontschot.web.workplace.plans import forms


@screen("make_plan", purpose="coordination")
@found
def review_new(request: HttpRequest, plan_id: int) -> HttpResponse:
    """A day to look again at what was decided (Wmo 2015 art. 2.3.9); a day chosen before moves."""
    record = queries.plan(plan_id).record
    home = record.household_id
    lines = [line for line in access.requests_of_household(home) if line.state not in ("answered", "withdrawn")]
    if not lines:
        messages.warning(request, _("Hier hoort geen lopende melding bij. Zonder melding is er niets te heroverwegen."))
        return redirect(reverse("workplace:plan", args=[home]))
    known = [(line.number, f"{line.reference} · {line.question[:80]}") for line in lines]
    chosen = {line.record.request_id: line.due.on for line in access.terms_of_household(home) if line.rule.chosen}
    number = next(iter(chosen), known[0][0])
    rule = next(iter(access.term_book().by_choice(today())), None)
    if rule is None:
        raise ObjectDoesNotExist
    proposed = chosen.get(number) or access.term_book().proposed(rule, today())
    form = forms.ReviewForm(request.POST or None, requests=known, initial={"request_number": number, "on": proposed})
    page = Page(
        _("Heroverweging plannen"),
        reverse("workplace:plan", args=[home]),
        home,
        lead=_(
            "De gemeente kijkt van tijd tot tijd of een besluit over hulp nog past (%(article)s). Kies samen een dag."
        )
        % {"article": rule.article},
        done=_("De dag staat vast. De inwoner ziet hem ook."),
    )
    return edit(request, page, form, lambda data: _plan_review(request, data))


def _plan_review(request: HttpRequest, data: dict[str, Any]) -> None:
    try:
        actions.plan_review(by=actor_of(request), **data)
    except AccessRefused as refused:
        texts = {
            "not_later": _("Kies een dag die nog komt."),
            "too_far": _("Deze dag ligt meer dan vijf jaar vooruit. Kijk naar de datum."),
        }
        raise Refused(texts.get(refused.rule, _("Dit kan niet zo worden opgeslagen."))) from refused
    except ImpossibleStep as late:
        raise Refused(_("Deze melding is intussen afgehandeld. Kies een andere.")) from late

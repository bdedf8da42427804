"""Somebody who is known already also belongs to this household: a child with two homes, a partner who moved in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ontschot.domain.people import actions
from ontschot.domain.people import queries as people
from ontschot.domain.people.actions.households import NotPossible
from ontschot.web.screens import screen
from ontschot.web.workplace.form_page import actor_of, found, reason, sent
from ontschot.web.workplace.households.forms import JoinForm
from ontschot.web.workplace.identified import Subject, search, subject_of
from ontschot.web.workplace.requests.forms import IdentifyForm


@screen("correct_household", purpose="coordination")
@found
def member_known(request: HttpRequest, household_id: int) -> HttpResponse:
    """Find somebody exactly, then say since when they belong here too. One address; nothing personal in it."""
    home = people.household(household_id)
    step = request.POST.get("step", "")
    if request.method != "POST" or step in ("", "search"):
        return _search(request, home, IdentifyForm(request.POST if step == "search" else None))
    subject = subject_of(request.POST.get("subject", ""), request.user.pk or 0)
    if subject is None:
        messages.warning(request, _("Zoek de inwoner opnieuw: het zoeken was te lang geleden."))
        return redirect("workplace:member_known", household_id=household_id)
    form = JoinForm(request.POST if step == "join" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.add_member(
                by=actor_of(request),
                household_id=household_id,
                person_id=subject.person_id,
                **(form.cleaned_data | sent(request, False)),
            )
        except NotPossible as error:
            form.add_error("since" if error.rule.startswith("date.") else None, reason(error))
        else:
            messages.success(request, _("%(name)s hoort nu bij dit huishouden.") % {"name": subject.name})
            return redirect("workplace:household", household_id=household_id)
    return _join(request, home, form, subject)


def _search(request: HttpRequest, home: Any, form: IdentifyForm) -> HttpResponse:
    here = {member.person.pk for member in home.members if member.person}
    fits = search(form, request.user.pk or 0) if form.is_bound else None
    context = {
        "home": home,
        "form": form,
        "found": None if fits is None else [(one, one.person.person_id in here) for one in fits],
    }
    return render(request, "workplace/households/member_known.html", context, status=422 if form.errors else 200)


def _join(request: HttpRequest, home: Any, form: JoinForm, subject: Subject) -> HttpResponse:
    context = {"home": home, "form": form, "subject": subject, "token": subject.token(request.user.pk or 0)}
    return render(request, "workplace/households/member_join.html", context, status=422 if form.errors else 200)

"""One form on one page.

Shows it, saves it through an action, and says clearly what was refused. Used by all small edits.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ontschot.domain.people import queries as people
from ontschot.domain.people.actions.households import NotPossible
from ontschot.domain.plans.rules import IllegalMove, Refused
from ontschot.foundation.versions import Conflict
from ontschot.privacy import log
from ontschot.privacy.acting import Actor
from ontschot.privacy.actions import drop_draft
from ontschot.privacy.queries import draft
from ontschot.web.components import conflicts

View = Callable[..., HttpResponse]

DRAFT_VERSION = "version"  # in a draft, next to the fields by name: what it was written on

NOT_POSSIBLE = {
    "membership.already": gettext_lazy("Deze persoon hoort al bij dit huishouden."),
    "membership.dead": gettext_lazy("Deze persoon is overleden."),
    "membership.ended": gettext_lazy("Deze persoon was al weg uit dit huishouden."),
    "date.overlap": gettext_lazy("Op deze dag hoorde deze persoon hier nog bij. Kies een latere datum."),
    "date.future": gettext_lazy("Deze datum ligt in de toekomst."),
    "date.before_start": gettext_lazy("Deze datum ligt voor het begin."),
    "split.who": gettext_lazy("Kies wie naar het nieuwe huishouden gaan."),
    "merge.already": gettext_lazy("Een van de twee is niet meer in gebruik. Vergelijk opnieuw wie er nu staan."),
    "merge.secret": gettext_lazy("Van een van de twee geldt geheimhouding. Zo iemand wordt hier niet samengevoegd."),
    "merge.bsn": gettext_lazy("De twee hebben elk een ander BSN. Dat zijn twee mensen."),
    "merge.other_way": gettext_lazy("Wie een BSN heeft, blijft. Voeg ze andersom samen."),
    "merge.accounts": gettext_lazy("Beide hebben een eigen account. Laat de beheerder eerst één account sluiten."),
    "merge.judged": gettext_lazy(
        "Van deze twee is gezegd dat het twee mensen zijn. Kruis aan dat u ze toch samenvoegt, of laat ze apart."
    ),
    "apart.not_said": gettext_lazy("Er staat niet meer dat dit twee mensen zijn. Vergelijk wat er nu staat."),
    "merge.undone": gettext_lazy("Deze samenvoeging was al ongedaan gemaakt."),
    "split.everybody": gettext_lazy("Niet iedereen kan weggaan: laat ten minste één persoon achter."),
}


def found(view: View) -> View:
    """What does not exist and what is not open to the user both answer 404; what a role may not do answers 403."""

    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, **kwargs)
        except ObjectDoesNotExist as error:
            log.refused("read", view.__name__)
            raise Http404 from error
        except PermissionError as error:
            log.refused("write", view.__name__)
            raise PermissionDenied from error

    return guarded


def present(record: object | None, form: forms.Form) -> None:
    """Raises ObjectDoesNotExist without a record, unless a whole form was sent.

    Then it may be the same form once more, and the action says what came of it.
    """
    if record is None and not form.is_valid():
        raise ObjectDoesNotExist


@dataclass
class Page:
    """What stands around the form.

    ``version``: of what is edited together; ``draft``: key under which typed text is kept; ``listing``: lines to read
    before filling it in.
    """

    title: str
    back: str
    household_id: int
    household_name: str = ""
    lead: str = ""
    submit: str = ""
    version: int | None = None
    draft: str = ""
    warning: str = ""
    done: str = ""
    negative: bool = False
    listing: Sequence[str] = ()
    listing_title: str = ""


def edit(
    request: HttpRequest,
    page: Page,
    form: forms.Form,
    save: Callable[[dict[str, Any]], object],
    current: conflicts.Current | None = None,
) -> HttpResponse:
    """Show the form, or save what was sent.

    ``save`` gets the cleaned fields with ``request_id`` and, when there is one, ``version``. ``current`` gives the
    record as values of the form, when those are not its attributes by the same names.
    """
    if request.method != "POST":
        _restore(page, form)
        return _show(request, page, form, 200)
    if not form.is_valid():
        return _show(request, page, form, 422)
    try:
        save(form.cleaned_data | sent(request, page.version is not None))
    except Conflict as conflict:
        return conflicts.page(request, form=form, conflict=conflict, current=current)
    except (Refused, NotPossible) as error:
        refuse(form, error)
        return _show(request, page, form, 422)
    if page.draft:
        drop_draft(key=page.draft)
    messages.success(request, page.done or _("Opgeslagen."))
    return redirect(landing(page.household_id, page.back))


def _restore(page: Page, form: forms.Form) -> None:
    """What was typed here and not saved.

    It keeps the version it was written on, so that saving it over somebody else's change shows both.
    """
    kept = draft(page.draft) if page.draft else None
    fields = dict(kept.fields) if kept else {}
    version = fields.pop(DRAFT_VERSION, "")
    for name, value in fields.items():
        if isinstance(form.fields.get(name), forms.BooleanField):
            fields[name] = bool(value)
    form.initial.update(fields)
    if page.version is not None and fields and version.isdecimal() and len(version) < 10:
        page.version = int(version)


def actor_of(request: HttpRequest) -> Actor:
    """Who acts: set by the middleware for every screen."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def reason(error: Exception) -> str:
    """What to say of a refusal."""
    if isinstance(error, IllegalMove):
        return _("Dit kan nu niet meer: intussen is het veranderd. Kijk hoe het er nu voor staat.")
    if isinstance(error, NotPossible):
        return str(NOT_POSSIBLE.get(error.rule, error.rule))
    return str(error)


def refuse(form: forms.Form, error: Exception) -> None:
    """Put a refusal at the field it is about, or above the form. A form whose fields have other names than the
    arguments of its deed says so in ``named``."""
    argument = getattr(error, "field", "")
    name = getattr(form, "named", {}).get(argument, argument)
    form.add_error(name if name in form.fields else None, reason(error))


def sent(request: HttpRequest, with_version: bool) -> dict[str, Any]:
    """The request id (None when tampered with) and the version (0 when tampered with, which never fits)."""
    values: dict[str, Any] = {}
    try:
        values["request_id"] = uuid.UUID(request.POST.get("request_id", ""))
    except ValueError:
        values["request_id"] = None
    if with_version:
        text = request.POST.get("version", "")
        values["version"] = int(text) if text.isdecimal() and len(text) < 10 else 0
    return values


def landing(household_id: int, back: str) -> str:
    """Where to go after a deed: back, or to my work when the deed ended one's own access."""
    try:
        people.household(household_id)
    except ObjectDoesNotExist:
        return "workplace:my_work"
    return back


def _show(request: HttpRequest, page: Page, form: forms.Form, status: int) -> HttpResponse:
    version = request.POST.get("version", page.version) if form.is_bound else page.version
    context = {"page": page, "form": form, "version": version}
    return render(request, "workplace/form_page.html", context, status=status)


def act(
    request: HttpRequest, back: str, household_id: int, save: Callable[[dict[str, Any]], object], done: str = ""
) -> HttpResponse:
    """A button without a form of its own.

    Do it, say so, go back. A refusal or a change in between is said as a message.
    """
    try:
        save(sent(request, True))
        if done:
            messages.success(request, done)
    except Conflict:
        messages.warning(
            request, _("Iemand anders heeft dit intussen gewijzigd. Kijk wat er nu staat en probeer opnieuw.")
        )
    except (Refused, NotPossible) as error:
        messages.warning(request, reason(error))
    return redirect(landing(household_id, back))

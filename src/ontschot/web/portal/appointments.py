"""My appointments: when, where, with whom, what to bring; and asking for another time."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from ontschot.domain.plans import actions, queries
from ontschot.domain.plans.rules import Refused
from ontschot.privacy import log
from ontschot.web.portal.views import own_screen, request_id


class MoveForm(forms.Form):
    """When it would suit, or why not."""

    wish = forms.CharField(
        label=gettext_lazy("Wanneer kunt u wel? Of waarom gaat het niet?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Bijvoorbeeld: alleen in de ochtend, of liever een week later."),
        error_messages={"required": gettext_lazy("Schrijf op wanneer u wel kunt, of waarom het niet gaat.")},
    )


@own_screen
@require_GET
def my_appointments(request: HttpRequest) -> HttpResponse:
    """What comes and what was."""
    return render(request, "portal/my_appointments.html", {"own": queries.own_appointments()})


@own_screen
def move(request: HttpRequest, appointment_id: int) -> HttpResponse:
    """Ask for another time. The appointment stands until somebody calls back."""
    line = next((one for one in queries.own_appointments().coming if one.record.pk == appointment_id), None)
    if line is None:
        log.refused("read", "appointment")
        raise Http404
    form = MoveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_to_move(
                by=request.actor,  # type: ignore[attr-defined]
                appointment_id=appointment_id,
                wish=form.cleaned_data["wish"],
                request_id=request_id(request),
            )
        except ObjectDoesNotExist as error:
            raise Http404 from error
        except Refused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Uw vraag is verstuurd. Iemand neemt contact met u op. Tot dan blijft het zo."))
            return redirect("portal:my_appointments")
    return render(request, "portal/move.html", {"form": form, "line": line}, status=422 if form.errors else 200)

"""Files with a form: several at once, kept while the form is not handed in, taken away again one by one.

In a view (inside ``acting``)::

    files = HeldFiles(key, LIMITS)
    form.fields["files"] = files.field(_("Bijlagen"))
    if request.method == "POST":
        files.receive(request, form)  # what cannot be taken is said at the field

and in the template ``{% include "components/held_files.html" %}`` with ``files`` in the context.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ontschot.foundation.files import EXTENSIONS, FileRefused
from ontschot.privacy import held

_REFUSALS = {
    "empty": gettext_lazy("%(name)s is leeg."),
    "too_big": gettext_lazy("%(name)s is te groot: hooguit %(each)s per bestand."),
    "kind": gettext_lazy("%(name)s kunnen wij niet aannemen. Wel: %(kinds)s."),
    "unknown": gettext_lazy("%(name)s kunnen wij niet aannemen. Wel: %(kinds)s."),
    "damaged": gettext_lazy("%(name)s is beschadigd en kan niet worden gelezen."),
    "crowded": gettext_lazy("%(name)s kunnen wij niet aannemen. Wel: %(kinds)s."),
    "macros": gettext_lazy("%(name)s kunnen wij niet aannemen. Wel: %(kinds)s."),
    "too_many": gettext_lazy("%(name)s past er niet meer bij: hooguit %(count)s bestanden."),
    "together": gettext_lazy("%(name)s past er niet meer bij: samen hooguit %(together)s."),
}


class FilesInput(forms.FileInput):
    """A box for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, or none."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """As they came; what each is, is looked at when it is held."""
        return data if isinstance(data, list) else [data] if data else []


class HeldFiles:
    """The files under this key, for one form."""

    def __init__(self, key: str, limits: held.Limits) -> None:
        self.key, self.limits = key, limits

    def field(self, label: Any, help_text: Any = "", *, required: bool = False) -> FilesField:
        """The field of the form; with what it takes, unless it takes one file: then ``help_text`` says so."""
        one = self.limits.count == 1
        rest = "" if one else _("%(kinds)s. Hooguit %(count)s bestanden van elk %(each)s.") % self._words()
        box = (forms.FileInput if one else FilesInput)(attrs={"accept": held.extensions(self.limits.types)})
        return FilesField(label=label, required=required, widget=box, help_text=f"{help_text} {rest}".strip())

    def _words(self) -> dict[str, str]:
        return {
            "kinds": ", ".join(sorted(EXTENSIONS[kind].removeprefix(".").upper() for kind in self.limits.types)),
            "count": str(self.limits.count),
            "each": filesizeformat(self.limits.each),
            "together": filesizeformat(self.limits.together),
        }

    def receive(self, request: HttpRequest, form: forms.Form) -> None:
        """Take away what was ticked, hold what was chosen anew, and say at the field what cannot be held."""
        for number in request.POST.getlist("remove_file"):
            if number.isascii() and number.isdecimal() and len(number) < 19:
                held.let_go(key=self.key, file_id=int(number))
        for file in request.FILES.getlist("files")[: self.limits.count + 1]:
            content = file.read(self.limits.each + 1)
            try:
                held.hold(key=self.key, file_name=file.name or "", content=content, limits=self.limits)
            except FileRefused as error:
                form.add_error("files", str(_REFUSALS[error.reason]) % (self._words() | {"name": file.name}))

    @property
    def held(self) -> list[held.Held]:
        """What is held now."""
        return held.held(self.key)

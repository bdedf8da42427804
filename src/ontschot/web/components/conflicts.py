"""Two people edited the same: shows both versions per field, and reads back the choice. Nothing is lost.

In a view::

    data = conflicts.chosen(request.POST)          # a no-op unless the conflict page was sent
    form = PlanForm(data)
    ...
    except Conflict as conflict:
        return conflicts.page(request, form=form, conflict=conflict, who=name_or_empty)
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.choices import flatten_choices
from django.utils.translation import gettext as _

from ontschot.foundation.versions import Conflict
from ontschot.web.components.fields import PartsDateField
from ontschot.web.components.wording import dutch_date


@dataclass(frozen=True)
class Field:
    """One field that differs: the raw values to send back, and how both read."""

    name: str
    label: str
    theirs: list[str]
    yours: list[str]
    theirs_text: str
    yours_text: str
    is_text: bool

    @property
    def both(self) -> str:
        """Both texts under each other, to edit into one."""
        return "\n\n".join(filter(None, [self.theirs_text, self.yours_text]))


@dataclass(frozen=True)
class View:
    """What components/conflict.html draws."""

    fields: list[Field]
    version: int
    who: str
    action: str
    request_id: str
    hidden: list[tuple[str, str]]


def _values(value: Any) -> list[str]:
    if value is None:
        return []
    if isinstance(value, list | tuple | set):
        return [str(part) for part in value]
    if isinstance(value, bool):
        return ["on"] if value else []
    return [str(getattr(value, "pk", value))]


def _reads(bound: forms.BoundField, values: list[str]) -> str:
    """The values as a person reads them: the label of a choice, a date in Dutch."""
    if isinstance(bound.field, forms.BooleanField):
        return _("ja") if values else _("nee")
    if isinstance(bound.field, forms.DateField | PartsDateField):
        return ", ".join(dutch_date(value) for value in values)
    if isinstance(bound.field, forms.ChoiceField):
        choices: Any = bound.field.choices
        pairs: list[tuple[Any, Any]] = list(flatten_choices(choices))
        labels = {str(key): str(label) for key, label in pairs}
        return ", ".join(labels.get(value, value) for value in values)
    return "\n".join(values)


def compare(form: forms.BaseForm, conflict: Conflict, *, who: str = "", action: str = "") -> View:
    """Both versions of every field of the bound ``form`` that the record also has. Equal fields travel along hidden."""
    fields: list[Field] = []
    hidden: list[tuple[str, str]] = []
    for bound in form:
        yours = _sent(form, bound)
        if not hasattr(conflict.current, bound.name):
            hidden += [(name, value) for name, values in _raw(form, bound) for value in values]
            continue
        theirs = _values(bound.field.prepare_value(getattr(conflict.current, bound.name)))
        if theirs == yours:
            hidden += [(bound.name, value) for value in yours]
            continue
        fields.append(_field(bound, theirs, yours))
    return View(fields, int(getattr(conflict.current, "version", 0)), who, action, str(uuid.uuid4()), hidden)


def _field(bound: forms.BoundField, theirs: list[str], yours: list[str]) -> Field:
    is_text = isinstance(bound.field, forms.CharField) and not getattr(bound.field, "choices", None)
    return Field(bound.name, str(bound.label), theirs, yours, _reads(bound, theirs), _reads(bound, yours), is_text)


def _sent(form: forms.BaseForm, bound: forms.BoundField) -> list[str]:
    """What the person sent, raw; of a field in several boxes the cleaned value."""
    if isinstance(bound.field.widget, forms.MultiWidget):
        return _values(getattr(form, "cleaned_data", {}).get(bound.name))
    data: Any = form.data
    values = data.getlist(bound.html_name) if isinstance(data, QueryDict) else _values(data.get(bound.html_name))
    return [value.replace("\r\n", "\n") for value in values]


def _raw(form: forms.BaseForm, bound: forms.BoundField) -> list[tuple[str, list[str]]]:
    data: Any = form.data
    if not isinstance(data, QueryDict):
        return [(bound.html_name, _values(data.get(bound.html_name)))]
    names = [name for name in data if name == bound.html_name or name.startswith(f"{bound.html_name}_")]
    return [(name, data.getlist(name)) for name in names]


def page(
    request: HttpRequest, *, form: forms.BaseForm, conflict: Conflict, who: str = "", base: str = "components/page.html"
) -> HttpResponse:
    """The page with both versions, status 409. ``who`` saved in between, if the reader may know."""
    view = compare(form, conflict, who=who, action=request.get_full_path())
    return render(request, "components/conflict_page.html", {"conflict": view, "base": base}, status=409)


def chosen(post: QueryDict) -> QueryDict:
    """The posted data with the choices of the conflict page as ordinary fields; other posts come back unchanged."""
    names = [key.removeprefix("keep-") for key in post if key.startswith("keep-")]
    if not names:
        return post
    data = post.copy()
    for name in names:
        keep = post[f"keep-{name}"]
        source = f"{keep}-{name}" if keep in ("theirs", "yours", "both") else f"yours-{name}"
        data.setlist(name, post.getlist(source))
        for prefix in ("keep", "theirs", "yours", "both"):
            data.pop(f"{prefix}-{name}", None)
    return data

"""Two people edited the same: shows both versions per field, and reads back the choice. Nothing is lost.

In a view::

    data = conflicts.chosen(request.POST)          # a no-op unless the conflict page was sent
    form = PlanForm(data)
    ...
    except Conflict as conflict:
        return conflicts.page(request, form=form, conflict=conflict, who=name_or_empty)

A form whose fields are not simply the attributes of the record gives ``current``: the record as values of the form.
A form in which some fields only mean something next to another says so, and they are chosen together::

    together = {"owner": ("other", ("owner_name", "owner_kind"))}  # with the choice "other", name and kind belong to it
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.choices import flatten_choices
from django.utils.translation import gettext as _

from ontschot.foundation.versions import Conflict
from ontschot.web.components.fields import PartsDateField
from ontschot.web.components.wording import dutch_date

Current = Callable[[Any], Mapping[str, Any]]  # the present record, as values of the fields of a form


@dataclass(frozen=True)
class Along:
    """A field that goes with the choice of another: its raw values in both versions."""

    name: str
    theirs: list[str]
    yours: list[str]


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
    along: tuple[Along, ...] = ()

    @property
    def parts(self) -> list[Field | Along]:
        """This field and those that go with it."""
        return [self, *self.along]

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


def compare(
    form: forms.BaseForm, conflict: Conflict, *, who: str = "", action: str = "", current: Current | None = None
) -> View:
    """Both versions of every field of the bound ``form`` that the record also has. Equal fields travel along hidden."""
    record = conflict.current
    stored = current(record) if current else _Attributes(record)
    together: Mapping[str, tuple[str, tuple[str, ...]]] = getattr(form, "together", {})
    led = {name for _value, names in together.values() for name in names}
    fields: list[Field] = []
    hidden: list[tuple[str, str]] = []
    for bound in form:
        if bound.name in led:
            continue  # with the field that leads it
        if bound.name not in stored:
            hidden += [(name, value) for name, values in _raw(form, bound) for value in values]
            continue
        if bound.name in together:
            field = _led(form, bound, stored, *together[bound.name])
        else:
            field = _field(bound, _stored(bound, stored), _sent(form, bound))
        if _differs(field):
            fields.append(field)
        else:
            hidden += [(one.name, value) for one in field.parts for value in one.yours]
    return View(fields, int(getattr(record, "version", 0)), who, action, str(uuid.uuid4()), hidden)


class _Attributes(Mapping[str, Any]):
    """A record as a form that has its fields by the same names."""

    def __init__(self, record: Any) -> None:
        self.record = record

    def __getitem__(self, name: str) -> Any:
        try:
            return getattr(self.record, name)
        except AttributeError:
            raise KeyError(name) from None

    def __iter__(self) -> Iterator[str]:
        return iter(vars(self.record))

    def __len__(self) -> int:
        return len(vars(self.record))


def _stored(bound: forms.BoundField, stored: Mapping[str, Any]) -> list[str]:
    value = bound.field.prepare_value(stored.get(bound.name))
    if isinstance(bound.field, forms.DateTimeField | forms.TimeField):
        value = bound.field.widget.format_value(value)  # as the browser sends a moment or a time back
    return _values(value)


def _field(bound: forms.BoundField, theirs: list[str], yours: list[str]) -> Field:
    is_text = isinstance(bound.field, forms.CharField) and not getattr(bound.field, "choices", None)
    return Field(bound.name, str(bound.label), theirs, yours, _reads(bound, theirs), _reads(bound, yours), is_text)


def _led(
    form: forms.BaseForm, bound: forms.BoundField, stored: Mapping[str, Any], when: str, names: tuple[str, ...]
) -> Field:
    """One choice of several fields. Those that go along count only in the version whose first field says ``when``."""
    field = _field(bound, _stored(bound, stored), _sent(form, bound))
    parts = [
        _field(
            form[name],
            _stored(form[name], stored) if field.theirs == [when] else [],
            _sent(form, form[name]) if field.yours == [when] else [],
        )
        for name in names
    ]
    return replace(
        field,
        theirs_text=", ".join(filter(None, [field.theirs_text, *(part.theirs_text for part in parts)])),
        yours_text=", ".join(filter(None, [field.yours_text, *(part.yours_text for part in parts)])),
        along=tuple(Along(part.name, part.theirs, part.yours) for part in parts),
    )


def _differs(field: Field) -> bool:
    """Whether the versions are not the same. Nothing stored and an empty box sent are."""
    return any(list(filter(None, one.theirs)) != list(filter(None, one.yours)) for one in field.parts)


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
    request: HttpRequest,
    *,
    form: forms.BaseForm,
    conflict: Conflict,
    who: str = "",
    base: str = "components/page.html",
    current: Current | None = None,
) -> HttpResponse:
    """The page with both versions, status 409.

    ``who`` saved in between, if the reader may know. ``current``: the record as values of the form.
    """
    view = compare(form, conflict, who=who, action=request.get_full_path(), current=current)
    return render(request, "components/conflict_page.html", {"conflict": view, "base": base}, status=409)


def chosen(post: QueryDict) -> QueryDict:
    """The posted data with the choices of the conflict page as ordinary fields; other posts come back unchanged."""
    names = [key.removeprefix("keep-") for key in post if key.startswith("keep-")]
    if not names:
        return post
    data = post.copy()
    for name in names:
        keep = post[f"keep-{name}"]
        for one in (name, *post.getlist(f"along-{name}")):
            source = f"{keep}-{one}" if keep in ("theirs", "yours", "both") else f"yours-{one}"
            data.setlist(one, post.getlist(source))
            for prefix in ("keep", "theirs", "yours", "both", "along"):
                data.pop(f"{prefix}-{one}", None)
    return data

"""Form fields for dates as Dutch people fill them in, and a choice that may be none."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

EARLIEST_YEAR = 1875  # nobody alive was born before
LATEST_YEAR = 2200


class NativeDate(forms.DateInput):
    """The browser's own date field, for dates near today (a visit, a deadline)."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class InARow(forms.RadioSelect):
    """A few short choices beside each other, as far as they fit."""

    template_name = "components/form/choices_in_a_row.html"


class DayField(forms.DateField):
    """A day near today, in the browser's own field. Whoever types '26' for the year sends the year 26: refused."""

    widget = NativeDate

    def to_python(self, value: Any) -> dt.date | None:
        """The day. Raises ValidationError outside the years that anybody means."""
        day = super().to_python(value)
        if day is not None and not EARLIEST_YEAR <= day.year < LATEST_YEAR:
            raise forms.ValidationError(_("Kijk of het jaar klopt: vier cijfers, bijvoorbeeld 2027."), code="year")
        return day


class NoneOfThese(forms.ChoiceField):
    """A choice that may be none, with words for that among the choices: 'not obligatory' need not be said as well."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)


class DateParts(forms.MultiWidget):
    """Day, month and year in three boxes, for dates people know by heart (a birth date)."""

    template_name = "components/form/date_parts.html"
    use_fieldset = True
    parts = (("day", _("Dag"), 2), ("month", _("Maand"), 2), ("year", _("Jaar"), 4))

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {
            name: forms.TextInput(attrs={"inputmode": "numeric", "maxlength": length, "autocomplete": "off"})
            for name, _label, length in self.parts
        }
        super().__init__(boxes, attrs)

    def decompress(self, value: Any) -> list[str]:
        """A date, or 'YYYYMMDD' with zeros for what is unknown, as [day, month, year]."""
        if isinstance(value, dt.date):
            return [str(value.day), str(value.month), str(value.year)]
        if isinstance(value, str) and len(value) == 8 and value.isdigit():
            parts = (value[6:], value[4:6], value[:4])
            return ["" if not int(part) else str(int(part)) for part in parts]
        return ["", "", ""]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The three boxes; or the whole date under its own name, as the conflict page sends it."""
        boxes = super().value_from_datadict(data, files, name)
        whole = data.get(name)
        return self.decompress(whole.replace("-", "")) if whole and not any(boxes) else boxes

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds the label of each box."""
        context = super().get_context(name, value, attrs)
        for box, (_name, label, length) in zip(context["widget"]["subwidgets"], self.parts, strict=True):
            box["part_label"], box["length"] = label, length
        return context


class MomentField(forms.DateTimeField):
    """A day and a time that somebody can have lived through; earlier and later ones break time zones and databases."""

    default_error_messages = {"impossible": _("Dit tijdstip kan niet. Kijk het jaar na.")}

    def to_python(self, value: Any) -> dt.datetime | None:
        """The moment with its time zone, or a ValidationError."""
        try:
            moment = super().to_python(value)
        except OverflowError as error:
            raise forms.ValidationError(self.error_messages["impossible"], code="impossible") from error
        if moment and not EARLIEST_YEAR <= moment.year <= LATEST_YEAR:
            raise forms.ValidationError(self.error_messages["impossible"], code="impossible")
        return moment


class PartsDateField(forms.MultiValueField):
    """A whole date from three boxes. Cleans to ``datetime.date`` or None; one clear message when it does not exist."""

    widget = DateParts
    default_error_messages = {
        "invalid": _("Deze datum bestaat niet. Vul in als dag, maand en jaar, bijvoorbeeld 27 3 1985."),
        "incomplete": _("Vul dag, maand én jaar in."),
        "future": _("Deze datum ligt in de toekomst."),
    }

    def __init__(self, **kwargs: Any) -> None:
        boxes = [forms.CharField(max_length=length, required=False) for _name, _label, length in DateParts.parts]
        super().__init__(boxes, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[str]) -> dt.date | None:
        """The date, or a ValidationError 'incomplete' or 'invalid'."""
        parts = [part.strip() for part in data_list or []]
        if not any(parts):
            return None
        if not all(parts):
            raise forms.ValidationError(self.error_messages["incomplete"], code="incomplete")
        try:
            day, month, year = (int(part) for part in parts)
            if year < EARLIEST_YEAR:
                raise ValueError(year)
            return dt.date(year, month, day)
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error

"""Draws every Django form in our markup: label, hint, error, group, summary; optional fields say so."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import django.forms
from django.forms import boundfield, widgets
from django.forms.renderers import BaseRenderer, EngineMixin
from django.template.backends.django import DjangoTemplates

from ontschot.web.components.fields import NoneOfThese

_WEB = Path(__file__).parent.parent
ROOMS = [_WEB / room for room in ("components", "workplace", "portal", "steering", "entrance", "help")]
BUILTINS = [
    "django.templatetags.i18n",
    "ontschot.web.components.templatetags.once",
    "ontschot.web.components.templatetags.ontschot",
]

_CLASSES: tuple[tuple[type[widgets.Widget], str], ...] = (
    (widgets.Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    (widgets.CheckboxInput, "choice__input"),
    (widgets.RadioSelect, "choice__input"),
    (widgets.CheckboxSelectMultiple, "choice__input"),
    (widgets.Select, "utrecht-select utrecht-select--html-select"),
    (widgets.ClearableFileInput, "file-input"),
    (widgets.Input, "utrecht-textbox utrecht-textbox--html-input"),
    (widgets.MultiWidget, "utrecht-textbox utrecht-textbox--html-input"),
)


class BoundField(boundfield.BoundField):
    """A field that knows how it is drawn and describes itself to a screen reader."""

    @property
    def kind(self) -> str:
        """'hidden', 'checkbox', 'group' (a fieldset) or 'single'."""
        widget = self.field.widget
        if widget.is_hidden:
            return "hidden"
        if isinstance(widget, widgets.CheckboxInput):
            return "checkbox"
        return "group" if widget.use_fieldset else "single"

    @property
    def optional(self) -> bool:
        """Whether to write '(niet verplicht)' behind the label."""
        said = self.kind == "checkbox" or isinstance(self.field, NoneOfThese)
        return not self.field.required and not said

    @property
    def hint_id(self) -> str:
        """Id of the hint under the label."""
        return f"{self.auto_id}_hint"

    @property
    def error_id(self) -> str:
        """Id of the error message."""
        return f"{self.auto_id}_error"

    @property
    def target_id(self) -> str:
        """Where the error summary jumps to: the first thing one can type in."""
        return self.id_for_label or f"{self.auto_id}_0"

    @property
    def aria_describedby(self) -> str | None:
        """Hint and error together; for a group it stands on the fieldset."""
        ids = [self.hint_id] if self.help_text else []
        ids += [self.error_id] if self.errors else []
        return " ".join(ids) or None

    def build_widget_attrs(self, attrs: dict[str, Any], widget: widgets.Widget | None = None) -> dict[str, Any]:
        """Our classes and ARIA, on top of what the form itself asked for."""
        widget = widget or self.field.widget
        made: dict[str, Any] = super().build_widget_attrs(attrs, widget)  # type: ignore[arg-type]
        made.pop("aria-describedby", None)
        if widget.is_hidden:
            return made
        classes = next((names for kind, names in _CLASSES if isinstance(widget, kind)), "")
        if self.errors and "utrecht-" in classes:
            base = classes.split()[0]
            classes = f"{classes} {base}--invalid"
        made["class"] = " ".join(filter(None, [classes, str(widget.attrs.get("class", ""))]))
        if self.aria_describedby and not widget.use_fieldset:
            made["aria-describedby"] = self.aria_describedby
        if self.errors:
            made["aria-invalid"] = "true"
        # The browser's own messages differ per browser and language; ours come from the server, at the field.
        made.pop("required", None)
        return made


class Renderer(EngineMixin, BaseRenderer):
    """FORM_RENDERER of the whole product."""

    backend = DjangoTemplates
    bound_field_class = BoundField
    form_template_name = "components/form/form.html"
    field_template_name = "components/form/field.html"

    @functools.cached_property
    def engine(self) -> DjangoTemplates:
        """Our templates first, Django's own widgets after."""
        return DjangoTemplates(
            {
                "NAME": "ontschot-forms",
                "DIRS": [*(room / "templates" for room in ROOMS), Path(django.forms.__file__).parent / "templates"],
                "APP_DIRS": True,
                "OPTIONS": {"builtins": BUILTINS},
            }
        )

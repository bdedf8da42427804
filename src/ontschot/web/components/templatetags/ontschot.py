"""The tags and filters of our templates. What each looks like is on the gallery page, /onderdelen/."""

from __future__ import annotations

import datetime as dt
import functools
import uuid
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django import forms, template
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ontschot.foundation.calendar import today
from ontschot.web.components import term_words, wording
from ontschot.web.components.renderer import BoundField
from ontschot.web.components.templatetags.once import address_of_file
from ontschot.writing.queries import terms

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """{% icon "eye" %}: decoration; with a label it is read aloud. Names: see the gallery."""
    if not label:
        return _decoration(name)
    return format_html(
        '<svg class="icon" role="img" aria-label="{}" focusable="false"><use href="{}#{}"></use></svg>',
        label,
        address_of_file("ontschot/icons.svg"),
        name,
    )


@functools.lru_cache(maxsize=256)
def _decoration(name: str) -> SafeString:
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        address_of_file("ontschot/icons.svg"),
        name,
    )


@register.simple_tag
def badge(value: Any, tone: str = "", label: str = "", icon: str = "") -> SafeString:
    """{% badge plan.state %}, {% badge "urgent" %} or {% badge "Eigen tekst" tone="positive" %}: text and icon."""
    return _drawn(wording.badge(value, tone, label, icon))


def _drawn(shown: dict[str, Any]) -> SafeString:
    return format_html(
        '<span class="nl-data-badge badge badge--{}">{}{}</span>', shown["tone"], icon(shown["icon"]), shown["label"]
    )


def _years(born: Any, on: dt.date | None, *, died: bool) -> str:
    """The age; of somebody who died, who no longer has one, the birth date."""
    if died and on is None:
        return _("geboren %(date)s") % {"date": wording.dutch_date(born)}
    return wording.age_text(born, on or today())


@register.inclusion_tag("components/person.html")
def person(
    name: str, born: Any = "", flags: Any = (), url: str = "", note: str = "", size: str = "", on: dt.date | None = None
) -> dict[str, Any]:
    """{% person p.name born=p.birth_date flags=p.flags url=link note="moeder" %}: name, age, what must be seen at once.

    ``born``: date or 'YYYYMMDD' with zeros; ``flags``: codes of wording.STATES or texts, or one text with commas.
    """
    codes = [part.strip() for part in flags.split(",") if part.strip()] if isinstance(flags, str) else list(flags or ())
    return {
        "name": name,
        "age": _years(born, on, died="died" in codes) if born else "",
        "flags": [badge(code) for code in codes],
        "url": url,
        "note": note,
        "size": size,
    }


@register.filter
def dutch_date(value: Any) -> str:
    """{{ value|dutch_date }}: '27 maart 1985', or what is known of it: 'mei 1980', '1980', 'onbekend'."""
    return wording.dutch_date(value)


@register.filter
def short_date(value: Any) -> str:
    """{{ value|short_date }}: '27-03-1985', for tables."""
    return wording.dutch_date(value, short=True)


@register.filter
def dutch_time(value: dt.datetime | None) -> str:
    """{{ value|dutch_time }}: '27 maart 2026 om 10:32'."""
    return wording.dutch_time(value) if value else ""


@register.filter
def age(born: Any) -> str:
    """{{ p.birth_date|age }}: '16 jaar' today."""
    return wording.age_text(born, today())


@register.filter
def money(amount: Decimal | int | float | None) -> str:
    """{{ amount|money }}: '€ 1.234,50'."""
    return wording.money(amount)


@register.filter
def cents(amount: int | None) -> str:
    """{{ amount|cents }}: an amount in cents as '€ 1.234,50'."""
    return wording.money(None if amount is None else Decimal(amount) / 100)


@register.filter
def initials(name: str) -> str:
    """{{ name|initials }}: at most two letters, for the round of a person."""
    words = [word for word in str(name).replace("-", " ").split() if word[:1].isalpha() and word[:1].isupper()]
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")) if words else "?"


@register.inclusion_tag("components/form/field.html")
def field(bound: BoundField, label: str = "", hint: str = "", hide_label: bool = False) -> dict[str, Any]:
    """{% field form.name %}: label, hint, error and widget of one field."""
    if hint:
        bound.help_text = hint
    if label:
        bound.label = label
    return {"field": bound, "hide_label": hide_label}


@register.inclusion_tag("components/form/form.html")
def form_fields(form: forms.BaseForm, summary: bool = True) -> dict[str, Any]:
    """{% form_fields form %}: error summary and all fields. {% form_fields form summary=False %}: fields only."""
    return {
        "form": form,
        "fields": list(form),
        "errors": form.non_field_errors(),
        "summary": summary,
        "hidden_fields": (),
    }


@register.inclusion_tag("components/form/errors.html")
def error_summary(*forms_: forms.BaseForm | Iterable[forms.BaseForm] | None) -> dict[str, Any]:
    """{% error_summary form %}: on top of the form when it was refused; each line jumps to its field.

    Of several forms on one page, or lists of them, all faults stand in one summary; a form says by `about` whose."""
    lines = []
    for form in _each(forms_):
        about = getattr(form, "about", "")
        first = next(iter(form)).auto_id if about else ""
        lines += [{"text": f"{about}: {text}" if about else text, "target": first} for text in form.non_field_errors()]
        for bound in form:
            target = getattr(bound, "target_id", bound.auto_id)
            label = str(bound.label)
            start = (f"{about}, " if about else "") + (label if label.endswith("?") else f"{label}:")
            lines += [{"text": f"{start} {text}", "target": target} for text in bound.errors]
    return {"lines": lines}


def _each(forms_: Iterable[Any]) -> Iterator[forms.BaseForm]:
    for one in forms_:
        if isinstance(one, forms.BaseForm):
            yield one
        else:
            yield from one or ()


@register.simple_tag
def request_id(form: forms.BaseForm | None = None) -> SafeString:
    """{% request_id form %}: the client request id that makes a form sent twice one record; a refused form keeps it."""
    value = ""
    if form and form.is_bound:
        value = str(form.data.get("request_id", ""))
    return format_html('<input type="hidden" name="request_id" value="{}">', value or uuid.uuid4())


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """href="{% query page=2 %}": the query string of now with changes; None takes a key away."""
    request: HttpRequest | None = context.get("request")
    pairs = request.GET.copy() if request else None
    kept = [(key, value) for key, values in (pairs.lists() if pairs else ()) for value in values if key not in changes]
    kept += [(key, value) for key, value in changes.items() if value is not None]
    return "?" + urlencode(kept)


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Any) -> dict[str, Any]:
    """{% pagination page_obj %}: previous, next and the pages around this one; nothing when there is one page."""
    paginator = page.paginator
    return {
        "page": page,
        "range": list(paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)),
        "ellipsis": paginator.ELLIPSIS,
        "request": context.get("request"),
    }


@register.inclusion_tag("components/crumbs.html", takes_context=True)
def crumbs(context: template.Context, *parts: str) -> dict[str, Any]:
    """{% crumbs "Mijn werk" url_work "Familie Van Dalen" %}: label, address, ..., label of this page."""
    pairs = [(parts[i], parts[i + 1] if i + 1 < len(parts) else "") for i in range(0, len(parts), 2)]
    return {"crumbs": pairs}


@register.inclusion_tag("components/term.html", takes_context=True)
def term(context: template.Context, code: str, text: str = "") -> dict[str, Any]:
    """{% term "melding" %} or {% term "melding" "meldingen" %}: the word, explained where it stands, with its source.

    One query for all words of a page. A word that is not in the list is shown without explanation.
    """
    request: HttpRequest | None = context.get("request")
    known = getattr(request, "_terms", None)
    if known is None:
        known = {one.code: one for one in terms()}
        if request is not None:
            request._terms = known  # type: ignore[attr-defined]
    number = getattr(request, "_term_number", 0) + 1
    if request is not None:
        request._term_number = number  # type: ignore[attr-defined]
    found = known.get(code)
    return {"term": found, "text": text or (found.word if found else code), "id": f"term-{number}-{code}"}


@register.simple_block_tag
def nothing(content: str, title: str, icon_name: str = "info") -> SafeString:
    """{% nothing "Nog geen doelen" %}<p>Wat u nu kunt doen ...</p>{% endnothing %}: an empty place that teaches."""
    return format_html(
        '<div class="empty">{}<div><p class="empty__title">{}</p>{}</div></div>', icon(icon_name), title, content
    )


@register.simple_block_tag
def notice(content: str, tone: str = "info", title: str = "") -> SafeString:
    """{% notice "warning" "Let op" %}<p>...</p>{% endnotice %}; tones info, positive, warning, negative."""
    kind = {"positive": "ok", "negative": "error"}.get(tone, tone)
    picture = {"ok": "check", "info": "info"}.get(kind, "warning")
    heading = format_html('<p class="notice__title">{}</p>', title) if title else ""
    return format_html(
        '<div class="utrecht-alert utrecht-alert--{} notice">{}<div class="notice__text">{}{}</div></div>',
        kind,
        icon(picture),
        heading,
        content,
    )


@register.simple_tag
def term_badge(standing: str, days: int, ended_late: int = 0) -> SafeString:
    """{% term_badge line.standing line.days_left line.was_late %}: how a legal term stands and how long it has."""
    return _drawn(term_words.badge(standing, days, ended_late))


@register.simple_tag
def term_length(number: int, unit: str) -> str:
    """{% term_length rule.length.number rule.length.unit %}: '6 weken', '3 werkdagen', 'direct'."""
    return term_words.length(number, unit)


@register.simple_tag
def term_moved(counted: dt.date, why: str) -> str:
    """{% term_moved line.due.counted line.due.moved_for %}: why the last day is another than counted, or nothing."""
    return term_words.moved(counted, why)


@register.simple_tag
def repeats_text(every: str, until: dt.date | None) -> str:
    """{% repeats_text record.every record.repeats_until %}: 'om de 2 weken, tot en met 3 maart 2027'."""
    return wording.repeats(every, until)


@register.filter
def term_start(code: str) -> str:
    """{{ rule.starts|term_start }}: what a term begins with, 'de melding'."""
    return str(term_words.STARTS.get(code, code))

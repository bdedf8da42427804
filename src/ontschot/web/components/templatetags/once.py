"""Django's tags `static`, `translate`, `blocktranslate` and `url`, for pages that use each a hundred times.

They do what Django's do. What is the same for everybody (a text in a language, the address of a file, the shape of an
address of a screen) is computed once in a process instead of once for each place on each page.
"""

from __future__ import annotations

import functools
from typing import Any

from django import template
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as django_url
from django.templatetags.i18n import BlockTranslateNode, TranslateNode, do_block_translate, do_translate
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

register = template.Library()

_STAND_IN = 7_364_019_258_463  # takes the place of a number in an address whose shape is looked up
_LONGEST = 10**18


@register.simple_tag(name="static")
@functools.cache  # Django looks through all applications for each; a page has sixty
def address_of_file(path: str) -> str:
    """{% static "ontschot/logo.svg" %}: the address of a file of ours; no template needs to load it."""
    return static(path)


class _Translated(template.Node):
    """A plain text, translated. Django's own node makes a lazy text of it and turns that into a text three times."""

    def __init__(self, node: TranslateNode) -> None:
        self._text = node.filter_expression.var.literal.replace("%", "%%")
        self._name = node.asvar
        self._known: dict[str | None, SafeString] = {}

    def render(self, context: template.Context) -> SafeString:
        """The text as it stands in the template is ours, and so is its translation: not escaped."""
        language = get_language()
        text = self._known.get(language)
        if text is None:
            text = self._known[language] = mark_safe(gettext(self._text).replace("%%", "%"))  # noqa: S308
        if not self._name:
            return text
        context[self._name] = text
        return SafeString("")


@register.tag
def translate(parser: Any, token: Any) -> template.Node:
    """{% translate "Opslaan" %}, with everything Django's tag of that name can."""
    node = do_translate(parser, token)
    expression = node.filter_expression
    plain = isinstance(expression.var.literal, str) and not expression.filters
    return _Translated(node) if plain and not node.noop and not node.message_context else node


class _TranslatedBlock(BlockTranslateNode):
    """Puts the text together once; Django does for each place on each page."""

    @functools.cached_property
    def _texts(self) -> dict[int, tuple[str, list[str]]]:
        put_together = super().render_token_list
        return {id(tokens): put_together(tokens) for tokens in (self.singular, self.plural) if tokens}

    def render_token_list(self, tokens: list[Any]) -> tuple[str, list[str]]:
        """The text to translate, and the names of its values (a list of the caller's own)."""
        text, names = self._texts[id(tokens)]
        return text, list(names)


@register.tag
def blocktranslate(parser: Any, token: Any) -> template.Node:
    """{% blocktranslate %} with everything Django's tag of that name can."""
    node = do_block_translate(parser, token)
    node.__class__ = _TranslatedBlock
    return node


@functools.cache
def _shape(name: str, numbers: int) -> str:
    """The address of a screen with places for its numbers; '' when it is not made of numbers alone."""
    try:
        address = reverse(name, args=[_STAND_IN + n for n in range(numbers)])
    except NoReverseMatch:
        return ""
    for n in range(numbers):
        address = address.replace(str(_STAND_IN + n), f"{{{n}}}")
    return address


class _Address(URLNode):
    def render(self, context: template.Context) -> str:
        name, numbers = self.view_name.resolve(context), [arg.resolve(context) for arg in self.args]
        if self.kwargs or not all(type(one) is int and 0 <= one < _LONGEST for one in numbers):
            return str(super().render(context))
        shape = _shape(name, len(numbers))
        if not shape:
            return str(super().render(context))
        address = shape.format(*numbers)
        if not self.asvar:
            return address
        context[self.asvar] = address
        return ""


@register.tag
def url(parser: Any, token: Any) -> template.Node:
    """{% url 'workplace:household' home.pk %}, with everything Django's tag of that name can."""
    node = django_url(parser, token)
    return _Address(node.view_name, node.args, node.kwargs, node.asvar)

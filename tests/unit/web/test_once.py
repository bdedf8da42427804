"""The tags that compute once say what Django's own say: in each language, for each number, and for nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.template import Context, Engine
from django.urls import NoReverseMatch
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

OURS = Engine(builtins=["django.templatetags.i18n", "ontschot.web.components.templatetags.once"])
DJANGO = Engine(builtins=["django.templatetags.i18n"])

TEXTS = [
    "{% translate 'Opslaan' %}",
    "{% translate 'Opslaan' as word %}[{{ word }}]",
    "{% translate '100% zeker' %}",
    "{% translate text %}",
    "{% translate 'Opslaan' noop %}",
    "{% blocktranslate with date=text %}sinds {{ date }}{% endblocktranslate %}",
    "{% blocktranslate trimmed with date=text %}\n  sinds {{ date }}\n{% endblocktranslate %}",
    "{% blocktranslate trimmed count n=number %}{{ n }} doel{% plural %}{{ n }} doelen{% endblocktranslate %}",
    "{% blocktranslate asvar said %}Voor {{ text }} 5%{% endblocktranslate %}[{{ said }}]",
    "{% blocktranslate %}{{ absent }} blijft{% endblocktranslate %}",
]
ADDRESSES = [
    "{% url 'workplace:my_work' %}",
    "{% url 'workplace:household' number %}",
    "{% url 'workplace:relation_edit' number 7 %}",
    "{% url 'workplace:list' 'meldingen' %}",
    "{% url 'steering:account' user_id=number %}",
    "{% url 'workplace:household' number as there %}[{{ there }}]",
    "{% url 'workplace:no_such_screen' number as there %}[{{ there }}]",
    "{% url name number %}",
]


def _both(source: str, **values: Any) -> tuple[str, str]:
    context = {"text": "<b>Jan & Piet</b>", "number": 3, "name": "workplace:plan"} | values
    return tuple(engine.from_string(source).render(Context(context)) for engine in (OURS, DJANGO))  # type: ignore[return-value]


@pytest.mark.parametrize("source", TEXTS)
def test_texts_are_those_of_django_in_both_languages(source: str) -> None:
    template = OURS.from_string(source)
    for language in ("nl", "en", "nl"):
        for number in (1, 3):
            context = {"text": "<b>Jan & Piet</b>", "number": number}
            with override(language):
                assert template.render(Context(context)) == DJANGO.from_string(source).render(Context(context))


@given(number=st.integers(min_value=0, max_value=10**17))
@pytest.mark.parametrize("source", ADDRESSES)
def test_addresses_are_those_of_django(source: str, number: int) -> None:
    ours, django = _both(source, number=number)
    assert ours == django


@pytest.mark.parametrize("number", ["", None, -1, "7/../8", 2.5])
def test_what_is_no_number_has_no_address(number: Any) -> None:
    with pytest.raises(NoReverseMatch):
        OURS.from_string("{% url 'workplace:household' number %}").render(Context({"number": number}))

"""English is complete and compiled: every Dutch text of a screen has a translation with the same placeholders."""

from __future__ import annotations

import ast
import re

from ontschot.config.commands import messages

_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]")
AGAIN = "run `python -m ontschot.config.commands.messages` and fill in locale/en/LC_MESSAGES/django.po"


def test_every_text_has_english() -> None:
    """A text that was added or changed gets its English in the same commit."""
    catalog = messages.merged(messages.found(), messages.stored())
    assert not messages.untranslated(catalog), AGAIN


def test_the_compiled_catalogue_is_not_stale() -> None:
    """What Django reads is what the .po says."""
    catalog = messages.merged(messages.found(), messages.stored())
    assert messages.MO.read_bytes() == messages.as_mo(catalog), AGAIN


def test_no_text_is_missed_because_it_stands_inside_another() -> None:
    """The collector does not look into the arguments of a call it collects: `_(kinds.get(kind, _("other")))`,
    nor into an f-string."""
    collected = {text for one in messages.found() for text in (one.id if isinstance(one.id, tuple) else (one.id,))}
    missed = []
    for path in messages.PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or "migrations" in path.parts:
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            if name in ("_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"):
                missed += [f"{path.name}: {text}" for text in texts if text not in collected]
    assert missed == []


def test_translations_keep_their_placeholders() -> None:
    """A name or a number that is filled in stands in both languages."""
    for message in messages.stored():
        if not message.id or not messages.filled(message):
            continue
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        strings = [message.string] if isinstance(message.string, str) else list(message.string)
        wanted = {place for text in ids for place in _PLACEHOLDER.findall(text)}
        for text in strings:
            assert set(_PLACEHOLDER.findall(text)) <= wanted, text
        assert wanted == {place for text in strings for place in _PLACEHOLDER.findall(text)}, message.id

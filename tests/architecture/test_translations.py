"""English is complete and compiled: every Dutch text of a screen has a translation with the same placeholders."""

from __future__ import annotations

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

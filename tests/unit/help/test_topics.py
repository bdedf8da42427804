"""Help covers the screens; news is in order."""

from __future__ import annotations

from django.utils.translation import override

from ontschot.web.components.navigation import _BY_ROLE
from ontschot.web.help import news
from ontschot.web.help.topics import _SCREENS, TOPICS, topic_of
from ontschot.writing import seed


def test_every_menu_item_has_help_of_its_own() -> None:
    for role, menu in _BY_ROLE.items():
        for item in menu:
            assert topic_of(item["url_name"]) != "algemeen", f"{role}: {item['url_name']}"


def test_every_screen_leads_to_a_topic_that_is_there() -> None:
    from tests import oracle

    assert set(_SCREENS.values()) <= set(TOPICS)
    for name in oracle.SCREENS:
        assert topic_of(name) in TOPICS


def test_the_longest_fitting_beginning_wins() -> None:
    assert topic_of("workplace:request_new") == "nieuwe-melding"
    assert topic_of("workplace:request_triage") == "melding"
    assert topic_of("steering:account_role") == "beheer"
    assert topic_of("nowhere") == "algemeen"


def test_a_topic_says_something_and_its_words_exist() -> None:
    known = {row["code"] for row in seed.terms()[1]}
    for code, topic in TOPICS.items():
        assert str(topic.title).strip(), code
        assert str(topic.what).strip(), code
        assert topic.steps or topic.mind or topic.words, code
        assert set(topic.words) <= known, code


def test_news_is_newest_first_and_in_two_languages() -> None:
    versions = news.versions()
    assert [one.date for one in versions] == sorted((one.date for one in versions), reverse=True)
    for version in versions:
        assert version.changes
        for change in version.changes:
            assert change.nl.strip()
            with override("en"):
                assert str(change) == change.en.strip() != change.nl

"""Help covers the screens; news is in order."""

from __future__ import annotations

from django.utils.translation import override

from ontschot.web.components.navigation import _BY_ROLE
from ontschot.web.help import news
from ontschot.web.help.screens import _SCREENS, topic_of
from ontschot.web.help.topics import TOPICS
from ontschot.writing import seed


def test_menu_items_have_help_of_their_own() -> None:
    """Those of the portal and steering all have; those of the workplace that residents' work begins with."""
    menus = {item["url_name"] for menu in _BY_ROLE.values() for item in menu}
    begin = {"my_work", "team", "identify", "search", "request_new", "requests"}
    own = {name for name in menus if not name.startswith("workplace:")} | {f"workplace:{name}" for name in begin}
    for name in own:
        assert topic_of(name) != "algemeen", name


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

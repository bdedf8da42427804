"""Plain Dutch: hard words and sentences are found where they stand, each once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ontschot.writing import seed
from ontschot.writing.rules import plain
from ontschot.writing.rules.plain import Kind

WORDS = {"ten behoeve van": "voor", "behoeve": "nut", "indien": "als", "d.m.v.": "door", "tevens": "ook"}


def kinds(text: str) -> list[tuple[Kind, str]]:
    return [(one.kind, one.text) for one in plain.check(text, WORDS).findings]


def test_plain_text_is_plain() -> None:
    verdict = plain.check("U vroeg om hulp. Wij komen graag bij u langs.", WORDS)
    assert verdict.is_plain
    assert (verdict.words, verdict.sentences, verdict.average) == (10, 2, 5.0)
    assert verdict.findings == ()


def test_hard_words_are_found_with_a_simpler_one_the_longest_first() -> None:
    verdict = plain.check("Indien u hulp wilt ten behoeve van uw kind, bel ons.", WORDS)
    assert [(one.text, one.simpler) for one in verdict.findings] == [("Indien", "als"), ("ten behoeve van", "voor")]
    assert not verdict.is_plain


def test_a_hard_word_inside_another_word_is_no_finding() -> None:
    assert kinds("De tevenste indiener.") == []


def test_abbreviations_listed_or_not() -> None:
    assert kinds("Wij helpen d.m.v. geld e.d. graag.") == [(Kind.ABBREVIATION, "d.m.v."), (Kind.ABBREVIATION, "e.d.")]


def test_long_sentences_and_too_long_ones() -> None:
    sixteen = " ".join(["dag"] * 16) + "."
    twenty_one = " ".join(["dag"] * 21) + "."
    fifteen = " ".join(["dag"] * 15) + "."
    assert [kind for kind, _text in kinds(f"{fifteen} Nu. {sixteen}".replace(". d", ". D"))] == [Kind.LONG_SENTENCE]
    found = plain.check(twenty_one, WORDS).findings
    assert [(one.kind, one.words) for one in found] == [(Kind.TOO_LONG_SENTENCE, 21)]


def test_a_line_end_ends_a_sentence() -> None:
    assert plain.check("een twee\ndrie vier", {}).sentences == 2


def test_the_passive_is_pointed_out() -> None:
    assert kinds("Uw vraag wordt behandeld.") == [(Kind.PASSIVE, "Uw vraag wordt behandeld.")]
    assert kinds("Wij behandelen uw vraag.") == []
    assert kinds("Het wordt morgen mooi.") == []


def test_long_words_unless_they_are_known() -> None:
    text = "Dit gaat over cliëntondersteuning."
    assert kinds(text) == [(Kind.LONG_WORD, "cliëntondersteuning")]
    assert plain.check(text, WORDS, known=["cliëntondersteuning"]).findings == ()


def test_pieces_are_the_whole_text() -> None:
    text = "Indien u wilt, tevens."
    pieces = plain.pieces(text, plain.check(text, WORDS).findings)
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.text for piece in pieces if piece.finding] == ["Indien", "tevens"]


@given(st.text(alphabet=st.sampled_from("ab .!?\n'indeter"), max_size=120))
def test_findings_point_at_what_they_say(text: str) -> None:
    verdict = plain.check(text, WORDS)
    for one in verdict.findings:
        assert text[one.start : one.end] == one.text
    assert "".join(piece.text for piece in plain.pieces(text, verdict.findings)) == text


def test_our_own_list_is_in_order() -> None:
    """Each hard word once, in lower case, and no simpler word is itself hard."""
    dated, rows = seed.hard_words()
    words = [row["word"] for row in rows]
    assert dated.year >= 2026
    assert len(words) > 200
    assert len(set(words)) == len(words)
    assert all(word == word.lower().strip() and row["simpler"].strip() for word, row in zip(words, rows, strict=True))
    table = {row["word"]: row["simpler"] for row in rows}
    for row in rows:
        assert plain.check(row["simpler"], table).is_plain, row


def test_our_own_explanations_are_plain() -> None:
    """Every word is explained in plain Dutch and in English, within the room of the list."""
    _dated, rows = seed.terms()
    table = {row["word"]: row["simpler"] for row in seed.hard_words()[1]}
    assert len({row["code"] for row in rows}) == len(rows) > 40
    for row in rows:
        assert all(row[name].strip() for name in ("word_nl", "word_en", "explanation_nl", "explanation_en")), row
        assert plain.check(row["explanation_nl"], table).hard == (), row["code"]


def test_the_words_of_officials_are_found() -> None:
    """What a letter of a municipality says when nobody looks."""
    _dated, rows = seed.hard_words()
    words = {row["word"]: row["simpler"] for row in rows}
    text = "Wij delen wij u mede dat u de papieren tijdig moet doen toekomen."
    found = {one.text.lower(): one.simpler for one in plain.check(text, words).findings}
    assert found == {"delen wij u mede": "laten wij u weten", "tijdig": "op tijd", "doen toekomen": "sturen"}

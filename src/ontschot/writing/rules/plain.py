"""Plain Dutch (B1): which words and sentences are too hard, and what to write instead.

The measures are those that Dutch government writers use: sentences of ten to fifteen words, everyday words, no
officialese and no abbreviations, active rather than passive. They help the writer; a text that passes is not proven
plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

LONG_SENTENCE = 15  # words: longer is pointed out
TOO_LONG_SENTENCE = 20  # words: longer is too hard
LONG_WORD = 16  # letters: longer is pointed out, unless the list says it is known

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*", re.UNICODE)
_SENTENCE_END = re.compile(r"(?<=[.!?])(?:[\"'”’)]*)\s+(?=[\"'“‘(]*[^\W_a-z])|\n+", re.UNICODE)
_ABBREVIATION = re.compile(r"\b(?:[a-z]{1,4}\.){2,}", re.IGNORECASE)
_TO_BE_DONE = frozenset({"word", "wordt", "worden", "werd", "werden"})
_PARTICIPLE = re.compile(r"(?:ge|be|ver|ont|her)\w{2,}(?:d|t|en)$|\w+(?:ge)\w{2,}(?:d|t|en)$|\w+eerd$", re.IGNORECASE)


class Kind(StrEnum):
    """What is hard about it."""

    WORD = "word"
    ABBREVIATION = "abbreviation"
    LONG_WORD = "long_word"
    LONG_SENTENCE = "long_sentence"
    TOO_LONG_SENTENCE = "too_long_sentence"
    PASSIVE = "passive"


# These keep a text from being plain; the others are advice.
HARD = frozenset({Kind.WORD, Kind.ABBREVIATION, Kind.TOO_LONG_SENTENCE})


@dataclass(frozen=True)
class Finding:
    """Something that is hard: ``start`` and ``end`` in the text, what stands there, and a simpler word if there is."""

    kind: Kind
    start: int
    end: int
    text: str
    simpler: str = ""
    words: int = 0


@dataclass(frozen=True)
class Verdict:
    """What a check found. ``average``: words in a sentence."""

    words: int
    sentences: int
    average: float
    findings: tuple[Finding, ...]

    @property
    def hard(self) -> tuple[Finding, ...]:
        """What must change before the text is plain."""
        return tuple(one for one in self.findings if one.kind in HARD)

    @property
    def advice(self) -> tuple[Finding, ...]:
        """What could be better."""
        return tuple(one for one in self.findings if one.kind not in HARD)

    @property
    def is_plain(self) -> bool:
        """Whether nothing hard was found."""
        return not self.hard


def check(text: str, hard_words: Mapping[str, str], known: Iterable[str] = ()) -> Verdict:
    """Check a text against a list of hard words (lower case, of one word or more) and long words that are known.

    Findings come in the order of the text. Names and numbers are words; a line end ends a sentence.
    """
    known_words = frozenset(word.lower() for word in known)
    sentences = [(start, part) for start, part in _sentences(text) if _WORD.search(part)]
    counts = [len(_WORD.findall(part)) for _start, part in sentences]
    found = [*_listed(text, hard_words), *_long_words(text, hard_words, known_words)]
    for (start, part), count in zip(sentences, counts, strict=True):
        found += _of_sentence(start, part, count)
    words = sum(counts)
    average = round(words / len(sentences), 1) if sentences else 0.0
    return Verdict(words, len(sentences), average, tuple(sorted(found, key=lambda one: (one.start, one.kind))))


def _sentences(text: str) -> list[tuple[int, str]]:
    parts: list[tuple[int, str]] = []
    start = 0
    for end in _SENTENCE_END.finditer(text):
        parts.append((start, text[start : end.start()]))
        start = end.end()
    return [*parts, (start, text[start:])]


def _listed(text: str, hard_words: Mapping[str, str]) -> list[Finding]:
    """Longest first, so that 'ten behoeve van' is one finding; nothing is found twice."""
    taken: list[tuple[int, int]] = []
    found: list[Finding] = []
    for word in sorted(_candidates(text, hard_words), key=len, reverse=True):
        for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            kind = Kind.ABBREVIATION if "." in word else Kind.WORD
            found.append(Finding(kind, *match.span(), match[0], hard_words[word]))
    for match in _ABBREVIATION.finditer(text):
        if not any(match.start() < end and start < match.end() for start, end in taken):
            found.append(Finding(Kind.ABBREVIATION, *match.span(), match[0]))
    return found


def _candidates(text: str, hard_words: Mapping[str, str]) -> list[str]:
    low = text.lower()
    return [word for word in hard_words if word in low]


def _long_words(text: str, hard_words: Mapping[str, str], known: frozenset[str]) -> list[Finding]:
    return [
        Finding(Kind.LONG_WORD, *match.span(), match[0])
        for match in _WORD.finditer(text)
        if len(match[0]) >= LONG_WORD and match[0].lower() not in known and match[0].lower() not in hard_words
    ]


def _of_sentence(start: int, sentence: str, count: int) -> list[Finding]:
    lead = len(sentence) - len(sentence.lstrip())
    span = (start + lead, start + len(sentence.rstrip()))
    text = sentence.strip()
    found = []
    if count > TOO_LONG_SENTENCE:
        found.append(Finding(Kind.TOO_LONG_SENTENCE, *span, text, words=count))
    elif count > LONG_SENTENCE:
        found.append(Finding(Kind.LONG_SENTENCE, *span, text, words=count))
    if _is_passive([word.lower() for word in _WORD.findall(sentence)]):
        found.append(Finding(Kind.PASSIVE, *span, text))
    return found


def _is_passive(words: Sequence[str]) -> bool:
    """A form of 'worden' with a past participle somewhere in the sentence."""
    return bool(_TO_BE_DONE & set(words)) and any(
        _PARTICIPLE.fullmatch(word) for word in words if word not in _TO_BE_DONE and len(word) > 5
    )


@dataclass(frozen=True)
class Piece:
    """A stretch of the text as it is shown: plain, or with what is hard about it."""

    text: str
    finding: Finding | None = None


def pieces(text: str, findings: Iterable[Finding]) -> list[Piece]:
    """The text cut at its hard words, to show them where they stand. Sentences are shown apart."""
    shown: list[Piece] = []
    at = 0
    for one in sorted(findings, key=lambda each: each.start):
        if one.kind not in (Kind.WORD, Kind.ABBREVIATION, Kind.LONG_WORD) or one.start < at:
            continue
        if one.start > at:
            shown.append(Piece(text[at : one.start]))
        shown.append(Piece(text[one.start : one.end], one))
        at = one.end
    return [*shown, Piece(text[at:])] if at < len(text) else shown

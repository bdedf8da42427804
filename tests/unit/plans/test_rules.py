"""Rules of plans: states, agreement, fewer, files."""

from __future__ import annotations

import io
import zipfile

import pytest

from ontschot.domain.plans.rules import (
    ACTION_MOVES,
    GOAL_MOVES,
    MAX_BYTES,
    PLAN_MOVES,
    TASK_MOVES,
    FileRefused,
    IllegalMove,
    Voice,
    all_agree,
    check_move,
    clean_file_name,
    count_around,
    edition_grows,
    is_asked,
    media_type_of,
)


@pytest.mark.parametrize("moves", [PLAN_MOVES, GOAL_MOVES, ACTION_MOVES, TASK_MOVES])
def test_every_move_leads_to_a_known_state(moves: dict[str, frozenset[str]]) -> None:
    assert all(target in moves for targets in moves.values() for target in targets)


def test_a_closed_plan_stays_closed() -> None:
    for state in ("draft", "proposed", "agreed"):
        with pytest.raises(IllegalMove):
            check_move(PLAN_MOVES, "closed", state)
    check_move(PLAN_MOVES, "draft", "proposed")


@pytest.mark.parametrize(
    ("age", "dead", "asked"),
    [(11, False, False), (12, False, True), (40, False, True), (None, False, True), (40, True, False)],
)
def test_who_is_asked(age: int | None, dead: bool, asked: bool) -> None:
    assert is_asked(age, dead=dead) is asked


def test_everybody_must_agree_and_the_last_word_counts() -> None:
    assert not all_agree([], [])
    assert not all_agree([1, 2], [Voice(1, True)])
    assert not all_agree([1], [Voice(1, True), Voice(1, False)])
    assert all_agree([1, 2], [Voice(1, False), Voice(2, True), Voice(1, True)])
    assert all_agree([1], [Voice(1, True), Voice(9, False)])


@pytest.mark.parametrize(
    ("state", "answers", "grows"),
    [("draft", [], False), ("proposed", [], False), ("proposed", [False], True), ("agreed", [True], True)],
)
def test_when_a_change_makes_a_new_edition(state: str, answers: list[bool], grows: bool) -> None:
    assert edition_grows(state, answers) is grows


def test_fewer_counts_people_once() -> None:
    counted = count_around(
        [
            ("coordinator", "Gerrit", "Gemeente"),
            ("professional", "gerrit", "gemeente"),
            ("professional", "Peter", "School"),
            ("network", "Riet", ""),
        ]
    )
    assert (counted.organisations, counted.professionals, counted.own_circle, counted.people) == (2, 2, 1, 3)


def _zip(**entries: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return data.getvalue()


ODT = _zip(mimetype=b"application/vnd.oasis.opendocument.text", **{"content.xml": b"<x/>"})
MANY = {f"word/{number}.xml": b"" for number in range(2_000)}
DOCX = _zip(**{"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 x", "application/pdf"),
        (b"\x89PNG\r\n\x1a\nrest", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("Gewone tekst, met é.\n".encode(), "text/plain"),
        (b"<script>alert(1)</script>", "text/plain"),
        (ODT, "application/vnd.oasis.opendocument.text"),
        (DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)
def test_what_a_file_is_stands_in_its_content(content: bytes, kind: str) -> None:
    assert media_type_of(content) == kind


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00\x03", "unknown"),
        (b"PK\x03\x04broken", "damaged"),
        (_zip(**{"a.exe": b"MZ"}), "unknown"),
        (_zip(**{"[Content_Types].xml": b"", "word/document.xml": b"", "word/vbaProject.bin": b""}), "macros"),
        (
            _zip(**{"[Content_Types].xml": b"", "word/document.xml": b""}, **MANY, **{"word/vbaProject.bin": b""}),
            "crowded",
        ),
        (b"%PDF-" + b"x" * MAX_BYTES, "too_big"),
    ],
)
def test_files_that_are_refused(content: bytes, reason: str) -> None:
    with pytest.raises(FileRefused) as refused:
        media_type_of(content)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\map\\brief.exe", "brief.pdf"),
        ('x"; filename="y.html', "x_ filename_y.pdf"),
        ("\r\nSet-Cookie.pdf", "Set-Cookie.pdf"),
        ("", "document.pdf"),
        ("Brief van é.docx", "Brief van é.pdf"),
    ],
)
def test_file_names_do_no_harm(name: str, clean: str) -> None:
    assert clean_file_name(name, "application/pdf") == clean

"""The typesetter: accessible by PDF/UA-1, nobody's text is a command, and the same letter is the same file."""

from __future__ import annotations

import datetime as dt
import json
import re
import struct
import zlib
from typing import Any

import pytest
import typst
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ontschot.writing import typeset
from ontschot.writing.rules import letter as letters
from ontschot.writing.rules.letter import Bullets, Facts, Heading, Letter, Paragraph, Table
from ontschot.writing.rules.style import BadStyle, Style, check, contrast_on_white

STYLE = Style("Gemeente Voorbeeldstad", ("Raadhuisplein 1", "1234 AB Voorbeeldstad"), "14 0123", "a@voorbeeld.nl")


def png(width: int = 4, height: int = 2) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = b"".join(b"\0" + b"\x15\x42\x73" * width for _row in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def a_letter(*blocks: letters.Block, title: str = "Uw gesprek", language: str = "nl") -> Letter:
    return Letter(title, language, dt.date(2026, 11, 25), blocks or (Paragraph("Hallo."),), ("Mevrouw X", "Straat 1"))


def opened(pdf: bytes) -> str:
    """All objects of a PDF as text, with compressed streams unpacked."""
    parts = [pdf]
    for match in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            parts.append(zlib.decompress(match[1]))
        except zlib.error:
            continue
    return b"\n".join(parts).decode("latin-1")


def test_a_letter_is_tagged_has_a_title_a_language_and_says_that_it_is_accessible() -> None:
    inside = opened(typeset.typeset(a_letter(), STYLE).content)
    assert "/MarkInfo" in inside
    assert re.search(r"/Marked\s+true", inside)
    assert "/StructTreeRoot" in inside
    assert re.search(r"/Lang\s*\(nl", inside)
    assert re.search(r"/DisplayDocTitle\s+true", inside)
    assert re.search(r"<pdfuaid:part>1<|pdfuaid:part=\"1\"", inside)
    assert "Uw gesprek" in inside  # dc:title in the metadata


def test_each_kind_of_block_has_its_own_tag() -> None:
    blocks = (
        Heading("Kop"),
        Paragraph("Tekst"),
        Paragraph("Eigen woorden", quote=True),
        Bullets(("een", "twee")),
        Facts((("Waar", "Thuis"),)),
        Table(("Wat", "Wanneer"), (("bellen", "maandag"),)),
    )
    inside = opened(typeset.typeset(a_letter(*blocks), STYLE).content)
    for tag in ("/H1", "/H2", "/P", "/L", "/LI", "/Table", "/TH", "/TD"):
        assert re.search(rf"/S\s*{tag}\b", inside), tag


def test_english_letters_say_that_they_are_english() -> None:
    inside = opened(typeset.typeset(a_letter(language="en"), STYLE).content)
    assert re.search(r"/Lang\s*\(en", inside)


def test_a_logo_has_a_description() -> None:
    style = Style("Gemeente Voorbeeldstad", logo=png(), logo_alt="Wapen van Voorbeeldstad")
    inside = opened(typeset.typeset(a_letter(), style).content)
    assert "/Figure" in inside
    assert "/Alt" in inside
    assert (
        "Wapen van Voorbeeldstad" in inside or "Wapen van Voorbeeldstad".encode("utf-16-be").decode("latin-1") in inside
    )


def test_the_typesetter_itself_refuses_an_image_without_a_description() -> None:
    """What PDF/UA asks is really asked: with an empty description nothing comes out."""
    source = '#set document(title: "x")\n#image(bytes(json(bytes(sys.inputs.d))))'
    with pytest.raises(typst.TypstError, match="alt"):
        typst.compile(source.encode(), format="pdf", pdf_standards=["ua-1"], sys_inputs={"d": json.dumps(list(png()))})


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert typeset.typeset(a_letter(), STYLE) == typeset.typeset(a_letter(), STYLE)
    assert typeset.typeset(a_letter(title="Iets anders"), STYLE) != typeset.typeset(a_letter(), STYLE)


HOSTILE = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from(
            [
                '#read("/etc/passwd")',
                "#import",
                "@preview/x:0.1.0",
                "$",
                "*",
                "_",
                "`",
                "\\",
                "{",
                "}",
                "[",
                "]",
                "#",
                '"',
                "//",
                "/*",
                "<a>",
                "= ",
                "- ",
                "\n",
                "\\u{41}",
                "~",
                "'",
                "x",
            ]
        ),
        max_size=12,
    ).map("".join),
)


def headings(letter: Letter) -> list[Any]:
    """The bodies of all headings as the typesetter understood them."""
    compiler = typst.Compiler(
        typeset._template(),
        font_paths=typeset._fonts(),
        sys_inputs={"letter": json.dumps(typeset._shown(typeset._inputs([letter], STYLE, letter.title)))},
    )
    return [one["body"] for one in json.loads(compiler.query("heading"))]


@given(HOSTILE)
@example('#read("/etc/passwd")')
@example('#import "@preview/cetz:0.2.0": *')
@example("#panic()")
@example("\\u{41}*vet*_schuin_$x^2$`code`<label>@ref")
@settings(max_examples=120, deadline=None)
def test_a_typed_text_is_one_piece_of_text_and_nothing_else(text: str) -> None:
    """The typesetter saw the very text, as text: not bold, not a formula, not a command."""
    seen = typeset.shown(text)
    if not seen.strip():
        return
    _title, body = headings(a_letter(Heading(text)))
    assert body["func"] == "text", body
    assert body["text"] == seen


@given(HOSTILE, HOSTILE)
@settings(max_examples=60, deadline=None)
def test_any_text_anywhere_makes_a_letter(one: str, other: str) -> None:
    letter = Letter(
        title=one,
        language="nl",
        date=dt.date(2026, 11, 25),
        blocks=(Paragraph(one), Paragraph(other, quote=True), Bullets((one, other)), Facts(((one, other),)),
                Table((one, other), ((other, one),)), Heading(other)),
        recipient=(one, other),
        reference=other,
        contact=one,
        closing=(one, other),
    )  # fmt: skip
    style = Style(one, (other,), phone=one, email=other, website=one)
    assert typeset.typeset(letter, style).content.startswith(b"%PDF-")


@given(st.characters())
@settings(max_examples=200, deadline=None)
def test_every_sign_is_shown_replaced_or_left_out(sign: str) -> None:
    assert typeset.typeset(a_letter(Paragraph(f"a{sign}b")), STYLE).content


def test_the_template_asks_nothing_of_a_network_or_another_file() -> None:
    source = typeset._TEMPLATE.read_text(encoding="utf-8")
    code = "\n".join(line.split("//")[0] for line in source.splitlines())
    assert not re.search(r"#?\b(import|include|read|eval|plugin)\b\s*[(\"]", code)
    assert "@preview" not in code


def test_a_letter_survives_as_plain_values() -> None:
    letter = a_letter(Heading("K"), Bullets(("a", "b")), Facts((("x", "y"),)), Table(("h",), (("c",),)))
    assert letters.from_data(json.loads(json.dumps(letters.to_data(letter)))) == letter


def test_typed_text_becomes_blocks() -> None:
    body = "Beste X,\r\nmooi weer.\r\n\r\n# Wat nu?\nDit:\n- een\n- twee\nKlaar.\n\n-geen lijst\n#geen kop"
    assert letters.blocks_of(body) == (
        Paragraph("Beste X,\nmooi weer."),
        Heading("Wat nu?"),
        Paragraph("Dit:"),
        Bullets(("een", "twee")),
        Paragraph("Klaar."),
        Paragraph("-geen lijst\n#geen kop"),
    )


@given(st.text(alphabet="ab-# \n", max_size=60))
def test_no_typed_letter_is_lost(body: str) -> None:
    kept = "".join(letters.texts(a_letter(*(letters.blocks_of(body) or (Paragraph(""),)))))
    assert [sign for sign in body if sign in "ab"] == [sign for sign in kept if sign in "ab"]


def test_a_house_style_can_be_read() -> None:
    assert contrast_on_white("#000000") == pytest.approx(21)
    assert contrast_on_white("#ffffff") == pytest.approx(1)
    assert contrast_on_white("#767676") == pytest.approx(4.54, abs=0.01)  # the known edge of 4.5
    check(STYLE)


@pytest.mark.parametrize(
    ("style", "field", "rule"),
    [
        (Style(" "), "name", "missing"),
        (Style("G", color="rood"), "color", "not_a_color"),
        (Style("G", color="#ffff00"), "color", "too_light"),
        (Style("G", logo=b"<svg/>", logo_alt="x"), "logo", "unknown"),
        (Style("G", logo=png(4001, 1), logo_alt="x"), "logo", "too_big"),
        (Style("G", logo=png()), "logo_alt", "missing"),
    ],
)
def test_a_house_style_that_cannot_be(style: Style, field: str, rule: str) -> None:
    with pytest.raises(BadStyle) as refused:
        check(style)
    assert (refused.value.field, refused.value.rule) == (field, rule)

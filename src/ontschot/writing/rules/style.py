"""A house style: who sends, in which colour, with which logo. Checked so that every letter can be read."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass

LOGO_BYTES = 300_000
LOGO_SIDE = 4_000  # pixels
CONTRAST = 4.5  # WCAG 2.2, 1.4.3: text on white

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"


@dataclass(frozen=True)
class Style:
    """The sender of every letter. ``color`` is '#rrggbb'; ``logo`` is PNG or JPEG, or empty."""

    name: str
    address: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    website: str = ""
    color: str = "#154273"
    logo: bytes = b""
    logo_alt: str = ""


class BadStyle(ValueError):
    """A house style that cannot be; ``field`` and ``rule`` name what and why."""

    def __init__(self, field: str, rule: str) -> None:
        super().__init__(f"{field}: {rule}")
        self.field, self.rule = field, rule


def check(style: Style) -> None:
    """What a house style must have. Raises BadStyle."""
    if not style.name.strip():
        raise BadStyle("name", "missing")
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", style.color):
        raise BadStyle("color", "not_a_color")
    if contrast_on_white(style.color) < CONTRAST:
        raise BadStyle("color", "too_light")
    if style.logo:
        _check_logo(style.logo)
        if not style.logo_alt.strip():
            raise BadStyle("logo_alt", "missing")


def contrast_on_white(color: str) -> float:
    """The contrast ratio of '#rrggbb' with white, 1 to 21 (WCAG 2.2, relative luminance)."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _check_logo(content: bytes) -> None:
    """PNG or JPEG, told from its content. An SVG may hold references and scripts, and is not taken."""
    if len(content) > LOGO_BYTES:
        raise BadStyle("logo", "too_big")
    if content.startswith(_PNG) and len(content) > 24:
        if max(struct.unpack(">II", content[16:24])) > LOGO_SIDE:
            raise BadStyle("logo", "too_big")
    elif not content.startswith(_JPEG):
        raise BadStyle("logo", "unknown")

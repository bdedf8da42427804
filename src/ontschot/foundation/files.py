"""Which files are taken: told from their content (first bytes and inner structure), never from name or browser.

Taken: PDF, PNG, JPEG, plain text, ODT and DOCX without macros; at most 10 MB. Everything is served as a download.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile

MAX_BYTES = 10 * 1024 * 1024
MAX_NAME = 120

PDF = "application/pdf"
PNG = "image/png"
JPEG = "image/jpeg"
TEXT = "text/plain"
ODT = "application/vnd.oasis.opendocument.text"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"  # to read from, never kept as a document

EXTENSIONS = {PDF: ".pdf", PNG: ".png", JPEG: ".jpg", TEXT: ".txt", ODT: ".odt", DOCX: ".docx", XLSX: ".xlsx"}

_MAX_ENTRIES = 2_000  # of an office file; one with more is refused, for all of them are looked at


class FileRefused(Exception):
    """The file is not taken. ``reason``: empty, too_big, crowded, unknown, macros or damaged."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def media_type_of(content: bytes, *, spreadsheets: bool = False) -> str:
    """The media type of this content; raises FileRefused when it is not one of those we take.

    ``spreadsheets``: XLSX too, for who reads rows from it.
    """
    if not content:
        raise FileRefused("empty")
    if len(content) > MAX_BYTES:
        raise FileRefused("too_big")
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"PK\x03\x04"):
        return _office_type(content, spreadsheets=spreadsheets)
    if _is_text(content) or (spreadsheets and b"\0" not in content):
        return TEXT  # an old spreadsheet writes its CSV in the code page of Windows
    raise FileRefused("unknown")


def _office_type(content: bytes, *, spreadsheets: bool) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > _MAX_ENTRIES:
                raise FileRefused("crowded")
            names = {info.filename for info in entries}
            kind = archive.open("mimetype").read(100).decode("ascii", "replace") if "mimetype" in names else ""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise FileRefused("damaged") from error
    if any(name.lower().endswith("vbaproject.bin") or name.startswith(("Basic/", "Scripts/")) for name in names):
        raise FileRefused("macros")
    if kind.strip() == ODT and "content.xml" in names:
        return ODT
    if {"[Content_Types].xml", "word/document.xml"} <= names:
        return DOCX
    if spreadsheets and {"[Content_Types].xml", "xl/workbook.xml"} <= names:
        return XLSX
    raise FileRefused("unknown")


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not any(ord(char) < 32 and char not in "\t\n\r\f" for char in text)


def clean_file_name(name: str, media_type: str) -> str:
    """A harmless file name.

    The last part of a path, letters, digits and a few signs, with the extension of its content.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    stem = last.rsplit(".", 1)[0] if "." in last else last
    stem = re.sub(r"[^\w\- ()]+", "_", stem, flags=re.UNICODE).strip(" _.-")[: MAX_NAME - 5]
    return (stem or "document") + EXTENSIONS[media_type]

"""Untrusted bytes become safe XML bytes: size, archive, encoding and document type are settled before any parsing.

No network, no DTD, no entities, UTF-8 only. An archive is decompressed with a real limit on what comes out.
"""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any

from ontschot.exchange.iwmo.xml.faults import refused

MAX_BYTES = 25 * 1024 * 1024
PARSER_OPTIONS: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "attribute_defaults": False,
    "remove_comments": True,
    "remove_pis": True,
    "huge_tree": False,
    "recover": False,
    "encoding": "utf-8",
}

_DECLARED = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_SPACE = b" \t\r\n"
_OTHER_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what is read: 25 MB is that of the standard (OP179); `max_faults` bounds the report on structure."""

    max_bytes: int = MAX_BYTES
    max_faults: int = 200


def safe_xml(data: bytes, limits: Limits) -> bytes:
    """XML in UTF-8 without byte-order mark and without DOCTYPE. Raises Refused."""
    if len(data) > limits.max_bytes:
        raise _too_big(limits)
    if data[:4] == b"PK\x03\x04" or data[:4] == b"PK\x05\x06":
        data = _only_file(data, limits)
    if data.startswith(_OTHER_BOMS) or data[:2] in (b"<\x00", b"\x00<"):
        raise _charset("UTF-16 of UTF-32")
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    declared = _DECLARED.match(data[:400])
    if declared and declared[1].lower() not in (b"utf-8", b"utf8"):
        raise _charset(declared[1].decode("ascii"))
    _no_document_type(data)
    return data


def _charset(name: str) -> Exception:
    return refused(
        "XML",
        "IB001",
        f"Het bestand is in {name} gecodeerd; alleen UTF-8 wordt gelezen. Sla het op als UTF-8.",
        f"The file is encoded in {name}; only UTF-8 is read. Save it as UTF-8.",
    )


def _too_big(limits: Limits) -> Exception:
    size = limits.max_bytes // (1024 * 1024)
    return refused(
        "OP179",
        "IB003",
        f"Het bestand is groter dan {size} MB. Verdeel het over meer berichten.",
        f"The file is larger than {size} MB. Divide it over more messages.",
    )


def _no_document_type(data: bytes) -> None:
    position = 0
    while True:
        while position < len(data) and data[position] in _SPACE:
            position += 1
        if data.startswith(b"<?", position):
            end, skip = data.find(b"?>", position), 2
        elif data.startswith(b"<!--", position):
            end, skip = data.find(b"-->", position + 4), 3
        elif data.startswith(b"<!", position):
            raise refused(
                "XML",
                "IB001",
                "Het bestand bevat een DOCTYPE. Dat is niet toegestaan: er kunnen entiteiten in staan.",
                "The file contains a DOCTYPE. That is not allowed: it may hold entities.",
            )
        else:
            return
        if end < 0:
            return
        position = end + skip


def _only_file(data: bytes, limits: Limits) -> bytes:
    """The one file of an archive, read in pieces so that its stated size is never believed."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = [item for item in archive.infolist() if not item.is_dir()]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise _bad_zip() from error
    if not members:
        raise refused("ZIP", "IB905", "Het ZIP-bestand is leeg.", "The ZIP file is empty.")
    if len(members) > 1:
        raise refused(
            "ZIP",
            "IB902",
            "Het ZIP-bestand bevat meer dan één bestand.",
            "The ZIP file holds more than one file.",
        )
    if members[0].flag_bits & 0x1:
        raise refused(
            "ZIP",
            "IB903",
            "Het ZIP-bestand is beveiligd met een wachtwoord.",
            "The ZIP file is protected with a password.",
        )
    try:
        with archive.open(members[0]) as file:
            content = file.read(limits.max_bytes + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise _bad_zip() from error
    if len(content) > limits.max_bytes:
        size = limits.max_bytes // (1024 * 1024)
        raise refused(
            "ZIP",
            "IB904",
            f"Het bestand in het ZIP-bestand is groter dan {size} MB.",
            f"The file inside the ZIP file is larger than {size} MB.",
        )
    return content


def _bad_zip() -> Exception:
    return refused("ZIP", "IB901", "Dit is geen geldig ZIP-bestand.", "This is not a valid ZIP file.")

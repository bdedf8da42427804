"""MIME parts for MTOM: the envelope as the first part, the message as it is in another."""

import re

from ontschot.exchange.iwmo.xml.faults import Refused, refused

XOP_INCLUDE = "{http://www.w3.org/2004/08/xop/include}Include"
MAX_PARTS = 5
_BOUNDARY = re.compile(r"""boundary\s*=\s*(?:"([^"]{1,70})"|([^\s;"]{1,70}))""", re.IGNORECASE)
_ID = re.compile(rb"(?im)^content-id:\s*<?([^>\r\n]{1,200})>?\s*$")


def _bad(nl: str, en: str) -> Refused:
    return refused("XML", "IB001", f"Het MIME-bericht is niet juist: {nl}.", f"The MIME message is not right: {en}.")


def take_parts(data: bytes, content_type: str) -> tuple[bytes, dict[str, bytes]]:
    """The first part, and the others by Content-ID. Raises Refused."""
    found = _BOUNDARY.search(content_type)
    if found is None:
        raise _bad("er is geen boundary", "there is no boundary")
    mark = b"--" + (found[1] or found[2]).encode("ascii", "replace")
    pieces = (b"\r\n" + data).split(b"\r\n" + mark)
    if len(pieces) < 3 or not pieces[-1].startswith(b"--"):
        raise _bad("het is afgebroken", "it is cut off")
    if len(pieces) - 2 > MAX_PARTS:
        raise _bad("er zijn te veel delen", "there are too many parts")
    first: bytes | None = None
    parts: dict[str, bytes] = {}
    for piece in pieces[1:-1]:
        head, separator, body = piece.partition(b"\r\n\r\n")
        if not separator:
            raise _bad("een deel heeft geen kop", "a part has no header")
        if first is None:
            first = body
            continue
        name = _ID.search(head)
        if name is not None:
            parts[name[1].decode("latin-1")] = body
    assert first is not None
    return first, parts


def put_parts(envelope: bytes, payload: bytes, *, identifier: str, boundary: str) -> tuple[bytes, str]:
    """A multipart message of envelope and payload, and its content type. `boundary` must not occur in either."""
    if boundary.encode() in envelope or boundary.encode() in payload:
        raise ValueError("the boundary occurs in the content")
    mark = b"--" + boundary.encode()
    body = b"\r\n".join(
        (
            mark,
            b'Content-Type: application/xop+xml; charset=UTF-8; type="text/xml"',
            b"Content-Transfer-Encoding: 8bit",
            b"Content-ID: <envelope>",
            b"",
            envelope,
            mark,
            b"Content-Type: application/octet-stream",
            b"Content-Transfer-Encoding: binary",
            b"Content-ID: <" + identifier.encode() + b">",
            b"",
            payload,
            mark + b"--",
            b"",
        )
    )
    kind = 'multipart/related; type="application/xop+xml"; start="<envelope>"; start-info="text/xml"'
    return body, f'{kind}; boundary="{boundary}"'

"""What somebody typed to look for: kept in the session under a key that says nothing, so that no name stands in an
address, in the history of a browser or in the log of a server. Going back and loading again work as with an address.
"""

from __future__ import annotations

import secrets

from django.http import HttpRequest

LONGEST = 200  # characters
_MOST = 12  # questions kept for each page; the oldest goes first


def keep(request: HttpRequest, room: str, text: str) -> str:
    """Keep what was typed on this page; the key for in the address, '' when nothing was typed."""
    text = " ".join(text.replace("\0", "").split())[:LONGEST]
    if not text:
        return ""
    asked: dict[str, str] = dict(request.session.get(f"typed:{room}", {}))
    key = next((known for known, before in asked.items() if before == text), "") or secrets.token_hex(4)
    asked.pop(key, None)
    asked[key] = text  # the newest last
    request.session[f"typed:{room}"] = dict(list(asked.items())[-_MOST:])
    return key


def kept(request: HttpRequest, room: str, key: str) -> str:
    """What was typed under this key on this page; '' when it is not (or no longer) known."""
    text = request.session.get(f"typed:{room}", {}).get(key, "")
    return text if isinstance(text, str) else ""

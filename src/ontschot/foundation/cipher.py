"""Encrypting a short text at rest, and finding it again by a keyed hash. Keys come from the installation's secrets."""

from __future__ import annotations

import hashlib
import hmac
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE = 12


def encrypt(text: str) -> bytes:
    """AES-256-GCM with a fresh nonce in front: equal texts give different bytes."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(settings.SECRETS.bsn_encryption_key).encrypt(nonce, text.encode(), None)


def decrypt(sealed: bytes | memoryview) -> str:
    """What ``encrypt`` took. Raises cryptography.exceptions.InvalidTag when it was changed or made with another key."""
    raw = bytes(sealed)
    return AESGCM(settings.SECRETS.bsn_encryption_key).decrypt(raw[:_NONCE], raw[_NONCE:], None).decode()


def keyed_hash(text: str) -> bytes:
    """HMAC-SHA256: equal texts give equal bytes, and nobody without the key can try all numbers."""
    return hmac.digest(settings.SECRETS.bsn_hash_key, text.encode(), hashlib.sha256)

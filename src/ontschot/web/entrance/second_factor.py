"""The second factor: what is stored of it is encrypted, in a demo and in a real database alike."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from typing import Any, ClassVar

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.translation import gettext, gettext_lazy

from ontschot.accounts import queries
from ontschot.accounts.queries import installation

_NONCE = 12


class Adapter(DefaultMFAAdapter):
    """Our words, our name, and encryption with a key derived from the installation's secrets."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("Deze code klopt niet. Typ de code die nu in de app staat."),
        "cannot_delete_authenticator": gettext_lazy("Dit is uw enige tweede stap. Voeg eerst een andere toe."),
    }

    def encrypt(self, text: str) -> str:
        """AES-256-GCM with a fresh nonce in front, in base64."""
        nonce = os.urandom(_NONCE)
        return base64.b64encode(nonce + AESGCM(_key()).encrypt(nonce, text.encode(), None)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What ``encrypt`` took. Raises InvalidTag with another installation's key."""
        raw = base64.b64decode(encrypted_text)
        return AESGCM(_key()).decrypt(raw[:_NONCE], raw[_NONCE:], None).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Never the last one: another is added first."""
        return queries.has_another_factor(authenticator)

    def get_totp_label(self, user: Any) -> str:
        """What the app shows under the name of the product."""
        return str(user.username)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Who asks for a passkey."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": f"Ontschot {installation().municipality_name}"}

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """A name to start with."""
        return gettext("Sleutel {number}").format(number=queries.count_of_type(user.pk, type) + 1)


def _key() -> bytes:
    return hmac.digest(settings.SECRETS.bsn_encryption_key, b"ontschot second factor", hashlib.sha256)

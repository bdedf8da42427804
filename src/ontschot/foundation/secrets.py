"""The secrets of one installation: made once, kept in one file that only its owner can read.

The file is `secrets.json` in the data folder (mode 0600). It is never in a backup: whoever loses it cannot read
a BSN again and cannot continue the sealed log, so it has to be kept apart from the backups.
"""

import base64
import hashlib
import hmac
import json
import os
import secrets as random
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE_NAME = "secrets.json"
_KEY_BYTES = 32


class SecretsError(Exception):
    """The secrets file is missing, damaged or readable by others. The message says what to do."""


@dataclass(frozen=True, slots=True, repr=False)
class Secrets:
    """Keys (32 random bytes each) and passwords (URL-safe text). Never printed: `repr` shows no values."""

    secret_key: str
    bsn_encryption_key: bytes
    bsn_hash_key: bytes
    seal_key: bytes
    app_password: str
    owner_password: str

    def __repr__(self) -> str:
        return "<Secrets>"

    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits that tell whether two installations hold the same keys, and not which."""
        digest = hashlib.sha256()
        for key in (self.bsn_encryption_key, self.bsn_hash_key, self.seal_key):
            digest.update(hmac.digest(key, b"ontschot fingerprint", "sha256"))
        return digest.hexdigest()[:16]


def load(data_dir: Path, *, create: bool = True) -> Secrets:
    """The secrets in `data_dir`; made when there are none yet and `create` is true.

    Raises `SecretsError` when the file is missing while it may not be made, is damaged, or can be read by others.
    """
    path = data_dir / FILE_NAME
    if not path.exists():
        if not create:
            raise SecretsError(f"{path} is missing.")
        if (data_dir / "database").exists():
            raise SecretsError(
                f"{path} is missing, but there is a database beside it. Put the file back: without it the BSNs "
                "in the database cannot be read and the log cannot be checked."
            )
        _write_new(path, throwaway())
    return _read(path)


def throwaway() -> Secrets:
    """Secrets that are kept nowhere, for commands that touch no data (translations, type checks)."""
    return Secrets(
        secret_key=random.token_urlsafe(48),
        bsn_encryption_key=random.token_bytes(_KEY_BYTES),
        bsn_hash_key=random.token_bytes(_KEY_BYTES),
        seal_key=random.token_bytes(_KEY_BYTES),
        app_password=random.token_urlsafe(24),
        owner_password=random.token_urlsafe(24),
    )


def _write_new(path: Path, made: Secrets) -> None:
    """Write the file whole or not at all; when two processes start at once, the first one's secrets stay."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o711)
    content = {
        name: base64.b64encode(value).decode() if isinstance(value, bytes) else value
        for name in Secrets.__slots__
        for value in [getattr(made, name)]
    }
    draft = path.with_name(f".{FILE_NAME}.{os.getpid()}.{random.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w") as file:
            json.dump(content, file, indent=2)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _read(path: Path) -> Secrets:
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise SecretsError(f"{path} can be read by others. Repair it with: chmod 600 '{path}'")
    try:
        content: dict[str, Any] = json.loads(path.read_text())
        found = Secrets(
            secret_key=content["secret_key"],
            bsn_encryption_key=_key(content["bsn_encryption_key"]),
            bsn_hash_key=_key(content["bsn_hash_key"]),
            seal_key=_key(content["seal_key"]),
            app_password=content["app_password"],
            owner_password=content["owner_password"],
        )
    except PermissionError as error:
        raise SecretsError(f"{path} belongs to another user. Start Ontschot as that user.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise SecretsError(f"{path} is damaged. Put back the copy that was kept with the backups.") from error
    return found


def _key(text: str) -> bytes:
    key = base64.b64decode(text, validate=True)
    if len(key) != _KEY_BYTES:
        raise ValueError("a key has the wrong length")
    return key

"""Secrets that are handed out once: whoever has one may use it; only its hash is kept."""

from __future__ import annotations

import hashlib
import secrets

#: Bytes that nobody can guess: short enough for a deep link.
SHORT = 15


def new_secret(size: int = SHORT) -> str:
    """Return a new secret of `size` random bytes, in characters that a link and an address may hold."""
    return secrets.token_urlsafe(size)


def hash_of(secret: str) -> str:
    """Return what is kept of a secret; it is too long to be found by trying, so that no salt is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()

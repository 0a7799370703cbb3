"""Ids as each vendor writes them, always the same for the same thing."""

import hashlib
import string
import uuid
from datetime import UTC, datetime

_LETTERS = string.ascii_letters + string.digits


def number(key: str, digits: int) -> int:
    """A number of exactly so many digits."""
    low: int = 10 ** (digits - 1)
    return low + int(_digest(key).hex(), 16) % (9 * low)


def letters(key: str, length: int) -> str:
    """Letters and digits, at most 32 of them."""
    return "".join(_LETTERS[byte % len(_LETTERS)] for byte in _digest(key)[:length])


def hexadecimal(key: str, length: int) -> str:
    """Hexadecimal digits, at most 64 of them."""
    return _digest(key).hex()[:length]


def uuid4(key: str) -> str:
    """A UUID that says it is of version 4."""
    return str(uuid.UUID(bytes=_digest(key)[:16], version=4))


def iso(moment: float) -> str:
    """Seconds since 1970 as `2026-11-23T12:00:00.000Z`."""
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def iso_seconds(moment: float) -> str:
    """Seconds since 1970 as `2026-11-23T12:00:00Z`."""
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()

"""Who sends us context: the product's own server, or a browser with a word signed by it."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import jwt
from jwt.types import Options

_FRESH = 300
_LONGEST_LIFE = timedelta(hours=1)
_LEEWAY = 30


_BY_OUR_CLOCK: Options = {
    "require": ["sub", "iat", "exp"],
    "verify_exp": False,
    "verify_iat": False,
    "verify_nbf": False,
}
"""The library asks the machine what time it is; we ask our clock."""


class NotWelcomeError(Exception):
    """It is not who it says. Which part was wrong is not told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """The write key, and the secrets that signatures are made with: two while they are being changed."""

    write_key: str
    secrets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedWord:
    """What the product signed: whose it is, for what, and once where `id` is used."""

    user: str
    email: str = ""
    org: str = ""
    id: str = ""
    until: datetime
    claims: Mapping[str, Any]


def is_server(headers: Mapping[str, str], body: bytes, keys: Keys, now: datetime) -> bool:
    """Whether the product's own server signed this body. NotWelcomeError when a signature or the key is wrong."""
    if not _has_write_key(headers.get("Authorization", ""), keys):
        raise NotWelcomeError
    if "X-Support-Signature" in headers:
        return _is_ours(headers["X-Support-Signature"], body, keys, now)
    if "X-Signature" in headers:  # Segment's webhook destination
        signed = [hmac.new(secret.encode(), body, hashlib.sha1).hexdigest() for secret in keys.secrets]
        return _one_of(headers["X-Signature"], signed)
    return False


def read_word(token: object, keys: Keys, audience: str, now: datetime) -> SignedWord:
    """A token of at most an hour, signed with one of the secrets (HS256). NotWelcomeError when it is anything else."""
    for secret in keys.secrets:
        try:
            claims = jwt.decode(
                str(token),
                secret,
                algorithms=["HS256"],
                audience=audience,
                options=_BY_OUR_CLOCK,
            )
        except jwt.InvalidSignatureError:
            continue
        except jwt.InvalidTokenError as error:
            raise NotWelcomeError from error
        return _word(claims, now)
    raise NotWelcomeError


def sign_word(claims: Mapping[str, Any], keys: Keys) -> str:
    """A token with these claims, signed with the newest secret."""
    return jwt.encode(dict(claims), keys.secrets[0], algorithm="HS256")


def _word(claims: Mapping[str, Any], now: datetime) -> SignedWord:
    try:
        issued, ends = float(claims["iat"]), float(claims["exp"])
    except (TypeError, ValueError) as error:
        raise NotWelcomeError from error
    moment = now.timestamp()
    is_fresh = issued - _LEEWAY <= moment < ends and 0 < ends - issued <= _LONGEST_LIFE.total_seconds()
    if not is_fresh or not claims["sub"]:
        raise NotWelcomeError
    return SignedWord(
        user=str(claims["sub"]),
        email=str(claims.get("email") or ""),
        org=str(claims.get("org") or ""),
        id=str(claims.get("jti") or ""),
        until=datetime.fromtimestamp(ends, now.tzinfo),
        claims=claims,
    )


def _has_write_key(header: str, keys: Keys) -> bool:
    scheme, _, value = header.partition(" ")
    try:
        given = base64.b64decode(value, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return False
    return scheme.lower() == "basic" and hmac.compare_digest(given.partition(":")[0].encode(), keys.write_key.encode())


def _is_ours(header: str, body: bytes, keys: Keys, now: datetime) -> bool:
    parts = dict(part.strip().partition("=")[::2] for part in header.split(","))
    stamp = parts.get("t", "")
    if not stamp.isascii() or not stamp.isdigit() or abs(now.timestamp() - int(stamp)) > _FRESH:
        raise NotWelcomeError
    said = f"{stamp}.".encode() + body
    signed = [hmac.new(secret.encode(), said, hashlib.sha256).hexdigest() for secret in keys.secrets]
    return _one_of(parts.get("v1", ""), signed)


def _one_of(given: str, signed: Sequence[str]) -> bool:
    if not any(hmac.compare_digest(given.encode(), one.encode()) for one in signed):
        raise NotWelcomeError
    return True

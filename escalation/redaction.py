"""Takes out of people's words what must not travel: cards, bank accounts, keys, tokens, passwords, addresses."""

import re
from collections.abc import Callable, Iterable

GONE = "removed"

_EMAIL = re.compile(r"\b[\w.+%-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}\b", re.I)
_CARD = re.compile(r"(?<![\w.])(?:\d[ -]?){12,18}\d(?![\w])")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b")
_KEY = re.compile(
    r"\b(?:sk|rk|pk|whsec|xox[abeoprs]|xapp|gh[pousr]|github_pat|glpat|lin_(?:api|oauth|wh)|AKIA|ASIA|AIza|shpat|npm|dop_v1|"
    r"hf|pat-[a-z]{2,3}\d?|SG|ya29|eyJ)[-_.]?[A-Za-z0-9_.-]{12,}"
)
_BEARER = re.compile(r"\b(bearer|basic|token)(\s+|:\s*)[A-Za-z0-9+/_.=~-]{16,}", re.I)
_ASSIGNED = re.compile(
    r"\b(pass(?:word|wort|phrase|code)?|pwd|secret|api[ _-]?key|access[ _-]?key|token|authorization|cvc|cvv|pin)"
    r"(\s*[=:]\s*[\"'`]?)(?!\[|(?:wrong|not|expired|invalid|broken|gone|missing)\b)([^\s\"'`,;]{3,})",
    re.I,
)
_TOLD = re.compile(
    r"\b(pass(?:word|wort|phrase|code)|pwd|api[ _-]?key|access[ _-]?key|cvc|cvv)"
    r"(\s+(?:is|was|ist)\s+[\"'`]?)(?=[^\s\"'`,;]*[\d!#$%&*+@^_~])([^\s\"'`,;]{3,})",
    re.I,
)
"""What is told in a sentence looks like a secret, too: *my password is wrong* tells none."""

_PEM = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)", re.S)
_IN_URL = re.compile(r"(https?://)[^\s/@:]+:[^\s/@]+@")
_QUERY = re.compile(r"([?&](?:\w*token|key|code|sig|signature|secret|password|auth)=)[^\s&#]+", re.I)


def redacted(text: str, own: Iterable[str] = (), *, keeps_addresses: bool = False) -> str:
    """The text without secrets; `[… removed]` stands where they were. Doing it twice changes nothing more.

    Addresses in `own` stay, all of them with `keeps_addresses`: a support person may need them. Cards are known by
    their check digit, so that order numbers stay.
    """
    kept = {address.lower() for address in own}
    text = _PEM.sub(_gone("private key"), text)
    text = _IN_URL.sub(rf"\1[password {GONE}]@", text)
    text = _QUERY.sub(rf"\1[{GONE}]", text)
    text = _KEY.sub(_gone("key"), text)
    text = _BEARER.sub(rf"\1\2[token {GONE}]", text)
    text = _ASSIGNED.sub(rf"\1\2[{GONE}]", text)
    text = _TOLD.sub(rf"\1\2[{GONE}]", text)
    text = _CARD.sub(lambda found: f"[card {GONE}]" if _is_card(found[0]) else found[0], text)
    text = _IBAN.sub(lambda found: f"[account number {GONE}]" if _is_iban(found[0]) else found[0], text)
    if keeps_addresses:
        return text
    return _EMAIL.sub(lambda found: found[0] if found[0].lower() in kept else f"[address {GONE}]", text)


def secretless(text: str) -> str:
    """People's words for our own people: without cards, keys and passwords; addresses they may need."""
    return redacted(text, keeps_addresses=True)


def _gone(what: str) -> Callable[[re.Match[str]], str]:
    return lambda _found: f"[{what} {GONE}]"


def _is_card(text: str) -> bool:
    """Luhn's check digit, over 13 to 19 digits that are not all the same."""
    digits = [int(sign) for sign in text if sign.isdigit()]
    doubled = [digit if at % 2 == 0 else digit * 2 - 9 * (digit > 4) for at, digit in enumerate(reversed(digits))]
    return 13 <= len(digits) <= 19 and len(set(digits)) > 1 and sum(doubled) % 10 == 0


def _is_iban(text: str) -> bool:
    """The remainder that every IBAN has."""
    bare = text.replace(" ", "")
    moved = bare[4:] + bare[:4]
    return 15 <= len(bare) <= 34 and int("".join(str(int(sign, 36)) for sign in moved)) % 97 == 1

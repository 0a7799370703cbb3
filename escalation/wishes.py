"""How a waiting customer asks, in words, to be called or for the answer by e-mail."""

import re
from dataclasses import dataclass

from escalation.alternatives import Way


@dataclass(frozen=True, slots=True, kw_only=True)
class WayWish:
    """What a customer asks for, and the number or address that they name with it, if any."""

    way: Way
    where: str = ""


_NUMBER = re.compile(r"\+?\d[\d\s().\-/]{5,22}\d")
_ADDRESS = re.compile(r"[\w.+%-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_CALL = re.compile(
    r"\s*(?:please |can you |could you )?(?:call|phone|ring) (?:me|us)(?: back)?(?: please)?"
    r"(?: (?:at|on|under))?\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_MAIL = re.compile(
    r"\s*(?:please |can you |could you )?(?:e-?mail|mail) (?:me|us|it)(?: please)?(?: (?:at|to))?\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)


def wish_in(text: str) -> WayWish | None:
    """The wish in `call me at +44 20 7946 0000` or `e-mail me`; None when the message is something else."""
    if found := _CALL.fullmatch(text):
        return WayWish(way=Way.CALL, where=number_in(found["rest"]))
    if found := _MAIL.fullmatch(text):
        return WayWish(way=Way.MAIL, where=address_in(found["rest"]))
    return None


def number_in(text: str) -> str:
    """The first telephone number in a text, as it was written; empty without one: 7 to 15 digits, as E.164 has it."""
    return next((one[0].strip() for one in _NUMBER.finditer(text) if 7 <= sum(map(str.isdigit, one[0])) <= 15), "")


def address_in(text: str) -> str:
    """The first e-mail address in a text; empty without one."""
    found = _ADDRESS.search(text)
    return found[0] if found else ""


def hidden(address: str) -> str:
    """An address as others in the channel may read it."""
    name, _, domain = address.partition("@")
    return f"{name[:1]}…@{domain}"

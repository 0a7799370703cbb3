"""What of a model's answer the articles do not bear out, told in any language: its citations and its numbers."""

import re
from collections.abc import Sequence

from bot.brain.ground import cited
from escalation.model import Passage

_LINK = re.compile(r"!?\[[^\[\]\n]*\]\([^()\n]*\)|\[\^?[\d,; ]+\]")
_LIST_NUMBER = re.compile(r"^\s*\d+[.)] ", re.MULTILINE)
_NUMBER = re.compile(r"\d(?:[\d.,:]*\d)?")
_TELLING = 2
"""Digits from which a number is a fact: one digit counts steps as often as days."""


def unsupported(text: str, passages: Sequence[Passage], asked: str) -> str:
    """Why a finished answer may not rest on these passages, in words for the team; empty when nothing speaks for it.

    `asked` is the customer's question, whose numbers may be repeated.
    """
    if not cited(text, passages):
        return "it cites no article"
    known = _numbers(f"{asked}\n" + "\n".join(f"{one.title} {one.section}\n{one.text}" for one in passages))
    invented = [number for number in _numbers(_LIST_NUMBER.sub("", _LINK.sub("", text))) if number not in known]
    return f"no article has the number {invented[0]}" if invented else ""


def _numbers(text: str) -> tuple[str, ...]:
    """Numbers of two digits or more, in order, written one way: 1,000 and 1.000 are 1000."""
    found = (re.sub(r"[.,:]", "", number) for number in _NUMBER.findall(text))
    return tuple(dict.fromkeys(number for number in found if len(number) >= _TELLING))

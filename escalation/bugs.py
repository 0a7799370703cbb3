"""Triage of a bug: what the customer told of it, and what to ask for."""

import re
from collections.abc import Sequence
from enum import StrEnum


class Detail(StrEnum):
    """What an engineer wants to know of a failure."""

    STEPS = "steps"
    SEEN = "seen"
    EXPECTED = "expected"
    VERSION = "version"
    ERROR_ID = "error_id"


PLATFORMS = r"chrome|safari|firefox|edge|ios|iphone|ipad|android|windows|mac ?os|linux|samsung|pixel"

_FOUND = {
    Detail.STEPS: re.compile(
        r"\b(?:when(?:ever)?|after|while|as soon as|each time|every time|if (?:i|we|you|one)|steps?|then)\b|"
        r"\b(?:click|press|open|tap|select|upload|export|import|log in|sign in|save|send|submit)(?:s|ed|ing)?\b|"
        r"^\s*1[.)]",
        re.I | re.M,
    ),
    Detail.SEEN: re.compile(
        r"\b(?:crash|error|fail|exception|time[sd]? ?out|timeout|blank|white|hang|freez|frozen|stuck|broken|wrong|"
        r"missing|twice|duplicate|disappear|closes?|dies|nothing happens|never|slow|loop|refuse|"
        r"den(?:y|ied)|reject)\w*|(?<![-\w])50[0-4]\b|"
        r"\b(?:does|do|did|is|are|was|has|have|can)(?:n['’]t| ?not)\b|\bcannot\b|\bno longer\b",
        re.I,
    ),
    Detail.EXPECTED: re.compile(
        r"\b(?:should|expect\w*|instead of|supposed to|used to|was fine|worked before)\b", re.I
    ),
    Detail.VERSION: re.compile(rf"\bv?\d{{1,3}}\.\d{{1,4}}(?:\.\d+)?\b|\b(?:{PLATFORMS})\b", re.I),
    Detail.ERROR_ID: re.compile(
        r"\b[A-Z]{2,8}-\d{1,7}\b|\b[A-Z]{1,4}\d{3,6}\b|\b(?:HTTP|status|code|error)\W{0,3}[45]\d\d\b|\b[0-9a-f]{16,64}\b|"
        r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"
    ),
}

AT_ONCE = 2
"""Things to ask a customer for: nobody answers three."""

_ASK = {
    Detail.SEEN: "what exactly do you see when it happens (an error message helps most)",
    Detail.STEPS: "what did you do just before it happened",
    Detail.VERSION: "in which version, browser or device does it happen",
}
"""Without these nobody can look for it; an error's own id stands for version and steps."""


def details(said: Sequence[str]) -> dict[Detail, str]:
    """What was told, each with the words that show it."""
    text = "\n".join(said)
    found = {detail: pattern.search(text) for detail, pattern in _FOUND.items()}
    return {detail: match[0].strip() for detail, match in found.items() if match}


def every(detail: Detail, said: Sequence[str]) -> tuple[str, ...]:
    """All that was told of this kind, in their words, each once."""
    return tuple(dict.fromkeys(match[0].strip() for match in _FOUND[detail].finditer("\n".join(said))))


def wanted(said: Sequence[str]) -> tuple[Detail, ...]:
    """What is missing, the most telling first; nothing where an error's own id was given."""
    told = details(said)
    if Detail.ERROR_ID in told and Detail.SEEN in told:
        return ()
    return tuple(detail for detail in _ASK if detail not in told)


def asking(missing: Detail) -> str:
    """The question about this one thing."""
    return f"{_ASK[missing][0].upper()}{_ASK[missing][1:]}?"


_FOR_CUSTOMER = re.compile(
    r"^\s*(?:@customers?|customers?\s*:|question for the customer\s*:?)[\s:,]*(\S.*)$", re.I | re.S
)


def question_for_customer(comment: str) -> str:
    """What an engineer wants to know of the customer: a comment that begins with `@customer`. Empty: nothing."""
    found = _FOR_CUSTOMER.match(comment)
    return " ".join(found[1].split()) if found else ""


_FAILURE = re.compile(
    r"\b(?:crash\w*|stack ?trace|traceback|exception|segfault|white screen|blank page|error code|internal server error|"
    r"bugs?\b|buggy)|\b[A-Z]{2,8}-\d{1,7}\b|\bHTTP 5\d\d\b",
)
"""Words that only a failure has. Case counts for error ids alone."""


def tells_of_failure(said: Sequence[str]) -> str:
    """The customer's words that can only mean that something is broken; empty where there are none."""
    found = _FAILURE.search("\n".join(said)) or _FAILURE.search("\n".join(said).lower())
    return found[0] if found else ""


_WAYS = {
    "goes away": re.compile(
        r"\b(?:crash\w*|clos(?:es|ed|ing)|dies|died|kill(?:s|ed)?|shuts? (?:\w+ )?down|freez\w*|frozen|"
        r"blank|white|unresponsive)\b",
        re.I,
    ),
    "takes long": re.compile(
        r"\b(?:time[sd]? ?out|timeouts?|slow\w*|forever|hangs?|never (?:finish\w*|end\w*)|late|delay\w*|stuck)\b", re.I
    ),
    "comes twice": re.compile(r"\b(?:twice|double[sd]?|duplicates?d?|two times|several times)\b", re.I),
    "is missing": re.compile(
        r"\b(?:missing|never (?:arriv\w*|get|gets|got)|no longer|not (?:arriv\w*|receiv\w*|shown?)|lost|gone|any ?more|"
        r"no (?:push|mail|message|notification)\w*)\b",
        re.I,
    ),
    "is wrong": re.compile(
        r"\b(?:wrong\w*|incorrect\w*|question marks?|old|yesterday\w*|day before|previous day|off|instead of|not match|"
        r"mixed up|rotated|before (?:the )?discount|discount is subtracted)\b",
        re.I,
    ),
    "lets nobody in": re.compile(
        r"\b(?:log(?:ged)? ?in|sign(?:ed)? ?in|sso|single sign-on|denied|forbidden|40[13]|not accepted|refused)\b", re.I
    ),
}
"""In which way things fail. Two failures of one page are two issues when it is wrong in one and gone in the other."""

_SAME = 0.45
_SAME_WHILE_FRESH = 0.38
_SAME_AS_STRANGERS = 0.55
_PERHAPS = 0.35
_WAY = 0.12
_CODE = 0.3
"""How alike two reports of one failure are, and what the way it fails and an error id count for (docs/quality.md).

A failure that was first reported today is likelier to be reported again. An issue that no customer of ours reported is
joined with more care: what engineers write resembles much that it is not.
"""


def ways(text: str) -> frozenset[str]:
    """In which ways something fails, as far as the words tell."""
    return frozenset(way for way, pattern in _WAYS.items() if pattern.search(text))


def likelihood(likeness: float, one: str, other: str, *, shares_code: bool) -> float:
    """How likely two reports tell of the same failure, from how alike their words and meanings are (0 to 1)."""
    ours, theirs = ways(one), ways(other)
    way = 0.0 if not ours or not theirs else _WAY if ours & theirs else -_WAY
    return likeness + way + (_CODE if shares_code else 0.0)


def is_same(likely: float, *, is_fresh: bool, is_reported: bool = True) -> bool:
    """Whether a report joins an issue: one that our customers reported, today where it `is_fresh`, or another."""
    if not is_reported:
        return likely >= _SAME_AS_STRANGERS
    return likely >= (_SAME_WHILE_FRESH if is_fresh else _SAME)


def may_be_same(likely: float) -> bool:
    """Whether a person should have a look."""
    return likely >= _PERHAPS

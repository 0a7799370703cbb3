"""Words with which agents steer a handoff from its card's thread. What is no order is left to whoever reads on."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Verb(StrEnum):
    """What an agent may want done about a handoff, by a word, a button or the menu."""

    CLAIM = "claim"
    RELEASE = "release"
    HAND_BACK = "hand_back"
    RESOLVE = "resolve"
    REOPEN = "reopen"
    OUTCOME = "outcome"
    TOPIC = "topic"
    BUG = "bug"
    REQUEST = "request"
    MERGE = "merge"
    SPLIT = "split"
    PROMISE = "promise"
    ASK = "ask"
    PASS = "pass"  # noqa: S105  a move, not a password
    ASSIGN = "assign"
    PRIORITY = "priority"
    SNOOZE = "snooze"
    WAKE = "wake"
    SEND = "send"
    KEEP = "keep"
    SUGGEST = "suggest"
    USE = "use"
    EDIT = "edit"
    DROP = "drop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is wanted, and the words that say of what."""

    verb: Verb
    rest: str = ""


WORDS: tuple[tuple[Verb, str, str], ...] = (
    (Verb.CLAIM, r"claim", "`claim`"),
    (Verb.RELEASE, r"release", "`release`"),
    (Verb.RESOLVE, r"resolve(?: *: *(?P<rest>\S.*))?", "`resolve` or `resolve: CAUSE, needed`"),
    (
        Verb.HAND_BACK,
        r"hand ?back(?: to the bot)?(?: *: *(?P<rest>\S.*))?",
        "`hand back` or `hand back: too early`",
    ),
    (Verb.REOPEN, r"reopen", "`reopen`"),
    (
        Verb.OUTCOME,
        r"outcome(?: *: *| +(?=(?:(?:not +)?needed|too +(?:early|late))\s*[.!]?\s*$))(?P<rest>\S.*)",
        "`outcome: CAUSE, needed` (or `too early`, `too late`, `not needed`)",
    ),
    (Verb.TOPIC, r"topic *: *(?P<rest>\S.*)", "`topic: NAME`"),
    (Verb.BUG, r"bug *[:!.]? *(?P<rest>[A-Z][A-Z0-9]{0,9}-\d{1,7})?", "`bug` or `bug ENG-118`"),
    (
        Verb.PROMISE,
        r"promise *:? +(?P<rest>(?:\d{1,2} +)?(?:(?:done|kept|drop|open)(?: +\d{1,2})?|by +[^\n]{1,40}))",
        "`promise done`, `promise drop`, `promise open` or `promise by WHEN`",
    ),
    (Verb.SEND, r"send(?: anyway)?", "`send`, what waits or was suggested"),
    (Verb.SUGGEST, r"suggest(?: a reply)?", "`suggest`"),
    (Verb.DROP, r"drop", "`drop`"),
    (Verb.KEEP, r"(?:don['’]?t|do not) send", "`don't send`"),
    (Verb.REQUEST, r"request *: *(?P<rest>\S.*)", "`request: WHAT YOU WANT TO KNOW`"),
    (
        Verb.MERGE,
        r"merge(?: +(?:into|with))?(?: +(?P<rest>https?://\S+))?",
        "`merge https://…`, a link to the other card or thread",
    ),
    (Verb.SPLIT, r"split(?: +off)? *: *(?P<rest>\S.*)", "`split: WHAT THE OTHER REQUEST IS ABOUT`"),
    (Verb.PASS, r"pass(?: +(?:this|it))?(?: +on)? +to +(?P<rest>\S.*)", "`pass to TEAM` or `pass to TEAM: why`"),
    (Verb.ASSIGN, r"(?:re)?assign(?: +(?:this|it))?(?: +to)? +(?P<rest>@\S.{0,80}?)", "`assign @COLLEAGUE`"),
    (Verb.ASK, r"ask +(?P<rest>@\S.*)", "`ask @COLLEAGUE: WHAT YOU WANT TO KNOW`"),
    (
        Verb.SNOOZE,
        r"snooze(?: +(?:for +)?(?=\d|until +|till +)(?:(?:until|till) +)?(?P<rest>\S.{0,80}?))?",
        "`snooze 2h` or `snooze until tomorrow 9:00`",
    ),
    (
        Verb.SNOOZE,
        r"wait +for +(?:the +)?(?P<rest>[A-Z][A-Z0-9]{0,9}-\d{1,7}|customer)",
        "`wait for ENG-118` or `wait for customer`",
    ),
    (Verb.WAKE, r"wake(?: up)?", "`wake`"),
    (
        Verb.PRIORITY,
        r"priority *:? *(?P<rest>low|normal|high|urgent)",
        "`priority high` (or `urgent`, `normal`, `low`)",
    ),
)
"""Each order: what is said, whole, in any case, and how it is explained."""

_PATTERNS = tuple(
    (verb, re.compile(rf"\s*(?:{words})\s*[.!]?\s*", re.IGNORECASE | re.DOTALL)) for verb, words, _ in WORDS
)


def order_in(text: str) -> Order | None:
    """The order that this message is, whole; None when it is something else."""
    for verb, pattern in _PATTERNS:
        if match := pattern.fullmatch(text):
            return Order(verb=verb, rest=(match.groupdict().get("rest") or "").strip())
    return None

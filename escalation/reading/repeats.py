"""Has the customer told this already? What an agent asks is held against what was said before it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from escalation.reading.asked import SENTENCE, questions, slots
from escalation.reading.given_steps import chooses, covers, swapped, tried
from escalation.reading.given_values import fills, fits, names_value, things
from escalation.reading.kinds import kinds_of

_POINTS_BACK = re.compile(r"^(?:it|its|it's|that|that's|this|they|these|those)\b", re.IGNORECASE)


_UNKNOWN = re.compile(
    r"\b(?:(?:don'?t|do not|didn'?t) (?:know|remember|recall|have (?:it|that|one))|no (?:idea|"
    r"clue)|not sure|can'?t (?:say|tell|remember|find)|"
    r"(?:have to|need to|will|'ll|must|let me) (?:\w+ )?(?:check|ask|find|look|get back|come "
    r"back|send|let you know|try)|unsure|no longer know|"
    r"(?:rather|prefer) not|not (?:allowed|able) to (?:say|share|tell)|can'?t share|cannot "
    r"share|keine ahnung|weiß (?:ich )?nicht|je ne sais pas|no lo sé|where (?:do|can) i (?:find|"
    r"see))\b",
    re.IGNORECASE,
)


_OUT_OF_REACH = re.compile(
    r"\b(?:threw|thrown|binned|lost|deleted|misplaced|"
    r"(?:can'?t|cannot|couldn'?t|can not) (?:get|reach|see|open|read|access|look)|"
    r"(?:'d|would|'ll) (?:have|need) to (?:ask|check|look|go))\b",
    re.IGNORECASE,
)
"""Why a reply does not have what was asked for."""

_GONE_SINCE = re.compile(r"\b(?:used to (?:have|use|be on|run)|no longer (?:have|use)|got rid of)\b", re.IGNORECASE)


_PLANS = re.compile(
    r"\b(?:thinking (?:of|about)|consider(?:ing)?|plan(?:ning)? to|want(?:s)? to (?:move|upgrade|"
    r"switch|change|go|migrate)|would like to (?:move|upgrade|"
    r"switch|change)|(?:moving|switching|migrating|upgrading) to|look(?:ing)? at|interested "
    r"in|might|if we|should we|could we|do you (?:support|offer|have))\b",
    re.IGNORECASE,
)


_SOMEBODY_ELSE = re.compile(
    r"^(?:but |and )?(?:(?:my|our|a|one|the) (?:\w+ )?(?:colleague|coworker|co-worker|teammate|"
    r"boss|manager|assistant|customer|client|friend|wife|"
    r"husband|partner|others?|neighbou?r)s?(?!['’])|he|she|they|others)\b",
    re.IGNORECASE,
)


_ASKS_THEN = re.compile(
    r"[,;–—-]\s+(?=(?:so |and |but )?(?:can|could|may|is|are|do|does|how|what|why|where|when|which|will|"
    r"would|should|any)\b)",
    re.IGNORECASE,
)
"""What a customer states, and then asks in the same breath: *it is grey in Firefox, can you help?*"""

_LONGEST, _LONGEST_TEXT = 500, 2000
_OTHERS = re.compile(
    r"\b(?:colleagues?|co-?workers?|team ?mates?|they|he|she|others|boss|everyone|everybody)\b", re.IGNORECASE
)
_OF_OTHERS = re.compile(
    rf"\b(?:do|does|did|have|has) (?:your |the )?{_OTHERS.pattern} (?:use|have|run|see|work)", re.IGNORECASE
)
_SAME_QUESTION, _SAME_LENGTH = 0.6, 0.4


_DONE = re.compile(
    r"(?:yes|yep|yeah|no|nope|ok|okay|hi|sorry|well|thanks|already)?[,. ]*(?:i |we |have |"
    r"i've |we've |just |already )*(?:did|done|tried|no (?:luck|change|difference|effect|joy)"
    r"|same|still|"
    r"did ?n[o']?t (?:help|work|change)|does ?n[o']?t (?:help|work|change)|that (?:did|does)"
    r"|not yet|haven'?t|yes|yep|nope?|nothing)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Something said in a conversation, by the customer or by us; `files` are the names of what came with it."""

    text: str
    is_customer: bool
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A question that was answered before: by what was said at this place of the talk, in these words."""

    question: str
    at: int
    quote: str
    why: str


def already_answered(message: str, talk: Sequence[Said]) -> Given | None:
    """The first of the questions in an agent's message to which the customer gave the answer before; the latest one."""
    for question in questions(message):
        for at in reversed(range(len(talk))):
            found = _answered(question, talk, at) if talk[at].is_customer else None
            if found is not None:
                return Given(question=question, at=at, quote=found[0], why=found[1])
    return None


def bears_out(quote: str, told: str) -> bool:
    """Whether somebody said just this, and in saying it neither asked nor left it open; case and spaces aside."""
    words = " ".join(quote.casefold().split())
    is_said = bool(re.search(r"\w", words)) and words in " ".join(told.casefold().split())
    return is_said and not words.endswith("?") and not _UNKNOWN.search(quote)


def _answered(question: str, talk: Sequence[Said], at: int) -> tuple[str, str] | None:
    """What in this message of the customer's answers the question, and how we know."""
    said = talk[at]
    for sentence in _sentences(said):
        if why := _gives(question, sentence):
            return sentence, why
    whole = " ".join((said.text[:_LONGEST_TEXT], *said.files))
    for kind in kinds_of(question):
        if kind.is_whole and kind.gives.search(whole):
            return said.text or whole, kind.name
    if _did_as_told(question, talk, at):
        return said.text, "step"
    return (said.text, "asked before") if _was_reply(question, talk, at) else None


def _sentences(said: Said) -> Iterator[str]:
    """What a message states, sentence by sentence; one that points back is read with the one before."""
    before = ""
    for sentence in SENTENCE.split(said.text):
        asks = sentence.rstrip().endswith("?")
        stated = _ASKS_THEN.split(sentence)[0] if asks else sentence
        if not stated or (asks and stated == sentence):
            before = sentence
            continue
        yield (f"{before} {stated}" if before and _POINTS_BACK.match(stated) else stated)[:_LONGEST]
        before = sentence


def _did_as_told(question: str, talk: Sequence[Said], at: int) -> bool:
    """Whether we suggested this very step before, and the message says what became of it."""
    return (
        at > 0
        and not talk[at - 1].is_customer
        and _DONE.match(talk[at].text) is not None
        and tried(question, talk[at - 1].text)
    )


def _gives(question: str, sentence: str) -> str:
    """How this sentence gives what is asked; empty when it does not."""
    if _UNKNOWN.search(sentence) or (_OF_OTHERS.search(question) and not _OTHERS.search(sentence)):
        return ""
    is_about_now = not _PLANS.search(sentence) and not _is_others(question, sentence)
    for kind in kinds_of(question):
        if not kind.is_whole and (is_about_now or not kind.is_now) and fits(kind, question, sentence):
            return kind.name
    return _tells(question, sentence) if is_about_now and not _is_of_old(question, sentence) else ""


def is_beside(question: str, sentence: str) -> bool:
    """Whether it tells of somebody else, or of what was before, where the question is about the customer and now."""
    return _is_others(question, sentence) or _is_of_old(question, sentence)


def _is_others(question: str, sentence: str) -> bool:
    return bool(_SOMEBODY_ELSE.match(sentence) and re.search(r"\byou(?:r)?\b", question, re.IGNORECASE))


def _tells(question: str, sentence: str) -> str:
    """How a sentence about how things are gives what no form of its own tells."""
    if any(names_value(slot, sentence) for slot in slots(question) if "version" not in slot.things):
        return "named"
    ways = (("step", tried), ("step", swapped), ("named", fills), ("either", chooses), ("said so", covers))
    return next((name for name, does in ways if does(question, sentence)), "")


def _is_of_old(question: str, sentence: str) -> bool:
    if _GONE_SINCE.search(sentence) and not re.search(r"\b(?:did|was|were|had|before|used)\b", question):
        return True
    return bool(re.search(r"\bnew\b", question) and re.search(r"\b(?:old|previous|former)\b", sentence))


def _was_reply(question: str, talk: Sequence[Said], at: int) -> bool:
    """Whether we asked just this before, and the customer's message was the reply, and no evasion."""
    reply = talk[at].text
    if at == 0 or talk[at - 1].is_customer or _evades(reply) or reply.rstrip().endswith("?"):
        return False
    asked = questions(talk[at - 1].text)
    return len(asked) == 1 and _is_same(question, asked[0])


def _evades(reply: str) -> bool:
    return bool(_UNKNOWN.search(reply) or _OUT_OF_REACH.search(reply))


def _is_same(question: str, earlier: str) -> bool:
    mine, theirs = things(question), things(earlier)
    if not mine or not theirs:
        return False
    return (
        len(mine & theirs) / min(len(mine), len(theirs)) >= _SAME_QUESTION
        and len(mine & theirs) / max(len(mine), len(theirs)) >= _SAME_LENGTH
    )

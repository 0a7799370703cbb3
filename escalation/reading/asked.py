"""What an agent's words ask the customer for: sentence by sentence, and for which thing."""

import re
from dataclasses import dataclass
from functools import lru_cache

from escalation.reading.text import normalised, without_address, word_set

SENTENCE = re.compile(r"(?<=[.!?…])(?<!\b[Nn][or]\.)(?<!\b[DMS][rst]\.)(?<!\b[Mm]rs\.)\s+|\n+")
"""Where one sentence ends and the next begins."""
_BEGINS = (
    r"(?:(?:hi|hello|hey|thanks|thank you|sorry|ok|okay|sure|great|and|but|so|also|just|one "
    r"more thing|please)\b[^a-z?]*)*"
)
_WISH = re.compile(
    rf"^{_BEGINS}(?:(?:could|can|would|will) (?:you|i|we)|may i|might i|please (?:send|share|"
    r"tell|give|attach|confirm|provide)"
    r"|(?:send|share|tell|give|attach) (?:me|us)|do you|did you|have you|has |is |are |was "
    r"|were |which|what|when|where|who|how)\b",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"(?:is|was) there anything else|anything else (?:i|we) can|make sense|how are you|"
    r"(?:is|was) (?:this|that) (?:ok|okay|clear|helpful|right|alright)|"
    r"does (?:this|that|it) (?:help|work)(?: for you| now)?\s*\?|may i close|can i close|let me know if|(?:ok|okay|"
    r"alright|fine) (?:for|with) you",
    re.IGNORECASE,
)
_SLOT = re.compile(
    r"\b(?:which|what|whose|welche[rmns]?|quel(?:le)?s?|qué|cuál|wie (?:lautet|heißt|ist))"
    r"(?:'s|’s| kind of| sort of| type of| exact)?\b(?P<np>(?: [\w'’/&-]+){1,6})"
    r"|\b(?:use|have|run|choose|go) (?:as|for) (?:an?|your|the) (?P<role>[\w'’/&-]+(?: [\w'’/&-]+){0,3})"
    r"|\b(?:(?:send|share|give|tell|provide|have|got|get|confirm|need|know|find out|remember)"
    r"(?: (?:us|me|you|with))*)"
    r" (?:the|your|its|their|a|an|my|that) (?P<wished>[\w'’/&-]+(?: [\w'’/&-]+){0,5})",
    re.IGNORECASE,
)
_SKIPPED = word_set(
    "die der das ihre ihr deine dein den is are was were the your our a an its their exact "
    "exactly current full correct precise of one ones this that s"
    " kind sort type name names affected different specific other another are we talking please it"
)
_STOPS = word_set(
    "is are was were do does did have has had can could would will should you we i it they "
    "he she this that these those"
    " for in on at with from to by of about and or so when where which who shown happens again already now exactly"
    " sind ist sie du ihr est sont vous tu usted didnt doesnt dont isnt wasnt arent werent "
    "hasnt wont cant running using your the"
)
_HEADS = word_set("no number numbers id ids code name names key address title date reference ref no url link")


_KINDS_OF = frozenset({"model", "make", "brand", "type", "kind", "sort"})


def _parts(word: str) -> tuple[str, ...]:
    """*Schadennummer* is the number of a *Schaden*."""
    return (word.removesuffix("nummer"), "number") if word.endswith("nummer") and word != "nummer" else (word,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A thing whose value is wanted: *order* with the head *number*; *browser* with none."""

    things: tuple[str, ...]
    head: str = ""


def questions(text: str) -> tuple[str, ...]:
    """The sentences that ask for something; polite emptiness asks for nothing."""
    sentences = (one.strip() for one in SENTENCE.split(without_address(text)))
    return tuple(one for one in sentences if one and not _EMPTY.search(one) and (_asks(one)))


def _asks(sentence: str) -> bool:
    return sentence.endswith("?") or (_WISH.match(sentence) is not None and not sentence.lower().startswith("let me"))


@lru_cache(maxsize=512)
def slots(question: str) -> tuple[Slot, ...]:
    """The things whose value it wants: *which workspace*, *what is your order number*, *could I have the job's id*."""
    found = (_slot(match["np"] or match["wished"] or match["role"]) for match in _SLOT.finditer(question))
    return tuple(dict.fromkeys(one for one in found if one is not None))


def _slot(phrase: str) -> Slot | None:
    words = [part for word in phrase.split() for part in _parts(normalised(re.sub(r"['’]s?$", "", word)))]
    if words[:1] and words[0] in _KINDS_OF and words[1:2] in (["is"], ["are"], ["do"], ["does"]):
        words = words[2:]
    start = next((at for at, word in enumerate(words) if word not in _SKIPPED), len(words))
    kept: list[str] = []
    for word in words[start:]:
        if word in _STOPS:
            break
        kept.append(word)
    head = next((word for word in (*kept, *words) if word in _HEADS), "")
    things = tuple(word for word in kept if word not in _HEADS)
    if not things and words[start + len(kept) :][:1] == ["of"]:
        things = tuple(word for word in words[start + len(kept) + 1 :] if word not in _STOPS | _SKIPPED)[:2]
    return Slot(things=things, head=head) if things else None

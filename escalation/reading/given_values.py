"""What a sentence gives: the value of a thing that is asked for, beside its name or in its own form."""

import re
from collections.abc import Sequence

from escalation.reading.asked import Slot
from escalation.reading.fact_kind import Kind
from escalation.reading.names import NAMES, named_by
from escalation.reading.repetition import named, stem
from escalation.reading.text import normalised, word_set

TOKEN = re.compile(r"[\"“«„'‘]?[\w#@][\w#@./:+&'’-]*[\"”»“'’]?|:")


_QUOTES = '"“«„”»‘'


_LATER, _BEFORE = 5, 1


_NUMBERED = word_set("number numbers id ids code no ref reference")


_CALLS = frozenset({":", "called", "named"})


_LINKS = _CALLS | word_set(
    "is are was were a an the to set number no id on at with = - from into named in question who which"
)


_PEOPLE_ASKED = (
    r"how many (?:\w+ )?(?:users|people|persons|colleagues|members|customers|employees|of "
    r"you|accounts|agents)"
)


_PEOPLE = frozenset(
    map(
        stem,
        word_set(
            "user users people person persons colleague colleagues member members customer customers "
            "employee employees us agents staff"
        ),
    )
)


_COUNT = re.compile(
    r"\b(?:\d[\d.,’']*k?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|"
    r"twenty|thirty|forty|fifty|"
    r"(?:a |several |two )?(?:dozen|hundreds?|thousands?|couple)|all)\b",
    re.IGNORECASE,
)


COVERED = 0.75


_TALK = frozenset(
    stem(word)
    for word in word_set(
        "could would please thanks hi hello happy sorry exactly currently maybe perhaps happening "
        "happen share send give provide confirm check look chance best name number me you again"
        " already also helps there able question issue problem ever yet time before me afraid "
        "obviously luck difference twice same"
    )
)


def fits(kind: Kind, question: str, sentence: str) -> bool:
    """Whether the sentence gives a fact of this kind, about what is asked."""
    if kind.name == "version":
        return any(_is_version_of(match, question, sentence) for match in kind.gives.finditer(sentence))
    if kind.name == "count":
        return _counts(question, sentence)
    found = kind.gives.search(sentence)
    if found is None:
        return False
    return not kind.needs_thing or bool(things(kind.gives.sub(" ", question)) & named(sentence))


def _is_version_of(match: re.Match[str], question: str, sentence: str) -> bool:
    """Whether a number is the version of what is asked about: *Ubuntu 22.04* is none of *the agent*."""
    around = sentence[max(0, match.start() - 24) : match.end()]
    owner = re.match(r" of (?:the |our |your )?(\w+)", sentence[match.end() :])
    if owner:
        return stem(normalised(owner[1])) in named(question)
    for group in ("system", "browser", "language", "shop", "database"):
        if found := NAMES[group].search(around):
            return found[0].lower() in question.lower() or any(
                named_by(word) == (NAMES[group],) for word in _words(question)
            )
    return True


def _counts(question: str, sentence: str) -> bool:
    """A number of the very things that are asked for."""
    wanted = re.search(
        r"how many (?:of (?:the |your )?)?((?:[\w-]+ ?){1,3})|number of ((?:[\w-]+ ?){1,2})|combien "
        r"d[e'’] ?(\w+)|wie viele (\w+)",
        question,
        re.IGNORECASE,
    )
    if wanted is None:
        return False
    things = named(next(part for part in wanted.groups() if part))
    is_people = bool(re.search(_PEOPLE_ASKED, question, re.IGNORECASE))
    for number in _COUNT.finditer(sentence):
        after = named(" ".join(sentence[number.end() :].split()[:3]))
        if after & things or (is_people and after & _PEOPLE):
            return True
    return is_people and re.search(r"\b(?:only|just) (?:me|one|him|her)\b", sentence, re.IGNORECASE) is not None


def names_value(slot: Slot, sentence: str) -> bool:
    """Whether the thing stands in the sentence beside its value, or is one that is known by its name alone."""
    if not slot.head and any(
        names.search(sentence) for word in {slot.things[0], slot.things[-1]} for names in named_by(word)
    ):
        return True
    tokens = TOKEN.findall(sentence)
    keys = {stem(word) for word in slot.things[-1:]}
    for at, token in enumerate(tokens):
        parts = (normalised(part) for part in re.split(r"[-_/:]", token.strip(_QUOTES + "'’.:#")))
        if keys & {stem(part) for part in parts} and _has_value(slot, tokens, at):
            return True
    return False


def _has_value(slot: Slot, tokens: list[str], at: int) -> bool:
    after = tokens[at + 1 : at + 1 + _LATER]
    before = tokens[max(0, at - _BEFORE) : at]
    if slot.head in _NUMBERED:
        return any(_is_code(token) for token in (*after, *before))
    starts = at - len(before)
    named_before = any(is_name(token) and starts + place > 0 for place, token in enumerate(before))
    return named_before or _leads_to_name(after)


def _is_code(token: str) -> bool:
    return (
        sum(letter.isdigit() for letter in token) >= 2
        or bool(re.search(r"\w_\w", token))
        or (token.startswith("#") and len(token) > 2)
    )


def is_name(token: str) -> bool:
    """A word that looks like something's own name."""
    bare = token.strip("'’.:")
    if not bare or bare.lower() in {"i", "i'm", "i've", "i'll", "i’m", "i’ve", "i’ll", "i'd"}:
        return False
    return (
        bare[0] in _QUOTES
        or bare[0].isupper()
        or any(sign.isdigit() for sign in bare)
        or bool(re.search(r"\w[_./@-]\w", bare))
    )


def _leads_to_name(tokens: Sequence[str]) -> bool:
    """Whether only *is*, *called* and the like stand before the first name."""
    for place, token in enumerate(tokens):
        if is_name(token) or (place and tokens[place - 1].lower() in _CALLS):
            return True
        if token.lower() not in _LINKS:
            return False
    return False


def fills(question: str, sentence: str) -> bool:
    """Whether the sentence says the same of something that it names, where the question asks *which*."""
    if not re.match(r".*\bwhich \w+ (?!do |did |does |are you|have you)", question, re.IGNORECASE):
        return False
    rest = things(re.split(r"\bwhich \w+", question, flags=re.IGNORECASE)[-1])
    named_there = [
        token for token in TOKEN.findall(sentence)[1:] if is_name(token) and not token.strip("’'.").isdigit()
    ]
    return len(rest) >= 2 and len(rest & named(sentence)) / len(rest) >= COVERED and bool(named_there)


def things(text: str) -> frozenset[str]:
    """The stems of the words that say what a question is about."""
    return named(text) - _TALK


def _words(text: str) -> list[str]:
    return [normalised(word) for word in re.findall(r"[\w'’-]+", text)]

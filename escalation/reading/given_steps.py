"""Whether a sentence tells that a step was taken, which of two it is, or just what a question of yes or no asks."""

import re

from escalation.reading.given_values import COVERED, TOKEN, is_name, things
from escalation.reading.names import named_by
from escalation.reading.repetition import named, stem
from escalation.reading.steps import STEPS
from escalation.reading.text import normalised, word_set

_MANY = 3


_ANOTHER = re.compile(r"\b(?:another|different|other|second|new) (?:\w+ )?(\w+)\b", re.IGNORECASE)


_OR = re.compile(
    r"(?P<one>[\w'’-]+) or (?:is it |rather |only |just |on |in |through |via |from |with "
    r"|by |an? |the |your |one )*(?P<other>[\w'’-]+)",
    re.I,
)


_PRONOUNS = word_set(
    "you your yours ours not just only is are it that this one the did does can could some "
    "more something anything somewhere"
)


_YES_NO = re.compile(
    r"(?:^|[,;:–—-] ?|\band |\bso )(?:hi|hello|hey|thanks|ok|okay|sorry|and|so|also|but)?[^a-z]*(?P<verb>h"
    r"ave|has|did|do|does|is|are|was|were|"
    r"can|could|would|will)(?:n'?t)? (?P<rest>.+)",
    re.IGNORECASE,
)


_DOER = re.compile(
    r"^(?:you|the customer)(?: (?:already|also|ever|by any chance|perhaps|maybe|please))*(?: "
    r"(?:had a chance to|try to|tried to|try|tried))* (?P<verb>\w+)"
)


_QUANTITIES = (r"\ball\b", r"\bevery\b", r"\bonly\b", r"\bother\b", r"\bany\b", r"\bnew\b", r"\bsame\b")


_LIGHT = word_set("try tried have use get see know have been able set")


def tried(question: str, sentence: str) -> bool:
    """Whether the step that is asked for is one that the sentence reports, about the same thing where both name one."""
    for step in STEPS:
        if step.words.search(question) and step.words.search(sentence):
            mine, theirs = _object(step.words, question), _object(step.words, sentence)
            return not (step.is_of_something and mine and theirs) or bool(mine & theirs) or len(mine) > _MANY
    return False


def _object(step: re.Pattern[str], text: str) -> frozenset[str]:
    """To what the step is done, as far as it is said right after it."""
    match = step.search(text)
    assert match is not None
    after = re.split(
        r"[.,;:!?]|\b(?:for|to|but|in|on|at|with|after|since|this|last|yesterday|again|twice|before|"
        r"if)\b",
        text[match.end() :],
    )[0]
    return things(" ".join(after.split()[:5]))


def swapped(question: str, sentence: str) -> bool:
    """Whether it was tried with another one of what the question names."""
    match = _ANOTHER.search(question)
    if match is None:
        return False
    thing = normalised(match[1])
    swapped = (
        rf"\b(?:swap|chang|replac|exchang|switch)\w* (?:out )?(?:the |our |my |its )?(?:\w+ )?{re.escape(thing)}"
        rf"|\b(?:new|other|another|different|second|spare) (?:\w+ )?{re.escape(thing)}"
    )
    if re.search(swapped, sentence, re.IGNORECASE):
        return True
    if (
        re.search(r"\btoo\b|as well|\bso (?:does|do|is)\b|\bboth\b|\bneither\b", sentence)
        and len([one for one in TOKEN.findall(sentence) if is_name(one)]) > 1
    ):
        return True
    return any(len({one.lower() for one in names.findall(sentence)}) > 1 for names in named_by(thing))


def chooses(question: str, sentence: str) -> bool:
    """Whether the sentence names one of the two that the question offers."""
    match = _OR.search(question)
    if match is None:
        return False
    for word in (match["one"], match["other"]):
        chosen = (
            r"(?:\b(?:on|in|it'?s|is|are|they'?re|with|via|through|by|using|our|the|only|from|for|"
            rf"a|an)\b (?:\w+ ){{0,2}}|^|[,:;] ){re.escape(word)}(?=\s*(?:[.,;!?)]|$|(?:and|but|is|"
            r"where|to|for|with|in|on|please|environment|system|account)\b))"
        )
        if len(word) > 2 and word.lower() not in _PRONOUNS and re.search(chosen, sentence, re.IGNORECASE):
            return True
    return False


def covers(question: str, sentence: str) -> bool:
    """Whether a question of yes or no is about just what the sentence says."""
    match = _YES_NO.search(question)
    if match is None or len(things(question)) < 2:
        return False
    rest = re.split(r"\b(?:after|since|before|when|while|if|so that)\b", match["rest"])[0]
    asked, said = things(rest), named(sentence)
    if any(
        re.search(word, question, re.IGNORECASE) and not re.search(word, sentence, re.IGNORECASE)
        for word in _QUANTITIES
    ):
        return False
    doer = _DOER.match(match["rest"].lower())
    if doer and stem(normalised(doer["verb"])) not in said | {stem(word) for word in _LIGHT}:
        return False
    if doer and re.search(
        rf"\b(?:i|we|i've|we've|have)(?: \w+)? {re.escape(doer['verb'])} (?:it|them|that|this|those)"
        r"\b",
        sentence,
        re.IGNORECASE,
    ):
        return True
    return len(asked) >= 2 and len(asked & said) / len(asked) >= COVERED

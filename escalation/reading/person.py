"""Does the customer ask for a human? The first ask is honoured, in any wording."""

import re
from dataclasses import replace

from escalation.reading.person_doubts import IN_THE_CLAUSE, NOT_ELSEWHERE, means_something_else
from escalation.reading.person_english import IN_FEW_WORDS, RULES
from escalation.reading.person_languages import ELSEWHERE, ELSEWHERE_IN_FEW_WORDS
from escalation.reading.person_slips import meant
from escalation.reading.text import Clause, clauses, own_words

_RAISED_HAND = re.compile(r"🙋|🆘|:(?:raising_hand|(?:wo)?man[-_]raising[-_]hand|person[-_]raising[-_]hand|sos):")
_HANDFUL = 3
_SHORT = 25
_NEARBY = 120


_REST = 25
"""Letters beside the wish itself that still say nothing of the matter: *hi, can I talk to a person please?*"""


def only_asks_for_person(text: str) -> bool:
    """Whether the wish for a person is all there is in a text."""
    asked = asks_for_person(text)
    return asked is not None and len(text) - len(asked) < _REST


def asks_for_person(text: str) -> str | None:
    """The words by which the customer asks for a human, or None. Code and quoted words do not count."""
    said = clauses(text)
    length = sum(len(clause.words) for clause in said)
    english, others = RULES, ELSEWHERE
    if length <= _SHORT:
        english, others = RULES + IN_FEW_WORDS, ELSEWHERE + ELSEWHERE_IN_FEW_WORDS
    for clause in said:
        if evidence := _in_english(clause, english) or _in_another_language(clause, others):
            return evidence
    return _raised_hand(text) if length <= _HANDFUL else None


def is_doubtful_ask(text: str) -> bool:
    """Whether the words of an ask mean something else here, or are taken back: *no need for an agent*."""
    return any(IN_THE_CLAUSE.search(clause.line) or _is_taken_back(clause.line) for clause in clauses(text))


def _is_taken_back(line: str) -> bool:
    found = (match for rule in RULES for match in rule.finditer(line))
    return any(
        means_something_else(line[: one.start()][-_NEARBY:], one[0], line[one.end() :][:_NEARBY]) for one in found
    )


def _in_english(clause: Clause, rules: tuple[re.Pattern[str], ...]) -> str | None:
    repaired = _repaired(clause)
    line = repaired.line
    if IN_THE_CLAUSE.search(line):
        return None
    for match in (found for rule in rules for found in rule.finditer(line)):
        before = line[max(0, match.start() - _NEARBY) : match.start()]
        after = line[match.end() : match.end() + _NEARBY]
        if not means_something_else(before, match[0], after):
            return repaired.written(match.start(), match.end())
    return None


def _repaired(clause: Clause) -> Clause:
    """As it was meant, where a word was misspelt."""
    said = [(word, meant(word.text)) for word in clause.words]
    if all(word.text == right for word, right in said):
        return clause
    return replace(clause, words=tuple(replace(word, text=right) for word, right in said))


def _in_another_language(clause: Clause, rules: tuple[re.Pattern[str], ...]) -> str | None:
    if NOT_ELSEWHERE.search(clause.line):
        return None
    match = next((found for rule in rules if (found := rule.search(clause.line))), None)
    return clause.written(match.start(), match.end()) if match else None


def _raised_hand(text: str) -> str | None:
    """A raised hand among few words asks; in a long message it decorates."""
    hand = _RAISED_HAND.search(own_words(text))
    return hand[0] if hand else None

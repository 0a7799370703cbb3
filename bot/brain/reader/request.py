"""Does the customer want anything, or is it chatter? Rules for what is plain, a trained model for the rest."""

import re

from bot.brain.reader.linear import LinearModel
from escalation.model import Belief
from escalation.reading import is_chatter
from escalation.reading.text import clauses

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")
_LONGEST_CHATTER = 25
"""Words. Nobody chats at greater length to a support bot."""


def request_belief(text: str, model: LinearModel) -> Belief:
    """How likely the text wants something: as likely as the sentence in it that most likely does.

    What the rules call small talk does not; a written question always does.
    """
    if is_chatter(text):
        return Belief()
    said = clauses(text)
    words = sum(len(clause.words) for clause in said)
    if any(clause.asks for clause in said) or words > _LONGEST_CHATTER or not words:
        return Belief(probability=1.0)
    sentences = dict.fromkeys((text, *_SENTENCE_END.split(text)))
    return max(
        (Belief(probability=model.probability(one), evidence=one) for one in sentences if not is_chatter(one)),
        key=lambda belief: belief.probability,
    )

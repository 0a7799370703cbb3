"""Does the customer ask for a person? Rules for what is plain, a trained model for what rules miss."""

import re

from bot.brain.reader.linear import LinearModel
from escalation.model import Belief
from escalation.reading import asks_for_person, is_doubtful_ask
from escalation.reading.text import own_words

_FAINT = 0.3
"""Below this nothing is asked for, whatever speaks against it."""

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")
_LONGEST_EVIDENCE = 160


def person_belief(text: str, model: LinearModel) -> Belief:
    """How likely the text asks for a person. What a rule finds is certain."""
    said = asks_for_person(text)
    return Belief(probability=1.0, evidence=said) if said else _by_model(text, model)


def _by_model(text: str, model: LinearModel) -> Belief:
    """The strongest of the whole and its sentences, without those whose words mean something else."""
    own = own_words(text).strip()
    sentences = dict.fromkeys(one.strip() for one in (own, *_SENTENCE_END.split(own)) if one.strip())
    beliefs = sorted(((model.probability(one), one) for one in sentences), reverse=True)
    for probability, one in beliefs:
        if probability < _FAINT or not is_doubtful_ask(one):
            return Belief(probability=probability, evidence=one[:_LONGEST_EVIDENCE] if probability >= _FAINT else "")
    return Belief()

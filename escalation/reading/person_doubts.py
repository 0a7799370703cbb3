"""What sounds like an ask for a person in English and is none. Each doubt looks at one side of the words that ask."""

import re

_NOBODY = "human|humans|person|people|bot|robot|machine|computer|ai|agent|chatbot|someone"

IN_THE_CLAUSE = re.compile(
    # are you a human? whom am I talking to?
    r"\b(?:are you|r u|are u|you are|is this|am i|whether you|if you are|if youre|youre|who am i|are we|could you be) "
    rf"(?:[^ ]+ ){{0,5}}?(?:{_NOBODY})\b(?! (?:should|can|i|to talk|to speak))"
    r"|\b(?:im|i am) not (?:a |an )?(?:bot|robot)\b"
    # no need to
    r"|\bno need (?:to|for)\b(?! (?:a |the )?bot)"
    # what do you call me?
    r"|\bwhat (?:do|did|should|can|will|would) (?:you|i|they) (?:[^ ]+ ){0,4}?call"
    # how does the bot decide?
    r"|\bhow (?:does|do) (?:the )?(?:bot|ai|handoff|escalation)\b"
)
NEGATED = re.compile(
    r"(?:\b(?:no need|no reason|unnecessary|not necessary|no longer|never|without|nobody needs|rather than|instead of|"
    r"isnt necessary|before|avoid|no one)"
    r"|\b(?:dont|do not|doesnt|does not|didnt|did not|wont|will not|not|neednt|wouldnt|would not)"
    r"(?! (?:know|understand|see|mind|care|get|find|we|i)\b)(?! (?:you|have)(?! to\b| have to\b)))"
    r"(?: (?:want|wanna|need|have|like|wish|require|think|believe|actually|really|even|i|we|you|to|for|a|an|any|the|yet|"
    r"be|me|us|ask|asking|asked|necessarily|having|been|anymore|talk|speak|please|it|this)){0,6}\s?$"
)
PAST = re.compile(
    r"\b(?:was|were|after|had|since|while|enjoyed|nice|great|good|pleasure|thanks for|loved|finished|just been)"
    r"(?: [^ ]+)? $"
)
THIRD_PARTY = re.compile(
    r"\b(?:customers|clients|users|technicians|dispatchers|tenants|visitors|guests|patients|employees|drivers|"
    r"subscribers|admins|workers|(?:a|the|my|our|each|every|their|new|this) "
    r"(?:customer|client|user|technician|dispatcher|tenant|visitor|guest|employee|driver|subscriber|worker)|they|agents)"
    r"(?: [^ ]+){0,4} $"
)
HOW_TO = re.compile(r"\bhow (?:do|can|to|would|could|should|does) (?:i |we |you |one |it )?$")
PASSES_A_THING = re.compile(
    r"^(?:forward|transfer|send|pass|move|route|assign|direct|hand|switch|link|connect|put|take|turn|bring|get) "
    r"(?:it|this)\b"
)
ON_THEIR_SIDE = re.compile(
    r"^(?: else| [^ ]+)? (?:on|in|from|within|of|of the) (?:my|our|their|his|her)\b|^(?: else)? at (?:my|our|their) (?:company|office|side|end|place)\b|^ (?:field|role|header|settings|setting|api)\b"
)


def means_something_else(before: str, match: str, after: str) -> bool:
    """Whether the words around an ask take it back: refused, over, somebody else's, or about the product."""
    return bool(
        any(doubt.search(before) for doubt in (NEGATED, PAST, THIRD_PARTY))
        or ON_THEIR_SIDE.match(after)
        or (HOW_TO.search(before) and PASSES_A_THING.match(match))
    )

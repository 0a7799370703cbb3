"""Does a sentence of ours promise what only people can keep, or claim what nobody did?"""

import re

_WE = (
    r"(?:we|i|(?:our|the|my|your) (?:\w+ ){0,2}(?:team|teams|engineers?|colleagues?|support|department|manager|"
    r"specialists?|agents?|representatives?|developers?|staff)|someone|somebody|a (?:\w+ ){0,2}(?:colleague|person|"
    r"human|specialist|representative|member|agent|technician|engineer|manager)(?: (?:of|from) (?:our|the) team)?|"
    r"an (?:agent|engineer|expert)|support|they)"
)
_ACTS = (
    r"(?:call|phone|ring|contact|reach out|reach you|get back|get in touch|be in touch|e ?mail|message|"
    r"write (?:to )?you|refund|reimburse|credit|compensate|fix|resolve|repair|ship|look into|investigate|"
    r"escalate|forward|follow up|"
    r"respond|reply|prioriti[sz]e|cancel (?:it|this|your)|process your|waive|take care of (?:it|this)|"
    r"handle (?:it|this)|update you|notify you|inform you|let you know|keep you|send you|"
    r"assist you shortly|help you shortly|join (?:you|this (?:thread|conversation|chat|channel)))"
)
_HANDING = (
    r"(?:transfer(?:ring)?|connect(?:ing)?|hand(?:ing)?|put(?:ting)?|pass(?:ing)?|forward(?:ing)?|rout(?:e|ing)|"
    r"escalat(?:e|ing)|refer(?:ring)?)"
)
_PROMISE = re.compile(
    rf"\b{_WE} ?(?:ll|will|shall|am going to|are going to|is going to|m going to|re going to|promise to|guarantee)"
    rf" (?:\w+ ){{0,3}}?{_ACTS}\b"
    r"|\byou (?:ll|will|shall|are going to|re going to) (?:\w+ ){0,2}?(?:be (?:called|contacted|refunded|reimbursed|"
    r"credited|notified|updated|compensated)|hear (?:back )?from|get (?:a|an|your) (?:call|refund|reply|answer|update|"
    r"response)|receive (?:a|an|your) (?:call|refund|reply|answer|update|response|credit))\b"
    r"|\b(?:i|we) (?:ve|have)? ?(?:\w+ )?(?:escalated|forwarded|refunded|notified|informed|alerted|opened a ticket|"
    r"created a ticket|filed|passed (?:this|it|your)|raised|scheduled|credited|cancell?ed your|issued)\b"
    r"|\b(?:your|the|this|a) (?:\w+ )?(?:refund|ticket|credit|request|issue|case|callback|call) (?:has been|was|"
    r"will be|is being) (?:issued|escalated|forwarded|created|opened|processed|approved|scheduled|fixed|resolved|filed|"
    r"raised)\b"
    rf"|\b(?:let me|(?:i|we) (?:am|m|are|re|ll|will)) (?:now )?{_HANDING} (?:you|this|it|your (?:\w+ ){{0,2}}\w+)\b"
    r"|\b(?:i|we) (?:promise|guarantee|assure you)\b"
)
_TIME = re.compile(
    r"\b(?:within|in) (?:(?:the )?next |at most |under )?"
    r"(?:an?|\d+|one|two|three|four|five|ten|fifteen|twenty|thirty|a few) (?:\w+ )?(?:minute|hour|day|week)s?\b"
    r"|\b(?:by|before) (?:noon|tonight|tomorrow|monday|tuesday|wednesday|thursday|friday|the end of)\b"
)
_APOSTROPHE = re.compile(r"['’]")
_GAP = re.compile(r"[^a-z0-9]+")


def promise(sentence: str) -> str:
    """The words that promise something, normalised; empty when the sentence only tells."""
    found = _PROMISE.search(_normalised(sentence))
    return found[0] if found else ""


def promised_time(sentence: str) -> str:
    """The words that name by when something happens, normalised; empty when none do."""
    found = _TIME.search(_normalised(sentence))
    return found[0] if found else ""


def _normalised(sentence: str) -> str:
    return _GAP.sub(" ", _APOSTROPHE.sub(" ", sentence.casefold())).strip()

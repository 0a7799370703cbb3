"""Reading what a customer wrote by plain rules: who they want, whether it helped, whether they want anything."""

from escalation.reading.chatter import is_chatter
from escalation.reading.commitments import Commitment, commitments
from escalation.reading.due import dues_in
from escalation.reading.given import given
from escalation.reading.giving_up import gives_up
from escalation.reading.person import asks_for_person, is_doubtful_ask, only_asks_for_person
from escalation.reading.promises import promise, promised_time
from escalation.reading.risks import RiskFound, risks
from escalation.reading.urgency import urgency
from escalation.reading.vague import is_vague
from escalation.reading.verdict import Verdict, verdict

__all__ = [
    "Commitment",
    "RiskFound",
    "Verdict",
    "asks_for_person",
    "commitments",
    "dues_in",
    "given",
    "gives_up",
    "is_chatter",
    "is_doubtful_ask",
    "is_vague",
    "only_asks_for_person",
    "promise",
    "promised_time",
    "risks",
    "urgency",
    "verdict",
]

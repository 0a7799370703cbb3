"""The nouns everybody uses: frozen values with aware datetimes and typed ids."""

from escalation.model.answer import Answer, Passage, Source
from escalation.model.belief import Belief
from escalation.model.clock import Outlook, ServiceClock, Step
from escalation.model.conversation import Conversation, Outcome, Owner, Speaker, Turn, Utterance
from escalation.model.facts import Account, Audience, Dossier, Facet, Fact, Identity, Rung, Sensitivity, Standing
from escalation.model.given import Given, Kind, OfferJudged
from escalation.model.handoff import Asked, Briefing, Handoff, HandoffStatus, Priority, Queue, Reason, Relay, Snooze
from escalation.model.ids import (
    ChannelId,
    ConversationId,
    HandoffId,
    PersonId,
    PromiseId,
    SlotId,
    TeamId,
    Ts,
    TurnId,
    channel_of,
    conversation_id,
    handoff_id,
    is_rewritten,
    rewritten,
    thread_of,
    turn_id,
)
from escalation.model.message import Attachment, Change, Message
from escalation.model.outcome import UNJUDGED, Ending, Episode, Judgement, Needed, Stage
from escalation.model.people import Person, Role
from escalation.model.promise import NewPromise, Promise, PromiseKind, PromiseState, promise_id
from escalation.model.receipt import Receipt
from escalation.model.risk import Risk
from escalation.model.slot import Busy, Slot, SlotState, Span, slot_id
from escalation.model.ticket import Ticket, TicketLink, TicketState

__all__ = [
    "UNJUDGED",
    "Account",
    "Answer",
    "Asked",
    "Attachment",
    "Audience",
    "Belief",
    "Briefing",
    "Busy",
    "Change",
    "ChannelId",
    "Conversation",
    "ConversationId",
    "Dossier",
    "Ending",
    "Episode",
    "Facet",
    "Fact",
    "Given",
    "Handoff",
    "HandoffId",
    "HandoffStatus",
    "Identity",
    "Judgement",
    "Kind",
    "Message",
    "Needed",
    "NewPromise",
    "OfferJudged",
    "Outcome",
    "Outlook",
    "Owner",
    "Passage",
    "Person",
    "PersonId",
    "Priority",
    "Promise",
    "PromiseId",
    "PromiseKind",
    "PromiseState",
    "Queue",
    "Reason",
    "Receipt",
    "Relay",
    "Risk",
    "Role",
    "Rung",
    "Sensitivity",
    "ServiceClock",
    "Slot",
    "SlotId",
    "SlotState",
    "Snooze",
    "Source",
    "Span",
    "Speaker",
    "Stage",
    "Standing",
    "Step",
    "TeamId",
    "Ticket",
    "TicketLink",
    "TicketState",
    "Ts",
    "Turn",
    "TurnId",
    "Utterance",
    "channel_of",
    "conversation_id",
    "handoff_id",
    "is_rewritten",
    "promise_id",
    "rewritten",
    "slot_id",
    "thread_of",
    "turn_id",
]

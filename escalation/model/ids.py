"""Typed ids. Ours are made from Slack's, so that doing a thing twice names the same thing."""

import hashlib
from typing import NewType

ChannelId = NewType("ChannelId", str)
"""Slack's channel id, `C…`, `G…` or `D…`."""

PersonId = NewType("PersonId", str)
"""Slack's user id, `U…` or `W…`; stable across organisations, unlike names."""

TeamId = NewType("TeamId", str)
"""Slack's workspace `T…` or organisation `E…`."""

Ts = NewType("Ts", str)
"""Slack's message time stamp, `1700000000.000100`: an id within its channel, never a float."""

ConversationId = NewType("ConversationId", str)
TurnId = NewType("TurnId", str)
HandoffId = NewType("HandoffId", str)
PromiseId = NewType("PromiseId", str)
SlotId = NewType("SlotId", str)

_REWRITTEN = ":rewritten"


def conversation_id(channel: ChannelId, thread: Ts) -> ConversationId:
    """The conversation that lives in this thread."""
    return ConversationId(f"{channel}:{thread}")


def channel_of(conversation: ConversationId) -> ChannelId:
    """The channel that a conversation lives in."""
    return ChannelId(conversation.partition(":")[0])


def thread_of(conversation: ConversationId) -> Ts:
    """The thread that a conversation is."""
    return Ts(conversation.partition(":")[2])


def turn_id(channel: ChannelId, first: Ts) -> TurnId:
    """The turn that began with this message."""
    return TurnId(f"{channel}:{first}")


def rewritten(turn: TurnId) -> TurnId:
    """The turn that a message of this turn becomes when its author rewrites it later; always the same one."""
    return turn if is_rewritten(turn) else TurnId(f"{turn}{_REWRITTEN}")


def is_rewritten(turn: TurnId) -> bool:
    """Whether this turn came about by an edit."""
    return turn.endswith(_REWRITTEN)


def handoff_id(conversation: ConversationId, episode: int) -> HandoffId:
    """The n-th handoff of a conversation (from 1). Opaque, because it travels in button values."""
    digest = hashlib.sha256(f"{conversation}#{episode}".encode()).hexdigest()
    return HandoffId(f"H{digest[:12]}")

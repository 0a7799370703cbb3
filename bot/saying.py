"""Putting words into the outbox: what is said becomes a row in the transaction that decides it."""

from dataclasses import replace
from typing import Any, get_args

from pydantic import TypeAdapter

from bot.ports import (
    CardSaid,
    Saying,
)
from escalation.model import ChannelId, Conversation, Handoff, HandoffId, PersonId, Ts
from storage.outbox import Act, Words

_SAYINGS: dict[str, TypeAdapter[Any]] = {kind.__name__: TypeAdapter(kind) for kind in get_args(Saying)}


def pack(saying: Saying) -> dict[str, Any]:
    """The saying as the outbox keeps it."""
    kind = type(saying).__name__
    return {"is": kind, **_SAYINGS[kind].dump_python(saying, mode="json")}


def unpack(stored: dict[str, Any]) -> Saying:
    """The saying that the outbox kept."""
    fields = {name: value for name, value in stored.items() if name != "is"}
    saying: Saying = _SAYINGS[stored["is"]].validate_python(fields)
    return saying


def to_customer(conversation: Conversation, saying: Saying, key: str, *, epoch: int | None = None) -> Words:
    """Words into the customer's thread; with `epoch`, only while that owner holds."""
    return Words(
        key=key,
        lane=conversation.id,
        act=Act.POST,
        channel=conversation.channel,
        thread=conversation.thread,
        saying=pack(saying),
        conversation=conversation.id,
        epoch=epoch,
    )


def notice_key(handoff: Handoff) -> str:
    """The key of the words that tell the customer of the handoff."""
    return f"handed_off:{handoff.id}"


def card_key(handoff: Handoff) -> str:
    """The key of the words that are the handoff's card: the one of the team it waits with."""
    again = f":{handoff.passed_on + 1}" if handoff.passed_on else ""
    return f"card:{handoff.id}{again}"


def card(handoff: Handoff) -> Words:
    """The card, into the team's channel."""
    return Words(
        key=card_key(handoff),
        lane=f"handoff:{handoff.id}",
        act=Act.POST,
        channel=handoff.queue.channel,
        saying=pack(CardSaid(handoff=handoff)),
        conversation=handoff.conversation,
    )


def handoff_of(key: str) -> HandoffId | None:
    """The handoff whose card these words are, also that of a team it was passed on from."""
    kind, _, rest = key.partition(":")
    return HandoffId(rest.partition(":")[0]) if kind == "card" else None


def passed_on(handoff: Handoff, team: str) -> Words:
    """The card of a team that passes the handoff on to another says so, for good."""
    words = redraw(handoff, f"passed:{handoff.passed_on}")
    return replace(words, saying=pack(CardSaid(handoff=handoff, passed_to=team)))


def redraw(handoff: Handoff, change: int | str) -> Words:
    """The card once more, as it stands when this is carried out; once per change."""
    return Words(
        key=f"redraw:{handoff.id}:{change}",
        lane=f"handoff:{handoff.id}",
        act=Act.REWRITE,
        channel=handoff.queue.channel,
        target=card_key(handoff),
        saying=pack(CardSaid(handoff=handoff)),
        conversation=handoff.conversation,
    )


def to_team(handoff: Handoff, saying: Saying, key: str) -> Words:
    """Words into the card's thread."""
    return Words(
        key=key,
        lane=f"handoff:{handoff.id}",
        act=Act.POST,
        channel=handoff.queue.channel,
        target=card_key(handoff),
        saying=pack(saying),
        conversation=handoff.conversation,
    )


def to_person(person: PersonId, saying: Saying, key: str) -> Words:
    """Words to one of our own people, in their direct messages."""
    return Words(key=key, lane=f"person:{person}", act=Act.POST, channel=ChannelId(person), saying=pack(saying))


def to_channel(channel: ChannelId, saying: Saying, key: str) -> Words:
    """Words into a team's channel, about no single handoff."""
    return Words(key=key, lane=f"channel:{channel}", act=Act.POST, channel=channel, saying=pack(saying))


def overview(channel: ChannelId, saying: Saying, key: str) -> Words:
    """The message that shows a team its queue."""
    return Words(key=key, lane=f"overview:{channel}", act=Act.POST, channel=channel, saying=pack(saying))


def rewrite(original: Words, saying: Saying, key: str) -> Words:
    """New words in the place of earlier ones."""
    return _about(original, Act.REWRITE, key, pack(saying))


def erase(original: Words, key: str) -> Words:
    """Take earlier words back."""
    return _about(original, Act.ERASE, key, {})


def mark(channel: ChannelId, ts: Ts, emoji: str, lane: str) -> Words:
    """React to a message, after everything before it in the lane."""
    return Words(
        key=f"mark:{channel}:{ts}:{emoji}", lane=lane, act=Act.MARK, channel=channel, thread=ts, saying={"emoji": emoji}
    )


def whisper(channel: ChannelId, thread: Ts | None, to: PersonId, text: str, key: str) -> Words:
    """A word that only one person in the channel sees."""
    saying = {"to": to, "text": text}
    return Words(key=key, lane=f"whisper:{to}", act=Act.WHISPER, channel=channel, thread=thread, saying=saying)


def respond(url: str, text: str, key: str) -> Words:
    """The answer to a command."""
    return Words(key=key, lane=key, act=Act.RESPOND, channel=ChannelId(""), saying={"url": url, "text": text})


def _about(original: Words, act: Act, key: str, saying: dict[str, Any]) -> Words:
    return Words(
        key=key,
        lane=original.lane,
        act=act,
        channel=original.channel,
        target=original.key,
        saying=saying,
        conversation=original.conversation,
    )

"""Clicks on our buttons, as typed values."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from escalation.model import ChannelId, PersonId, Ts
from handlers.edge import Asker
from handlers.heard import Payload


@dataclass(frozen=True, slots=True, kw_only=True)
class Click:
    """Somebody pressed something: which button, with which value, on which message.

    `trigger` lets us open a form for three seconds.
    """

    action: str
    value: str
    message: Ts
    asker: Asker
    trigger: str = ""

    @property
    def channel(self) -> ChannelId:
        """Where it was pressed."""
        return self.asker.channel

    @property
    def by(self) -> PersonId:
        """Who pressed it."""
        return self.asker.person


def clicks(payload: Payload) -> Iterator[tuple[Click, str]]:
    """The clicks in a payload, each with what tells it from any other."""
    if payload.get("type") != "block_actions":
        return
    channel = (payload.get("channel") or {}).get("id") or (payload.get("container") or {}).get("channel_id")
    message = (payload.get("message") or {}).get("ts") or (payload.get("container") or {}).get("message_ts")
    person = (payload.get("user") or {}).get("id")
    if not channel or not message or not person:
        return
    thread = (payload.get("message") or {}).get("thread_ts")
    asker = Asker(
        person=PersonId(person),
        channel=ChannelId(channel),
        thread=Ts(thread) if thread not in {None, message} else None,
    )
    for action in payload.get("actions") or ():
        name = str(action.get("action_id") or "")
        trigger = str(payload.get("trigger_id") or "")
        stamp = action.get("action_ts") or trigger
        click = Click(action=name, value=_value(action), message=Ts(message), asker=asker, trigger=trigger)
        yield click, f"click:{name}:{message}:{person}:{stamp}"


def _value(action: dict[str, Any]) -> str:
    chosen = action.get("selected_option") or {}
    return str(action.get("value") or chosen.get("value") or "")

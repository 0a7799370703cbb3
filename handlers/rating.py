"""Story: a customer says by a button or an emoji whether an answer helped, or asks for a person."""

from dataclasses import dataclass

from bot.deps import Deps
from bot.flows.press import press, react, reopen
from escalation.model import ChannelId, ConversationId, HandoffId, PersonId, Ts
from escalation.roles import House
from handlers.clicks import Click, clicks
from handlers.edge import Story
from handlers.heard import Heard, Payload, heard
from handlers.ids import REACTIONS, Action

_KINDS = {
    Action.ANSWER_SOLVED.value: "solved",
    Action.ANSWER_NOT_SOLVED.value: "not_solved",
    Action.HANDOFF_REQUEST.value: "person",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """An emoji on a message, as the button it stands for."""

    kind: str
    channel: ChannelId
    message: Ts
    by: PersonId


def read_press(payload: Payload, _house: House) -> Heard | None:
    """A button under an answer or a resolution."""
    for click, key in clicks(payload):
        if click.action in _KINDS or click.action in {Action.ANSWER_FEEDBACK, Action.RESOLUTION_REJECT}:
            return heard("press", key, f"channel:{click.channel}", click)
    return None


def read_reaction(payload: Payload, _house: House) -> Heard | None:
    """An emoji that has a button for a twin."""
    event = payload.get("event") or {}
    item = event.get("item") or {}
    kind = REACTIONS.get(str(event.get("reaction", "")).split("::")[0])
    if event.get("type") != "reaction_added" or kind is None or not item.get("ts") or not event.get("user"):
        return None
    reaction = Reaction(
        kind=kind, channel=ChannelId(item["channel"]), message=Ts(item["ts"]), by=PersonId(event["user"])
    )
    key = f"reaction:{reaction.channel}:{reaction.message}:{reaction.by}:{kind}:{event.get('event_ts', '')}"
    return heard("reaction", key, f"channel:{reaction.channel}", reaction)


async def on_press(click: Click, deps: Deps) -> str:
    """The customer pressed a button."""
    if click.action == Action.RESOLUTION_REJECT:
        return await reopen(deps, HandoffId(click.value), click.channel, click.by)
    kind, conversation = _KINDS.get(click.action), click.value
    if kind is None:
        kind, _, conversation = click.value.partition(":")
    return await press(deps, kind, ConversationId(conversation), click.message, click.by)


async def on_reaction(reaction: Reaction, deps: Deps) -> str:
    """The customer reacted."""
    return await react(deps, reaction.kind, reaction.channel, reaction.message, reaction.by)


STORIES = (
    Story(kind="press", read=read_press, value=Click, act=on_press),
    Story(kind="reaction", read=read_reaction, value=Reaction, act=on_reaction),
)

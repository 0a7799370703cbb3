"""Story: a customer says by a button or an emoji whether an answer helped, or asks for a person."""

from dataclasses import dataclass

from bot.deps import Deps
from bot.flows.mirror_reaction import Emoji, mirror_reaction
from bot.flows.people import who
from bot.flows.press import NOT_A_BUTTON, confirm, press, react, reopen
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

_RESOLUTION = {Action.RESOLUTION_CONFIRM, Action.RESOLUTION_REJECT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """An emoji on a message, or one that was taken back; `kind` is the button that it stands for, if any."""

    kind: str
    emoji: str
    channel: ChannelId
    message: Ts
    by: PersonId
    is_gone: bool = False


def read_press(payload: Payload, _house: House) -> Heard | None:
    """A button under an answer or a resolution."""
    for click, key in clicks(payload):
        if click.action in _KINDS or click.action in {Action.ANSWER_FEEDBACK, *_RESOLUTION}:
            return heard("press", key, f"channel:{click.channel}", click)
    return None


def read_reaction(payload: Payload, _house: House) -> Heard | None:
    """An emoji that has a button for a twin."""
    found = reaction_of(payload)
    if found is None or not found[0].kind:
        return None
    return heard("reaction", found[1], f"channel:{found[0].channel}", found[0])


def reaction_of(payload: Payload) -> tuple[Reaction, str] | None:
    """Any emoji on a message, with what tells it from any other."""
    event = payload.get("event") or {}
    item = event.get("item") or {}
    emoji = str(event.get("reaction") or "").split("::")[0]
    is_gone = event.get("type") == "reaction_removed"
    is_one = is_gone or event.get("type") == "reaction_added"
    if not is_one or not emoji or not item.get("ts") or not event.get("user"):
        return None
    reaction = Reaction(
        kind="" if is_gone else REACTIONS.get(emoji, ""),
        emoji=emoji,
        channel=ChannelId(item["channel"]),
        message=Ts(item["ts"]),
        by=PersonId(event["user"]),
        is_gone=is_gone,
    )
    what, stamp = reaction.kind or emoji, event.get("event_ts", "")
    key = (
        f"{'unreaction' if is_gone else 'reaction'}:{reaction.channel}:{reaction.message}:{reaction.by}:{what}:{stamp}"
    )
    return reaction, key


async def on_press(click: Click, deps: Deps) -> str:
    """The customer pressed a button."""
    if click.action in _RESOLUTION:
        judge = confirm if click.action == Action.RESOLUTION_CONFIRM else reopen
        return await judge(deps, HandoffId(click.value), click.channel, click.by)
    kind, conversation = _KINDS.get(click.action), click.value
    if kind is None:
        kind, _, conversation = click.value.partition(":")
    return await press(deps, kind, ConversationId(conversation), click.message, click.by)


async def on_reaction(reaction: Reaction, deps: Deps) -> str:
    """Somebody reacted: as good as a button, or else to what somebody of the other side said."""
    if reaction.kind:
        done = await react(deps, reaction.kind, reaction.channel, reaction.message, reaction.by)
        if done != NOT_A_BUTTON:
            return done
    return await mirror(reaction, deps)


async def mirror(reaction: Reaction, deps: Deps) -> str:
    """What people make of each other's words stands on both sides."""
    emoji = Emoji(name=reaction.emoji, channel=reaction.channel, message=reaction.message, is_gone=reaction.is_gone)
    return await mirror_reaction(deps, emoji, await who(deps, reaction.by))


STORIES = (
    Story(kind="press", read=read_press, value=Click, act=on_press),
    Story(kind="reaction", read=read_reaction, value=Reaction, act=on_reaction),
)

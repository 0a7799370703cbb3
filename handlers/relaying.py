"""Story: who has a handoff sends words that had stayed inside; and what people make of each other's words."""

from bot.deps import Deps
from bot.flows.guard import keep_inside
from bot.flows.people import who
from bot.flows.send import send_unsent
from escalation.model import Ts
from escalation.roles import House
from handlers.clicks import Click, clicks
from handlers.edge import Story
from handlers.heard import Heard, Payload, heard
from handlers.ids import Action
from handlers.rating import Reaction, mirror, reaction_of


def read_send(payload: Payload, _house: House) -> Heard | None:
    """The button under words that stay inside; its value is `handoff:message`."""
    for click, key in clicks(payload):
        if click.action == Action.RELAY_SEND:
            return heard("send", key, f"channel:{click.channel}", click)
    return None


async def on_send(click: Click, deps: Deps) -> str:
    """They pressed it."""
    return await send_unsent(deps, click.channel, Ts(click.value.partition(":")[2]), await who(deps, click.by))


def read_drop(payload: Payload, _house: House) -> Heard | None:
    """The button that keeps a question inside; its value is `handoff:message`."""
    for click, key in clicks(payload):
        if click.action == Action.RELAY_DROP:
            return heard("drop", key, f"channel:{click.channel}", click)
    return None


async def on_drop(click: Click, deps: Deps) -> str:
    """They pressed it."""
    return await keep_inside(deps, click.channel, Ts(click.value.partition(":")[2]), await who(deps, click.by))


def read_emoji(payload: Payload, _house: House) -> Heard | None:
    """An emoji that stands for no button, or any that was taken back."""
    found = reaction_of(payload)
    if found is None or found[0].kind:
        return None
    return heard("emoji", found[1], f"channel:{found[0].channel}", found[0])


STORIES = (
    Story(kind="send", read=read_send, value=Click, act=on_send),
    Story(kind="drop", read=read_drop, value=Click, act=on_drop),
    Story(kind="emoji", read=read_emoji, value=Reaction, act=mirror),
)

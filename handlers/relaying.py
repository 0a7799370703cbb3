"""Story: who has a handoff sends words of theirs that had stayed inside."""

from bot.deps import Deps
from bot.flows.people import who
from bot.flows.send import send_unsent
from escalation.model import Ts
from escalation.roles import House
from handlers.clicks import Click, clicks
from handlers.edge import Story
from handlers.heard import Heard, Payload, heard
from handlers.ids import Action


def read_send(payload: Payload, _house: House) -> Heard | None:
    """The button under words that stay inside; its value is `handoff:message`."""
    for click, key in clicks(payload):
        if click.action == Action.RELAY_SEND:
            return heard("send", key, f"channel:{click.channel}", click)
    return None


async def on_send(click: Click, deps: Deps) -> str:
    """They pressed it."""
    return await send_unsent(deps, click.channel, Ts(click.value.partition(":")[2]), await who(deps, click.by))


STORIES = (Story(kind="send", read=read_send, value=Click, act=on_send),)

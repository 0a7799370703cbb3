"""Story: an agent takes a handoff, gives it back, ends it, or opens it again."""

from collections.abc import Awaitable, Callable

from bot.deps import Deps
from bot.errors import NotAllowedError
from bot.flows.claim import claim_handoff, release_handoff
from bot.flows.people import who
from bot.flows.resolve import hand_back, reopen_handoff, resolve_handoff
from escalation.model import HandoffId, Person
from escalation.roles import House, may_act
from handlers.clicks import Click, clicks
from handlers.edge import Story
from handlers.heard import Heard, Payload, heard
from handlers.ids import Action

_MOVES: dict[str, Callable[[Deps, HandoffId, Person], Awaitable[str]]] = {
    Action.HANDOFF_CLAIM: claim_handoff,
    Action.HANDOFF_RELEASE: release_handoff,
    Action.HANDOFF_HAND_BACK: hand_back,
    Action.HANDOFF_RESOLVE: resolve_handoff,
    Action.HANDOFF_REOPEN: reopen_handoff,
}


def read_move(payload: Payload, _house: House) -> Heard | None:
    """A button of a handoff card."""
    for click, key in clicks(payload):
        if click.action in _MOVES:
            return heard("move", key, f"handoff:{click.value}", click)
    return None


async def on_move(click: Click, deps: Deps) -> str:
    """An agent pressed a button of a card. Only people of our own house may."""
    agent = await who(deps, click.by)
    if not may_act(agent, click.channel, deps.house):
        raise NotAllowedError("This button is for the support team.")
    return await _MOVES[click.action](deps, HandoffId(click.value), agent)


STORIES = (Story(kind="move", read=read_move, value=Click, act=on_move),)

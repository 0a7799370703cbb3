"""Story: Slack takes our token back, or an admin uninstalls the app."""

from dataclasses import dataclass

from bot.deps import Deps
from escalation.roles import House
from handlers.edge import Story
from handlers.heard import Heard, Payload, heard


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedOut:
    """We are not let in any more; `why` is the event that said so."""

    why: str


def read_leave(payload: Payload, house: House) -> Heard | None:
    """`app_uninstalled`, or `tokens_revoked` where the token is the bot's."""
    event = payload.get("event") or {}
    why = event.get("type")
    revoked = (event.get("tokens") or {}).get("bot") or ()
    if why != "app_uninstalled" and not (why == "tokens_revoked" and house.our_user in revoked):
        return None
    key = f"leave:{payload.get('event_id')}"
    return heard("leave", key, key, LockedOut(why=why))


async def on_leave(left: LockedOut, deps: Deps) -> str:
    """Say nothing until we are let in again."""
    deps.access.lose(left.why)
    return "quiet"


STORIES = (Story(kind="leave", read=read_leave, value=LockedOut, act=on_leave),)

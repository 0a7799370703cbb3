"""Story: somebody opens our App Home, and an agent claims from it."""

from dataclasses import dataclass

from bot.deps import Deps
from bot.flows.acts import carry_out
from bot.flows.ask import Ask
from bot.flows.home import open_home
from bot.flows.people import who
from bot.ports import Place
from escalation.model import ChannelId, HandoffId, PersonId
from escalation.orders import Verb
from escalation.roles import House
from handlers.edge import Asker, Story
from handlers.heard import Heard, Payload, heard
from handlers.ids import MOVES


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Somebody looks at their Home."""

    person: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePress:
    """Somebody pressed a button in their Home. Who is refused is told in their direct messages."""

    verb: Verb
    handoff: HandoffId
    key: str
    asker: Asker


def read_opened(payload: Payload, _house: House) -> Heard | None:
    """Home comes to the front; its messages are another matter."""
    event = payload.get("event") or {}
    if event.get("type") != "app_home_opened" or event.get("tab", "home") != "home" or not event.get("user"):
        return None
    person = PersonId(event["user"])
    return heard("home", f"home:{person}:{event.get('event_ts', '')}", f"home:{person}", Opened(person=person))


def read_press(payload: Payload, _house: House) -> Heard | None:
    """A button of a card, in a Home."""
    view, person = payload.get("view") or {}, (payload.get("user") or {}).get("id")
    if payload.get("type") != "block_actions" or view.get("type") != "home" or not person:
        return None
    for action in payload.get("actions") or ():
        verb, handoff = MOVES.get(str(action.get("action_id"))), str(action.get("value") or "")
        if verb is not None and handoff:
            key = f"home_press:{verb}:{handoff}:{person}:{action.get('action_ts') or payload.get('trigger_id')}"
            asker = Asker(person=PersonId(person), channel=ChannelId(""))
            press = HomePress(verb=verb, handoff=HandoffId(handoff), key=key, asker=asker)
            return heard("home_press", key, f"handoff:{handoff}", press)
    return None


async def on_opened(opened: Opened, deps: Deps) -> str:
    """Show them what is theirs to see."""
    return await open_home(deps, opened.person)


async def on_press(press: HomePress, deps: Deps) -> str:
    """Do it, and show what became of it, also when somebody else was first."""
    by = await who(deps, press.asker.person)
    ask = Ask(verb=press.verb, handoff=press.handoff, by=by, place=Place(channel=ChannelId("")), key=press.key)
    try:
        return await carry_out(deps, ask)
    finally:
        await open_home(deps, by.id)


STORIES = (
    Story(kind="home", read=read_opened, value=Opened, act=on_opened),
    Story(kind="home_press", read=read_press, value=HomePress, act=on_press),
)

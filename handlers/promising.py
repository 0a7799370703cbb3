"""Story: an agent says by a button what became of a promise."""

from bot.deps import Deps
from bot.flows.acts import carry_out
from bot.flows.ask import Ask
from bot.flows.people import who
from bot.ports import Place
from escalation.model import HandoffId
from escalation.orders import Verb
from escalation.promises import Tend
from escalation.roles import House
from handlers.clicks import Click, clicks
from handlers.edge import Story
from handlers.heard import Heard, Payload, heard
from handlers.ids import Action

_MEANT = {Action.PROMISE_DONE: Tend.KEEP, Action.PROMISE_DROP: Tend.DROP, Action.PROMISE_OPEN: Tend.OPEN}


def read_promise(payload: Payload, _house: House) -> Heard | None:
    """A button under a promise; its value is `handoff:promise`."""
    for click, key in clicks(payload):
        if click.action in _MEANT:
            return heard("promise", key, f"handoff:{click.value.partition(':')[0]}", click)
    return None


async def on_promise(click: Click, deps: Deps) -> str:
    """It means what the word in the card's thread would."""
    handoff, _, promise = click.value.partition(":")
    ask = Ask(
        verb=Verb.PROMISE,
        handoff=HandoffId(handoff),
        by=await who(deps, click.by),
        place=Place(channel=click.channel, thread=click.asker.thread),
        key=f"{click.message}:{click.by}:{click.trigger}",
        words=f"{_MEANT[Action(click.action)]} {promise}",
    )
    return await carry_out(deps, ask)


STORIES = (Story(kind="promise", read=read_promise, value=Click, act=on_promise),)

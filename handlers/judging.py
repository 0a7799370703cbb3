"""Story: an agent says by a button or the menu under a resolved card what it was, and whether it was needed."""

from bot.deps import Deps
from bot.flows.acts import carry_out
from bot.flows.ask import Ask
from bot.flows.people import who
from bot.ports import Place
from escalation.model import HandoffId
from escalation.orders import Verb
from escalation.roles import House
from handlers.clicks import Click, clicks
from handlers.edge import Story
from handlers.heard import Heard, Payload, heard
from handlers.ids import JUDGEMENTS, Action


def read_judgement(payload: Payload, _house: House) -> Heard | None:
    """One of the buttons, or a cause: its value is `handoff:number`."""
    for click, key in clicks(payload):
        if click.action in JUDGEMENTS or click.action == Action.OUTCOME_CAUSE:
            return heard("judgement", key, f"handoff:{click.value.partition(':')[0]}", click)
    return None


async def on_judgement(click: Click, deps: Deps) -> str:
    """The same as the words for it."""
    handoff, _, number = click.value.partition(":")
    if click.action == Action.OUTCOME_CAUSE:
        causes = deps.workspace.outcomes.causes
        words = causes[int(number)] if int(number) < len(causes) else ""
    else:
        words = JUDGEMENTS[click.action].label
    ask = Ask(
        verb=Verb.OUTCOME,
        handoff=HandoffId(handoff),
        by=await who(deps, click.by),
        place=Place(channel=click.channel, thread=click.asker.thread),
        key=f"{click.message}:{click.by}:{click.trigger}",
        words=words,
        trigger=click.trigger,
    )
    return await carry_out(deps, ask)


STORIES = (Story(kind="judgement", read=read_judgement, value=Click, act=on_judgement),)

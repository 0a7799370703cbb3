"""Story: an agent agrees that an engineer's question goes to the customer."""

from bot.deps import Deps
from bot.errors import NotAllowedError
from bot.flows.ask_customer import ask_customer
from bot.flows.people import who
from escalation.model import HandoffId
from escalation.roles import House, may_act
from handlers.clicks import Click, clicks
from handlers.edge import Story
from handlers.heard import Heard, Payload, heard
from handlers.ids import Action


def read_question(payload: Payload, _house: House) -> Heard | None:
    """The button under an engineer's question; its value is `handoff:comment`."""
    for click, key in clicks(payload):
        if click.action == Action.BUG_ASK:
            return heard("bug_question", key, f"handoff:{click.value.partition(':')[0]}", click)
    return None


async def on_question(click: Click, deps: Deps) -> str:
    """An agent pressed it. Only people of our own house may."""
    agent = await who(deps, click.by)
    if not may_act(agent, click.channel, deps.house):
        raise NotAllowedError("This button is for the support team.")
    handoff, _, comment = click.value.partition(":")
    return await ask_customer(deps, HandoffId(handoff), comment, agent)


STORIES = (Story(kind="bug_question", read=read_question, value=Click, act=on_question),)

"""Story: a customer rates how it was by one tap, and says why in a form."""

from bot.deps import Deps
from bot.flows.people import who
from bot.flows.rate_help import FORM, Vote, ask_why, rate_help, say_why
from bot.ports import Place
from escalation.csat import Part
from escalation.model import HandoffId
from escalation.roles import House
from handlers.clicks import Click, clicks
from handlers.edge import Story
from handlers.forms import Filled, filled
from handlers.heard import Heard, Payload, heard
from handlers.ids import SCORES, Action


def read_score(payload: Payload, _house: House) -> Heard | None:
    """A number; its value is `part:handoff`."""
    for click, key in clicks(payload):
        if click.action in SCORES:
            return heard("score", key, f"channel:{click.channel}", click)
    return None


def read_why(payload: Payload, _house: House) -> Heard | None:
    """*Say why*; in a lane of its own, for a form opens within three seconds or never."""
    for click, key in clicks(payload):
        if click.action == Action.CSAT_WHY:
            return heard("why", key, f"why:{click.value}:{click.by}", click)
    return None


def read_reason(payload: Payload, _house: House) -> Heard | None:
    """The form that it opened."""
    found = filled(payload)
    if found is None or found[0].kind != FORM:
        return None
    return heard("reason", found[1], f"channel:{found[0].asker.channel}", found[0])


async def on_score(click: Click, deps: Deps) -> str:
    """Somebody tapped it."""
    part, _, handoff = click.value.partition(":")
    by = await who(deps, click.by)
    return await rate_help(
        deps, Vote(handoff=HandoffId(handoff), part=Part(part), score=SCORES[Action(click.action)], by=by)
    )


async def on_why(click: Click, deps: Deps) -> str:
    """Somebody wants to say why."""
    place = Place(channel=click.channel, thread=click.asker.thread)
    return await ask_why(deps, HandoffId(click.value), await who(deps, click.by), place, click.trigger)


async def on_reason(form: Filled, deps: Deps) -> str:
    """And did."""
    return await say_why(deps, HandoffId(form.about), await who(deps, form.by), form.values.get("why", ""))


STORIES = (
    Story(kind="score", read=read_score, value=Click, act=on_score),
    Story(kind="why", read=read_why, value=Click, act=on_why),
    Story(kind="reason", read=read_reason, value=Filled, act=on_reason),
)

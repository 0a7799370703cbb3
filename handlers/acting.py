"""Story: an agent acts on a handoff by a button of its card, by its menu, or by a form that one of them opened."""

from bot.deps import Deps
from bot.flows.acts import carry_out
from bot.flows.ask import FORM, Ask
from bot.flows.people import who
from bot.ports import Place
from escalation.model import HandoffId
from escalation.orders import Verb
from escalation.roles import House
from handlers.clicks import Click, clicks
from handlers.edge import Story
from handlers.forms import Filled, filled
from handlers.heard import Heard, Payload, heard
from handlers.ids import MOVES, Action


def read_move(payload: Payload, _house: House) -> Heard | None:
    """A button of a handoff card, or a choice of its menu."""
    for click, key in clicks(payload):
        if found := _meant(click):
            return heard("move", key, f"handoff:{found[1]}", click)
    return None


def read_form(payload: Payload, _house: House) -> Heard | None:
    """A form about an act."""
    found = filled(payload)
    if found is None or found[0].kind != FORM:
        return None
    return heard("form", found[1], f"handoff:{found[0].about.split(':', 2)[1]}", found[0])


async def on_move(click: Click, deps: Deps) -> str:
    """An agent pressed a button of a card, or chose from its menu."""
    found = _meant(click)
    assert found is not None
    verb, handoff, about = found
    ask = Ask(
        verb=verb,
        handoff=handoff,
        by=await who(deps, click.by),
        place=Place(channel=click.channel, thread=click.asker.thread),
        key=f"{click.message}:{click.by}:{click.trigger}",
        about=about,
        trigger=click.trigger,
    )
    return await carry_out(deps, ask)


async def on_form(form: Filled, deps: Deps) -> str:
    """An agent filled in what an act wanted to know."""
    verb, handoff, about = form.about.split(":", 2)
    ask = Ask(
        verb=Verb(verb),
        handoff=HandoffId(handoff),
        by=await who(deps, form.by),
        place=Place(channel=form.asker.channel, thread=form.asker.thread),
        key=form.view,
        about=about,
        filled=form.values,
    )
    return await carry_out(deps, ask)


def _meant(click: Click) -> tuple[Verb, HandoffId, str] | None:
    """What is wanted of which handoff, and of which one there, where it has several."""
    verb, about = MOVES.get(click.action, ""), click.value
    if click.action == Action.HANDOFF_MORE:
        verb, _, about = click.value.partition(":")
    handoff, _, which = about.partition(":")
    return (Verb(verb), HandoffId(handoff), which) if verb in set(Verb) else None


STORIES = (
    Story(kind="move", read=read_move, value=Click, act=on_move),
    Story(kind="form", read=read_form, value=Filled, act=on_form),
)

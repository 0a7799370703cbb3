"""Story: a customer corrects what was passed on about them, by *Fix this* under it."""

from bot.deps import Deps
from bot.flows.fix_receipt import FORM, Correction, ask_what_is_wrong, fix_receipt
from bot.flows.people import who
from bot.ports import Place
from escalation.model import HandoffId
from escalation.roles import House
from handlers.clicks import Click, clicks
from handlers.edge import Asker, Story
from handlers.forms import Filled, filled
from handlers.heard import Heard, Payload, heard
from handlers.ids import Action


def read_fix(payload: Payload, _house: House) -> Heard | None:
    """The button; in a lane of its own, for a form opens within three seconds or never."""
    for click, key in clicks(payload):
        if click.action == Action.RECEIPT_FIX:
            return heard("fix", key, f"fix:{click.value}:{click.by}", click)
    return None


def read_correction(payload: Payload, _house: House) -> Heard | None:
    """The form that it opened."""
    found = filled(payload)
    if found is None or found[0].kind != FORM:
        return None
    return heard("correction", found[1], f"channel:{found[0].asker.channel}", found[0])


async def on_fix(click: Click, deps: Deps) -> str:
    """Somebody pressed it."""
    by = await who(deps, click.by)
    return await ask_what_is_wrong(deps, HandoffId(click.value), by, _place(click.asker), click.trigger)


async def on_correction(form: Filled, deps: Deps) -> str:
    """Somebody said what it is about instead."""
    said = Correction(
        handoff=HandoffId(form.about),
        by=await who(deps, form.by),
        place=_place(form.asker),
        key=form.view,
        about=form.values.get("about", ""),
        tried=form.values.get("tried"),
        wants=form.values.get("wants"),
    )
    return await fix_receipt(deps, said)


def _place(asker: Asker) -> Place:
    return Place(channel=asker.channel, thread=asker.thread)


STORIES = (
    Story(kind="fix", read=read_fix, value=Click, act=on_fix),
    Story(kind="correction", read=read_correction, value=Filled, act=on_correction),
)

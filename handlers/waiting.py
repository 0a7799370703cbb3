"""Story: a waiting customer asks to be called, for the answer by e-mail, or for a time of the team."""

from bot.deps import Deps
from bot.flows import book
from bot.flows.people import who
from bot.flows.reserve import Wanted
from bot.flows.unbook import cancel_by_customer
from bot.flows.ways import FORM, choose_way, fault_in, tell_where
from bot.ports import Place
from bot.workspace import TextsConfig
from escalation.alternatives import Way
from escalation.model import HandoffId
from escalation.roles import House
from handlers.clicks import Click, clicks
from handlers.edge import Asker, Story
from handlers.forms import Filled, filled
from handlers.heard import Heard, Payload, heard
from handlers.ids import Action

_WAYS = {Action.WAY_CALL.value: Way.CALL, Action.WAY_MAIL.value: Way.MAIL, Action.WAY_SLOT.value: Way.SLOT}


def read_way(payload: Payload, _house: House) -> Heard | None:
    """A button under the word that a team has it; in a lane of its own, for a form opens within three seconds."""
    for click, key in clicks(payload):
        if click.action in _WAYS:
            return heard("way", key, f"way:{click.value}:{click.by}", click)
    return None


def read_where(payload: Payload, _house: House) -> Heard | None:
    """The form that it opened."""
    found = filled(payload)
    if found is None or found[0].kind != FORM:
        return None
    return heard("where", found[1], f"channel:{found[0].asker.channel}", found[0])


def faults(payload: Payload) -> dict[str, str]:
    """A number or an address that is none."""
    found = filled(payload)
    if found is None or found[0].kind != FORM:
        return {}
    way = found[0].about.partition(":")[0]
    fault = fault_in(way, found[0].values.get("where", ""), TextsConfig())
    return {"where": fault} if fault else {}


async def on_way(click: Click, deps: Deps) -> str:
    """Somebody pressed it."""
    by = await who(deps, click.by)
    place = _place(click.asker)
    if _WAYS[click.action] is Way.SLOT:
        return await book.offer_times(deps, HandoffId(click.value), by, place, click.trigger)
    return await choose_way(deps, HandoffId(click.value), _WAYS[click.action], by, place, click.trigger)


async def on_where(form: Filled, deps: Deps) -> str:
    """Somebody said where they are reached."""
    way, _, handoff = form.about.partition(":")
    by = await who(deps, form.by)
    return await tell_where(deps, HandoffId(handoff), Way(way), form.values.get("where", ""), by, _place(form.asker))


def read_time(payload: Payload, _house: House) -> Heard | None:
    """The form with the times that are free."""
    found = filled(payload)
    if found is None or found[0].kind != book.FORM:
        return None
    return heard("time", found[1], f"channel:{found[0].asker.channel}", found[0])


def read_unbook(payload: Payload, _house: House) -> Heard | None:
    """The button under the word that a time is reserved."""
    for click, key in clicks(payload):
        if click.action == Action.SLOT_CANCEL.value:
            return heard("unbook", key, f"channel:{click.channel}", click)
    return None


async def on_unbook(click: Click, deps: Deps) -> str:
    """Somebody gives their time back."""
    return await cancel_by_customer(deps, HandoffId(click.value), await who(deps, click.by), _place(click.asker))


def faults_in_time(payload: Payload) -> dict[str, str]:
    """An address that is none."""
    found = filled(payload)
    if found is None or found[0].kind != book.FORM:
        return {}
    fault = book.fault_in(found[0].values.get("where", ""), TextsConfig())
    return {"where": fault} if fault else {}


async def on_time(form: Filled, deps: Deps) -> str:
    """Somebody chose one."""
    by = await who(deps, form.by)
    wanted = Wanted(begins=book.moment(form.values.get("when", "")), mail=form.values.get("where", ""))
    return await book.book_time(deps, HandoffId(form.about), wanted, by, _place(form.asker), f"book:{form.view}")


def _place(asker: Asker) -> Place:
    return Place(channel=asker.channel, thread=asker.thread)


STORIES = (
    Story(kind="way", read=read_way, value=Click, act=on_way),
    Story(kind="where", read=read_where, value=Filled, act=on_where, check=faults),
    Story(kind="time", read=read_time, value=Filled, act=on_time, check=faults_in_time),
    Story(kind="unbook", read=read_unbook, value=Click, act=on_unbook),
)

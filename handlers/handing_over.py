"""Story: a colleague hands a customer's message over by hand, by a shortcut on it."""

from dataclasses import dataclass

from bot.deps import Deps
from bot.errors import NotAllowedError
from bot.flows.open_by_hand import ByHand, open_by_hand
from bot.flows.people import who
from bot.ports import Choice, Field, Form, Kind, Place
from escalation.model import ChannelId, PersonId, Ts
from escalation.roles import House, may_act
from handlers.edge import Asker, Story
from handlers.forms import Filled, filled
from handlers.heard import Heard, Payload, heard
from handlers.ids import Shortcut

FORM = "by_hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """The message on which the shortcut was used."""

    message: Ts
    asker: Asker
    trigger: str


def read_shortcut(payload: Payload, _house: House) -> Heard | None:
    """The shortcut on a message."""
    if payload.get("type") != "message_action" or payload.get("callback_id") != Shortcut.HAND_OVER:
        return None
    message, channel = payload.get("message") or {}, (payload.get("channel") or {}).get("id")
    ts, person = message.get("ts") or payload.get("message_ts"), (payload.get("user") or {}).get("id")
    if not channel or not ts or not person:
        return None
    asker = Asker(
        person=PersonId(person), channel=ChannelId(channel), thread=Ts(message.get("thread_ts") or "") or None
    )
    trigger = str(payload.get("trigger_id") or "")
    picked = Picked(message=Ts(ts), asker=asker, trigger=trigger)
    return heard("hand_over", f"shortcut:{channel}:{ts}:{person}:{trigger}", f"channel:{channel}", picked)


def read_hand_over(payload: Payload, _house: House) -> Heard | None:
    """The form that the shortcut opened."""
    found = filled(payload)
    if found is None or found[0].kind != FORM:
        return None
    return heard("handed_over", found[1], f"channel:{found[0].asker.channel}", found[0])


async def on_shortcut(picked: Picked, deps: Deps) -> str:
    """Ask to which team, and why."""
    if not may_act(await who(deps, picked.asker.person), picked.asker.channel, deps.house):
        raise NotAllowedError("Only the support team can hand a conversation over by hand.")
    teams = tuple(Choice(value=queue.name, label=queue.name) for queue in deps.queues)
    hint = "Leave it empty, and the rules choose."
    fields = (
        Field(name="team", label="To which team?", kind=Kind.CHOICE, choices=teams, is_optional=True, hint=hint),
        Field(name="note", label="Why?", is_optional=True, at_most=300, hint="The team sees it on the card."),
    )
    form = Form(kind=FORM, about=picked.message, title="Hand off to a person", fields=fields, submit="Hand off")
    await deps.messenger.open_form(
        Place(channel=picked.asker.channel, thread=picked.asker.thread), picked.trigger, form
    )
    return "asked to which team"


async def on_hand_over(form: Filled, deps: Deps) -> str:
    """A colleague said to whom."""
    wish = ByHand(
        channel=form.asker.channel,
        message=Ts(form.about),
        thread=form.asker.thread,
        team=form.values.get("team", ""),
        note=form.values.get("note", ""),
    )
    return await open_by_hand(deps, wish, await who(deps, form.by))


STORIES = (
    Story(kind="hand_over", read=read_shortcut, value=Picked, act=on_shortcut),
    Story(kind="handed_over", read=read_hand_over, value=Filled, act=on_hand_over),
)

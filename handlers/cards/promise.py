"""What a customer was promised: a word about it in the card's thread, and what of it the card shows."""

from escalation.model import Promise, PromiseKind, PromiseState
from handlers.cards.parts import Card, actions, button, clip, context, moment, sections
from handlers.ids import Action
from handlers.mrkdwn import escape

_MADE_AS = {
    PromiseKind.SAID: "Noted as a promise",
    PromiseKind.CALLBACK: "Promised: a call back",
    PromiseKind.EMAIL: "Promised: an answer by e-mail",
    PromiseKind.SLOT: "Promised: a time that is reserved",
}
_HOW = "In this thread: `promise done`, `promise drop`, or `promise by …` for another time."
_SHOWN_AT_MOST = 5
_WORDS_ON_CARD = 120


def promise_card(promise: Promise) -> Card:
    """How it stands: to be kept, kept, broken or withdrawn; and what may be said of it."""
    text = _told(promise)
    pressed = [button(label, action, f"{promise.handoff}:{promise.id}") for label, action in _buttons(promise)]
    how = [context(_HOW)] if promise.state is PromiseState.OPEN else []
    return Card(text=text, blocks=(*sections(text), *how, *([actions(*pressed)] if pressed else [])))


def promise_lines(promises: tuple[Promise, ...]) -> str:
    """What is still to be kept, numbered as it is called in the card's thread; empty when there is nothing."""
    lines = [f"{number}. {_line(one)}" for number, one in enumerate(promises[:_SHOWN_AT_MOST], start=1)]
    if len(promises) > _SHOWN_AT_MOST:
        lines.append(f"… and {len(promises) - _SHOWN_AT_MOST} more")
    return "\n".join(["📌 *Promised*", *lines]) if lines else ""


def _buttons(promise: Promise) -> list[tuple[str, Action]]:
    match promise.state:
        case PromiseState.OPEN:
            return [("Kept", Action.PROMISE_DONE), ("Not a promise", Action.PROMISE_DROP)]
        case PromiseState.BROKEN:
            return [("Kept by now", Action.PROMISE_DONE), ("Not a promise", Action.PROMISE_DROP)]
        case PromiseState.KEPT:
            return [] if promise.was_late else [("Still to be kept", Action.PROMISE_OPEN)]
        case PromiseState.WITHDRAWN:
            return []


def _told(promise: Promise) -> str:
    match promise.state:
        case PromiseState.OPEN if promise.due_at is None:
            return f"📌 {_words(promise)} – by when? Say `promise by tomorrow 15:00` here, and I'll keep an eye on it."
        case PromiseState.OPEN:
            return f"📌 {_MADE_AS[promise.kind]}: {_words(promise)}, due {_due(promise)}. Kept by {_owner(promise)}."
        case PromiseState.KEPT:
            return f"✅ Kept{' late' if promise.was_late else ''}: {_words(promise)}{_by(promise)}"
        case PromiseState.BROKEN:
            return f"🔥 Not kept when it was due, {_due(promise)}: {_words(promise)}. Up to {_owner(promise)}."
        case PromiseState.WITHDRAWN:
            return f"✖️ No promise any more: {_words(promise)}{_by(promise)}"


def _line(promise: Promise) -> str:
    what = f"“{escape(clip(promise.what, _WORDS_ON_CARD))}”"
    if promise.due_at is None:
        return f"{what} – by when is not said yet"
    sign = "🔥 Overdue: " if promise.state is PromiseState.BROKEN else ""
    return f"{sign}{what}, due {_due(promise)}, {_owner(promise)}"


def _words(promise: Promise) -> str:
    return f"“{escape(promise.what)}”"


def _due(promise: Promise) -> str:
    assert promise.due_at is not None
    return moment(promise.due_at, f"{promise.due_at:%Y-%m-%d %H:%M} UTC")


def _owner(promise: Promise) -> str:
    return f"<@{promise.owner}>" if promise.owner else escape(promise.team)


def _by(promise: Promise) -> str:
    who = f"<@{promise.settled_by}>" if promise.settled_by else ""
    told = ", ".join(part for part in (who, escape(promise.how)) if part)
    return f" ({told})" if told else ""

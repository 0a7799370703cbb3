"""A customer corrects what was passed on about them: the card, the receipt and the team hear of it at once."""

from dataclasses import dataclass, replace

from bot import saying
from bot.deps import Deps
from bot.errors import NotAllowedError, NothingToDoError
from bot.flows.notice import rewrite_notice
from bot.flows.receipt import receipt_of
from bot.flows.wording import texts_about
from bot.ports import Field, Form, Kind, NudgeSaid, Place
from escalation.model import Conversation, Handoff, HandoffId, Message, Person, Receipt
from escalation.receipts import ABOUT_AT_MOST, TOLD_AT_MOST, corrected, correction_in, may_correct
from storage import conversations, handoffs, outbox, timeline
from storage.database import Tx

FORM = "correction"
"""The kind of the form in which a customer corrects a receipt."""


TAKEN = "white_check_mark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What somebody says of a receipt: what it is about, and where they know it, what was tried and what they want.

    None leaves it as it stands. `place` is where they said it, `key` tells it from any other.
    """

    handoff: HandoffId
    by: Person
    place: Place
    key: str
    about: str
    tried: str | None = None
    wants: str | None = None


async def ask_what_is_wrong(deps: Deps, handoff_id: HandoffId, by: Person, place: Place, trigger: str) -> str:
    """*Fix this* was pressed: a form that says what was passed on."""
    async with deps.database.transaction() as tx:
        handoff = await handoffs.get(tx, handoff_id)
        conversation = await conversations.get(tx, handoff.conversation)
    receipt = _theirs_to_fix(deps, handoff, conversation, by, place)
    texts = texts_about(deps, handoff)
    label = {"team": handoff.queue.name, "agent": ""}
    fields = (
        Field(name="about", label=texts.receipt_about.format(**label), value=receipt.about, at_most=ABOUT_AT_MOST),
        _longer("tried", texts.receipt_tried.format(**label), receipt.tried),
        _longer("wants", texts.receipt_wants.format(**label), receipt.wants),
    )
    form = Form(
        kind=FORM,
        about=handoff.id,
        title=texts.receipt_fix.format(**label),
        fields=fields,
        submit=texts.receipt_send.format(**label),
        close=texts.receipt_cancel.format(**label),
    )
    await deps.messenger.open_form(place, trigger, form)
    return "asked what is wrong"


async def fix_receipt(deps: Deps, said: Correction) -> str:
    """What was passed on is this from now on. The same correction twice is one.

    NotAllowedError for anybody but the customer and their colleagues there, NothingToDoError once it is closed.
    """
    async with deps.transaction() as tx:
        handoff = await handoffs.hold(tx, said.handoff)
        conversation = await conversations.get(tx, handoff.conversation)
        return await correct(tx, deps, handoff, conversation, said)


async def correct(tx: Tx, deps: Deps, handoff: Handoff, conversation: Conversation, said: Correction) -> str:
    """Within a transaction that holds the handoff: see `fix_receipt`."""
    before = _theirs_to_fix(deps, handoff, conversation, said.by, said.place)
    wish = replace(
        before,
        about=said.about,
        tried=before.tried if said.tried is None else said.tried,
        wants=before.wants if said.wants is None else said.wants,
    )
    now = deps.clock.now()
    after = corrected(before, wish, said.by, now)
    if after == before:
        return "nothing was changed"
    detail = {"about": before.about, "tried": before.tried, "wants": before.wants, "version": str(before.version)}
    deed = timeline.Deed(kind="corrected", at=now, by=said.by.id, detail=detail)
    if not await timeline.note(tx, handoff, deed, f"corrected:{handoff.id}:{said.key}"):
        return "corrected already"
    briefing = replace(handoff.briefing, ask=after.about, receipt=after)
    await handoffs.set_briefing(tx, handoff.id, briefing)
    handoff = replace(handoff, briefing=briefing)
    change = f"corrected:{handoff.id}:{after.version}"
    await outbox.put(tx, saying.redraw(handoff, change), now)
    told = NudgeSaid(text=_what_changed(said.by, before, after), sign="✏️")
    await outbox.put(tx, saying.to_team(handoff, told, change), now)
    await _redraw_receipt(tx, deps, handoff, change)
    return f"corrected: version {after.version}"


async def correct_in_words(tx: Tx, deps: Deps, conversation: Conversation, message: Message, person: Person) -> str:
    """*correction: …* in the customer's thread; what was done, or an empty string where it is no correction."""
    about = correction_in(message.text)
    handoff = await handoffs.latest(tx, conversation.id) if about else None
    if handoff is None or not may_correct(person, conversation, deps.house):
        return ""
    at = f"{message.channel}:{message.ts}"
    place = Place(channel=message.channel, thread=message.thread)
    said = Correction(handoff=handoff.id, by=person, place=place, key=at, about=about)
    try:
        done = await correct(tx, deps, handoff, conversation, said)
    except NothingToDoError as error:
        words = saying.whisper(place.channel, place.thread, person.id, error.message, f"not_corrected:{at}")
        await outbox.put(tx, words, deps.clock.now())
        return f"refused: {error.message}"
    await outbox.put(tx, saying.mark(message.channel, message.ts, TAKEN, conversation.id), deps.clock.now())
    return done


def _theirs_to_fix(deps: Deps, handoff: Handoff, conversation: Conversation, by: Person, place: Place) -> Receipt:
    texts, named = texts_about(deps, handoff), {"team": handoff.queue.name, "agent": ""}
    if place.channel != conversation.channel or not may_correct(by, conversation, deps.house):
        raise NotAllowedError(texts.receipt_not_yours.format(**named))
    if not handoff.status.is_open or handoff.briefing.receipt is None:
        raise NothingToDoError(texts.receipt_closed.format(**named))
    return handoff.briefing.receipt


async def _redraw_receipt(tx: Tx, deps: Deps, handoff: Handoff, change: str) -> None:
    receipt = receipt_of(texts_about(deps, handoff), handoff)
    await rewrite_notice(tx, deps, handoff, lambda said: replace(said, receipt=receipt), f"{change}:receipt")


def _what_changed(by: Person, before: Receipt, after: Receipt) -> str:
    changed = [
        f"{what}: “{new or '–'}” (before: “{old or '–'}”)"
        for what, old, new in (
            ("what it is about", before.about, after.about),
            ("what was tried", before.tried, after.tried),
            ("what they want", before.wants, after.wants),
        )
        if old != new
    ]
    return f"{by.name} corrected {'; '.join(changed)}"


def _longer(name: str, label: str, value: str) -> Field:
    return Field(name=name, label=label, kind=Kind.TEXT, value=value, is_optional=True, at_most=TOLD_AT_MOST)

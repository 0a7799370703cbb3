"""What the bot drafts for whoever has a handoff: it stands in the card's thread, and goes out only under their name."""

from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from bot import saying
from bot.deps import Deps
from bot.errors import NothingToDoError
from bot.flows.ask import Ask
from bot.flows.card_thread import speaks_for_us
from bot.flows.send import say_as
from bot.ports import DraftSaid, Field, Kind
from escalation.model import Handoff, PersonId, Source
from storage import handoffs, outbox, timeline
from storage.database import Tx
from storage.timeline import Deed

DRAFTED, USED = "drafted", "draft_used"
"""Deeds: something was drafted for somebody; and what became of it, with how alike what was sent is, 0 to 1."""

REPLY, OPENING, ANSWER = "reply", "opening", "answer"
"""What is drafted: a reply that was asked for, an opening line, or by itself what the bot would answer."""

_AT_MOST = 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Words for somebody of ours to send; `key` tells them from any other, `what` they are, counted apart."""

    text: str
    for_whom: PersonId
    key: str
    sources: tuple[Source, ...] = ()
    what: str = REPLY


async def put_draft(tx: Tx, deps: Deps, handoff: Handoff, draft: Draft) -> bool:
    """Into the card's thread, once per key, in place of those that nobody decided about. The handoff is held."""
    before = [deed.detail for deed in await timeline.of(tx, handoff.id) if deed.kind == DRAFTED]
    number = str(len(before) + 1)
    detail = {"number": number, "text": draft.text, "what": draft.what, "from": _titles(draft.sources)}
    deed = Deed(kind=DRAFTED, at=deps.clock.now(), by=draft.for_whom, detail=detail)
    if not await timeline.note(tx, handoff, deed, f"{DRAFTED}:{draft.key}"):
        return False
    for older in before:
        await _decide(tx, deps, handoff, older["number"], {"became": "replaced"}, draft.for_whom)
    said = DraftSaid(
        handoff=handoff.id,
        number=int(number),
        text=draft.text,
        sources=draft.sources,
        what=draft.what,
    )
    await outbox.put(tx, saying.to_team(handoff, said, _key(handoff, number)), deps.clock.now())
    return True


async def is_drafted_from(tx: Tx, handoff: Handoff, sources: tuple[Source, ...]) -> bool:
    """Whether these articles were suggested already."""
    if not sources:
        return False
    deeds = await timeline.of(tx, handoff.id)
    return _titles(sources) in [deed.detail.get("from") for deed in deeds if deed.kind == DRAFTED]


async def use_draft(deps: Deps, ask: Ask) -> str:
    """Send a draft: as it stands, in the words that follow, or as a form says; once."""
    words = ask.filled.get("reply", "") or ask.words
    async with deps.transaction() as tx:
        handoff, number, text = await _meant(tx, ask)
        sent = words or text
        likeness = SequenceMatcher(None, text, sent, autojunk=False).ratio()
        await _decide(tx, deps, handoff, number, {"became": "sent", "likeness": f"{likeness:.2f}"}, ask.by.id)
        await say_as(tx, deps, handoff, ask.message(f"reply-{handoff.id}-{number}", sent), ask.by)
    return "sent to the customer"


async def edit_draft(deps: Deps, ask: Ask) -> str:
    """Show a draft in a form; what is filled in goes out."""
    if ask.filled:
        return await use_draft(deps, ask)
    async with deps.transaction() as tx:
        _, _, text = await _meant(tx, ask)
    if not ask.trigger:
        raise NothingToDoError("Write it here in your own words: it goes to the customer.")
    field = Field(name="reply", label="To the customer", kind=Kind.TEXT, value=text, at_most=_AT_MOST)
    await deps.messenger.open_form(ask.place, ask.trigger, ask.form("Edit and send", (field,), submit="Send"))
    return "asked for the words"


async def drop_draft(deps: Deps, ask: Ask) -> str:
    """A draft is of no use."""
    async with deps.transaction() as tx:
        handoff, number, _ = await _meant(tx, ask)
        await _decide(tx, deps, handoff, number, {"became": "dropped"}, ask.by.id)
    return "dropped"


def check_theirs(handoff: Handoff, ask: Ask) -> None:
    """NothingToDoError for whoever does not have it."""
    if not speaks_for_us(handoff, ask.by):
        raise NothingToDoError("Only who has this handoff can send a reply. Claim it first.")


async def _meant(tx: Tx, ask: Ask) -> tuple[Handoff, str, str]:
    """The handoff, held, and the draft for this person that is meant, else the newest, if nobody has decided about it.

    What was drafted for another greets in their name.
    """
    handoff = await handoffs.hold(tx, ask.handoff)
    check_theirs(handoff, ask)
    deeds = await timeline.of(tx, handoff.id)
    decided = {deed.detail["number"] for deed in deeds if deed.kind == USED}
    theirs = [deed.detail for deed in deeds if deed.kind == DRAFTED and deed.by == ask.by.id]
    waiting = [one for one in theirs if one["number"] not in decided and ask.about in ("", one["number"])]
    if not waiting:
        raise NothingToDoError("Nothing waits to be sent here. `suggest` drafts a reply.")
    return handoff, waiting[-1]["number"], waiting[-1]["text"]


async def _decide(tx: Tx, deps: Deps, handoff: Handoff, number: str, became: dict[str, str], by: PersonId) -> None:
    """This became of a draft, if nothing did before, and its place says so."""
    now = deps.clock.now()
    deed = Deed(kind=USED, at=now, by=by, detail={"number": number, **became})
    if not await timeline.note(tx, handoff, deed, f"{USED}:{handoff.id}:{number}"):
        return
    shown = await outbox.find(tx, _key(handoff, number))
    said = saying.unpack(shown.words.saying) if shown else None
    if shown is not None and isinstance(said, DraftSaid):
        ended = replace(said, became=became["became"])
        await outbox.put(tx, saying.rewrite(shown.words, ended, f"{_key(handoff, number)}:{became['became']}"), now)


def _titles(sources: tuple[Source, ...]) -> str:
    return "\n".join(sorted({source.title for source in sources}))


def _key(handoff: Handoff, number: int | str) -> str:
    return f"draft:{handoff.id}:{number}"

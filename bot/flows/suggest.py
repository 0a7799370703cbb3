"""A suggested reply: drafted from the help centre for whoever has a handoff, and sent only under their name."""

import re
from dataclasses import replace
from difflib import SequenceMatcher

from bot import saying
from bot.brain.answer import draft_answer, look_up
from bot.deps import Deps
from bot.errors import ModelUnavailableError, NothingToDoError
from bot.flows.ask import Ask
from bot.flows.card_thread import speaks_for_us
from bot.flows.guard import send_newest
from bot.flows.held import newest
from bot.flows.send import say_as
from bot.ports import DraftSaid, Field, Kind
from escalation.limits import Case
from escalation.model import Conversation, Handoff, Source, Speaker, Utterance
from escalation.reading import is_chatter
from storage import conversations, handoffs, outbox, timeline
from storage.database import Tx
from storage.timeline import Deed

DRAFTED, USED = "drafted", "draft_used"
"""Deeds: a reply was suggested; and what became of it, with how alike what was sent is, 0 to 1."""

_AT_MOST, _LONGEST_QUOTE = 3000, 2000
_CITATION = re.compile(r" ?\[\[\d+\]\]\(\S+?\)| ?\[\d+\](?!\()")
_LINK = re.compile(r"\[([^\]\n]+)\]\((https?://[^\s)]+)\)")
_MARKS = re.compile(r"\*\*|__|^#{1,6} +", re.MULTILINE)
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>])")


async def suggest(deps: Deps, ask: Ask) -> str:
    """Draft a reply into the card's thread, once per wish. NothingToDoError where it is not theirs to send."""
    async with deps.database.transaction() as tx:
        handoff = await handoffs.get(tx, ask.handoff)
        conversation = await conversations.get(tx, handoff.conversation)
        lines = await conversations.lines(tx, conversation.id)
    _check(handoff, ask)
    text, sources = await _draft(deps, conversation, lines)
    if not text:
        raise NothingToDoError("I found nothing in the help centre that answers this, so I suggest nothing.")
    text = f"{_opening(handoff, lines, ask)}{_as_typed(text)}{_read_more(sources)}"
    async with deps.transaction() as tx:
        handoff = await handoffs.hold(tx, ask.handoff)
        _check(handoff, ask)
        number = sum(deed.kind == DRAFTED for deed in await timeline.of(tx, handoff.id)) + 1
        said = DraftSaid(handoff=handoff.id, number=number, text=text, sources=sources)
        deed = Deed(kind=DRAFTED, at=deps.clock.now(), by=ask.by.id, detail={"number": str(number), "text": text})
        if await timeline.note(tx, handoff, deed, f"{DRAFTED}:{ask.key}"):
            await outbox.put(tx, saying.to_team(handoff, said, _key(handoff, number)), deps.clock.now())
    return "suggested a reply"


async def use_draft(deps: Deps, ask: Ask) -> str:
    """Send the newest suggestion: as it stands, in the words that follow, or as a form says; once."""
    words = ask.filled.get("reply", "") or ask.words
    async with deps.transaction() as tx:
        handoff, number, text = await _newest(tx, ask)
        sent = words or text
        likeness = SequenceMatcher(None, text, sent, autojunk=False).ratio()
        await _decide(tx, deps, handoff, number, {"became": "sent", "likeness": f"{likeness:.2f}"}, ask)
        await say_as(tx, deps, handoff, ask.message(f"reply-{handoff.id}-{number}", sent), ask.by)
    return "sent to the customer"


async def edit_draft(deps: Deps, ask: Ask) -> str:
    """Show the newest suggestion in a form; what is filled in goes out."""
    if ask.filled:
        return await use_draft(deps, ask)
    async with deps.transaction() as tx:
        _, _, text = await _newest(tx, ask)
    if not ask.trigger:
        raise NothingToDoError("Write it here in your own words: it goes to the customer.")
    field = Field(name="reply", label="To the customer", kind=Kind.TEXT, value=text, at_most=_AT_MOST)
    await deps.messenger.open_form(ask.place, ask.trigger, ask.form("Edit and send", (field,), submit="Send"))
    return "asked for the words"


async def drop_draft(deps: Deps, ask: Ask) -> str:
    """The newest suggestion is of no use."""
    async with deps.transaction() as tx:
        handoff, number, _ = await _newest(tx, ask)
        await _decide(tx, deps, handoff, number, {"became": "dropped"}, ask)
    return "dropped"


async def send_waiting(deps: Deps, ask: Ask) -> str:
    """The word `send`: a question that waits goes out, else the newest suggestion."""
    async with deps.database.transaction() as tx:
        held = await newest(tx, await handoffs.get(tx, ask.handoff))
    return await send_newest(deps, ask) if held is not None else await use_draft(deps, ask)


async def _draft(
    deps: Deps, conversation: Conversation, lines: tuple[Utterance, ...]
) -> tuple[str, tuple[Source, ...]]:
    """What the help centre says about what the customer asked last; empty where it says nothing."""
    asked = [line.text for line in lines if line.speaker is Speaker.CUSTOMER and line.text]
    asked = [text for text in asked if not is_chatter(text)]
    if not asked:
        return "", ()
    found = await look_up(deps, conversation, asked[-1], is_second=False)
    if found.quoted is None or found.quoted.confidence < deps.policy.limits_for(Case()).answer_at:
        return "", ()
    try:
        draft = await draft_answer(deps, found, lines, asked[-1])
        if draft is None:
            return "", ()
        text = "".join([word async for word in draft.words]) if draft.words is not None else ""
        if text and not draft.doubt(text):
            return text, draft.sources(text)
    except ModelUnavailableError:
        pass
    quoted = [one.text for one in found.passages if one.id in found.quoted.passages]
    return "\n\n".join(quoted)[:_LONGEST_QUOTE], found.quoted.sources


def _as_typed(markdown: str) -> str:
    """As a person would type it: no marks of Markdown, which would be carried as they are."""
    text = _CITATION.sub("", markdown)
    text = _LINK.sub(r"\1 (\2)", text)
    return _ESCAPED.sub(r"\1", _MARKS.sub("", text)).strip()


def _read_more(sources: tuple[Source, ...]) -> str:
    links = [f"{source.title}: {source.url}" for source in sources if source.url]
    return "\n\n" + "\n".join(links) if links else ""


def _opening(handoff: Handoff, lines: tuple[Utterance, ...], ask: Ask) -> str:
    """Who is there, as long as nobody of us has said so: it promises nothing."""
    if any(line.speaker is Speaker.AGENT for line in lines):
        return ""
    first, agent = handoff.customer_name.split(" ")[0], ask.by.name.split(" ")[0]
    return f"Hi {first}, {agent} here. I've read everything above.\n\n"


async def _newest(tx: Tx, ask: Ask) -> tuple[Handoff, str, str]:
    """The handoff, held, and the suggestion that nobody has decided about."""
    handoff = await handoffs.hold(tx, ask.handoff)
    _check(handoff, ask)
    deeds = await timeline.of(tx, handoff.id)
    decided = {deed.detail["number"] for deed in deeds if deed.kind == USED}
    waiting = [deed.detail for deed in deeds if deed.kind == DRAFTED and deed.detail["number"] not in decided]
    if not waiting:
        raise NothingToDoError("Nothing waits to be sent here. `suggest` drafts a reply.")
    return handoff, waiting[-1]["number"], waiting[-1]["text"]


async def _decide(tx: Tx, deps: Deps, handoff: Handoff, number: str, became: dict[str, str], ask: Ask) -> None:
    """This became of a suggestion, and its place says so."""
    now = deps.clock.now()
    deed = Deed(kind=USED, at=now, by=ask.by.id, detail={"number": number, **became})
    await timeline.note(tx, handoff, deed, f"{USED}:{handoff.id}:{number}")
    shown = await outbox.find(tx, _key(handoff, number))
    said = saying.unpack(shown.words.saying) if shown else None
    if shown is not None and isinstance(said, DraftSaid):
        ended = replace(said, became=became["became"])
        await outbox.put(tx, saying.rewrite(shown.words, ended, f"{_key(handoff, number)}:{became['became']}"), now)


def _check(handoff: Handoff, ask: Ask) -> None:
    if not speaks_for_us(handoff, ask.by):
        raise NothingToDoError("Only who has this handoff can send a reply. Claim it first.")


def _key(handoff: Handoff, number: int | str) -> str:
    return f"draft:{handoff.id}:{number}"

"""A suggested reply: drafted from the help centre for whoever has a handoff, and sent only under their name."""

import re
from dataclasses import dataclass

from bot.brain.answer import draft_answer, look_up
from bot.deps import Deps
from bot.errors import ModelUnavailableError, NothingToDoError
from bot.flows.ask import Ask
from bot.flows.drafts import Draft, check_theirs, put_draft, use_draft
from bot.flows.greet import greeting, has_spoken
from bot.flows.guard import send_newest
from bot.flows.held import newest
from bot.flows.wording import texts_about
from escalation.limits import Case
from escalation.model import Conversation, Handoff, Person, Source, Speaker, Utterance
from escalation.reading import is_chatter
from storage import conversations, handoffs

_LONGEST_QUOTE = 2000
_CITATION = re.compile(r" ?\[\[\d+\]\]\(\S+?\)| ?\[\d+\](?!\()")
_LINK = re.compile(r"\[([^\]\n]+)\]\((https?://[^\s)]+)\)")
_MARKS = re.compile(r"\*\*|__|^#{1,6} +", re.MULTILINE)
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a reply is drafted to: these words, in what was said so far."""

    conversation: Conversation
    lines: tuple[Utterance, ...]
    question: str


async def suggest(deps: Deps, ask: Ask) -> str:
    """Draft a reply into the card's thread, once per wish. NothingToDoError where it is not theirs to send."""
    async with deps.database.transaction() as tx:
        handoff = await handoffs.get(tx, ask.handoff)
        conversation = await conversations.get(tx, handoff.conversation)
        lines = await conversations.lines(tx, conversation.id)
    check_theirs(handoff, ask)
    asked = [line.text for line in lines if line.speaker is Speaker.CUSTOMER and line.text]
    asked = [text for text in asked if not is_chatter(text)]
    about = Asked(conversation=conversation, lines=lines, question=asked[-1] if asked else "")
    text, sources = await draft_reply(deps, handoff, about, ask.by)
    if not text:
        raise NothingToDoError("I found nothing in the help centre that answers this, so I suggest nothing.")
    async with deps.transaction() as tx:
        handoff = await handoffs.hold(tx, ask.handoff)
        check_theirs(handoff, ask)
        await put_draft(tx, deps, handoff, Draft(text=text, for_whom=ask.by.id, key=ask.key, sources=sources))
    return "suggested a reply"


async def draft_reply(deps: Deps, handoff: Handoff, about: Asked, agent: Person) -> tuple[str, tuple[Source, ...]]:
    """What the help centre says to this, as this person would write it; empty where it says nothing."""
    text, sources = await _draft(deps, about) if about.question else ("", ())
    if not text:
        return "", ()
    return f"{_greeting(deps, handoff, about.lines, agent)}{_as_typed(text)}{_read_more(sources)}", sources


async def send_waiting(deps: Deps, ask: Ask) -> str:
    """The word `send`: a question that waits goes out, else the newest suggestion."""
    async with deps.database.transaction() as tx:
        held = await newest(tx, await handoffs.get(tx, ask.handoff))
    return await send_newest(deps, ask) if held is not None else await use_draft(deps, ask)


async def _draft(deps: Deps, about: Asked) -> tuple[str, tuple[Source, ...]]:
    """The words of the help centre, or a model's that stand in it."""
    found = await look_up(deps, about.conversation, about.question, is_second=False)
    if found.quoted is None or found.quoted.confidence < deps.policy.limits_for(Case()).answer_at:
        return "", ()
    try:
        draft = await draft_answer(deps, found, about.lines, about.question)
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


def _greeting(deps: Deps, handoff: Handoff, lines: tuple[Utterance, ...], agent: Person) -> str:
    """Who is there, as long as nobody of us has said so."""
    return "" if has_spoken(lines) else f"{greeting(texts_about(deps, handoff).greeting, handoff, agent)}\n\n"

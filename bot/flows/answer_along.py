"""While a person has it the bot is silent; what it would answer, it shows to them alone."""

from dataclasses import asdict, dataclass

from bot.deps import Deps
from bot.flows.drafts import ANSWER, Draft, is_drafted_from, put_draft
from bot.flows.people import who
from bot.flows.suggest import Asked, draft_reply
from escalation.model import Handoff, HandoffId, Source, Speaker, Ts, Utterance
from escalation.reading import is_chatter
from escalation.reading.asked import questions
from storage import conversations, handoffs, inbox
from storage.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class AlongDue:
    """A customer wrote to the person who has this; `upto` is the message after which they may have paused."""

    handoff: HandoffId
    upto: Ts


async def want_along(tx: Tx, deps: Deps, handoff: Handoff, said: Utterance) -> None:
    """Look whether there is an answer, once they have paused."""
    if not (said.text and handoff.claimed_by and deps.workspace.copilot.answers_along):
        return
    now, due = deps.clock.now(), AlongDue(handoff=handoff.id, upto=said.ts)
    work = inbox.NewWork(
        key=f"along:{handoff.id}:{said.ts}",
        kind="answer_along",
        lane=f"along:{handoff.id}",
        payload=asdict(due),
        due=now + deps.pace.quiet,
    )
    await inbox.put(tx, work, now)


async def answer_along(deps: Deps, due: AlongDue) -> str:
    """Draft it for whoever has it, unless the customer went on, somebody answered, or it was shown before."""
    async with deps.database.transaction() as tx:
        handoff = await handoffs.get(tx, due.handoff)
        conversation = await conversations.get(tx, handoff.conversation)
        lines = await conversations.lines(tx, conversation.id)
    if handoff.claimed_by is None or not _waits(handoff, lines, due.upto):
        return "not wanted any more"
    about = Asked(conversation=conversation, lines=lines, question=_asked(handoff, lines))
    text, sources = await draft_reply(deps, handoff, about, await who(deps, handoff.claimed_by))
    if not text:
        return "nothing to say"
    async with deps.transaction() as tx:
        now = await handoffs.hold(tx, due.handoff)
        lines = await conversations.lines(tx, conversation.id)
        if now.claimed_by != handoff.claimed_by or not _waits(now, lines, due.upto):
            return "not wanted any more"
        if _was_offered(now, sources) or await is_drafted_from(tx, now, sources):
            return "known already"
        draft = Draft(text=text, for_whom=handoff.claimed_by, key=f"along:{due.upto}", sources=sources, what=ANSWER)
        await put_draft(tx, deps, now, draft)
    return "shown to whoever has it"


def _waits(handoff: Handoff, lines: tuple[Utterance, ...], upto: Ts) -> bool:
    """Whether this is still the last word."""
    last = next((line for line in reversed(lines) if line.speaker in (Speaker.CUSTOMER, Speaker.AGENT)), None)
    return handoff.status.is_open and last is not None and last.ts == upto


def _asked(handoff: Handoff, lines: tuple[Utterance, ...]) -> str:
    """What the customer asked last since it was handed over and anybody of us wrote, and what belongs to it."""
    texts: list[str] = []
    for line in lines:
        if line.speaker is Speaker.AGENT:
            texts.clear()
        elif line.speaker is Speaker.CUSTOMER and line.text and line.at > handoff.opened_at:
            texts = [line.text] if questions(line.text) else [*texts, line.text]
    return "\n".join(text for text in texts if not is_chatter(text)) if any(map(questions, texts)) else ""


def _was_offered(handoff: Handoff, sources: tuple[Source, ...]) -> bool:
    """Whether the customer had these articles from the bot before: they did not settle it."""
    tried = {source.title for source in handoff.briefing.tried}
    return bool(sources) and all(source.title in tried for source in sources)

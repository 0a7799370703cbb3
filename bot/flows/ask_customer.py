"""Engineers ask customers through the handoff: a question goes out when an agent agrees, and the answer goes back."""

from dataclasses import asdict, dataclass, replace
from datetime import timedelta

from bot import saying
from bot.deps import Deps
from bot.errors import NothingToDoError
from bot.flows.file_bug import LANE, await_words, own_id
from bot.flows.files import names
from bot.flows.wording import texts_about
from bot.ports import NoticeSaid, QuestionSaid
from escalation.bugs import question_for_customer
from escalation.model import Handoff, HandoffId, Person, Utterance
from escalation.redaction import redacted
from storage import bugs, conversations, handoffs, inbox, outbox
from storage.database import Tx

_AFTER_AN_ANSWER = timedelta(minutes=10)
"""Whoever answers often adds something; after that, the talk is with the agent again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentNews:
    """Somebody commented on an issue."""

    ticket: str
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsDue:
    """What a customer said that belongs on an issue; `key` is what it is once."""

    ticket: str
    key: str
    text: str


async def heed_comment(deps: Deps, news: CommentNews) -> str:
    """A comment that begins with `@customer` is shown to the agents of everybody the issue hurts."""
    async with deps.database.transaction() as tx:
        known = await bugs.find(tx, news.ticket)
    if known is None or deps.tracker is None:
        return "not ours"
    comment = next((one for one in await deps.tracker.comments(news.ticket) if one.id == news.comment), None)
    question = question_for_customer(comment.text) if comment else ""
    if comment is None or not question:
        return "engineers' own talk"
    async with deps.transaction() as tx:
        reports = await bugs.reports(tx, news.ticket)
        for report in reports:
            handoff = await handoffs.get(tx, report.handoff)
            asked = QuestionSaid(handoff=handoff.id, comment=comment.id, author=comment.author, text=question)
            await outbox.put(tx, saying.to_team(handoff, asked, _key(handoff.id, comment.id)), deps.clock.now())
    return f"shown to {len(reports)}"


async def ask_customer(deps: Deps, handoff_id: HandoffId, comment: str, agent: Person) -> str:
    """An agent agrees: the question goes to the customer, once, and what they say next goes to the issue."""
    now = deps.clock.now()
    async with deps.transaction() as tx:
        shown = await outbox.find(tx, _key(handoff_id, comment))
        asked = saying.unpack(shown.words.saying) if shown else None
        if shown is None or not isinstance(asked, QuestionSaid):
            raise NothingToDoError("This question is not there any more.")
        handoff = await handoffs.get(tx, handoff_id)
        conversation = await conversations.get(tx, handoff.conversation)
        text = texts_about(deps, handoff).engineers_ask.format(question=asked.text)
        notice = NoticeSaid(conversation=conversation.id, text=text)
        key = f"asked:{handoff_id}:{comment}"
        if not await outbox.put(tx, saying.to_customer(conversation, notice, key), now):
            return "asked already"
        await await_words(tx, deps, handoff_id)
        done = replace(asked, asked_by=agent.id)
        await outbox.put(tx, saying.rewrite(shown.words, done, f"{key}:shown"), now)
    return "asked"


async def pass_to_engineers(tx: Tx, deps: Deps, handoff: Handoff, said: Utterance) -> None:
    """What the customer says while the engineers wait for it is put on the issue, without secrets."""
    report = await bugs.report_of(tx, handoff.id)
    now = deps.clock.now()
    if report is None or report.awaits_until is None or now >= report.awaits_until:
        return
    await bugs.await_words(tx, handoff.id, min(report.awaits_until, now + _AFTER_AN_ANSWER))
    attached = "".join(f"\n\n📎 {name} (in the Slack thread)" for name in names(said.files))
    quoted = "\n".join(f"> {line}" for line in redacted(said.text or "").splitlines())
    await _say(tx, deps, report.bug, f"words:{said.ts}", f"The customer says:\n\n{quoted}{attached}")


async def tell_still_broken(tx: Tx, deps: Deps, handoff: Handoff, key: str) -> None:
    """The customer came back: the issue hears of it, and of what they say about it."""
    report = await bugs.report_of(tx, handoff.id)
    if report is None:
        return
    await await_words(tx, deps, handoff.id)
    await _say(tx, deps, report.bug, f"still:{key}", "A customer says that this is not solved for them.")


async def comment_on_bug(deps: Deps, due: WordsDue) -> str:
    """Say it on the issue."""
    if deps.tracker is None:
        return "no tracker"
    await deps.tracker.comment(due.ticket, own_id("comment", due.ticket, due.key), due.text)
    return "said on the issue"


async def _say(tx: Tx, deps: Deps, ticket: str, key: str, text: str) -> None:
    due = WordsDue(ticket=ticket, key=key, text=text)
    work = inbox.NewWork(
        key=f"comment:{ticket}:{key}", kind="bug_words", lane=LANE, payload=asdict(due), due=deps.clock.now()
    )
    await inbox.put(tx, work, deps.clock.now())


def _key(handoff: HandoffId, comment: str) -> str:
    return f"question:{handoff}:{comment}"

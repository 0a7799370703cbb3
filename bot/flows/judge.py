"""An agent says what a handoff was about and whether it was needed: by buttons in the card's thread, or by a word."""

from bot import saying
from bot.deps import Deps
from bot.errors import NothingToDoError
from bot.flows.ask import Ask
from bot.ports import JudgingSaid
from escalation.judging import NotUnderstoodError, judgement_in
from escalation.model import Handoff, Judgement, Needed, Person
from storage import handoffs, outbox, timeline
from storage.database import Tx


async def judge_handoff(deps: Deps, ask: Ask) -> str:
    """What the agent says replaces what was said before, each part by itself. NothingToDoError when it says nothing."""
    said = judgement_of(deps, ask)
    if not said.words:
        raise NothingToDoError(_how(deps))
    async with deps.transaction() as tx:
        await note_judgement(tx, deps, await handoffs.hold(tx, ask.handoff), said, ask.by, ask.key)
    return f"judged: {said.words}"


def judgement_of(deps: Deps, ask: Ask) -> Judgement:
    """What the words say. NothingToDoError when a part of them says nothing that we know."""
    try:
        return judgement_in(ask.words, deps.workspace.outcomes.causes)
    except NotUnderstoodError as error:
        raise NothingToDoError(f"I don't know “{str(error)[:80]}”. {_how(deps)}") from error


async def ask_to_judge(tx: Tx, deps: Deps, handoff: Handoff) -> None:
    """In the card's thread, once a handoff."""
    await outbox.put(tx, saying.to_team(handoff, _asking(deps, handoff), _key(handoff)), deps.clock.now())


async def note_judgement(tx: Tx, deps: Deps, handoff: Handoff, said: Judgement, by: Person, key: str) -> None:
    """Remember what somebody says of it, once per `key`; the card shows it."""
    before, now = handoff.judgement, deps.clock.now()
    judgement = Judgement(cause=said.cause or before.cause, needed=said.needed or before.needed)
    detail = {"cause": judgement.cause, "needed": judgement.needed or ""}
    deed = timeline.Deed(kind="judged", at=now, by=by.id, detail=detail)
    if not await timeline.note(tx, handoff, deed, f"judged:{handoff.id}:{key}"):
        return
    await handoffs.set_judgement(tx, handoff.id, judgement)
    handoff = await handoffs.get(tx, handoff.id)
    asked = await outbox.find(tx, _key(handoff))
    if asked is not None:
        shown = saying.rewrite(asked.words, _asking(deps, handoff, by), f"judged:{handoff.id}:{key}:shown")
        await outbox.put(tx, shown, now)
    await outbox.put(tx, saying.redraw(handoff, f"judged:{key}"), now)


def _how(deps: Deps) -> str:
    causes = " · ".join(deps.workspace.outcomes.causes)
    needed = " · ".join(one.label for one in Needed)
    return f"Write `outcome: CAUSE, JUDGEMENT`, or one of the two. Causes: {causes}. Judgements: {needed}."


def _asking(deps: Deps, handoff: Handoff, by: Person | None = None) -> JudgingSaid:
    causes = deps.workspace.outcomes.causes
    return JudgingSaid(handoff=handoff.id, causes=causes, judgement=handoff.judgement, by=by.id if by else "")


def _key(handoff: Handoff) -> str:
    return f"judging:{saying.card_key(handoff)}"

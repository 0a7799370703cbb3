"""A customer says how it was: by one tap for each part, or in words; and why, when it was not good."""

from dataclasses import dataclass, replace

from bot import saying
from bot.deps import Deps
from bot.errors import NotAllowedError, NothingToDoError
from bot.flows.ask_rating import csat_key
from bot.flows.episodes import end_episode
from bot.flows.wording import labels, texts_about
from bot.ports import CsatSaid, Field, Form, Kind, NoticeSaid, NudgeSaid, Place
from escalation.csat import GOOD, HEARD, SCORES, Part, Rating, is_why, scores_in
from escalation.model import Conversation, Ending, Episode, Handoff, HandoffId, HandoffStatus, Person
from escalation.receipts import may_correct
from storage import csat, episodes, handoffs, outbox
from storage.database import Tx

FORM = "csat_why"
"""The kind of the form in which a customer says why."""

_LONGEST = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """Somebody rates one part of the episode that this handoff belongs to, from 1 to 5."""

    handoff: HandoffId
    part: Part
    score: int
    by: Person


async def rate_help(deps: Deps, vote: Vote) -> str:
    """The last word counts, for a day. NotAllowedError for anybody but the customer and their colleagues there."""
    async with deps.transaction() as tx:
        handoff, conversation = await handoffs.hold_with_conversation(tx, vote.handoff)
        episode = await _asked_about(tx, deps, handoff, conversation, vote.by)
        await _rate(tx, deps, (conversation, handoff, episode), vote)
    return f"rated: {vote.part} {vote.score}"


async def ask_why(deps: Deps, handoff_id: HandoffId, by: Person, place: Place, trigger: str) -> str:
    """*Say why* was pressed: a form with room for it."""
    async with deps.database.transaction() as tx:
        handoff, conversation = await handoffs.hold_with_conversation(tx, handoff_id)
        await _asked_about(tx, deps, handoff, conversation, by)
    texts, named = texts_about(deps, handoff), {"team": handoff.queue.name, "agent": ""}
    label = texts.button_why.format(**named)
    form = Form(
        kind=FORM,
        about=handoff.id,
        title=label,
        fields=(Field(name="why", label=label, kind=Kind.TEXT, at_most=_LONGEST),),
        submit=texts.receipt_send.format(**named),
        close=texts.receipt_cancel.format(**named),
    )
    await deps.messenger.open_form(place, trigger, form)
    return "asked why"


async def say_why(deps: Deps, handoff_id: HandoffId, by: Person, why: str) -> str:
    """The form comes back: the team reads it."""
    async with deps.transaction() as tx:
        handoff, conversation = await handoffs.hold_with_conversation(tx, handoff_id)
        episode = await _asked_about(tx, deps, handoff, conversation, by)
        return await _explain(tx, deps, (conversation, handoff, episode), why)


async def rated_in_words(
    tx: Tx, deps: Deps, conversation: Conversation, handoff: Handoff, text: str, by: Person
) -> bool:
    """*rate 4*, where that was asked; or why a rating was low. False when the words are about something else."""
    episode = await episodes.of(tx, handoff)
    if episode is None or episode.asked_at is None or deps.clock.now() - episode.asked_at >= HEARD:
        return False
    if not may_correct(by, conversation, deps.house):
        return False
    known = await csat.of(tx, episode)
    scores = scores_in(text)
    about = (conversation, handoff, episode)
    if scores:
        for part, score in scores.items():
            if part not in known or known[part].may_change(deps.clock.now()):
                await _rate(tx, deps, about, Vote(handoff=handoff.id, part=part, score=score, by=by))
        return True
    is_awaited = any(one.is_low and not one.why and one.may_change(deps.clock.now()) for one in known.values())
    if is_awaited and is_why(text):
        await _explain(tx, deps, about, text)
        return True
    return False


async def _asked_about(tx: Tx, deps: Deps, handoff: Handoff, conversation: Conversation, by: Person) -> Episode:
    """The episode, if this person was asked about it."""
    if not may_correct(by, conversation, deps.house):
        texts = texts_about(deps, handoff)
        raise NotAllowedError(texts.csat_not_yours.format(team=handoff.queue.name, agent=""))
    episode = await episodes.of(tx, handoff)
    if episode is None or episode.asked_at is None:
        raise NothingToDoError(texts_about(deps, handoff).csat_closed.format(team=handoff.queue.name, agent=""))
    return episode


async def _rate(tx: Tx, deps: Deps, about: tuple[Conversation, Handoff, Episode], vote: Vote) -> None:
    conversation, handoff, episode = about
    known, now = (await csat.of(tx, episode)).get(vote.part), deps.clock.now()
    if vote.score not in SCORES or (known is not None and not known.may_change(now)):
        raise NothingToDoError(texts_about(deps, handoff).csat_closed.format(team=handoff.queue.name, agent=""))
    rating = Rating(
        conversation=episode.conversation,
        episode=episode.number,
        part=vote.part,
        score=vote.score,
        by=vote.by.id,
        why=known.why if known else "",
        first_at=known.first_at if known else now,
        at=now,
    )
    await csat.keep(tx, rating)
    await _show(tx, deps, handoff, episode, conversation.customer_name)
    if vote.part is Part.PERSON and vote.score >= GOOD and handoff.status is HandoffStatus.RESOLVED:
        await end_episode(tx, deps, conversation, Ending.CONFIRMED)


async def _explain(tx: Tx, deps: Deps, about: tuple[Conversation, Handoff, Episode], why: str) -> str:
    conversation, handoff, episode = about
    known = await csat.of(tx, episode)
    worst = min(known.values(), key=lambda one: one.score, default=None)
    if worst is None or not why.strip():
        return "nothing said"
    now = deps.clock.now()
    await csat.keep(tx, replace(worst, why=why.strip()[:_LONGEST], at=now))
    await _show(tx, deps, handoff, episode, conversation.customer_name)
    texts = texts_about(deps, handoff)
    noted = NoticeSaid(
        conversation=conversation.id,
        text=texts.csat_noted.format(team=handoff.queue.name, agent=""),
        offers_reopen=handoff.id if handoff.status is HandoffStatus.RESOLVED else None,
        labels=labels(texts, handoff.queue.name),
    )
    await outbox.put(tx, saying.to_customer(conversation, noted, f"{csat_key(episode)}:noted"), now)
    return "said why"


async def _show(tx: Tx, deps: Deps, handoff: Handoff, episode: Episode, name: str) -> None:
    """The question shows what was tapped, and the team reads it in the card's thread; both are kept true."""
    known, key, now = await csat.of(tx, episode), csat_key(episode), deps.clock.now()
    scores = {part: rating.score for part, rating in known.items()}
    asked = await outbox.find(tx, key)
    said = saying.unpack(asked.words.saying) if asked else None
    change = ":".join(map(str, (*scores.values(), len(_told(name, known)), now.timestamp())))
    if asked is not None and isinstance(said, CsatSaid):
        drawn = replace(said, person_score=scores.get(Part.PERSON, 0), bot_score=scores.get(Part.BOT, 0))
        await outbox.put(tx, saying.rewrite(asked.words, drawn, f"{key}:{change}"), now)
    told = NudgeSaid(text=_told(name, known), sign="⭐")
    if not await outbox.put(tx, saying.to_team(handoff, told, f"{key}:team"), now):
        standing = await outbox.find(tx, f"{key}:team")
        assert standing is not None
        await outbox.put(tx, saying.rewrite(standing.words, told, f"{key}:team:{change}"), now)


def _told(name: str, known: dict[Part, Rating]) -> str:
    called = {Part.PERSON: "the help", Part.BOT: "the automated answers"}
    rated = ", ".join(f"{called[part]} {known[part].score} of 5" for part in Part if part in known)
    why = " ".join(f"“{one.why}”" for one in known.values() if one.why)
    return f"{name} rates {rated}. {why}".strip()

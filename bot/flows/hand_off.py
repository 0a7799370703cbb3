"""The bot brings in a person: the customer is told, the card stands in the team's channel, nothing is lost."""

from dataclasses import dataclass, replace
from datetime import timedelta

from bot import saying
from bot.deps import Deps
from bot.flows.brief import Said, offered, write_briefing
from bot.flows.confirm_identity import ask_who_it_is
from bot.flows.episodes import go_on
from bot.flows.expect import waiting_notice
from bot.flows.file_bug import BugDue, want_bug
from bot.flows.files import carry_to_team
from bot.flows.gather import FactsDue, demands_of, dossier, identity_of, want_facts
from bot.flows.keep_time import new_clock
from bot.flows.receipt import receipt_of
from bot.flows.route import find_route
from bot.flows.see_page import pages_of
from bot.flows.translation_due import want_what_led_here
from bot.flows.turns import Hold
from bot.flows.wording import labels, texts_about
from bot.ports import TranscriptSaid
from bot.workspace import TextsConfig
from escalation.decisions import HandOff, explained
from escalation.model import (
    Briefing,
    Conversation,
    ConversationId,
    Dossier,
    Handoff,
    HandoffId,
    Outcome,
    Owner,
    Priority,
    Queue,
    Speaker,
    Utterance,
    channel_of,
    handoff_id,
)
from escalation.pages import as_facet
from escalation.priority import urgency
from escalation.receipts import first_receipt
from escalation.redaction import secretless
from escalation.routing import Route
from storage import conversations, handoffs, outbox, people, ratings
from storage.database import Tx

_LINES_A_MESSAGE = 12
_WEEK = timedelta(days=7)
_ABOUT_THE_SAME = frozenset({"answers_failed", "going_in_circles"})
"""Reasons that say that what the customer was told before did not settle it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a handoff is about: its topic and the customer's language, or empty; the policy it is decided under."""

    topic: str
    language: str
    policy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """All that a handoff is opened with."""

    decision: HandOff
    briefing: Briefing
    dossier: Dossier
    link: str
    about: About


async def hand_off(deps: Deps, hold: Hold, decision: HandOff) -> str:
    """Open a handoff, once per turn: customer's notice, card and transcript are queued in one transaction.

    Nothing happens when a person has the conversation by now.
    """
    conversation = hold.conversation
    about = About(topic=hold.topic, language=hold.language, policy=hold.policy)
    request = await prepare(deps, conversation, decision, about)
    async with deps.transaction() as tx:
        now = await conversations.get(tx, conversation.id)
        if now.owner is not Owner.BOT or now.epoch != conversation.epoch:
            await conversations.end_turn(tx, hold.turn, Outcome.SILENT, "a person has it")
            return "a person has it"
        handoff = await open_handoff(tx, deps, now, request)
        await conversations.explain_turn(tx, hold.turn, explained(decision), hold.policy)
        await conversations.end_open_turns(tx, conversation.id, Outcome.HANDED_OFF, decision.reasons[0].code)
    return f"handed off: {handoff}"


async def prepare(deps: Deps, conversation: Conversation, decision: HandOff, about: About) -> Request:
    """What an agent needs to know, read before anything is decided for good."""
    async with deps.database.transaction() as tx:
        said = Said(
            lines=await conversations.lines(tx, conversation.id),
            answers=offered(await outbox.said(tx, conversation.id, "answer:")),
            pressed=await ratings.of(tx, conversation.id),
        )
    who = await identity_of(deps, conversation)
    product = as_facet(await pages_of(deps, conversation), deps.clock.now())
    briefing = await write_briefing(deps, conversation, said)
    return Request(
        decision=decision,
        briefing=replace(briefing, language=about.language, receipt=first_receipt(briefing, said.lines)),
        dossier=dossier(who, (*product, *deps.accounts.known(who, demands_of(deps, about.topic)))),
        link=await deps.messenger.link(conversation.channel, conversation.thread),
        about=about,
    )


async def open_handoff(
    tx: Tx, deps: Deps, conversation: Conversation, request: Request, queue: Queue | None = None
) -> HandoffId:
    """Open it, with this team or where the rules say; nobody owns the conversation until somebody claims it."""
    episode = await conversations.begin_episode(tx, conversation.id, deps.clock.now())
    now = deps.clock.now()
    contacts = await handoffs.count_for(tx, conversation.customer, now - _WEEK)
    handoff = Handoff(
        id=handoff_id(conversation.id, episode),
        conversation=conversation.id,
        customer_name=conversation.customer_name,
        account=conversation.account,
        customer_link=request.link,
        queue=deps.queues[0],
        priority=_priority(deps, conversation, request.decision, contacts),
        reasons=tuple(replace(one, evidence=secretless(one.evidence)) for one in request.decision.reasons),
        briefing=replace(request.briefing, contacts=contacts),
        dossier=request.dossier,
        topic=request.about.topic,
        policy=request.about.policy,
        opened_at=now,
    )
    route = Route(queue=queue, why="asked for by name") if queue else await find_route(tx, deps, handoff)
    owner = deps.workspace.owner_of(handoff.account)
    handoff = replace(handoff, queue=route.queue, why_here=route.why, owner=owner)
    handoff = replace(handoff, relay=deps.workspace.relay_of(route.queue.name))
    handoff = replace(handoff, clock=await new_clock(tx, deps, conversation, handoff))
    await handoffs.add(tx, handoff)
    again = not _ABOUT_THE_SAME.isdisjoint(reason.code for reason in handoff.reasons)
    await go_on(tx, deps, conversation, handoff.topic, handoff.id, again=again)
    await conversations.change_owner(tx, conversation.id, Owner.NOBODY)
    discloses = await people.disclose(tx, conversation.customer, now)
    texts, at_it = texts_about(deps, handoff), await handoffs.busy_in(tx, handoff.queue)
    notice = waiting_notice(deps, conversation, handoff, _notice(texts, handoff), at_it=at_it)
    says = labels(texts, handoff.queue.name)
    notice = replace(notice, discloses=discloses, receipt=receipt_of(texts, handoff), labels=says)
    await outbox.put(tx, saying.to_customer(conversation, notice, saying.notice_key(handoff)), now)
    await outbox.put(tx, saying.card(handoff), now)
    await ask_who_it_is(tx, deps, conversation, handoff)
    await want_bug(tx, deps, BugDue(handoff=handoff.id))
    await want_facts(tx, deps, FactsDue(conversation=conversation.id, handoff=handoff.id))
    await put_transcript(tx, deps, handoff)
    await want_what_led_here(tx, deps, handoff, await conversations.lines(tx, conversation.id))
    return handoff.id


def _priority(deps: Deps, conversation: Conversation, decision: HandOff, contacts: int) -> Priority:
    """How soon somebody is needed: by what was found, whose account it is, and how often they needed us this week."""
    steps = deps.workspace.tiers.get(deps.workspace.tier(conversation.channel), 0)
    return urgency(decision.priority, steps, contacts)


def _notice(texts: TextsConfig, handoff: Handoff) -> str:
    """Why, in honest words, and what happens next."""
    because = {
        "nothing_found": texts.nothing_found,
        "model_failed": texts.model_failed,
        "answers_failed": texts.answers_failed,
        "going_in_circles": texts.answers_failed,
        "too_many_answers": texts.answers_failed,
        "frustrated": texts.answers_failed,
        "unfinished": texts.model_failed,
    }.get(handoff.reasons[0].code, "")
    next_step = texts.handed_off.format(team=handoff.queue.name, agent="")
    return f"{because} {next_step}".strip()


async def put_transcript(tx: Tx, deps: Deps, handoff: Handoff, said_in: ConversationId | None = None) -> None:
    """What was said so far, and the customer's files, into the thread of the card; also what was `said_in` another."""
    about = said_in or handoff.conversation
    lines = await conversations.lines(tx, about)
    key = f"{saying.card_key(handoff)}:{about}" if said_in else saying.card_key(handoff)
    for words in transcript(handoff, lines, key):
        await outbox.put(tx, words, deps.clock.now())
    for line in lines:
        if line.speaker is Speaker.CUSTOMER:
            await carry_to_team(tx, deps, handoff, line, channel_of(about))


def transcript(handoff: Handoff, lines: tuple[Utterance, ...], key: str) -> list[outbox.Words]:
    """What was said so far, into the thread of the card; `key` tells it from what was said elsewhere."""
    kept = [line for line in lines if line.text or line.files]
    parts = [tuple(kept[at : at + _LINES_A_MESSAGE]) for at in range(0, len(kept), _LINES_A_MESSAGE)]
    return [
        saying.to_team(
            handoff,
            TranscriptSaid(handoff=handoff.id, lines=part, part=number, parts=len(parts)),
            f"transcript:{key}:{number}",
        )
        for number, part in enumerate(parts, start=1)
    ]

"""App Home: an agent's desk, or a customer's own requests."""

from collections.abc import Iterator
from typing import Any

from slack_sdk.models.blocks import Block, ButtonElement, DividerBlock, MarkdownTextObject, SectionBlock

from bot.ports import AgentHome, AskedOfYou, CustomerHome, Home
from escalation.desk import Entry, QueueView
from handlers.cards.parts import button, clip, context, header, sections, with_moments
from handlers.cards.promise import promise_lines
from handlers.cards.queue import entry_line, queue_count, queue_facts
from handlers.ids import Action
from handlers.mrkdwn import escape, link

_BLOCKS_AT_MOST = 100
_YOURS_AT_MOST = 20
_WAITING_AT_MOST = 10


def home_view(home: Home) -> dict[str, Any]:
    """The view, as `views.publish` takes it: at most a hundred blocks."""
    blocks = list(_agents(home) if isinstance(home, AgentHome) else _customers(home))
    if len(blocks) > _BLOCKS_AT_MOST:
        blocks = [*blocks[: _BLOCKS_AT_MOST - 1], context("There is more than fits here.")]
    return {"type": "home", "blocks": [block.to_dict() for block in blocks]}


def _agents(home: AgentHome) -> Iterator[Block]:
    yield header(f"Yours ({len(home.yours)})" if home.yours else "Yours")
    if not home.yours:
        yield context("You have nothing in hand. What waits is below, whose turn is next first.")
    yield from (_entry(one) for one in home.yours[:_YOURS_AT_MOST])
    if home.asked:
        lines = [f"• {_asked(one)}, asks <@{one.by}>" for one in home.asked[:_YOURS_AT_MOST]]
        yield from sections("\n".join(("❓ *You are asked*", *lines)))
    if home.promises:
        yield from sections(promise_lines(home.promises))
    yield DividerBlock()
    yield header("Queues")
    for queue in home.queues:
        yield from _queue(queue)


def _asked(one: AskedOfYou) -> str:
    question = f"“{clip(one.question, 200)}”"
    return link(one.link, question) or escape(question)


def _queue(queue: QueueView) -> Iterator[Block]:
    yield from sections(f"*{escape(clip(queue.team, 100))}*  {queue_count(queue)}")
    yield context(queue_facts(queue))
    for one in queue.waiting[:_WAITING_AT_MOST]:
        yield _entry(one, button("Claim", Action.HANDOFF_CLAIM, one.handoff, style="primary"))
    if len(queue.waiting) > _WAITING_AT_MOST:
        yield context(f"… and {len(queue.waiting) - _WAITING_AT_MOST} more")


def _entry(entry: Entry, claim: ButtonElement | None = None) -> SectionBlock:
    return SectionBlock(text=MarkdownTextObject(text=entry_line(entry)), accessory=claim)


def _customers(home: CustomerHome) -> Iterator[Block]:
    yield header(home.title)
    if home.text:
        yield from sections(escape(home.text))
    for one in home.requests:
        ask = clip(one.ask, 200)
        yield from sections(f"*{link(one.link, ask) or escape(ask)}*\n{with_moments(escape(one.text), one.moments)}")

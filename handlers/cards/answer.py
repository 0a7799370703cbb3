"""What the customer reads: answers with their sources and buttons, and the bot's short words."""

from slack_sdk.models.blocks import Block

from bot.ports import AnswerSaid, NoticeSaid
from escalation.alternatives import Way
from escalation.model import Source
from handlers.cards.parts import (
    BUTTON_LIMIT,
    Card,
    actions,
    button,
    clip,
    context,
    feedback,
    joined,
    sections,
    source_link,
    with_moments,
)
from handlers.cards.receipt import receipt_blocks, receipt_text
from handlers.ids import Action
from handlers.mrkdwn import from_markdown


def answer_card(answer: AnswerSaid) -> Card:
    """An answer: the words, where they come from, and what to do next."""
    text = from_markdown(answer.text).strip() or "…"
    tail = answer_tail(answer)
    plain = answer_tail(answer, plain=True)
    body = sections(text)
    return Card(text=text, blocks=(*body, *tail), plain_blocks=(*body, *plain))


def answer_tail(answer: AnswerSaid, *, plain: bool = False) -> tuple[Block, ...]:
    """What stands under an answer's words, also when those were streamed."""
    says = answer.labels
    person = button(clip(says.person, BUTTON_LIMIT), Action.HANDOFF_REQUEST, answer.conversation)
    offer = sections(from_markdown(answer.offer)) if answer.offer else ()
    small = [_sources(says.sources, answer.sources)] if answer.sources else []
    if answer.discloses:
        small.append(from_markdown(says.disclosure))
    solved = button(clip(says.solved, BUTTON_LIMIT), Action.ANSWER_SOLVED, answer.conversation, style="primary")
    not_solved = button(clip(says.not_solved, BUTTON_LIMIT), Action.ANSWER_NOT_SOLVED, answer.conversation)
    row: tuple[Block, ...] = (actions(solved, not_solved, person),)
    if not plain:
        row = (actions(person), feedback(answer.conversation, says))
    return (*(context(line) for line in small), *offer, *row, context(from_markdown(says.twins)))


_WAYS = {Way.CALL: Action.WAY_CALL, Way.MAIL: Action.WAY_MAIL, Way.SLOT: Action.WAY_SLOT}


def notice_card(notice: NoticeSaid) -> Card:
    """A short word of the bot, with the offers it makes."""
    text = with_moments(from_markdown(notice.text).strip() or "…", notice.moments)
    blocks: list[Block] = list(sections(text))
    if notice.receipt is not None:
        blocks += receipt_blocks(notice.receipt)
        text = f"{text}\n\n{receipt_text(notice.receipt)}"
    buttons = []
    if notice.offers_person:
        buttons.append(button(clip(notice.labels.person, BUTTON_LIMIT), Action.HANDOFF_REQUEST, notice.conversation))
    if notice.offers_reopen is not None and notice.offers_confirming:
        solved = clip(notice.labels.solved, BUTTON_LIMIT)
        buttons.append(button(solved, Action.RESOLUTION_CONFIRM, notice.offers_reopen, style="primary"))
    if notice.offers_reopen is not None:
        buttons.append(button(clip(notice.labels.reopen, BUTTON_LIMIT), Action.RESOLUTION_REJECT, notice.offers_reopen))
    buttons += [button(clip(one.label, BUTTON_LIMIT), _WAYS[one.way], one.handoff) for one in notice.ways]
    if notice.booked is not None:
        buttons.append(button(clip(notice.booked.label, BUTTON_LIMIT), Action.SLOT_CANCEL, notice.booked.handoff))
    if buttons:
        blocks.append(actions(*buttons))
    outlook = notice.outlook
    small = [with_moments(from_markdown(outlook.text).strip(), outlook.moments)] if outlook else []
    small += [note] if (note := from_markdown(notice.note).strip()) else []
    blocks += [context(line) for line in small]
    if notice.discloses:
        blocks.append(context(from_markdown(notice.labels.disclosure)))
    return Card(text=joined((text, *small)), blocks=tuple(blocks))


def offer_card(text: str) -> Card:
    """A word that nobody asked for."""
    mrkdwn = from_markdown(text).strip()
    return Card(text=mrkdwn, blocks=sections(mrkdwn))


def _sources(said: str, sources: tuple[Source, ...]) -> str:
    """Links written by code, from what was retrieved."""
    return f"{from_markdown(said)} " + " · ".join(source_link(source) for source in sources)

"""What was passed on, as the customer sees it; and what the team sees of their corrections."""

from slack_sdk.models.blocks import Block

from bot.ports import ReceiptSaid
from escalation.model import Briefing, Receipt
from handlers.cards.parts import BUTTON_LIMIT, actions, button, clip, context, joined, sections
from handlers.ids import Action
from handlers.mrkdwn import escape, from_markdown


def receipt_blocks(receipt: ReceiptSaid) -> tuple[Block, ...]:
    """What was passed on, and how to correct it: by the button, or in words."""
    fix = button(clip(receipt.fix, BUTTON_LIMIT), Action.RECEIPT_FIX, receipt.handoff)
    small = joined((escape(receipt.note), from_markdown(receipt.hint)))
    return (*sections(receipt_text(receipt)), actions(fix), context(small))


def receipt_text(receipt: ReceiptSaid) -> str:
    """The same in one text."""
    lines = (f"*{escape(line.label)}:* {escape(line.text)}" for line in receipt.lines)
    return joined((from_markdown(receipt.title), *lines))


def told_by_customer(briefing: Briefing) -> tuple[str, ...]:
    """Their words translated; what they want; and where they corrected us, what was tried and who says so."""
    return (*_translated(briefing), *_corrected(briefing.receipt))


def _translated(briefing: Briefing) -> tuple[str, ...]:
    return (f"*The same, translated*\n🌐 {escape(clip(briefing.translation, 1200))}",) if briefing.translation else ()


def _corrected(receipt: Receipt | None) -> tuple[str, ...]:
    if receipt is None:
        return ()
    wants = f"*What they want*\n{escape(receipt.wants)}" if receipt.wants else ""
    if not receipt.by:
        return (wants,) if wants else ()
    tried = f"*What was tried, they say*\n{escape(receipt.tried)}" if receipt.tried else ""
    by = f"✏️ Corrected by {escape(receipt.by)}" + (f" ({receipt.version - 1} times)" if receipt.version > 2 else "")
    return (joined((wants, tried, by)),)

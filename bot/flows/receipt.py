"""The receipt: what was passed on, as the customer sees it under the word that it was."""

from bot.ports import ReceiptLine, ReceiptSaid
from bot.workspace import TextsConfig
from escalation.model import Handoff


def receipt_of(texts: TextsConfig, handoff: Handoff) -> ReceiptSaid | None:
    """As this handoff stands; None for one that was opened before there were receipts."""
    receipt = handoff.briefing.receipt
    if receipt is None:
        return None
    told = (
        (texts.receipt_about, receipt.about),
        (texts.receipt_tried, receipt.tried),
        (texts.receipt_wants, receipt.wants),
        (texts.receipt_account, handoff.account),
        (texts.receipt_files, ", ".join(receipt.files)),
    )
    filled = {"team": handoff.queue.name, "agent": receipt.by}
    return ReceiptSaid(
        handoff=handoff.id,
        title=texts.receipt.format(**filled),
        lines=tuple(ReceiptLine(label=label.format(**filled), text=text) for label, text in told if text),
        note=texts.receipt_corrected.format(**filled) if receipt.by else "",
        fix=texts.receipt_fix.format(**filled),
        hint=texts.receipt_hint.format(**filled),
    )

"""What an agent learns from the card before they open the thread."""

from escalation.model import Handoff
from escalation.redaction import secretless
from handlers.cards.account import account_part
from handlers.cards.parts import clip, source_link
from handlers.cards.receipt import told_by_customer
from handlers.mrkdwn import escape, link


def briefing_parts(handoff: Handoff) -> tuple[str, ...]:
    """The texts of the card, in the order in which an agent reads them."""
    why = "; ".join(
        f"{reason.detail} (“{clip(reason.evidence, 120)}”)" if reason.evidence else reason.detail
        for reason in handoff.reasons
    )
    tried = "\n".join(f"• {source_link(source)}" for source in handoff.briefing.tried[:5])
    return (
        f"*What they said*\n{escape(clip(handoff.briefing.summary, 1200))}",
        *told_by_customer(handoff.briefing),
        f"*Why now*\n{escape(why)}",
        f"*What the bot offered*\n{tried or 'Nothing yet.'}",
        *_ticket(handoff),
        *account_part(handoff.dossier),
    )


def _ticket(handoff: Handoff) -> tuple[str, ...]:
    """The issue that it led to."""
    ticket = handoff.ticket
    if ticket is None:
        return ()
    count = f", reported by {ticket.accounts} accounts" if ticket.accounts > 1 else ""
    how = "filed" if ticket.is_new else "known already"
    name = link(ticket.url, ticket.name) or escape(ticket.name)
    return (f"*Bug*  🐞 {name} “{escape(clip(secretless(ticket.title), 150))}” ({how}{count})",)

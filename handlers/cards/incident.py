"""One failure that several accounts report, as a team's channel sees it."""

from bot.ports import IncidentSaid
from escalation.redaction import secretless
from handlers.cards.parts import Card, clip, sections
from handlers.mrkdwn import escape, link

_NAMED = 10


def incident_card(incident: IncidentSaid) -> Card:
    """Counted in accounts, not in messages."""
    count = len(incident.accounts)
    named = ", ".join(incident.accounts[:_NAMED]) + ("…" if count > _NAMED else "")
    ticket = link(incident.url, incident.name) or escape(incident.name)
    title = escape(clip(secretless(incident.title), 150))
    text = f"🚨 *{count} accounts report the same failure*: {ticket} “{title}”\n{escape(named)}"
    return Card(text=text, blocks=sections(text))

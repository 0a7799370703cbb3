"""A reply that the bot suggests, in the card's thread, where the customer does not see it."""

from bot.ports import DraftSaid
from handlers.cards.parts import Card, actions, button, context, sections, source_link
from handlers.ids import Action
from handlers.mrkdwn import from_markdown

_BECAME = {"sent": "✅ Sent to the customer.", "dropped": "🚫 Dropped."}


def draft_card(draft: DraftSaid) -> Card:
    """With buttons as long as nobody has decided."""
    text = f"💡 *A suggested reply* (the customer does not see it)\n{from_markdown(draft.text)}"
    sources = " · ".join(source_link(source) for source in draft.sources)
    blocks = (*sections(text), *((context(f"From {sources}"),) if sources else ()))
    if draft.became:
        return Card(text=text, blocks=(*blocks, context(_BECAME[draft.became])))
    buttons = (
        button("Send", Action.DRAFT_SEND, draft.handoff, style="primary"),
        button("Edit and send", Action.DRAFT_EDIT, draft.handoff),
        button("Drop", Action.DRAFT_DROP, draft.handoff),
    )
    return Card(text=text, blocks=(*blocks, context("`send` sends it, `drop` drops it."), actions(*buttons)))

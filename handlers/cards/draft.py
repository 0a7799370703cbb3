"""A reply that the bot suggests, in the card's thread, where the customer does not see it."""

from bot.ports import DraftSaid
from handlers.cards.parts import Card, actions, button, context, sections, source_link
from handlers.ids import Action
from handlers.mrkdwn import from_markdown

_TITLES = {"opening": "Suggested: an opening line", "answer": "I would answer this"}
_BECAME = {"sent": "✅ Sent to the customer.", "dropped": "🚫 Dropped.", "replaced": "↪️ Replaced by a newer one."}


def draft_card(draft: DraftSaid) -> Card:
    """With buttons as long as nobody has decided."""
    title = _TITLES.get(draft.what, "Suggested: a reply")
    text = f"💡 *{title}* (the customer does not see it)\n{from_markdown(draft.text)}"
    sources = " · ".join(source_link(source) for source in draft.sources)
    blocks = (*sections(text), *((context(f"From {sources}"),) if sources else ()))
    if draft.became:
        return Card(text=text, blocks=(*blocks, context(_BECAME[draft.became])))
    this = f"{draft.handoff}:{draft.number}"
    buttons = (
        button("Send", Action.DRAFT_SEND, this, style="primary"),
        button("Edit and send", Action.DRAFT_EDIT, this),
        button("Drop", Action.DRAFT_DROP, this),
    )
    return Card(text=text, blocks=(*blocks, context("`send` sends it, `drop` drops it."), actions(*buttons)))

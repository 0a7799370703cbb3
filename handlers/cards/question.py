"""An engineer's question to the customer, as the card's thread shows it."""

from bot.ports import QuestionSaid
from escalation.redaction import secretless
from handlers.cards.parts import Card, actions, button, clip, context, sections
from handlers.ids import Action
from handlers.mrkdwn import escape

_MOST_WORDS = 2000


def question_card(question: QuestionSaid) -> Card:
    """With a button as long as nobody has asked."""
    words = escape(clip(secretless(question.text), _MOST_WORDS))
    text = f"🛠️ *{escape(question.author)}* would like to know from the customer:\n{words}"
    if question.asked_by:
        return Card(text=text, blocks=(*sections(text), context(f"Asked by <@{question.asked_by}>.")))
    ask = button("Ask the customer", Action.BUG_ASK, f"{question.handoff}:{question.comment}", style="primary")
    return Card(text=text, blocks=(*sections(text), actions(ask)))

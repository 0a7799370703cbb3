"""Under a resolved handoff: what was it, and was it needed? May be changed at any time."""

from slack_sdk.models.blocks import ActionsBlock, ButtonElement, Option, StaticSelectElement

from bot.ports import JudgingSaid
from escalation.model import Needed
from handlers.cards.parts import Card, clip, context, sections
from handlers.ids import JUDGEMENTS, Action
from handlers.mrkdwn import escape


def judging_card(said: JudgingSaid) -> Card:
    """A menu of causes and a button for each judgement; what was chosen is shown."""
    text = f"📝 Noted by <@{said.by}>: {escape(said.judgement.words)}." if said.by else _QUESTION
    return Card(
        text=text,
        blocks=(
            *sections(text),
            ActionsBlock(
                elements=[_causes(said), *(_button(action, needed, said) for action, needed in JUDGEMENTS.items())]
            ),
            context("…or write `outcome: CAUSE, too early`. Nothing of it reaches the customer."),
        ),
    )


_QUESTION = "📝 What was it, and *was this handoff needed?* (Too early: the bot would have been right.)"


def _causes(said: JudgingSaid) -> StaticSelectElement:
    options = [Option(value=f"{said.handoff}:{number}", label=clip(cause, 75)) for number, cause in _numbered(said)]
    chosen = next((one for one in options if one.label == clip(said.judgement.cause, 75)), None)
    return StaticSelectElement(
        action_id=Action.OUTCOME_CAUSE.value, placeholder="What was it?", options=options, initial_option=chosen
    )


def _numbered(said: JudgingSaid) -> list[tuple[int, str]]:
    return list(enumerate(said.causes))[:100]


def _button(action: str, needed: Needed, said: JudgingSaid) -> ButtonElement:
    return ButtonElement(
        text=needed.label.capitalize(),
        action_id=str(action),
        value=said.handoff,
        style="primary" if said.judgement.needed is needed else None,
    )

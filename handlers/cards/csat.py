"""How was it? A row of numbers for each part; what was tapped is shown, and may be changed."""

from slack_sdk.models.blocks import ActionsBlock, Block

from bot.ports import CsatSaid
from escalation.csat import LOW, Part
from handlers.cards.parts import BUTTON_LIMIT, Card, actions, button, clip, context, joined, sections
from handlers.ids import SCORES, Action
from handlers.mrkdwn import from_markdown


def csat_card(said: CsatSaid) -> Card:
    """The person's part, and the bot's where it had one; with room for why where a part was not good."""
    rows: list[Block] = []
    for part, question, score in ((Part.PERSON, said.person, said.person_score), (Part.BOT, said.bot, said.bot_score)):
        if question:
            rows += [*sections(from_markdown(question)), _numbers(said, part, score)]
    given = [score for score in (said.person_score, said.bot_score) if score]
    rows.append(context(from_markdown(said.thanks if given else said.scale)))
    if any(score <= LOW for score in given):
        rows += [*sections(from_markdown(said.why)), _ways_out(said)]
    return Card(text=from_markdown(joined((said.person, said.bot, said.scale))), blocks=tuple(rows))


def _numbers(said: CsatSaid, part: Part, chosen: int) -> ActionsBlock:
    return actions(
        *(
            button(str(score), action, f"{part}:{said.handoff}", style="primary" if score == chosen else None)
            for action, score in SCORES.items()
        )
    )


def _ways_out(said: CsatSaid) -> ActionsBlock:
    return actions(
        button(clip(said.button_why, BUTTON_LIMIT), Action.CSAT_WHY, said.handoff),
        button(clip(said.labels.reopen, BUTTON_LIMIT), Action.RESOLUTION_REJECT, said.handoff),
    )

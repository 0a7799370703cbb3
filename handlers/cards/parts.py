"""The small pieces cards are made of. Slack's limits are kept here, so that no card is ever refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    ContextActionsBlock,
    ContextBlock,
    FeedbackButtonObject,
    FeedbackButtonsElement,
    HeaderBlock,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)

from bot.ports import Labels, Moment
from escalation.model import Source
from handlers.ids import Action
from handlers.mrkdwn import escape, link, split

SECTION_LIMIT = 2900
TEXT_LIMIT = 3900
BUTTON_LIMIT = 75
_TITLE_LIMIT = 150
_URL_LIMIT = 400
_SECTIONS_AT_MOST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A message: its blocks, and the text for notifications, screen readers and servers without blocks.

    `plain_blocks` stand in where the server does not know the newer ones.
    """

    text: str
    blocks: tuple[Block, ...]
    plain_blocks: tuple[Block, ...] | None = None
    username: str | None = None

    def as_json(self, *, plain: bool = False) -> list[dict[str, Any]]:
        """The blocks as Slack takes them. Raises SlackObjectFormationError where one breaks a limit."""
        blocks = self.plain_blocks if plain and self.plain_blocks is not None else self.blocks
        return [block.to_dict() for block in blocks]

    @property
    def short_text(self) -> str:
        """The text as `chat.update` takes it: at most 4,000 characters."""
        return clip_mrkdwn(self.text, TEXT_LIMIT)


def header(text: str) -> HeaderBlock:
    """A headline of at most 150 characters."""
    return HeaderBlock(text=PlainTextObject(text=clip(" ".join(text.split()), 150) or "…", emoji=True))


def sections(mrkdwn: str) -> tuple[SectionBlock, ...]:
    """A text of any length as sections; what exceeds a message's room is clipped, with a word about it."""
    parts = split(mrkdwn, SECTION_LIMIT) or ["…"]
    if len(parts) > _SECTIONS_AT_MOST:
        parts = [*parts[: _SECTIONS_AT_MOST - 1], "_(shortened)_"]
    return tuple(SectionBlock(text=MarkdownTextObject(text=part)) for part in parts)


def context(mrkdwn: str) -> ContextBlock:
    """A line in small print."""
    return ContextBlock(elements=[MarkdownTextObject(text=clip_mrkdwn(mrkdwn, 1900) or " ")])


def button(text: str, action: Action, value: str, style: str | None = None, confirm: str = "") -> ButtonElement:
    """A button whose value is an id. `confirm` asks first."""
    asks = (
        ConfirmObject(title="Are you sure?", text=PlainTextObject(text=confirm), confirm="Yes", deny="No")
        if confirm
        else None
    )
    return ButtonElement(text=text, action_id=action.value, value=value, style=style, confirm=asks)


def actions(*buttons: ButtonElement) -> ActionsBlock:
    """A row of buttons."""
    return ActionsBlock(elements=list(buttons))


def feedback(value: str, labels: Labels) -> ContextActionsBlock:
    """Slack's own thumbs; what they send is `solved:id` or `not_solved:id`."""
    thumbs = FeedbackButtonsElement(
        action_id=Action.ANSWER_FEEDBACK.value,
        positive_button=FeedbackButtonObject(text=clip(labels.solved, BUTTON_LIMIT), value=f"solved:{value}"),
        negative_button=FeedbackButtonObject(text=clip(labels.not_solved, BUTTON_LIMIT), value=f"not_solved:{value}"),
    )
    return ContextActionsBlock(elements=[thumbs])


def link_button(text: str, url: str) -> ButtonElement:
    """A button that opens a page."""
    return ButtonElement(text=text, action_id=Action.LINK.value, url=url)


def source_link(source: Source) -> str:
    """A link to where something comes from, written by code."""
    title = clip(source.title, _TITLE_LIMIT)
    return (link(source.url, title) if len(source.url) <= _URL_LIMIT else "") or escape(title)


def moment(at: datetime, words: str) -> str:
    """A time that Slack shows to everybody in their own zone; in these words where it cannot."""
    return f"<!date^{int(at.timestamp())}^{{date_short_pretty}} {{time}}|{words}>"


def with_moments(text: str, moments: tuple[Moment, ...]) -> str:
    """The text with the times that it names as Slack's own."""
    for words, at in {one.words: one.at for one in moments}.items():
        text = text.replace(words, moment(at, words))
    return text


def clip_mrkdwn(mrkdwn: str, limit: int) -> str:
    """At most this many characters, with no link or sign cut in half."""
    return mrkdwn if len(mrkdwn) <= limit else split(mrkdwn, limit - 1)[0] + "…"


def clip(text: str, limit: int) -> str:
    """At most this many characters."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def joined(lines: Sequence[str]) -> str:
    """Lines, the empty ones left out."""
    return "\n".join(line for line in lines if line)

"""What the bot tells the team: a word in the card's thread, or a call to people about a customer who waits."""

from bot.ports import NudgeSaid, TeamNoticeSaid
from handlers.cards.parts import Card, sections, with_moments
from handlers.mrkdwn import escape, link


def told_card(told: TeamNoticeSaid | NudgeSaid) -> Card:
    """A word of the bot to the team. A notice is written by us: mentions in it are meant."""
    return nudge_card(told) if isinstance(told, NudgeSaid) else Card(text=told.text, blocks=sections(told.text))


def nudge_card(nudge: NudgeSaid) -> Card:
    """Who is called, and why. Only these mentions are meant: what people are called mentions nobody."""
    called = [*(["<!here>"] if nudge.calls_everybody else []), *(f"<@{person}>" for person in nudge.people)]
    told = with_moments(escape(nudge.text), nudge.moments)
    leads = [link(nudge.link, "See the card")] if nudge.link else []
    text = " ".join([nudge.sign, *called, told, *leads])
    return Card(text=text, blocks=sections(text))

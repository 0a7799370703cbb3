"""The briefing: what an agent reads in ten seconds."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from bot.deps import Deps
from bot.errors import ModelUnavailableError
from escalation.model import Briefing, Conversation, Source, Speaker, Utterance
from escalation.reading import is_chatter, only_asks_for_person, verdict
from escalation.redaction import secretless

_ASK_LENGTH = 140


async def write_briefing(
    deps: Deps, conversation: Conversation, lines: Sequence[Utterance], tried: tuple[Source, ...]
) -> Briefing:
    """What they want, what was said, what was tried. With a model, in its words; always true without one.

    No secret of the customer's gets into it, and so nowhere that it is shown.
    """
    said = [replace(line, text=secretless(line.text)) for line in lines if line.text]
    ask = _ask(said)
    summary = _summary(said)
    if deps.model is not None and len(said) > 1:
        with suppress(ModelUnavailableError):  # the customer's own words will do
            summary = await deps.model.write_summary(conversation, said) or summary
    return Briefing(ask=ask, summary=summary, tried=tried)


def _ask(said: Sequence[Utterance]) -> str:
    """The customer's first real question; what they said last when there is none."""
    customer = [line.text or "" for line in said if line.speaker is Speaker.CUSTOMER]
    real = [text for text in customer if not (is_chatter(text) or verdict(text) or only_asks_for_person(text))]
    return _short(next(iter(real), customer[-1] if customer else "asked for a person"), _ASK_LENGTH)


def _summary(said: Sequence[Utterance]) -> str:
    """The customer's own words, oldest first, without greetings."""
    mine = [line.text or "" for line in said if line.speaker is Speaker.CUSTOMER]
    kept = [text for text in mine if not is_chatter(text)] or mine
    return "\n".join(f"“{_short(text, 400)}”" for text in kept[-5:]) or "Nothing was said yet."


def _short(text: str, limit: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1].rstrip() + "…"

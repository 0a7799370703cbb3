"""The briefing: what an agent reads in ten seconds."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from bot import saying
from bot.deps import Deps
from bot.errors import ModelUnavailableError
from bot.ports import AnswerSaid
from escalation.briefing import Offered, ask_of, customers, judged, words_of
from escalation.model import Briefing, Conversation, Speaker, Ts, Utterance
from escalation.next_question import next_question
from escalation.reading import given
from escalation.redaction import secretless
from storage import outbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was said in a conversation: its lines, the answers among them, and the buttons pressed under them."""

    lines: tuple[Utterance, ...]
    answers: tuple[Offered, ...] = ()
    pressed: Mapping[Ts, bool]


async def write_briefing(deps: Deps, conversation: Conversation, said: Said) -> Briefing:
    """What they want, told and tried, and what was offered. With a model, the summary is in its words.

    No secret of the customer's gets into it, and so nowhere that it is shown.
    """
    lines = [replace(line, text=secretless(line.text)) for line in said.lines if line.text]
    summary = words_of(lines)
    if deps.model is not None and len(lines) > 1:
        with suppress(ModelUnavailableError):  # the customer's own words will do
            summary = await deps.model.write_summary(conversation, lines) or summary
    facts = given(customers(lines))
    return Briefing(
        ask=ask_of(lines),
        summary=summary,
        tried=tuple(dict.fromkeys(source for answer in said.answers for source in answer.sources)),
        judged=judged(lines, said.answers, said.pressed),
        given=facts,
        question=next_question(lines, facts),
        files=tuple(
            secretless(file.name) for line in said.lines if line.speaker is Speaker.CUSTOMER for file in line.files
        ),
        tier=deps.workspace.tier(conversation.channel),
    )


def offered(said: Sequence[outbox.Words]) -> tuple[Offered, ...]:
    """The answers among our words."""
    answers = [saying.unpack(words.saying) for words in said]
    return tuple(
        Offered(text=secretless(one.text), sources=one.sources) for one in answers if isinstance(one, AnswerSaid)
    )

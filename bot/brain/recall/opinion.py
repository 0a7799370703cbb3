"""Did the customer tell this already? Where the rules see nothing, a model is asked; it must show where."""

import asyncio
from collections.abc import Sequence

from bot.brain.prompts import told_in
from bot.errors import ModelUnavailableError
from bot.ports import LanguageModel
from escalation.model import Speaker, Utterance
from escalation.reading.asked import questions
from escalation.reading.repeats import Given, bears_out

_LONGEST = 500


async def recalled(
    model: LanguageModel, message: str, lines: Sequence[Utterance], *, seconds: float = 2
) -> Given | None:
    """What of the message's questions was answered before, if the customer's own words bear the model out.

    Nothing when the message asks nothing, or when the model fails or takes longer.
    """
    asked = questions(message)
    if not asked or not any(line.speaker is Speaker.CUSTOMER for line in lines):
        return None
    try:
        async with asyncio.timeout(seconds):
            found = await model.recall(message, lines)
    except (ModelUnavailableError, TimeoutError):
        return None
    if not 1 <= found.turn <= len(lines):
        return None
    line = lines[found.turn - 1]
    if line.speaker is not Speaker.CUSTOMER or not bears_out(found.quote, told_in(line)):
        return None
    return Given(question=asked[0], at=found.turn - 1, quote=found.quote.strip()[:_LONGEST], why="model")

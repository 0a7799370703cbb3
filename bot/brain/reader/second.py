"""A second opinion: where the local reader is unsure, a model is asked. It may fail, and settles no sure case."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.errors import ModelUnavailableError
from bot.ports import LanguageModel, Reader
from escalation.model import Belief, Utterance
from escalation.signals import Reading

_WEIGHT = 0.7
"""How much the model's opinion counts where it was asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Between which beliefs the local reader is unsure of each thing."""

    asks_for_person: tuple[float, float] = (0.1, 0.85)
    is_request: tuple[float, float] = (0.2, 0.8)
    frustration: tuple[float, float] = (0.4, 0.9)


class SecondOpinion:
    """A Reader. One short call, and only where it could change what happens."""

    def __init__(self, first: Reader, model: LanguageModel, *, seconds: float = 4, doubt: Doubt = Doubt()) -> None:
        self._first = first
        self._model = model
        self._seconds = seconds
        self._doubt = doubt

    async def read(self, text: str, before: Sequence[Utterance]) -> Reading:
        """See `bot.ports.Reader`."""
        reading = await self._first.read(text, before)
        if not text or not self._is_unsure(reading):
            return reading
        try:
            async with asyncio.timeout(self._seconds):
                opinion = await self._model.read_turn(text, before)
        except (ModelUnavailableError, TimeoutError):
            return reading
        why = opinion.why if opinion.why and opinion.why in text else ""
        return replace(
            reading,
            asks_for_person=_joined(reading.asks_for_person, opinion.asks_for_person, why, self._doubt.asks_for_person),
            is_request=_joined(reading.is_request, opinion.is_request, "", self._doubt.is_request),
            frustration=_joined(reading.frustration, opinion.is_frustrated, why, self._doubt.frustration),
        )

    async def refresh(self) -> None:
        """See `bot.ports.Reader`."""
        await self._first.refresh()

    def _is_unsure(self, reading: Reading) -> bool:
        return (
            _is_between(reading.asks_for_person, self._doubt.asks_for_person)
            or _is_between(reading.is_request, self._doubt.is_request)
            or _is_between(reading.frustration, self._doubt.frustration)
        )


def _joined(first: Belief, second: bool, why: str, band: tuple[float, float]) -> Belief:
    """Both opinions, where the first was unsure; the first where it was not."""
    if not _is_between(first, band):
        return first
    probability = (1 - _WEIGHT) * first.probability + _WEIGHT * second
    return Belief(probability=probability, evidence=first.evidence or (why if second else ""))


def _is_between(belief: Belief, band: tuple[float, float]) -> bool:
    low, high = band
    return low <= belief.probability < high

"""The local reader: what a turn says, in milliseconds, with no key and no network."""

import asyncio
from collections.abc import Sequence
from functools import cache
from importlib import resources

from bot.brain.reader.frustration import Mood, Said
from bot.brain.reader.language import language_of
from bot.brain.reader.linear import LinearModel
from bot.brain.reader.person import person_belief
from bot.brain.reader.request import request_belief
from bot.brain.reader.tone import Tone
from bot.brain.sentences.meaning import installed_meaning
from bot.brain.topics import TaughtTopics
from escalation.model import Belief, Speaker, Utterance
from escalation.reading import is_chatter, is_vague, risks, urgency, verdict
from escalation.reading.repetition import Exchange, times_asked
from escalation.signals import Reading
from escalation.topics import TopicFound

_PLAIN = 0.5
"""From here somebody wants a person, and not an answer about persons."""


class LocalReader:
    """A Reader. Before it is refreshed it knows no topic and has no ear for tone."""

    def __init__(self, topics: TaughtTopics | None = None) -> None:
        self._topics = topics or TaughtTopics(())
        self._person = _model("person")
        self._request = _model("request")
        self._mood = Mood(_model("frustration"))
        self._listens = False

    async def read(self, text: str, before: Sequence[Utterance]) -> Reading:
        """See `bot.ports.Reader`."""
        told = [Said(line.speaker is Speaker.CUSTOMER, line.text) for line in before if line.text]
        repeated = times_asked("" if is_chatter(text) else text, _exchanges(told))
        asks_for_person = person_belief(text, self._person)
        return Reading(
            asks_for_person=asks_for_person,
            is_request=request_belief(text, self._request),
            frustration=self._mood.of([*told, Said(is_customer=True, text=text)]),
            frustration_before=self._before(told),
            verdict=verdict(text),
            is_vague=is_vague(text),
            times_asked=repeated.times,
            asked_before=" / ".join(repeated.earlier),
            risks=risks(text),
            urgency=urgency(text),
            topic=self._about(text, told, asks_for_person),
            language=await language_of("\n".join([*(said.text for said in told if said.is_customer), text])),
        )

    async def refresh(self) -> None:
        """See `bot.ports.Reader`."""
        await self._topics.refresh()
        if not self._listens:
            self._mood = Mood(_model("frustration"), await asyncio.to_thread(_tone))
            self._listens = True

    def _about(self, text: str, told: Sequence[Said], asks_for_person: Belief) -> TopicFound | None:
        """The topic of a turn. What names none, like *that didn't work*, is about what was asked before."""
        if text and is_chatter(text):
            return None
        found = self._topics.find(text) if text else None
        if found is None and (not text or verdict(text) or is_vague(text) or asks_for_person.holds(_PLAIN)):
            return self._topics.find(_asked(told))
        return found

    def _before(self, told: Sequence[Said]) -> Belief:
        """The mood at the customer's turn before this one."""
        last = max((at for at, said in enumerate(told) if said.is_customer), default=None)
        return Belief() if last is None else self._mood.of(told[: last + 1])


def _asked(told: Sequence[Said]) -> str:
    """The last thing the customer asked that names anything; empty if there is none."""
    asked = (said.text for said in reversed(told) if said.is_customer)
    return next((one for one in asked if not (is_chatter(one) or verdict(one) or is_vague(one))), "")


def _exchanges(told: Sequence[Said]) -> list[Exchange]:
    """What the customer asked, each with what was answered."""
    found: list[Exchange] = []
    for said in told:
        if said.is_customer:
            found.append(Exchange(asked=said.text))
        elif found:
            found[-1] = Exchange(asked=found[-1].asked, reply=f"{found[-1].reply} {said.text}".strip())
    return found


@cache
def _tone() -> Tone | None:
    """None where the sentence model does not run: then words alone tell the mood."""
    meaning = installed_meaning()
    if meaning is None:
        return None
    with resources.as_file(resources.files("bot.brain.reader") / "models" / "tone.npz") as path:
        return Tone.load(path, meaning)


@cache
def _model(name: str) -> LinearModel:
    with resources.as_file(resources.files("bot.brain.reader") / "models" / f"{name}.npz") as path:
        return LinearModel.load(path)

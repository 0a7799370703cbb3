"""The local reader: what a turn says, in milliseconds, with no key and no network."""

from collections.abc import Sequence
from importlib import resources

from bot.brain.reader.frustration import Mood, Said
from bot.brain.reader.linear import LinearModel
from bot.brain.reader.person import person_belief
from bot.brain.reader.request import request_belief
from escalation.model import Belief, Speaker, Utterance
from escalation.reading import is_chatter, is_vague, risks, urgency, verdict
from escalation.reading.repetition import Exchange, times_asked
from escalation.signals import Reading


class LocalReader:
    """A Reader."""

    def __init__(self) -> None:
        self._person = _model("person")
        self._request = _model("request")
        self._mood = Mood(_model("frustration"))

    async def read(self, text: str, before: Sequence[Utterance]) -> Reading:
        """See `bot.ports.Reader`."""
        told = [Said(line.speaker is Speaker.CUSTOMER, line.text) for line in before if line.text]
        repeated = times_asked("" if is_chatter(text) else text, _exchanges(told))
        return Reading(
            asks_for_person=person_belief(text, self._person),
            is_request=request_belief(text, self._request),
            frustration=self._mood.of([*told, Said(is_customer=True, text=text)]),
            frustration_before=self._before(told),
            verdict=verdict(text),
            is_vague=is_vague(text),
            times_asked=repeated.times,
            asked_before=" / ".join(repeated.earlier),
            risks=risks(text),
            urgency=urgency(text),
        )

    async def refresh(self) -> None:
        """See `bot.ports.Reader`."""

    def _before(self, told: Sequence[Said]) -> Belief:
        """The mood at the customer's turn before this one."""
        last = max((at for at, said in enumerate(told) if said.is_customer), default=None)
        return Belief() if last is None else self._mood.of(told[: last + 1])


def _exchanges(told: Sequence[Said]) -> list[Exchange]:
    """What the customer asked, each with what was answered."""
    found: list[Exchange] = []
    for said in told:
        if said.is_customer:
            found.append(Exchange(asked=said.text))
        elif found:
            found[-1] = Exchange(asked=found[-1].asked, reply=f"{found[-1].reply} {said.text}".strip())
    return found


def _model(name: str) -> LinearModel:
    with resources.as_file(resources.files("bot.brain.reader") / "models" / f"{name}.npz") as path:
        return LinearModel.load(path)

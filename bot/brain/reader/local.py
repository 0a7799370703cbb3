"""The local reader: what a turn says, in milliseconds, with no key and no network."""

from collections.abc import Sequence

from escalation.model import Belief, Utterance
from escalation.reading import asks_for_person, is_chatter, is_vague, risks, urgency, verdict
from escalation.signals import Reading


class LocalReader:
    """A Reader."""

    async def read(self, text: str, before: Sequence[Utterance]) -> Reading:  # noqa: ARG002
        """See `bot.ports.Reader`."""
        asked = asks_for_person(text)
        return Reading(
            asks_for_person=Belief(probability=float(asked is not None), evidence=asked or ""),
            is_request=Belief(probability=float(not is_chatter(text))),
            verdict=verdict(text),
            is_vague=is_vague(text),
            risks=risks(text),
            urgency=urgency(text),
        )

    async def refresh(self) -> None:
        """See `bot.ports.Reader`."""

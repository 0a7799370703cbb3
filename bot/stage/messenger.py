"""A Messenger that keeps what was said, and where it stands."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.errors import RejectedError
from bot.ports import AnswerSaid, Form, Home, Listener, Place, Saying, Streamed
from escalation.model import ChannelId, Message, Person, PersonId, TeamId, Ts


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """Words as they stand in a channel by now."""

    place: Place
    ts: Ts
    key: str
    saying: Saying


class StageMessenger:
    """A Messenger. Everybody in `people` is known to it."""

    def __init__(self) -> None:
        self.people: dict[PersonId, Person] = {}
        self.stands: dict[Ts, Stands] = {}
        self.whispers: list[tuple[PersonId, str]] = []
        self._count = 0

    async def post(self, place: Place, saying: Saying, key: str) -> Ts:
        """It stands there from now on."""
        ts = self.next_ts()
        self.stands[ts] = Stands(place=place, ts=ts, key=key, saying=saying)
        return ts

    async def find(self, place: Place, saying: Saying, key: str, known: frozenset[Ts], since: datetime) -> Ts | None:
        """By its key."""
        return next((one.ts for one in self.stands.values() if one.key == key), None)

    async def stream(
        self,
        place: Place,
        listener: Listener,
        words: AsyncIterator[str],
        on_start: Callable[[Ts], Awaitable[None]],
        finished: Callable[[str], AnswerSaid],
        key: str,
    ) -> Streamed:
        """Word by word, and whole at its end."""
        ts, text = self.next_ts(), ""
        await on_start(ts)
        async for word in words:
            text += word
        self.stands[ts] = Stands(place=place, ts=ts, key=key, saying=finished(text))
        return Streamed(ts=ts, text=text)

    async def rewrite(self, place: Place, ts: Ts, saying: Saying) -> None:
        """The new words stand there."""
        self.stands[ts] = replace(self.stands[ts], saying=saying)

    async def erase(self, place: Place, ts: Ts) -> None:
        """Nothing stands there any more."""
        self.stands.pop(ts, None)

    async def mark(self, place: Place, ts: Ts, emoji: str) -> None:
        """Nobody looks at marks here."""

    async def unmark(self, place: Place, ts: Ts, emoji: str) -> None:
        """Nobody looks at marks here."""

    async def whisper(self, place: Place, to: PersonId, text: str) -> None:
        """It is kept for whom it was meant."""
        self.whispers.append((to, text))

    async def respond(self, url: str, text: str) -> None:
        """Nobody gives commands here."""

    async def open_form(self, place: Place, trigger: str, form: Form) -> None:
        """Nobody fills in forms here."""

    async def show_home(self, person: PersonId, home: Home) -> None:
        """Nobody looks at their home here."""

    async def show_thinking(self, place: Place, text: str) -> None:
        """Nobody watches us think here."""

    async def person(self, person: PersonId) -> Person:
        """As they were introduced."""
        return self.people.get(person, Person(id=person, name=person))

    async def team_name(self, team: TeamId) -> str:
        """It does not tell."""
        return ""

    async def read_thread(self, channel: ChannelId, ts: Ts) -> tuple[Message, ...]:
        """Everything was heard already."""
        return ()

    async def read_image(self, file: str, at_most: int) -> bytes:
        """Files are names here."""
        raise RejectedError("Slack", "file_not_found")

    async def link(self, channel: ChannelId, ts: Ts) -> str:
        """An address that leads nowhere."""
        return f"https://slack.example/archives/{channel}/p{ts.replace('.', '')}"

    async def knock(self) -> None:
        """Always let in."""

    def in_channel(self, channel: ChannelId) -> list[Stands]:
        """What stands there, oldest first."""
        return [one for one in self.stands.values() if one.place.channel == channel]

    def next_ts(self) -> Ts:
        """The place of the next message, whoever writes it."""
        self._count += 1
        return Ts(f"1763900000.{self._count:06d}")

"""Slack, as the bot sees it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.ports.forms import Form
from bot.ports.homes import Home
from bot.ports.sayings import AnswerSaid, Place, Saying
from escalation.model import ChannelId, Message, Person, PersonId, TeamId, Ts


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """For whom an answer is streamed: Slack shows live words to this one person only."""

    person: PersonId
    team: TeamId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Streamed:
    """What became of a streamed answer: where it stands, its whole text, and whether it was broken off on request."""

    ts: Ts
    text: str
    was_stopped: bool = False


class Messenger(Protocol):
    """Slack, as the bot sees it. Raises UnavailableError when another try may help, RejectedError when not."""

    async def post(self, place: Place, saying: Saying, key: str) -> Ts:
        """Say it. `key` travels along, so that `find` can tell whether it was said."""
        ...

    async def find(self, place: Place, saying: Saying, key: str, known: frozenset[Ts], since: datetime) -> Ts | None:
        """Where this was said already, if it was. `known` are messages that are accounted for otherwise."""
        ...

    async def stream(
        self,
        place: Place,
        listener: Listener,
        words: AsyncIterator[str],
        on_start: Callable[[Ts], Awaitable[None]],
        finished: Callable[[str], AnswerSaid],
        key: str,
    ) -> Streamed:
        """Say an answer while it is being made of `words`.

        `finished` makes the whole answer of the whole text; `key` travels along as in `post`, where the server lets it.

        Streams where the server can, posts and edits where not, and always leaves a whole message behind.
        """
        ...

    async def rewrite(self, place: Place, ts: Ts, saying: Saying) -> None:
        """Replace what was said, also when a stream was left open there."""
        ...

    async def erase(self, place: Place, ts: Ts) -> None:
        """Take back what was said. Gone already is fine."""
        ...

    async def mark(self, place: Place, ts: Ts, emoji: str) -> None:
        """React to a message. Marked already is fine; a server without reactions is fine."""
        ...

    async def unmark(self, place: Place, ts: Ts, emoji: str) -> None:
        """Take our reaction to a message back. Gone already is fine."""
        ...

    async def whisper(self, place: Place, to: PersonId, text: str) -> None:
        """Tell one person in a channel, so that nobody else sees it."""
        ...

    async def respond(self, url: str, text: str) -> None:
        """Answer a command or a click, visible to whoever made it."""
        ...

    async def open_form(self, place: Place, trigger: str, form: Form) -> None:
        """Show a form to whoever pressed a button just now. FormLostError when that is not possible any more."""
        ...

    async def show_home(self, person: PersonId, home: Home) -> None:
        """Show this in somebody's App Home. A server without one is done without. Raises UnavailableError alone."""
        ...

    async def show_thinking(self, place: Place, text: str) -> None:
        """Show that work is under way; an empty text ends it. Best effort, never raises."""
        ...

    async def person(self, person: PersonId) -> Person:
        """Who this is. Unknown people come back with their id as their name."""
        ...

    async def team_name(self, team: TeamId) -> str:
        """What this Slack team calls itself, or an empty string. Best effort, never raises."""
        ...

    async def read_thread(self, channel: ChannelId, ts: Ts) -> tuple[Message, ...]:
        """The whole thread of this message, oldest first; nothing where it cannot be read."""
        ...

    async def read_image(self, file: str, at_most: int) -> bytes:
        """What is in this file. RejectedError when it is no image, has more bytes than that, or cannot be had."""
        ...

    async def link(self, channel: ChannelId, ts: Ts) -> str:
        """A permanent link to a message, or an empty string."""
        ...

    async def knock(self) -> None:
        """Raise while Slack does not let us in."""
        ...

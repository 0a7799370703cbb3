"""Fakes for what we do not own. They keep their port's promise, and remember."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.errors import ModelUnavailableError, RejectedError
from bot.ports import AnswerSaid, Form, Found, Home, Listener, Opinion, Place, Question, Recalled, Saying, Streamed
from escalation.model import (
    Answer,
    ChannelId,
    Conversation,
    Message,
    Passage,
    Person,
    PersonId,
    TeamId,
    Ts,
    Utterance,
)


class FakeClock:
    """A Clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time

    def forward(self, **duration: float) -> None:
        self.time += timedelta(**duration)


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """What stands somewhere in the pretend Slack."""

    place: Place
    saying: Saying
    key: str
    ts: Ts


class FakeMessenger:
    """A Messenger that remembers what was said where. `fail_with` raises once, before or after applying."""

    def __init__(self, people: dict[str, Person] | None = None) -> None:
        self.people = people or {}
        self.posted: list[Posted] = []
        self.rewritten: list[tuple[Ts, Saying]] = []
        self.erased: list[Ts] = []
        self.marks: list[tuple[ChannelId, Ts, str]] = []
        self.whispers: list[tuple[PersonId, str]] = []
        self.responses: list[tuple[str, str]] = []
        self.fail_before: list[Exception] = []
        self.fail_after: list[Exception] = []
        self.refuse: dict[ChannelId, str] = {}
        self.die_in_stream = ""
        self.forms: list[Form] = []
        self.homes: list[tuple[PersonId, Home]] = []
        self.threads: dict[Ts, tuple[Message, ...]] = {}
        self.is_locked_out = False
        self._count = 0

    async def post(self, place: Place, saying: Saying, key: str) -> Ts:
        if self.fail_before:
            raise self.fail_before.pop(0)
        if place.channel in self.refuse:
            raise RejectedError("Slack", self.refuse[place.channel])
        posted = Posted(place=place, saying=saying, key=key, ts=self._next())
        self.posted.append(posted)
        if self.fail_after:
            raise self.fail_after.pop(0)
        return posted.ts

    async def knock(self) -> None:
        if self.is_locked_out:
            raise RejectedError("Slack", "token_revoked")

    async def find(self, place: Place, saying: Saying, key: str, known: frozenset[Ts], since: datetime) -> Ts | None:
        return next((posted.ts for posted in self.posted if posted.key == key), None)

    async def stream(
        self,
        place: Place,
        listener: Listener,
        words: AsyncIterator[str],
        on_start: Callable[[Ts], Awaitable[None]],
        finished: Callable[[str], AnswerSaid],
        key: str,
    ) -> Streamed:
        ts = self._next()
        if self.die_in_stream:
            self.posted.append(Posted(place=place, saying=finished(""), key=key, ts=ts))
            note, self.die_in_stream = self.die_in_stream, ""
            if note == "after the note":
                await on_start(ts)
            raise ConnectionError("the process died")
        await on_start(ts)
        text = "".join([word async for word in words])
        self.posted.append(Posted(place=place, saying=finished(text), key="stream", ts=ts))
        return Streamed(ts=ts, text=text)

    async def rewrite(self, place: Place, ts: Ts, saying: Saying) -> None:
        self.rewritten.append((ts, saying))

    async def erase(self, place: Place, ts: Ts) -> None:
        self.erased.append(ts)

    async def mark(self, place: Place, ts: Ts, emoji: str) -> None:
        self.marks.append((place.channel, ts, emoji))

    async def unmark(self, place: Place, ts: Ts, emoji: str) -> None:
        self.marks.remove((place.channel, ts, emoji))

    async def whisper(self, place: Place, to: PersonId, text: str) -> None:
        self.whispers.append((to, text))

    async def respond(self, url: str, text: str) -> None:
        self.responses.append((url, text))

    async def open_form(self, place: Place, trigger: str, form: Form) -> None:
        self.forms.append(form)

    async def show_home(self, person: PersonId, home: Home) -> None:
        self.homes.append((person, home))

    async def show_thinking(self, place: Place, text: str) -> None:
        return

    async def person(self, person: PersonId) -> Person:
        return self.people.get(person, Person(id=person, name=person))

    async def team_name(self, team: TeamId) -> str:
        return f"Team {team}"

    async def read_thread(self, channel: ChannelId, ts: Ts) -> tuple[Message, ...]:
        return self.threads.get(ts, ())

    async def read_image(self, file: str, at_most: int) -> bytes:
        raise RejectedError("Slack", "file_not_found")

    async def link(self, channel: ChannelId, ts: Ts) -> str:
        return f"https://slack.example/{channel}/{ts}"

    def in_channel(self, channel: str) -> list[Posted]:
        return [posted for posted in self.posted if posted.place.channel == channel]

    def _next(self) -> Ts:
        self._count += 1
        return Ts(f"1763900000.{self._count:06d}")


@dataclass(slots=True)
class FakeLibrary:
    """A Library in which a passage is found when its key word is in the text, or `always` the same."""

    passages: dict[str, Passage] = field(default_factory=dict)
    searched: list[str] = field(default_factory=list)
    always: Found | None = None
    on_search: Callable[[], Awaitable[object]] | None = None

    async def search(self, text: str, *, without: frozenset[str], is_second_try: bool) -> Found:
        self.searched.append(text)
        if self.on_search is not None:
            happening, self.on_search = self.on_search, None
            await happening()
        if self.always is not None:
            return self.always
        hits = [one for word, one in self.passages.items() if word in text.lower() and one.id not in without]
        if not hits:
            return Found()
        best = hits[0]
        quoted = Answer(text=best.text, sources=(best.source,), passages=(best.id,), confidence=0.9)
        return Found(passages=tuple(hits), quoted=quoted)

    async def refresh(self) -> None:
        return


class FakeModel:
    """A LanguageModel that says what it was told to; an exception among the words is raised there."""

    sees_images = False

    def __init__(self, *words: str | Exception, opinion: Opinion | None = None) -> None:
        self.words = words
        self.opinion = opinion
        self.questions: list[Question] = []
        self.recalled: Recalled | None = None
        self.translations: dict[str, str] = {}
        self.to_translate: list[tuple[str, str]] = []
        self.before_last_word: Callable[[], Awaitable[object]] | None = None

    async def write_answer(self, question: Question) -> AsyncIterator[str]:
        self.questions.append(question)
        for number, word in enumerate(self.words, start=1):
            if number == len(self.words) and self.before_last_word is not None:
                happening, self.before_last_word = self.before_last_word, None
                await happening()
            if isinstance(word, Exception):
                raise word
            yield word

    async def write_summary(self, conversation: Conversation, lines: Sequence[Utterance]) -> str:
        raise ModelUnavailableError("model", "no summary today")

    async def read_turn(self, text: str, before: Sequence[Utterance]) -> Opinion:
        if self.opinion is None:
            raise ModelUnavailableError("model", "no opinion today")
        return self.opinion

    async def recall(self, asked: str, before: Sequence[Utterance]) -> Recalled:
        if self.recalled is None:
            raise ModelUnavailableError("model", "no memory today")
        return self.recalled

    async def translate(self, text: str, to: str) -> str:
        self.to_translate.append((text, to))
        if text not in self.translations:
            raise ModelUnavailableError("model", "no translation today")
        return self.translations[text]

    async def check(self) -> str:
        return "fake"

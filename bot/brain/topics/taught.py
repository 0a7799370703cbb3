"""The topics of a workspace: their examples as configured, and what people taught since."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from bot.brain.sentences.meaning import Meaning, installed_meaning
from bot.brain.topics.model import TopicModel
from escalation.model import Belief
from escalation.topics import Topic, TopicFound
from storage import topics as learned_topics
from storage.database import Database

_MOST_LEARNED = 50
"""Examples of one topic that people taught and that count; more make learning slow and nothing better."""


class TaughtTopics:
    """Finds what a turn is about. Knows nothing before it is refreshed for the first time."""

    def __init__(
        self,
        topics: Sequence[Topic],
        about_none: Sequence[str] = (),
        database: Database | None = None,
        meaning: Callable[[], Meaning | None] = installed_meaning,
    ) -> None:
        self._topics = {topic.name: topic for topic in topics}
        self._about_none, self._database, self._meaning = tuple(about_none), database, meaning
        self._model: TopicModel | None = None
        self._version: object = None
        self._turn = asyncio.Lock()

    def find(self, text: str) -> TopicFound | None:
        """The topic a text is about, with the words that show it; None when it is about none of them."""
        model = self._model
        if model is None or not text.strip():
            return None
        verdict = model.judge(text)
        if not verdict.accepted:
            return None
        words = ", ".join(model.evidence(text, verdict.topic))
        return TopicFound(topic=self._topics[verdict.topic], belief=Belief(probability=verdict.belief, evidence=words))

    async def refresh(self) -> None:
        """Learn anew if anybody taught anything, in a thread: a second for a few hundred examples."""
        async with self._turn:
            news = await self._news()
            if news is None:
                return
            version, learned = news
            examples = examples_of(tuple(self._topics.values()), self._about_none, learned)
            self._model = await asyncio.to_thread(self._fit, examples)
            self._version = version

    async def _news(self) -> tuple[object, Mapping[str, Sequence[str]]] | None:
        """What was learned, and its version; None when we know this version."""
        if self._database is None:
            return None if self._version else ("as configured", {})
        async with self._database.transaction() as tx:
            version = await learned_topics.version(tx)
            return None if version == self._version else (version, await learned_topics.examples(tx))

    def _fit(self, examples: Mapping[str, str | None]) -> TopicModel | None:
        return _model_of(tuple(examples.items()), self._meaning()) if any(examples.values()) else None


@lru_cache(maxsize=4)
def _model_of(examples: tuple[tuple[str, str | None], ...], meaning: Meaning | None) -> TopicModel:
    """All bots of a process that know the same examples share what was learned from them."""
    return TopicModel.fit([text for text, _ in examples], [topic for _, topic in examples], meaning)


def examples_of(
    topics: Sequence[Topic], about_none: Sequence[str], learned: Mapping[str, Sequence[str]]
) -> dict[str, str | None]:
    """Each text and its topic, None for none. Of two opinions about a text, what people taught counts.

    `learned` has the texts of none under the empty name; a topic that is not there any more teaches nothing.
    """
    found: dict[str, str | None] = dict.fromkeys(about_none)
    found |= {text: topic.name for topic in topics for text in topic.examples}
    for name in ("", *(topic.name for topic in topics)):
        found |= dict.fromkeys(learned.get(name, ())[-_MOST_LEARNED:], name or None)
    return found

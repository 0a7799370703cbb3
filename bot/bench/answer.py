"""How fast a turn is read without a model: texts as customers write them, short and long, early and late in a talk."""

import resource
import time
from datetime import UTC, datetime, timedelta
from statistics import median, quantiles

from bot.brain.reader import LocalReader
from bot.brain.topics import TaughtTopics
from bot.workspace import Workspace
from escalation.model import Speaker, Ts, Utterance

_SHORT = (
    "hi",
    "thanks, that worked!",
    "that didn't work",
    "can I talk to a human?",
    "rate limit?",
    "still the same error",
)
_USUAL = (
    "How do I rotate our API key without downtime?",
    "Our webhooks stopped on Friday, any idea why?",
    "We were charged twice in October and would like to understand the second invoice.",
    "Where can I change the human-readable name of a webhook?",
    "The calendar does not sync since I reconnected it. What am I missing?",
    "Two of our technicians get no push notifications on Android 14, the others do.",
    "I'd rather speak to somebody from your team about this, it is about our contract.",
    "Is there a way to export all invoices of last year as one PDF file?",
)
_LONG = (
    "Hi! We have been using the product for two years and are about to roll it out to three more offices. Before we "
    "do that I would like to understand how time zones and holidays are handled for each office, who may change them, "
    "and whether recurring jobs move along when daylight saving time ends. Could you point me to the right article?",
    "```\nTraceback (most recent call last):\n"
    + '  File "sync.py", line 12, in push\n' * 20
    + "ConnectionError: timed out\n```\nThis is what we get since the update. It worked before.",
)
_REPLY = "Open Settings › API and choose Create second key. Both keys work from then on."
_NINE = datetime(2026, 1, 1, 9, tzinfo=UTC)


async def answer(rounds: int) -> dict[str, float]:
    """Milliseconds to read a turn (p50, p99), seconds until the first one is read, and megabytes of memory at most."""
    began = time.perf_counter()
    shipped = Workspace()
    reader = LocalReader(TaughtTopics(shipped.known_topics, shipped.known_about_none))
    await reader.refresh()
    await reader.read("hello there", ())
    ready = time.perf_counter() - began
    taken = [ms for number in range(rounds) for ms in await _talk(reader, number)]
    return {
        "turns": len(taken),
        "ms_p50": round(median(taken), 2),
        "ms_p99": round(quantiles(taken, n=100)[98], 2),
        "startup_seconds": round(ready, 2),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


async def _talk(reader: LocalReader, number: int) -> list[float]:
    """One conversation after another; each text is new, so that nothing was read before."""
    said: list[Utterance] = []
    taken = []
    for text in (*_USUAL, *_SHORT, *_LONG, *_USUAL):
        new = f"{text} ({number}.{len(said)})"
        before = time.perf_counter()
        await reader.read(new, said[-12:])
        taken.append((time.perf_counter() - before) * 1000)
        said += [_line(Speaker.CUSTOMER, new, len(said)), _line(Speaker.BOT, _REPLY, len(said) + 1)]
    return taken


def _line(speaker: Speaker, text: str, minute: int) -> Utterance:
    at = _NINE + timedelta(minutes=minute)
    return Utterance(speaker=speaker, author=None, name=speaker.value, text=text, at=at, ts=Ts(f"{minute}.0"))

"""What was carried to the other side is kept true there: words in their parts, with their edits and deletions."""

from dataclasses import replace

from bot import saying
from bot.deps import Deps
from bot.flows.files import take_files_back
from bot.flows.translation_due import TranslationDue, want_translation
from bot.ports import RelaySaid
from bot.split import split
from escalation.model import ChannelId, Ts
from storage import conversations, handoffs, outbox
from storage.database import Tx

_PART = 8_000
"""Characters of a message that is carried in one piece; well within what Slack takes, once they are escaped."""


def key_of(channel: ChannelId, ts: Ts) -> str:
    """The key of what was carried of this message."""
    return f"relay:{channel}:{ts}"


def parts_of(whole: RelaySaid, channel: ChannelId, ts: Ts) -> list[tuple[str, RelaySaid]]:
    """The words in as many messages as they need, each with its key; the files with the first."""
    texts = split(whole.text, _PART) or [""]
    first, *more = texts
    parts = [(key_of(channel, ts), replace(whole, text=first))]
    for number, text in enumerate(more, start=2):
        parts.append((f"{key_of(channel, ts)}:{number}", replace(whole, text=text, files=())))
    return parts


async def carried(tx: Tx, channel: ChannelId, ts: Ts) -> RelaySaid | None:
    """The first part of what was carried of this message, if anything was."""
    mirrors = await outbox.find_all(tx, key_of(channel, ts))
    said = saying.unpack(mirrors[0].words.saying) if mirrors else None
    return said if isinstance(said, RelaySaid) else None


async def mirror(tx: Tx, deps: Deps, channel: ChannelId, ts: Ts, text: str | None, change: str) -> None:
    """The other side has this wording from now on, part by part; without one, nothing of it. Once per `change`."""
    said = await carried(tx, channel, ts)
    if said is None:
        return
    mirrors = await outbox.find_all(tx, key_of(channel, ts))
    after = [] if text is None else parts_of(replace(said, text=text), channel, ts)
    if text is None:
        await take_files_back(tx, deps, channel, ts, f"change:{change}")
    for number, one in enumerate(mirrors):
        part = after[number][1] if number < len(after) else None
        await _redo(tx, deps, one, part, f"change:{one.words.key}:{change}")
    for key, part in after[len(mirrors) :]:
        await outbox.put(tx, replace(mirrors[0].words, key=key, saying=saying.pack(part)), deps.clock.now())
    about = mirrors[0].words.conversation
    handoff = await handoffs.latest(tx, about) if about else None
    if handoff is not None and text:
        due = TranslationDue(handoff=handoff.id, text=text, channel=channel, ts=ts, change=change)
        await want_translation(tx, deps, handoff, due)


async def _redo(tx: Tx, deps: Deps, one: outbox.Sending, part: RelaySaid | None, key: str) -> None:
    """The mirrored words become this part, or go away."""
    if part is None:
        await outbox.withdraw(tx, (one.words.key,))
        await outbox.put(tx, saying.erase(one.words, key), deps.clock.now())
    else:
        await outbox.put(tx, saying.rewrite(one.words, part, key), deps.clock.now())
    if one.ts is not None:
        await conversations.reword(tx, one.words.channel, one.ts, part.text if part else None)

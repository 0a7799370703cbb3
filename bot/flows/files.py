"""Files go along with the words that they came with, to the same side and under the same rules."""

from collections.abc import Iterable

from bot import saying
from bot.deps import Deps
from bot.ports import FileSaid
from escalation.model import Attachment, ChannelId, Conversation, Handoff, Ts, Utterance
from storage import outbox
from storage.database import Tx


def names(files: Iterable[Attachment]) -> tuple[str, ...]:
    """What the files are called."""
    return tuple(file.name for file in files)


async def carry_to_team(tx: Tx, deps: Deps, handoff: Handoff, said: Utterance, channel: ChannelId) -> None:
    """The files of something that was said in the customer's channel, into the card's thread."""
    for file in _carried(said.files):
        words = saying.to_team(handoff, FileSaid(file=file, name=said.name), _key(channel, said.ts, file, handoff))
        await outbox.put(tx, words, deps.clock.now())


async def carry_to_customer(
    tx: Tx, deps: Deps, conversation: Conversation, name: str, at: tuple[ChannelId, Ts], files: tuple[Attachment, ...]
) -> None:
    """The files of the claimer's words, while they have the conversation."""
    for file in _carried(files):
        said = FileSaid(file=file, name=name, is_from_agent=True)
        words = saying.to_customer(conversation, said, _key(*at, file))
        await outbox.put(tx, words, deps.clock.now())


async def take_files_back(tx: Tx, deps: Deps, channel: ChannelId, ts: Ts, key: str) -> None:
    """The message they came with is gone, or stays inside."""
    for mirror in await outbox.find_all(tx, f"file:{channel}:{ts}"):
        await outbox.withdraw(tx, (mirror.words.key,))
        await outbox.put(tx, saying.erase(mirror.words, f"{key}:{mirror.words.key}"), deps.clock.now())


def _carried(files: Iterable[Attachment]) -> Iterable[Attachment]:
    return (file for file in files if file.id)


def _key(channel: ChannelId, ts: Ts, file: Attachment, handoff: Handoff | None = None) -> str:
    to = f":{saying.card_key(handoff)}" if handoff else ""
    return f"file:{channel}:{ts}:{file.id}{to}"

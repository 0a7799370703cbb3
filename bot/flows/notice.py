"""The word that told a customer of the handoff is kept true where it stands: nobody is called by that."""

from collections.abc import Callable
from dataclasses import replace

from bot import saying
from bot.deps import Deps
from bot.ports import NoticeSaid
from escalation.model import Handoff
from storage import outbox
from storage.database import Tx
from storage.outbox import Act


async def rewrite_notice(
    tx: Tx, deps: Deps, handoff: Handoff, change: Callable[[NoticeSaid], NoticeSaid], key: str
) -> None:
    """Change it as it reads by now, once per key; nothing happens where it was taken back, or nothing changed."""
    notice, last = await outbox.find(tx, about := saying.notice_key(handoff)), await outbox.last_about(tx, about)
    said = saying.unpack(last.saying) if last and last.act is not Act.ERASE else None
    if notice is None or not isinstance(said, NoticeSaid):
        return
    changed = change(said)
    if changed != said:
        await outbox.put(tx, saying.rewrite(notice.words, changed, key), deps.clock.now())


async def end_waiting(tx: Tx, deps: Deps, handoff: Handoff) -> None:
    """Nobody waits there any more: how it stood, and what else there was to do, is not shown any longer."""
    key = f"waited:{handoff.id}:{deps.clock.now().timestamp()}"
    await rewrite_notice(tx, deps, handoff, lambda said: replace(said, outlook=None, ways=()), key)

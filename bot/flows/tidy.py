"""Finished work is forgotten once it can no longer be delivered again."""

from datetime import timedelta

from bot.deps import Deps
from storage import homes, inbox, pages

_REDELIVERY = timedelta(days=3)


async def tidy(deps: Deps) -> str:
    """Slack may deliver again for a day; three are safe."""
    async with deps.database.transaction() as tx:
        await inbox.forget_done(tx, deps.clock.now() - _REDELIVERY)
        await pages.tidy(tx, deps.clock.now())
        await homes.forget(tx, deps.clock.now() - _REDELIVERY)
    return "tidied"

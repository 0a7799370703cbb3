"""Silence is given its meaning: once it has lasted, what nobody came back to has ended, and how is noted."""

from bot.deps import Deps
from bot.flows.ask_rating import ask_who_is_due
from bot.flows.episodes import look_at
from storage import conversations, episodes


async def watch_outcomes(deps: Deps) -> str:
    """Look at every episode that went quiet. Nothing is closed by it: what waits for us goes on waiting."""
    since = deps.clock.now() - deps.workspace.least_patience
    async with deps.database.transaction() as tx:
        quiet = await episodes.quiet(tx, since)
    ended = 0
    for one in quiet:
        async with deps.transaction() as tx:
            ended += await look_at(tx, deps, await conversations.get(tx, one.conversation)) is not None
    return f"{ended} of {len(quiet)} ended, {await ask_who_is_due(deps)} asked how it was"

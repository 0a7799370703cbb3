"""Channel ids, inside and outside: a channel keeps the id under which we first met it, whatever Slack calls it by now.

Slack gives a private channel another id when it is shared. Conversations, cards, queues and an admin's configuration go
on naming the first one; only what comes from Slack and what goes there is translated, here.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from escalation.model import ChannelId
from storage import addresses
from storage.database import Database

_PLACES = frozenset({"channel", "channel_id", "id", "item", "container", "event"})
"""Keys under which a delivery may name its channel."""


class Addresses:
    """Every channel that has moved. Other replicas learn of a move when they meet an id that is new to them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._inside: dict[str, str] = {}
        self._outside: dict[str, str] = {}
        self._met: set[str] = set()

    async def move(self, old: ChannelId, new: ChannelId, now: datetime) -> None:
        """Slack calls a channel by another id from now on."""
        async with self._database.transaction() as tx:
            await addresses.move(tx, old, new, now)
        await self.refresh()

    async def refresh(self) -> None:
        """Learn what other replicas know."""
        async with self._database.transaction() as tx:
            moved = await addresses.every(tx)
        self._inside = {str(new): str(first) for new, first in moved}
        self._outside = {str(first): str(new) for new, first in moved}

    async def read(self, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """A delivery, naming its channel by the id that we know it by."""
        named = set(_channels(payload))
        if not named <= self._met:
            await self.refresh()
            self._met |= named
        return _translated(payload, self._inside) if named & self._inside.keys() else payload

    def outside(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """The arguments of a call, naming their channel as Slack does by now."""
        named = {name: arguments[name] for name in ("channel", "channel_id") if name in arguments}
        return {**arguments, **{name: self._outside.get(first, first) for name, first in named.items()}}


def _channels(payload: Mapping[str, Any]) -> list[str]:
    """What may be the ids of channels in a delivery."""
    found: list[str] = []
    for key in _PLACES & payload.keys():
        value = payload[key]
        if isinstance(value, Mapping):
            found += _channels(value)
        elif isinstance(value, str) and value.startswith(("C", "G")):
            found.append(value)
    return found


def _translated(payload: Mapping[str, Any], inside: Mapping[str, str]) -> dict[str, Any]:
    there = {key: payload[key] for key in _PLACES & payload.keys()}
    changed = {
        key: _translated(value, inside) if isinstance(value, Mapping) else inside.get(value, value)
        for key, value in there.items()
        if isinstance(value, Mapping | str)
    }
    return {**payload, **changed}

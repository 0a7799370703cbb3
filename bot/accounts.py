"""What our systems know of customers: asked side by side, waited for only so long, and remembered for a while."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeAlias

from bot.errors import BatonError, LockedOutError, UnavailableError
from bot.log import logger
from bot.ports import AccountSource, Clock
from escalation.model import Facet, Identity, Rung, Standing

log = logger(__name__)

_Key: TypeAlias = tuple[str, str]

_FOR = {Standing.FOUND: timedelta(minutes=5), Standing.NOTHING: timedelta(minutes=2)}
_GOOD_FOR = timedelta(hours=24)
_MOST = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """Seconds that a card waits for what is there, and after which a system counts as down."""

    card: float = 3.0
    source: float = 6.0


_WAITS = Waits()


class Accounts:
    """Asks every source at once, each customer and source only once at a time. Never raises.

    What was found is good for five minutes, nothing found for two; when a source fails, what it last said is shown as
    stale for a day.
    """

    def __init__(self, sources: Sequence[AccountSource], clock: Clock, waits: Waits = _WAITS) -> None:
        self.sources = tuple(sources)
        self.waits = waits
        self._clock = clock
        self._remembered: OrderedDict[_Key, Facet] = OrderedDict()
        self._asked: dict[_Key, asyncio.Task[Facet]] = {}

    def known(self, who: Identity, demands: Rung = Rung.ACCOUNT) -> tuple[Facet, ...]:
        """What is there without waiting, however old; `ASKED` stands for what is not."""
        return tuple(self._known(source, who, demands) for source in self.sources)

    async def gather(self, who: Identity, within: float, demands: Rung = Rung.ACCOUNT) -> tuple[Facet, ...]:
        """What every source says, in order, after at most `within` seconds.

        Those that are not done are `ASKED` and go on; asking again waits for the same answer. Nothing is asked about
        somebody we know less well than `demands`, or than the source needs.
        """
        asked = {
            source.name: self._ask(source, who)
            for source in self.sources
            if self._withheld(source, who, demands) is None and not self._is_fresh(source, who)
        }
        if asked:
            await asyncio.wait(asked.values(), timeout=within)
        return tuple(
            self._outcome(asked[source.name], source, who)
            if source.name in asked
            else self._known(source, who, demands)
            for source in self.sources
        )

    async def aclose(self) -> None:
        """Stop asking."""
        for task in tuple(self._asked.values()):
            task.cancel()
        await asyncio.gather(*self._asked.values(), return_exceptions=True)
        for source in self.sources:
            await source.aclose()

    def _known(self, source: AccountSource, who: Identity, demands: Rung) -> Facet:
        withheld = self._withheld(source, who, demands)
        if withheld is not None:
            return withheld
        return self._remembered.get((source.name, who.key)) or Facet(source=source.name, standing=Standing.ASKED)

    def _withheld(self, source: AccountSource, who: Identity, demands: Rung) -> Facet | None:
        needed = max(source.needs, demands)
        if who.rung >= needed and who.account is not None:
            return None
        return Facet(source=source.name, standing=Standing.WITHHELD, note=_NOT_KNOWN[needed])

    def _is_fresh(self, source: AccountSource, who: Identity) -> bool:
        facet = self._remembered.get((source.name, who.key))
        return facet is not None and _age(facet, self._clock.now()) < _FOR.get(facet.standing, timedelta())

    def _ask(self, source: AccountSource, who: Identity) -> asyncio.Task[Facet]:
        key = (source.name, who.key)
        if key not in self._asked:
            task = asyncio.create_task(self._look_up(source, who))
            self._asked[key] = task
            task.add_done_callback(lambda _done: self._asked.pop(key, None))
        return self._asked[key]

    def _outcome(self, task: asyncio.Task[Facet], source: AccountSource, who: Identity) -> Facet:
        if not task.done():
            return replace(self._known(source, who, Rung.UNKNOWN), standing=Standing.ASKED)
        if task.cancelled() or task.exception() is not None:
            log.error("account.crashed", source=source.name, exc_info=None if task.cancelled() else task.exception())
            return self._failed(source, who, Standing.DOWN, "something went wrong on our side")
        return task.result()

    async def _look_up(self, source: AccountSource, who: Identity) -> Facet:
        try:
            async with asyncio.timeout(self.waits.source):
                found = await source.look_up(who)
        except TimeoutError:
            return self._failed(source, who, Standing.DOWN, "timed out")
        except LockedOutError as error:
            return self._failed(source, who, Standing.REFUSED, error.code)
        except UnavailableError as error:
            return self._failed(source, who, Standing.DOWN, _why(source, error))
        except BatonError as error:
            return self._failed(source, who, Standing.REFUSED, _why(source, error))
        standing = Standing.FOUND if found.facts else Standing.NOTHING
        facet = Facet(
            source=source.name, standing=standing, facts=found.facts, note=found.note, as_of=self._clock.now()
        )
        self._remembered[source.name, who.key] = facet
        self._remembered.move_to_end((source.name, who.key))
        while len(self._remembered) > _MOST:
            self._remembered.popitem(last=False)
        return facet

    def _failed(self, source: AccountSource, who: Identity, standing: Standing, why: str) -> Facet:
        log.warning("account.unknown", source=source.name, standing=standing.value, why=why)
        last = self._remembered.get((source.name, who.key))
        if last is not None and last.facts and _age(last, self._clock.now()) < _GOOD_FOR:
            return replace(last, standing=Standing.STALE, note=why)
        return Facet(source=source.name, standing=standing, note=why)


_NOT_KNOWN = {
    Rung.UNKNOWN: "",
    Rung.ACCOUNT: "we don't know whose account this is",
    Rung.CONTACT: "we don't know who this person is",
    Rung.VERIFIED: "this person has not confirmed who they are",
}


def _age(facet: Facet, now: datetime) -> timedelta:
    return now - facet.as_of if facet.as_of is not None else timedelta.max


def _why(source: AccountSource, error: BatonError) -> str:
    """The reason alone: whose it is stands before it on the card."""
    return error.message.removeprefix(f"{source.name} is unavailable: ").removeprefix(f"{source.name} refused: ")

"""Starts the stand-ins, each on its own port of loopback."""

from pathlib import Path
from typing import TypeVar

from sandbox.clock import Clock, ScaledClock
from sandbox.errors import ControlError, Json
from sandbox.journal import Journal
from sandbox.vendors.accounts import DEMO_ACCOUNTS, Book, load_book
from sandbox.vendors.faults import Faults
from sandbox.vendors.listener import Listener
from sandbox.vendors.registry import VENDORS
from sandbox.vendors.vendor import Vendor
from sandbox.world import World
from sandbox.world_file import load_world

V = TypeVar("V", bound=Vendor)


class Vendors:
    """The running stand-ins: where they are, what they were asked, and what goes wrong with them."""

    def __init__(self, book: Book, clock: Clock) -> None:
        self.book = book
        self.journal = Journal(clock)
        self.faults = Faults()
        self.listeners = {
            kind.name: Listener(kind(book, clock, self.journal), self.faults, self.journal) for kind in VENDORS
        }

    @property
    def environment(self) -> dict[str, str]:
        """The settings with which the bot finds them all."""
        return {
            name: value
            for listener in self.listeners.values()
            for name, value in listener.vendor.environment(listener.url).items()
        }

    def shown(self) -> Json:
        """By vendor: where it is, and with which settings it is found."""
        return {
            name: {
                "url": listener.url,
                "environment": listener.vendor.environment(listener.url),
                "is_down": listener.is_down,
            }
            for name, listener in self.listeners.items()
        }

    def url(self, vendor: str) -> str:
        """Where a vendor is."""
        return self.listener(vendor).url

    def listener(self, vendor: str) -> Listener:
        """A vendor's socket, by name."""
        if vendor not in self.listeners:
            known = ", ".join(self.listeners)
            raise ControlError("vendor_not_found", f"There is no vendor {vendor!r}; there are {known}.", status=404)
        return self.listeners[vendor]

    def vendor(self, kind: type[V]) -> V:
        """A vendor itself: its records, and what only it can do."""
        found = self.listener(kind.name).vendor
        assert isinstance(found, kind)
        return found

    async def start(self) -> None:
        """Let all of them listen."""
        for listener in self.listeners.values():
            await listener.start()

    async def stop(self) -> None:
        """Let go of all ports."""
        for listener in self.listeners.values():
            await listener.stop()
            await listener.vendor.close()

    async def order_fault(self, wanted: Json) -> None:
        """Arrange trouble as the control API describes it (`sandbox.vendors.faults.Fault`, or kind `down`)."""
        listener = self.listener(str(wanted.get("vendor")))
        if wanted.get("kind") == "down":
            await listener.go_down()
        else:
            self.faults.order(wanted)

    async def clear_faults(self, vendor: str | None = None) -> None:
        """Let one, or all, work again."""
        self.faults.clear(vendor)
        for name, listener in self.listeners.items():
            if vendor in (None, name):
                await listener.come_back()

    async def reset(self) -> None:
        """Begin again: records, logs and faults."""
        await self.clear_faults()
        self.journal.clear()
        for listener in self.listeners.values():
            listener.vendor.begin()


async def start(accounts: Path = DEMO_ACCOUNTS, *, world: World | None = None, clock: Clock | None = None) -> Vendors:
    """Start the stand-ins with the accounts of a world: the demo's unless told otherwise."""
    book = load_book(accounts, world or load_world())
    vendors = Vendors(book, clock or ScaledClock())
    await vendors.start()
    return vendors

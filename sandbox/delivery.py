"""Payloads on their way to the app: acknowledged in three seconds, or sent again at about 0 s, 1 min and 5 min."""

import asyncio
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain, count, repeat
from typing import Protocol

from sandbox.clock import Clock
from sandbox.errors import ControlError, Json
from sandbox.journal import Journal, Signal
from sandbox.mishaps import Mishaps

RETRY_SECONDS = (0.05, 60.0, 300.0)
ACK_SECONDS = 3.0
MAX_PENDING = 10_000
HELD_SECONDS = 1.0  # how long an event that is to come late waits for the one it comes after


@dataclass(slots=True, eq=False)
class Delivery:
    """One payload: an event, an interaction or a command."""

    kind: str  # events_api, interactive, slash_commands
    payload: Json
    acked: asyncio.Future[Json | None]
    entries: list[Json] = field(default_factory=list)
    is_refused: bool = False
    is_lost: bool = False
    is_parked: bool = False

    @property
    def event_id(self) -> str | None:
        """The event's id, which retries share."""
        return self.payload.get("event_id") if self.kind == "events_api" else None


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try: `number` is 0 for the first one, the count of retries after that."""

    envelope_id: str
    number: int
    reason: str
    ack_seconds: float


class NotConnectedError(Exception):
    """There is nobody to send to right now."""


class Transport(Protocol):
    """A way to the app: Socket Mode or HTTP."""

    name: str

    def is_ready(self) -> bool:
        """Whether something could be sent right now."""
        ...

    async def send(self, delivery: Delivery, attempt: Attempt) -> None:
        """Send once, or raise NotConnectedError."""
        ...


class Courier:
    """Brings every payload to the app, and knows what is still unacknowledged."""

    def __init__(self, clock: Clock, journal: Journal, transport: Transport, seed: int) -> None:
        self.clock = clock
        self.journal = journal
        self.transport = transport
        self.ack_seconds = ACK_SECONDS
        self.mishaps = Mishaps(seed)
        self.on_change: Callable[[Json], None] = lambda _frame: None
        self._held: list[Json] = []
        self._woken = Signal()
        self._by_envelope: dict[str, Delivery] = {}
        self._tasks: dict[Delivery, asyncio.Task[None]] = {}

    # for those who send

    def send_event(self, payload: Json) -> None:
        """Bring an event to the app, now or as soon as it can be."""
        held, self._held = self._held, []
        mishap = self.mishaps.next()
        if mishap == "reorder":
            self._held.append(payload)
            asyncio.get_running_loop().call_later(HELD_SECONDS, self._release)
        elif mishap != "drop":
            self._dispatch(payload, is_lost=mishap == "lose")
        for other in [payload] * (mishap == "duplicate") + held:
            self._dispatch(other)

    def _release(self) -> None:
        held, self._held = self._held, []
        for payload in held:
            self._dispatch(payload)

    def _dispatch(self, payload: Json, *, is_lost: bool = False) -> None:
        delivery = self._new("events_api", payload)
        delivery.is_lost = is_lost
        if len(self._tasks) >= MAX_PENDING:
            next(iter(self._tasks.values())).cancel()
        task = asyncio.create_task(self._deliver(delivery))
        self._tasks[delivery] = task
        task.add_done_callback(lambda _: self._forget(delivery))
        self.journal.touch()

    async def ask(self, kind: str, payload: Json) -> Json | None:
        """Bring an interaction or a command to the app and return what came with its acknowledgement.

        Neither is ever sent twice; when the app stays silent the person is told so.
        """
        delivery = self._new(kind, payload)
        try:
            await self._until_ready()
            if not self.transport.is_ready():
                raise ControlError("app_not_connected", "The app is not connected, so nobody answers.", status=424)
            if await self._attempt(delivery, 0):
                return delivery.acked.result()
        finally:
            self._forget(delivery)
        raise ControlError("app_did_not_respond", "The app did not acknowledge this in time.", status=424)

    def unacknowledged(self) -> list[str]:
        """The types of the events a connected app still has to acknowledge, those given up not counted."""
        if not self.transport.is_ready():
            return []
        return [_type(delivery) for delivery in self._tasks if not delivery.is_parked]

    # for the transports

    def acknowledge(self, envelope_id: str, payload: Json | None) -> None:
        """The app has taken what this envelope held; on whichever connection it said so."""
        delivery = self._by_envelope.get(envelope_id)
        if delivery is None or delivery.acked.done():
            return
        for entry in delivery.entries:
            if entry["envelope_id"] == envelope_id:
                entry["acked_at"] = self.clock.wall()
                self._changed(entry)
        delivery.acked.set_result(payload)
        self.journal.touch()

    def wake(self) -> None:
        """A way to the app opened: what waits for its next attempt is tried at once."""
        # assumed: Slack's retries would reach a bot that comes back; here they need not wait for their minute
        self._woken.notify()
        self.journal.touch()

    async def stop(self) -> None:
        """Give up on everything."""
        await self.forget_all()

    async def forget_all(self) -> None:
        """Drop every delivery that is not acknowledged yet."""
        self._held.clear()
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    # one delivery

    def _new(self, kind: str, payload: Json) -> Delivery:
        return Delivery(kind, payload, asyncio.get_running_loop().create_future())

    async def _deliver(self, delivery: Delivery) -> None:
        for number, pause in zip(count(), chain((0.0,), RETRY_SECONDS, repeat(None)), strict=False):
            delivery.is_parked = pause is None
            if number:
                await self._woken.wait(None if pause is None else self.clock.real(pause))
                delivery.is_parked = False
            if delivery.acked.done() or await self._attempt(delivery, min(number, len(RETRY_SECONDS))):
                return
            if delivery.is_refused or (number >= len(RETRY_SECONDS) and self.transport.name == "http"):
                return

    async def _attempt(self, delivery: Delivery, number: int) -> bool:
        if not self.transport.is_ready():
            return False
        # assumed: each attempt has an envelope of its own; what retries share is the event_id
        attempt = Attempt(str(uuid.uuid4()), number, _reason(delivery), self.ack_seconds)
        self._by_envelope[attempt.envelope_id] = delivery
        entry: Json = {
            "kind": delivery.kind,
            "envelope_id": attempt.envelope_id,
            "transport": self.transport.name,
            "attempt": number,
            "payload": delivery.payload,
        }
        if delivery.event_id:
            entry["event_id"] = delivery.event_id
        delivery.entries.append(self.journal.note_delivery(entry))
        self._changed(delivery.entries[-1])
        if delivery.is_lost:
            delivery.is_lost = False
            delivery.entries[-1]["failure"] = "connection_failed"
            return False
        try:
            await self.transport.send(delivery, attempt)
        except NotConnectedError:
            return False
        if "failure" in delivery.entries[-1]:
            return False
        await asyncio.wait({delivery.acked}, timeout=self.ack_seconds)
        return delivery.acked.done()

    def _changed(self, entry: Json) -> None:
        self.on_change({"type": "delivery", "n": entry["n"], "kind": entry["kind"], "acked": bool(entry["acked_at"])})

    async def _until_ready(self) -> None:
        if not self.transport.is_ready():
            await self._woken.wait(self.ack_seconds)

    def _forget(self, delivery: Delivery) -> None:
        self._tasks.pop(delivery, None)
        for entry in delivery.entries:
            self._by_envelope.pop(entry["envelope_id"], None)
        if not delivery.acked.done():
            delivery.acked.cancel()
        self.journal.touch()


def _type(delivery: Delivery) -> str:
    return str(delivery.payload.get("event", delivery.payload)["type"])


def _reason(delivery: Delivery) -> str:
    if not delivery.entries:
        return "connection_failed"
    return str(delivery.entries[-1].get("failure", "timeout"))

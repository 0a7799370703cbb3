"""Webhooks on their way out: signed, retried after a minute, an hour and six hours, and sent again when told to."""

import asyncio
import hashlib
import hmac
import json
from dataclasses import dataclass

import aiohttp

from sandbox.clock import Clock
from sandbox.errors import Json
from sandbox.journal import Journal
from sandbox.vendors.ids import uuid4
from sandbox.vendors.linear.records import Webhook

RETRIES = (60.0, 3_600.0, 21_600.0)
ANSWER_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Delivery:
    """One piece of news on its way to one address; its id stays the same however often it is sent."""

    id: str
    hook: Webhook
    payload: Json


class Courier:
    """Delivers, one attempt after another."""

    def __init__(self, clock: Clock, journal: Journal) -> None:
        self._clock = clock
        self._journal = journal
        self._count = 0
        self._sent: dict[str, Delivery] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._timers: list[asyncio.TimerHandle] = []
        self._session: aiohttp.ClientSession | None = None

    def send(self, hook: Webhook, payload: Json) -> None:
        """Deliver something new."""
        self._count += 1
        delivery = Delivery(uuid4(f"linear delivery {self._count} {hook.id}"), hook, payload)
        self._sent[delivery.id] = delivery
        self._begin(delivery, 0)

    def resend(self, delivery_id: str | None = None) -> str | None:
        """Deliver again what was delivered: the last of all, unless told which. Returns its id."""
        found = self._sent.get(delivery_id) if delivery_id else next(reversed(self._sent.values()), None)
        if found is not None:
            self._begin(found, len(RETRIES))
        return found.id if found else None

    def forget(self) -> None:
        """Deliver nothing more of what was to be."""
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()
        self._sent.clear()

    async def close(self) -> None:
        """Stop, and close the connections."""
        self.forget()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def _begin(self, delivery: Delivery, attempt: int) -> None:
        task = asyncio.get_running_loop().create_task(self._attempt(delivery, attempt))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _attempt(self, delivery: Delivery, attempt: int) -> None:
        # assumed: the time in the body is that of the attempt, for a retry after an hour would be refused otherwise
        body = {
            **delivery.payload,
            "webhookId": delivery.hook.id,
            "webhookTimestamp": int(self._clock.wall() * 1000),
        }
        status = await self._post(delivery, json.dumps(body).encode())
        self._journal.note_delivery(
            {
                "vendor": "linear",
                "delivery_id": delivery.id,
                "url": delivery.hook.url,
                "attempt": attempt,
                "status": status,
                "payload": body,
            }
        )
        if status != 200 and attempt < len(RETRIES):
            self._timers.append(self._clock.later(RETRIES[attempt], lambda: self._begin(delivery, attempt + 1)))

    async def _post(self, delivery: Delivery, body: bytes) -> int | None:
        """Post once; the status, or None if there was none in time."""
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ANSWER_SECONDS))
        try:
            async with self._session.post(delivery.hook.url, data=body, headers=headers(delivery, body)) as response:
                return response.status
        except (aiohttp.ClientError, TimeoutError):
            return None


def headers(delivery: Delivery, body: bytes) -> dict[str, str]:
    """The headers of an attempt; the timestamp among them is not signed, the one in the body is."""
    return {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Linear-Webhook",
        "Linear-Delivery": delivery.id,
        "Linear-Event": delivery.payload["type"],
        "Linear-Timestamp": str(json.loads(body)["webhookTimestamp"]),
        "Linear-Signature": signature(delivery.hook.secret, body),
    }


def signature(secret: str, body: bytes) -> str:
    """Linear's signature of a body."""
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()

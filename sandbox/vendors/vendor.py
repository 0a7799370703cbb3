"""What every stand-in has in common: who may ask, what may be asked, how often, and how a refusal is said."""

import hmac
import math
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from sandbox.clock import Clock
from sandbox.journal import Journal
from sandbox.vendors.accounts import Book
from sandbox.vendors.exchange import InvalidError, RefusedError, Reply, Request, Route
from sandbox.vendors.ids import hexadecimal
from sandbox.vendors.limits import Limiter, Standing, Window


class Vendor(ABC):
    """A vendor's API: pure of sockets, so that it says the same to a test as to the wire."""

    name: ClassVar[str]
    key: ClassVar[str]
    """The credential it takes; it works nowhere else."""
    invalid_status: ClassVar[int] = 400
    """With which what makes no sense is refused."""

    def __init__(self, book: Book, clock: Clock, journal: Journal) -> None:
        self.book = book
        self.clock = clock
        self.journal = journal
        self._answered = 0
        self._routes = self.routes()
        self.begin()

    def begin(self) -> None:
        """Begin again, with nothing spent and the records as the book has them."""
        self.limiter = Limiter(self.clock)
        self.reset()

    async def close(self) -> None:
        """Let go of what was opened."""
        return

    @abstractmethod
    def reset(self) -> None:
        """Make the records anew; ages in the book are counted from now."""

    @abstractmethod
    def routes(self) -> tuple[Route, ...]:
        """What can be called."""

    @abstractmethod
    def environment(self, url: str) -> dict[str, str]:
        """The settings with which the bot finds this stand-in at `url`."""

    @abstractmethod
    def admit(self, request: Request) -> None:
        """Refuse who lacks the credential or a header the vendor wants."""

    @abstractmethod
    def refuse(self, status: int, message: str) -> RefusedError:
        """A refusal in the vendor's own form."""

    @abstractmethod
    def limited(self, standing: Standing) -> RefusedError:
        """The rate limit's refusal in the vendor's own form."""

    @abstractmethod
    def budgets(self, request: Request) -> tuple[Window, ...]:
        """The limits that a call counts against, the narrowest first."""

    def meter(self, _standings: tuple[Standing, ...]) -> Mapping[str, str]:
        """The headers that tell how the limits stand."""
        return {}

    def trace(self) -> Mapping[str, str]:
        """The headers that every answer carries."""
        return {}

    def stranger(self, name: str) -> RefusedError:
        """The refusal of a query parameter that is not known."""
        return self.refuse(400, f"Unknown parameter: {name}")

    def answer(self, request: Request) -> Reply:
        """The reply to a call."""
        self._answered += 1
        try:
            reply = self._answer(request)
        except RefusedError as refusal:
            reply = refusal.reply
        except InvalidError as error:
            reply = self.refuse(self.invalid_status, str(error)).reply
        return replace(reply, headers={**self.trace(), **reply.headers})

    def request_id(self) -> str:
        """What names this call in the vendor's logs."""
        return hexadecimal(f"{self.name} {self._answered}", 32)

    def _answer(self, request: Request) -> Reply:
        self.admit(request)
        route, params = self._route(request)
        known = (name for name, _ in request.query if name not in route.query)
        if (stranger := next(known, None)) is not None:
            raise self.stranger(stranger)
        standings = tuple(self.limiter.spend(window) for window in self.budgets(request))
        for standing in standings:
            if standing.left < 0:
                raise self.limited(standing)
        reply = route.answer(replace(request, params=params))
        return replace(reply, headers={**self.meter(standings), **reply.headers})

    def _route(self, request: Request) -> tuple[Route, dict[str, str]]:
        found = [(route, params) for route in self._routes if (params := route.match(request.path)) is not None]
        for route, params in found:
            if route.method == request.method:
                return route, params
        if found:
            raise self.refuse(405, f"{request.method} is not allowed here")
        raise self.refuse(404, f"There is nothing at {request.path}")


def bearer(request: Request) -> str:
    """The bearer token of a call, or nothing."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token if scheme.lower() == "bearer" else ""


def is_key(given: str, key: str) -> bool:
    """Whether this is the key."""
    return hmac.compare_digest(given.encode(), key.encode())


def whole_seconds(wait: float) -> str:
    """A wait as rate limits tell it: never less than a second."""
    return str(max(1, math.ceil(wait)))

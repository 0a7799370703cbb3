"""How we talk to vendors: a client for each, with their limits, our patience, and errors that are ours."""

import asyncio
import json
import ssl
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any, TypeAlias, TypeVar
from urllib.parse import urlsplit

import httpx
from aiolimiter import AsyncLimiter
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from bot.errors import BatonError, LockedOutError, RejectedError, UnavailableError
from bot.log import logger
from bot.ports import Clock
from integrations.breaker import Breaker

log = logger(__name__)

_RETRYABLE = frozenset({408, 425, 429, 500, 502, 503, 504})
_LONGEST_REST = 3600.0
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

T = TypeVar("T")
Parameters: TypeAlias = Mapping[str, str | int]


class Answered(BaseModel):
    """What a vendor answers, as far as we read it: whatever else is in it does not exist for us."""

    model_config = ConfigDict(extra="ignore", frozen=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Seconds for connecting, for reading and for one call with its second try; and the most that is read of an answer.

    A wait that the vendor asks for is waited out at once only when it is as short as `wait`.
    """

    connect: float = 2.0
    read: float = 4.0
    call: float = 5.0
    wait: float = 2.0
    pause: float = 0.3
    most_bytes: int = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """What is particular about a vendor.

    `rate` is how many calls it takes in how many seconds. `says_no` reads a refusal in the vendor's own form; None
    leaves it to the status. With `hides_paths` the paths are secret themselves, and not logged.
    """

    name: str
    base_url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    rate: tuple[float, float] = (20, 1)
    says_no: Callable[[httpx.Response, datetime], BatonError | None] = lambda _response, _now: None
    hides_paths: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """How calls travel, and how long they may take; without a transport over the network."""

    patience: Patience = field(default_factory=Patience)
    transport: httpx.AsyncBaseTransport | None = None


class VendorClient:
    """Calls one vendor. Raises UnavailableError, LockedOutError or RejectedError, and nothing else.

    Never follows a redirect, never leaves the base URL, never logs what is in a call or an answer. `authorize` gives
    the value of the Authorization header; it is asked anew once when the vendor refuses it.
    """

    def __init__(
        self,
        manners: Manners,
        clock: Clock,
        wire: Wire,
        authorize: Callable[[bool], Awaitable[str]] | None = None,
    ) -> None:
        self.name = manners.name
        self._manners = manners
        self._clock = clock
        self._authorize = authorize
        self._breaker = Breaker()
        self._limiter: AsyncLimiter | None = None
        self._patience = patience = wire.patience
        self._http = httpx.AsyncClient(
            base_url=manners.base_url,
            headers={"User-Agent": "baton/1", "Accept": "application/json", **manners.headers},
            timeout=httpx.Timeout(patience.read, connect=patience.connect),
            limits=httpx.Limits(max_connections=10),
            follow_redirects=False,
            trust_env=urlsplit(manners.base_url).hostname not in LOOPBACK,
            verify=_tls(),
            transport=wire.transport,
        )

    async def get(self, path: str, params: Parameters | None = None) -> Any:
        """Read something; its JSON."""
        return await self._call(_Request(method="GET", path=path, params=params, is_safe=True))

    async def read(self, path: str) -> bytes:
        """Read something that is no JSON; all of it."""
        content: bytes = await self._call(_Request(method="GET", path=path, is_safe=True, is_json=False))
        return content

    async def search(self, path: str, body: Any) -> Any:
        """A POST that changes nothing; its JSON."""
        return await self._call(_Request(method="POST", path=path, body=body, is_safe=True))

    async def post(self, path: str, body: Any, headers: Mapping[str, str] | None = None) -> Any:
        """Change something, trying once; its JSON. An UnavailableError says whether it may have happened."""
        return await self._call(_Request(method="POST", path=path, body=body, headers=headers or {}, is_safe=False))

    async def aclose(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def _call(self, request: "_Request") -> Any:
        assert request.path[0] == "/" != request.path[1:2], "a path on the vendor's own host"
        rests = self._breaker.waits(self._clock.now())
        if rests is not None and self._breaker.is_locked:
            raise LockedOutError(self.name, self._breaker.why)
        if rests is not None:
            raise UnavailableError(self.name, self._breaker.why, retry_after=rests)
        try:
            await self._my_turn()
            async with asyncio.timeout(self._patience.call):
                answer = await self._try(request)
        except TimeoutError as error:
            self._breaker.failed(self._clock.now(), "timed out")
            raise UnavailableError(self.name, "timed out", is_ambiguous=not request.is_safe) from error
        except LockedOutError as error:
            if self._breaker.locked_out(self._clock.now(), error.code):
                log.error("vendor.locked_out", vendor=self.name, why=error.code)  # noqa: TRY400  the code says it all
            raise
        except UnavailableError as error:
            self._note(error)
            raise
        except RejectedError:
            self._breaker.succeeded()
            raise
        self._breaker.succeeded()
        return answer

    def _note(self, error: UnavailableError) -> None:
        why = error.message.removeprefix(f"{self.name} is unavailable: ")
        if error.retry_after is not None:
            self._breaker.rest(self._clock.now(), min(error.retry_after, _LONGEST_REST), why)
        else:
            self._breaker.failed(self._clock.now(), why)

    async def _try(self, request: "_Request") -> Any:
        """Once, and a second time where that is harmless and likely to help."""
        patience = self._patience
        try:
            return await self._once(request)
        except LockedOutError:
            if self._authorize is None:
                raise
            return await self._once(request, is_renewed=True)
        except UnavailableError as error:
            wait = patience.pause if error.retry_after is None else error.retry_after
            if not request.is_safe or error.is_ambiguous or wait > patience.wait:
                raise
            await asyncio.sleep(wait)
            await self._my_turn()
        return await self._once(request)

    async def _my_turn(self) -> None:
        """Until the vendor takes another call. The time this takes is not the vendor's fault."""
        self._limiter = self._limiter or AsyncLimiter(*self._manners.rate)
        await self._limiter.acquire()

    async def _once(self, request: "_Request", *, is_renewed: bool = False) -> Any:
        headers = dict(request.headers)
        if self._authorize is not None:
            headers["Authorization"] = await self._authorize(is_renewed)
        began = time.perf_counter()
        response, body = await self._exchange(request, headers)
        log.debug(
            "vendor.called",
            vendor=self.name,
            method=request.method,
            path="…" if self._manners.hides_paths else request.path,
            status=response.status_code,
            ms=round((time.perf_counter() - began) * 1000),
            request=response.headers.get("request-id") or response.headers.get("x-request-id") or "",
        )
        refusal = self._refusal(request, response)
        if refusal is not None:
            raise refusal
        if not request.is_json:
            return body
        try:
            return json.loads(body)
        except (ValueError, RecursionError) as error:
            raise UnavailableError(self.name, "its answer is no JSON", is_ambiguous=True) from error

    async def _exchange(self, request: "_Request", headers: Mapping[str, str]) -> tuple[httpx.Response, bytes]:
        """The answer with its whole body, if that is not too large."""
        is_unsure = not request.is_safe
        try:
            async with self._http.stream(
                request.method, request.path, params=request.params, json=request.body, headers=headers
            ) as response:
                parts, size = [], 0
                async for part in response.aiter_bytes():
                    size += len(part)
                    if size > self._patience.most_bytes:
                        raise UnavailableError(self.name, "its answer is too large", is_ambiguous=True)
                    parts.append(part)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise UnavailableError(self.name, "nobody answers") from error
        except httpx.TimeoutException as error:
            raise UnavailableError(self.name, "timed out", is_ambiguous=True) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise UnavailableError(self.name, type(error).__name__, is_ambiguous=is_unsure) from error
        body = b"".join(parts)
        return httpx.Response(response.status_code, headers=_plain(response.headers), content=body), body

    def _refusal(self, request: "_Request", response: httpx.Response) -> BatonError | None:
        """What the answer says against us; None when all is well."""
        known = self._manners.says_no(response, self._clock.now())
        if known is not None or response.is_success:
            return known
        code = f"HTTP {response.status_code}"
        if response.status_code in (401, 403):
            return LockedOutError(self.name, code)
        if response.status_code in _RETRYABLE:
            return UnavailableError(
                self.name,
                code,
                retry_after=retry_after(response, self._clock.now()),
                is_ambiguous=not request.is_safe and response.status_code != 429,
            )
        return RejectedError(self.name, code)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Request:
    method: str
    path: str
    params: Parameters | None = None
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    is_safe: bool
    is_json: bool = True


def understood(vendor: str, kind: type[T], answer: Any) -> T:
    """A vendor's JSON as what we read of it; UnavailableError when it has another shape."""
    try:
        return TypeAdapter(kind).validate_python(answer)
    except ValidationError as error:
        raise UnavailableError(vendor, "its answer has another shape", is_ambiguous=True) from error


def rows(vendor: str, kind: type[T], answer: Any, name: str) -> tuple[T, ...]:
    """The list of this name in a vendor's JSON; none where there is no such list."""
    found = understood(vendor, dict[str, Any], answer).get(name) or []
    return tuple(understood(vendor, kind, row) for row in understood(vendor, list[Any], found))


def retry_after(response: httpx.Response, now: datetime) -> float | None:
    """The seconds that a `Retry-After` header asks for, or None."""
    wanted = response.headers.get("retry-after", "")
    try:
        return max(0.0, float(wanted))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(wanted) - now).total_seconds())
    except (ValueError, TypeError):
        return None


def bearer(token: str) -> Mapping[str, str]:
    """The header that carries a token."""
    return {"Authorization": f"Bearer {token}"}


def _plain(headers: httpx.Headers) -> list[tuple[str, str]]:
    """Without what was true of the body as it travelled."""
    return [(name, value) for name, value in headers.items() if name not in ("content-encoding", "content-length")]


@cache
def _tls() -> ssl.SSLContext:
    """One for all: making it takes longer than a call."""
    return ssl.create_default_context()

"""Events, interactions and commands over HTTP, signed as Slack signs them."""

import hashlib
import hmac
import json
from collections.abc import Callable
from urllib.parse import urlencode

import aiohttp

from sandbox.clock import Clock
from sandbox.delivery import Attempt, Delivery, NotConnectedError
from sandbox.errors import ControlError, Json
from sandbox.world import App

MAX_REDIRECTS = 2


class HttpEvents:
    """Posts payloads to the app's request URL."""

    name = "http"

    def __init__(self, app: App, clock: Clock) -> None:
        self.app = app
        self.clock = clock
        self.request_url: str | None = None
        self.on_ack: Callable[[str, Json | None], None] = lambda _envelope_id, _payload: None
        self._session: aiohttp.ClientSession | None = None

    def is_ready(self) -> bool:
        """Whether there is a URL to post to."""
        return self.request_url is not None

    async def use(self, request_url: str) -> None:
        """Send to this URL from now on, after it has answered Slack's challenge."""
        challenge = "sandbox-challenge"
        body = json.dumps({"type": "url_verification", "token": "sandbox", "challenge": challenge}).encode()
        try:
            async with self._client().post(
                request_url, data=body, headers=self._headers(body, "application/json")
            ) as response:
                answer = await response.text()
        except aiohttp.ClientError as error:
            raise ControlError("url_not_verified", f"{request_url} could not be reached: {error}.") from None
        if challenge not in answer:
            raise ControlError("url_not_verified", f"{request_url} did not answer the challenge.")
        self.request_url = request_url

    async def send(self, delivery: Delivery, attempt: Attempt) -> None:
        """Post once; a 200 is the acknowledgement, and its body what came with it."""
        if self.request_url is None:
            raise NotConnectedError
        body, content_type = _encoded(delivery)
        headers = self._headers(body, content_type)
        if attempt.number:
            headers["X-Slack-Retry-Num"] = str(attempt.number)
            headers["X-Slack-Retry-Reason"] = attempt.reason
        timeout = aiohttp.ClientTimeout(total=attempt.ack_seconds)
        try:
            async with self._client().post(
                self.request_url, data=body, headers=headers, timeout=timeout, max_redirects=MAX_REDIRECTS
            ) as response:
                self._take(delivery, attempt, response, await response.text())
        except TimeoutError:
            _fail(delivery, "http_timeout")
        except aiohttp.TooManyRedirects:
            _fail(delivery, "too_many_redirects")
        except aiohttp.ClientSSLError:
            _fail(delivery, "ssl_error")
        except aiohttp.ClientError:
            _fail(delivery, "connection_failed")

    def _take(self, delivery: Delivery, attempt: Attempt, response: aiohttp.ClientResponse, text: str) -> None:
        if 200 <= response.status < 300:
            self.on_ack(attempt.envelope_id, _response_payload(delivery, text))
            return
        delivery.is_refused = response.headers.get("X-Slack-No-Retry") == "1"
        _fail(delivery, "http_error")

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        return self._session

    def _headers(self, body: bytes, content_type: str) -> dict[str, str]:
        timestamp = str(int(self.clock.wall()))
        return {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature(self.app.signing_secret, timestamp, body),
        }


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Slack's v0 signature of a request."""
    digest = hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return f"v0={digest}"


def _encoded(delivery: Delivery) -> tuple[bytes, str]:
    if delivery.kind == "events_api":
        return json.dumps(delivery.payload).encode(), "application/json"
    form = delivery.payload if delivery.kind == "slash_commands" else {"payload": json.dumps(delivery.payload)}
    return urlencode(form).encode(), "application/x-www-form-urlencoded"


def _response_payload(delivery: Delivery, text: str) -> Json | None:
    if delivery.kind == "events_api" or not text.strip():
        return None
    try:
        payload = json.loads(text)
    except ValueError:
        return {"text": text}
    return payload if isinstance(payload, dict) else None


def _fail(delivery: Delivery, reason: str) -> None:
    if delivery.entries:
        delivery.entries[-1]["failure"] = reason

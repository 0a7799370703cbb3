"""One way to call the Web API: form-encoded POSTs that every Slack-compatible server takes, and our own errors.

Not the SDK's typed methods: those send some arguments in the query and read by GET, which plainer servers do not take.
"""

import json
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.errors import LockedOutError, MendableError, RejectedError, UnavailableError
from handlers.addresses import Addresses

UNSUPPORTED = frozenset({"unknown_method", "method_not_supported", "not_implemented", "feature_disabled"})
"""What a server says to a method it does not have."""

_PASSING = frozenset(
    {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "external_channel_migrating"}
)
_LIMITED = frozenset({"ratelimited", "rate_limited"})
_LOCKED_OUT = frozenset({"account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked"})
_MENDABLE = _LOCKED_OUT | {"channel_not_found", "is_archived", "missing_scope", "not_in_channel", "restricted_action"}
_MEND_SECONDS = 20.0


class SlackApi:
    """The Web API. Retries nothing itself: whoever calls knows whether another try is safe."""

    def __init__(self, client: AsyncWebClient, addresses: Addresses | None = None) -> None:
        self._client = client
        self._addresses = addresses

    @property
    def http(self) -> aiohttp.ClientSession:
        """The session that all calls share."""
        assert self._client.session is not None
        return self._client.session

    @property
    def token(self) -> str:
        """The bot's token."""
        return self._client.token or ""

    @property
    def base_url(self) -> str:
        """The server that we work for."""
        return self._client.base_url

    async def call(self, method: str, /, **arguments: Any) -> dict[str, Any]:
        """Call a method; arguments that are None are left out, lists and dictionaries travel as JSON.

        Raises UnavailableError when another try may help and RejectedError when not; the latter's code is
        `unknown_method` where the server lacks the method, however it says so.
        """
        if self._addresses is None:
            return await self._call(method, arguments)
        named = self._addresses.outside(arguments)
        try:
            return await self._call(method, named)
        except RejectedError as error:
            if error.code != "channel_not_found":
                raise
            await self._addresses.refresh()
            if self._addresses.outside(arguments) == named:
                raise
        return await self._call(method, self._addresses.outside(arguments))

    async def _call(self, method: str, arguments: dict[str, Any]) -> dict[str, Any]:
        form = {name: _encoded(value) for name, value in arguments.items() if value is not None}
        try:
            response = await self._client.api_call(method, data=form)
        except SlackApiError as error:
            raise _translated(method, error) from error
        except aiohttp.ClientConnectorError as error:
            raise UnavailableError("Slack", f"{method}: cannot connect") from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise UnavailableError("Slack", f"{method}: {type(error).__name__}", is_ambiguous=True) from error
        except (SlackClientError, ValueError, AttributeError, TypeError) as error:  # the SDK stumbles over odd bodies
            raise UnavailableError("Slack", f"{method}: not an answer of Slack", is_ambiguous=True) from error
        return response.data if isinstance(response.data, dict) else {}

    async def scopes(self) -> frozenset[str] | None:
        """The scopes of our token, or None where the server does not tell."""
        try:
            response = await self._client.api_call("auth.test")
        except (SlackApiError, aiohttp.ClientError, TimeoutError, OSError):
            return None
        said = {name.lower(): value for name, value in response.headers.items()}.get("x-oauth-scopes")
        return frozenset(scope.strip() for scope in str(said).split(",") if scope.strip()) if said else None


def _encoded(value: Any) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)


def _translated(method: str, error: SlackApiError) -> UnavailableError | RejectedError:
    response = error.response  # the SDK's own response, or aiohttp's where the body was no JSON
    data = getattr(response, "data", None)
    code = str(data.get("error") or "") if isinstance(data, dict) else ""
    status = int(getattr(response, "status_code", getattr(response, "status", 0)))
    headers = {name.lower(): value for name, value in dict(response.headers or {}).items()}
    if status == 429 or code in _LIMITED:
        return UnavailableError("Slack", f"{method}: rate limit", retry_after=_seconds(headers.get("retry-after")))
    if code in UNSUPPORTED or (status == 404 and not code):
        return RejectedError("Slack", "unknown_method")
    is_no_answer = status < 400 and not code
    if code in _PASSING or status >= 500 or is_no_answer:
        return UnavailableError("Slack", f"{method}: {code or status}", is_ambiguous=True)
    return RejectedError("Slack", code or f"http_{status}")


def mendable(error: RejectedError) -> bool:
    """Whether an admin can mend this (invite the bot, renew a token), so that waiting is better than giving up."""
    return error.code in _MENDABLE


def waiting(error: RejectedError) -> UnavailableError:
    """The same error, as something to wait for."""
    if error.code in _LOCKED_OUT:
        return LockedOutError("Slack", error.code)
    return MendableError("Slack", error.code, retry_after=_MEND_SECONDS)


def _seconds(value: object) -> float:
    try:
        return max(float(str(value)), 0.1)
    except ValueError:
        return 1.0


def keep_off_proxies(client: AsyncWebClient | AsyncWebhookClient | SocketModeClient, url: str) -> None:
    """A server on this machine is reached directly: the SDK would take HTTPS_PROXY and ignore NO_PROXY."""
    if urlsplit(url).hostname in {"127.0.0.1", "::1", "localhost"}:
        client.proxy = None

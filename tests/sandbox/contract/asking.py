"""How the checks ask: with the SDK's own methods; what a server does not have is skipped, what it does wrong fails."""

import json
from collections.abc import Mapping
from typing import Any, NoReturn

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry import RetryHandler
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from slack_sdk.web import SlackResponse

from tests.sandbox.contract.server import Server

Json = dict[str, Any]

_LACKING = {"unknown_method", "not_implemented", "method_not_supported"}
_MISSING_PAGE = (404, 405, 501)


class Slack:
    """A server as an app sees it."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.client = self.client_with(server.bot_token)

    def client_with(self, token: str | None) -> WebClient:
        """The SDK's client, with another token; it waits when told to, and tries nothing else again."""
        patience: list[RetryHandler] = [RateLimitErrorRetryHandler(max_retry_count=5)]
        return WebClient(token=token, base_url=self.server.api_url, retry_handlers=patience)

    def lacks(self, what: str) -> NoReturn:
        """Skip, for the server does not have this; unless it is ours, which has everything."""
        if self.server.is_ours:
            pytest.fail(f"the sandbox has no {what}")
        pytest.skip(f"this server has no {what}")

    def __call__(self, method: str, **arguments: Any) -> Json:
        """What the SDK's method answers; SlackApiError if it is refused."""
        try:
            answer: SlackResponse = getattr(self.client, method.replace(".", "_"))(**arguments)
        except SlackApiError as error:
            self._unless_lacking(method, error)
            raise
        return _body(answer)

    def error(self, method: str, **arguments: Any) -> str:
        """The error with which a call is refused, its arguments sent as a form without the SDK's own checks."""
        return str(self.refusal(method, **arguments)["error"])

    def refusal(self, method: str, **arguments: Any) -> Json:
        """The same, whole."""
        form = {name: value if isinstance(value, str) else json.dumps(value) for name, value in arguments.items()}
        try:
            answer = self.client.api_call(method, data=form)
        except SlackApiError as error:
            self._unless_lacking(method, error)
            return _body(error.response)
        pytest.fail(f"{method} was not refused: {_body(answer)}")

    def _unless_lacking(self, method: str, error: SlackApiError) -> None:
        body = error.response if isinstance(error.response, Mapping | SlackResponse) else {}
        if body.get("error") in _LACKING or getattr(body, "status_code", 200) in _MISSING_PAGE:
            self.lacks(method)


def _body(answer: Any) -> Json:
    data = getattr(answer, "data", answer)
    assert isinstance(data, dict), data
    return data


def message_at(slack: Slack, channel: str, ts: str, **more: object) -> Json | None:
    """A message as history tells it, or None."""
    answer = slack("conversations.history", channel=channel, oldest=ts, latest=ts, inclusive=True, limit=1, **more)
    return next((message for message in answer["messages"] if message["ts"] == ts), None)

"""How a refusal is said: to the app as Slack says it, to the control API as a code and a sentence."""

from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]


class SlackError(Exception):
    """A Web API call is refused; `code` is Slack's error string."""

    def __init__(self, code: str, *messages: str, status: int = 200, **extra: Any) -> None:
        super().__init__(code)
        self.code = code
        self.messages = messages
        self.status = status
        self.extra: Mapping[str, Any] = extra
        self.headers: dict[str, str] = {}

    def body(self) -> Json:
        """The JSON a caller of the Web API reads."""
        body: Json = {"ok": False, "error": self.code, **self.extra}
        if self.messages:
            body["response_metadata"] = {"messages": [f"[ERROR] {message}" for message in self.messages]}
        return body


class ControlError(Exception):
    """The control API refuses; `detail` is a sentence for the person reading a failing test."""

    def __init__(self, code: str, detail: str, status: int = 400) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail
        self.status = status

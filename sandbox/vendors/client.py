"""The vendors' part of the control API's client."""

from collections.abc import Awaitable, Callable
from typing import Any

Json = dict[str, Any]
Call = Callable[..., Awaitable[Json]]


class VendorsClient:
    """One method for each control call; `person` is somebody of the staff, by the id the book of accounts has."""

    def __init__(self, call: Call) -> None:
        self._call = call

    async def shown(self) -> Json:
        """By vendor: its `url`, the `environment` that leads the bot there, and whether it `is_down`."""
        found: Json = (await self._call("GET", "vendors"))["vendors"]
        return found

    async def calls(self, vendor: str | None = None, since: int = 0) -> list[Json]:
        """What was asked of one or all, from entry number `since` on."""
        return list((await self._call("GET", "vendors/calls", params=_given(vendor=vendor, since=since)))["calls"])

    async def deliveries(self, since: int = 0) -> list[Json]:
        """The webhooks that were sent, one entry for each attempt."""
        return list((await self._call("GET", "vendors/deliveries", params=_given(since=since)))["deliveries"])

    async def wait_for_call(self, vendor: str, path: str = "", since: int = 0, timeout: float = 5) -> Json:  # noqa: ASYNC109
        """The first call of a vendor whose path contains `path`, waited for by the sandbox."""
        wanted = {"for": "call", "vendor": vendor, "path": path, "since": since, "timeout": timeout}
        first: Json = (await self._call("POST", "vendors/wait", json=wanted))["calls"][0]
        return first

    async def wait_for_delivery(self, since: int = 0, timeout: float = 5) -> Json:  # noqa: ASYNC109
        """The first webhook from entry number `since` on, waited for by the sandbox."""
        wanted = {"for": "delivery", "since": since, "timeout": timeout}
        first: Json = (await self._call("POST", "vendors/wait", json=wanted))["deliveries"][0]
        return first

    async def fault(self, vendor: str, kind: str, **fault: object) -> None:
        """Let it be slow, limited, wrong, lost or down, or refuse, with `times, path, seconds, how, status`."""
        await self._call("POST", "vendors/faults", json={"vendor": vendor, "kind": kind, **fault})

    async def clear_faults(self, vendor: str | None = None) -> None:
        """Let one, or all, work again."""
        await self._call("POST", "vendors/faults", json=_given(clear=True, vendor=vendor))

    async def issues(self) -> list[Json]:
        """Linear's issues with their comments, attachments and needs."""
        return list((await self._call("GET", "vendors/linear/issues"))["issues"])

    async def send_webhooks(self, url: str, secret: str | None = None) -> None:
        """Send Linear's news to this address from now on."""
        await self._call("POST", "vendors/linear/webhook", json=_given(url=url, secret=secret))

    async def move_issue(self, issue: str, state: str, person: str | None = None) -> Json:
        """Move an issue (by id or identifier) to a state (by its name), as somebody."""
        wanted = {"issue": issue, "state": state, **_given(**{"as": person})}
        moved: Json = (await self._call("POST", "vendors/linear/move", json=wanted))["issue"]
        return moved

    async def comment(self, issue: str, body: str, person: str | None = None) -> Json:
        """Comment on an issue, as somebody."""
        wanted = {"issue": issue, "body": body, **_given(**{"as": person})}
        said: Json = (await self._call("POST", "vendors/linear/comment", json=wanted))["comment"]
        return said

    async def redeliver(self, delivery: str | None = None) -> str:
        """Send a webhook again, the last unless told which; returns its id."""
        return str((await self._call("POST", "vendors/linear/redeliver", json=_given(delivery=delivery)))["delivery"])

    async def script_model(self, *replies: Json) -> None:
        """What the model says next: `content, tool_calls, refusal, finish_reason`, each when `contains` is said."""
        await self._call("POST", "vendors/model", json={"script": list(replies)})

    async def pace_model(self, seconds: float) -> None:
        """How long the model takes for a word of a stream."""
        await self._call("POST", "vendors/model", json={"pace": seconds})


def _given(**values: object) -> Json:
    return {name: value for name, value in values.items() if value is not None}

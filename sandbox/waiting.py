"""Waiting until something is so, instead of sleeping and hoping."""

import asyncio
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sandbox.control import Order
from sandbox.delivery import Courier
from sandbox.errors import ControlError, Json
from sandbox.journal import Journal
from sandbox.people_api import messages_seen
from sandbox.portrait import views_shown
from sandbox.workspace import Workspace

MOST_SECONDS = 60.0
QUIET_SECONDS = 0.3

Check = Callable[[], Json | None]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Answers `POST /control/wait`."""

    ws: Workspace
    journal: Journal
    courier: Courier

    async def wait(self, order: Order) -> Json:
        """Return the thing waited for as soon as it is there, or refuse with `timed_out`."""
        until = order.values.get("until")
        if not isinstance(until, dict) or len(until) != 1:
            raise ControlError("invalid_argument", "`until` must be an object with one key.")
        (kind, wanted), *_ = until.items()
        check = self._check(kind, Order(self.ws, wanted if isinstance(wanted, dict) else {}))
        seconds = min(order.number("timeout", 5.0), MOST_SECONDS)
        deadline = asyncio.get_running_loop().time() + seconds
        while True:
            found = check()
            if found is not None:
                return found
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                break
            pause = min(left, QUIET_SECONDS / 3) if kind == "quiet" else left
            await self.journal.signal.wait(pause)
        raise ControlError("timed_out", self._regret(kind, wanted, seconds), status=408)

    def _check(self, kind: str, wanted: Order) -> Check:
        checks: dict[str, Callable[[Order], Check]] = {
            "message": self._message,
            "view": self._view,
            "home": self._home,
            "reaction": self._reaction,
            "call": self._call,
            "delivery": self._delivery,
            "quiet": self._quiet,
        }
        if kind not in checks:
            raise ControlError("invalid_argument", f"One can wait for {', '.join(checks)}, not for {kind}.")
        return checks[kind](wanted)

    def _message(self, wanted: Order) -> Check:
        channel_id, looker = wanted.channel().id, wanted.person()
        count = int(wanted.number("count", 1))
        is_match = _message_matcher(wanted)
        looked_at: list[int | None] = [-1]  # looking is dear: only when something changed in the channel

        def check() -> Json | None:
            revision = self.ws.revisions.get(channel_id)
            if looked_at[0] == revision:
                return None
            looked_at[0] = revision
            seen = messages_seen(self.ws, looker, self.ws.channel(channel_id), wanted.optional("thread_ts"))
            found = [message for message in seen if is_match(message)]
            return {"messages": found} if len(found) >= count else None

        return check

    def _view(self, wanted: Order) -> Check:
        person, callback_id = wanted.person(), wanted.optional("callback_id")

        def check() -> Json | None:
            top = views_shown(self.ws, person)["views"][-1:]
            found = [view for view in top if callback_id in (None, view["callback_id"])]
            return {"view": found[0]} if found else None

        return check

    def _home(self, wanted: Order) -> Check:
        person, contains = wanted.person(), wanted.text("contains", "")

        def check() -> Json | None:
            home = views_shown(self.ws, person)["home"]
            return {"view": home} if home and contains in "\n".join(_texts(home["blocks"])) else None

        return check

    def _reaction(self, wanted: Order) -> Check:
        channel, ts, name = self.ws.channel(wanted.text("channel")), wanted.text("ts"), wanted.text("name")

        def check() -> Json | None:
            message = channel.messages.get(ts)
            users = message.reactions.get(name) if message else None
            return {"users": list(users)} if users else None

        return check

    def _call(self, wanted: Order) -> Check:
        method, since, is_ok = wanted.text("method"), wanted.number("since", 0), wanted.values.get("ok")

        def check() -> Json | None:
            for call in self.journal.calls:
                if call["n"] >= since and call["method"] == method and is_ok in (None, call["ok"]):
                    return {"call": call}
            return None

        return check

    def _delivery(self, wanted: Order) -> Check:
        event, since, is_acked = wanted.optional("event"), wanted.number("since", 0), wanted.values.get("acked")

        def check() -> Json | None:
            for entry in self.journal.deliveries:
                kind = entry["payload"].get("event", entry["payload"]).get("type")
                is_match = event in (None, kind) and is_acked in (None, entry["acked_at"] is not None)
                if entry["n"] >= since and is_match:
                    return {"delivery": entry}
            return None

        return check

    def _quiet(self, wanted: Order) -> Check:
        seconds = wanted.number("seconds", QUIET_SECONDS)

        def check() -> Json | None:
            rested = asyncio.get_running_loop().time() - self.journal.last_activity
            return {} if rested >= seconds and not self.courier.unacknowledged() else None

        return check

    def _regret(self, kind: str, wanted: Json, seconds: float) -> str:
        detail = f"No such {kind} within {seconds:g} s: {json.dumps(wanted, ensure_ascii=False)}."
        if kind == "message":
            order = Order(self.ws, wanted)
            seen = messages_seen(self.ws, order.person(), order.channel(), order.optional("thread_ts"))[-5:]
            lines = [f"{message['author']}: {message['text'][:120]!r}" for message in seen]
            detail += " The last messages there: " + ("; ".join(lines) or "none") + "."
        if kind == "quiet":
            detail += f" Not acknowledged: {', '.join(self.courier.unacknowledged()) or 'nothing'}."
        return detail


def _message_matcher(wanted: Order) -> Callable[[Json], bool]:
    contains, author = wanted.text("contains", ""), wanted.optional("author")
    pattern = re.compile(wanted.text("matches", ""), re.DOTALL)
    after, takes_streams = wanted.number("after_ts", 0), bool(wanted.values.get("streaming"))

    def is_match(message: Json) -> bool:
        said = "\n".join([message["text"], *_texts(message.get("blocks", []))])
        return (
            float(message["ts"]) > after
            and (takes_streams or not message["streaming"])
            and author in (None, message["author"], message["author_id"])
            and contains in said
            and bool(pattern.search(said))
        )

    return is_match


def _texts(node: object) -> Iterator[str]:
    """Every text a person can read in blocks."""
    if isinstance(node, list):
        for item in node:
            yield from _texts(item)
    if not isinstance(node, dict):
        return
    if isinstance(node.get("text"), str):
        yield node["text"]
    for value in node.values():
        yield from _texts(value)

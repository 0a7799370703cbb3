"""A small client of the control API, for tests, tours and benchmarks."""

from base64 import b64encode
from types import TracebackType
from typing import Any, Self

import httpx

from sandbox.vendors.client import VendorsClient

Json = dict[str, Any]


class SandboxError(Exception):
    """The sandbox refused; `code` says why for programs, `detail` for people."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


class SandboxClient:
    """One method for each control call. `person` is always a person's id: who does it, or who looks."""

    def __init__(self, url: str, control_token: str) -> None:
        headers = {"Authorization": f"Bearer {control_token}"}
        # No proxies: HTTP_PROXY must not catch what is meant for loopback.
        self._http = httpx.AsyncClient(
            base_url=url,
            headers=headers,
            timeout=70.0,
            trust_env=False,
            verify=url.startswith("https:"),  # certificates take a while to load, and there is mostly no need
        )
        self.vendors = VendorsClient(self._call)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Let go of the connections."""
        await self._http.aclose()

    # looking

    async def world(self) -> Json:
        """Teams, people, channels and the app."""
        return await self._get("world")

    async def messages(self, person: str, channel: str, thread_ts: str | None = None) -> list[Json]:
        """What this person sees in the channel, or in one thread of it, oldest first."""
        answer = await self._get("messages", **{"as": person}, channel=channel, thread_ts=thread_ts)
        return list(answer["messages"])

    async def statuses(self, person: str, channel: str) -> list[Json]:
        """The lines such as “is thinking…” that this person sees, per thread."""
        return list((await self._get("messages", **{"as": person}, channel=channel))["statuses"])

    async def views(self, person: str) -> Json:
        """The modals this person has open (the top one last) and their App Home."""
        return await self._get("views", **{"as": person})

    async def calls(self, since: int = 0) -> list[Json]:
        """What the app called, from entry number `since` on."""
        return list((await self._get("calls", since=since))["calls"])

    async def deliveries(self, since: int = 0) -> list[Json]:
        """What was sent to the app, one entry for each attempt."""
        return list((await self._get("deliveries", since=since))["deliveries"])

    async def next_call(self) -> int:
        """The number the next call will have: a `since` for what follows."""
        return int((await self._get("calls", since=1 << 60))["next"])

    async def next_delivery(self) -> int:
        """The number the next delivery will have: a `since` for what follows."""
        return int((await self._get("deliveries", since=1 << 60))["next"])

    # writing

    async def post(
        self, person: str, channel: str, text: str, thread_ts: str | None = None, *, broadcast: bool = False
    ) -> str:
        """Write a message; returns its ts. `@Baton` in the text becomes a mention."""
        answer = await self._post("post", person, channel=channel, text=text, thread_ts=thread_ts, broadcast=broadcast)
        return str(answer["ts"])

    async def upload(
        self, person: str, channel: str, name: str, content: str | bytes, thread_ts: str | None = None, text: str = ""
    ) -> Json:
        """Share a file, a text or bytes, with words beside it; returns its `ts` and `file_id`."""
        what = {"content": content} if isinstance(content, str) else {"base64": b64encode(content).decode("ascii")}
        return await self._post("upload", person, channel=channel, name=name, text=text, thread_ts=thread_ts, **what)

    async def edit(self, person: str, channel: str, ts: str, text: str) -> None:
        """Edit one's own message."""
        await self._post("edit", person, channel=channel, ts=ts, text=text)

    async def delete(self, person: str, channel: str, ts: str) -> None:
        """Delete one's own message."""
        await self._post("delete", person, channel=channel, ts=ts)

    async def react(self, person: str, channel: str, ts: str, name: str) -> None:
        """React to a message."""
        await self._post("react", person, channel=channel, ts=ts, name=name)

    async def unreact(self, person: str, channel: str, ts: str, name: str) -> None:
        """Take a reaction back."""
        await self._post("unreact", person, channel=channel, ts=ts, name=name)

    # using

    async def press(self, person: str, message: Json, action_id: str, value: str | None = None, **more: object) -> str:
        """Use an element of a message as `messages()` or `wait_for_message()` gave it."""
        where = {"channel": message["channel"], "ts": message["ts"]}
        answer = await self._post("press", person, **where, action_id=action_id, value=value, **more)
        return str(answer["action_ts"])

    async def press_view(
        self, person: str, view_id: str, action_id: str, value: str | None = None, **more: object
    ) -> str:
        """Use an element of an open view or of App Home."""
        answer = await self._post("press_view", person, view_id=view_id, action_id=action_id, value=value, **more)
        return str(answer["action_ts"])

    async def suggest(self, person: str, action_id: str, typed: str, **where: str) -> list[Json]:
        """Type into an external select, `where` being a `view_id`, or `channel` and `ts`; returns what is offered."""
        return list((await self._post("suggest", person, action_id=action_id, value=typed, **where))["options"])

    async def submit(self, person: str, view_id: str, values: Json) -> Json:
        """Submit a modal, `values` by block id; returns `response_action` and, if so, `errors`."""
        return await self._post("submit", person, view_id=view_id, values=values)

    async def close_view(self, person: str, view_id: str) -> None:
        """Close a modal."""
        await self._post("close_view", person, view_id=view_id)

    async def command(
        self, person: str, channel: str, command: str, text: str = "", thread_ts: str | None = None
    ) -> None:
        """Type a slash command; in a thread, Slack refuses it."""
        await self._post("command", person, channel=channel, command=command, text=text, thread_ts=thread_ts)

    async def shortcut(self, person: str, callback_id: str, channel: str | None = None, ts: str | None = None) -> None:
        """Use a message shortcut when `ts` is given, else a global one."""
        await self._post("shortcut", person, callback_id=callback_id, channel=channel, ts=ts)

    async def home(self, person: str) -> Json | None:
        """Open App Home; returns what is in it so far."""
        view: Json | None = (await self._post("home", person))["view"]
        return view

    async def join(self, person: str, channel: str, user: str | None = None) -> None:
        """Join a channel, or bring `user` in."""
        await self._post("join", person, channel=channel, user=user)

    async def leave(self, person: str, channel: str, user: str | None = None) -> None:
        """Leave a channel, or take `user` out."""
        await self._post("leave", person, channel=channel, user=user)

    async def stop_stream(self, person: str, channel: str, ts: str) -> None:
        """Press the stop button of a growing answer."""
        await self._post("stop_stream", person, channel=channel, ts=ts)

    async def rename_session(self, person: str, channel: str, thread_ts: str, title: str) -> None:
        """Give the app's session in a thread another title."""
        await self._post("rename_session", person, channel=channel, thread_ts=thread_ts, title=title)

    async def invite(self, person: str, channel: str, **whom: object) -> str:
        """Invite a `user` (perhaps the bot) or an `email` to connect a channel; returns the invitation's id."""
        return str((await self._post("invite", person, channel=channel, **whom))["invite_id"])

    async def answer_invitation(self, person: str, invite_id: str, action: str, **more: object) -> str:
        """`accept` (perhaps with `name`, `needs_approval`), `approve` or `decline`; returns the channel's id."""
        return str((await self._post("invitation", person, invite_id=invite_id, action=action, **more))["channel"])

    # waiting

    async def wait(self, kind: str, within: float = 5.0, **wanted: object) -> Json:
        """Wait for something, `within` so many seconds; see docs/sandbox.md for what there is to wait for."""
        given = {name: value for name, value in wanted.items() if value is not None}
        return await self._call("POST", "wait", json={"until": {kind: given}, "timeout": within})

    async def wait_for_messages(self, person: str, channel: str, within: float = 5.0, **wanted: object) -> list[Json]:
        """Wait until this person sees such messages: `thread_ts, contains, matches, author, after_ts, count`."""
        answer = await self.wait("message", within, **{"as": person}, channel=channel, **wanted)
        return list(answer["messages"])

    async def wait_for_message(self, person: str, channel: str, within: float = 5.0, **wanted: object) -> Json:
        """The same, for the latest such message."""
        return (await self.wait_for_messages(person, channel, within, **wanted))[-1]

    async def wait_for_view(self, person: str, callback_id: str | None = None, within: float = 5.0) -> Json:
        """Wait until this person has such a modal on top."""
        view: Json = (await self.wait("view", within, **{"as": person}, callback_id=callback_id))["view"]
        return view

    async def wait_for_home(self, person: str, contains: str | None = None, within: float = 5.0) -> Json:
        """Wait until this person's App Home shows something."""
        view: Json = (await self.wait("home", within, **{"as": person}, contains=contains))["view"]
        return view

    async def wait_for_reaction(self, channel: str, ts: str, name: str, within: float = 5.0) -> list[str]:
        """Wait for a reaction; returns who gave it."""
        return list((await self.wait("reaction", within, channel=channel, ts=ts, name=name))["users"])

    async def wait_for_call(
        self, method: str, since: int | None = None, *, ok: bool | None = None, within: float = 5.0
    ) -> Json:
        """Wait until the app has called a method."""
        call: Json = (await self.wait("call", within, method=method, since=since, ok=ok))["call"]
        return call

    async def wait_for_delivery(
        self, event: str | None = None, since: int | None = None, *, acked: bool | None = None, within: float = 5.0
    ) -> Json:
        """Wait until an event or interaction of this type was sent to the app (and, if asked for, acknowledged)."""
        answer = await self.wait("delivery", within, event=event, since=since, acked=acked)
        delivery: Json = answer["delivery"]
        return delivery

    async def wait_for_quiet(self, seconds: float = 0.3, within: float = 10.0) -> None:
        """Wait until nothing has happened for a while and nothing is unacknowledged."""
        await self.wait("quiet", within, seconds=seconds)

    # arranging

    async def fault(self, method: str = "*", **fault: object) -> None:
        """Let the next call of a method go wrong: `error, status, retry_after, delay, drop_after_commit, times`."""
        await self._call("POST", "faults", json={"method": method, **fault})

    async def fail_deliveries(self, kind: str, times: int = 1, **more: object) -> None:
        """Let events be lost at first (`lose`) or for good (`drop`), doubled (`duplicate`) or late (`reorder`).

        `times` of 0 means until cleared; `chance` makes it happen to some of them only, drawn with `seed`.
        """
        await self._call("POST", "faults", json={"deliveries": kind, "times": times, **more})

    async def expire_streams(self) -> None:
        """Make every growing answer as old as Slack lets it become."""
        await self._call("POST", "faults", json={"expire_streams": True})

    async def revoke_tokens(self, *, revoked: bool = True) -> None:
        """Revoke the app's tokens, or undo that."""
        await self._call("POST", "faults", json={"revoke_tokens": revoked})

    async def change_app(self, action: str) -> None:
        """`uninstall`, `install` again, `revoke` its token, or use its hourly events up (`rate_limit`)."""
        await self._call("POST", "app", json={"action": action})

    async def clear_faults(self) -> None:
        """Let everything work again."""
        await self._call("POST", "faults", json={"clear": True})

    async def use_http(self, request_url: str) -> None:
        """Send events to this URL from now on."""
        await self._call("POST", "transport", json={"mode": "http", "request_url": request_url})

    async def use_sockets(self) -> None:
        """Send events over Socket Mode from now on."""
        await self._call("POST", "transport", json={"mode": "socket"})

    async def disconnect(self, reason: str = "refresh_requested", times: int = 1) -> None:
        """Make the sockets disconnect; with `times`, also those that come instead: a storm."""
        await self._call("POST", "transport", json={"disconnect": reason, "times": times})

    async def features(self, **switches: object) -> None:
        """Switch features off or on; `bot_scopes` is a list, `rate_limits` off, lenient or strict."""
        await self._call("POST", "features", json=switches)

    async def change_channel(self, person: str, channel: str, action: str, **more: object) -> str:
        """Archive, unarchive, rename, share, unshare, retain a channel, or change its id; returns its id."""
        return str((await self._post("channel", person, channel=channel, action=action, **more))["channel"])

    async def reset(self) -> None:
        """Forget everything that happened."""
        await self._call("POST", "reset", json={})

    async def _get(self, path: str, **query: object) -> Json:
        given = {name: str(value) for name, value in query.items() if value is not None}
        return await self._call("GET", path, params=given)

    async def _post(self, path: str, person: str, **body: object) -> Json:
        given = {name: value for name, value in body.items() if value is not None}
        return await self._call("POST", path, json={"as": person, **given})

    async def _call(self, verb: str, path: str, **how: Any) -> Json:
        response = await self._http.request(verb, f"/control/{path}", **how)
        answer: Json = response.json()
        if not answer.get("ok"):
            raise SandboxError(answer.get("error", f"http_{response.status_code}"), answer.get("detail", ""))
        return answer

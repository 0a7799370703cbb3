"""Small bots and blocks the tests share."""

from typing import Any

from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.clock import ScaledClock
from sandbox.server import Sandbox

Json = dict[str, Any]

SHARED = "C0BRIGHTW"
TEAM = "C0HANDOFF"
MAYA, JONAS, DANA, ELI, PRIYA, INES = "U0MAYA", "U0JONAS", "U0DANA", "U0ELI", "U0PRIYA", "U0INES"


def new_app(box: Sandbox) -> AsyncApp:
    client = AsyncWebClient(token=box.bot_token, base_url=box.api_url, retry_handlers=[])
    return AsyncApp(client=client, signing_secret=box.signing_secret)


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def button(action_id: str, value: str = "1", text: str = "Go") -> Json:
    return {"type": "button", "action_id": action_id, "text": plain(text), "value": value}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def feedback() -> Json:
    sides = {
        "positive_button": {"text": plain("Good"), "value": "up"},
        "negative_button": {"text": plain("Bad"), "value": "down"},
    }
    return {"type": "context_actions", "elements": [{"type": "feedback_buttons", "action_id": "rating", **sides}]}


def modal(callback_id: str, **more: object) -> Json:
    field = {"type": "plain_text_input", "action_id": "text"}
    blocks = [{"type": "input", "block_id": "why", "label": plain("Why?"), "element": field}]
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain("A question"),
        "submit": plain("Send"),
        "blocks": blocks,
        **more,
    }


class Listener:
    """A bot that acknowledges every event and remembers it."""

    def __init__(self, app: AsyncApp) -> None:
        self.bodies: list[Json] = []
        for kind in (
            "message",
            "app_mention",
            "reaction_added",
            "reaction_removed",
            "member_joined_channel",
            "member_left_channel",
            "app_home_opened",
            "agent_session_stopped",
            "file_shared",
            "channel_archive",
            "channel_rename",
            "channel_shared",
            "channel_unshared",
            "channel_id_changed",
            "channel_left",
            "group_archive",
            "group_rename",
            "shared_channel_invite_received",
            "shared_channel_invite_accepted",
            "shared_channel_invite_approved",
            "shared_channel_invite_declined",
            "agent_session_title_changed",
            "app_uninstalled",
            "tokens_revoked",
        ):
            app.event(kind)(self._keep)

    async def _keep(self, body: Json) -> None:
        self.bodies.append(body)

    def events(self, kind: str | None = None) -> list[Json]:
        return [body["event"] for body in self.bodies if kind in (None, body["event"]["type"])]


class TurnedClock(ScaledClock):
    """A clock whose hands can be turned, for what takes days."""

    ahead = 0.0

    def now(self) -> float:
        return super().now() + self.ahead

    def turn(self, *, days: float) -> None:
        self.ahead += days * 86_400


class Serving:
    """An aiohttp application on a free port of loopback, for as long as the block lasts."""

    def __init__(self, application: web.Application) -> None:
        self._runner = web.AppRunner(application, access_log=None)

    async def __aenter__(self) -> str:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

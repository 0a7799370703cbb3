"""The sandbox as a whole: its page, its worlds, its manifest, and HTTP mode from end to end."""

import asyncio
import sys
from pathlib import Path

import httpx
import pytest
from aiohttp import ClientSession
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.client import SandboxClient, SandboxError
from sandbox.server import Sandbox, start
from tests.sandbox.bots import DANA, MAYA, PRIYA, SHARED, TEAM, Json, Serving, actions, button, modal

MANIFEST = """
features:
  slash_commands:
    - {command: /support, description: Steer Baton}
oauth_config: {scopes: {bot: [chat:write, channels:history, commands]}}
settings: {event_subscriptions: {bot_events: [app_mention]}}
"""


async def test_the_page_is_served_without_letting_anything_else_in(box: Sandbox) -> None:
    async with httpx.AsyncClient(base_url=box.url, trust_env=False) as http:
        script = await http.get("/api.js")
        outside = [await http.get(path) for path in ("/..%2fserver.py", "/%2e%2e/server.py", "/nothing.js")]
        elsewhere = await http.get("/api.js", headers={"Host": "evil.example"})

    assert script.status_code == 200
    assert script.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert script.headers["Cache-Control"] == "no-store"
    assert [answer.status_code for answer in outside] == [404, 404, 404]
    assert elsewhere.status_code == 403


async def test_the_page_hears_of_every_change(box: Sandbox, people: SandboxClient) -> None:
    address = f"{box.url}/control/live?token={box.control_token}"
    async with ClientSession() as session, session.ws_connect(address) as socket:
        ts = await people.post(MAYA, SHARED, "Hello")
        frame = await socket.receive_json()

    assert (frame["type"], frame["channel"], frame["ts"]) == ("message", SHARED, ts)
    assert set(frame["people"]) == {DANA, PRIYA, MAYA, "U0JONAS"}


async def test_the_live_feed_needs_the_token(box: Sandbox) -> None:
    async with httpx.AsyncClient(base_url=box.url, trust_env=False) as http:
        assert (await http.get("/control/live", params={"token": "guess"})).status_code == 401


async def test_the_manifest_decides_what_the_app_may_do(tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.yml"
    manifest.write_text(MANIFEST, encoding="utf-8")
    box = await start(manifest=manifest)
    slack = AsyncWebClient(token=box.bot_token, base_url=box.api_url)
    async with SandboxClient(box.url, box.control_token) as people:
        who = await slack.auth_test()
        with pytest.raises(SlackApiError, match="missing_scope"):
            await slack.users_info(user=MAYA)
        with pytest.raises(SandboxError, match="unknown_command"):
            await people.command(DANA, TEAM, "/baton")
        with pytest.raises(SandboxError, match="not_enabled"):
            await people.home(DANA)
        commands = (await people.world())["app"]["commands"]
    await box.stop()

    assert who.headers["x-oauth-scopes"] == "chat:write,channels:history,commands"
    assert commands == [{"command": "/support", "description": "Steer Baton", "usage_hint": ""}]


async def test_an_event_the_manifest_does_not_ask_for_is_not_sent(tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.yml"
    manifest.write_text(MANIFEST, encoding="utf-8")
    box = await start(manifest=manifest)
    slack = AsyncWebClient(base_url=box.api_url)
    opened = await slack.apps_connections_open(app_token=box.app_token)
    async with (
        SandboxClient(box.url, box.control_token) as people,
        ClientSession() as session,
        session.ws_connect(opened["url"]) as socket,
    ):
        await socket.receive_json()
        await people.post(MAYA, SHARED, "@Baton hello")
        envelope = await socket.receive_json()
        deliveries = await people.deliveries()
    await box.stop()

    assert envelope["payload"]["event"]["type"] == "app_mention"
    assert len(deliveries) == 1


async def test_interactions_work_over_http(
    box: Sandbox, app: AsyncApp, slack: AsyncWebClient, people: SandboxClient
) -> None:
    @app.action("ask")
    async def ask(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=modal("why"))

    @app.view("why")
    async def why(ack: AsyncAck) -> None:
        await ack(response_action="errors", errors={"why": "No"})

    @app.command("/support")
    async def support(ack: AsyncAck, command: Json) -> None:
        await ack(f"You said {command['text']}")

    async with Serving(app.web_app("/slack/events")) as address:
        await people.use_http(f"{address}/slack/events")
        await slack.chat_postMessage(channel=TEAM, text="A card", blocks=[actions(button("ask"))])
        (card,) = await people.messages(DANA, TEAM)
        await people.press(DANA, card, "ask")
        view = await people.wait_for_view(DANA, "why")
        answer = await people.submit(DANA, view["id"], {"why": "because"})
        await people.command(DANA, TEAM, "/support", "hello & goodbye")
        said = await people.wait_for_message(DANA, TEAM, contains="You said")

    assert answer["errors"] == {"why": "No"}
    assert (said["text"], said["is_ephemeral"]) == ("You said hello & goodbye", True)


async def test_what_people_type_is_escaped_as_slack_does_it(slack: AsyncWebClient, people: SandboxClient) -> None:
    await people.post(MAYA, SHARED, "@baton if a < b & c, see <https://larkspur.example|this>")

    (message,) = (await slack.conversations_history(channel=SHARED))["messages"]
    assert message["text"] == "<@U0BATON> if a &lt; b &amp; c, see <https://larkspur.example|this>"
    kinds = [element["type"] for element in message["blocks"][0]["elements"][0]["elements"]]
    assert kinds == ["user", "text", "link"]


async def test_it_runs_from_the_command_line() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", "--port", "0", stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    first = (await process.stdout.readline()).decode()
    process.terminate()
    await process.communicate()

    assert first.startswith("Sandbox    http://127.0.0.1:")
    assert "#token=" in first

"""What becomes of the app: uninstalled, revoked, told that it gets too much; sessions renamed by people."""

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.client import SandboxClient
from sandbox.server import Sandbox, Timing, start
from tests.sandbox.bots import DANA, MAYA, SHARED, TEAM, Listener, new_app
from tests.sandbox.conftest import Connect


async def test_an_uninstalled_app_hears_so_and_can_do_nothing(
    app: AsyncApp, connect: Connect, people: SandboxClient, slack: AsyncWebClient
) -> None:
    heard = Listener(app)
    await connect(app)
    await slack.auth_test()
    await people.change_app("uninstall")
    await people.wait_for_quiet()

    assert sorted(event["type"] for event in heard.events()) == ["app_uninstalled", "tokens_revoked"]
    with pytest.raises(SlackApiError, match="account_inactive"):
        await slack.chat_postMessage(channel=SHARED, text="Hello?")
    await people.change_app("install")
    assert (await slack.chat_postMessage(channel=SHARED, text="Back"))["ok"]


async def test_an_app_can_give_its_token_up(
    app: AsyncApp, connect: Connect, people: SandboxClient, slack: AsyncWebClient
) -> None:
    heard = Listener(app)
    await connect(app)
    assert (await slack.auth_revoke(test=True))["revoked"] is False
    assert (await slack.auth_revoke())["revoked"] is True
    await people.wait_for_quiet()

    assert heard.events("tokens_revoked")[0]["tokens"] == {"oauth": [], "bot": ["U0BATON"]}
    with pytest.raises(SlackApiError, match="token_revoked"):
        await slack.auth_test()


async def test_sockets_stay_open_when_the_bot_token_is_revoked(box: Sandbox, people: SandboxClient) -> None:
    await people.revoke_tokens()

    assert (await AsyncWebClient(base_url=box.api_url).apps_connections_open(app_token=box.app_token))["ok"]


async def test_a_file_is_not_for_a_revoked_token_nor_for_another_channels_app(
    box: Sandbox, people: SandboxClient, slack: AsyncWebClient
) -> None:
    here = (await people.upload(MAYA, SHARED, "log.txt", "it broke"))["file_id"]
    elsewhere = (await people.upload(DANA, "C0GENERAL", "plan.txt", "secret"))["file_id"]
    url = str((await slack.files_info(file=here))["file"]["url_private"])

    async def read(address: str) -> str:
        bearer = {"Authorization": f"Bearer {box.bot_token}"}
        async with aiohttp.ClientSession(headers=bearer) as session, session.get(address) as answer:
            return await answer.text()

    assert await read(url) == "it broke"
    assert "Sign in" in await read(url.replace(here, elsewhere))
    await people.revoke_tokens()
    assert "Sign in" in await read(url)


async def test_an_app_that_gets_too_many_events_is_told_so_instead() -> None:
    box = await start(timing=Timing(clock_rate=1, events_an_hour=2))
    async with SandboxClient(box.url, box.control_token) as people:
        for text in ("One", "Two", "Three", "Four"):
            await people.post(DANA, TEAM, text)
        sent = [one["payload"] for one in await _undelivered(box, people)]

    await box.stop()
    assert sorted(payload["type"] for payload in sent) == ["app_rate_limited", "event_callback", "event_callback"]
    (told,) = [payload for payload in sent if payload["type"] == "app_rate_limited"]
    assert set(told) == {"type", "token", "team_id", "minute_rate_limited", "api_app_id"}


async def _undelivered(box: Sandbox, people: SandboxClient) -> list[dict[str, dict[str, str]]]:
    """What a bot gets that comes now, and acknowledges everything."""
    slack = AsyncWebClient(base_url=box.api_url)
    opened = await slack.apps_connections_open(app_token=box.app_token)
    async with aiohttp.ClientSession() as session, session.ws_connect(opened["url"]) as socket:
        envelopes = [await socket.receive_json(timeout=5) for _ in range(4)][1:]
        for envelope in envelopes:
            await socket.send_json({"envelope_id": envelope["envelope_id"]})
        await people.wait_for_quiet()
    return envelopes


async def test_a_person_renames_a_session_of_the_app(
    app: AsyncApp, connect: Connect, people: SandboxClient, slack: AsyncWebClient
) -> None:
    heard = Listener(app)
    await connect(app)
    ts = await people.post(MAYA, SHARED, "Hello")
    await slack.agents_sessions_setStatus(channel_id=SHARED, thread_ts=ts, status="processing", title="Greeting")
    await people.rename_session(MAYA, SHARED, ts, "A long story")
    await people.wait_for_quiet()

    (event,) = heard.events("agent_session_title_changed")
    assert (event["previous_title"], event["title"], event["user"]) == ("Greeting", "A long story", MAYA)


async def test_an_app_is_not_told_of_the_titles_it_gives_itself(
    app: AsyncApp, connect: Connect, people: SandboxClient, slack: AsyncWebClient
) -> None:
    heard = Listener(app)
    await connect(app)
    ts = await people.post(MAYA, SHARED, "Hello")
    await slack.agents_sessions_rename(channel_id=SHARED, thread_ts=ts, title="Greeting")
    await people.wait_for_quiet()

    assert heard.events("agent_session_title_changed") == []
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        await slack.agents_sessions_rename(channel_id=SHARED, thread_ts=ts, title="x" * 201)


async def test_a_bot_survives_a_storm_of_disconnects(box: Sandbox, connect: Connect, people: SandboxClient) -> None:
    app = new_app(box)
    heard = Listener(app)
    await connect(app)
    await people.disconnect(times=5)
    for text in ("One", "Two", "Three"):
        await people.post(MAYA, SHARED, text)
    await people.wait_for_quiet()

    opened = [call for call in await people.calls() if call["method"] == "apps.connections.open"]
    assert len(opened) == 6
    assert {event["text"] for event in heard.events("message")} == {"One", "Two", "Three"}


async def test_a_warned_connection_is_refreshed_a_little_later(box: Sandbox, people: SandboxClient) -> None:
    slack = AsyncWebClient(base_url=box.api_url)
    opened = await slack.apps_connections_open(app_token=box.app_token)
    async with aiohttp.ClientSession() as session, session.ws_connect(opened["url"]) as socket:
        await socket.receive_json()
        await people.disconnect("warning")
        frames = [await socket.receive_json(timeout=5) for _ in range(2)]

    assert [frame["reason"] for frame in frames] == ["warning", "refresh_requested"]


async def test_a_connection_lasts_an_hour_or_six_minutes_when_debugged(box: Sandbox) -> None:
    slack = AsyncWebClient(base_url=box.api_url)
    opened = await slack.apps_connections_open(app_token=box.app_token)
    async with aiohttp.ClientSession() as session, session.ws_connect(f"{opened['url']}&debug_reconnects=true") as one:
        hello = await one.receive_json()
        frames = [await one.receive_json(timeout=5) for _ in range(2)]

    assert hello["debug_info"]["approximate_connection_time"] == 360
    assert [frame["reason"] for frame in frames] == ["warning", "refresh_requested"]


async def test_unlucky_events_are_the_same_ones_with_the_same_seed(
    app: AsyncApp, connect: Connect, people: SandboxClient
) -> None:
    heard = Listener(app)
    await connect(app)
    twice: list[list[str]] = []
    for _ in range(2):
        await people.fail_deliveries("duplicate", times=0, chance=0.4, seed=3)
        begun = len(heard.bodies)
        for number in range(8):
            await people.post(DANA, TEAM, str(number))
        await people.wait_for_quiet()
        texts = [body["event"]["text"] for body in heard.bodies[begun:]]
        twice.append(sorted(text for text in set(texts) if texts.count(text) == 2))
        await people.clear_faults()

    assert twice[0] == twice[1]
    assert 0 < len(twice[0]) < 8

"""How events reach the app: acknowledged, sent again, waiting for a bot that was away."""

import asyncio
import json

import httpx
import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, web
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.client import SandboxClient
from sandbox.server import Sandbox
from tests.sandbox.bots import DANA, JONAS, MAYA, SHARED, TEAM, Json, Listener, Serving, new_app
from tests.sandbox.conftest import Connect


async def _socket(session: ClientSession, box: Sandbox) -> ClientWebSocketResponse:
    opened = await AsyncWebClient(base_url=box.api_url).apps_connections_open(app_token=box.app_token)
    socket = await session.ws_connect(opened["url"])
    assert (await socket.receive_json())["type"] == "hello"
    return socket


async def _envelope(socket: ClientWebSocketResponse) -> Json:
    envelope: Json = await socket.receive_json(timeout=5)
    return envelope


async def test_an_unacknowledged_event_is_sent_again(box: Sandbox, people: SandboxClient) -> None:
    async with ClientSession() as session:
        socket = await _socket(session, box)
        await people.post(MAYA, SHARED, "Hello")
        envelopes = [await _envelope(socket) for _ in range(4)]
        await socket.close()

    assert [envelope["retry_attempt"] for envelope in envelopes] == [0, 1, 2, 3]
    assert envelopes[1]["retry_reason"] == "timeout"
    assert len({envelope["payload"]["event_id"] for envelope in envelopes}) == 1
    assert len({envelope["envelope_id"] for envelope in envelopes}) == 4


async def test_an_acknowledged_event_is_sent_once(box: Sandbox, people: SandboxClient) -> None:
    async with ClientSession() as session:
        socket = await _socket(session, box)
        await people.post(MAYA, SHARED, "Hello")
        envelope = await _envelope(socket)
        await socket.send_json({"envelope_id": envelope["envelope_id"]})
        await people.wait_for_quiet(seconds=0.6)
        await socket.close()

    (delivery,) = await people.deliveries()
    assert delivery["acked_at"]


async def test_an_acknowledgement_on_another_connection_counts(box: Sandbox, people: SandboxClient) -> None:
    async with ClientSession() as session:
        first, second = await _socket(session, box), await _socket(session, box)
        await people.post(MAYA, SHARED, "Hello")
        receivers = {
            asyncio.create_task(one.receive_json()): other for one, other in ((first, second), (second, first))
        }
        done, waiting = await asyncio.wait(receivers, return_when=asyncio.FIRST_COMPLETED)
        received = done.pop()
        await receivers[received].send_json({"envelope_id": received.result()["envelope_id"]})
        await people.wait_for_quiet(seconds=0.6)
        for task in waiting:
            task.cancel()
        await first.close()
        await second.close()

    assert [delivery["attempt"] for delivery in await people.deliveries()] == [0]


async def test_a_bot_that_comes_back_gets_what_it_missed(
    box: Sandbox, app: AsyncApp, connect: Connect, people: SandboxClient
) -> None:
    heard = Listener(app)
    for number in range(3):
        await people.post(MAYA, SHARED, f"Message {number}")
    await connect(app)
    await people.wait_for_quiet()

    assert sorted(event["text"] for event in heard.events()) == ["Message 0", "Message 1", "Message 2"]


async def test_a_ticket_opens_one_connection_only(box: Sandbox) -> None:
    opened = await AsyncWebClient(base_url=box.api_url).apps_connections_open(app_token=box.app_token)
    async with ClientSession() as session:
        socket = await session.ws_connect(opened["url"])
        async with session.get(opened["url"].replace("ws://", "http://")) as second:
            assert second.status == 403
        await socket.close()


async def test_an_eleventh_connection_is_sent_away(box: Sandbox) -> None:
    async with ClientSession() as session:
        sockets = [await _socket(session, box) for _ in range(10)]
        opened = await AsyncWebClient(base_url=box.api_url).apps_connections_open(app_token=box.app_token)
        eleventh = await session.ws_connect(opened["url"])

        assert (await eleventh.receive_json())["reason"] == "too_many_websockets"
        for socket in [*sockets, eleventh]:
            await socket.close()


async def test_a_refreshed_bot_misses_nothing(
    app: AsyncApp, connect: Connect, people: SandboxClient, box: Sandbox
) -> None:
    heard = Listener(app)
    await connect(app)
    since = await people.next_call()
    await people.disconnect("refresh_requested")
    await people.post(MAYA, SHARED, "During the refresh")
    await people.wait_for_call("apps.connections.open", since)
    await people.wait_for_quiet()

    assert [event["text"] for event in heard.events()] == ["During the refresh"]


async def test_a_connection_that_was_told_to_go_gets_nothing_more(box: Sandbox, people: SandboxClient) -> None:
    async with ClientSession() as session:
        leaving = await _socket(session, box)
        await people.disconnect("refresh_requested")
        assert (await _envelope(leaving))["reason"] == "refresh_requested"
        staying = await _socket(session, box)

        for number in range(8):
            await people.post(MAYA, SHARED, f"Message {number}")
            envelope = await _envelope(staying)
            await staying.send_json({"envelope_id": envelope["envelope_id"]})
            assert envelope["payload"]["event"]["text"] == f"Message {number}"
        await leaving.close()
        await staying.close()


async def test_the_bot_hears_its_own_messages(
    box: Sandbox, slack: AsyncWebClient, people: SandboxClient, app: AsyncApp, connect: Connect
) -> None:
    heard = Listener(app)
    await connect(app)
    await slack.chat_postMessage(channel=SHARED, text="It is me")
    await people.wait_for_quiet()

    (delivery,) = await people.deliveries()
    event = delivery["payload"]["event"]
    assert (event["bot_id"], event["app_id"], event["user"]) == ("B0BATON", "A0BATON", "U0BATON")
    assert event["bot_profile"]["id"] == "B0BATON"
    assert heard.events() == []  # Bolt drops them, which is what this lets one test


async def test_a_mention_makes_two_events_of_one_message(
    app: AsyncApp, connect: Connect, people: SandboxClient
) -> None:
    heard = Listener(app)
    await connect(app)
    ts = await people.post(MAYA, SHARED, "@Baton are you there?")
    await people.wait_for_quiet()

    assert {event["type"] for event in heard.events()} == {"message", "app_mention"}
    assert {event["ts"] for event in heard.events()} == {ts}
    assert len({body["event_id"] for body in heard.bodies}) == 2


async def test_edits_and_deletions_show_what_was_there_before(
    app: AsyncApp, connect: Connect, people: SandboxClient
) -> None:
    heard = Listener(app)
    await connect(app)
    ts = await people.post(MAYA, SHARED, "Helo")
    await people.edit(MAYA, SHARED, ts, "Hello")
    await people.delete(MAYA, SHARED, ts)
    await people.wait_for_quiet()

    _, changed, deleted = sorted(heard.events(), key=lambda event: str(event["ts"]))
    assert (changed["subtype"], changed["hidden"]) == ("message_changed", True)
    assert (changed["previous_message"]["text"], changed["message"]["text"]) == ("Helo", "Hello")
    assert changed["message"]["edited"]["user"] == MAYA
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", ts)
    assert deleted["previous_message"]["text"] == "Hello"


async def test_a_link_is_unfurled_by_a_hidden_change(app: AsyncApp, connect: Connect, people: SandboxClient) -> None:
    heard = Listener(app)
    await connect(app)
    await people.post(MAYA, SHARED, "See https://larkspur.example/help")
    await people.wait_for_quiet()

    (changed,) = [event for event in heard.events() if event.get("subtype") == "message_changed"]
    assert changed["message"]["attachments"]
    assert "edited" not in changed["message"]
    assert changed["message"]["text"] == changed["previous_message"]["text"]


async def test_a_broadcast_reply_shows_its_root(app: AsyncApp, connect: Connect, people: SandboxClient) -> None:
    heard = Listener(app)
    await connect(app)
    root = await people.post(MAYA, SHARED, "Root")
    await people.post(JONAS, SHARED, "Everybody!", thread_ts=root, broadcast=True)
    await people.wait_for_quiet()

    (event,) = [event for event in heard.events() if event.get("subtype") == "thread_broadcast"]
    assert event["root"]["ts"] == event["thread_ts"] == root


async def test_comings_and_goings_are_events(app: AsyncApp, connect: Connect, people: SandboxClient) -> None:
    heard = Listener(app)
    await connect(app)
    await people.join("U0ELI", "C0BRIGHTW", user="U0ELI")
    await people.leave("U0ELI", "C0BRIGHTW")
    ts = await people.post(DANA, TEAM, "Done")
    await people.react(DANA, TEAM, ts, "tada")
    await people.unreact(DANA, TEAM, ts, "tada")
    await people.change_channel(DANA, TEAM, "rename", name="handoffs")
    await people.wait_for_quiet()

    kinds = {event["type"] for event in heard.events()}
    assert kinds >= {"member_joined_channel", "member_left_channel", "reaction_added", "reaction_removed"}
    assert "channel_rename" in kinds
    assert {event.get("subtype") for event in heard.events("message")} >= {"channel_join", "channel_leave"}


async def test_the_bot_hears_nothing_of_channels_it_is_not_in(
    app: AsyncApp, connect: Connect, people: SandboxClient
) -> None:
    heard = Listener(app)
    await connect(app)
    await people.post(DANA, "C0GENERAL", "Lunch?")
    await people.wait_for_quiet()

    assert heard.events() == []


async def test_a_lost_event_comes_by_its_retry(app: AsyncApp, connect: Connect, people: SandboxClient) -> None:
    heard = Listener(app)
    await connect(app)
    await people.fail_deliveries("lose")
    await people.post(MAYA, SHARED, "Hello")
    await people.wait_for_quiet()

    assert len(heard.events()) == 1
    assert [delivery["attempt"] for delivery in await people.deliveries()] == [0, 1]


async def test_events_can_come_twice_or_in_the_wrong_order(
    app: AsyncApp, connect: Connect, people: SandboxClient
) -> None:
    heard = Listener(app)
    await connect(app)
    await people.fail_deliveries("duplicate")
    await people.post(MAYA, SHARED, "Twice")
    await people.wait_for_quiet()
    assert [event["text"] for event in heard.events()] == ["Twice", "Twice"]
    assert len({body["event_id"] for body in heard.bodies}) == 1

    await people.fail_deliveries("reorder")
    since = await people.next_delivery()
    await people.post(MAYA, SHARED, "First")
    await people.post(MAYA, SHARED, "Second")
    await people.wait_for_quiet()
    sent = [delivery["payload"]["event"]["text"] for delivery in await people.deliveries(since)]
    assert sent == ["Second", "First"]


async def test_events_go_over_http_when_told_to(box: Sandbox, people: SandboxClient) -> None:
    app = new_app(box)
    heard = Listener(app)
    async with Serving(app.web_app("/slack/events")) as address:
        await people.use_http(f"{address}/slack/events")
        await people.post(MAYA, SHARED, "Over HTTP")
        await people.wait_for_quiet()

    assert [event["text"] for event in heard.events()] == ["Over HTTP"]
    (delivery,) = await people.deliveries()
    assert (delivery["transport"], delivery["attempt"]) == ("http", 0)


async def test_a_request_that_fails_is_retried_with_its_reason(box: Sandbox, people: SandboxClient) -> None:
    requests: list[web.Request] = []

    async def endpoint(request: web.Request) -> web.Response:
        body = json.loads(await request.text())
        if body["type"] == "url_verification":
            return web.json_response({"challenge": body["challenge"]})
        requests.append(request)
        return web.Response(status=500 if len(requests) == 1 else 200)

    application = web.Application()
    application.router.add_post("/events", endpoint)
    async with Serving(application) as address:
        await people.use_http(f"{address}/events")
        await people.post(MAYA, SHARED, "Hello")
        await people.wait_for_quiet()

    assert [request.headers.get("X-Slack-Retry-Num") for request in requests] == [None, "1"]
    assert requests[1].headers["X-Slack-Retry-Reason"] == "http_error"
    assert requests[0].headers["X-Slack-Signature"].startswith("v0=")


async def test_a_url_that_leads_elsewhere_again_and_again_is_given_up(box: Sandbox, people: SandboxClient) -> None:
    reasons: list[str | None] = []

    async def endpoint(request: web.Request) -> web.Response:
        body = json.loads(await request.text() or "{}")
        if body.get("type") == "url_verification":
            return web.json_response({"challenge": body["challenge"]})
        reasons.append(request.headers.get("X-Slack-Retry-Reason"))
        return web.Response(status=307 if reasons[-1] is None else 200, headers={"Location": "/events"})

    application = web.Application()
    application.router.add_post("/events", endpoint)
    async with Serving(application) as address:
        await people.use_http(f"{address}/events")
        await people.post(MAYA, SHARED, "Hello")
        await people.wait_for_quiet()

    assert reasons == [None, None, "too_many_redirects"]


async def test_a_refusal_of_retries_is_respected(box: Sandbox, people: SandboxClient) -> None:
    requests: list[str] = []

    async def endpoint(request: web.Request) -> web.Response:
        body = json.loads(await request.text())
        if body["type"] == "url_verification":
            return web.json_response({"challenge": body["challenge"]})
        requests.append(body["event_id"])
        return web.Response(status=500, headers={"X-Slack-No-Retry": "1"})

    application = web.Application()
    application.router.add_post("/events", endpoint)
    async with Serving(application) as address:
        await people.use_http(f"{address}/events")
        await people.post(MAYA, SHARED, "Hello")
        await people.wait_for_quiet()

    assert len(requests) == 1


async def test_a_url_that_does_not_answer_the_challenge_is_not_used(box: Sandbox, people: SandboxClient) -> None:
    with pytest.raises(Exception, match="url_not_verified"):
        await people.use_http(f"{box.url}/nothing-here")


async def test_the_control_api_is_closed_to_strangers(box: Sandbox) -> None:
    bearer = {"Authorization": f"Bearer {box.control_token}"}
    async with httpx.AsyncClient(base_url=box.url, trust_env=False) as http:
        answers = [
            await http.get("/control/world"),
            await http.get("/control/world", headers={**bearer, "Origin": "https://evil.example"}),
            await http.get("/control/world", headers={**bearer, "Host": "evil.example"}),
            await http.get("/control/world", headers={**bearer, "Origin": box.url}),
        ]

    assert [answer.status_code for answer in answers] == [401, 403, 403, 200]
    assert "xoxb" not in answers[3].text

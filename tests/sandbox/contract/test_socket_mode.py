"""Socket Mode: hello, ping and pong, envelopes, acknowledgements, retries, and several connections."""

from collections.abc import Iterator
from queue import Empty, Queue

import pytest
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from tests.sandbox.contract.asking import Json, Slack
from tests.sandbox.contract.conftest import Say
from tests.sandbox.contract.server import Server

Requests = Queue[SocketModeRequest]

PATIENCE = 10.0
"""Seconds in which an event must come. The first retry is due after three."""


class Socket:
    """One connection, by the SDK's client; acknowledges unless told not to."""

    def __init__(self, slack: Slack, token: str, requests: Requests | None = None) -> None:
        self.hellos: Queue[Json] = Queue()
        self.requests: Requests = Queue() if requests is None else requests
        self.acknowledges = True
        self.client = SocketModeClient(app_token=token, web_client=slack.client_with(token), ping_interval=1)
        self.client.message_listeners.append(self._on_message)
        self.client.socket_mode_request_listeners.append(self._on_request)
        self.client.connect()
        self.hello = self.hellos.get(timeout=PATIENCE)

    def acknowledge(self, request: SocketModeRequest) -> None:
        self.client.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id))

    def of(self, ts: str) -> SocketModeRequest | None:
        """The next request that carries the event of this message, or None when none comes."""
        while True:
            try:
                request = self.requests.get(timeout=PATIENCE)
            except Empty:
                return None
            if stamp(request) == ts:
                return request

    def _on_message(self, _client: object, message: Json, _raw: object = None) -> None:
        if message.get("type") == "hello":
            self.hellos.put(message)

    def _on_request(self, _client: object, request: SocketModeRequest) -> None:
        if self.acknowledges:
            self.acknowledge(request)
        self.requests.put(request)


@pytest.fixture(scope="module")
def socket(slack: Slack, server: Server) -> Iterator[Socket]:
    """One connection for all checks: the SDK takes three seconds to close one."""
    if server.app_token is None:
        pytest.skip("no --app-token")
    one = Socket(slack, server.app_token)
    yield one
    one.client.close()


@pytest.fixture
def another(slack: Slack, server: Server, socket: Socket) -> Iterator[Socket]:
    """A second connection, whose requests are put where those of the first are."""
    assert server.app_token
    one = Socket(slack, server.app_token, socket.requests)
    yield one
    one.client.close()


def stamp(request: SocketModeRequest) -> str | None:
    """The ts of the message that a request is about."""
    ts: str | None = request.payload.get("event", {}).get("ts")
    return ts


def delivered(slack: Slack, socket: Socket, ts: str) -> SocketModeRequest:
    request = socket.of(ts)
    if request is None:
        slack.lacks("event for the bot's own message (is the app subscribed to message.channels?)")
    return request


@pytest.mark.documented("reference/methods/apps.connections.open")
def test_a_connection_is_opened_by_an_address_of_its_own(slack: Slack, server: Server) -> None:
    if server.app_token is None:
        pytest.skip("no --app-token")
    client = slack.client_with(server.app_token)

    first, second = (str(client.apps_connections_open(app_token=server.app_token)["url"]) for _ in range(2))

    assert first.startswith(("ws://", "wss://"))
    assert first != second


@pytest.mark.documented("apis/events-api/using-socket-mode")
def test_a_connection_begins_with_hello(socket: Socket) -> None:
    hello = socket.hello

    assert hello["num_connections"] >= 1
    assert hello["connection_info"]["app_id"].startswith("A")
    assert hello["debug_info"]["approximate_connection_time"] > 0


@pytest.mark.documented("apis/events-api/using-socket-mode")
def test_a_ping_is_answered(socket: Socket) -> None:
    session = socket.client.current_session
    assert session is not None
    session.last_ping_pong_time = None

    session.ping("sdk-ping-pong:1.0")

    waiting: Queue[None] = Queue()
    for _ in range(50):
        if session.last_ping_pong_time is not None:
            break
        with pytest.raises(Empty):
            waiting.get(timeout=0.1)
    assert session.last_ping_pong_time is not None


@pytest.mark.documented("apis/events-api/using-socket-mode")
def test_an_event_comes_in_an_envelope(slack: Slack, socket: Socket, channel: str, say: Say, me: Json) -> None:
    request = delivered(slack, socket, say("Tell me about it"))

    assert request.type == "events_api"
    assert request.envelope_id
    body, event = request.payload, request.payload["event"]
    assert (body["type"], body["team_id"]) == ("event_callback", me["team_id"])
    assert body["event_id"].startswith("Ev")
    assert {"api_app_id", "event_time", "authorizations", "is_ext_shared_channel", "event_context"} <= set(body)
    assert (event["type"], event["channel"], event["text"]) == ("message", channel, "Tell me about it")
    assert (event["bot_id"], event["user"]) == (me["bot_id"], me["user_id"])
    assert event["channel_type"] in ("channel", "group", "im")


@pytest.mark.documented("apis/events-api")
def test_an_event_that_is_not_acknowledged_comes_again(slack: Slack, socket: Socket, say: Say) -> None:
    socket.acknowledges = False
    ts = say("Say it again")
    first = socket.of(ts)
    socket.acknowledges = True
    if first is None:
        slack.lacks("event for the bot's own message")

    second = socket.of(ts)

    assert second is not None
    assert second.payload["event_id"] == first.payload["event_id"]
    assert (first.retry_attempt or 0, second.retry_attempt, second.retry_reason) == (0, 1, "timeout")


@pytest.mark.documented("apis/events-api/using-socket-mode")
def test_an_event_goes_to_one_of_several_connections(slack: Slack, socket: Socket, another: Socket, say: Say) -> None:
    stamps = [say(f"To one of you, {number}") for number in range(5)]

    told: list[str | None] = []
    while not set(stamps) <= set(told):
        try:
            told.append(stamp(socket.requests.get(timeout=PATIENCE)))
        except Empty:
            slack.lacks("event for the bot's own message")
    assert another.hello["num_connections"] >= 2
    assert sorted(ts for ts in told if ts in stamps) == stamps


@pytest.mark.documented("reference/methods/apps.event.authorizations.list")
def test_an_event_tells_by_which_installations_it_came(
    slack: Slack, server: Server, socket: Socket, say: Say, me: Json
) -> None:
    request = delivered(slack, socket, say("Who hears this?"))
    client = slack.client_with(server.app_token)

    answer = client.apps_event_authorizations_list(event_context=request.payload["event_context"])

    (found, *_) = answer["authorizations"]
    assert (found["team_id"], found["user_id"], found["is_bot"]) == (me["team_id"], me["user_id"], True)

"""Calls: how arguments may be written, what tokens open, and how a refusal is said."""

import io
import json

import pytest
from slack_sdk.errors import SlackApiError

from tests.sandbox.contract.asking import Json, Slack
from tests.sandbox.contract.conftest import Say
from tests.sandbox.contract.server import Server

BLOCKS = [{"type": "section", "text": {"type": "mrkdwn", "text": "*Hello*"}}]


@pytest.mark.documented("apis/web-api")
@pytest.mark.parametrize("way", ["query", "form", "json", "multipart"])
def test_arguments_may_be_written_in_every_way(slack: Slack, channel: str, way: str) -> None:
    given = {"channel": channel, "text": "Hello", "blocks": json.dumps(BLOCKS)}
    ways: dict[str, Json] = {
        "query": {"params": given},
        "form": {"data": given},
        "json": {"json": {**given, "blocks": BLOCKS}},
        "multipart": {"data": given, "files": {"extra": io.BytesIO(b"x")}},
    }

    posted = slack.client.api_call("chat.postMessage", **ways[way])

    (block,) = posted["message"]["blocks"]
    assert (block["type"], block["text"]["text"]) == ("section", "*Hello*")
    slack("chat.delete", channel=channel, ts=posted["ts"])


@pytest.mark.documented("apis/web-api")
def test_a_reading_method_may_be_called_by_get_and_by_post(slack: Slack, channel: str) -> None:
    asked = slack.client.api_call("conversations.info", http_verb="GET", params={"channel": channel})
    told = slack.client.api_call("conversations.info", data={"channel": channel})

    assert asked["channel"]["id"] == told["channel"]["id"] == channel


@pytest.mark.documented("apis/web-api")
def test_arguments_that_do_not_exist_are_ignored(slack: Slack, channel: str) -> None:
    assert slack.client.api_call("conversations.info", data={"channel": channel, "nonsense": "1"})["ok"]


@pytest.mark.documented("apis/web-api")
def test_the_token_may_be_an_argument(slack: Slack, server: Server, me: Json) -> None:
    nobody = slack.client_with(None)

    assert nobody.api_call("auth.test", data={"token": server.bot_token})["user_id"] == me["user_id"]


@pytest.mark.documented("reference/methods/auth.test")
@pytest.mark.parametrize(("token", "error"), [(None, "not_authed"), ("xoxb-nobodys", "invalid_auth")])
def test_a_wrong_token_opens_nothing(slack: Slack, token: str | None, error: str) -> None:
    with pytest.raises(SlackApiError) as refused:
        slack.client_with(token).auth_test()

    assert refused.value.response["error"] == error


@pytest.mark.documented("reference/methods/apps.connections.open")
def test_a_bot_token_does_not_open_a_socket(slack: Slack) -> None:
    assert slack.error("apps.connections.open") == "not_allowed_token_type"


@pytest.mark.documented("reference/methods/chat.postMessage")
def test_an_app_token_does_not_post(slack: Slack, server: Server, channel: str) -> None:
    if server.app_token is None:
        pytest.skip("no --app-token")

    with pytest.raises(SlackApiError) as refused:
        slack.client_with(server.app_token).chat_postMessage(channel=channel, text="Hello")
    assert refused.value.response["error"] == "not_allowed_token_type"


@pytest.mark.documented("apis/web-api")
def test_a_refusal_is_said_in_the_body_and_not_by_the_status(slack: Slack) -> None:
    with pytest.raises(SlackApiError) as refused:
        slack.client.conversations_info(channel="C0NOWHERE")

    assert refused.value.response.status_code == 200
    assert refused.value.response["ok"] is False


@pytest.mark.documented("apis/web-api")
def test_a_method_that_does_not_exist_is_unknown(slack: Slack) -> None:
    with pytest.raises(SlackApiError) as refused:
        slack.client.api_call("chat.shout")

    assert refused.value.response["error"] == "unknown_method"


@pytest.mark.documented("authentication/installing-with-oauth")
def test_an_answer_names_the_tokens_scopes(slack: Slack) -> None:
    answer = slack.client.auth_test()

    headers = {name.lower(): value for name, value in answer.headers.items()}
    assert "chat:write" in headers["x-oauth-scopes"]


@pytest.mark.documented("reference/methods/auth.test")
def test_a_token_tells_whose_it_is(me: Json) -> None:
    assert me["team_id"].startswith(("T", "E"))
    assert me["user_id"].startswith(("U", "W"))
    assert me["bot_id"].startswith("B")
    assert {"url", "team", "user"} <= set(me)


@pytest.mark.documented("apis/web-api/rate-limits")
def test_too_many_calls_are_refused_with_a_time_to_wait(slack: Slack, limited: None) -> None:
    impatient = slack.client_with(slack.server.bot_token)
    impatient.retry_handlers.clear()

    with pytest.raises(SlackApiError) as refused:  # noqa: PT012  it is not said how many are too many
        for _ in range(200):
            impatient.users_list(limit=1)

    answer = refused.value.response
    assert (answer.status_code, answer["error"]) == (429, "ratelimited")
    headers = {name.lower(): value for name, value in answer.headers.items()}
    assert int(headers["retry-after"]) >= 1


@pytest.mark.documented("reference/methods/conversations.open")
def test_a_missing_argument_is_named_by_an_error_of_its_own(slack: Slack) -> None:
    assert slack.error("conversations.open") == "users_list_not_supplied"


@pytest.mark.documented("reference/methods/chat.postMessage")
def test_what_should_be_json_and_is_not_is_refused(slack: Slack, channel: str, say: Say) -> None:
    assert slack.error("chat.postMessage", channel=channel, text="a", blocks="{") == "invalid_blocks_format"
    assert slack.error("chat.postMessage", channel=channel, text="a", metadata="{") == "invalid_metadata_format"

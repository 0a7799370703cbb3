"""What Slack refuses, the sandbox refuses, in Slack's words."""

from typing import Any

import httpx
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.client import SandboxClient
from sandbox.server import Sandbox, start
from tests.sandbox.bots import DANA, INES, MAYA, SHARED, TEAM, actions, button, feedback, modal, plain

LONG = "x" * 3001
TOO_MUCH: list[tuple[str, dict[str, Any]]] = [
    ("no_text", {"text": ""}),
    ("invalid_blocks", {"text": "a", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": LONG}}]}),
    ("invalid_blocks", {"text": "a", "blocks": [{"type": "divider"}] * 51}),
    ("invalid_blocks", {"text": "a", "blocks": [{"type": "marquee"}]}),
    ("invalid_blocks", {"text": "a", "blocks": [actions(button("go", text="x" * 76))]}),
    ("invalid_blocks", {"text": "a", "blocks": [actions(button("go", value="x" * 2001))]}),
    ("invalid_blocks", {"text": "a", "blocks": [actions(*[button(f"b{n}") for n in range(26)])]}),
    ("invalid_blocks", {"text": "a", "blocks": [{"type": "header", "text": plain("x" * 151)}]}),
    ("invalid_blocks", {"text": "a", "blocks": [{"type": "section"}]}),
    ("invalid_blocks", {"text": "a", "blocks": [{"type": "section", "fields": [plain("x" * 2001)]}]}),
    ("invalid_blocks", {"text": "a", "blocks": [actions({**button("go"), "confirm": {"title": plain("x" * 101)}})]}),
    ("invalid_blocks", {"text": "a", "blocks": [{"type": "divider", "block_id": "same"}] * 2}),
    ("invalid_blocks_format", {"text": "a", "blocks": "not json"}),
    ("msg_blocks_too_long", {"text": "a", "blocks": [{"type": "markdown", "text": "x" * 7000}] * 2}),
    ("msg_too_long", {"markdown_text": "x" * 12001}),
    ("markdown_text_conflict", {"text": "a", "markdown_text": "b"}),
    ("metadata_too_large", {"text": "a", "metadata": {"event_type": "a", "event_payload": {"b": "x" * 4000}}}),
    ("invalid_metadata_format", {"text": "a", "metadata": {"event_type": "a"}}),
    ("thread_not_found", {"text": "a", "thread_ts": "1.000000"}),
    ("channel_not_found", {"text": "a", "channel": "C0NOWHERE"}),
    ("not_in_channel", {"text": "a", "channel": "C0GENERAL"}),
]


@pytest.mark.parametrize(("error", "arguments"), TOO_MUCH)
async def test_a_message_slack_would_refuse_is_refused(
    slack: AsyncWebClient, error: str, arguments: dict[str, Any]
) -> None:
    with pytest.raises(SlackApiError) as refused:
        await slack.api_call("chat.postMessage", json={"channel": TEAM, **arguments})

    assert refused.value.response["error"] == error
    if error == "invalid_blocks":
        assert refused.value.response["response_metadata"]["messages"]


async def test_a_message_at_every_limit_is_taken(slack: AsyncWebClient) -> None:
    blocks = [
        {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3000}},
        actions(*[button(f"b{n}", value="v" * 2000, text="x" * 75) for n in range(25)]),
        feedback(),
        *[{"type": "divider"}] * 47,
    ]

    assert (await slack.chat_postMessage(channel=TEAM, text="x" * 40_000, blocks=blocks))["ok"]


async def test_an_update_is_refused_more_than_a_post(slack: AsyncWebClient, people: SandboxClient) -> None:
    theirs = await people.post(DANA, TEAM, "Mine")
    own = (await slack.chat_postMessage(channel=TEAM, text="Hi"))["ts"]

    for error, arguments in [
        ("msg_too_long", {"ts": own, "text": "x" * 4001}),
        ("no_text", {"ts": own}),
        ("no_text", {"ts": own, "text": ""}),
        ("cant_update_message", {"ts": theirs, "text": "a"}),
        ("message_not_found", {"ts": "1.000000", "text": "a"}),
    ]:
        with pytest.raises(SlackApiError, match=f"'{error}'"):
            await slack.api_call("chat.update", json={"channel": TEAM, **arguments})
    with pytest.raises(SlackApiError, match="cant_delete_message"):
        await slack.chat_delete(channel=TEAM, ts=theirs)


async def test_an_ephemeral_message_needs_somebody_who_is_there(slack: AsyncWebClient) -> None:
    with pytest.raises(SlackApiError, match="user_not_in_channel"):
        await slack.chat_postEphemeral(channel=SHARED, user=INES, text="Hi")


async def test_an_archived_channel_takes_nothing(slack: AsyncWebClient, people: SandboxClient) -> None:
    await people.change_channel(DANA, TEAM, "archive")

    with pytest.raises(SlackApiError, match="is_archived"):
        await slack.chat_postMessage(channel=TEAM, text="Hi")


@pytest.mark.parametrize(
    ("token", "error"),
    [
        ("", "not_authed"),
        ("xoxb-1234-real-looking", "invalid_auth"),
        ("xoxb-sandbox-somebody-else", "invalid_auth"),
        ("xapp-sandbox-baton", "not_allowed_token_type"),
    ],
)
async def test_a_token_must_be_the_right_one(box: Sandbox, token: str, error: str) -> None:
    async with httpx.AsyncClient(base_url=box.api_url, trust_env=False) as http:
        answer = await http.post("auth.test", headers={"Authorization": f"Bearer {token}"} if token else {})

    assert answer.json() == {"ok": False, "error": error}


async def test_tokens_are_not_in_the_log(slack: AsyncWebClient, people: SandboxClient) -> None:
    await slack.api_call("auth.test", params={"token": "xoxb-sandbox-baton"})

    assert "xoxb" not in str(await people.calls())


async def test_a_revoked_token_opens_nothing(slack: AsyncWebClient, people: SandboxClient) -> None:
    await people.revoke_tokens()

    with pytest.raises(SlackApiError, match="token_revoked"):
        await slack.auth_test()


async def test_a_missing_scope_is_named(slack: AsyncWebClient, people: SandboxClient) -> None:
    await people.features(bot_scopes=["chat:write", "channels:read"])

    with pytest.raises(SlackApiError) as refused:
        await slack.reactions_add(channel=TEAM, timestamp="1.0", name="eyes")
    assert refused.value.response["needed"] == "reactions:write"
    assert refused.value.response["provided"] == "chat:write,channels:read"
    for call in (
        slack.conversations_history(channel=TEAM),
        slack.chat_postMessage(channel=TEAM, text="Hi", username="Somebody"),
        slack.conversations_list(types="im"),
    ):
        with pytest.raises(SlackApiError, match="missing_scope"):
            await call


async def test_an_unknown_method_is_unknown(slack: AsyncWebClient) -> None:
    with pytest.raises(SlackApiError, match="unknown_method"):
        await slack.api_call("chat.shout")


async def test_every_encoding_of_arguments_is_understood(box: Sandbox) -> None:
    blocks = '[{"type":"divider"}]'
    given = {"channel": TEAM, "text": "Hi", "blocks": blocks, "token": box.bot_token, "nonsense": "1"}
    async with httpx.AsyncClient(base_url=box.api_url, trust_env=False) as http:
        answers = [
            await http.get("chat.postMessage", params=given),
            await http.post("chat.postMessage", params=given),
            await http.post("chat.postMessage", data=given),
            await http.post("chat.postMessage", json=given),
            await http.post("chat.postMessage", files={name: (None, value) for name, value in given.items()}),
        ]

    assert all(answer.json()["ok"] for answer in answers)
    assert all(answer.json()["message"]["blocks"][0]["type"] == "divider" for answer in answers)


async def test_a_view_must_be_opened_with_a_fresh_trigger(slack: AsyncWebClient) -> None:
    with pytest.raises(SlackApiError, match="invalid_trigger_id"):
        await slack.views_open(trigger_id="1.2.3", view=modal("x"))
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        await slack.views_open(trigger_id="1.2.3", view=modal("x", title=plain("x" * 25)))


async def test_calls_are_limited_when_asked_to() -> None:
    box = await start()
    slack = AsyncWebClient(token=box.bot_token, base_url=box.api_url, retry_handlers=[])
    async with SandboxClient(box.url, box.control_token) as people:
        await people.features(rate_limits="strict")
    for _ in range(20):
        await slack.users_list()

    with pytest.raises(SlackApiError) as refused:
        await slack.users_list()
    assert refused.value.response.status_code == 429
    assert refused.value.response["error"] == "ratelimited"
    assert int(refused.value.response.headers["Retry-After"]) >= 1
    assert (await slack.users_info(user=MAYA))["ok"]
    await box.stop()

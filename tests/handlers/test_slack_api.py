import traceback
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import unused_port

from bot.errors import RejectedError, UnavailableError
from handlers.slack_api import SlackApi, mendable, waiting
from tests.handlers.web_api import TOKEN, Answer, WebApi, calling, failure, serving


@pytest.fixture
async def web_api() -> AsyncIterator[WebApi]:
    async with serving() as api:
        yield api


@pytest.fixture
async def api(web_api: WebApi) -> AsyncIterator[SlackApi]:
    async with calling(web_api.url) as api:
        yield api


def page(status: int) -> web.Response:
    return web.Response(text="<html><body>Oops</body></html>", status=status, content_type="text/html")


async def test_arguments_travel_as_a_form_and_what_is_none_stays_at_home(api: SlackApi, web_api: WebApi) -> None:
    await api.call(
        "chat.postMessage", channel="C1", text="hi", thread_ts=None, blocks=[{"type": "divider"}], flag=False
    )

    assert web_api.asked == [
        ("chat.postMessage", {"channel": "C1", "text": "hi", "blocks": [{"type": "divider"}], "flag": False})
    ]


async def test_what_slack_answers_is_returned(api: SlackApi, web_api: WebApi) -> None:
    web_api.will_say("team.info", {"team": {"name": "Acme"}})

    answer = await api.call("team.info")

    assert answer["team"] == {"name": "Acme"}


@pytest.mark.parametrize(
    ("answer", "retry_after", "is_ambiguous"),
    [
        pytest.param(failure(429, "ratelimited", **{"Retry-After": "7"}), 7.0, False, id="429 with Retry-After"),
        pytest.param(failure(429, "", **{"Retry-After": "0"}), 0.1, False, id="429 with Retry-After: 0"),
        pytest.param(failure(429, "ratelimited"), 1.0, False, id="429 without Retry-After"),
        pytest.param(failure(429, "x", **{"Retry-After": "soon"}), 1.0, False, id="429 with words in Retry-After"),
        pytest.param("ratelimited", 1.0, False, id="ok false: ratelimited"),
        pytest.param("rate_limited", 1.0, False, id="ok false: rate_limited"),
        pytest.param(failure(500), None, True, id="500"),
        pytest.param(failure(503, "service_unavailable"), None, True, id="503"),
        pytest.param(failure(502, ""), None, True, id="502 without a code"),
        pytest.param("internal_error", None, True, id="ok false: internal_error"),
        pytest.param("fatal_error", None, True, id="ok false: fatal_error"),
        pytest.param("drop", None, True, id="the connection is dropped"),
        pytest.param(page(200), None, True, id="a page where JSON should be"),
        pytest.param(page(503), None, True, id="503 with a page"),
        pytest.param(
            web.Response(text="upstream error", status=502, content_type="text/plain"), None, True, id="502 with words"
        ),
        pytest.param(
            web.Response(text="{ broken", status=200, content_type="application/json"), None, True, id="broken JSON"
        ),
        pytest.param(
            web.Response(text="[1]", status=200, content_type="application/json"),
            None,
            True,
            id="JSON of another shape",
        ),
        pytest.param(web.Response(status=200), None, True, id="nothing at all"),
    ],
)
async def test_another_try_may_help(
    api: SlackApi, web_api: WebApi, answer: Answer, retry_after: float | None, is_ambiguous: bool
) -> None:
    web_api.will_say("chat.postMessage", answer)

    with pytest.raises(UnavailableError) as caught:
        await api.call("chat.postMessage", text="hi")

    assert caught.value.retry_after == retry_after
    assert caught.value.is_ambiguous is is_ambiguous
    assert len(web_api.asked) == 1


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        pytest.param("channel_not_found", "channel_not_found", id="Slack's own code"),
        pytest.param(failure(400, "invalid_arguments"), "invalid_arguments", id="400 with a code"),
        pytest.param(failure(403, ""), "http_403", id="403 without a code"),
        pytest.param("unknown_method", "unknown_method", id="unknown_method"),
        pytest.param("method_not_supported", "unknown_method", id="method_not_supported"),
        pytest.param("not_implemented", "unknown_method", id="not_implemented"),
        pytest.param("feature_disabled", "unknown_method", id="feature_disabled"),
        pytest.param(failure(404, "unknown_method"), "unknown_method", id="404 with Slack's code"),
        pytest.param(failure(404, "channel_not_found"), "channel_not_found", id="404 with another code"),
        pytest.param(
            web.json_response({"detail": "Not Found"}, status=404), "unknown_method", id="404 with JSON not of Slack"
        ),
        pytest.param(page(404), "unknown_method", id="404 with a page"),
    ],
)
async def test_another_try_would_hear_the_same(api: SlackApi, web_api: WebApi, answer: Answer, code: str) -> None:
    web_api.will_say("chat.startStream", answer)

    with pytest.raises(RejectedError) as caught:
        await api.call("chat.startStream")

    assert caught.value.code == code


async def test_a_server_that_cannot_be_reached_has_certainly_done_nothing() -> None:
    async with calling(f"http://127.0.0.1:{unused_port()}/") as api:
        with pytest.raises(UnavailableError) as caught:
            await api.call("auth.test")

    assert not caught.value.is_ambiguous


@pytest.mark.parametrize(
    "answer",
    [failure(500), failure(403, ""), "invalid_auth", "drop", page(200)],
    ids=["500", "403", "no", "drop", "page"],
)
async def test_no_error_tells_the_token(api: SlackApi, web_api: WebApi, answer: Answer) -> None:
    web_api.will_say("auth.test", answer)

    with pytest.raises((UnavailableError, RejectedError)) as caught:
        await api.call("auth.test")

    assert TOKEN not in "".join(traceback.format_exception(caught.value))
    assert TOKEN not in repr(caught.value)
    assert TOKEN not in repr(api)


@pytest.mark.parametrize(
    ("headers", "scopes"),
    [
        pytest.param({"x-oauth-scopes": "chat:write, users:read,"}, frozenset({"chat:write", "users:read"}), id="told"),
        pytest.param({}, None, id="not told"),
    ],
)
async def test_the_scopes_of_our_token_are_what_the_server_tells(
    api: SlackApi, web_api: WebApi, headers: dict[str, str], scopes: frozenset[str] | None
) -> None:
    web_api.will_say("auth.test", web.json_response({"ok": True}, headers=headers))

    assert await api.scopes() == scopes


@pytest.mark.parametrize(
    "answer", ["invalid_auth", "drop", page(200), page(503)], ids=["refused", "dropped", "a page", "503"]
)
async def test_scopes_that_cannot_be_asked_for_are_not_known(api: SlackApi, web_api: WebApi, answer: Answer) -> None:
    web_api.will_say("auth.test", answer)

    assert await api.scopes() is None


@pytest.mark.parametrize(
    ("code", "is_mendable"),
    [("not_in_channel", True), ("missing_scope", True), ("token_revoked", True), ("msg_too_long", False)],
)
def test_what_an_admin_can_mend_is_worth_waiting_for(code: str, is_mendable: bool) -> None:
    assert mendable(RejectedError("Slack", code)) is is_mendable


def test_waiting_for_an_admin_keeps_the_code_and_some_patience() -> None:
    error = waiting(RejectedError("Slack", "not_in_channel"))

    assert error.retry_after == 20
    assert not error.is_ambiguous
    assert "not_in_channel" in error.message

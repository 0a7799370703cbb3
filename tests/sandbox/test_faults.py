"""Things go wrong when told to."""

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.client import SandboxClient, SandboxError
from sandbox.server import Sandbox
from tests.sandbox.bots import MAYA, SHARED, TEAM


async def test_an_answer_can_be_lost_after_the_message_was_posted(slack: AsyncWebClient, people: SandboxClient) -> None:
    await people.fault("chat.postMessage", drop_after_commit=True)

    with pytest.raises(aiohttp.ClientError):
        await slack.chat_postMessage(channel=SHARED, text="Once")
    assert [message["text"] for message in await people.messages(MAYA, SHARED)] == ["Once"]
    assert (await slack.chat_postMessage(channel=SHARED, text="Twice"))["ok"]


async def test_the_sdks_default_client_posts_twice_when_an_answer_is_lost(box: Sandbox, people: SandboxClient) -> None:
    await people.fault("chat.postMessage", drop_after_commit=True)
    await AsyncWebClient(token=box.bot_token, base_url=box.api_url).chat_postMessage(channel=SHARED, text="Once?")

    assert len(await people.messages(MAYA, SHARED)) == 2


async def test_a_method_can_be_limited_for_a_while(slack: AsyncWebClient, people: SandboxClient) -> None:
    await people.fault("chat.postMessage", status=429, retry_after=7, times=2)

    for _ in range(2):
        with pytest.raises(SlackApiError) as refused:
            await slack.chat_postMessage(channel=TEAM, text="Hi")
        assert refused.value.response.headers["Retry-After"] == "7"
    assert (await slack.chat_postMessage(channel=TEAM, text="Hi"))["ok"]


async def test_any_method_can_fail_until_the_faults_are_cleared(slack: AsyncWebClient, people: SandboxClient) -> None:
    await people.fault("*", error="service_unavailable", status=503, times=0)
    for _ in range(3):
        with pytest.raises(SlackApiError, match="service_unavailable"):
            await slack.auth_test()
    await people.clear_faults()

    assert (await slack.auth_test())["ok"]


async def test_an_unknown_fault_is_refused(people: SandboxClient) -> None:
    with pytest.raises(SandboxError, match="unknown_fault"):
        await people.fault("chat.postMessage", eror="x")
    with pytest.raises(SandboxError, match="unknown_feature"):
        await people.features(steaming=False)


async def test_a_reset_forgets_everything(slack: AsyncWebClient, people: SandboxClient) -> None:
    before = await people.post(MAYA, SHARED, "Hello")
    await people.features(streaming=False)
    await people.fault("*", error="fatal_error", times=0)
    await people.reset()
    after = await people.post(MAYA, SHARED, "Hello again")

    assert [message["text"] for message in await people.messages(MAYA, SHARED)] == ["Hello again"]
    assert (await slack.auth_test())["ok"]
    assert float(after) > float(before)


async def test_waiting_in_vain_says_what_was_there(people: SandboxClient) -> None:
    await people.post(MAYA, SHARED, "Something else")

    with pytest.raises(SandboxError, match=r"timed_out.*Something else"):
        await people.wait_for_message(MAYA, SHARED, contains="An answer", within=0.1)

"""Answers that grow."""

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.client import SandboxClient
from sandbox.server import Timing, start
from tests.sandbox.bots import JONAS, MAYA, SHARED, Json, Listener, feedback
from tests.sandbox.conftest import Connect

TO_MAYA: Json = {"recipient_user_id": MAYA, "recipient_team_id": "T0BRIGHTW"}


async def _start(slack: AsyncWebClient, people: SandboxClient, text: str = "Let me ") -> tuple[str, str]:
    root = await people.post(MAYA, SHARED, "How do I export invoices?")
    begun = await slack.chat_startStream(channel=SHARED, thread_ts=root, markdown_text=text, **TO_MAYA)
    return root, begun["ts"]


async def test_only_the_recipient_sees_an_answer_grow(slack: AsyncWebClient, people: SandboxClient) -> None:
    root, ts = await _start(slack, people)
    await slack.chat_appendStream(channel=SHARED, ts=ts, markdown_text="see. ")

    hers, his = [(await people.messages(person, SHARED, thread_ts=root))[1] for person in (MAYA, JONAS)]
    assert (hers["text"], hers["streaming"]) == ("Let me see. ", True)
    assert (his["text"], his["streaming"]) == ("Let me ", True)


async def test_a_finished_answer_has_the_whole_text_and_then_the_buttons(
    slack: AsyncWebClient, people: SandboxClient
) -> None:
    root, ts = await _start(slack, people)
    await slack.chat_appendStream(channel=SHARED, ts=ts, markdown_text="see. ")
    await slack.chat_stopStream(channel=SHARED, ts=ts, markdown_text="Done.", blocks=[feedback()])

    seen = await people.wait_for_message(JONAS, SHARED, thread_ts=root, author="Baton")
    assert (seen["text"], seen["streaming"]) == ("Let me see. Done.", False)
    assert [block["type"] for block in seen["blocks"]] == ["markdown", "context_actions"]
    assert seen["blocks"][0]["text"] == seen["text"]


async def test_the_sdks_own_streamer_works(slack: AsyncWebClient, people: SandboxClient) -> None:
    root = await people.post(MAYA, SHARED, "Hello?")
    streamer = await slack.chat_stream(channel=SHARED, thread_ts=root, buffer_size=8, **TO_MAYA)
    for word in ("One, ", "two, ", "three, ", "four."):
        await streamer.append(markdown_text=word)
    await streamer.stop()

    assert (await people.wait_for_message(MAYA, SHARED, author="Baton"))["text"] == "One, two, three, four."


@pytest.mark.parametrize(
    ("error", "changes"),
    [
        ("invalid_thread_ts", {"thread_ts": None}),
        ("missing_recipient_user_id", {"recipient_user_id": None}),
        ("missing_recipient_team_id", {"recipient_team_id": None}),
        ("user_not_found", {"recipient_user_id": "U0INES"}),
        ("team_not_found", {"recipient_team_id": "T0LARKSPUR"}),
        ("msg_too_long", {"markdown_text": "x" * 12_001}),
    ],
)
async def test_a_stream_needs_a_thread_and_a_person(
    slack: AsyncWebClient, people: SandboxClient, error: str, changes: Json
) -> None:
    root = await people.post(MAYA, SHARED, "Hello?")
    arguments = {"channel": SHARED, "thread_ts": root, "markdown_text": "a", **TO_MAYA, **changes}

    with pytest.raises(SlackApiError, match=f"'{error}'"):
        await slack.api_call("chat.startStream", json=arguments)


async def test_a_live_stream_cannot_be_updated(slack: AsyncWebClient, people: SandboxClient) -> None:
    _, ts = await _start(slack, people)

    with pytest.raises(SlackApiError, match="streaming_state_conflict"):
        await slack.chat_update(channel=SHARED, ts=ts, text="No")


async def test_a_stream_dies_of_old_age_and_can_then_be_updated() -> None:
    box = await start(timing=Timing(clock_rate=1000))
    slack = AsyncWebClient(token=box.bot_token, base_url=box.api_url, retry_handlers=[])
    async with SandboxClient(box.url, box.control_token) as people:
        root, ts = await _start(slack, people)
        kept = await people.wait_for_message(JONAS, SHARED, thread_ts=root, author="Baton")
        for call in (slack.chat_appendStream, slack.chat_stopStream):
            with pytest.raises(SlackApiError, match="message_not_in_streaming_state"):
                await call(channel=SHARED, ts=ts, markdown_text="more")
        await slack.chat_update(channel=SHARED, ts=ts, text="The whole answer", blocks=[])
        (_, after) = await people.messages(JONAS, SHARED, thread_ts=root)
    await box.stop()

    assert kept["text"] == "Let me "
    assert (after["text"], after.get("blocks", [])) == ("The whole answer", [])


async def test_streams_expire_on_command(slack: AsyncWebClient, people: SandboxClient) -> None:
    _, ts = await _start(slack, people)
    await people.expire_streams()

    with pytest.raises(SlackApiError, match="message_not_in_streaming_state"):
        await slack.chat_stopStream(channel=SHARED, ts=ts)


async def test_the_stop_button_ends_a_stream_and_tells_the_app(
    app: AsyncApp, connect: Connect, slack: AsyncWebClient, people: SandboxClient
) -> None:
    heard = Listener(app)
    await connect(app)
    root, ts = await _start(slack, people)
    await people.stop_stream(MAYA, SHARED, ts)
    await people.wait_for_quiet()

    (event,) = heard.events("agent_session_stopped")
    assert (event["thread_ts"], event["user"], event["streaming_message_ts"]) == (root, MAYA, [ts])
    with pytest.raises(SlackApiError, match="stopped_by_user"):
        await slack.chat_appendStream(channel=SHARED, ts=ts, markdown_text="more")


async def test_tasks_and_blocks_are_shown_in_a_stream(slack: AsyncWebClient, people: SandboxClient) -> None:
    _, ts = await _start(slack, people)
    task = {"type": "task_update", "id": "1", "title": "Searching", "status": "complete"}
    words = {"type": "markdown_text", "text": "see."}
    await slack.api_call("chat.appendStream", json={"channel": SHARED, "ts": ts, "chunks": [task, words]})
    await slack.chat_stopStream(channel=SHARED, ts=ts)

    seen = await people.wait_for_message(MAYA, SHARED, author="Baton")
    assert [block["type"] for block in seen["blocks"]] == ["markdown", "task_card"]
    _, other = await _start(slack, people)
    wrong = [{**task, "title": "x" * 257}]
    with pytest.raises(SlackApiError, match="invalid_chunks"):
        await slack.api_call("chat.appendStream", json={"channel": SHARED, "ts": other, "chunks": wrong})


async def test_a_status_is_shown_until_the_app_speaks(slack: AsyncWebClient, people: SandboxClient) -> None:
    root = await people.post(MAYA, SHARED, "Hello?")
    await slack.assistant_threads_setStatus(channel_id=SHARED, thread_ts=root, status="is thinking…")
    (status,) = await people.statuses(MAYA, SHARED)
    await slack.chat_postMessage(channel=SHARED, thread_ts=root, text="Hi")

    assert (status["thread_ts"], status["status"]) == (root, "is thinking…")
    assert await people.statuses(MAYA, SHARED) == []


async def test_a_plainer_server_does_not_know_streams(slack: AsyncWebClient, people: SandboxClient) -> None:
    await people.features(streaming=False, feedback_buttons=False, metadata=False, assistant_status=False)

    with pytest.raises(SlackApiError, match="unknown_method"):
        await _start(slack, people)
    with pytest.raises(SlackApiError, match="invalid_blocks"):
        await slack.chat_postMessage(channel=SHARED, text="Good?", blocks=[feedback()])
    metadata: Json = {"event_type": "a", "event_payload": {}}
    posted = await slack.chat_postMessage(channel=SHARED, text="Hi", metadata=metadata)
    assert "metadata" not in posted["message"]

"""chat.*Stream, assistant.threads.* and agents.sessions.*: an answer that grows, and the line that announces it."""

import pytest

from tests.sandbox.contract.asking import Json, Slack
from tests.sandbox.contract.conftest import Say


@pytest.fixture
def recipient(person: Json) -> Json:
    return {"recipient_user_id": person["id"], "recipient_team_id": person["team_id"]}


@pytest.fixture
def stream(slack: Slack, channel: str, thread: str, recipient: Json) -> str:
    """The ts of an answer that has begun to grow."""
    return str(slack("chat.startStream", channel=channel, thread_ts=thread, markdown_text="One ", **recipient)["ts"])


def last_reply(slack: Slack, channel: str, thread: str) -> Json:
    message: Json = slack("conversations.replies", channel=channel, ts=thread)["messages"][-1]
    return message


@pytest.mark.documented("reference/methods/chat.startStream")
def test_an_answer_grows_and_ends(slack: Slack, channel: str, thread: str, stream: str) -> None:
    appended = slack("chat.appendStream", channel=channel, ts=stream, markdown_text="two ")
    stopped = slack("chat.stopStream", channel=channel, ts=stream, markdown_text="three")

    assert (appended["channel"], appended["ts"], stopped["ts"]) == (channel, stream, stream)
    message = last_reply(slack, channel, thread)
    assert message["ts"] == stream
    assert "One two three" in f"{message['text']} {message.get('blocks')}"


@pytest.mark.documented("reference/methods/chat.stopStream")
def test_an_answer_may_end_with_blocks(slack: Slack, channel: str, thread: str, stream: str) -> None:
    slack("chat.stopStream", channel=channel, ts=stream, blocks=[{"type": "divider"}])

    assert last_reply(slack, channel, thread)["blocks"][-1]["type"] == "divider"


@pytest.mark.documented("reference/methods/chat.appendStream")
def test_an_answer_may_grow_by_chunks(slack: Slack, channel: str, stream: str) -> None:
    chunks = [
        {"type": "task_update", "id": "t1", "title": "Looking", "status": "in_progress"},
        {"type": "markdown_text", "text": "Found it."},
    ]

    assert slack("chat.appendStream", channel=channel, ts=stream, chunks=chunks)["ok"]
    assert slack.error("chat.appendStream", channel=channel, ts=stream, chunks=[{"type": "song"}]) == "invalid_chunks"


@pytest.mark.documented("reference/methods/chat.startStream")
@pytest.mark.parametrize(
    ("missing", "error"),
    [
        ("recipient_user_id", "missing_recipient_user_id"),
        ("recipient_team_id", "missing_recipient_team_id"),
    ],
)
def test_an_answer_in_a_channel_is_for_somebody(
    slack: Slack, channel: str, thread: str, recipient: Json, missing: str, error: str
) -> None:
    named = {name: value for name, value in recipient.items() if name != missing}

    assert slack.error("chat.startStream", channel=channel, thread_ts=thread, markdown_text="a", **named) == error


@pytest.mark.assumed("a stream without a thread is refused with `invalid_thread_ts`, as was measured in 2026")
def test_an_answer_grows_in_a_thread(slack: Slack, channel: str, recipient: Json) -> None:
    assert slack.error("chat.startStream", channel=channel, markdown_text="a", **recipient) == "invalid_thread_ts"


@pytest.mark.documented("reference/methods/chat.update")
def test_a_growing_answer_cannot_be_updated(slack: Slack, channel: str, stream: str) -> None:
    assert slack.error("chat.update", channel=channel, ts=stream, text="a") == "streaming_state_conflict"


@pytest.mark.documented("reference/methods/chat.appendStream")
def test_an_answer_that_has_ended_does_not_grow(slack: Slack, channel: str, stream: str) -> None:
    slack("chat.stopStream", channel=channel, ts=stream)

    refused = slack.error("chat.appendStream", channel=channel, ts=stream, markdown_text="a")
    again = slack.error("chat.stopStream", channel=channel, ts=stream)

    assert (refused, again) == ("message_not_in_streaming_state", "message_not_in_streaming_state")


@pytest.mark.documented("reference/methods/chat.appendStream")
def test_what_never_grew_does_not_begin_to(slack: Slack, channel: str, say: Say, anothers: str) -> None:
    ts = say("Whole from the beginning")

    refused = slack.error("chat.appendStream", channel=channel, ts=ts, markdown_text="a")
    anothers_refused = slack.error("chat.appendStream", channel=channel, ts=anothers, markdown_text="a")
    nowhere = slack.error("chat.appendStream", channel=channel, ts="1.000001", markdown_text="a")

    assert refused == "message_not_in_streaming_state"
    assert anothers_refused in ("message_not_owned_by_app", "message_not_in_streaming_state")
    assert nowhere == "message_not_found"


@pytest.mark.documented("reference/methods/chat.stopStream")
def test_an_answer_may_be_updated_when_it_has_ended(slack: Slack, channel: str, thread: str, stream: str) -> None:
    slack("chat.stopStream", channel=channel, ts=stream)

    slack("chat.update", channel=channel, ts=stream, text="Corrected", blocks=[])

    assert last_reply(slack, channel, thread)["text"] == "Corrected"


@pytest.mark.documented("tools/python-slack-sdk/web")
def test_the_sdks_own_streamer_works(slack: Slack, channel: str, thread: str, stream: str, recipient: Json) -> None:
    slack("chat.stopStream", channel=channel, ts=stream)

    streamer = slack.client.chat_stream(channel=channel, thread_ts=thread, buffer_size=4, **recipient)
    for piece in ("Half an ", "answer, ", "then the rest."):
        streamer.append(markdown_text=piece)
    streamer.stop()

    message = last_reply(slack, channel, thread)
    assert "Half an answer, then the rest." in f"{message['text']} {message.get('blocks')}"


@pytest.mark.documented("reference/methods/assistant.threads.setStatus")
def test_a_thread_may_say_that_somebody_is_thinking(slack: Slack, channel: str, thread: str) -> None:
    thinking = ["Reading…", "Writing…"]

    assert slack(
        "assistant.threads.setStatus",
        channel_id=channel,
        thread_ts=thread,
        status="is thinking…",
        loading_messages=thinking,
    )["ok"]
    assert slack("assistant.threads.setStatus", channel_id=channel, thread_ts=thread, status="")["ok"]


@pytest.mark.documented("reference/methods/assistant.threads.setStatus")
@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("setStatus", {"status": "is thinking…"}),
        ("setTitle", {"title": "A question"}),
        ("setSuggestedPrompts", {"prompts": [{"title": "Ask", "message": "How?"}]}),
    ],
)
def test_a_status_is_of_a_thread(slack: Slack, channel: str, method: str, arguments: Json) -> None:
    refused = slack.error(f"assistant.threads.{method}", channel_id=channel, thread_ts="1.000001", **arguments)

    assert refused == "invalid_thread_ts"


@pytest.mark.documented("reference/methods/assistant.threads.setTitle")
def test_a_direct_conversation_with_an_assistant_has_title_and_prompts(slack: Slack, person: Json) -> None:
    where = slack("conversations.open", users=person["id"])["channel"]["id"]
    thread = slack("chat.postMessage", channel=where, text="A contract check")["ts"]

    prompts = [{"title": "Ask", "message": "How?"}]
    assert slack("assistant.threads.setTitle", channel_id=where, thread_ts=thread, title="A question")["ok"]
    assert slack("assistant.threads.setSuggestedPrompts", channel_id=where, thread_ts=thread, prompts=prompts)["ok"]


@pytest.mark.documented("reference/methods/agents.sessions.setStatus")
def test_a_session_has_a_status_and_a_title(slack: Slack, channel: str, thread: str) -> None:
    for status in ("processing", "active"):
        assert slack("agents.sessions.setStatus", channel_id=channel, thread_ts=thread, status=status)["ok"]
    assert slack("agents.sessions.rename", channel_id=channel, thread_ts=thread, title="A question")["ok"]


@pytest.mark.documented("reference/methods/agents.sessions.setStatus")
def test_a_session_is_asleep_in_no_known_status(slack: Slack, channel: str, thread: str) -> None:
    refused = slack.error("agents.sessions.setStatus", channel_id=channel, thread_ts=thread, status="asleep")

    assert refused == "invalid_status"

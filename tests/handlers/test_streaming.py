from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from bot.errors import RejectedError
from bot.ports import AnswerSaid, Listener, Place, Streamed
from escalation.model import ChannelId, PersonId, Source, TeamId, Ts, conversation_id
from handlers.messenger import SlackMessenger
from tests.handlers.web_api import Answer, WebApi, calling, failure, serving

CHANNEL, THREAD = ChannelId("C0SHARED"), Ts("1763800000.000100")
PLACE = Place(channel=CHANNEL, thread=THREAD)
ANSWER = AnswerSaid(conversation=conversation_id(CHANNEL, THREAD), text="")
MAYA = Listener(person=PersonId("U0MAYA"), team=TeamId("T0THEM"))
REFUNDS = Source(title="Refunds", url="https://help.example/refunds")
PAUSE = ""
"""Among the words: long enough for the next word to be shown at once."""
STREAM = ["Three ", PAUSE, "**days**", " at most."]
WHOLE = "Three **days** at most."


@pytest.fixture
async def web_api() -> AsyncIterator[WebApi]:
    async with serving() as api:
        yield api


@pytest.fixture
async def messenger(web_api: WebApi) -> AsyncIterator[SlackMessenger]:
    async with calling(web_api.url) as api:
        yield SlackMessenger(api, our_user=PersonId("U0BOT"), our_bot="B0BOT", our_team=TeamId("T0US"))


@dataclass(slots=True)
class Said:
    """What became of an answer: the outcome, and where it was said to have begun."""

    streamed: Streamed
    began: list[Ts] = field(default_factory=list)


KEY = "answer:C0SHARED:1763800000.000200"


async def say(messenger: SlackMessenger, *words: str, listener: Listener = MAYA) -> Said:
    began: list[Ts] = []

    async def on_start(ts: Ts) -> None:
        began.append(ts)

    async def spoken() -> AsyncIterator[str]:
        for word in words:
            if word == PAUSE:
                messenger.stream_seconds = 0.0  # as if that long had passed
            else:
                yield word
                messenger.stream_seconds = 60.0

    def finished(text: str) -> AnswerSaid:
        return replace(ANSWER, text=text, sources=(REFUNDS,) if "days" in text else ())

    streamed = await messenger.stream(PLACE, listener, spoken(), on_start, finished, KEY)
    return Said(streamed, began)


def kinds(asked: dict[str, Any]) -> list[str]:
    return [block["type"] for block in asked["blocks"]]


def has_buttons(asked: dict[str, Any]) -> bool:
    return "actions" in kinds(asked)


def cites(asked: dict[str, Any]) -> bool:
    return REFUNDS.url in str(asked["blocks"])


async def test_an_answer_is_streamed_and_ends_with_its_buttons(messenger: SlackMessenger, web_api: WebApi) -> None:
    said = await say(messenger, *STREAM)

    assert web_api.methods == ["chat.startStream", "chat.appendStream", "chat.stopStream"]
    start, append, stop = (asked for _, asked in web_api.asked)
    assert start == {
        "channel": CHANNEL,
        "thread_ts": THREAD,
        "recipient_user_id": "U0MAYA",
        "recipient_team_id": "T0THEM",
        "markdown_text": "Three ",
    }
    assert append["markdown_text"] == "**days**"
    assert stop["markdown_text"] == " at most."
    assert has_buttons(stop)
    assert cites(stop)
    assert said.streamed == Streamed(ts=Ts("1763900000.000001"), text=WHOLE)
    assert said.began == [said.streamed.ts]


async def test_words_that_come_fast_are_shown_together(messenger: SlackMessenger, web_api: WebApi) -> None:
    await say(messenger, "Three ", "**days**", " at most.")

    assert web_api.methods == ["chat.startStream", "chat.stopStream"]
    assert web_api.calls("chat.stopStream")[0]["markdown_text"] == "**days** at most."


async def test_an_answer_of_one_piece_is_whole_at_once(messenger: SlackMessenger, web_api: WebApi) -> None:
    said = await say(messenger, WHOLE)

    assert said.streamed.text == WHOLE
    assert "markdown_text" not in web_api.calls("chat.stopStream")[0]


async def test_a_listener_of_no_known_team_is_of_ours(messenger: SlackMessenger, web_api: WebApi) -> None:
    await say(messenger, WHOLE, listener=Listener(person=MAYA.person, team=None))

    assert web_api.calls("chat.startStream")[0]["recipient_team_id"] == "T0US"


async def test_a_server_without_streams_gets_a_post_and_an_edit_and_is_not_asked_again(
    messenger: SlackMessenger, web_api: WebApi
) -> None:
    web_api.always_says("chat.startStream", "unknown_method")

    said = await say(messenger, "Three ", "**days**", " at most.")
    await say(messenger, WHOLE)

    assert web_api.methods == [
        *("chat.startStream", "chat.postMessage", "chat.update"),
        *("chat.postMessage", "chat.update"),
    ]
    post, update = web_api.calls("chat.postMessage", "chat.update")[:2]
    assert post["text"] == "Three …"
    assert not has_buttons(post)
    assert_is_whole(update)
    assert said.streamed.text == WHOLE
    assert said.began == [said.streamed.ts] == [update["ts"]]


@pytest.mark.parametrize(
    "code", ["missing_recipient_team_id", "missing_recipient_user_id", "channel_type_not_supported"]
)
async def test_a_stream_that_is_refused_becomes_a_post_and_is_tried_again_next_time(
    messenger: SlackMessenger, web_api: WebApi, code: str
) -> None:
    web_api.will_say("chat.startStream", code)

    await say(messenger, "Three ", "**days**", " at most.")
    await say(messenger, WHOLE)

    assert web_api.methods == [
        *("chat.startStream", "chat.postMessage", "chat.update"),
        *("chat.startStream", "chat.stopStream"),
    ]
    assert_is_whole(web_api.calls("chat.update")[0])


async def test_a_stream_that_slack_ended_is_finished_by_an_edit(messenger: SlackMessenger, web_api: WebApi) -> None:
    web_api.will_say("chat.appendStream", "message_not_in_streaming_state")

    said = await say(messenger, *STREAM)

    assert web_api.methods == ["chat.startStream", "chat.appendStream", "chat.update"]
    assert_is_whole(web_api.calls("chat.update")[0])
    assert said.streamed == Streamed(ts=said.began[0], text=WHOLE)


async def test_a_reader_who_presses_stop_keeps_a_whole_message(messenger: SlackMessenger, web_api: WebApi) -> None:
    web_api.will_say("chat.appendStream", "stopped_by_user")

    said = await say(messenger, *STREAM)

    assert said.streamed.was_stopped
    assert said.streamed.text == "Three **days**"
    assert web_api.methods == ["chat.startStream", "chat.appendStream", "chat.update"]
    (update,) = web_api.calls("chat.update")
    assert update["text"] == "Three *days*"
    assert has_buttons(update)


@pytest.mark.parametrize(
    "answer",
    [failure(500), failure(429, **{"Retry-After": "0"}), "drop"],
    ids=["500", "429", "the connection is dropped"],
)
async def test_a_piece_that_did_not_arrive_is_made_good_at_the_end(
    messenger: SlackMessenger, web_api: WebApi, answer: Answer
) -> None:
    web_api.will_say("chat.appendStream", answer)

    said = await say(messenger, *STREAM)

    assert said.streamed.text == WHOLE
    last = web_api.asked[-1]
    if last[0] == "chat.update":
        assert_is_whole(last[1])
    else:
        assert last[0] == "chat.stopStream"
        assert last[1]["markdown_text"] == "**days** at most."


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(failure(500), id="500"),
        pytest.param(failure(429, **{"Retry-After": "0"}), id="429"),
        pytest.param("message_not_in_streaming_state", id="ended already"),
        pytest.param("stopped_by_user", id="stopped by the reader"),
    ],
)
async def test_a_stream_that_cannot_be_closed_is_edited_to_be_whole(
    messenger: SlackMessenger, web_api: WebApi, answer: Answer
) -> None:
    web_api.will_say("chat.stopStream", answer)

    said = await say(messenger, WHOLE)

    assert web_api.methods == ["chat.startStream", "chat.stopStream", "chat.update"]
    assert_is_whole(web_api.calls("chat.update")[0])
    assert said.streamed.text == WHOLE


async def test_a_stream_that_is_still_open_when_it_is_edited_is_closed_first(
    messenger: SlackMessenger, web_api: WebApi
) -> None:
    web_api.will_say("chat.stopStream", failure(429, **{"Retry-After": "0"}))
    web_api.will_say("chat.update", "streaming_state_conflict")

    await say(messenger, WHOLE)

    assert web_api.methods == [
        *("chat.startStream", "chat.stopStream", "chat.update", "chat.stopStream", "chat.update"),
    ]


async def test_a_server_that_streams_but_knows_no_feedback_buttons_gets_plain_ones_from_then_on(
    messenger: SlackMessenger, web_api: WebApi
) -> None:
    web_api.will_say("chat.stopStream", "invalid_blocks")
    web_api.will_say("chat.update", "invalid_blocks")

    await say(messenger, WHOLE)
    await say(messenger, WHOLE)

    assert web_api.methods == [
        *("chat.startStream", "chat.stopStream", "chat.update", "chat.update"),
        *("chat.startStream", "chat.stopStream"),
    ]
    assert "context_actions" not in kinds(web_api.calls("chat.update")[-1])
    assert "context_actions" not in kinds(web_api.calls("chat.stopStream")[-1])


async def test_the_last_word_is_tried_again_while_slack_is_busy(messenger: SlackMessenger, web_api: WebApi) -> None:
    web_api.always_says("chat.startStream", "unknown_method")
    busy = [failure(429, **{"Retry-After": "0"}) for _ in range(3)]
    web_api.will_say("chat.update", *busy)

    said = await say(messenger, WHOLE)

    assert web_api.methods.count("chat.update") == 4
    assert_is_whole(web_api.calls("chat.update")[-1])
    assert said.streamed.text == WHOLE


async def test_a_last_word_that_is_refused_is_told(messenger: SlackMessenger, web_api: WebApi) -> None:
    web_api.always_says("chat.startStream", "unknown_method")
    web_api.will_say("chat.update", "message_not_found")

    with pytest.raises(RejectedError):
        await say(messenger, WHOLE)


async def test_an_answer_too_long_for_a_stream_leaves_it_and_is_whole(
    messenger: SlackMessenger, web_api: WebApi
) -> None:
    said = await say(messenger, "A ", "sentence. " * 1200)

    assert web_api.methods == ["chat.startStream", "chat.update"]
    assert has_buttons(web_api.calls("chat.update")[0])
    assert len(said.streamed.text) > 11_000


async def test_a_first_piece_too_long_for_a_stream_is_posted(messenger: SlackMessenger, web_api: WebApi) -> None:
    web_api.will_say("chat.startStream", "msg_too_long")

    said = await say(messenger, "A sentence. " * 1500)

    assert web_api.methods == ["chat.startStream", "chat.postMessage", "chat.update"]
    assert has_buttons(web_api.calls("chat.update")[0])
    assert len(said.streamed.text) == 18_000


async def test_no_words_at_all_leave_a_message_with_buttons(messenger: SlackMessenger, web_api: WebApi) -> None:
    said = await say(messenger)

    assert said.streamed.text == ""
    assert has_buttons(web_api.asked[-1][1])


def assert_is_whole(update: dict[str, Any]) -> None:
    assert update["text"] == "Three *days* at most."
    assert update["blocks"][0]["text"]["text"] == "Three *days* at most."
    assert has_buttons(update)
    assert cites(update)

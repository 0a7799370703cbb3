"""chat.*: posting, threads, metadata, changing, deleting, ephemeral messages, permalinks."""

import re

import pytest

from tests.sandbox.contract.asking import Json, Slack, message_at
from tests.sandbox.contract.conftest import Say

TS = re.compile(r"^\d{10}\.\d{6}$")
SECTION = [{"type": "section", "text": {"type": "mrkdwn", "text": "*Kept*"}}]
METADATA = {"event_type": "contract_check", "event_payload": {"key": "k-1", "count": 3, "nested": {"a": [1, 2]}}}


def replies(slack: Slack, channel: str, ts: str, **more: object) -> list[Json]:
    messages: list[Json] = slack("conversations.replies", channel=channel, ts=ts, **more)["messages"]
    return messages


@pytest.mark.documented("reference/methods/chat.postMessage")
def test_a_message_is_told_back_as_it_was_posted(slack: Slack, channel: str, me: Json) -> None:
    posted = slack("chat.postMessage", channel=channel, text="Hello")

    assert posted["channel"] == channel
    assert TS.match(posted["ts"])
    message = posted["message"]
    assert (message["type"], message["ts"], message["text"]) == ("message", posted["ts"], "Hello")
    assert (message["user"], message["bot_id"]) == (me["user_id"], me["bot_id"])
    slack("chat.delete", channel=channel, ts=posted["ts"])


@pytest.mark.documented("messaging/retrieving-messages")
def test_every_message_has_a_ts_of_its_own_and_they_rise(slack: Slack, channel: str, say: Say) -> None:
    stamps = [say(f"Message {number}") for number in range(3)]

    assert stamps == sorted(set(stamps))
    assert [message["text"] for ts in stamps if (message := message_at(slack, channel, ts))] == [
        "Message 0",
        "Message 1",
        "Message 2",
    ]


@pytest.mark.documented("reference/methods/chat.postMessage")
def test_blocks_come_back_with_ids(slack: Slack, channel: str, say: Say) -> None:
    ts = say("Fallback", blocks=SECTION)

    message = message_at(slack, channel, ts)
    assert message is not None
    (block,) = message["blocks"]
    assert block["text"]["text"] == "*Kept*"
    assert block["block_id"]


@pytest.mark.documented("messaging/retrieving-messages")
def test_a_reply_is_in_its_thread_and_not_in_the_channel(slack: Slack, channel: str, thread: str, say: Say) -> None:
    reply = say("A reply", thread_ts=thread)

    root, told = replies(slack, channel, thread)
    assert (root["ts"], told["ts"], told["thread_ts"]) == (thread, reply, thread)
    assert message_at(slack, channel, reply) is None


@pytest.mark.documented("messaging/retrieving-messages")
def test_the_root_of_a_thread_counts_its_replies(slack: Slack, channel: str, thread: str, say: Say, me: Json) -> None:
    say("One", thread_ts=thread)
    last = say("Two", thread_ts=thread)

    root = message_at(slack, channel, thread)
    assert root is not None
    assert (root["thread_ts"], root["reply_count"], root["latest_reply"]) == (thread, 2, last)
    assert root["reply_users"] == [me["user_id"]]


@pytest.mark.documented("reference/methods/chat.postMessage")
def test_a_broadcast_reply_is_in_the_channel_too(slack: Slack, channel: str, thread: str, say: Say) -> None:
    reply = say("To everybody", thread_ts=thread, reply_broadcast=True)

    message = message_at(slack, channel, reply)
    assert message is not None
    assert (message["subtype"], message["thread_ts"]) == ("thread_broadcast", thread)


@pytest.mark.assumed("a `thread_ts` that does not exist is refused with `thread_not_found`")
def test_a_thread_that_does_not_exist_cannot_be_replied_to(slack: Slack, channel: str) -> None:
    assert slack.error("chat.postMessage", channel=channel, text="a", thread_ts="1.000001") == "thread_not_found"


@pytest.mark.assumed("a `thread_ts` of a reply is refused with `cannot_reply_to_message`")
def test_a_reply_cannot_be_replied_to(slack: Slack, channel: str, thread: str, say: Say) -> None:
    reply = say("A reply", thread_ts=thread)

    refused = slack.error("chat.postMessage", channel=channel, text="a", thread_ts=reply)
    assert refused == "cannot_reply_to_message"


@pytest.mark.documented("reference/methods/chat.postMessage")
@pytest.mark.parametrize(
    ("error", "arguments"),
    [
        ("channel_not_found", {"channel": "C0NOWHERE", "text": "a"}),
        ("no_text", {}),
        ("no_text", {"text": ""}),
        ("markdown_text_conflict", {"text": "a", "markdown_text": "b"}),
        ("invalid_blocks", {"text": "a", "blocks": [{"type": "marquee"}]}),
        ("invalid_blocks", {"text": "a", "blocks": [{"type": "divider"}] * 51}),
        (
            "invalid_blocks",
            {"text": "a", "blocks": [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}]},
        ),
        (
            "invalid_blocks",
            {"text": "a", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}]},
        ),
    ],
)
def test_a_message_that_cannot_be_is_refused(slack: Slack, channel: str, error: str, arguments: Json) -> None:
    assert slack.error("chat.postMessage", **{"channel": channel, **arguments}) == error


@pytest.mark.documented("reference/block-kit")
def test_a_refusal_of_blocks_says_what_is_wrong_with_them(slack: Slack, channel: str) -> None:
    refusal = slack.refusal("chat.postMessage", channel=channel, text="a", blocks=[{"type": "marquee"}])

    assert refusal["response_metadata"]["messages"]


@pytest.mark.documented("reference/methods/chat.postMessage")
def test_a_text_of_more_than_forty_thousand_characters_is_cut(slack: Slack, channel: str, say: Say) -> None:
    ts = say("x" * 40_010)

    message = message_at(slack, channel, ts)
    assert message is not None
    assert len(message["text"]) <= 40_000


@pytest.mark.documented("reference/methods/chat.postMessage")
def test_a_channel_the_bot_is_not_in_is_refused(slack: Slack) -> None:
    listed = slack("conversations.list", types="public_channel", exclude_archived=True, limit=200)["channels"]
    others = [one["id"] for one in listed if not one["is_member"]]
    if not others:
        pytest.skip("the bot is in every public channel")

    assert slack.error("chat.postMessage", channel=others[0], text="a") == "not_in_channel"


@pytest.mark.documented("messaging/message-metadata")
def test_metadata_comes_back_when_asked_for_and_only_then(slack: Slack, channel: str, thread: str, say: Say) -> None:
    reply = say("Marked", thread_ts=thread, metadata=METADATA)

    marked = replies(slack, channel, thread, include_all_metadata=True)[-1]
    if "metadata" not in marked:
        slack.lacks("metadata")
    assert (marked["ts"], marked["metadata"]) == (reply, METADATA)
    assert "event_payload" not in replies(slack, channel, thread)[-1].get("metadata", {})


@pytest.mark.documented("messaging/message-metadata")
def test_an_update_keeps_metadata_unless_it_brings_its_own(slack: Slack, channel: str, say: Say) -> None:
    ts = say("Marked", metadata=METADATA)
    first = message_at(slack, channel, ts, include_all_metadata=True) or {}
    if "metadata" not in first:
        slack.lacks("metadata")

    slack("chat.update", channel=channel, ts=ts, text="Changed")
    kept = message_at(slack, channel, ts, include_all_metadata=True)
    slack("chat.update", channel=channel, ts=ts, text="Changed again", metadata={**METADATA, "event_payload": {}})
    changed = message_at(slack, channel, ts, include_all_metadata=True)

    assert kept is not None
    assert kept["metadata"] == METADATA
    assert changed is not None
    assert changed["metadata"]["event_payload"] == {}


@pytest.mark.assumed("metadata of more than about 4,000 bytes is refused with `metadata_too_large`")
def test_metadata_is_not_for_long_texts(slack: Slack, channel: str) -> None:
    long = {"event_type": "a", "event_payload": {"b": "x" * 8000}}

    assert slack.error("chat.postMessage", channel=channel, text="a", metadata=long) == "metadata_too_large"


@pytest.mark.documented("reference/methods/chat.update")
def test_an_update_changes_the_text_and_marks_the_message(slack: Slack, channel: str, say: Say, me: Json) -> None:
    ts = say("Before")

    answer = slack("chat.update", channel=channel, ts=ts, text="After")

    assert (answer["channel"], answer["ts"], answer["text"]) == (channel, ts, "After")
    message = message_at(slack, channel, ts)
    assert message is not None
    assert message["text"] == "After"
    assert message["edited"]["user"] == me["user_id"]


@pytest.mark.documented("reference/methods/chat.update")
def test_an_update_may_exchange_the_blocks_and_take_them_away(slack: Slack, channel: str, say: Say) -> None:
    ts = say("Fallback", blocks=SECTION)

    slack("chat.update", channel=channel, ts=ts, text="Divided", blocks=[{"type": "divider"}])
    divided = message_at(slack, channel, ts)
    slack("chat.update", channel=channel, ts=ts, text="Plain", blocks=[])
    plain = message_at(slack, channel, ts)

    assert divided is not None
    assert [block["type"] for block in divided["blocks"]] == ["divider"]
    assert plain is not None
    assert [block for block in plain.get("blocks", []) if block["type"] == "divider"] == []


@pytest.mark.documented("reference/methods/chat.update")
@pytest.mark.parametrize(
    ("error", "arguments"),
    [
        ("message_not_found", {"ts": "1.000001", "text": "a"}),
        ("no_text", {}),
        ("msg_too_long", {"text": "x" * 4001}),
        ("channel_not_found", {"channel": "C0NOWHERE", "text": "a"}),
    ],
)
def test_an_update_that_cannot_be_is_refused(slack: Slack, channel: str, say: Say, error: str, arguments: Json) -> None:
    ts = say("Mine")

    assert slack.error("chat.update", **{"channel": channel, "ts": ts, **arguments}) == error


@pytest.mark.documented("reference/methods/chat.update")
def test_anothers_message_cannot_be_changed(slack: Slack, channel: str, anothers: str) -> None:
    assert slack.error("chat.update", channel=channel, ts=anothers, text="a") == "cant_update_message"


@pytest.mark.documented("reference/methods/chat.delete")
def test_a_deleted_message_is_gone(slack: Slack, channel: str) -> None:
    ts = slack("chat.postMessage", channel=channel, text="Soon gone")["ts"]

    answer = slack("chat.delete", channel=channel, ts=ts)

    assert (answer["channel"], answer["ts"]) == (channel, ts)
    assert message_at(slack, channel, ts) is None
    assert slack.error("chat.delete", channel=channel, ts=ts) == "message_not_found"


@pytest.mark.documented("reference/methods/chat.delete")
def test_anothers_message_cannot_be_deleted(slack: Slack, channel: str, anothers: str) -> None:
    assert slack.error("chat.delete", channel=channel, ts=anothers) == "cant_delete_message"


@pytest.mark.documented("reference/methods/chat.postEphemeral")
def test_an_ephemeral_message_is_in_no_history(slack: Slack, channel: str, person: Json) -> None:
    ts = slack("chat.postEphemeral", channel=channel, user=person["id"], text="Only you")["message_ts"]

    assert TS.match(ts)
    assert message_at(slack, channel, ts) is None


@pytest.mark.documented("reference/methods/chat.postEphemeral")
def test_an_ephemeral_message_cannot_be_updated(slack: Slack, channel: str, person: Json) -> None:
    ts = slack("chat.postEphemeral", channel=channel, user=person["id"], text="Only you")["message_ts"]

    assert slack.error("chat.update", channel=channel, ts=ts, text="a") in ("message_not_found", "cant_update_message")


@pytest.mark.documented("reference/methods/chat.postEphemeral")
def test_an_ephemeral_message_is_for_a_member(slack: Slack, channel: str) -> None:
    assert slack.error("chat.postEphemeral", channel=channel, user="U0NOBODY", text="a") == "user_not_in_channel"


@pytest.mark.documented("reference/methods/chat.getPermalink")
def test_a_permalink_names_channel_and_message(slack: Slack, channel: str, say: Say) -> None:
    ts = say("Linked")

    answer = slack("chat.getPermalink", channel=channel, message_ts=ts)

    assert answer["channel"] == channel
    assert answer["permalink"].endswith(f"/archives/{channel}/p{ts.replace('.', '')}")


@pytest.mark.documented("reference/methods/chat.getPermalink")
def test_there_is_no_permalink_of_nothing(slack: Slack, channel: str) -> None:
    assert slack.error("chat.getPermalink", channel=channel, message_ts="1.000001") == "message_not_found"


@pytest.mark.documented("reference/methods/chat.postMessage")
def test_an_app_may_sign_with_another_name(slack: Slack, channel: str, say: Say, me: Json) -> None:
    ts = say("Signed", username="Dana", icon_emoji=":wave:")

    message = message_at(slack, channel, ts)
    assert message is not None
    assert (message["username"], message["bot_id"]) == ("Dana", me["bot_id"])

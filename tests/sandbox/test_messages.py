"""Posting, reading, changing and deleting over the Web API."""

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.client import SandboxClient
from tests.sandbox.bots import DANA, ELI, INES, JONAS, MAYA, SHARED, TEAM, actions, button


async def test_the_bot_knows_who_it_is(slack: AsyncWebClient) -> None:
    who = await slack.auth_test()

    assert (who["team_id"], who["user_id"], who["bot_id"]) == ("T0LARKSPUR", "U0BATON", "B0BATON")
    assert "chat:write" in who.headers["x-oauth-scopes"]
    assert who.headers["x-slack-req-id"]


async def test_a_person_sees_what_the_bot_posts(slack: AsyncWebClient, people: SandboxClient) -> None:
    posted = await slack.chat_postMessage(channel=SHARED, text="Hello", blocks=[actions(button("go"))])

    (seen,) = await people.messages(MAYA, SHARED)
    assert seen["ts"] == posted["ts"]
    assert (seen["author"], seen["is_bot"], seen["is_external"]) == ("Baton", True, True)
    assert seen["blocks"][0]["elements"] == [button("go")]


async def test_a_reply_is_found_under_its_parent(slack: AsyncWebClient, people: SandboxClient) -> None:
    root = await people.post(MAYA, SHARED, "My invoices are gone")
    reply = await slack.chat_postMessage(channel=SHARED, thread_ts=root, text="Let me look")

    found = (await slack.conversations_replies(channel=SHARED, ts=root))["messages"]
    assert [message["ts"] for message in found] == [root, reply["ts"]]
    assert found[0]["reply_count"] == 1
    history = (await slack.conversations_history(channel=SHARED))["messages"]
    assert [message["ts"] for message in history] == [root]


async def test_metadata_is_returned_only_when_asked_for(slack: AsyncWebClient, people: SandboxClient) -> None:
    root = await people.post(MAYA, SHARED, "Hello")
    metadata = {"event_type": "baton_msg", "event_payload": {"outbox_id": "o1"}}
    await slack.chat_postMessage(channel=SHARED, thread_ts=root, text="Hi", metadata=metadata)

    without = (await slack.conversations_replies(channel=SHARED, ts=root))["messages"][1]
    with_it = (await slack.conversations_replies(channel=SHARED, ts=root, include_all_metadata=True))["messages"][1]
    assert "metadata" not in without
    assert with_it["metadata"] == metadata


async def test_an_update_keeps_what_it_does_not_mention(slack: AsyncWebClient, people: SandboxClient) -> None:
    metadata = {"event_type": "baton_msg", "event_payload": {}}
    posted = await slack.chat_postMessage(channel=TEAM, text="One", blocks=[actions(button("go"))], metadata=metadata)
    await slack.chat_update(channel=TEAM, ts=posted["ts"], text="Two")

    (seen,) = await people.messages(DANA, TEAM)
    assert (seen["text"], seen["is_edited"]) == ("Two", True)
    assert seen["blocks"][0]["type"] == "actions"
    history = await slack.conversations_history(channel=TEAM, include_all_metadata=True)
    assert history["messages"][0]["metadata"] == metadata


async def test_a_thread_survives_the_deletion_of_its_parent(slack: AsyncWebClient, people: SandboxClient) -> None:
    posted = await slack.chat_postMessage(channel=TEAM, text="One")
    await people.post(DANA, TEAM, "Two", thread_ts=posted["ts"])
    await slack.chat_delete(channel=TEAM, ts=posted["ts"])

    root, reply = await people.messages(DANA, TEAM, thread_ts=posted["ts"])
    assert (root["subtype"], root["is_deleted"]) == ("tombstone", True)
    assert reply["text"] == "Two"


async def test_an_ephemeral_message_is_for_one_person_and_in_no_history(
    slack: AsyncWebClient, people: SandboxClient
) -> None:
    await slack.chat_postEphemeral(channel=SHARED, user=MAYA, text="Only you")

    (seen,) = await people.messages(MAYA, SHARED)
    assert seen["is_ephemeral"]
    assert await people.messages(JONAS, SHARED) == []
    assert (await slack.conversations_history(channel=SHARED))["messages"] == []


async def test_a_custom_author_is_shown_and_the_app_still_known(slack: AsyncWebClient, people: SandboxClient) -> None:
    posted = await slack.chat_postMessage(channel=SHARED, text="Hi", username="Dana from Larkspur", icon_emoji=":wave:")

    message = posted["message"]
    assert (message["subtype"], message["bot_id"], message["app_id"]) == ("bot_message", "B0BATON", "A0BATON")
    assert "user" not in message
    assert (await people.messages(MAYA, SHARED))[0]["author"] == "Dana from Larkspur"


async def test_a_direct_message_can_be_sent_to_an_outsider(slack: AsyncWebClient, people: SandboxClient) -> None:
    opened = await slack.conversations_open(users=INES)
    await slack.chat_postMessage(channel=opened["channel"]["id"], text="Hello Ines")
    await slack.chat_postMessage(channel=INES, text="Again")

    assert [message["text"] for message in await people.messages(INES, "U0BATON")] == ["Hello Ines", "Again"]


async def test_reactions_are_kept_by_person(slack: AsyncWebClient, people: SandboxClient) -> None:
    ts = await people.post(MAYA, SHARED, "Thanks")
    await slack.reactions_add(channel=SHARED, timestamp=ts, name="eyes")
    await people.react(JONAS, SHARED, ts, "eyes")

    assert await people.wait_for_reaction(SHARED, ts, "eyes") == ["U0BATON", JONAS]
    with pytest.raises(SlackApiError, match="already_reacted"):
        await slack.reactions_add(channel=SHARED, timestamp=ts, name="eyes")
    await slack.reactions_remove(channel=SHARED, timestamp=ts, name="eyes")
    with pytest.raises(SlackApiError, match="no_reaction"):
        await slack.reactions_remove(channel=SHARED, timestamp=ts, name="eyes")


async def test_lists_come_in_pages(slack: AsyncWebClient, people: SandboxClient) -> None:
    for number in range(5):
        await people.post(MAYA, SHARED, f"Message {number}")

    first = await slack.conversations_history(channel=SHARED, limit=3)
    cursor = first["response_metadata"]["next_cursor"]
    second = await slack.conversations_history(channel=SHARED, limit=3, cursor=cursor)
    texts = [message["text"] for message in [*first["messages"], *second["messages"]]]
    assert texts == [f"Message {number}" for number in (4, 3, 2, 1, 0)]
    with pytest.raises(SlackApiError, match="invalid_cursor"):
        await slack.conversations_history(channel=SHARED, cursor="nonsense")


async def test_the_sdk_uploads_a_file_and_can_read_it_back(slack: AsyncWebClient, people: SandboxClient) -> None:
    uploaded = await slack.files_upload_v2(
        channel=SHARED, filename="log.txt", content="line 1\nline 2", initial_comment="The log"
    )

    (seen,) = await people.messages(MAYA, SHARED)
    assert (seen["text"], seen["files"][0]["name"]) == ("The log", "log.txt")
    info = await slack.files_info(file=uploaded["file"]["id"])
    assert info["file"]["shares"]["public"][SHARED][0]["ts"] == seen["ts"]


async def test_everybody_sees_only_their_own_channels(people: SandboxClient) -> None:
    await people.post(ELI, TEAM, "Only for us")

    with pytest.raises(Exception, match="not_in_channel"):
        await people.messages(MAYA, TEAM)

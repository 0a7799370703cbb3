"""What happens to channels: other ids, other partners, closed and opened; and the invitations that share them."""

from collections.abc import AsyncIterator

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.client import SandboxClient, SandboxError
from sandbox.server import Sandbox, Timing, start
from sandbox.world import CONNECT
from tests.sandbox.bots import Listener
from tests.sandbox.conftest import Connect

DANA, GUS, FRIDA, PETRA, STRANGER, BATON = "U0DANA", "U0GUS", "U0FRIDA", "U0PETRA", "U0STRANGER", "U0BATON"
HARTMANN, HANDOFF, FJORD, VENDORS = "G0HARTMANN", "C0HANDOFF", "C0FJORD", "C0PEBBLEHQ"


@pytest.fixture
async def box() -> AsyncIterator[Sandbox]:
    sandbox = await start(CONNECT, timing=Timing(clock_rate=600, ack_seconds=0.3))
    yield sandbox
    await sandbox.stop()


@pytest.fixture
async def heard(app: AsyncApp, connect: Connect) -> Listener:
    listener = Listener(app)
    await connect(app)
    return listener


async def test_a_private_channel_gets_another_id_when_it_is_shared(
    heard: Listener, people: SandboxClient, slack: AsyncWebClient
) -> None:
    await people.post(GUS, HARTMANN, "Hello")
    new = await people.change_channel(DANA, HARTMANN, "share", team="T0FJORD")
    await people.wait_for_quiet()

    (changed,) = heard.events("channel_id_changed")
    assert (changed["old_channel_id"], changed["new_channel_id"]) == (HARTMANN, new)
    assert heard.events("channel_shared")[0]["channel"] == new
    with pytest.raises(SlackApiError, match="channel_not_found"):
        await slack.conversations_info(channel=HARTMANN)
    assert [one["text"] for one in (await slack.conversations_history(channel=new))["messages"]] == ["Hello"]


async def test_events_of_private_channels_have_names_of_their_own(heard: Listener, people: SandboxClient) -> None:
    await people.change_channel(DANA, HARTMANN, "rename", name="hartmann-heating")
    await people.change_channel(DANA, HARTMANN, "archive")
    await people.change_channel(DANA, HANDOFF, "archive")
    await people.wait_for_quiet()

    lifecycle = [event["type"] for event in heard.events() if event["type"] != "message"]
    assert sorted(lifecycle) == ["channel_archive", "group_archive", "group_rename"]


async def test_a_bot_that_is_removed_hears_so_and_no_more(heard: Listener, people: SandboxClient) -> None:
    await people.leave(DANA, FJORD, user=BATON)
    await people.post(FRIDA, FJORD, "Anybody?")
    await people.wait_for_quiet()

    assert sorted(event["type"] for event in heard.events()) == ["channel_left", "member_left_channel"]
    assert heard.events("channel_left")[0]["actor_id"] == DANA


async def test_an_invited_person_connects_their_team(
    heard: Listener, people: SandboxClient, slack: AsyncWebClient
) -> None:
    invited = await slack.conversations_inviteShared(channel=HANDOFF, emails="frida@fjordbank.example")
    pending = (await slack.conversations_info(channel=HANDOFF))["channel"]["is_pending_ext_shared"]
    listed = (await slack.conversations_listConnectInvites())["invites"]
    await people.answer_invitation(FRIDA, invited["invite_id"], "accept", name="larkspur-handoffs")
    await people.wait_for_quiet()

    assert pending
    assert [(one["invite"]["id"], one["direction"]) for one in listed] == [(invited["invite_id"], "outgoing")]
    (accepted,) = heard.events("shared_channel_invite_accepted")
    assert accepted["accepting_user"]["team_id"] == "T0FJORD"
    assert accepted["invite"]["recipient_email"] == "frida@fjordbank.example"
    assert heard.events("channel_shared")[0]["connected_team_id"] == "T0FJORD"
    assert FRIDA in (await slack.conversations_members(channel=HANDOFF))["members"]
    with pytest.raises(SandboxError, match="restricted_action"):  # invited people may only write, unless said otherwise
        await people.join(FRIDA, HANDOFF, user=DANA)


async def test_an_accepted_invitation_can_want_approval(
    heard: Listener, people: SandboxClient, slack: AsyncWebClient
) -> None:
    invite_id = (await slack.conversations_inviteShared(channel=HANDOFF, user_ids=FRIDA))["invite_id"]
    await people.answer_invitation(FRIDA, invite_id, "accept", needs_approval=True)
    before = (await slack.conversations_info(channel=HANDOFF))["channel"]["is_ext_shared"]
    await slack.conversations_approveSharedInvite(invite_id=invite_id)
    await people.wait_for_quiet()

    assert before is False
    assert heard.events("shared_channel_invite_accepted")[0]["approval_required"] is True
    assert heard.events("shared_channel_invite_approved")[0]["approving_team_id"] == "T0LARKSPUR"
    assert (await slack.conversations_info(channel=HANDOFF))["channel"]["is_ext_shared"]


async def test_a_declined_invitation_connects_nobody(
    heard: Listener, people: SandboxClient, slack: AsyncWebClient
) -> None:
    invite_id = (await slack.conversations_inviteShared(channel=HANDOFF, user_ids=FRIDA))["invite_id"]
    await people.answer_invitation(FRIDA, invite_id, "decline")
    await people.wait_for_quiet()

    assert heard.events("shared_channel_invite_declined")[0]["declining_team_id"] == "T0FJORD"
    assert not (await slack.conversations_info(channel=HANDOFF))["channel"]["is_pending_ext_shared"]
    with pytest.raises(SandboxError, match="invite_not_found"):
        await people.answer_invitation(FRIDA, invite_id, "accept")


@pytest.mark.parametrize(
    ("channel", "whom", "error"),
    [
        (HANDOFF, {"emails": ""}, "recipients_not_specified"),
        (HANDOFF, {"emails": "frida@fjordbank.example,sam@pebble.example"}, "too_many_emails"),
        (HANDOFF, {"emails": "frida"}, "invalid_email"),
        (HANDOFF, {"user_ids": "U0NOBODY"}, "user_not_found"),
        (FJORD, {"user_ids": FRIDA}, "already_in_channel"),
        (VENDORS, {"user_ids": FRIDA}, "channel_not_found"),
    ],
)
async def test_an_invitation_slack_would_refuse_is_refused(
    slack: AsyncWebClient, channel: str, whom: dict[str, str], error: str
) -> None:
    with pytest.raises(SlackApiError, match=error):
        await slack.conversations_inviteShared(channel=channel, **whom)


async def test_the_app_can_be_invited_and_disconnected_again(
    heard: Listener, people: SandboxClient, slack: AsyncWebClient
) -> None:
    await people.invite(PETRA, VENDORS, user=BATON, post_only=False)
    await people.wait_for_quiet()
    (received,) = heard.events("shared_channel_invite_received")
    accepted = await slack.conversations_acceptSharedInvite(
        channel_name="pebble-vendors", invite_id=received["invite"]["id"]
    )
    shared = (await slack.conversations_info(channel=VENDORS))["channel"]

    assert (accepted["channel_id"], received["channel"]["name"]) == (VENDORS, "vendors")
    assert (shared["name"], shared["conversation_host_id"]) == ("pebble-vendors", "T0PEBBLE")

    ours = await people.change_channel(PETRA, VENDORS, "unshare", team="T0LARKSPUR")
    await people.wait_for_quiet()
    (unshared,) = heard.events("channel_unshared")
    left = (await slack.conversations_info(channel=ours))["channel"]
    assert (unshared["channel"], unshared["previously_connected_team_id"]) == (VENDORS, "T0PEBBLE")
    assert (left["is_archived"], left["frozen_reason"]) == (True, "connection_severed")
    with pytest.raises(SlackApiError, match="channel_not_found"):
        await slack.chat_postMessage(channel=VENDORS, text="Hello?")


async def test_no_command_can_be_typed_in_a_thread(people: SandboxClient) -> None:
    ts = await people.post(DANA, FJORD, "Hello")

    with pytest.raises(SandboxError, match="not_in_threads"):
        await people.command(DANA, FJORD, "/support", "help", thread_ts=ts)


async def test_a_changed_file_message_still_only_says_that_there_is_a_file(
    heard: Listener, people: SandboxClient
) -> None:
    shared = await people.upload(FRIDA, FJORD, "log.txt", "it broke")
    await people.edit(FRIDA, FJORD, shared["ts"], "See the log")
    await people.delete(FRIDA, FJORD, shared["ts"])
    await people.wait_for_quiet()

    hidden = [event for event in heard.events("message") if event.get("hidden")]
    found = [event["previous_message"]["files"] for event in hidden]
    assert found == [[{"id": shared["file_id"], "mode": "file_access", "file_access": "check_file_info"}]] * 2

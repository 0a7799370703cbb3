"""Two organisations, one channel: who is who, and what is withheld."""

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.client import SandboxClient, SandboxError
from tests.sandbox.bots import DANA, INES, JONAS, MAYA, SHARED, TEAM, Listener
from tests.sandbox.conftest import Connect


async def test_a_message_says_which_team_its_author_is_of(
    app: AsyncApp, connect: Connect, people: SandboxClient
) -> None:
    heard = Listener(app)
    await connect(app)
    await people.post(MAYA, SHARED, "Hello")
    await people.post(DANA, TEAM, "Hello")
    await people.wait_for_quiet()

    outside, inside = sorted(heard.bodies, key=lambda body: str(body["event"]["ts"]))
    assert outside["is_ext_shared_channel"] is True
    assert outside["event"]["user_team"] == outside["event"]["source_team"] == "T0BRIGHTW"
    assert [entry["team_id"] for entry in outside["authorizations"]] == ["T0LARKSPUR"]
    assert outside["context_team_id"] == "T0LARKSPUR"
    assert inside["is_ext_shared_channel"] is False
    assert "user_team" not in inside["event"]


async def test_an_outsider_is_shown_without_what_they_withhold(slack: AsyncWebClient) -> None:
    maya, jonas, dana = [
        (await slack.users_info(user=user, include_locale=True))["user"] for user in (MAYA, JONAS, DANA)
    ]

    assert "email" not in maya["profile"]
    assert jonas["profile"]["email"] == "jonas@brightwater.example"
    assert "locale" not in jonas
    assert dana["locale"] == "en-US"
    assert (maya["team_id"], dana["team_id"]) == ("T0BRIGHTW", "T0LARKSPUR")


async def test_outsiders_are_members_but_not_in_the_directory(slack: AsyncWebClient) -> None:
    members = (await slack.conversations_members(channel=SHARED))["members"]
    directory = [user["id"] for user in (await slack.users_list())["members"]]

    assert MAYA in members
    assert MAYA not in directory
    with pytest.raises(SlackApiError, match="users_not_found"):
        await slack.users_lookupByEmail(email="jonas@brightwater.example")


async def test_the_channel_says_with_whom_it_is_shared(slack: AsyncWebClient) -> None:
    shared = (await slack.conversations_info(channel=SHARED))["channel"]
    listed = (await slack.conversations_list())["channels"]

    assert shared["is_ext_shared"]
    assert shared["connected_team_ids"] == ["T0BRIGHTW"]
    assert shared["conversation_host_id"] == "T0LARKSPUR"
    assert all("connected_team_ids" not in channel for channel in listed)


async def test_each_team_has_its_own_name_for_the_channel(people: SandboxClient) -> None:
    channels = {channel["id"]: channel for channel in (await people.world())["channels"]}

    assert channels[SHARED]["names"] == {"T0LARKSPUR": "larkspur-brightwater", "T0BRIGHTW": "ext-larkspur"}


@pytest.mark.parametrize("person", [MAYA, JONAS])
async def test_outsiders_have_no_commands_and_no_shortcuts(people: SandboxClient, person: str) -> None:
    with pytest.raises(SandboxError, match="command_not_shared"):
        await people.command(person, SHARED, "/support", "help")
    ts = await people.post(person, SHARED, "Hello")
    with pytest.raises(SandboxError, match="command_not_shared"):
        await people.shortcut(person, "escalate", SHARED, ts)


async def test_a_file_in_a_shared_channel_must_be_asked_for(
    app: AsyncApp, connect: Connect, people: SandboxClient, slack: AsyncWebClient
) -> None:
    heard = Listener(app)
    await connect(app)
    shared = await people.upload(MAYA, SHARED, "log.txt", "it broke")
    await people.wait_for_quiet()

    (event,) = heard.events("message")
    assert event["subtype"] == "file_share"
    assert event["files"] == [{"id": shared["file_id"], "mode": "file_access", "file_access": "check_file_info"}]
    assert (await slack.files_info(file=shared["file_id"]))["file"]["name"] == "log.txt"


async def test_a_team_that_is_disconnected_is_gone(people: SandboxClient, slack: AsyncWebClient) -> None:
    await people.change_channel(DANA, SHARED, "unshare", team="T0BRIGHTW")

    assert MAYA not in (await slack.conversations_members(channel=SHARED))["members"]
    with pytest.raises(SandboxError, match="not_in_channel"):
        await people.post(MAYA, SHARED, "Anybody there?")


async def test_a_plainer_server_knows_one_team_only(slack: AsyncWebClient, people: SandboxClient) -> None:
    await people.features(slack_connect=False)
    await people.post(INES, "C0NORDWIND", "Hello")

    (message,) = (await slack.conversations_history(channel="C0NORDWIND"))["messages"]
    assert "user_team" not in message
    assert message["team"] == "T0LARKSPUR"
    assert (await slack.users_info(user=INES))["user"]["team_id"] == "T0LARKSPUR"
    assert not (await slack.conversations_info(channel="C0NORDWIND"))["channel"]["is_ext_shared"]

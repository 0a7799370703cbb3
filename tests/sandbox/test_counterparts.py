"""The other kinds of people in Slack Connect: of a Grid organisation, guests, strangers, post-only teams."""

from collections.abc import AsyncIterator

import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.client import SandboxClient, SandboxError
from sandbox.server import Sandbox, Timing, start
from sandbox.world import CONNECT
from tests.sandbox.bots import Json, Listener, TurnedClock, actions, button, modal
from tests.sandbox.conftest import Connect

HALLA, FJORD, PEBBLE, HARTMANN = "C0HALLA", "C0FJORD", "C0PEBBLE", "G0HARTMANN"
DANA, GUS, HILDE, HUGO, FRIDA, PETRA, STRANGER = (
    "U0DANA", "U0GUS", "U0HILDE", "U0HUGO", "U0FRIDA", "U0PETRA", "U0STRANGER"
)  # fmt: skip


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock(rate=600)


@pytest.fixture
async def box(clock: TurnedClock) -> AsyncIterator[Sandbox]:
    sandbox = await start(CONNECT, timing=Timing(ack_seconds=0.3, clock=clock))
    yield sandbox
    await sandbox.stop()


async def test_people_of_a_grid_organisation_are_of_its_id_in_messages(
    app: AsyncApp, connect: Connect, people: SandboxClient
) -> None:
    heard = Listener(app)
    await connect(app)
    await people.post(HILDE, HALLA, "Hello")
    await people.wait_for_quiet()

    (event,) = heard.events("message")
    assert (event["team"], event["user_team"], event["source_team"]) == ("T0HALLAOPS", "E0HALLA", "E0HALLA")


async def test_bolt_finds_the_workspace_of_a_grid_person(
    app: AsyncApp, connect: Connect, people: SandboxClient
) -> None:
    seen: list[tuple[str | None, str | None]] = []

    @app.event("message")
    async def on_message(context: AsyncBoltContext) -> None:
        seen.append((context.actor_enterprise_id, context.actor_team_id))

    await connect(app)
    await people.post(HUGO, HALLA, "Hello")
    await people.wait_for_quiet()

    assert seen == [("E0HALLA", "T0HALLALAB")]


async def test_a_grid_person_says_which_organisation_they_are_of(slack: AsyncWebClient) -> None:
    hilde = (await slack.users_info(user=HILDE))["user"]
    organisation = (await slack.team_info(team="E0HALLA"))["team"]
    workspace = (await slack.team_info(team="T0HALLAOPS"))["team"]

    assert hilde["team_id"] == "T0HALLAOPS"
    assert hilde["enterprise_user"]["enterprise_id"] == "E0HALLA"
    assert (organisation["name"], workspace["name"]) == ("Halla Group", "Halla Operations")
    assert workspace["enterprise_id"] == "E0HALLA"


async def test_a_channel_is_connected_to_an_organisation_and_not_to_its_workspaces(slack: AsyncWebClient) -> None:
    channel = (await slack.conversations_info(channel=HALLA))["channel"]

    assert channel["connected_team_ids"] == ["E0HALLA"]
    assert channel["shared_team_ids"] == ["T0LARKSPUR", "E0HALLA"]


@pytest.mark.parametrize(("person", "team"), [(HILDE, "E0HALLA"), (HILDE, "T0HALLAOPS"), (HUGO, "T0HALLALAB")])
async def test_a_stream_reaches_a_grid_person(
    slack: AsyncWebClient, people: SandboxClient, person: str, team: str
) -> None:
    ts = await people.post(person, HALLA, "Hello")

    started = await slack.chat_startStream(
        channel=HALLA, thread_ts=ts, recipient_user_id=person, recipient_team_id=team, markdown_text="Hi"
    )
    assert started["ok"]
    with pytest.raises(SlackApiError, match="team_not_found"):
        await slack.chat_startStream(
            channel=HALLA, thread_ts=ts, recipient_user_id=person, recipient_team_id="T0PEBBLE", markdown_text="Hi"
        )


async def test_a_modal_of_an_outsider_carries_their_team_and_ours(
    app: AsyncApp, connect: Connect, people: SandboxClient, slack: AsyncWebClient
) -> None:
    submitted: list[Json] = []

    @app.action("ask")
    async def on_ask(ack: AsyncAck, client: AsyncWebClient, body: Json) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=modal("question"))

    @app.view("question")
    async def on_question(ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        submitted.append({**body, "seen_by_bolt": context.team_id})
        await ack()

    await connect(app)
    await slack.chat_postMessage(channel=HALLA, text="?", blocks=[actions(button("ask"))])
    (message,) = await people.messages(HILDE, HALLA)
    await people.press(HILDE, message, "ask")
    view = await people.wait_for_view(HILDE, "question")
    await people.submit(HILDE, view["id"], {"why": "Because"})

    (body,) = submitted
    assert body["team"] == {
        "id": "T0HALLAOPS",
        "domain": "halla-operations",
        "enterprise_id": "E0HALLA",
        "enterprise_name": "Halla Group",
    }
    assert body["user"]["team_id"] == "T0HALLAOPS"
    assert body["enterprise"] == {"id": "E0HALLA", "name": "Halla Group"}
    assert body["view"]["app_installed_team_id"] == body["seen_by_bolt"] == "T0LARKSPUR"


async def test_authorizations_name_the_team_that_joined_last(
    app: AsyncApp, connect: Connect, people: SandboxClient, box: Sandbox
) -> None:
    heard = Listener(app)
    await connect(app)
    await people.post(DANA, FJORD, "Hello, I am of Larkspur")
    await people.wait_for_quiet()

    (body,) = heard.bodies
    (named,) = body["authorizations"]
    assert (named["team_id"], body["context_team_id"]) == ("T0FJORD", "T0FJORD")
    assert body["event"]["user_team"] == "T0LARKSPUR"
    everywhere = await AsyncWebClient(base_url=box.api_url).apps_event_authorizations_list(
        token=box.app_token, event_context=body["event_context"]
    )
    assert [one["team_id"] for one in everywhere["authorizations"]] == ["T0FJORD", "T0LARKSPUR"]


async def test_one_message_is_one_delivery_though_both_teams_installed_the_app(
    app: AsyncApp, connect: Connect, people: SandboxClient
) -> None:
    heard = Listener(app)
    await connect(app)
    await people.post(FRIDA, FJORD, "Hello")
    await people.wait_for_quiet()

    assert len(heard.events("message")) == 1


async def test_a_single_channel_guest_is_of_the_hosts_team(slack: AsyncWebClient, people: SandboxClient) -> None:
    gus = (await slack.users_info(user=GUS))["user"]

    assert (gus["team_id"], gus["is_restricted"], gus["is_ultra_restricted"]) == ("T0LARKSPUR", True, True)
    assert GUS in [one["id"] for one in (await slack.users_list())["members"]]
    with pytest.raises(SandboxError, match="ura_max_channels"):
        await people.join(DANA, "C0HANDOFF", user=GUS)


async def test_a_guest_sees_no_channel_they_were_not_brought_into(people: SandboxClient) -> None:
    with pytest.raises(SandboxError, match="not_in_channel"):
        await people.messages(GUS, "C0HANDOFF")
    with pytest.raises(SandboxError, match="channel_not_found"):
        await people.join(GUS, "C0HANDOFF")


async def test_a_stranger_has_no_address_and_is_called_one(slack: AsyncWebClient) -> None:
    stranger = (await slack.users_info(user=STRANGER))["user"]
    petra = (await slack.users_info(user=PETRA))["user"]

    assert stranger["is_stranger"]
    assert "email" not in stranger["profile"]
    assert petra["is_stranger"] is False


async def test_a_post_only_team_may_write_and_not_invite(people: SandboxClient, slack: AsyncWebClient) -> None:
    await people.post(PETRA, PEBBLE, "Hello")
    with pytest.raises(SandboxError, match="restricted_action"):
        await people.join(PETRA, PEBBLE, user=STRANGER)
    with pytest.raises(SandboxError, match="no_external_invite_permission"):
        await people.invite(PETRA, PEBBLE, user=FRIDA)

    await slack.conversations_externalInvitePermissions_set(action="upgrade", channel=PEBBLE, target_team="T0PEBBLE")
    await people.join(PETRA, PEBBLE, user=STRANGER)
    assert STRANGER in (await slack.conversations_members(channel=PEBBLE))["members"]


async def test_each_side_forgets_by_its_own_rule(
    slack: AsyncWebClient, people: SandboxClient, clock: TurnedClock
) -> None:
    ts = await people.post(HILDE, HALLA, "Do you remember?")
    clock.turn(days=31)

    assert await people.messages(HILDE, HALLA) == []
    assert [one["ts"] for one in await people.messages(HUGO, HALLA)] == [ts]
    assert [one["ts"] for one in (await slack.conversations_history(channel=HALLA))["messages"]] == [ts]


async def test_what_our_side_forgot_is_gone_for_the_app(
    slack: AsyncWebClient, people: SandboxClient, clock: TurnedClock
) -> None:
    root = await people.post(DANA, HALLA, "Yesterday")
    mine = (await slack.chat_postMessage(channel=HALLA, thread_ts=root, text="Mine"))["ts"]
    await people.change_channel(DANA, HALLA, "retain", team="T0LARKSPUR", days=7)
    clock.turn(days=8)

    assert (await slack.conversations_history(channel=HALLA))["messages"] == []
    with pytest.raises(SlackApiError, match="thread_not_found"):
        await slack.conversations_replies(channel=HALLA, ts=root)
    with pytest.raises(SlackApiError, match="message_not_found"):
        await slack.chat_update(channel=HALLA, ts=mine, text="Still there?")
    assert len(await people.messages(HUGO, HALLA)) == 2

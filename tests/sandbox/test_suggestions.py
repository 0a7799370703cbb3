"""External selects: the app is asked for options while somebody types."""

import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.client import SandboxClient, SandboxError
from tests.sandbox.bots import DANA, TEAM, Json, button, modal, plain
from tests.sandbox.conftest import Connect

ANIMALS = [{"text": plain("Cat"), "value": "cat"}, {"text": plain("Dog"), "value": "dog"}]
SELECT = {"type": "external_select", "action_id": "animal", "min_query_length": 1}
INPUT = {"type": "input", "block_id": "pet", "label": plain("Which?"), "element": SELECT}


@pytest.fixture
async def asked(app: AsyncApp, connect: Connect) -> list[Json]:
    """What the app was asked; it knows two animals, and opens a modal to choose one."""
    heard: list[Json] = []

    @app.options("animal")
    async def suggest(ack: AsyncAck, body: Json) -> None:
        heard.append(body)
        await ack(options=[one for one in ANIMALS if body["value"] in str(one["value"])])

    @app.action("choose")
    async def choose(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=modal("pets", blocks=[INPUT]))

    @app.view("pets")
    async def chosen(ack: AsyncAck, body: Json) -> None:
        heard.append(body)
        await ack()

    await connect(app)
    return heard


async def test_the_app_is_asked_for_the_options_of_a_select_in_a_modal(
    asked: list[Json], slack: AsyncWebClient, people: SandboxClient
) -> None:
    blocks = [{"type": "actions", "elements": [button("choose")]}]
    ts = (await slack.chat_postMessage(channel=TEAM, text="Choose", blocks=blocks))["ts"]
    await people.press(DANA, {"channel": TEAM, "ts": ts}, "choose")
    view = await people.wait_for_view(DANA, "pets")

    offered = await people.suggest(DANA, "animal", "d", view_id=view["id"])
    await people.submit(DANA, view["id"], {"pet": offered[0]["value"]})

    suggestion, submission = asked
    assert [option["value"] for option in offered] == ["dog"]
    assert (suggestion["type"], suggestion["block_id"], suggestion["value"]) == ("block_suggestion", "pet", "d")
    assert suggestion["view"]["id"] == view["id"]
    assert submission["view"]["state"]["values"]["pet"]["animal"]["selected_option"]["value"] == "dog"


async def test_the_app_is_asked_for_the_options_of_a_select_in_a_message(
    asked: list[Json], slack: AsyncWebClient, people: SandboxClient
) -> None:
    blocks = [{"type": "actions", "elements": [SELECT]}]
    ts = (await slack.chat_postMessage(channel=TEAM, text="Choose", blocks=blocks))["ts"]

    offered = await people.suggest(DANA, "animal", "a", channel=TEAM, ts=ts)

    assert [option["value"] for option in offered] == ["cat"]
    assert asked[0]["container"] == {"type": "message", "message_ts": ts, "channel_id": TEAM}


async def test_a_select_that_is_not_external_or_a_query_too_short_is_not_asked_about(
    asked: list[Json], slack: AsyncWebClient, people: SandboxClient
) -> None:
    blocks = [{"type": "actions", "elements": [SELECT, button("go")]}]
    ts = (await slack.chat_postMessage(channel=TEAM, text="Choose", blocks=blocks))["ts"]

    with pytest.raises(SandboxError, match="query_too_short"):
        await people.suggest(DANA, "animal", "", channel=TEAM, ts=ts)
    with pytest.raises(SandboxError, match="not_external"):
        await people.suggest(DANA, "go", "a", channel=TEAM, ts=ts)
    assert asked == []

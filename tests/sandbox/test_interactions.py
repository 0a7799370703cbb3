"""People press, choose, submit and type; the app answers."""

from typing import Any

import httpx
import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.client import SandboxClient, SandboxError
from tests.sandbox.bots import (
    DANA,
    JONAS,
    MAYA,
    PRIYA,
    SHARED,
    TEAM,
    Json,
    Listener,
    actions,
    button,
    feedback,
    modal,
    plain,
)
from tests.sandbox.conftest import Connect


def _keep(app: AsyncApp, action_id: str) -> list[Json]:
    """The bodies of the presses of one element."""
    bodies: list[Json] = []

    @app.action(action_id)
    async def pressed(ack: AsyncAck, body: Json) -> None:
        bodies.append(body)
        await ack()

    return bodies


async def test_a_press_says_who_pressed_what_where(
    app: AsyncApp, connect: Connect, slack: AsyncWebClient, people: SandboxClient
) -> None:
    bodies = _keep(app, "handoff.claim")
    await connect(app)
    blocks = [actions(button("handoff.claim", "h1"), button("handoff.claim", "h2"))]
    await slack.chat_postMessage(channel=SHARED, text="A card", blocks=blocks)
    (card,) = await people.messages(MAYA, SHARED)
    action_ts = await people.press(MAYA, card, "handoff.claim", "h2")

    (body,) = bodies
    assert body["user"] == {"id": MAYA, "username": "maya", "name": "maya", "team_id": "T0BRIGHTW"}
    assert (body["channel"]["id"], body["message"]["ts"]) == (SHARED, card["ts"])
    assert body["container"] == {
        "type": "message",
        "message_ts": card["ts"],
        "channel_id": SHARED,
        "is_ephemeral": False,
    }
    (action,) = body["actions"]
    assert (action["action_id"], action["value"], action["action_ts"]) == ("handoff.claim", "h2", action_ts)
    assert action["block_id"] == card["blocks"][0]["block_id"]


async def test_a_button_for_somebody_else_cannot_be_pressed(slack: AsyncWebClient, people: SandboxClient) -> None:
    mine = {**button("go"), "visible_to_user_ids": [DANA]}
    await slack.chat_postMessage(channel=TEAM, text="A card", blocks=[actions(mine)])
    (card,) = await people.messages(PRIYA, TEAM)

    with pytest.raises(SandboxError, match="no_such_element"):
        await people.press(PRIYA, card, "go")
    with pytest.raises(SandboxError, match="there is: go"):
        await people.press(PRIYA, card, "stop")


async def test_a_silent_app_is_an_error_for_who_pressed(slack: AsyncWebClient, people: SandboxClient) -> None:
    await slack.chat_postMessage(channel=TEAM, text="A card", blocks=[actions(button("go"))])
    (card,) = await people.messages(PRIYA, TEAM)

    with pytest.raises(SandboxError, match="app_not_connected"):
        await people.press(PRIYA, card, "go")


async def test_feedback_has_two_sides(
    app: AsyncApp, connect: Connect, slack: AsyncWebClient, people: SandboxClient
) -> None:
    bodies = _keep(app, "rating")
    await connect(app)
    await slack.chat_postMessage(channel=SHARED, text="An answer", blocks=[feedback()])
    (answer,) = await people.messages(MAYA, SHARED)
    await people.press(MAYA, answer, "rating", "down")

    (action,) = bodies[0]["actions"]
    assert (action["type"], action["value"], action["text"]["text"]) == ("feedback_buttons", "down", "Bad")
    with pytest.raises(SandboxError, match="no_such_element"):
        await people.press(MAYA, answer, "rating", "sideways")


async def test_what_is_chosen_is_told(
    app: AsyncApp, connect: Connect, slack: AsyncWebClient, people: SandboxClient
) -> None:
    bodies = _keep(app, "assign")
    await connect(app)
    options = [{"text": plain(name), "value": name} for name in ("dana", "eli")]
    select = {"type": "static_select", "action_id": "assign", "options": options}
    overflow = {"type": "overflow", "action_id": "assign", "options": options}
    section = {"type": "section", "text": plain("Who?"), "accessory": overflow}
    await slack.chat_postMessage(channel=TEAM, text="Who?", blocks=[section, actions(select)])
    (card,) = await people.messages(DANA, TEAM)
    await people.press(DANA, card, "assign", selected="dana")
    await people.press(DANA, card, "assign", selected="eli", block_id=card["blocks"][1]["block_id"])

    chosen = [(body["actions"][0]["type"], body["actions"][0]["selected_option"]["value"]) for body in bodies]
    assert chosen == [("overflow", "dana"), ("static_select", "eli")]


async def test_a_modal_is_opened_refused_changed_and_closed(
    app: AsyncApp, connect: Connect, slack: AsyncWebClient, people: SandboxClient
) -> None:
    submissions: list[Json] = []

    @app.action("ask")
    async def ask(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=modal("why"))

    @app.view("why")
    async def why(ack: AsyncAck, body: Json, view: Json) -> None:
        submissions.append(body)
        text = view["state"]["values"]["why"]["text"]["value"]
        if text == "because":
            await ack(response_action="errors", errors={"why": "That is no reason"})
        elif text == "more":
            await ack(response_action="update", view=modal("why", title=plain("Go on")))
        else:
            await ack()

    await connect(app)
    await slack.chat_postMessage(channel=SHARED, text="A card", blocks=[actions(button("ask"))])
    (card,) = await people.messages(MAYA, SHARED)
    await people.press(MAYA, card, "ask")
    view = await people.wait_for_view(MAYA, "why")

    empty = await people.submit(MAYA, view["id"], {})
    refused = await people.submit(MAYA, view["id"], {"why": "because"})
    updated = await people.submit(MAYA, view["id"], {"why": "more"})
    assert (await people.wait_for_view(MAYA))["title"]["text"] == "Go on"
    accepted = await people.submit(MAYA, view["id"], {"why": "it broke"})

    assert empty["errors"] == {"why": "Please complete this required field."}
    assert refused["errors"] == {"why": "That is no reason"}
    assert updated["response_action"] == "update"
    assert accepted["response_action"] is None
    assert (await people.views(MAYA))["views"] == []
    assert submissions[0]["team"]["id"] == "T0BRIGHTW"
    assert submissions[0]["view"]["app_installed_team_id"] == "T0LARKSPUR"


async def test_a_trigger_opens_one_view_only(
    app: AsyncApp, connect: Connect, slack: AsyncWebClient, people: SandboxClient
) -> None:
    bodies = _keep(app, "ask")
    await connect(app)
    await slack.chat_postMessage(channel=TEAM, text="A card", blocks=[actions(button("ask"))])
    (card,) = await people.messages(DANA, TEAM)
    await people.press(DANA, card, "ask")
    trigger = bodies[0]["trigger_id"]
    opened = await slack.views_open(trigger_id=trigger, view=modal("one"))

    with pytest.raises(Exception, match="exchanged_trigger_id"):
        await slack.views_open(trigger_id=trigger, view=modal("two"))
    with pytest.raises(Exception, match="hash_conflict"):
        await slack.views_update(view_id=opened["view"]["id"], view=modal("one"), hash="old")
    assert (await slack.views_update(view_id=opened["view"]["id"], view=modal("one"), hash=opened["view"]["hash"]))[
        "ok"
    ]


async def test_closing_is_told_only_when_asked_for(
    app: AsyncApp, connect: Connect, slack: AsyncWebClient, people: SandboxClient
) -> None:
    closed: list[Json] = []
    bodies = _keep(app, "ask")

    @app.view_closed("why")
    async def gone(ack: AsyncAck, body: Json) -> None:
        closed.append(body)
        await ack()

    await connect(app)
    await slack.chat_postMessage(channel=TEAM, text="A card", blocks=[actions(button("ask"))])
    (card,) = await people.messages(DANA, TEAM)
    for notify in (False, True):
        await people.press(DANA, card, "ask")
        view = modal("why", notify_on_close=notify)
        opened = await slack.views_open(trigger_id=bodies[-1]["trigger_id"], view=view)
        await people.close_view(DANA, opened["view"]["id"])

    assert [body["view"]["notify_on_close"] for body in closed] == [True]


async def test_app_home_is_published_when_it_is_opened(app: AsyncApp, connect: Connect, people: SandboxClient) -> None:
    bodies = _keep(app, "home.pause")

    @app.event("app_home_opened")
    async def opened(event: Json, client: AsyncWebClient) -> None:
        blocks = [{"type": "section", "text": plain("Welcome")}, actions(button("home.pause"))]
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

    await connect(app)
    assert await people.home(PRIYA) is None
    home = await people.wait_for_home(PRIYA, contains="Welcome")
    await people.press_view(PRIYA, home["id"], "home.pause")

    assert bodies[0]["view"]["type"] == "home"
    assert bodies[0]["container"] == {"type": "view", "view_id": home["id"]}


async def test_a_command_is_answered_for_its_person_only(
    app: AsyncApp, connect: Connect, people: SandboxClient
) -> None:
    commands: list[Json] = []

    @app.command("/support")
    async def support(ack: AsyncAck, command: Json, respond: AsyncRespond) -> None:
        commands.append(command)
        await ack("At once")
        await respond("Later")

    await connect(app)
    await people.command(DANA, TEAM, "/support", "status")
    seen = await people.wait_for_messages(DANA, TEAM, count=2)

    assert {message["text"] for message in seen} == {"At once", "Later"}
    assert all(message["is_ephemeral"] for message in seen)
    assert await people.messages(PRIYA, TEAM) == []
    assert (commands[0]["text"], commands[0]["user_id"], commands[0]["channel_name"]) == (
        "status",
        DANA,
        "support-handoffs",
    )


async def test_what_one_person_sees_can_be_pressed_by_nobody_else(slack: AsyncWebClient, people: SandboxClient) -> None:
    await slack.chat_postEphemeral(channel=TEAM, user=DANA, text="Only you", blocks=[actions(button("look"))])
    (only,) = await people.messages(DANA, TEAM)

    with pytest.raises(SandboxError, match="message_not_found"):
        await people.press(PRIYA, only, "look")


async def test_a_shortcut_carries_its_message(app: AsyncApp, connect: Connect, people: SandboxClient) -> None:
    bodies: list[Json] = []

    @app.shortcut("escalate")
    async def escalate(ack: AsyncAck, body: Json) -> None:
        bodies.append(body)
        await ack()

    await connect(app)
    ts = await people.post(DANA, TEAM, "Look at this")
    await people.shortcut(DANA, "escalate", TEAM, ts)
    await people.shortcut(DANA, "escalate")

    assert [body["type"] for body in bodies] == ["message_action", "shortcut"]
    assert bodies[0]["message"]["text"] == "Look at this"


async def test_a_response_url_changes_even_an_ephemeral_message(
    app: AsyncApp, connect: Connect, slack: AsyncWebClient, people: SandboxClient
) -> None:
    bodies = _keep(app, "go")
    await connect(app)
    await slack.chat_postEphemeral(channel=SHARED, user=MAYA, text="Sure?", blocks=[actions(button("go"))])
    (asked,) = await people.messages(MAYA, SHARED)
    await people.press(MAYA, asked, "go")
    url = bodies[0]["response_url"]
    assert bodies[0]["container"]["is_ephemeral"]
    assert "message" not in bodies[0]

    async def respond(**answer: Any) -> int:
        async with httpx.AsyncClient(trust_env=False) as http:
            return (await http.post(url, json=answer)).status_code

    assert await respond(replace_original=True, text="Done") == 200
    assert [message["text"] for message in await people.messages(MAYA, SHARED)] == ["Done"]
    assert await respond(delete_original=True) == 200
    assert await people.messages(MAYA, SHARED) == []
    assert await respond(text="To you") == 200
    assert await respond(text="To all", response_type="in_channel") == 200
    assert [message["text"] for message in await people.messages(JONAS, SHARED)] == ["To all"]
    assert await respond(text="Five") == 200
    assert await respond(text="Six") == 404


async def test_a_response_goes_into_a_thread_only_when_it_says_so_in_full(
    app: AsyncApp, connect: Connect, slack: AsyncWebClient, people: SandboxClient
) -> None:
    bodies = _keep(app, "go")
    await connect(app)
    ts = await people.post(MAYA, SHARED, "Hello")
    posted = await slack.chat_postMessage(channel=SHARED, thread_ts=ts, text="?", blocks=[actions(button("go"))])
    await people.press(MAYA, {"channel": SHARED, "ts": posted["ts"]}, "go")
    public = {"response_type": "in_channel", "thread_ts": ts}
    async with httpx.AsyncClient(trust_env=False) as http:
        for answer in ({**public, "text": "Beside"}, {**public, "replace_original": False, "text": "Inside"}):
            await http.post(bodies[0]["response_url"], json=answer)
        await http.post(bodies[0]["response_url"], json={"text": "To you"})
        changed = {"replace_original": True, "response_type": "ephemeral", "text": "Still for all"}
        await http.post(bodies[0]["response_url"], json=changed)

    threads = {one["text"]: one.get("thread_ts") for one in await people.messages(MAYA, SHARED)}
    assert (threads["Beside"], threads["Inside"], threads["To you"]) == (None, ts, ts)
    assert "Still for all" in [one["text"] for one in await people.messages(JONAS, SHARED)]


async def test_an_event_nobody_listens_to_is_never_acknowledged(
    app: AsyncApp, connect: Connect, people: SandboxClient
) -> None:
    Listener(app)
    await connect(app)
    await people.change_channel(DANA, TEAM, "archive")
    await people.change_channel(DANA, TEAM, "unarchive")
    since = 0
    for _ in range(3):  # Bolt answers 404 to an unknown event, so Slack sends it again
        since = (await people.wait_for_delivery("channel_unarchive", since))["n"] + 1

    attempts = [one for one in await people.deliveries() if one["payload"]["event"]["type"] == "channel_unarchive"]
    assert [one["attempt"] for one in attempts[:3]] == [0, 1, 2]
    assert not any(one["acked_at"] for one in attempts)

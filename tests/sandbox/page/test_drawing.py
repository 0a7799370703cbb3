"""Every kind of block is drawn, and what the page does not know is shown as it came."""

import json

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.models import blocks as models
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.client import SandboxClient
from tests.sandbox.bots import MAYA, SHARED, Json, actions, button, feedback, modal, plain
from tests.sandbox.page.conftest import Connect, Open
from tests.sandbox.page.window import LEFT, RIGHT, expect

pytestmark = pytest.mark.asyncio(loop_scope="session")

SEEN_BY_MAYA = "left=U0MAYA:C0BRIGHTW"


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def rich(text: str) -> Json:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [section]}


OPTIONS = [{"text": plain("Low"), "value": "low"}, {"text": plain("High"), "value": "high"}]
CARD: Json = {
    "type": "card",
    "title": mrkdwn("The card's title"),
    "body": mrkdwn("its body"),
    "actions": [button("open")],
}

DRAWN: dict[str, tuple[Json, str]] = {
    "actions": (actions(button("go", text="Go :rocket:")), "Go 🚀"),
    "alert": ({"type": "alert", "level": "warning", "text": mrkdwn("Take *care*")}, "Take care"),
    "auth_provider": ({"type": "auth_provider", "name": "HubSpot", "is_connected": False}, "Not connected"),
    "call": ({"type": "call", "call_id": "R1", "call": {"v1": {"name": "Standup"}}}, "Standup"),
    "card": (CARD, "The card's title"),
    "carousel": ({"type": "carousel", "elements": [CARD, {**CARD, "title": mrkdwn("The second")}]}, "The second"),
    "container": (
        {"type": "container", "title": plain("More"), "child_blocks": [rich("what is inside")]},
        "what is inside",
    ),
    "context": ({"type": "context", "elements": [mrkdwn("<!date^1392734382^on {date_num}|never>")]}, "on 2014-02-18"),
    "context_actions": (feedback(), "Good"),
    "divider": ({"type": "divider"}, ""),
    "file": ({"type": "file", "external_id": "F1", "source": "remote"}, "F1"),
    "header": ({"type": "header", "text": plain("A handoff")}, "A handoff"),
    "image": ({"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A chart"}, "A chart"),
    "input": (
        {
            "type": "input",
            "label": plain("Urgency"),
            "element": {"type": "static_select", "action_id": "u", "options": OPTIONS},
        },
        "Urgency",
    ),
    "markdown": ({"type": "markdown", "text": "# Steps\n1. **Open** it\n\n| a | b |\n|---|---|\n| 1 | 2 |"}, "Steps"),
    "plan": (
        {
            "type": "plan",
            "title": "The plan",
            "tasks": [{"type": "task_card", "task_id": "1", "title": "Look", "status": "complete"}],
        },
        "Look",
    ),
    "rich_text": (rich("rich words"), "rich words"),
    "section": (
        {"type": "section", "text": mrkdwn("*bold* <@U0DANA>"), "fields": [mrkdwn("*Plan*\nPro")]},
        "bold @Dana",
    ),
    "table": (
        {"type": "table", "rows": [[{"type": "raw_text", "text": "Plan"}], [{"type": "raw_number", "value": 12}]]},
        "12",
    ),
    "task_card": (
        {"type": "task_card", "task_id": "1", "title": "Search", "status": "in_progress", "output": rich("two found")},
        "two found",
    ),
    "video": (
        {
            "type": "video",
            "title": plain("A film"),
            "alt_text": "x",
            "video_url": "https://example.com/v",
            "thumbnail_url": "https://example.com/t",
        },
        "A film",
    ),
}

SLACK_REFUSES = {"auth_provider"}  # what a message cannot hold may still stand in App Home or be announced by Slack


async def test_every_block_of_the_sdk_is_in_the_table() -> None:
    known = {one.type for name, one in vars(models).items() if name.endswith("Block") and name != "Block"}

    assert known == set(DRAWN)


async def test_every_kind_of_block_is_drawn(look: Open, slack: AsyncWebClient) -> None:
    for kind, (block, _) in DRAWN.items():
        if kind not in SLACK_REFUSES:
            await slack.chat_postMessage(channel=SHARED, text=kind, blocks=[block])
    window = await look(query=SEEN_BY_MAYA)

    for kind, (_, words) in DRAWN.items():
        if kind not in SLACK_REFUSES:
            await expect(window.side(LEFT).locator(f".message-body > .block-{kind}")).to_contain_text(words)
    await expect(window.side(LEFT).locator(".unknown")).to_have_count(0)


async def test_the_marks_of_markdown_become_what_they_mean(look: Open, slack: AsyncWebClient) -> None:
    rotate = "Rotate it [[1]](https://example.com/a#b), then **`revoke`** the *old* one"
    text = f"{rotate}\n\n- [Docs](https://example.com/d)\n\n> wait"
    await slack.chat_postMessage(channel=SHARED, markdown_text=text)
    window = await look(query=SEEN_BY_MAYA)
    row = await window.sees(LEFT, "Rotate it [1], then revoke the old one")

    assert await row.locator("a").evaluate_all("all => all.map((one) => [one.textContent, one.href])") == [
        ["[1]", "https://example.com/a#b"],
        ["Docs", "https://example.com/d"],
    ]
    await expect(row.locator("strong code")).to_have_text("revoke")
    await expect(row.locator("em")).to_have_text("old")
    await expect(row.locator("blockquote")).to_have_text("wait")


async def test_a_block_nobody_knows_is_shown_as_json(look: Open, slack: AsyncWebClient) -> None:
    unknown = {"type": "data_visualization", "chart": {"kind": "pie <b>", "values": [1, 2.5, None, True]}}
    await slack.chat_postMessage(channel=SHARED, text="a chart", blocks=[unknown])
    window = await look(query=SEEN_BY_MAYA)

    await window.side(LEFT).locator(".unknown summary").click()

    await expect(window.side(LEFT).locator(".unknown summary")).to_have_text("data_visualization block")
    shown = json.loads(await window.side(LEFT).locator(".unknown pre").inner_text())
    assert {**shown, "block_id": None} == {**unknown, "block_id": None}


async def test_a_broken_block_takes_nothing_else_down(look: Open, slack: AsyncWebClient) -> None:
    broken = {"type": "rich_text", "elements": [None, 7]}
    await slack.chat_postMessage(
        channel=SHARED, text="x", blocks=[broken, {"type": "header", "text": plain("Still here")}]
    )
    window = await look(query=SEEN_BY_MAYA)

    await window.sees(LEFT, "Still here")
    await expect(window.side(LEFT).locator(".unknown")).to_have_count(1)


async def test_a_button_asks_first_and_is_told_to_the_app(
    look: Open, app: AsyncApp, connect: Connect, slack: AsyncWebClient
) -> None:
    confirm = {"title": plain("Sure?"), "text": plain("It is final."), "confirm": plain("Do it"), "deny": plain("No")}

    @app.action("go")
    async def on_go(ack, body, respond) -> None:  # type: ignore[no-untyped-def]
        await ack()
        await respond(
            text=f"went with {body['actions'][0]['value']}", response_type="ephemeral", replace_original=False
        )

    await connect(app)
    await slack.chat_postMessage(
        channel=SHARED, text="x", blocks=[actions({**button("go", "seven"), "confirm": confirm})]
    )
    window = await look(query=SEEN_BY_MAYA)

    await window.press(LEFT, "Go")
    await window.press(LEFT, "Do it")

    await window.sees(LEFT, "went with seven")


async def test_a_modal_shows_what_is_wrong_and_keeps_what_was_typed(
    look: Open, app: AsyncApp, connect: Connect, slack: AsyncWebClient
) -> None:
    @app.action("ask")
    async def on_ask(ack, body, client) -> None:  # type: ignore[no-untyped-def]
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=modal("question"))

    @app.view("question")
    async def on_question(ack, view) -> None:  # type: ignore[no-untyped-def]
        said = view["state"]["values"]["why"]["text"]["value"]
        await (ack() if said == "because" else ack(response_action="errors", errors={"why": "Say because."}))

    await connect(app)
    await slack.chat_postMessage(channel=SHARED, text="x", blocks=[actions(button("ask", text="Ask"))])
    window = await look(query=f"{SEEN_BY_MAYA}&right=U0JONAS:C0BRIGHTW")
    dialog = window.side(LEFT).get_by_role("dialog", name="A question")

    await window.press(LEFT, "Ask")
    await dialog.get_by_role("textbox", name="Why?").fill("dunno")
    await dialog.get_by_role("button", name="Send").click()
    await expect(dialog.get_by_role("alert")).to_have_text("Say because.")
    await expect(window.side(RIGHT).get_by_role("dialog")).to_have_count(0)
    await expect(dialog.get_by_role("textbox", name="Why?")).to_have_value("dunno")
    await dialog.get_by_role("textbox", name="Why?").fill("because")
    await dialog.get_by_role("button", name="Send").click()

    await expect(dialog).to_have_count(0)


async def test_app_home_is_each_persons_own(look: Open, app: AsyncApp, connect: Connect) -> None:
    @app.event("app_home_opened")
    async def on_home(event, client) -> None:  # type: ignore[no-untyped-def]
        section = {"type": "section", "text": mrkdwn(f"Welcome, <@{event['user']}>")}
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [section]})

    await connect(app)
    window = await look()

    await window.go(RIGHT, "Home")

    await expect(window.side(RIGHT).locator(".home")).to_contain_text("Welcome, @Dana")


async def test_a_burst_of_changes_leaves_what_is_true(look: Open, people: SandboxClient) -> None:
    window = await look(query=SEEN_BY_MAYA)

    sent = [await people.post(MAYA, SHARED, f"line {number}") for number in range(8)]
    await people.delete(MAYA, SHARED, sent[0])
    await people.edit(MAYA, SHARED, sent[1], "line one")

    await window.sees(LEFT, "line 7")
    await expect(window.messages(LEFT)).to_have_count(7)
    await window.sees(LEFT, "line one")

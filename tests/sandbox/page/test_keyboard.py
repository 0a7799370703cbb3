"""Everything can be done, and found out, with the keyboard alone."""

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.client import SandboxClient
from tests.sandbox.bots import DANA, MAYA, SHARED, actions, button
from tests.sandbox.page.conftest import Connect, Open
from tests.sandbox.page.window import LEFT, RIGHT, expect

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_conversation_needs_no_mouse(
    look: Open, people: SandboxClient, app: AsyncApp, connect: Connect, slack: AsyncWebClient
) -> None:
    @app.action("go")
    async def on_go(ack, respond) -> None:  # type: ignore[no-untyped-def]
        await ack()
        await respond(text="pressed", replace_original=False)

    await connect(app)
    await slack.chat_postMessage(channel=SHARED, text="x", blocks=[actions(button("go"))])
    window = await look(query="left=U0MAYA:C0BRIGHTW&right=U0DANA:C0BRIGHTW")
    await window.messages(LEFT).first.wait_for()
    keys = window.page.keyboard

    await keys.press("1")
    await keys.type("hello")
    await keys.press("Enter")
    await window.sees(RIGHT, "hello")
    await keys.press("Shift+Tab")
    assert await window.focused() == "Go"
    await keys.press("Enter")
    await window.sees(LEFT, "pressed")
    await keys.press("F6")
    assert await window.focused() == "Message"
    await keys.type("from the other side")
    await keys.press("Enter")

    await window.sees(LEFT, "from the other side")
    assert [one["author_id"] for one in await people.messages(DANA, SHARED) if not one["is_bot"]] == [MAYA, DANA]


async def test_a_message_is_reached_opened_and_left_with_keys(look: Open, people: SandboxClient) -> None:
    await people.post(MAYA, SHARED, "older")
    await people.post(MAYA, SHARED, "newer")
    window = await look(query="left=U0MAYA:C0BRIGHTW")
    await window.sees(LEFT, "newer")
    keys = window.page.keyboard

    await keys.press("1")
    await keys.press("Shift+Tab")
    await keys.press("ArrowUp")
    await keys.press("ArrowUp")
    await expect(window.message(LEFT, "older")).to_be_focused()
    await keys.press("Enter")
    assert await window.focused() == "Reply"
    await keys.type("in the thread")
    await keys.press("Enter")
    await window.sees(LEFT, "in the thread")
    await keys.press("Escape")

    await expect(window.message(LEFT, "older").locator(".thread-link")).to_be_focused()


async def test_an_arrow_in_the_empty_box_edits_what_one_said_last(look: Open, people: SandboxClient) -> None:
    await people.post(MAYA, SHARED, "helo")
    window = await look(query="left=U0MAYA:C0BRIGHTW")
    await window.sees(LEFT, "helo")
    keys = window.page.keyboard

    await keys.press("1")
    await keys.press("ArrowUp")
    await keys.press("End")
    await keys.type(" there")
    await keys.press("Enter")

    await window.sees(LEFT, "helo there (edited)")


async def test_one_becomes_somebody_else_and_goes_elsewhere_with_keys(look: Open) -> None:
    window = await look()
    keys = window.page.keyboard

    await keys.press("2")
    await keys.press("Shift+Tab")
    await keys.press("b")
    await keys.press("ArrowDown")
    await keys.press("Enter")
    await expect(window.side(RIGHT).locator(".person-button")).to_contain_text("Eli Okafor")
    await keys.press("2")
    await keys.press("Control+k")
    await expect(window.page.get_by_role("menu", name="Go to a channel")).to_be_visible()
    await keys.press("End")
    await keys.press("Enter")

    await expect(window.side(RIGHT).locator(".place-name:visible")).to_have_text("#general")
    await keys.press("Alt+ArrowUp")
    await expect(window.side(RIGHT).locator(".place-name:visible")).to_have_text("#support-handoffs")


async def test_the_help_lists_every_key_and_closes_with_escape(look: Open) -> None:
    window = await look()
    await window.page.keyboard.press("?")
    help_dialog = window.page.get_by_role("dialog", name="Help")

    await expect(help_dialog.locator("kbd").first).to_be_visible()
    for words in ("To the other side", "Be somebody else", "Inspector and faults", "Open its thread"):
        await expect(help_dialog).to_contain_text(words)
    await window.page.keyboard.press("Escape")

    await expect(help_dialog).to_have_count(0)


async def test_letters_are_letters_where_one_writes(look: Open) -> None:
    window = await look()

    await window.box(LEFT).press_sequentially("big tip? 12")

    await expect(window.box(LEFT)).to_have_value("big tip? 12")
    await expect(window.page.get_by_role("dialog")).to_have_count(0)
    await expect(window.page.locator(".inspector")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_where_the_focus_is_can_be_seen(look: Open, people: SandboxClient, scheme: str) -> None:
    await people.post(MAYA, SHARED, "hello")
    window = await look(scheme=scheme)
    await window.sees(LEFT, "hello")
    await window.page.locator("#guide-button").focus()

    unseen = []
    for _ in range(30):
        await window.page.keyboard.press("Tab")
        is_marked = await window.probe("focus_is_marked")
        if not is_marked:
            unseen.append(await window.focused())

    assert unseen == []


async def test_everything_that_can_be_pressed_has_a_name(look: Open, people: SandboxClient) -> None:
    await people.post(MAYA, SHARED, "hello")
    window = await look(guide=True)
    await window.sees(LEFT, "hello")
    await window.page.locator("#inspector-button").click()

    nameless = await window.probe("nameless")

    assert nameless == []

"""Two people write to each other, each in their own Slack."""

import pytest
from playwright.async_api import Browser
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.client import SandboxClient
from sandbox.server import start
from sandbox.world import CONNECT
from tests.sandbox.bots import DANA, JONAS, MAYA, SHARED, TEAM
from tests.sandbox.page.conftest import Open
from tests.sandbox.page.window import LEFT, RIGHT, expect, opened

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_what_one_writes_the_other_reads(look: Open) -> None:
    window = await look(query="left=U0MAYA:C0BRIGHTW&right=U0DANA:C0BRIGHTW")

    await window.write(LEFT, "Is anybody there?")
    await window.sees(RIGHT, "Is anybody there?")
    await window.write(RIGHT, "Yes, I am")

    await window.sees(LEFT, "Yes, I am")
    await expect(window.message(LEFT, "Yes, I am").locator(".badge-team")).to_have_text("Larkspur")
    await expect(window.message(RIGHT, "Is anybody").locator(".badge-team")).to_have_text("Brightwater Plumbing")


async def test_one_can_be_anybody(look: Open, people: SandboxClient) -> None:
    await people.post(DANA, TEAM, "between us")
    window = await look()

    await window.be(LEFT, "Eli Okafor")

    await window.go(LEFT, "support-handoffs")
    await window.sees(LEFT, "between us")
    await expect(window.side(LEFT).locator(".pane-role")).to_have_text("Team")


async def test_an_ephemeral_message_is_seen_by_one_person_only(look: Open, slack: AsyncWebClient) -> None:
    window = await look(query="left=U0MAYA:C0BRIGHTW&right=U0DANA:C0BRIGHTW")

    await slack.chat_postMessage(channel=SHARED, text="is anybody there?")
    await window.sees(RIGHT, "is anybody there?")

    await slack.chat_postEphemeral(channel=SHARED, user=DANA, text="just for Dana")
    await slack.chat_postMessage(channel=SHARED, text="for everybody")

    await window.sees(RIGHT, "just for Dana")
    await window.sees(LEFT, "for everybody")
    await expect(window.message(LEFT, "just for Dana")).to_have_count(0)
    await window.be(RIGHT, "Priya Raman")
    await window.sees(RIGHT, "for everybody")
    await expect(window.message(RIGHT, "just for Dana")).to_have_count(0)


async def test_an_answer_grows_word_by_word_before_the_one_who_asked(
    look: Open, slack: AsyncWebClient, people: SandboxClient
) -> None:
    window = await look(query="left=U0MAYA:C0BRIGHTW&right=U0JONAS:C0BRIGHTW")
    asked = await people.post(MAYA, SHARED, "How do I export?")
    await window.message(LEFT, "How do I export?").click()
    begun = await slack.chat_startStream(
        channel=SHARED,
        thread_ts=asked,
        recipient_user_id=MAYA,
        recipient_team_id="T0BRIGHTW",
        markdown_text="Open **Reports",
    )
    for side in (LEFT, RIGHT):
        await window.side(side).locator(".thread-link").click()

    await window.sees(LEFT, "Open Reports")
    await slack.chat_appendStream(channel=SHARED, ts=begun["ts"], markdown_text="** and press")
    await window.sees(LEFT, "Open Reports and press")
    await expect(window.side(LEFT).locator(".caret")).to_be_visible()
    await expect(window.message(RIGHT, "and press")).to_have_count(0)

    await slack.chat_stopStream(channel=SHARED, ts=begun["ts"], markdown_text=" Export.")
    await window.sees(RIGHT, "Open Reports and press Export.")
    await expect(window.side(LEFT).locator(".caret")).to_have_count(0)


async def test_an_answer_that_is_being_written_can_be_stopped(
    look: Open, slack: AsyncWebClient, people: SandboxClient
) -> None:
    asked = await people.post(MAYA, SHARED, "How do I export?")
    await slack.chat_startStream(
        channel=SHARED,
        thread_ts=asked,
        recipient_user_id=MAYA,
        recipient_team_id="T0BRIGHTW",
        markdown_text="It is long",
    )
    window = await look(query=f"left=U0MAYA:C0BRIGHTW&lthread={asked}")

    await window.press(LEFT, "Stop")

    await expect(window.side(LEFT).locator(".streaming")).to_have_count(0)


async def test_a_message_is_edited_deleted_and_reacted_to(look: Open, people: SandboxClient) -> None:
    await people.post(MAYA, SHARED, "first")
    mistaken = await people.post(MAYA, SHARED, "secnd")
    await people.post(JONAS, SHARED, "third")
    window = await look(query="left=U0MAYA:C0BRIGHTW&right=U0JONAS:C0BRIGHTW")

    await window.message(LEFT, "secnd").hover()
    await window.message(LEFT, "secnd").get_by_role("button", name="Edit message").click()
    await window.side(LEFT).get_by_role("textbox", name="Edit message").fill("second")
    await window.press(LEFT, "Save")
    await window.sees(RIGHT, "second (edited)")
    await window.message(LEFT, "third").hover()
    await window.message(LEFT, "third").get_by_role("button", name="Add reaction").click()
    await window.page.get_by_role("menuitem", name="raising hand").click()
    await expect(window.message(RIGHT, "third").locator(".reaction")).to_contain_text("🙋")
    await window.message(LEFT, "first").hover()
    await window.message(LEFT, "first").get_by_role("button", name="Delete message").click()
    await window.press(LEFT, "Delete")

    await expect(window.message(RIGHT, "first")).to_have_count(0)
    assert (await people.messages(MAYA, SHARED))[0]["ts"] == mistaken


async def test_a_file_is_attached_and_seen_by_the_other_side(look: Open) -> None:
    window = await look(query="left=U0MAYA:C0BRIGHTW&right=U0DANA:C0BRIGHTW")

    await (
        window.side(LEFT)
        .locator("input[type=file]")
        .first.set_input_files({"name": "error.log", "mimeType": "text/plain", "buffer": b"boom"})
    )

    await window.sees(RIGHT, "error.log")


async def test_people_of_every_kind_of_organisation_are_shown_as_what_they_are(browser: Browser) -> None:
    box = await start(CONNECT)
    try:
        async with opened(browser, box, query="left=U0PETRA:C0PEBBLE&right=U0DANA:C0HALLA") as window:
            await expect(window.side(LEFT).locator(".place-head:visible")).to_contain_text("post only")
            await expect(window.side(RIGHT).locator(".place-head:visible")).to_contain_text("Halla Group › Halla Labs")
            await window.be(LEFT, "Hugo Berg")
            await expect(window.side(LEFT).locator(".person-team")).to_contain_text("Halla Group › Halla Labs")
            await window.be(LEFT, "Gus Hartmann")
            await expect(window.side(LEFT).locator(".pane-role")).to_have_text("Guest")
            await window.write(LEFT, "a guest asks")
            await window.go(RIGHT, "hartmann")

            guest = await window.sees(RIGHT, "a guest asks")
            await expect(guest.locator(".badge").first).to_have_text("Guest")
            assert window.complaints == []
    finally:
        await box.stop()

"""The page fits a phone, and its text can be read in light and dark."""

from typing import cast

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.client import SandboxClient
from tests.sandbox.bots import MAYA, SHARED, Json, actions, button, feedback
from tests.sandbox.page.conftest import Open
from tests.sandbox.page.test_drawing import DRAWN, SLACK_REFUSES
from tests.sandbox.page.window import LEFT, PHONE, RIGHT, Window, expect

pytestmark = pytest.mark.asyncio(loop_scope="session")

READABLE = 4.5
"""The contrast that WCAG AA wants of text."""

UNBROKEN = "https://example.com/" + "x" * 200


async def contrasts(window: Window) -> list[Json]:
    """Every element that has text of its own, with the contrast to what is behind it."""
    return cast("list[Json]", await window.probe("contrasts"))


async def furnish(slack: AsyncWebClient, people: SandboxClient) -> None:
    """Everything there is to see, and a word that is too long for any line."""
    asked = await people.post(MAYA, SHARED, f"look at {UNBROKEN} and `{'y' * 150}`")
    await people.react(MAYA, SHARED, asked, "eyes")
    for kind, (block, _) in DRAWN.items():
        if kind not in SLACK_REFUSES:
            await slack.chat_postMessage(channel=SHARED, text=kind, blocks=[block])
    await slack.chat_postMessage(channel=SHARED, text=UNBROKEN, blocks=[actions(button("a"), button("b")), feedback()])
    await slack.chat_postEphemeral(channel=SHARED, user=MAYA, text="only for Maya")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_all_text_can_be_read(look: Open, slack: AsyncWebClient, people: SandboxClient, scheme: str) -> None:
    await furnish(slack, people)
    window = await look(query="left=U0MAYA:C0BRIGHTW", scheme=scheme, guide=True)
    await window.sees(LEFT, "only for Maya")
    await window.page.locator("#inspector-button").click()
    await window.page.locator(".log-row").first.wait_for()
    await window.probe("settled")

    seen = await contrasts(window)

    assert len(seen) > 100
    assert [f"{one['text']}: {one['ratio']:.2f}" for one in seen if one["ratio"] < READABLE] == []


async def test_nothing_is_wider_than_a_phone(look: Open, slack: AsyncWebClient, people: SandboxClient) -> None:
    await furnish(slack, people)
    window = await look(query="left=U0MAYA:C0BRIGHTW", size=PHONE, guide=True)
    await window.sees(LEFT, "only for Maya")

    assert await window.overflow() <= 0
    await window.page.locator("#inspector-button").click()
    await window.page.locator(".log-row").first.wait_for()
    assert await window.overflow() <= 0
    await window.page.get_by_role("button", name="Faults", exact=True).click()
    await expect(window.page.get_by_role("button", name="Lose", exact=True)).to_be_visible()
    assert await window.overflow() <= 0
    await window.page.get_by_role("button", name="Close the inspector").click()
    await window.page.locator("#help-button").click()
    await expect(window.page.get_by_role("dialog", name="Help")).to_be_visible()
    assert await window.overflow() <= 0


async def test_no_message_is_wider_than_its_phone(look: Open, slack: AsyncWebClient, people: SandboxClient) -> None:
    await furnish(slack, people)
    window = await look(query="left=U0MAYA:C0BRIGHTW", size=PHONE)
    await window.sees(LEFT, "only for Maya")

    wider = await window.probe("sticking_out")

    assert wider == []


async def test_a_phone_shows_one_side_at_a_time(look: Open, people: SandboxClient) -> None:
    window = await look(query="left=U0MAYA:C0BRIGHTW&right=U0DANA:C0BRIGHTW", size=PHONE)
    await expect(window.side(LEFT)).to_be_visible()
    await expect(window.side(RIGHT)).to_be_hidden()
    to_dana = window.page.get_by_role("button", name="Dana Team")

    await people.post(MAYA, SHARED, "news")
    await window.sees(LEFT, "news")
    await to_dana.tap()

    await window.sees(RIGHT, "news")
    await expect(window.side(LEFT)).to_be_hidden()
    await expect(to_dana).to_have_attribute("aria-pressed", "true")


async def test_thumbs_find_what_they_aim_at(look: Open, people: SandboxClient) -> None:
    await people.post(MAYA, SHARED, "hello")
    window = await look(query="left=U0MAYA:C0BRIGHTW", size=PHONE)
    await window.sees(LEFT, "hello")

    small = await window.probe("small_buttons")

    assert small == []


async def test_the_theme_follows_the_system_until_one_chooses(look: Open) -> None:
    window = await look(scheme="light")
    page, root = window.page, window.page.locator("html")

    await expect(root).to_have_attribute("data-theme", "light")
    await page.emulate_media(color_scheme="dark")
    await expect(root).to_have_attribute("data-theme", "dark")
    await page.get_by_role("button", name="Light or dark").click()
    await page.get_by_role("menuitemradio", name="Light").click()
    await expect(root).to_have_attribute("data-theme", "light")
    await page.reload()

    await expect(root).to_have_attribute("data-theme", "light")

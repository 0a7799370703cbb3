"""The inspector shows what passes between Slack and the app, and lets it go wrong; the guide and the reset."""

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.client import SandboxClient
from sandbox.server import Sandbox
from tests.sandbox.bots import MAYA, SHARED, Listener
from tests.sandbox.page.conftest import Connect, Open
from tests.sandbox.page.window import LEFT, RIGHT, Window, expect

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def inspecting(look: Open, **how: str) -> Window:
    window = await look(**how)
    await window.page.keyboard.press("i")
    await expect(window.page.locator(".fault-group").last).to_contain_text("reactions")
    return window


async def test_envelopes_and_calls_are_shown_with_all_they_carry(
    look: Open, app: AsyncApp, connect: Connect, people: SandboxClient, slack: AsyncWebClient
) -> None:
    Listener(app)
    await connect(app)
    window = await inspecting(look)

    await people.post(MAYA, SHARED, "a question")
    await slack.chat_postMessage(channel=SHARED, text="an answer")

    envelope = window.page.locator(".log-row.deliveries").filter(has_text="a question")
    await expect(envelope.locator(".pill")).to_contain_text("acked")
    await envelope.locator("summary").click()
    await expect(envelope.locator(".json")).to_contain_text('"team_id": "T0LARKSPUR"')
    await expect(envelope.locator(".log-facts")).to_contain_text("envelope")
    called = window.page.locator(".log-row.calls").filter(has_text="an answer")
    await expect(called.locator(".log-name")).to_have_text("chat.postMessage")
    await window.page.get_by_role("searchbox", name="Filter").fill("an answer")
    await expect(envelope).to_have_count(0)
    await expect(called).to_have_count(1)


@pytest.mark.parametrize(
    ("button", "error"),
    [("429", "ratelimited"), ("500", "internal_error"), ("Revoke token", "token_revoked")],
)
async def test_a_fault_that_is_switched_on_hits_the_next_call(
    look: Open, slack: AsyncWebClient, button: str, error: str
) -> None:
    window = await inspecting(look)

    await window.page.get_by_role("button", name=button, exact=True).click()
    await expect(window.page.locator(".armed .pill")).to_have_count(1)
    with pytest.raises(SlackApiError) as refused:
        await slack.chat_postMessage(channel=SHARED, text="x")

    assert refused.value.response["error"] == error
    await window.page.get_by_role("button", name="Clear all").click()
    await expect(window.page.locator(".armed .pill")).to_have_count(0)
    await slack.chat_postMessage(channel=SHARED, text="x")


async def test_a_call_can_be_carried_out_without_its_answer(look: Open, slack: AsyncWebClient) -> None:
    window = await inspecting(look, query="left=U0MAYA:C0BRIGHTW")

    await window.page.get_by_role("button", name="Done, answer lost").click()
    await expect(window.page.locator(".armed .pill")).to_contain_text("chat.postMessage: answer lost")
    with pytest.raises(Exception, match=r"disconnected|closed|reset"):
        await slack.chat_postMessage(channel=SHARED, text="said all the same")

    await window.sees(LEFT, "said all the same")


async def test_events_can_come_twice_or_be_lost_on_their_way(
    look: Open, app: AsyncApp, connect: Connect, people: SandboxClient
) -> None:
    listener = Listener(app)
    await connect(app)
    window = await inspecting(look)
    page = window.page

    await page.get_by_role("button", name="Duplicate", exact=True).click()
    await expect(page.locator(".toast").last).to_contain_text("comes twice")
    await people.post(MAYA, SHARED, "twice")
    await people.wait_for_quiet()
    await page.get_by_role("button", name="Lose", exact=True).click()
    await expect(page.locator(".toast").last).to_contain_text("lost on its way")
    await people.post(MAYA, SHARED, "again")
    await people.wait_for_quiet()

    assert [body["event"]["text"] for body in listener.bodies] == ["twice", "twice", "again"]
    lost = page.locator(".log-row.deliveries").filter(has_text="again")
    await expect(lost.filter(has_text="retry 1")).to_have_count(1)


async def test_what_a_plainer_server_lacks_can_be_switched_off(look: Open, slack: AsyncWebClient) -> None:
    window = await inspecting(look)
    ephemeral = window.page.get_by_role("button", name="ephemeral", exact=True)

    await ephemeral.click()
    await expect(ephemeral).to_have_attribute("aria-pressed", "false")
    with pytest.raises(SlackApiError, match="unknown_method"):
        await slack.chat_postEphemeral(channel=SHARED, user=MAYA, text="x")

    await expect(ephemeral).to_be_focused()


async def test_streams_can_be_ended_as_after_five_minutes(
    look: Open, slack: AsyncWebClient, people: SandboxClient
) -> None:
    asked = await people.post(MAYA, SHARED, "How?")
    begun = await slack.chat_startStream(
        channel=SHARED, thread_ts=asked, recipient_user_id=MAYA, recipient_team_id="T0BRIGHTW", markdown_text="So"
    )
    window = await inspecting(look)

    await window.page.get_by_role("button", name="Expire streams").click()
    await expect(window.page.locator(".toast").last).to_contain_text("expired")

    with pytest.raises(SlackApiError, match="message_not_in_streaming_state"):
        await slack.chat_appendStream(channel=SHARED, ts=begun["ts"], markdown_text=" on")


async def test_the_guide_leads_through_and_stays_away_once_dismissed(look: Open) -> None:
    window = await look(guide=True)
    guide = window.page.get_by_role("region", name="Try this")

    await guide.get_by_role("button", name="Be Maya Torres").click()
    await expect(window.box(LEFT)).to_have_value("How do I rotate our API key without downtime?")
    await expect(window.box(LEFT)).to_be_focused()
    await guide.get_by_role("button", name="Steer it as an admin").click()
    await guide.get_by_role("button", name="Be Priya Raman").click()
    await expect(window.side(RIGHT).locator(".person-button")).to_contain_text("Priya Raman")
    await expect(window.box(RIGHT)).to_have_value("/support status")
    await guide.get_by_role("button", name="Close the guide").click()
    await window.page.reload()

    await expect(window.side(LEFT)).to_be_visible()
    await expect(guide).to_be_hidden()
    await window.page.keyboard.press("g")
    await expect(guide).to_be_visible()


async def test_starting_over_forgets_what_was_said(look: Open, people: SandboxClient) -> None:
    await people.post(MAYA, SHARED, "old news")
    window = await look(query="left=U0MAYA:C0BRIGHTW")
    await window.sees(LEFT, "old news")

    await window.page.get_by_role("button", name="Reset the sandbox").click()
    await window.press(LEFT, "Reset")

    await expect(window.message(LEFT, "old news")).to_have_count(0)


async def test_without_its_key_the_page_shows_nothing(look: Open, box: Sandbox) -> None:
    known = await look()

    window = Window(await known.page.context.new_page())
    await window.page.goto(box.url)

    await expect(window.page.locator("main")).to_contain_text("The page needs its key")
    await expect(window.page.locator(".pane")).to_have_count(0)
    assert window.complaints == []

"""Takes the pictures of a handoff: its card in each state, what the customer reads, App Home and a team's queue."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, Locator, ViewportSize

from bot.cli.demo import Demo, stage
from handlers.ids import Action
from sandbox.client import Json
from tests.sandbox.bots import DANA, MAYA, SHARED, TEAM
from tests.sandbox.page.chromium import installed, launched
from tests.sandbox.page.screenshots import IMAGES, PATIENCE
from tests.sandbox.page.window import RIGHT, Window, opened

ELI, INES, NORDWIND, JONAS = "U0ELI", "U0INES", "C0NORDWIND", "U0JONAS"
TALL = ViewportSize(width=1240, height=1700)


async def ask(demo: Demo, who: str, channel: str, *said: str) -> tuple[str, Json]:
    """A customer asks, and asks for a person in the end: their thread, and the card."""
    thread = await demo.client.post(who, channel, said[0])
    for text in said[1:]:
        await demo.client.wait_for_message(who, channel, PATIENCE, thread_ts=thread, author="Baton")
        await demo.client.post(who, channel, text, thread)
    await demo.client.wait_for_message(who, channel, PATIENCE, thread_ts=thread, contains="no need to repeat")
    await demo.client.wait_for_quiet(1.0, within=PATIENCE)
    return thread, await card(demo, said[0])


async def card(demo: Demo, about: str) -> Json:
    """The card about this, as it stands."""
    found = await demo.client.messages(DANA, TEAM)
    return next(one for one in found if one["ts"] == one.get("thread_ts", one["ts"]) and about[:20] in str(one))


async def shot(place: Locator, name: str) -> None:
    """One picture of a part of the page."""
    await place.wait_for()
    await place.screenshot(path=IMAGES / f"{name}.png")


class Camera:
    """Takes pictures of one demo."""

    def __init__(self, browser: Browser, demo: Demo) -> None:
        self.browser = browser
        self.demo = demo

    async def message(self, name: str, who: str, channel: str, thread: str, *, has: str) -> None:
        """The last message of a thread in which this stands, as somebody sees it."""
        await self.demo.client.wait_for_quiet(1.0, within=PATIENCE)
        async with self._window(f"right={who}:{channel}&rthread={thread}") as window:
            await shot(window.message(RIGHT, has).last, name)

    async def card(self, name: str, thread: str) -> None:
        """A card as it stands now."""
        await self.demo.client.wait_for_quiet(1.0, within=PATIENCE)
        async with self._window(f"right={DANA}:{TEAM}&rthread={thread}") as window:
            await shot(window.messages(RIGHT).first, name)

    async def place(self, name: str, who: str, channel: str, *, has: str) -> None:
        """The last message of a channel in which this stands."""
        async with self._window(f"right={who}:{channel}") as window:
            await shot(window.message(RIGHT, has).last, name)

    async def form(self, name: str, who: str) -> None:
        """The form that somebody has open."""
        async with self._window(f"right={who}:{SHARED}") as window:
            await shot(window.page.locator("[role=dialog]:visible").last, name)

    async def home(self, name: str, who: str) -> None:
        """Somebody's App Home."""
        async with self._window(f"right={who}:{TEAM}") as window:
            await window.side(RIGHT).locator(".nav-item[data-key=home]").click()
            await shot(window.page.locator("#pane-right .home-page"), name)

    @asynccontextmanager
    async def _window(self, query: str) -> AsyncIterator[Window]:
        async with opened(
            self.browser, self.demo.sandbox, size=TALL, scheme="light", query=f"{query}", scale=1.25
        ) as window:
            await window.page.locator(".message:visible").first.wait_for()
            await window.probe("settled")
            yield window


async def book(demo: Demo, camera: Camera, thread: str) -> None:
    """Jonas sees how he stands, looks at the times that are free, and takes the first."""
    people = demo.client
    notice = await people.wait_for_message(JONAS, SHARED, PATIENCE, thread_ts=thread, contains="Requests before yours")
    await camera.message("alternatives", JONAS, SHARED, thread, has="I've passed this")
    await people.press(JONAS, notice, Action.WAY_SLOT)
    form = await people.wait_for_view(JONAS, within=PATIENCE)
    await camera.form("book-a-time", JONAS)
    options = next(block["element"]["options"] for block in form["blocks"] if block.get("block_id") == "when")
    filled = {"when": options[0]["value"], "where": "jonas@brightwater.example"}
    await people.submit(JONAS, form["id"], filled)
    await people.wait_for_message(JONAS, SHARED, PATIENCE, thread_ts=thread, contains="Reserved")
    await camera.message("booked", JONAS, SHARED, thread, has="Reserved")


async def end(demo: Demo, camera: Camera, thread: str, ts: str) -> None:
    """Dana resolves it, and Maya is asked how it was."""
    people = demo.client
    await people.press(DANA, await card(demo, "Our invoice export"), "handoff.resolve")
    await people.wait_for_message(MAYA, SHARED, PATIENCE, thread_ts=thread, contains="marked this as solved")
    await people.post(MAYA, SHARED, "that works, thank you!", thread)
    await people.wait_for_message(MAYA, SHARED, PATIENCE, thread_ts=thread, contains="How was")
    await camera.card("card-resolved", ts)
    await camera.message("csat", MAYA, SHARED, thread, has="How was")


async def play(demo: Demo, camera: Camera) -> None:
    """Three customers wait; one of them is looked after to the end."""
    people = demo.client
    thread, first = await ask(
        demo,
        MAYA,
        SHARED,
        "Our invoice export has been empty since this morning, error EXP-4012. We already tried another browser.",
        "that didn't work",
        "Can I talk to someone? We need the invoices for an audit.",
    )
    ts = first["ts"]
    _, second = await ask(demo, INES, NORDWIND, "Two drivers cannot log in on the tablet. Can I talk to a person?")
    waits, third = await ask(demo, JONAS, SHARED, "Could we get a second office on our plan? Can I talk to someone?")
    await camera.message("receipt", MAYA, SHARED, thread, has="This is what I passed on")
    await camera.card("card-waiting", ts)
    await book(demo, camera, waits)

    await people.press(DANA, first, "handoff.claim")
    await people.post(DANA, TEAM, "Hi Maya, I see it too. I'll send you the invoices by tomorrow 12:00.", ts)
    await people.wait_for_message(MAYA, SHARED, PATIENCE, thread_ts=thread, contains="by tomorrow")
    await camera.card("card-claimed", ts)
    await camera.message("opening-line", DANA, TEAM, ts, has="an opening line")
    await people.post(DANA, TEAM, "Which error do you see exactly?", ts)
    await people.wait_for_message(DANA, TEAM, PATIENCE, thread_ts=ts, contains="EXP-4012", author="Baton")
    await camera.message("told-already", DANA, TEAM, ts, has="Send anyway")
    await people.post(DANA, TEAM, "don't send", ts)
    await people.post(ELI, TEAM, "snooze until tomorrow 9:00", third["ts"])
    await camera.card("card-put-aside", third["ts"])
    await people.wait_for_message(DANA, TEAM, PATIENCE, contains="1 put aside")
    await camera.place("queue-overview", DANA, TEAM, has="Next")
    await camera.home("home-agent", DANA)
    await camera.home("home-customer", MAYA)
    await end(demo, camera, thread, ts)
    await people.press(DANA, second, "handoff.hand_back")
    await camera.card("card-handed-back", second["ts"])


async def main() -> None:
    """Into docs/images."""
    path = installed()
    if path is None:
        sys.exit("Chromium is not installed.")
    IMAGES.mkdir(exist_ok=True)
    async with stage(0, 1, with_model=False) as demo, launched(path) as browser:
        await play(demo, Camera(browser, demo))


if __name__ == "__main__":
    asyncio.run(main())

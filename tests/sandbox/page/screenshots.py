"""Takes the pictures of the documents: a handoff from both sides while an answer streams."""

import asyncio
import sys
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.async_api import Browser, ViewportSize

from bot.cli.demo import Demo, stage
from sandbox.client import Json
from sandbox.vendors.model.api import Model
from tests.sandbox.bots import DANA, MAYA, PRIYA, SHARED, TEAM
from tests.sandbox.page.chromium import installed, launched
from tests.sandbox.page.window import PHONE, Window, opened

IMAGES = Path(__file__).parents[3] / "docs" / "images"
WIDE = ViewportSize(width=1600, height=1120)
PATIENCE = 60.0
SECONDS_A_WORD = 0.5
"""So slow that the answer still streams when the last picture of it is taken."""

BRIEFING = (
    "Maya wants to rotate Brightwater's API key without downtime. The bot named the four steps. "
    "She asked for a person before saying whether they helped."
)

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


def model_of(demo: Demo) -> Model:
    """Who words the answers."""
    assert demo.sandbox.vendors is not None
    return demo.sandbox.vendors.vendor(Model)


async def hand_over(demo: Demo) -> tuple[str, str]:
    """Maya asks, wants a person, Dana helps and hands back: Maya's thread, and the card."""
    people = demo.client
    model_of(demo).script([{"contains": "Account:", "content": BRIEFING}])
    thread = await people.post(MAYA, SHARED, "How do I rotate our API key without downtime?")
    answer = await _sees(demo, MAYA, SHARED, thread, contains="key", author="Baton")
    await people.press(MAYA, answer, "handoff.request")
    card = (await people.wait_for_messages(DANA, TEAM, PATIENCE, contains="needs a person"))[-1]
    await people.press(DANA, card, "handoff.claim")
    await _sees(demo, MAYA, SHARED, thread, contains="has read along")
    await people.post(DANA, TEAM, "Hi Maya, your CRM sync uses the old key. I have given it 72 more hours.", card["ts"])
    await people.post(DANA, TEAM, "note: they are on the Team plan, renewal in March", card["ts"])
    await _sees(demo, MAYA, SHARED, thread, contains="72 more hours")
    await people.post(MAYA, SHARED, "Perfect, that is all the time we need. Thank you!", thread)
    await _sees(demo, DANA, TEAM, card["ts"], contains="all the time we need")
    await people.press(DANA, card, "handoff.hand_back")
    await people.wait_for_quiet(1.0, within=PATIENCE)
    return thread, str(card["ts"])


async def begin_answer(demo: Demo, thread: str) -> None:
    """Maya asks once more, and the answer is half there."""
    model_of(demo).pace = SECONDS_A_WORD
    await demo.client.post(MAYA, SHARED, "One more: how do I add a technician?", thread)
    await _sees(demo, MAYA, SHARED, thread, contains="in one go", streaming=True, author="Baton")


async def is_streaming(demo: Demo, thread: str) -> bool:
    """Whether the answer is still being written."""
    return bool((await demo.client.messages(MAYA, SHARED, thread))[-1]["streaming"])


async def _sees(demo: Demo, who: str, channel: str, thread: str, **wanted: object) -> Json:
    return await demo.client.wait_for_message(who, channel, PATIENCE, thread_ts=thread, **wanted)


@dataclass(frozen=True, slots=True)
class View:
    """What a picture shows: where one looks, how, and the name of its file."""

    name: str
    scheme: Scheme
    query: str
    is_wide: bool = False

    def window(self, browser: Browser, demo: Demo) -> AbstractAsyncContextManager[Window]:
        """A window that looks there."""
        size, scale = (WIDE, 1.0) if self.is_wide else (PHONE, 1.5)
        return opened(browser, demo.sandbox, size=size, scheme=self.scheme, query=self.query, scale=scale)


async def shoot(view: View, window: Window) -> None:
    """One picture."""
    await window.page.locator(".message:visible").first.wait_for()
    await window.probe("settled")
    await window.page.screenshot(path=IMAGES / f"{view.name}.png")


def views_of_both(both: str) -> list[View]:
    """The handoff from both sides, as everybody may have it before them."""
    return [
        view
        for scheme in SCHEMES
        for view in (
            View(f"both-sides-{scheme}", scheme, both, is_wide=True),
            View(f"customer-{scheme}", scheme, both),
            View(f"agent-{scheme}", scheme, f"{both}&tab=right"),
        )
    ]


async def shoot_streaming(browser: Browser, demo: Demo, thread: str, views: Sequence[View]) -> None:
    """The windows are open before the answer begins, so that all pictures are of the same moment."""
    async with AsyncExitStack() as stack:
        windows = [await stack.enter_async_context(view.window(browser, demo)) for view in views]
        await begin_answer(demo, thread)
        for view, window in zip(views, windows, strict=True):
            await shoot(view, window)
        assert await is_streaming(demo, thread), "the answer was finished before the last picture was taken"


async def main() -> None:
    """Into docs/images."""
    path = installed()
    if path is None:
        sys.exit("Chromium is not installed.")
    IMAGES.mkdir(exist_ok=True)
    async with stage(0, 1, with_model=True) as demo, launched(path) as browser:
        thread, card = await hand_over(demo)
        both = f"left={MAYA}:{SHARED}&lthread={thread}&right={DANA}:{TEAM}&rthread={card}"
        await shoot_streaming(browser, demo, thread, views_of_both(both))
        await _sees(demo, MAYA, SHARED, thread, contains="Invite teammates", author="Baton")
        await demo.client.command(PRIYA, SHARED, "/support", "status")
        admin = f"right={PRIYA}:{SHARED}&tab=right"
        quiet = [View(f"admin-{scheme}", scheme, admin) for scheme in SCHEMES]
        for view in [*quiet, View("inspector", "dark", f"{both}&inspector=1", is_wide=True)]:
            async with view.window(browser, demo) as window:
                await shoot(view, window)


if __name__ == "__main__":
    asyncio.run(main())

"""The page in a browser's window, in the words of whoever sits in front of it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Literal, cast

from playwright.async_api import Browser, ConsoleMessage, Locator, Page, ViewportSize, expect

from sandbox.server import Sandbox

Side = Literal["left", "right"]
LEFT: Side = "left"
RIGHT: Side = "right"
DESK = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=390, height=844)

PATIENCE = 5_000
"""Milliseconds that anything may take to appear."""

_PROBES = Path(__file__).parent / "probes"
_REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) => console.error(`CSP: ${event.violatedDirective}`));
"""


class Window:
    """One window. Whatever the browser complains about meanwhile is kept, except that Slack refused something."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("console", self._hear)
        page.on("pageerror", self._fail)
        page.on("dialog", self._fail)

    def _hear(self, message: ConsoleMessage) -> None:
        is_refusal = "/control/" in message.location["url"] and "status of 4" in message.text
        if message.type in ("error", "warning") and not is_refusal:
            self.complaints.append(message.text)

    def _fail(self, what: object) -> None:
        self.complaints.append(str(what))

    def side(self, side: Side) -> Locator:
        """Somebody's Slack."""
        return self.page.locator(f"#pane-{side}")

    def messages(self, side: Side) -> Locator:
        """The messages of the channel, or those of the thread if one is open."""
        return self.side(side).locator(".message:visible")

    def message(self, side: Side, text: str) -> Locator:
        """The message in which this stands."""
        return self.messages(side).filter(has_text=text)

    def box(self, side: Side, label: str = "Message") -> Locator:
        """Where one writes: `Message` in the channel, `Reply` in the thread."""
        return self.side(side).get_by_role("textbox", name=label, exact=True)

    async def write(self, side: Side, text: str, label: str = "Message") -> None:
        """Type and send."""
        await self.box(side, label).fill(text)
        await self.box(side, label).press("Enter")

    async def be(self, side: Side, name: str) -> None:
        """Become somebody else."""
        await self.side(side).locator(".person-button").click()
        await self.page.get_by_role("menuitemradio", name=name).click()

    async def go(self, side: Side, channel: str) -> None:
        """Look into another channel, or at App Home."""
        await self.side(side).locator(".nav-item").filter(has_text=channel).click()

    async def sees(self, side: Side, text: str) -> Locator:
        """Wait until a message says this; the newest, if several do."""
        found = self.message(side, text).last
        await expect(found).to_be_visible(timeout=PATIENCE)
        return found

    async def press(self, side: Side, name: str) -> None:
        """Press a button, the newest of that name."""
        await self.side(side).get_by_role("button", name=name, exact=True).last.click()

    async def probe(self, name: str) -> Any:
        """What a script of `probes/` finds in the page."""
        return await self.page.evaluate((_PROBES / f"{name}.js").read_text(encoding="utf-8"))

    async def focused(self) -> str:
        """What has the focus: its label, or its text."""
        words = await self.page.evaluate(
            "() => document.activeElement.getAttribute('aria-label') || document.activeElement.textContent.trim()"
        )
        return cast("str", words)

    async def overflow(self) -> int:
        """How many pixels wider than the window anything is."""
        wider = await self.page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")
        return cast("int", wider)


@asynccontextmanager
async def opened(
    browser: Browser,
    box: Sandbox,
    *,
    size: ViewportSize = DESK,
    scheme: Literal["light", "dark"] = "light",
    query: str = "",
    guide: bool = False,
    scale: float = 1,
) -> AsyncIterator[Window]:
    """A window at the sandbox's page; it remembers nothing of windows before. The guide is put away unless wanted."""
    is_phone = size["width"] < 700
    context = await browser.new_context(
        viewport=size, color_scheme=scheme, has_touch=is_phone, is_mobile=is_phone, device_scale_factor=scale
    )
    await context.add_init_script(_REPORT_VIOLATIONS)
    if not guide:
        await context.add_init_script("""localStorage.setItem("sandbox-guide", '{"at":0,"done":[],"closed":true}')""")
    try:
        window = Window(await context.new_page())
        await window.page.goto(f"{box.url}/?{query}#token={box.control_token}")
        await expect(window.page.locator(".pane").first).to_be_attached(timeout=PATIENCE)
        yield window
    finally:
        await context.close()


__all__ = ["DESK", "LEFT", "PATIENCE", "PHONE", "RIGHT", "Side", "Window", "expect", "opened"]

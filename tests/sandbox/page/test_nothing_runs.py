"""Whatever people, apps and names say is text: nothing of it runs, loads or leads to where it should not."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from playwright.async_api import Browser
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.client import SandboxClient
from sandbox.server import start
from sandbox.world_file import load_world
from tests.sandbox.bots import MAYA, SHARED, Json, actions, plain
from tests.sandbox.page.conftest import Open
from tests.sandbox.page.window import LEFT, Window, expect, opened

pytestmark = pytest.mark.asyncio(loop_scope="session")

TRICKS = [
    "<script>window.ran = 1</script>",
    "<img src=x onerror='window.ran = 1'>",
    "<svg/onload=window.ran=1>",
    "\"><iframe srcdoc='<script>parent.ran=1</script>'>",
    "<javascript:window.ran=1|press me>",
    "<JaVaScRiPt:window.ran=1|press me>",
    "< javascript:window.ran=1>",
    "[press me](javascript:window.ran=1)",
    "[press me](<java\tscript:window.ran=1>)",
    "[press me](data:text/html,<script>parent.ran=1</script>)",
    "![x](javascript:window.ran=1)",
    '<https://example.com/" onmouseover="window.ran=1|hover me>',
    "<https://example.com|<img src=x onerror=window.ran=1>>",
    "<@U0NOBODY|<b onclick=window.ran=1>x</b>>",
    "<!date^1^{date}<img src=x onerror=window.ran=1>|x>",
    "`<img src=x onerror=window.ran=1>` ```<script>window.ran=1</script>```",
    "&lt;script&gt;window.ran = 1&lt;/script&gt;",
    ":constructor: :__proto__: :toString:",
    "{{constructor.constructor('window.ran=1')()}}",
]
URLS = [
    "javascript:window.ran=1",
    " javascript:window.ran=1",
    "JAVASCRIPT:window.ran=1",
    "data:text/html,<script>1</script>",
    "vbscript:x",
    "//[bad",
    "http://",
]
ALL = "\n".join(TRICKS)

Speak = Callable[[AsyncWebClient, SandboxClient], Awaitable[object]]


def said_by_app(*blocks: Json, **more: object) -> Speak:
    return lambda slack, _: slack.chat_postMessage(channel=SHARED, text=ALL, blocks=list(blocks), **more)  # type: ignore[arg-type]


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def rich(*leaves: Json) -> Json:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(leaves)}]}


SAID: dict[str, Speak] = {
    "a person's text": lambda _, people: people.post(MAYA, SHARED, ALL),
    "an app's text": lambda slack, _: slack.chat_postMessage(channel=SHARED, text=ALL),
    "an author's name": lambda slack, _: slack.chat_postMessage(channel=SHARED, text="x", username=TRICKS[1]),
    "markdown": lambda slack, _: slack.chat_postMessage(channel=SHARED, markdown_text=ALL),
    "a section": said_by_app({"type": "section", "text": mrkdwn(ALL), "fields": [mrkdwn(one) for one in TRICKS[:10]]}),
    "plain text": said_by_app({"type": "section", "text": plain(ALL)}, {"type": "header", "text": plain(TRICKS[1])}),
    "a context": said_by_app({"type": "context", "elements": [mrkdwn(one) for one in TRICKS[:10]]}),
    "rich text": said_by_app(
        rich(
            *({"type": "text", "text": one, "style": {"constructor": True, "bold": True}} for one in TRICKS),
            *({"type": "link", "url": url, "text": "press me"} for url in URLS),
            {"type": "color", "value": "red;background:url(https://example.com/x)"},
        )
    ),
    "buttons": said_by_app(
        actions(
            *(
                {"type": "button", "action_id": f"a{i}", "text": plain(TRICKS[1]), "url": url}
                for i, url in enumerate(URLS)
            )
        )
    ),
    "pictures and videos": said_by_app(
        *({"type": "image", "image_url": url, "alt_text": TRICKS[1]} for url in URLS),
        *(
            {
                "type": "video",
                "title": plain(TRICKS[1]),
                "title_url": url,
                "alt_text": "x",
                "video_url": url,
                "thumbnail_url": url,
            }
            for url in URLS
        ),
    ),
    "cards and tables": said_by_app(
        {
            "type": "card",
            "title": mrkdwn(TRICKS[4]),
            "body": mrkdwn(TRICKS[1]),
            "hero_image": {"type": "image", "image_url": URLS[0], "alt_text": "x"},
        },
        {"type": "table", "rows": [[{"type": "raw_text", "text": one}] for one in TRICKS]},
        {
            "type": "task_card",
            "task_id": "1",
            "title": TRICKS[1],
            "status": "constructor",
            "sources": [{"type": "url", "url": url, "text": "x"} for url in URLS],
        },
        {"type": "alert", "level": "x onload", "text": mrkdwn(TRICKS[1])},
        {"type": "call", "call_id": "R1", "call": {"v1": {"name": TRICKS[1], "join_url": URLS[0]}}},
    ),
    "fields": said_by_app(
        {
            "type": "input",
            "label": plain(TRICKS[1]),
            "hint": plain(TRICKS[0]),
            "element": {
                "type": "static_select",
                "action_id": "pick",
                "placeholder": plain(TRICKS[1]),
                "options": [{"text": plain(TRICKS[1]), "value": TRICKS[0]}],
            },
        }
    ),
    "an unknown block": said_by_app({"type": "data_table", "html": ALL, TRICKS[1]: TRICKS[0]}),
    "attachments": said_by_app(
        attachments=[
            {
                "color": "red;} body{display:none",
                "title": TRICKS[1],
                "title_link": URLS[0],
                "text": ALL,
                "pretext": ALL,
                "footer": TRICKS[1],
            }
        ]
    ),
    "a file's name": lambda _, people: people.upload(MAYA, SHARED, TRICKS[1].replace("/", ""), "x"),
}


async def touch_everything(window: Window) -> None:
    """Hover over and press whatever came out of it, as a curious person would."""
    rows = window.messages(LEFT)
    await window.probe("touch_everything")
    assert await rows.count() > 0


async def left_behind(window: Window) -> list[str]:
    """What would be a hole: something that ran, an element that text made, or a link that leads elsewhere."""
    found = await window.probe("holes")
    return [str(one) for one in found]


async def test_nothing_runs_of_what_is_said(look: Open, slack: AsyncWebClient, people: SandboxClient) -> None:
    for speak in SAID.values():
        await speak(slack, people)
    window = await look(query="left=U0MAYA:C0BRIGHTW")
    await expect(window.messages(LEFT)).to_have_count(len(SAID))

    await touch_everything(window)
    await window.page.locator("#inspector-button").click()
    await window.page.locator(".log-row.calls summary").last.click()
    await window.page.locator(".log-json .json").wait_for()

    assert await left_behind(window) == []


async def test_nothing_runs_of_the_names_in_a_world(browser: Browser) -> None:
    world = load_world()
    teams = tuple(replace(one, name=TRICKS[1]) for one in world.teams)
    people = tuple(replace(one, real_name=TRICKS[2], display_name=TRICKS[0], title=TRICKS[1]) for one in world.people)
    rooms = tuple(replace(one, topic=TRICKS[1]) for one in world.rooms)
    box = await start(replace(world, teams=teams, people=people, rooms=rooms, app=replace(world.app, name=TRICKS[1])))
    try:
        async with opened(browser, box, guide=True) as window:
            async with SandboxClient(box.url, box.control_token) as client:
                await client.post(MAYA, SHARED, "hello <@U0DANA>")
            await window.sees(LEFT, "hello")
            await window.page.keyboard.press("Escape")
            await window.side(LEFT).locator(".person-button").click()
            await window.page.get_by_role("menu").wait_for()

            assert await left_behind(window) == []
            assert window.complaints == []
    finally:
        await box.stop()


async def test_the_policy_forbids_what_the_page_does_not_need(look: Open) -> None:
    window = await look()
    answer = await window.page.request.get(window.page.url)

    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "require-trusted-types-for 'script'" in policy

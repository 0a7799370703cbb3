"""An app from PyPI, which CI fetches."""

import os
import socket
import sys
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from tests.sandbox.bots import DANA, PRIYA, TEAM, Json, Serving
from tests.sandbox.third_party.apps import Launch, Slack, held

IN_CI = os.environ.get("CI") == "true"  # noqa: TID251
PACKAGE = held("slack_okta_bot")


@pytest.fixture
async def okta() -> AsyncIterator[str]:
    """What slack-okta-bot asks of Okta."""
    sent: list[str] = []
    url = ""

    async def person(request: web.Request) -> web.Response:
        link = f"{url}/users/u1/lifecycle/reset_password"
        return web.json_response({"id": "u1", "_links": {"resetPassword": {"href": link}}})

    async def reset(request: web.Request) -> web.Response:
        sent.append(request.query["sendEmail"])
        return web.json_response({})

    application = web.Application()
    application.router.add_get("/users/{email}", person)
    application.router.add_post("/users/u1/lifecycle/reset_password", reset)
    async with Serving(application) as address:
        url = address
        yield address
    assert sent == ["true"], "Okta was not asked to send its e-mail"


@pytest.mark.skipif(
    not (IN_CI or PACKAGE.exists()), reason="no slack_okta_bot in the folder that BATON_THIRD_PARTY names (.ci/run)"
)
async def test_the_okta_bot_works_over_http(slack: Slack, launch: Launch, okta: str) -> None:
    """slack-okta-bot from PyPI: signed HTTP, a command answered with blocks, a button in an ephemeral, App Home."""
    people = slack.people
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    words = (sys.executable, "-c", "from slack_okta_bot import run_local; run_local()")
    await launch(*words, PYTHONPATH=str(PACKAGE.parent), PORT=str(port), OKTA_API_URL=okta, OKTA_TOKEN="t")
    await people.use_http(f"http://127.0.0.1:{port}/slack/events")

    await people.command(DANA, TEAM, "/reset-password")
    form = await people.wait_for_message(DANA, TEAM, contains="Confirm that you want to reset password")
    await people.press(DANA, form, "confirm_password_reset")
    said = await people.wait_for_message(DANA, TEAM, contains="Password email has been sent to dana@larkspur.example")
    assert form["is_ephemeral"]
    assert said["is_ephemeral"]

    await people.home(PRIYA)
    home: Json = await people.wait_for_home(PRIYA, contains="/reset-mfa")
    assert home["callback_id"] == "home_view"

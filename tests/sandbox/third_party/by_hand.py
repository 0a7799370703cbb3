"""Apps that CI cannot fetch: run when somebody has laid them into the folder that `BATON_THIRD_PARTY` names."""

import sys

import pytest

from tests.sandbox.bots import DANA, ELI, PRIYA, TEAM
from tests.sandbox.third_party.apps import Launch, Slack, held

pytestmark = pytest.mark.timeout(120)  # three processes, of which one may read a language model of its own


@pytest.mark.parametrize(
    ("program", "path", "home"),
    [
        pytest.param(sys.executable, "echo-bot-py/index.py", "Echo Bot (Python) Home", id="Python"),
        pytest.param("node", "echo-bot/index.js", "Echo Bot Home", id="JavaScript"),
    ],
)
async def test_an_echo_bot_with_buttons_a_modal_a_command_and_a_home_works(
    slack: Slack, launch: Launch, program: str, path: str, home: str
) -> None:
    """parvalabs/local-slack, examples/echo-bot-py and examples/echo-bot (MIT), over Socket Mode."""
    people = slack.people
    await launch(program, str(held(path)))

    await people.post(DANA, TEAM, "hello")
    await people.wait_for_message(DANA, TEAM, contains="You said: hello")
    ts = await people.post(DANA, TEAM, "in a thread")
    await people.post(DANA, TEAM, "deeper", thread_ts=ts)
    await people.wait_for_message(DANA, TEAM, thread_ts=ts, contains="(in thread) you said: deeper")

    await people.post(DANA, TEAM, "button")
    card = await people.wait_for_message(DANA, TEAM, contains="Here is a *button*")
    await people.press(DANA, card, "do_click")
    await people.wait_for_message(DANA, TEAM, contains=f"<@{DANA}> clicked the button")

    await people.press(DANA, card, "open_modal")
    view = await people.wait_for_view(DANA, "sample_modal")
    refused = await people.submit(DANA, view["id"], {"name_block": " "})
    answer = await people.submit(DANA, view["id"], {"name_block": "Dana"})
    await people.wait_for_message(DANA, TEAM, contains=f"<@{DANA}> submitted the modal: *Dana*")
    assert refused["errors"] == {"name_block": "Please enter a name"}
    assert answer["response_action"] is None

    await people.command(ELI, TEAM, "/echo", "to me")
    said = await people.wait_for_message(ELI, TEAM, contains="Echo: to me")
    assert said["is_ephemeral"]

    await people.home(PRIYA)
    await people.wait_for_home(PRIYA, contains=home)


async def test_the_socket_mode_example_of_bolt_works(slack: Slack, launch: Launch) -> None:
    """slackapi/bolt-python, examples/socket_mode.py (MIT): a lazy listener, an external select."""
    people = slack.people
    await launch(sys.executable, str(held("bolt-python-examples/socket_mode.py")))

    await people.command(DANA, TEAM, "/hello-socket-mode")
    said = await people.wait_for_message(DANA, TEAM, contains=f"Hi <@{DANA}>!")
    assert said["is_ephemeral"]

    await people.post(DANA, TEAM, "@Baton hello")
    await people.wait_for_message(DANA, TEAM, contains=f"Hi there, <@{DANA}>!")

    await people.shortcut(DANA, "socket-mode")
    view = await people.wait_for_view(DANA, "socket_modal_submission")
    offered = await people.suggest(DANA, "favorite-animal", "bear", view_id=view["id"])
    answer = await people.submit(DANA, view["id"], {"q1": "Anything", "q2": offered[0]["value"]})

    assert [option["value"] for option in offered] == ["bear"]
    assert answer["response_action"] is None


async def test_the_time_localization_bot_works(slack: Slack, launch: Launch) -> None:
    """slack-time-localization-bot from PyPI (MIT): says a time in everybody's zone, ephemerally, with a button."""
    people = slack.people
    package = held("slack_time_localization_bot")
    # Its own command line does not start with today's typer and click.
    code = (
        "from os import environ; from slack_time_localization_bot.app import run;"
        "run(environ['SLACK_BOT_TOKEN'], environ['SLACK_APP_TOKEN'])"
    )
    await launch(sys.executable, "-c", code, PYTHONPATH=str(package.parent))

    await people.post(DANA, TEAM, "Let us meet tomorrow at 5 pm")
    note = await people.wait_for_message(ELI, TEAM, within=30, contains="Europe/London", author="Baton")
    await people.press(ELI, note, "dismiss")
    seen = [message["ts"] for message in await people.messages(DANA, TEAM)]

    assert note["is_ephemeral"]
    assert note["ts"] not in seen
    await people.wait_for_quiet()
    assert note["ts"] not in [message["ts"] for message in await people.messages(ELI, TEAM)]

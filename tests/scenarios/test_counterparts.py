"""Customers of every kind that Slack Connect has are answered, and none of them is taken for a colleague."""

from collections.abc import AsyncIterator

import pytest

from handlers.ids import Action
from sandbox.server import Sandbox, Timing, start
from sandbox.world import CONNECT
from tests.scenarios.conftest import ROOT
from tests.scenarios.knowledge import INVOICES
from tests.scenarios.story import HANDED_OFF, Story


@pytest.fixture
async def box() -> AsyncIterator[Sandbox]:
    sandbox = await start(CONNECT, manifest=ROOT / "manifest.yml", timing=Timing(clock_rate=20))
    yield sandbox
    await sandbox.stop()


KINDS = [
    pytest.param("U0HILDE", "C0HALLA", id="of a Grid organisation"),
    pytest.param("U0FRIDA", "C0FJORD", id="whose own team has installed the app, too"),
    pytest.param("U0PETRA", "C0PEBBLE", id="of a team that may only write"),
    pytest.param("U0GUS", "G0HARTMANN", id="a single-channel guest"),
]


@pytest.mark.parametrize(("who", "channel"), KINDS)
async def test_every_kind_of_customer_is_answered(untold: Story, who: str, channel: str) -> None:
    await untold.start_bot(baton_config=None)

    await untold.ask(who, f"@Baton {INVOICES}", channel)
    await untold.sees(who, "Export")
    assert await untold.refused() == []


@pytest.mark.parametrize(("who", "channel"), KINDS)
async def test_every_kind_of_customer_gets_a_person(untold: Story, who: str, channel: str) -> None:
    await untold.start_bot(baton_config=None)

    await untold.ask(who, "@Baton can I talk to someone?", channel)
    await untold.sees(who, HANDED_OFF)
    card = await untold.card()
    await untold.press("U0DANA", card, Action.HANDOFF_CLAIM)
    await untold.sees(who, "has read along")

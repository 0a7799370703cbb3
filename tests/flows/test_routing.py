from dataclasses import replace

import pytest

from bot.flows.route import replay
from bot.workspace import AccountConfig, ChannelConfig, RouteConfig, TeamConfig, Workspace
from escalation.model import ChannelId, Handoff, Priority
from storage import handoffs
from tests.flows.conftest import CHANNEL, DANA, DESK, MAYA, Town

NIGHT = ChannelId("C0NIGHT")
WORKSPACE = Workspace(
    teams=(
        TeamConfig(name="Support", channel=DESK),
        TeamConfig(name="Night shift", channel=NIGHT, hours=("Mon-Fri 18:00-06:00",)),
    ),
    channels=(ChannelConfig(id=CHANNEL, account="Acme", tier="enterprise"),),
    accounts=(AccountConfig(name="Acme", owner=DANA.id),),
    routes=(RouteConfig(team="Night shift", tiers=frozenset({"enterprise"}), only_open=True),),
    tiers={"enterprise": 1},
)


@pytest.fixture
def routed(town: Town) -> Town:
    town.deps = replace(town.deps, workspace=WORKSPACE, queues=WORKSPACE.queues)
    return town


async def handed_off(town: Town) -> Handoff:
    await town.says(MAYA, "Can I talk to someone?")
    await town.settle()
    async with town.deps.database.transaction() as tx:
        return (await handoffs.open_ones(tx))[-1]


async def test_a_handoff_waits_by_the_rules_and_tells_why(routed: Town) -> None:
    by_day = await handed_off(routed)
    routed.clock.forward(hours=10)
    by_night = await handed_off(routed)

    assert (by_day.queue.name, by_day.why_here) == (
        "Support",
        "the last resort; not route 1: Night shift is not there",
    )
    assert (by_night.queue.name, by_night.why_here) == ("Night shift", "route 1: tier enterprise")


async def test_who_knows_the_account_and_how_urgent_its_tier_is_come_along(routed: Town) -> None:
    handoff = await handed_off(routed)

    assert handoff.owner == DANA.id
    assert handoff.priority is Priority.HIGH


async def test_whoever_needs_people_again_this_week_is_more_urgent(town: Town) -> None:
    priorities = []
    for _ in range(3):
        priorities.append((await handed_off(town)).priority)
        town.clock.forward(hours=1)

    assert priorities == [Priority.NORMAL, Priority.NORMAL, Priority.HIGH]


async def test_other_rules_are_tried_on_the_past_without_changing_it(routed: Town) -> None:
    past = [await handed_off(routed)]
    routed.clock.forward(hours=1)
    past.append(await handed_off(routed))

    always = Workspace(**WORKSPACE.model_dump() | {"routes": [{"team": "Night shift", "max_waiting": 1}]})
    tried = [route.queue.name for _, route in replay(always, past)]
    same = [route.queue.name for _, route in replay(WORKSPACE, past)]

    assert tried == ["Night shift", "Night shift"]  # both really waited with Support
    assert same == ["Support", "Support"]

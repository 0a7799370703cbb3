from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.flows.claim import claim_handoff, release_handoff
from bot.ports import NoticeSaid
from bot.teams import TeamConfig
from bot.workspace import Workspace
from storage import handoffs
from tests.flows.conftest import DANA, DESK, MAYA, Town

OFFICE = TeamConfig(name="Support", channel=DESK, hours=("Mon-Fri 09:00-17:00",), timezone="Europe/London")
BACK = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture
def office(town: Town) -> Town:
    """Their team keeps office hours; it is nine o'clock on a Monday."""
    town.deps = replace(town.deps, workspace=Workspace(teams=(OFFICE,)))
    return town


def notices(town: Town) -> list[NoticeSaid]:
    return [posted.saying for posted in town.messenger.posted if isinstance(posted.saying, NoticeSaid)]


async def test_whoever_asks_in_hours_is_told_nothing_about_hours(office: Town) -> None:
    await office.says(MAYA, "Can I talk to someone?")
    await office.settle()

    (notice,) = notices(office)

    assert notice.moments == ()
    assert "Nobody is there" not in notice.text


async def test_whoever_asks_out_of_hours_is_told_when_they_are_back(office: Town) -> None:
    office.clock.forward(hours=9)

    await office.says(MAYA, "Can I talk to someone?")
    await office.settle()

    (notice,) = notices(office)
    assert [moment.at for moment in notice.moments] == [BACK]
    assert notice.text.endswith("Nobody is there just now; Support is back on Tue 24 Nov, 09:00 GMT.")


async def test_whoever_is_left_waiting_at_closing_time_is_told_too(office: Town) -> None:
    await office.says(MAYA, "Can I talk to someone?")
    await office.settle()
    async with office.deps.database.transaction() as tx:
        (handoff,) = await handoffs.open_ones(tx)
    await claim_handoff(office.deps, handoff.id, DANA)

    office.clock.forward(hours=9)
    await release_handoff(office.deps, handoff.id, DANA)
    await office.send()

    assert [moment.at for moment in notices(office)[-1].moments] == [BACK]

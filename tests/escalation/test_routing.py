import pytest

from escalation.model import ChannelId, Queue
from escalation.routing import choose_queue

BILLING = Queue(name="Billing", channel=ChannelId("C0BILLING"))
TECH = Queue(name="Tech", channel=ChannelId("C0TECH"))


@pytest.mark.parametrize(
    ("team", "queues", "expected"),
    [
        pytest.param("Tech", (BILLING, TECH), TECH, id="the team that looks after it"),
        pytest.param("", (BILLING, TECH), BILLING, id="no team named → the first"),
        pytest.param("Gone", (BILLING, TECH), BILLING, id="a team that is no more → the first"),
        pytest.param("tech", (BILLING, TECH), BILLING, id="names are taken literally"),
        pytest.param("Tech", (TECH,), TECH, id="the only team"),
    ],
)
def test_every_handoff_waits_with_a_team(team: str, queues: tuple[Queue, ...], expected: Queue) -> None:
    assert choose_queue(team, queues) == expected

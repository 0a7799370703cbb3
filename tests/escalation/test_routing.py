import pytest

from escalation.model import ChannelId, Queue
from escalation.routing import choose_queue

BILLING = Queue(name="Billing", channel=ChannelId("C0BILLING"))
TECH = Queue(name="Tech", channel=ChannelId("C0TECH"))
ACME = ChannelId("C0ACME")


@pytest.mark.parametrize(
    ("by_channel", "queues", "expected"),
    [
        pytest.param({ACME: "Tech"}, (BILLING, TECH), TECH, id="the team that serves the channel"),
        pytest.param({}, (BILLING, TECH), BILLING, id="no team named → the first"),
        pytest.param({ChannelId("C0OTHER"): "Tech"}, (BILLING, TECH), BILLING, id="another channel's team → the first"),
        pytest.param({ACME: "Gone"}, (BILLING, TECH), BILLING, id="a team that is no more → the first"),
        pytest.param({ACME: "tech"}, (BILLING, TECH), BILLING, id="names are taken literally"),
        pytest.param({ACME: "Tech"}, (TECH,), TECH, id="the only team"),
    ],
)
def test_every_handoff_waits_with_a_team(
    by_channel: dict[ChannelId, str], queues: tuple[Queue, ...], expected: Queue
) -> None:
    assert choose_queue(ACME, by_channel, queues) == expected

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from bot.ports import AgentHome, AskedOfYou, CustomerHome, Home, Moment, Request
from escalation.desk import QueueView
from escalation.model import ConversationId, HandoffId, PersonId, Promise, PromiseId
from handlers.cards.home import home_view
from handlers.ids import Action
from tests.cards.test_cards import ENTRY, HERS, NOON, QUEUE

PROMISE = Promise(
    id=PromiseId("P1"),
    source="C1:1.1",
    handoff=HandoffId("H2"),
    conversation=ConversationId("X"),
    owner=PersonId("U0DANA"),
    team="Support",
    what="I'll send <it> by Friday",
    due_at=NOON + timedelta(days=2),
    made_at=NOON,
)
CLOSED = QueueView(team="Billing", back_at=NOON + timedelta(hours=20))
HOMES: dict[str, Home] = {
    "agent": AgentHome(yours=(HERS,), promises=(PROMISE,), queues=(QUEUE, CLOSED)),
    "agent who is asked": AgentHome(
        asked=(
            AskedOfYou(question="Is the <b> limit old?", by=PersonId("U0DANA"), link="https://slack.example/p1"),
            AskedOfYou(question="<!here> no link", by=PersonId("U0DANA")),
        )
    ),
    "agent with nothing": AgentHome(queues=(CLOSED,)),
    "customer": CustomerHome(
        title="Your open requests",
        text="",
        requests=(
            Request(
                ask="The <!here> export",
                text="Waiting with Support. An answer usually comes by Fri 14:00.",
                moments=(Moment(at=NOON, words="Fri 14:00"),),
                link="https://slack.example/p1",
            ),
            Request(ask="No <link>", text="Dana has it."),
        ),
    ),
    "customer with nothing": CustomerHome(title="Your open requests", text="You have no open request."),
}


@pytest.mark.parametrize("name", HOMES)
def test_a_home(name: str, snapshot: SnapshotAssertion) -> None:
    assert home_view(HOMES[name]) == snapshot(extension_class=JSONSnapshotExtension)


def buttons(view: dict[str, Any]) -> list[str]:
    return [block["accessory"]["action_id"] for block in view["blocks"] if "accessory" in block]


def test_a_home_has_a_hundred_blocks_at_most_and_says_when_there_is_more() -> None:
    queues = tuple(replace(QUEUE, team=f"Team {number}", waiting=(ENTRY,) * 30) for number in range(12))

    view = home_view(AgentHome(yours=(HERS,) * 40, queues=queues))

    assert len(view["blocks"]) == 100
    assert "more than fits" in str(view["blocks"][-1])


def test_what_waits_can_be_claimed_at_home_and_customers_can_press_nothing() -> None:
    assert buttons(home_view(HOMES["agent"])) == [Action.HANDOFF_CLAIM, Action.HANDOFF_CLAIM]
    assert buttons(home_view(HOMES["customer"])) == []

from dataclasses import replace
from datetime import UTC, datetime
from itertools import product

import pytest

from escalation.lifecycle import MOVES, Move, is_held_by_other, may
from escalation.model import (
    Briefing,
    ChannelId,
    Handoff,
    HandoffStatus,
    PersonId,
    Priority,
    Queue,
    Ts,
    conversation_id,
    handoff_id,
    turn_id,
)

DANA, ELI = PersonId("U0DANA"), PersonId("U0ELI")
CONVERSATION = conversation_id(ChannelId("C1"), Ts("1.1"))
WAITING = Handoff(
    id=handoff_id(CONVERSATION, 1),
    conversation=CONVERSATION,
    customer_name="Maya",
    account="",
    customer_link="",
    queue=Queue(name="Support", channel=ChannelId("C2")),
    priority=Priority.NORMAL,
    reasons=(),
    briefing=Briefing(ask="", summary=""),
    opened_at=datetime(2026, 11, 23, tzinfo=UTC),
)
LEGAL = {
    (HandoffStatus.WAITING, Move.CLAIM),
    (HandoffStatus.WAITING, Move.HAND_BACK),
    (HandoffStatus.WAITING, Move.RESOLVE),
    (HandoffStatus.CLAIMED, Move.RELEASE),
    (HandoffStatus.CLAIMED, Move.HAND_BACK),
    (HandoffStatus.CLAIMED, Move.RESOLVE),
    (HandoffStatus.WAITING, Move.MERGE),
    (HandoffStatus.CLAIMED, Move.MERGE),
    (HandoffStatus.WAITING, Move.PASS),
    (HandoffStatus.CLAIMED, Move.PASS),
    (HandoffStatus.WAITING, Move.ASSIGN),
    (HandoffStatus.WAITING, Move.SNOOZE),
    (HandoffStatus.CLAIMED, Move.SNOOZE),
    (HandoffStatus.CLAIMED, Move.ASSIGN),
    (HandoffStatus.RESOLVED, Move.REOPEN),
    (HandoffStatus.HANDED_BACK, Move.REOPEN),
    (HandoffStatus.MERGED, Move.REOPEN),
}


@pytest.mark.parametrize(
    ("status", "move", "is_legal"),
    [
        pytest.param(status, move, (status, move) in LEGAL, id=f"{status} → {move}: {(status, move) in LEGAL}")
        for status, move in product(HandoffStatus, Move)
    ],
)
def test_every_move_is_legal_or_not(status: HandoffStatus, move: Move, is_legal: bool) -> None:
    handoff = replace(WAITING, status=status)

    assert may(move, handoff) is is_legal


def test_every_status_has_a_way_on() -> None:
    assert set(MOVES) == set(HandoffStatus)
    assert all(MOVES.values())


@pytest.mark.parametrize(
    ("status", "is_open"),
    [
        pytest.param(HandoffStatus.WAITING, True, id="waiting"),
        pytest.param(HandoffStatus.CLAIMED, True, id="claimed"),
        pytest.param(HandoffStatus.RESOLVED, False, id="resolved"),
        pytest.param(HandoffStatus.HANDED_BACK, False, id="handed back"),
    ],
)
def test_a_handoff_is_open_while_a_person_is_expected_to_act(status: HandoffStatus, is_open: bool) -> None:
    assert status.is_open is is_open


@pytest.mark.parametrize(
    ("status", "claimed_by", "is_held"),
    [
        pytest.param(HandoffStatus.WAITING, None, False, id="nobody has it"),
        pytest.param(HandoffStatus.CLAIMED, DANA, False, id="Dana has it herself"),
        pytest.param(HandoffStatus.CLAIMED, ELI, True, id="Eli has it"),
        pytest.param(HandoffStatus.RESOLVED, ELI, False, id="Eli had it"),
        pytest.param(HandoffStatus.HANDED_BACK, ELI, False, id="Eli gave it back to the bot"),
    ],
)
def test_only_a_claimed_handoff_is_held_by_somebody_else(
    status: HandoffStatus, claimed_by: PersonId | None, is_held: bool
) -> None:
    handoff = replace(WAITING, status=status, claimed_by=claimed_by)

    assert is_held_by_other(handoff, DANA) is is_held


def test_ids_name_the_same_thing_again_and_other_things_otherwise() -> None:
    assert conversation_id(ChannelId("C1"), Ts("1.1")) == "C1:1.1"
    assert turn_id(ChannelId("C1"), Ts("1.2")) == "C1:1.2"
    assert handoff_id(CONVERSATION, 1) == WAITING.id
    assert handoff_id(CONVERSATION, 2) != WAITING.id


def test_a_handoffs_id_tells_nothing_of_the_channel() -> None:
    assert WAITING.id.startswith("H")
    assert "C1" not in WAITING.id

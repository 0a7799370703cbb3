from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalation.model import (
    Briefing,
    ChannelId,
    ConversationId,
    Handoff,
    HandoffId,
    Priority,
    Queue,
    ServiceClock,
)
from escalation.priority import COMES_AGAIN, LONGEST, in_order, turn, urgency

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)


def handoff(minute: float, priority: Priority = Priority.NORMAL, due: float | None = None, name: str = "") -> Handoff:
    at = NINE + timedelta(minutes=minute)
    clock = ServiceClock(
        asked_at=at, queued_at=at, waiting_since=at, due_at=at + timedelta(minutes=due) if due is not None else None
    )
    return Handoff(
        id=HandoffId(name or f"H{minute}"),
        conversation=ConversationId("C0SHARED:1.0"),
        customer_name="",
        account="",
        customer_link="",
        queue=Queue(name="", channel=ChannelId("")),
        priority=priority,
        reasons=(),
        briefing=Briefing(ask="", summary=""),
        clock=clock,
        opened_at=at,
    )


@pytest.mark.parametrize(
    ("found", "steps", "contacts", "expected"),
    [
        (Priority.NORMAL, 0, 0, Priority.NORMAL),
        (Priority.NORMAL, 1, 0, Priority.HIGH),
        (Priority.NORMAL, -1, 0, Priority.LOW),
        (Priority.NORMAL, 0, COMES_AGAIN - 1, Priority.NORMAL),
        (Priority.NORMAL, 0, COMES_AGAIN, Priority.HIGH),
        (Priority.HIGH, 1, COMES_AGAIN, Priority.URGENT),
        (Priority.LOW, -3, 0, Priority.LOW),
    ],
)
def test_a_tier_and_coming_again_make_it_more_urgent(
    found: Priority, steps: int, contacts: int, expected: Priority
) -> None:
    assert urgency(found, steps, contacts) is expected


@pytest.mark.parametrize(
    "expected",
    [
        pytest.param((handoff(0), handoff(1)), id="who waits longer"),
        pytest.param((handoff(60, Priority.URGENT), handoff(0)), id="who is more urgent"),
        pytest.param((handoff(0), handoff(121, Priority.URGENT)), id="but not for ever"),
        pytest.param((handoff(60, due=15), handoff(0)), id="whose time runs out"),
        pytest.param((handoff(0, name="Ha"), handoff(0, name="Hb")), id="always the same, where nothing decides"),
    ],
)
def test_whose_turn_is_next_comes_first(expected: tuple[Handoff, Handoff]) -> None:
    assert in_order(reversed(expected)) == expected


def test_without_a_clock_its_turn_is_counted_from_its_opening() -> None:
    one = handoff(0)

    assert turn(Handoff(**{name: getattr(one, name) for name in one.__slots__} | {"clock": None})) == turn(one)


waiting = st.builds(
    handoff, st.integers(0, 3000), st.sampled_from(Priority), st.none() | st.integers(0, 600), name=st.uuids().map(str)
)


@given(first=waiting, later=st.lists(waiting, max_size=30))
def test_nobody_is_overtaken_by_whoever_comes_long_enough_later(first: Handoff, later: list[Handoff]) -> None:
    ahead = in_order([first, *later])
    ahead = ahead[: ahead.index(first)]

    assert all(one.opened_at <= first.opened_at + LONGEST for one in ahead)


@given(arrivals=st.lists(waiting, min_size=1, max_size=40))
def test_under_any_rush_everybody_is_served_after_those_who_came_in_time(arrivals: list[Handoff]) -> None:
    """One is served every minute; whoever is urgent may come at any time."""
    queue: list[Handoff] = []
    coming = sorted(arrivals, key=lambda one: one.opened_at)
    served: list[Handoff] = []
    now = NINE
    while queue or coming:
        now = now + timedelta(minutes=1) if queue else max(now, coming[0].opened_at)
        queue += [one for one in coming if one.opened_at <= now]
        coming = [one for one in coming if one not in queue]
        first, *rest = in_order(queue)
        queue = rest
        served.append(first)

    for place, one in enumerate(served):
        in_time = [other for other in arrivals if other.opened_at <= one.opened_at + LONGEST]
        assert place < len(in_time)

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from bot.bench.waits import waits
from escalation.hours import ALWAYS, Hours, parse
from escalation.model import (
    Briefing,
    ChannelId,
    ConversationId,
    Handoff,
    HandoffId,
    HandoffStatus,
    Priority,
    Queue,
    ServiceClock,
)
from escalation.waits import ENOUGH, Past, Sample, Wait, estimate, expected, kept, rounded

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
OFFICE = Hours(week=parse("Mon-Fri 09:00-17:00"))


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def samples(*waited: float, ahead: int = 0) -> list[Sample]:
    return [Sample(ahead=ahead, waited=minutes(one)) for one in waited]


TENS = [float(minute) for minute in range(10, 410, 10)]
"""Forty waits: 10, 20 … 400 minutes."""


def test_half_and_nine_of_ten_had_their_answer_within_it() -> None:
    assert estimate(samples(*TENS), ahead=0) == Wait(
        usual=minutes(210), most=minutes(420)
    )  # the 21st and the 37th, as said


@pytest.mark.parametrize("count", [0, 1, ENOUGH - 1])
def test_nothing_is_said_with_too_few_cases(count: int) -> None:
    assert estimate(samples(*[10.0] * count), ahead=0) is None


def test_those_who_waited_behind_as_many_tell_more() -> None:
    quick, slow = samples(*[10.0] * 90, ahead=0), samples(*[120.0] * 90, ahead=6)

    assert estimate([*quick, *slow], ahead=0) == Wait(usual=minutes(10), most=minutes(10))
    assert estimate([*quick, *slow], ahead=6) == Wait(usual=minutes(120), most=minutes(120))


def test_what_was_long_ago_tells_nothing() -> None:
    before, lately = samples(*[240.0] * 300), samples(*[10.0] * 300)

    assert estimate([*before, *lately], ahead=0) == Wait(usual=minutes(10), most=minutes(10))


def test_who_still_waits_has_waited_at_least_so_long() -> None:
    answered = samples(*[10.0] * 30)
    waiting = [Sample(ahead=0, waited=minutes(90), is_over=False)] * 10

    assert estimate(answered, ahead=0) == Wait(usual=minutes(10), most=minutes(10))
    assert estimate([*answered, *waiting], ahead=0) is None  # a quarter waits: nobody knows when nine of ten are done


@pytest.mark.parametrize(
    ("wait", "said"), [(0.2, 5), (5, 5), (5.1, 10), (59, 60), (61, 75), (181, 195), (241, 300), (1000, 1020)]
)
def test_a_wait_is_said_as_people_do_and_never_too_short(wait: float, said: float) -> None:
    assert rounded(minutes(wait)) == minutes(said)


def test_only_the_teams_hours_count_and_only_what_is_known_by_now() -> None:
    evening = NINE.replace(hour=16, minute=30)
    past = [
        Past(opened_at=evening - timedelta(days=7 * week), answered_at=evening + timedelta(hours=17 - 168 * week))
        for week in range(1, ENOUGH + 21)
    ]
    future = [Past(opened_at=evening + minutes(1), answered_at=evening + minutes(2))] * 100

    found = expected([*past, *future], OFFICE, evening)

    assert found is not None
    assert found.most_by == NINE + timedelta(days=1, minutes=30)  # an hour of work: half of it today


def test_who_left_without_an_answer_waits_no_more_and_had_none() -> None:
    past = [Past(opened_at=NINE - minutes(60 + n), answered_at=NINE - minutes(50 + n)) for n in range(40)]
    left = replace(past[0], answered_at=None, ended_at=NINE - minutes(55))

    assert not left.waits_at(NINE)
    assert expected([left] * 40, ALWAYS, NINE) is None
    assert expected([*past, left], ALWAYS, NINE) is not None


@pytest.mark.parametrize(
    ("most_by", "answered_at", "status", "expected"),
    [
        pytest.param(30, 20, HandoffStatus.RESOLVED, (1, 1), id="answered in time"),
        pytest.param(30, 40, HandoffStatus.CLAIMED, (1, 0), id="answered too late"),
        pytest.param(30, None, HandoffStatus.WAITING, (1, 0), id="still waiting, too late by now"),
        pytest.param(90, None, HandoffStatus.WAITING, (0, 0), id="nobody knows yet"),
        pytest.param(30, None, HandoffStatus.HANDED_BACK, (0, 0), id="left without an answer"),
        pytest.param(None, 20, HandoffStatus.RESOLVED, (0, 0), id="was told nothing"),
    ],
)
def test_what_held_of_the_waits_that_were_told_is_counted(
    most_by: float | None, answered_at: float | None, status: HandoffStatus, expected: tuple[int, int]
) -> None:
    clock = ServiceClock(
        asked_at=NINE,
        queued_at=NINE,
        waiting_since=None,
        answered_at=None if answered_at is None else NINE + minutes(answered_at),
        most_by=None if most_by is None else NINE + minutes(most_by),
    )
    handoff = Handoff(
        id=HandoffId("H1"),
        conversation=ConversationId("C0SHARED:1.0"),
        customer_name="",
        account="",
        customer_link="",
        queue=Queue(name="", channel=ChannelId("")),
        priority=Priority.NORMAL,
        reasons=(),
        briefing=Briefing(ask="", summary=""),
        status=status,
        clock=clock,
        opened_at=NINE,
    )

    assert kept([handoff], NINE + minutes(60)) == expected
    assert kept([replace(handoff, clock=None)], NINE + minutes(60)) == (0, 0)


def test_nine_of_ten_hold_over_two_simulated_months() -> None:
    figures = waits(seed=1, days=60)

    assert 0.85 <= figures["p90_held"] <= 0.95
    assert 0.45 <= figures["p50_held"] <= 0.6


def test_it_holds_however_many_wait() -> None:
    chance = Random(7)
    known = [Sample(ahead=n % 8, waited=minutes((n % 8 + 1) * chance.lognormvariate(2.5, 0.6))) for n in range(300)]

    for ahead in (0, 3, 7):
        wait = estimate(known, ahead)
        assert wait is not None
        new = [minutes((ahead + 1) * chance.lognormvariate(2.5, 0.6)) for _ in range(500)]
        assert 0.83 <= sum(one <= wait.most for one in new) / 500 <= 0.99

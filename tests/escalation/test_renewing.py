import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from escalation.hours import ALWAYS, Hours, parse
from escalation.model import (
    Briefing,
    ChannelId,
    ConversationId,
    Handoff,
    HandoffId,
    HandoffStatus,
    Outlook,
    PersonId,
    Priority,
    Queue,
    ServiceClock,
    Snooze,
)
from escalation.renewing import ALOUD_AT_MOST, Renewal, ahead_of, reading, renewal, told_anew
from escalation.waits import Expected, Past, still_expected
from tests.escalation.test_waits import NINE, OFFICE, minutes

SUPPORT = Queue(name="Support", channel=ChannelId("C0DESK"))
TOLD = Outlook(ahead=2, usual_by=NINE + minutes(30), most_by=NINE + minutes(90), at=NINE, told_at=NINE)
UNKNOWN = replace(TOLD, usual_by=None, most_by=None)
LATER = Expected(usual_by=NINE + minutes(60), most_by=NINE + minutes(240))


def clock(told: Outlook | None) -> ServiceClock:
    return ServiceClock(asked_at=NINE, queued_at=NINE, waiting_since=NINE, outlook=told)


@pytest.mark.parametrize(
    ("told", "fresh", "after", "reads"),
    [
        (TOLD, LATER, 29, (TOLD.usual_by, TOLD.most_by)),
        (TOLD, LATER, 30, (LATER.usual_by, TOLD.most_by)),
        (TOLD, None, 30, (None, TOLD.most_by)),
        (TOLD, Expected(usual_by=NINE + minutes(95), most_by=NINE + minutes(99)), 30, (None, TOLD.most_by)),
        (TOLD, LATER, 90, (LATER.usual_by, LATER.most_by)),
        (TOLD, None, 90, (None, None)),
        (UNKNOWN, LATER, 1, (LATER.usual_by, LATER.most_by)),
    ],
    ids=["may hold", "past the usual", "who knows", "later than said", "all past", "nobody can say", "known now"],
)
def test_what_may_still_hold_stays_as_it_was_told(
    told: Outlook, fresh: Expected | None, after: float, reads: tuple[datetime | None, datetime | None]
) -> None:
    found = reading(told, 1, fresh, NINE + minutes(after))

    assert (found.usual_by, found.most_by) == reads
    assert found.ahead == 1


@pytest.mark.parametrize(
    ("told", "reads", "after", "hours", "how"),
    [
        (TOLD, TOLD, 60, ALWAYS, None),
        (TOLD, replace(TOLD, ahead=1), 4, ALWAYS, None),
        (TOLD, replace(TOLD, ahead=1), 5, ALWAYS, Renewal.QUIET),
        (TOLD, replace(TOLD, usual_by=None), 31, ALWAYS, Renewal.QUIET),
        (TOLD, UNKNOWN, 90, ALWAYS, Renewal.ALOUD),
        (TOLD, UNKNOWN, 90, Hours(week=parse("Sat 09:00-17:00")), Renewal.QUIET),
        (UNKNOWN, UNKNOWN, 119, ALWAYS, None),
        (UNKNOWN, UNKNOWN, 120, ALWAYS, Renewal.ALOUD),
        (replace(UNKNOWN, aloud=1), UNKNOWN, 239, ALWAYS, None),
        (replace(UNKNOWN, aloud=1), UNKNOWN, 240, ALWAYS, Renewal.ALOUD),
        (replace(UNKNOWN, aloud=ALOUD_AT_MOST), UNKNOWN, 900, ALWAYS, None),
        (None, TOLD, 1, ALWAYS, Renewal.QUIET),
    ],
    ids=[
        "nothing is new",
        "just told",
        "fewer before them",
        "past the usual",
        "proved false",
        "at night",
        "a while",
        "long",
        "told lately",
        "told long ago",
        "told enough",
        "from before there was this",
    ],
)
def test_only_what_proved_false_is_told_aloud_and_never_often(
    told: Outlook | None, reads: Outlook, after: float, hours: Hours, how: Renewal | None
) -> None:
    assert renewal(clock(told), reads, hours, NINE + minutes(after)) is how


def test_nobody_is_told_more_than_so_often_however_long_they_wait() -> None:
    """A week of ticks, each half a minute, with a queue that never rests and nobody who can say."""
    told = UNKNOWN
    aloud: list[datetime] = []
    quiet: list[datetime] = []
    for tick in range(0, 7 * 24 * 120, 7):
        now = NINE + timedelta(seconds=30 * tick)
        reads = reading(told, tick % 5, None, now)
        how = renewal(clock(told), reads, OFFICE, now)
        if how:
            (aloud if how is Renewal.ALOUD else quiet).append(now)
            told = told_anew(reads, how, now)

    assert len(aloud) == ALOUD_AT_MOST
    assert all(9 <= one.hour < 17 for one in aloud)
    assert all(later - one >= timedelta(hours=4) for one, later in itertools.pairwise(aloud))
    assert all(later - one >= minutes(5) for one, later in itertools.pairwise(quiet))


def waiting(name: str, since: float, **changes: object) -> Handoff:
    handoff = Handoff(
        id=HandoffId(name),
        conversation=ConversationId("C0SHARED:1"),
        customer_name="",
        account="",
        customer_link="",
        queue=SUPPORT,
        priority=Priority.NORMAL,
        reasons=(),
        briefing=Briefing(ask="", summary=""),
        clock=ServiceClock(asked_at=NINE, queued_at=NINE, waiting_since=NINE + minutes(since)),
        opened_at=NINE + minutes(since),
    )
    return replace(handoff, **changes)  # type: ignore[arg-type]  # a test's own changes


def test_only_who_waits_with_the_same_team_and_comes_first_is_before_them() -> None:
    ours = waiting("H5", 50)
    clock_of_ours = ServiceClock(asked_at=NINE, queued_at=NINE, waiting_since=None)
    others = [
        waiting("H1", 10),
        waiting("H2", 90),
        waiting("H3", 90, priority=Priority.URGENT),
        waiting("H4", 10, queue=Queue(name="Billing", channel=ChannelId("C0BILLING"))),
        waiting("H6", 10, status=HandoffStatus.CLAIMED),
        waiting("H7", 10, snoozed=Snooze(by=PersonId("U0DANA"), at=NINE, until=NINE + minutes(999))),
        waiting("H8", 10, clock=clock_of_ours),
    ]

    assert ahead_of(ours, [*others, ours]) == 2
    assert ahead_of(ours, []) == 0


def test_who_has_waited_is_judged_by_those_who_waited_at_least_as_long() -> None:
    waits = [*[10.0] * 60, *[100.0 + step for step in range(40)]]
    opened = [NINE - timedelta(days=20, minutes=number) for number in range(len(waits))]
    past = [Past(opened_at=at, answered_at=at + minutes(wait)) for at, wait in zip(opened, waits, strict=True)]

    found = still_expected(past, ALWAYS, NINE - minutes(90), NINE)
    none = still_expected(past, ALWAYS, NINE - minutes(180), NINE)

    assert found is not None
    assert NINE < found.usual_by < found.most_by <= NINE + minutes(150)
    assert none is None
    assert found.usual_by.tzinfo is UTC

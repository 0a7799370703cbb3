from dataclasses import replace
from datetime import timedelta

from escalation.desk import claims_of, queue_view
from escalation.hours import ALWAYS, Hours, parse
from escalation.model import ChannelId, HandoffId, HandoffStatus, PersonId, Priority, Queue, Snooze
from tests.escalation.test_nudges import NOON, handoff

DANA, ELI = PersonId("U0DANA"), PersonId("U0ELI")
URGENT = replace(handoff(Priority.URGENT), id=HandoffId("H2"))
HERS = replace(handoff(), id=HandoffId("H3"), status=HandoffStatus.CLAIMED, claimed_by=DANA)
ELSEWHERE = replace(handoff(), id=HandoffId("H4"), queue=Queue(name="Billing", channel=ChannelId("C3")))
ALL = (handoff(), URGENT, HERS, ELSEWHERE)


def test_a_queue_shows_who_waits_with_this_team_in_the_order_of_their_turns() -> None:
    view = queue_view("Support", ALL, {HandoffId("H1"): "https://card"}, ALWAYS, NOON)

    assert [(one.handoff, one.link) for one in view.waiting] == [("H2", ""), ("H1", "https://card")]
    assert [one.handoff for one in view.claimed] == ["H3"]
    assert view.back_at is None
    assert view.oldest == NOON - timedelta(hours=12)
    assert view.next_due is None


def test_a_closed_queue_says_until_when() -> None:
    afternoon = Hours(week=parse("14:00-18:00"))

    assert queue_view("Support", (), {}, afternoon, NOON).back_at == NOON + timedelta(hours=2)


def test_what_is_put_aside_and_nobody_has_stands_apart_from_who_waits() -> None:
    aside = replace(handoff(), id=HandoffId("H6"), snoozed=Snooze(by=ELI, at=NOON))
    hers = replace(HERS, snoozed=aside.snoozed)

    view = queue_view("Support", (aside, hers, URGENT), {}, ALWAYS, NOON)

    assert [[one.handoff for one in those] for those in (view.waiting, view.claimed, view.aside)] == [
        ["H2"],
        ["H3"],
        ["H6"],
    ]
    assert view.claimed[0].snoozed is not None


def test_an_agent_has_what_they_claimed_and_nothing_else() -> None:
    closed = replace(HERS, id=HandoffId("H5"), status=HandoffStatus.RESOLVED)

    assert [one.handoff for one in claims_of(DANA, (*ALL, closed), {})] == ["H3"]
    assert claims_of(ELI, ALL, {}) == ()


def test_an_account_is_named_and_what_is_due_counts() -> None:
    clock = handoff().clock
    assert clock is not None
    due = NOON + timedelta(hours=1)
    one = replace(handoff(), account="Brightwater", clock=replace(clock, due_at=due))

    view = queue_view("Support", (one, replace(handoff(), id=HandoffId("H9"), clock=None)), {}, ALWAYS, NOON)

    assert {entry.who for entry in view.waiting} == {"Maya (Brightwater)", "Maya"}
    assert view.next_due == due

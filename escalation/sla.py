"""Service levels: by when a customer must hear from a person, and what is done when that does not happen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from escalation.hours import ALWAYS, Hours, after, between, is_open
from escalation.model import Handoff, HandoffStatus, Outcome, ServiceClock, Speaker, Step, Turn, TurnId, Utterance
from escalation.nudges import may_nudge

_WARN_AFTER = 0.75
_LATE_NEWS = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLevel:
    """How much time there is, in the team's hours or `around_the_clock`. None: as long as it takes."""

    first_response: timedelta | None = timedelta(hours=1)
    next_response: timedelta | None = timedelta(hours=4)
    resolution: timedelta | None = None
    around_the_clock: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a team owes a customer: how much time, and which hours count."""

    level: ServiceLevel
    hours: Hours

    @property
    def counted(self) -> Hours:
        """The hours that count."""
        return ALWAYS if self.level.around_the_clock else self.hours


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """What a team does when nobody claims: everybody is asked after `unclaimed`, the next level after twice that.

    Where there is no next level, whoever is on call is named after three times that. None: nothing. In `quiet` hours
    only the urgent calls anybody.
    """

    unclaimed: timedelta | None = None
    has_next: bool = False
    has_on_call: bool = False
    quiet: Hours | None = None


class Owed(StrEnum):
    """What a deadline is for."""

    FIRST = "first answer"
    NEXT = "next answer"
    RESOLUTION = "resolution"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """What is owed next, by when, and whether that was noticed to be too late."""

    owed: Owed
    at: datetime
    is_breached: bool


# ── The clock ───────────────────────────────────────────────────────────────────────────────────────────────────────


def said_at(line: Utterance) -> datetime:
    """When it was said: by Slack's own stamp, also where we heard it late."""
    stamp = datetime.fromtimestamp(float(line.ts), UTC)
    return stamp if timedelta() <= line.at - stamp <= _LATE_NEWS else line.at


def first_unanswered(said: Sequence[Utterance], turns: Mapping[TurnId, Turn]) -> Utterance | None:
    """The customer's first message that neither the bot nor a person answered since. Chatter asks for no answer."""
    waiting: Utterance | None = None
    for line in sorted(said, key=lambda one: one.at):
        turn = turns.get(line.turn) if line.turn else None
        outcome = turn.outcome if turn else None
        if line.speaker is Speaker.AGENT or outcome is Outcome.ANSWERED:
            waiting = None
        elif line.speaker is Speaker.CUSTOMER and outcome is not Outcome.SILENT:
            waiting = waiting or line
    return waiting


def started(terms: Terms, asked_at: datetime, now: datetime) -> ServiceClock:
    """The clock of a new handoff, whose customer has waited since then."""
    level = terms.level
    clock = ServiceClock(asked_at=asked_at, queued_at=now, waiting_since=None)
    resolve_by = after(terms.counted, asked_at, level.resolution) if level.resolution else None
    return replace(_waiting(clock, terms, asked_at, level.first_response), resolve_by=resolve_by)


def customer_wrote(clock: ServiceClock, terms: Terms, at: datetime) -> ServiceClock:
    """Whoever waits already waits since their first message; whoever had an answer waits for the next one."""
    if clock.waiting_since is not None:
        return clock
    within = terms.level.first_response if clock.answered_at is None else terms.level.next_response
    return _waiting(clock, terms, at, within)


def person_answered(clock: ServiceClock, at: datetime) -> ServiceClock:
    """A person answered: nothing is due until the customer writes again."""
    first = clock.answered_at or at
    return replace(clock, answered_at=first, waiting_since=None, warn_at=None, due_at=None, steps=_kept(clock))


def back_in_queue(clock: ServiceClock, now: datetime) -> ServiceClock:
    """Nobody has it any more. What the customer is owed, they are owed still."""
    steps = tuple(step for step in clock.steps if step not in _QUEUE)
    return replace(clock, queued_at=now, steps=steps)


def deadline(handoff: Handoff) -> Deadline | None:
    """What the customer is owed next, if anything."""
    clock = handoff.clock
    if clock is None or not handoff.status.is_open:
        return None
    if clock.due_at is not None:
        owed = Owed.FIRST if clock.answered_at is None else Owed.NEXT
        return Deadline(owed=owed, at=clock.due_at, is_breached=Step.BREACHED in clock.steps)
    if clock.resolve_by is not None:
        return Deadline(owed=Owed.RESOLUTION, at=clock.resolve_by, is_breached=Step.OVERDUE in clock.steps)
    return None


# ── What is done about it ───────────────────────────────────────────────────────────────────────────────────────────

SILENT = frozenset({Step.BREACHED, Step.PASSED_ON})
"""What calls nobody in the team whose handoff it is."""

_QUEUE = frozenset({Step.WIDENED, Step.PASSED_ON, Step.ON_CALL})


def due_steps(handoff: Handoff, terms: Terms, ladder: Ladder, now: datetime) -> tuple[Step, ...]:
    """What is to be done now about a customer who waits: each once a wait, in the hours that count.

    People are called at most once an hour; some steps call nobody. While it is put aside it is only noted what is late.
    """
    clock = handoff.clock
    if clock is None or not handoff.status.is_open:
        return ()
    may_call = is_open(terms.counted, now) and may_nudge(handoff, ladder.quiet, now)
    allowed = frozenset(Step) if may_call else SILENT
    if handoff.snoozed is not None:
        allowed = frozenset({Step.BREACHED})
    found = [*_unclaimed(handoff, clock, terms, ladder, now), *_late(clock, now)]
    return tuple(step for step in found if step in allowed and step not in clock.steps)


def done(clock: ServiceClock, steps: tuple[Step, ...], now: datetime) -> ServiceClock:
    """This was done now."""
    return replace(clock, steps=(*clock.steps, *steps), nudged_at=now if set(steps) - SILENT else clock.nudged_at)


def _unclaimed(handoff: Handoff, clock: ServiceClock, terms: Terms, ladder: Ladder, now: datetime) -> Iterator[Step]:
    if handoff.status is not HandoffStatus.WAITING or ladder.unclaimed is None:
        return
    waited = between(terms.counted, clock.queued_at, now)
    if waited >= ladder.unclaimed:
        yield Step.WIDENED
    if ladder.has_next and waited >= 2 * ladder.unclaimed:
        yield Step.PASSED_ON
    if ladder.has_on_call and not ladder.has_next and waited >= 3 * ladder.unclaimed:
        yield Step.ON_CALL


def _late(clock: ServiceClock, now: datetime) -> Iterator[Step]:
    if clock.due_at is not None and now >= clock.due_at:
        yield Step.BREACHED
        yield Step.LATE
    elif clock.warn_at is not None and now >= clock.warn_at:
        yield Step.WARNED
    if clock.resolve_by is not None and now >= clock.resolve_by:
        yield Step.OVERDUE


def _waiting(clock: ServiceClock, terms: Terms, since: datetime, within: timedelta | None) -> ServiceClock:
    hours = terms.counted
    return replace(
        clock,
        waiting_since=since,
        warn_at=after(hours, since, within * _WARN_AFTER) if within else None,
        due_at=after(hours, since, within) if within else None,
        steps=_kept(clock),
    )


def _kept(clock: ServiceClock) -> tuple[Step, ...]:
    """What was done about more than one wait."""
    return tuple(step for step in clock.steps if step is Step.OVERDUE)

"""Which times of a team a customer can book: in its hours, not over what its calendar holds, not kept for others."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from escalation.hours import Hours, NeverOpenError, spans
from escalation.model import Span

_AT_MOST = 6
_A_DAY = 2
_APART = timedelta(hours=2)
_DAY_BEGINS, _DAY_ENDS = 8, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotRule:
    """What a team offers: slots of this length, no sooner than `notice` from now, no later than `ahead`."""

    length: timedelta = timedelta(minutes=30)
    notice: timedelta = timedelta(hours=1)
    ahead: timedelta = timedelta(days=14)


def free(hours: Hours, taken: Iterable[Span], rule: SlotRule, now: datetime) -> Iterator[Span]:
    """Every time that can be booked, in order: each stretch of the team's hours, cut into slots from its beginning."""
    first, last = now.astimezone(UTC) + rule.notice, now.astimezone(UTC) + rule.ahead
    busy = _merged(taken)
    for opens, closes in _open_until(hours, now, last):
        begins = opens
        while begins + rule.length <= min(closes, last):
            slot = Span(begins=begins, ends=begins + rule.length)
            if begins >= first and not any(slot.overlaps(one) for one in busy):
                yield slot
            begins += rule.length


def choices(every: Iterable[Span], there: tzinfo) -> tuple[Span, ...]:
    """Those that are offered, six at most: two a day, hours apart, in the customer's daytime if there are such."""
    found = tuple(every)
    by_day = tuple(one for one in found if _is_daytime(one, there))
    chosen: list[Span] = []
    for slot in by_day or found:
        if len(chosen) < _AT_MOST and _is_apart(slot, chosen, there):
            chosen.append(slot)
    return tuple(chosen)


def _merged(taken: Iterable[Span]) -> list[Span]:
    """The same times, none of them overlapping another."""
    found: list[Span] = []
    for one in sorted(taken):
        if found and one.begins <= found[-1].ends:
            found[-1] = Span(begins=found[-1].begins, ends=max(one.ends, found[-1].ends))
        else:
            found.append(one)
    return found


def _open_until(hours: Hours, now: datetime, last: datetime) -> Iterator[tuple[datetime, datetime]]:
    try:
        for opens, closes in spans(hours, now):
            if opens >= last:
                return
            yield opens, closes
    except NeverOpenError:
        return


def _is_daytime(slot: Span, there: tzinfo) -> bool:
    begins, ends = slot.begins.astimezone(there), slot.ends.astimezone(there)
    closes = begins.replace(hour=_DAY_ENDS, minute=0, second=0, microsecond=0)
    return begins.hour >= _DAY_BEGINS and ends <= closes


def _is_apart(slot: Span, chosen: list[Span], there: tzinfo) -> bool:
    day = slot.begins.astimezone(there).date()
    same = [one for one in chosen if one.begins.astimezone(there).date() == day]
    return not same or (len(same) < _A_DAY and slot.begins - same[-1].begins >= _APART)

"""What colleagues are asked about a handoff, read from what was done about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from escalation.model import Handoff, HandoffId, PersonId
from storage import timeline
from storage.database import Tx
from storage.timeline import Deed

ASKED, ANSWERED, REMINDED = "colleague_asked", "colleague_answered", "colleague_reminded"
"""Deeds: somebody was asked something, answered it, was reminded of it. Their `number` says which question it is."""

_LATELY = timedelta(days=14)
"""What nobody answered for so long is nobody's any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enquiry:
    """A question of a colleague to another that is not answered yet. `number` tells it from others of its handoff."""

    number: str
    question: str
    by: PersonId
    to: PersonId
    at: datetime
    is_reminded: bool = False


async def of_handoff(tx: Tx, handoff: Handoff) -> tuple[Enquiry, ...]:
    """What is asked about this one while it is open; of whoever has it by now nothing: they talk to the customer."""
    if not handoff.status.is_open:
        return ()
    deeds = [(handoff.id, deed) for deed in await timeline.of(tx, handoff.id)]
    return tuple(one for _, one in _open(deeds) if one.to != handoff.claimed_by)


async def unanswered(tx: Tx, now: datetime) -> tuple[tuple[HandoffId, Enquiry], ...]:
    """What was asked lately about any handoff, open or closed by now."""
    kinds = (ASKED, ANSWERED, REMINDED)
    deeds = [one for kind in kinds for one in await timeline.since(tx, kind, now - _LATELY)]
    return tuple(_open(deeds))


def _open(deeds: Iterable[tuple[HandoffId, Deed]]) -> list[tuple[HandoffId, Enquiry]]:
    asked: dict[tuple[HandoffId, str], Deed] = {}
    done: set[tuple[str, HandoffId, str]] = set()
    for about, deed in deeds:
        if deed.kind == ASKED:
            asked[about, deed.detail["number"]] = deed
        elif deed.kind in (ANSWERED, REMINDED):
            done.add((deed.kind, about, deed.detail["number"]))
    return [
        (
            about,
            Enquiry(
                number=number,
                question=deed.detail["question"],
                by=deed.by,
                to=PersonId(deed.detail["to"]),
                at=deed.at,
                is_reminded=(REMINDED, about, number) in done,
            ),
        )
        for (about, number), deed in asked.items()
        if deed.by is not None and (ANSWERED, about, number) not in done
    ]

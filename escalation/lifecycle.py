"""The legal moves of a handoff, as a table."""

from enum import StrEnum

from escalation.model import Handoff, HandoffStatus, PersonId


class Move(StrEnum):
    """What an agent may do to a handoff."""

    CLAIM = "claim"
    RELEASE = "release"
    HAND_BACK = "hand_back"
    RESOLVE = "resolve"
    REOPEN = "reopen"
    MERGE = "merge"
    PASS = "pass"  # noqa: S105  a move, not a password
    ASSIGN = "assign"
    SNOOZE = "snooze"


_OPEN = (Move.HAND_BACK, Move.RESOLVE, Move.MERGE, Move.PASS, Move.ASSIGN, Move.SNOOZE)

MOVES: dict[HandoffStatus, frozenset[Move]] = {
    HandoffStatus.WAITING: frozenset({Move.CLAIM, *_OPEN}),
    HandoffStatus.CLAIMED: frozenset({Move.RELEASE, *_OPEN}),
    HandoffStatus.RESOLVED: frozenset({Move.REOPEN}),
    HandoffStatus.HANDED_BACK: frozenset({Move.REOPEN}),
    HandoffStatus.MERGED: frozenset({Move.REOPEN}),
}


def may(move: Move, handoff: Handoff) -> bool:
    """Whether this move makes sense now."""
    return move in MOVES[handoff.status]


def is_held_by_other(handoff: Handoff, agent: PersonId) -> bool:
    """Whether somebody else has it."""
    return handoff.status is HandoffStatus.CLAIMED and handoff.claimed_by != agent

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


MOVES: dict[HandoffStatus, frozenset[Move]] = {
    HandoffStatus.WAITING: frozenset({Move.CLAIM, Move.HAND_BACK, Move.RESOLVE, Move.MERGE}),
    HandoffStatus.CLAIMED: frozenset({Move.RELEASE, Move.HAND_BACK, Move.RESOLVE, Move.MERGE}),
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

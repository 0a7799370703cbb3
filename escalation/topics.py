"""Topics: what a conversation is about, and what the bot may do about it."""

from dataclasses import dataclass
from enum import StrEnum

from escalation.model import Belief, Rung


class May(StrEnum):
    """What the bot may do in a topic."""

    ALWAYS_ESCALATE = "always_escalate"
    AI_FIRST = "ai_first"
    AI_OWNS = "ai_owns"


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic as an admin teaches it: what it is called, how customers put it, and who looks after it.

    `team` is a queue's name; empty: as for every other conversation. `demands` is how well somebody must be known
    before systems are asked about their account.
    """

    name: str
    may: May = May.AI_FIRST
    team: str = ""
    demands: Rung = Rung.ACCOUNT
    examples: tuple[str, ...] = ()


def named(name: str, topics: tuple[Topic, ...]) -> Topic | None:
    """The topic of this name, whatever its case; None if there is none."""
    wanted = name.strip().casefold()
    return next((topic for topic in topics if topic.name.casefold() == wanted), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicFound:
    """The topic that fits a turn best, and how likely it is that the turn belongs to any topic at all."""

    topic: Topic
    belief: Belief

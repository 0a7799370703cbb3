"""What a customer told of their trouble, as fields that a colleague can act on."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a fact is about."""

    ERROR = "error"
    PLACE = "place"
    MADE_WITH = "made_with"
    NUMBER = "number"
    AMOUNT = "amount"
    SINCE = "since"
    HURT = "hurt"
    TRIED = "tried"
    BY = "by"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One fact, in the customer's own words."""

    kind: Kind
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferJudged:
    """What the customer made of an article that the bot offered: whether it helped, in what words; none by a button."""

    title: str
    helped: bool
    words: str = ""

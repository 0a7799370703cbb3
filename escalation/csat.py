"""How was it? A customer's rating of each part of an episode, from 1 to 5, and the words that give it."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from escalation.model import ConversationId, PersonId
from escalation.reading import Verdict, asks_for_person, verdict

SCORES = (1, 2, 3, 4, 5)
LOW, GOOD = 2, 4
CHANGEABLE = timedelta(days=1)
"""A second thought counts for so long after the first."""

HEARD = timedelta(days=7)
"""For so long after it was asked a bare *4* is an answer to it."""


class Part(StrEnum):
    """Whose part is rated."""

    PERSON = "person"
    BOT = "bot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """What a customer gave one part of an episode, and why, where they said. `first_at` is their first word on it."""

    conversation: ConversationId
    episode: int
    part: Part
    score: int
    by: PersonId
    why: str = ""
    first_at: datetime
    at: datetime

    @property
    def is_low(self) -> bool:
        """Whether it went wrong."""
        return self.score <= LOW

    def may_change(self, now: datetime) -> bool:
        """Whether another word on it counts still."""
        return now - self.first_at < CHANGEABLE


_ONE = re.compile(
    r"(?:(?P<bot>(?:the )?bot|(?:the )?(?:automated )?answers?) *[:=]? *)?"
    r"(?:(?:i(?:'d| would)? )?(?:rate|rating|score|give)(?: (?:it|you|this|the help|that))? *[:=]? *(?:a )?)?"
    r"(?P<rate_bot>(?:the )?bot *[:=]? *)?"
    r"(?:(?P<score>[1-5]) *(?:/ *5|(?:out )?of 5|von 5|sur 5|de 5|su 5|van 5"
    r"|stars?|sterne?|étoiles?|estrellas?|stell[ae]|sterren|estrelas?|⭐)?|(?P<stars>(?:⭐|:star:){1,5}))",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[,;\n]|\band\b")


def scores_in(text: str) -> dict[Part, int]:
    """*rate 4*, *5 stars*, *4, bot 2*: what a whole message gives each part; empty when it is something else."""
    found: dict[Part, int] = {}
    for one in _BETWEEN.split(text.strip().strip(" .!")):
        match = _ONE.fullmatch(one.strip())
        if match is None:
            return {}
        stars = (match["stars"] or "").replace(":star:", "⭐")
        part = Part.BOT if match["bot"] or match["rate_bot"] else Part.PERSON
        found[part] = int(match["score"] or len(stars))
    return found


def is_why(text: str) -> bool:
    """Whether words after a low rating may be taken as its reason. Who wants something wants more than to be noted."""
    wants = "?" in text or verdict(text) is Verdict.NOT_SOLVED or asks_for_person(text) is not None
    return not wants and text.strip(" .!").casefold() != "reopen"

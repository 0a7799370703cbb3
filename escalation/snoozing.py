"""Until when an agent puts a handoff aside, in their words."""

import re
from datetime import datetime, time, timedelta

from escalation.hours import ALWAYS, Hours, opening
from escalation.reading.due import dues_in

_LENGTH = re.compile(r"(\d{1,3}) *(m|min|minutes?|h|hours?|d|days?|w|weeks?)", re.IGNORECASE)
_UNIT = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
_ISSUE = re.compile(r"[A-Z][A-Z0-9]{0,9}-\d{1,7}", re.IGNORECASE)
_NINE = time(9)


def is_customer(words: str) -> bool:
    """Whether it is the customer who is waited for."""
    return words.casefold().removeprefix("the ") == "customer"


def issue_in(words: str) -> str:
    """The issue that is waited for, by its name; empty when it is something else."""
    return words.upper() if _ISSUE.fullmatch(words) else ""


def moment_in(words: str, now: datetime, hours: Hours) -> datetime | None:
    """The moment to come that the words name. A day without a time is its beginning, for the team."""
    if length := _LENGTH.fullmatch(words):
        return now + int(length[1]) * _UNIT[length[2][0].lower()]
    at = next((due.at for due in dues_in(words, now, hours)), None)
    if at is None or at <= now:
        return None
    return at if any(letter.isdigit() for letter in words) else _beginning(at, now, hours)


def _beginning(at: datetime, now: datetime, hours: Hours) -> datetime:
    day = (at - timedelta(seconds=1)).astimezone(hours.zone).date()
    begins = datetime.combine(day, _NINE if hours == ALWAYS else time(), hours.zone)
    begins = begins if hours == ALWAYS else opening(hours, begins)
    return begins.astimezone(at.tzinfo) if now < begins < at else at

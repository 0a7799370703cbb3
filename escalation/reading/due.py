"""By when something is to happen, as English says it: read on a team's calendar."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from escalation.hours import Hours, after, working_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A time that a text names, from where to where in it. `at` is None where it cannot be told for sure."""

    at: datetime | None
    begins: int
    ends: int


def dues_in(text: str, now: datetime, hours: Hours) -> Iterator[Due]:
    """Every time to come that the text names, in order. "Friday" is the end of the team's Friday."""
    for found in _WHEN.finditer(text):
        if not _NOT_BY.search(text[: found.start()]):
            yield Due(at=_at(found, now, hours), begins=found.start(), ends=found.end())


_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ONE_TO_TEN = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS: dict[str, float] = {word: number for number, word in enumerate(_ONE_TO_TEN, 1)} | {
    "a": 1,
    "an": 1,
    "half an": 0.5,
    "half a": 0.5,
    "a couple of": 2,
    "a couple": 2,
    "couple of": 2,
    "a few": 3,
    "few": 3,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
}
_A_FEW_MINUTES = timedelta(minutes=15)

_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_LENGTH = (
    rf"(?:(?P<least>{_NUMBER}) ?(?:-|–|to|or) ?)?(?P<count>{_NUMBER})? ?(?P<kind>business |working )?"
    r"(?P<unit>minute|min|hour|hr|day|week|month)s?\b(?:(?P<or_two> or two)|'? time)?"
)
_WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_END = r"(?:(?:the )?(?:end|close) of (?:the )?(?:day|business|play)|eod|cob|eob)"
_TOMORROW = r"(?:tomm?orr?ow|tmrw|tmr)"
_DAY = (
    rf"(?:today|tonight|{_TOMORROW}|(?:(?:this|next|coming) )?{_WEEKDAY}|\d{{4}}-\d\d-\d\d|"
    rf"(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?)\b(?!'|-\w)"
)
_ZONE = r"(?: ?(?P<zone{n}>[a-z]{{1,3}}t|utc|gmt|z)\b)?"
_CLOCK = r"(?:\d{{1,2}}[:.h]\d\d(?: ?[ap]m)?|\d{{1,2}} ?[ap]m|noon|midday|lunch(?:time)?|midnight)\b" + _ZONE
_PART = r"(?:morning|afternoon|evening|night)"
_PREPOSITION = r"(?P<by>(?:by|before|on|at|around|latest|for) )?"

_WHEN = re.compile(
    rf"\b(?:(?P<within_hour>within the hour)\b"
    rf"|(?:within|in|inside) (?:(?:the|about|around|at most|under|less than) )?(?P<next>next )?{_LENGTH}"
    rf"|(?P<hence>{_NUMBER}) (?P<hence_unit>minute|hour|day|week)s? from now"
    rf"|{_PREPOSITION}(?:(?P<first>first thing )(?:on )?|(?P<end>{_END})(?:,? (?:on|of))? ?)?(?P<day>{_DAY})"
    rf"(?:,? (?:(?:by|at|before|around|in the) )?(?:(?P<part>{_PART})|(?P<last>first thing|{_END})|"
    rf"(?P<clock>{_CLOCK.format(n=1)})))?(?:,? at (?P<hour>\d{{1,2}})\b(?![:.]\d| ?[ap]m))?"
    rf"|(?:by|before|at|around) (?P<clock_first>{_CLOCK.format(n=2)})(?: (?:on )?(?P<clock_day>{_DAY}))?"
    rf"|this (?P<this_part>{_PART})\b"
    rf"|(?:by|before|at|until)? ?(?P<eod>{_END})\b"
    r"|(?:by |before |at )?(?P<week_end>(?:the )?end of (?:the |this )?week\b|eow\b|later this week\b|this week\b|"
    r"the weekend\b)"
    r"|(?P<next_week>(?:(?:by|before) )?(?:(?:the )?end of |(?P<early>early )|some ?time )?next week)\b"
    r"|(?:by |before |at )?(?P<month_end>(?:the )?end of (?:the |this )?month|eom)\b)",
    re.IGNORECASE,
)
_NOT_BY = re.compile(
    r"\w-$|\b(?:from|since|last|previous|past|until|till|after|of|about|not(?: \w+)? before|no earlier than|every)"
    r"(?: (?:the|on|at))? ?$",
    re.IGNORECASE,
)


def _at(found: re.Match[str], now: datetime, hours: Hours) -> datetime | None:
    said = {name: words.lower() for name, words in found.groupdict().items() if words}
    local = now.astimezone(hours.zone)
    today = local.date()
    at: datetime | None
    if "unit" in said or "hence_unit" in said or "within_hour" in said:
        return _after_length(said, now, hours)
    if "week_end" in said:
        at = _week_end(today, now, hours)
    elif "next_week" in said:
        monday = today + timedelta(days=7 - today.weekday())
        at = _end(monday + timedelta(days=1), hours) if "early" in said else _week_end(monday, now, hours)
    elif "month_end" in said:
        at = _end((today.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1), hours)
    else:
        at = _on_a_day(said, local, hours)
    return at.astimezone(UTC) if at is not None and at > now else None


def _after_length(said: dict[str, str], now: datetime, hours: Hours) -> datetime | None:
    unit = said.get("unit") or said.get("hence_unit") or "hour"
    counted = said.get("count") or said.get("hence") or ("a" if {"next", "within_hour"} & said.keys() else "")
    if not counted:
        return None
    number = 2 if "or_two" in said else float(_NUMBERS.get(counted) or counted)
    today = now.astimezone(hours.zone).date()
    if unit.startswith("min") and counted in ("a", "an"):
        return None  # "in a minute" is no time
    if unit.startswith("min"):
        minutes = timedelta(minutes=number)
        return now + (_A_FEW_MINUTES if "few" in counted else minutes)
    if unit in ("hour", "hr"):
        length = timedelta(hours=number)
        return after(hours, now, length) if "kind" in said else now + length
    if unit == "day" and "kind" in said:
        return _end(_working_days_on(today, int(number), hours), hours)
    days = number * {"day": 1, "week": 7, "month": 30}[unit]
    return _end(today + timedelta(days=int(days)), hours)


def _on_a_day(said: dict[str, str], local: datetime, hours: Hours) -> datetime | None:
    named = said.get("day") or said.get("clock_day") or ""
    day = _date(named, local.date()) if named else local.date()
    if day is None or (said.get("zone1") or said.get("zone2") or "utc") not in ("utc", "gmt", "z"):
        return None  # "3 pm EST" may be summer time or not: better asked
    clock = said.get("clock") or said.get("clock_first")
    if clock or "hour" in said:
        zone = UTC if "zone1" in said or "zone2" in said else hours.zone
        at = _clock(clock, day, zone) if clock else _bare_hour(int(said["hour"]), day, zone)
        return at + timedelta(days=1) if at is not None and at <= local and not named else at
    part = said.get("part") or said.get("this_part") or ("night" if named == "tonight" else "")
    if "first" in said or said.get("last") == "first thing":
        part = "morning"
    if part:
        return _midnight(day, hours) if part in ("evening", "night") else _of_day(part, day, hours)
    if said.get("by") == "before " and "end" not in said:
        return _begin(day, hours)
    end = _end(day, hours)
    if end <= local and day == local.date():
        return _end(day + timedelta(days=7), hours) if re.match(_WEEKDAY, named) else _midnight(day, hours)
    return end


def _date(named: str, today: date) -> date | None:
    """The date that is named: the next one that there is, unless it is `next Friday`, which is next week's."""
    if named in ("today", "tonight"):
        return today
    if re.fullmatch(_TOMORROW, named):
        return today + timedelta(days=1)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", named):
        return _made(*map(int, named.split("-")))
    number = re.search(r"\d+", named)
    if number:
        month = next(index for index, name in enumerate(_MONTHS, 1) if re.search(rf"\b{name}", named))
        found = _made(today.year, month, int(number[0]))
        return found if found is None or found >= today else _made(today.year + 1, month, int(number[0]))
    weekday = _DAYS.index(named.split()[-1][:3])
    if named.startswith("next "):
        return today + timedelta(days=7 - today.weekday() + weekday)
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock(written: str, day: date, zone: tzinfo) -> datetime | None:
    if written.startswith("midnight"):
        return _local(day + timedelta(days=1), time(0), zone)
    digits = re.match(r"(\d{1,2})(?:[:.h](\d\d))? ?([ap]m)?", written)
    if digits is None:
        return _local(day, time(12), zone)  # noon, by whatever name
    hour, minute = int(digits[1]), int(digits[2] or 0)
    if digits[3]:
        hour = hour % 12 + (12 if digits[3] == "pm" else 0)
    return _local(day, time(hour, minute), zone) if hour < 24 and minute < 60 else None


def _bare_hour(hour: int, day: date, zone: tzinfo) -> datetime | None:
    """`at 3` is in the afternoon, `at 9` in the morning."""
    return _local(day, time(hour + 12 if hour < 8 else hour), zone) if 0 < hour < 24 else None


def _of_day(part: str, day: date, hours: Hours) -> datetime:
    return _local(day, time(12 if part == "morning" else 18), hours.zone)


def _local(day: date, at: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, at, zone)


def _midnight(day: date, hours: Hours) -> datetime:
    return _local(day + timedelta(days=1), time(0), hours.zone)


def _begin(day: date, hours: Hours) -> datetime:
    worked = working_day(hours, day)
    return worked[0] if worked else _local(day, time(0), hours.zone)


def _end(day: date, hours: Hours) -> datetime:
    """The end of the team's day; where nobody works on it, of the day."""
    worked = working_day(hours, day)
    return worked[1] if worked else _midnight(day, hours)


def _week_end(day: date, now: datetime, hours: Hours) -> datetime:
    """The end of the last day of this week that the team works on and that is not over; else of the week."""
    sunday = day + timedelta(days=6 - day.weekday())
    days = [sunday - timedelta(days=back) for back in range(7)]
    worked = [working_day(hours, one) for one in days if one >= day]
    return next((one[1] for one in worked if one and one[1] > now), _midnight(sunday, hours))


def _working_days_on(day: date, count: int, hours: Hours) -> date:
    ahead = [day + timedelta(days=step) for step in range(1, 2 * count + 30)]
    worked = [one for one in ahead if working_day(hours, one)]
    return worked[count - 1] if len(worked) >= count else ahead[-1]

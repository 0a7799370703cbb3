"""What a kind of fact is: how it is asked for, and what in a customer's words gives it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

NUMBER = (
    r"(?:\d[\d,.’' ]*k?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|"
    r"a (?:dozen|hundred|thousand|handful|few|couple)|dozens|hundreds|thousands|half|none|"
    r"zwei|drei|vier|fünf|deux|trois)"
)

DAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|montag|dienstag|mittwoch|donnerstag|freitag|"
    r"lundi|mardi|mercredi|jeudi|"
    r"vendredi|lunes|martes|miércoles|jueves|viernes|today|yesterday|tonight|tomorrow|gestern|"
    r"heute|morgen|hier|ayer|hoy|"
    r"aujourd'hui|demain|(?:this|last|next|early|late) (?:morning|afternoon|evening|night|"
    r"week|weekend|month|quarter|year)|"
    r"(?:the )?weekend|noon|midnight|lunch(?:time)?|\d{1,2}[:.]\d\d|\d{1,2} ?(?:am|pm|uhr)|"
    r"(?:\d{1,2}(?:st|nd|rd|th)?(?: of)? )?(?:january|february|march|april|june|july|august|"
    r"september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b(?: \d{1,2})?|\d{1,2}/\d{1,2}(?:/\d{2,4})?|20\d\d-\d\d-\d\d|"
    r"the \d{1,2}(?:st|nd|rd|th))"
)

WHILE = (
    rf"(?:{NUMBER}|an?|several|some|einem?|un|une) ?(?:minutes?|mins?|hours?|hrs?|days?|weeks?|"
    r"months?|years?|stunden?|tagen?|wochen?)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of fact. `is_whole` reads all of a message at once, `needs_thing` wants the thing of the question named.

    `is_now` is about how things are: what somebody plans or wonders about gives it not.
    """

    name: str
    asks: re.Pattern[str]
    gives: re.Pattern[str]
    is_whole: bool = False
    needs_thing: bool = False
    is_now: bool = True


def kind(name: str, asks: str, gives: str, *, flags: Iterable[str] = ()) -> Kind:
    """A kind by its patterns; `flags` are `whole`, `thing` and `any time`, as Kind explains them."""
    chosen: Mapping[str, bool] = dict.fromkeys(flags, True)
    return Kind(
        name=name,
        asks=re.compile(asks, re.IGNORECASE),
        gives=re.compile(gives, re.IGNORECASE),
        is_whole=chosen.get("whole", False),
        needs_thing=chosen.get("thing", False),
        is_now=not chosen.get("any time", False),
    )

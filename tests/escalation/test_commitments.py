from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from escalation.hours import ALWAYS, Hours, parse
from escalation.reading import commitments

BERLIN = ZoneInfo("Europe/Berlin")
OFFICE = Hours(week=parse("Mon-Fri 09:00-17:30"), zone=BERLIN, days_off={date(2026, 12, 25)})
WEDNESDAY = datetime(2026, 11, 25, 10, 0, tzinfo=BERLIN)


def promised(text: str, now: datetime = WEDNESDAY, hours: Hours = OFFICE) -> list[str]:
    """By when each promise in these words is due, as the clocks of Berlin show it; `?` where that is not said."""
    return [
        one.due_at.astimezone(BERLIN).strftime("%a %d %H:%M") if one.due_at else "?"
        for one in commitments(text, now, hours)
    ]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("I'll send the fix by Friday", "Fri 27 17:30"),
        ("I’ll send the fix by Friday.", "Fri 27 17:30"),
        ("We'll get back to you tomorrow morning", "Thu 26 12:00"),
        ("You'll have the refund within two days", "Fri 27 17:30"),
        ("I will call you in an hour.", "Wed 25 11:00"),
        ("I'm going to fix this today", "Wed 25 17:30"),
        ("We will ship it tonight", "Thu 26 00:00"),
        ("I'll update you this afternoon", "Wed 25 18:00"),
        ("Our engineers will deploy the patch by end of day", "Wed 25 17:30"),
        ("Our engineers will deploy the patch by EOD tomorrow", "Thu 26 17:30"),
        ("The billing team will refund this within 3 business days", "Mon 30 17:30"),
        ("I'll have an answer for you by Thursday at 3pm", "Thu 26 15:00"),
        ("I'll have an answer for you by 3 p.m. tomorrow.", "Thu 26 15:00"),
        ("I'll send it by 15:30", "Wed 25 15:30"),
        ("I'll send it by noon", "Wed 25 12:00"),
        ("I'll call you tomorrow at 3", "Thu 26 15:00"),
        ("I'll call you tomorrow at 14:00 UTC", "Thu 26 15:00"),
        ("Someone from our team will reach out on Monday morning", "Mon 30 12:00"),
        ("I'll have it ready by the end of the week", "Fri 27 17:30"),
        ("I'll share the report next week", "Fri 04 17:30"),
        ("I'll share the report early next week", "Tue 01 17:30"),
        ("I'll share the report by the end of the month", "Mon 30 17:30"),
        ("I'll send the invoice by 4 December", "Fri 04 17:30"),
        ("I'll send the invoice by December 4th", "Fri 04 17:30"),
        ("I'll send the invoice by 2026-12-04", "Fri 04 17:30"),
        ("I'll check with them and come back to you before Friday", "Fri 27 09:00"),
        ("I'll get it done by next Friday", "Fri 04 17:30"),
        ("You can expect a reply by tomorrow", "Thu 26 17:30"),
        ("You'll hear from me within the hour", "Wed 25 11:00"),
        ("I'll follow up in a couple of hours", "Wed 25 12:00"),
        ("I'll be back with news in half an hour", "Wed 25 10:30"),
        ("I'll follow up in the next day or two", "Fri 27 17:30"),
        ("I'll follow up within 2-3 days", "Sun 29 00:00"),
        ("I'll follow up in a few minutes", "Wed 25 10:15"),
        ("I'll follow up within 24 hours", "Thu 26 10:00"),
        ("Let me get back to you tomorrow", "Thu 26 17:30"),
        ("By Friday we'll have a fix", "Fri 27 17:30"),
        ("Ok, tomorrow morning I'll call you", "Thu 26 12:00"),
        ("Thanks for waiting! I'll send the fix by Friday and let you know if anything changes.", "Fri 27 17:30"),
        ("As I said, I'll send it by Friday", "Fri 27 17:30"),
        ("Sorry about that. Will send it over in an hour.", "Wed 25 11:00"),
        ("I'll get it fixed by Saturday", "Sun 29 00:00"),
        ("*I'll send it by Friday*", "Fri 27 17:30"),
        ("I'll definitely send you the file first thing tomorrow", "Thu 26 12:00"),
        ("i will send u the file tmrw", "Thu 26 17:30"),
        ("Expect the fix by Friday", "Fri 27 17:30"),
        ("I'll ask Eli to call you by Friday", "Fri 27 17:30"),
        ("I'll let you know by tomorrow if we can do it", "Thu 26 17:30"),
        ("If it's urgent, call us; otherwise I'll answer tomorrow", "Thu 26 17:30"),
        ("I'll send it by Friday 3pm", "Fri 27 15:00"),
        ("I'll look into what happened and let you know by tomorrow", "Thu 26 17:30"),
    ],
)
def test_a_promise_says_by_when(text: str, due: str) -> None:
    assert promised(text) == [due]


@pytest.mark.parametrize(
    "text",
    [
        "It should be done by Friday",
        "The carrier will deliver it by Friday",
        "Will that be done by Friday?",
        "Shall I call you tomorrow?",
        "Should we say I'll call you tomorrow?",
        "If you send me the logs, I'll fix it by Friday",
        "I'll fix it by Friday if you send me the logs",
        "Once you confirm, we'll refund it within two days",
        "We'll refund it within two days of receiving the parcel",
        "Unless something breaks, we'll ship on Friday",
        "I sent it on Friday",
        "We fixed this yesterday, within two hours",
        "They said we'll get a reply by Friday",
        "You told me you'll have it by Friday",
        "> I'll send the fix by Friday\nIs that still right?",
        "Did he write “I'll send the fix by Friday”?",
        'He wrote "I\'ll send the fix by Friday" to me',
        "`I'll send the fix by Friday`",
        "I'll be out until Friday",
        "I'll be on holiday from Monday",
        "I'll need your logs by Friday",
        "You'll need to send it by Friday",
        "You'll be charged on Friday",
        "I won't send it by Friday",
        "We will not fix this by Friday",
        "We'll probably send it by Friday",
        "I'll try to send it by Friday",
        "I can send it by Friday",
        "I might send it by Friday",
        "We could call you tomorrow",
        "I'd send it by Friday",
        "We'll see on Friday",
        "Have a nice weekend, see you on Monday",
        "Your data will be deleted within 30 days",
        "Our office will be closed on Friday",
        "You can send it by Friday",
        "Please send it by Friday",
        "I'll check this now",
        "I'll look into it",
        "I'll send it now",
        "I'll get back to you in a minute",
        "Let me check",
        "The plan renews on Friday",
        "Thanks, that works!",
        "I'll refund the order you placed on Monday",
        "I'll check the invoice from Friday",
        "I'll fix what broke on Monday",
        "Please expect a delay on Friday",
        "You will get a new invoice on 1 December automatically",
        "We'll send it every Friday",
        "Nobody will call you tomorrow",
        "You should hear back by Friday",
        "You'll have access until Friday",
        "As of today, we'll send invoices monthly",
        "",
    ],
)
def test_what_is_no_promise_is_not_taken_for_one(text: str) -> None:
    assert promised(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "I'll get back to you",
        "I'll get back to you as soon as possible.",
        "We'll let you know",
        "I'll keep you posted",
        "I'll send it Monday-Friday",
        "Someone will reach out to you shortly.",
        "I'll get back to you by 3pm EST",
        "I'll let you know what happened on Friday",
        "I'll forward this to the team and follow up, it should be done by Friday",
    ],
)
def test_who_says_that_they_come_back_and_not_when_is_to_say_it(text: str) -> None:
    assert promised(text) == ["?"]


def test_each_promise_is_told_in_its_own_words() -> None:
    text = "Sorry for the trouble! I'll send the fix by Friday, and we'll call you tomorrow at 10:00."

    found = commitments(text, WEDNESDAY, OFFICE)

    assert [one.what for one in found] == ["I'll send the fix by Friday", "we'll call you tomorrow at 10:00"]
    assert promised(text) == ["Fri 27 17:30", "Thu 26 10:00"]


@pytest.mark.parametrize(
    ("text", "now", "due"),
    [
        ("I'll send it today", WEDNESDAY.replace(hour=20), "Thu 26 00:00"),  # after hours
        ("I'll send it by Wednesday", WEDNESDAY, "Wed 25 17:30"),
        ("I'll send it by Wednesday", WEDNESDAY.replace(hour=20), "Wed 02 17:30"),
        ("I'll send it by 9am", WEDNESDAY, "Thu 26 09:00"),
        ("I'll send it this week", datetime(2026, 11, 28, 10, tzinfo=BERLIN), "Mon 30 00:00"),  # on a Saturday
        ("I'll send it on Friday", datetime(2026, 12, 23, 10, tzinfo=BERLIN), "Sat 26 00:00"),  # a day off
        ("I'll send it within two working days", datetime(2026, 12, 23, 10, tzinfo=BERLIN), "Mon 28 17:30"),
    ],
)
def test_a_time_is_read_on_the_teams_calendar(text: str, now: datetime, due: str) -> None:
    assert promised(text, now) == [due]


def test_a_team_that_is_always_there_ends_its_day_at_midnight() -> None:
    assert commitments("I'll send it by Friday", WEDNESDAY, ALWAYS)[0].due_at == datetime(2026, 11, 28, tzinfo=UTC)

"""Calendar feeds, over a real socket."""

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from aiohttp import web

from bot.calendars import Calendars, TeamCalendar
from bot.errors import BatonError, LockedOutError, RejectedError, UnavailableError
from bot.ports import CalendarFeed
from bot.settings import load
from bot.workspace import TeamConfig, Workspace
from escalation.model import Span
from integrations.http import Patience, Wire
from integrations.ical import calendars_of, connect
from integrations.ical_busy import Owner, busy_in, near
from tests.fakes import FakeClock

QUICK = Wire(patience=Patience(pause=0.0, wait=0.0, read=0.2, call=0.5, most_bytes=20_000))
NOON = datetime(2026, 3, 25, 12, tzinfo=UTC)
WEEK = Span(begins=NOON, ends=NOON + timedelta(days=7))
LONDON = Owner(team="Support", zone=ZoneInfo("Europe/London"), mail="desk@larkspur.example")
STAND_UP = "UID:standup\nDTSTART;TZID=Europe/London:20260105T093000\nDTEND;TZID=Europe/London:20260105T100000\n"


def calendar(*events: str, extra: str = "") -> bytes:
    inside = "".join(f"BEGIN:VEVENT\nDTSTAMP:20260101T000000Z\n{one.strip()}\nEND:VEVENT\n" for one in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{inside}{extra}END:VCALENDAR\n".replace("\n", "\r\n").encode()


def once(*lines: str) -> str:
    return "\n".join(("UID:once", "DTSTART:20260326T100000Z", "DTEND:20260326T110000Z", *lines))


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        pytest.param(once(), ["26 10:00-26 11:00"], id="an event"),
        pytest.param(
            f"{STAND_UP}RRULE:FREQ=WEEKLY;BYDAY=TH,MO\nEXDATE;TZID=Europe/London:20260330T093000",
            ["26 09:30-26 10:00"],
            id="what comes again, but not then",
        ),
        pytest.param(
            f"{STAND_UP}RRULE:FREQ=WEEKLY;BYDAY=FR,MO",
            ["27 09:30-27 10:00", "30 08:30-30 09:00"],
            id="at its hour over the clock change",
        ),
        pytest.param("UID:a\nDTSTART;VALUE=DATE:20260330", ["29 23:00-30 23:00"], id="a whole day there"),
        pytest.param("UID:a\nDTSTART:20260330T090000\nDURATION:PT2H", ["30 08:00-30 10:00"], id="without a zone"),
        pytest.param(
            "UID:a\nDTSTART;TZID=W. Europe Standard Time:20260326T093000\nDURATION:PT1H",
            ["26 08:30-26 09:30"],
            id="a zone as Windows calls it",
        ),
        pytest.param(f"{STAND_UP}RRULE:FREQ=DAILY;UNTIL=20260301T000000Z", [], id="what came again until then"),
        pytest.param(once("TRANSP:TRANSPARENT"), [], id="shown as free"),
        pytest.param(once("STATUS:CANCELLED"), [], id="called off"),
        pytest.param(once("X-MICROSOFT-CDO-BUSYSTATUS:FREE"), [], id="shown as free by Outlook"),
        pytest.param(once("ATTENDEE;PARTSTAT=DECLINED:mailto:Desk@larkspur.example"), [], id="declined"),
        pytest.param(
            once(
                "ATTENDEE;PARTSTAT=DECLINED:mailto:eli@larkspur.example",
                "ATTENDEE;PARTSTAT=ACCEPTED:mailto:desk@larkspur.example",
            ),
            ["26 10:00-26 11:00"],
            id="declined by somebody else",
        ),
        pytest.param("UID:a\nDTSTART:20260326T100000Z\nDTEND:20260326T100000Z", [], id="no time at all"),
        pytest.param("UID:a\nDTSTART:20260901T100000Z\nDURATION:PT1H", [], id="too far ahead"),
    ],
)
def test_what_takes_the_teams_time(event: str, expected: list[str]) -> None:
    found = busy_in(calendar(event), WEEK, LONDON)

    assert [f"{one.span.begins:%d %H:%M}-{one.span.ends:%d %H:%M}" for one in found] == expected


WEEKLY = "UID:weekly\nDTSTART:20260105T100000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;BYDAY=MO"


@pytest.mark.parametrize(
    ("was", "is_now", "expected"),
    [
        pytest.param("20260330", "20260501", [], id="out of it"),
        pytest.param("20260504", "20260327", [27, 30], id="into it"),
        pytest.param("20260330", "20260331", [31], id="in it"),
    ],
)
def test_a_meeting_that_was_moved_is_where_it_is_now(was: str, is_now: str, expected: list[int]) -> None:
    moved = f"UID:weekly\nRECURRENCE-ID:{was}T100000Z\nDTSTART:{is_now}T100000Z\nDTEND:{is_now}T110000Z"

    assert sorted(one.span.begins.day for one in busy_in(calendar(WEEKLY, moved), WEEK, LONDON)) == expected


def test_years_of_what_is_over_are_not_even_read() -> None:
    past = "UID:p\nDTSTART:20190105T100000Z\nDTEND:20190105T110000Z\nDTSTAMP:nonsense"
    far = "UID:f\nDTSTART;TZID=Europe/London:20290105T100000\nDTEND;TZID=Europe/London:20290105T110000"
    long_one = "UID:l\nDTSTART;VALUE=DATE:20260101\nDTEND;VALUE=DATE:20270101"

    kept = near(calendar(past, far, long_one, once()), WEEK)

    assert [line for line in kept.split(b"\r\n") if line.startswith(b"UID")] == [b"UID:l", b"UID:once"]


def test_a_calendar_that_tells_only_what_is_taken_is_read_too() -> None:
    periods = "FREEBUSY:20260328T100000Z/PT1H\nFREEBUSY;FBTYPE=FREE:20260328T170000Z/PT1H\n"
    written = calendar(extra=f"BEGIN:VFREEBUSY\nUID:f\nDTSTAMP:20260101T000000Z\n{periods}END:VFREEBUSY\n")

    assert [one.span.begins.hour for one in busy_in(written, WEEK, LONDON)] == [10]


class Server:
    """A server whose only answer can be set, and what it was asked for."""

    def __init__(self) -> None:
        self.status, self.body, self.waits = 200, calendar(once()), 0.0
        self.asked: list[str] = []
        self.url = ""

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(str(request.rel_url))
        await asyncio.sleep(self.waits)
        return web.Response(status=self.status, body=self.body, content_type="text/calendar")


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server = Server()
    app = web.Application()
    app.router.add_get("/{path:.*}", server.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.01)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield server
    await runner.cleanup()


@pytest.fixture
async def feed(server: Server, clock: FakeClock) -> AsyncIterator[CalendarFeed]:
    feed = connect(f"{server.url}/private-3f9/basic.ics?key=1", LONDON, clock, QUICK)
    yield feed
    await feed.aclose()


async def test_a_feed_is_read_at_its_secret_address(server: Server, feed: CalendarFeed) -> None:
    (busy,) = await feed.busy(WEEK.begins, WEEK.ends)

    assert busy.uid == "once"
    assert server.asked == ["/private-3f9/basic.ics?key=1"]


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        pytest.param(401, b"", LockedOutError, id="401"),
        pytest.param(404, b"", RejectedError, id="404"),
        pytest.param(302, b"", RejectedError, id="a redirect"),
        pytest.param(500, b"", UnavailableError, id="500"),
        pytest.param(200, b"<html>Please log in</html>", UnavailableError, id="a page"),
        pytest.param(200, b"", UnavailableError, id="nothing"),
        pytest.param(200, b"\xff\xfe\x00", UnavailableError, id="nonsense"),
        pytest.param(200, calendar(once())[:-20], UnavailableError, id="half a calendar"),
        pytest.param(200, calendar(once("RRULE:FREQ=SECONDLY")), UnavailableError, id="an event each second"),
        pytest.param(200, calendar(once("RRULE:FREQ=HOURLY;BYMONTH=2")), UnavailableError, id="tried for ever"),
        pytest.param(200, calendar("UID:a\nDTSTART:soon"), UnavailableError, id="an event at no time"),
        pytest.param(200, calendar(*[once()] * 500), UnavailableError, id="too large"),
    ],
)
async def test_what_goes_wrong_is_one_of_our_errors_and_tells_no_secret(
    server: Server, feed: CalendarFeed, status: int, body: bytes, error: type[BatonError]
) -> None:
    server.status, server.body = status, body

    with pytest.raises(error) as caught:
        await feed.busy(WEEK.begins, WEEK.ends)

    assert "calendar of Support" in caught.value.message
    assert "private-3f9" not in caught.value.message


async def test_a_feed_that_hangs_is_waited_for_only_so_long(server: Server, feed: CalendarFeed) -> None:
    server.waits = 5.0
    calendars = Calendars({"Support": TeamCalendar(feed=feed, ahead=timedelta(days=7))})

    began = time.perf_counter()
    assert await calendars.look("Support", NOON, within=0.1) is None
    with pytest.raises(UnavailableError):
        await feed.busy(WEEK.begins, WEEK.ends)

    assert time.perf_counter() - began < 2


async def test_what_was_read_is_good_for_minutes_and_not_after_a_failure(server: Server, feed: CalendarFeed) -> None:
    calendars = Calendars({"Support": TeamCalendar(feed=feed, ahead=timedelta(days=7))})
    assert calendars.known("Support", NOON) is None
    await calendars.refresh(NOON)
    assert len(calendars.known("Support", NOON) or ()) == 1
    soon = NOON + timedelta(seconds=5)
    assert await calendars.look("Support", soon, within=1) is not None
    assert len(server.asked) == 1
    later = [calendars.look("Support", NOON + timedelta(minutes=1), within=1) for _ in range(5)]
    assert None not in await asyncio.gather(*later)
    assert len(server.asked) == 2
    assert calendars.known("Support", NOON + timedelta(minutes=12)) is None

    server.status = 500
    await calendars.refresh(NOON + timedelta(minutes=4))

    assert calendars.known("Support", NOON + timedelta(minutes=4)) is None
    assert await calendars.look("Another", NOON, within=1) is None


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("https://calendar.example/${SUPPORT_SECRET}/basic.ics", ""),
        ("webcal://calendar.example/basic.ics", ""),
        ("${WHOLE_ADDRESS}", ""),
        ("http://calendar.example/basic.ics", "begins with https://"),
        ("${NOT_SET}", "NOT_SET is not set"),
    ],
)
def test_an_address_is_kept_secret_and_may_come_from_the_environment(
    written: str, fault: str, clock: FakeClock
) -> None:
    settings = load(support_secret="s3cr3t", whole_address="http://127.0.0.1:1/basic.ics")
    workspace = Workspace(teams=(TeamConfig(name="Support", channel="C0DESK", calendar=written),))

    calendars, faults = calendars_of(settings, workspace, clock)

    assert bool(calendars.teams) is not bool(fault)
    assert fault in faults.get("Support", "")
    assert "s3cr3t" not in str(faults)


def test_a_calendar_that_is_no_address_is_refused_with_the_file() -> None:
    with pytest.raises(ValueError, match="begins with https"):
        TeamConfig(name="Support", channel="C0DESK", calendar="basic.ics")

"""Larkspur's support calendar as an iCalendar feed on loopback: what comes every week, and what is added to it."""

import secrets
from datetime import datetime

from aiohttp import web

_TWICE_A_YEAR = """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19700329T010000
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
TZNAME:BST
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
TZNAME:GMT
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""

_EVERY_WEEK = (
    ("standup", "Stand-up", "20260105T093000", "20260105T100000", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
    ("lunch", "Lunch", "20260105T120000", "20260105T130000", "FREQ=DAILY"),
    ("review", "Review of the week", "20260109T150000", "20260109T163000", "FREQ=WEEKLY;BYDAY=FR"),
)


class CalendarFeed:
    """Serves the calendar at one secret path; `status` may be set to another, and whoever asks gets only that."""

    def __init__(self) -> None:
        self.path = f"/calendars/private-{secrets.token_hex(8)}/basic.ics"
        self.status = 200
        self.reads = 0
        self._added: list[str] = []

    def add(self, uid: str, begins: datetime, ends: datetime) -> None:
        """Something takes the team's time; the moments in UTC."""
        self._added.append(
            f"BEGIN:VEVENT\nUID:{uid}\nDTSTAMP:20260101T000000Z\nDTSTART:{begins:%Y%m%dT%H%M%SZ}\n"
            f"DTEND:{ends:%Y%m%dT%H%M%SZ}\nSUMMARY:Busy\nEND:VEVENT\n"
        )

    async def handle(self, _request: web.Request) -> web.Response:
        """Give it out."""
        self.reads += 1
        if self.status != 200:
            return web.Response(status=self.status)
        return web.Response(text=self.written(), content_type="text/calendar", charset="utf-8")

    def written(self) -> str:
        """The calendar as it stands."""
        weekly = "".join(
            f"BEGIN:VEVENT\nUID:{uid}@larkspur.example\nDTSTAMP:20260101T000000Z\nSUMMARY:{summary}\n"
            f"DTSTART;TZID=Europe/London:{begins}\nDTEND;TZID=Europe/London:{ends}\nRRULE:{rule}\nEND:VEVENT\n"
            for uid, summary, begins, ends, rule in _EVERY_WEEK
        )
        head = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Larkspur//Calendar//EN\nX-WR-CALNAME:Larkspur Support\n"
        whole = f"{head}{_TWICE_A_YEAR}{weekly}{''.join(self._added)}END:VCALENDAR\n"
        return whole.replace("\n", "\r\n")

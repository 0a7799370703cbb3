"""What went out by e-mail, and the team's calendar, as pages of the sandbox."""

from email.message import EmailMessage

import httpx
from icalendar import Calendar

from sandbox.server import Sandbox


def mail(subject: str) -> EmailMessage:
    written = EmailMessage()
    written["To"], written["From"], written["Subject"] = "maya@acme.example", "support@larkspur.example", subject
    written.set_content("<script>alert(1)</script>")
    written.add_alternative("BEGIN:VCALENDAR", subtype="calendar", params={"method": "REQUEST"})
    return written


async def test_the_mailbox_shows_every_mail_as_text_to_whoever_has_the_token(box: Sandbox) -> None:
    box.post_office.mailbox += [mail("First"), mail("<b>Second</b>")]

    async with httpx.AsyncClient(trust_env=False) as browser:
        assert (await browser.get(f"{box.url}/mailbox")).status_code == 403
        page = (await browser.get(box.mailbox_url)).text

    assert page.index("&lt;b&gt;Second&lt;/b&gt;") < page.index("First")
    assert "<script>" not in page
    assert page.count("Invitation for calendars (REQUEST)") == 2


async def test_the_calendar_is_given_out_at_its_secret_address_only(box: Sandbox) -> None:
    async with httpx.AsyncClient(trust_env=False) as program:
        found = await program.get(box.calendar_url)
        assert (await program.get(f"{box.url}/calendars/basic.ics")).status_code == 404
        box.calendar.status = 503
        assert (await program.get(box.calendar_url)).status_code == 503

    assert found.headers["content-type"].startswith("text/calendar")
    assert len(Calendar.from_ical(found.text).walk("VEVENT")) == 3

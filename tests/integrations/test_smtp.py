"""E-mail against a real SMTP server on loopback."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from icalendar import Calendar

from bot.errors import MisconfiguredError, RejectedError, UnavailableError
from bot.ports import Guest, Invitation, Mail
from bot.settings import load
from integrations.smtp import SmtpMailer, mailer_of
from sandbox.vendors.mail.post_office import PostOffice

MAIL = Mail(key="mail:H1", to="maya@acme.example", subject="Your question", text="Grüße\nhttps://slack.example/p1")


@pytest.fixture
async def office() -> AsyncIterator[PostOffice]:
    office = PostOffice()
    await office.start()
    yield office
    await office.stop()


def mailer(office: PostOffice, **changed: str) -> SmtpMailer:
    found = mailer_of(load(**{name.lower(): value for name, value in (office.environment | changed).items()}))
    assert found is not None
    return found


async def test_an_e_mail_arrives_as_it_was_written(office: PostOffice) -> None:
    await mailer(office).send(MAIL)

    (arrived,) = office.mailbox
    assert (arrived["To"], arrived["From"]) == ("maya@acme.example", "support@larkspur.example")
    assert arrived["Subject"] == "Your question"
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert arrived.get_content().splitlines() == MAIL.text.splitlines()


async def test_the_same_e_mail_has_the_same_message_id_and_another_has_another(office: PostOffice) -> None:
    ours = mailer(office)
    for key in ("mail:H1", "mail:H1", "mail:H2"):
        await ours.send(Mail(key=key, to=MAIL.to, subject=MAIL.subject, text=MAIL.text))

    first, again, other = (mail["Message-ID"] for mail in office.mailbox)
    assert first == again != other
    assert first.endswith("@larkspur.example>")


@pytest.mark.parametrize(
    "to", ["", "maya", "a@acme.example, eve@evil.example", "a@acme.example\nBcc: eve@evil.example"]
)
async def test_what_is_not_one_address_is_refused_and_nothing_is_sent(office: PostOffice, to: str) -> None:
    with pytest.raises(RejectedError):
        await mailer(office).send(Mail(key="k", to=to, subject="s", text="t"))

    assert office.mailbox == []


async def test_a_subject_cannot_add_a_header(office: PostOffice) -> None:
    await mailer(office).send(Mail(key="k", to=MAIL.to, subject="Hi\r\nBcc: eve@evil.example", text="t"))

    (arrived,) = office.mailbox
    assert arrived["Bcc"] is None


async def test_an_unknown_mailbox_is_final_and_a_busy_one_is_not(office: PostOffice) -> None:
    office.answers[MAIL.to] = "550 No such user here"
    with pytest.raises(RejectedError) as refused:
        await mailer(office).send(MAIL)
    assert refused.value.code == "550"

    office.answers[MAIL.to] = "451 Try again later"
    with pytest.raises(UnavailableError) as busy:
        await mailer(office).send(MAIL)
    assert not busy.value.is_ambiguous


async def test_a_server_that_is_down_is_unavailable(office: PostOffice) -> None:
    ours = mailer(office)
    await office.stop()

    with pytest.raises(UnavailableError) as down:
        await ours.send(MAIL)
    assert not down.value.is_ambiguous
    with pytest.raises(UnavailableError):
        await ours.check()


async def test_a_server_without_tls_gets_nothing_where_tls_is_asked_for(office: PostOffice) -> None:
    with pytest.raises(UnavailableError):
        await mailer(office, SMTP_SECURITY="starttls").send(MAIL)

    assert office.mailbox == []


async def test_the_doctor_hears_that_it_works_without_a_mail(office: PostOffice) -> None:
    assert "support@larkspur.example" in await mailer(office).check()

    assert office.mailbox == []


def test_no_mail_without_a_server_and_never_in_the_clear_over_a_network() -> None:
    assert mailer_of(load(smtp_host=None)) is None
    with pytest.raises(MisconfiguredError, match="SMTP_SECURITY"):
        mailer_of(load(smtp_host="mail.example.com", smtp_security="none", smtp_from="a@b.example"))
    with pytest.raises(MisconfiguredError, match="SMTP_FROM"):
        mailer_of(load(smtp_host="mail.example.com"))


INVITATION = Invitation(
    uid="S1@slots.baton",
    sequence=2,
    begins=datetime(2026, 12, 1, 9, tzinfo=UTC),
    ends=datetime(2026, 12, 1, 9, 30, tzinfo=UTC),
    title="Support: exports; are, empty\nBEGIN:VEVENT",
    text="Line one\nLine two",
    guests=(Guest(name='Maya "M"\r\nTorres', mail="maya@acme.example"),),
    at=datetime(2026, 11, 27, 12, tzinfo=UTC),
)


@pytest.mark.parametrize(("is_cancelled", "method"), [(False, "REQUEST"), (True, "CANCEL")])
async def test_an_invitation_is_one_that_calendars_understand(
    office: PostOffice, is_cancelled: bool, method: str
) -> None:
    await mailer(office).send(replace(MAIL, invitation=replace(INVITATION, is_cancelled=is_cancelled)))

    (arrived,) = office.mailbox
    assert arrived.get_body(("plain",)).get_content().splitlines() == MAIL.text.splitlines()  # type: ignore[union-attr]
    parts = {part.get_content_type(): part for part in arrived.walk()}
    assert list(parts) == ["multipart/mixed", "multipart/alternative", "text/plain", "text/calendar", "application/ics"]
    assert parts["text/calendar"]["Content-Type"].params["method"] == method
    assert parts["application/ics"].get_filename() == "invite.ics"
    calendar: Any = Calendar.from_ical(parts["text/calendar"].get_content())
    (event,) = calendar.walk("VEVENT")
    assert (calendar["METHOD"], event["UID"], event["SEQUENCE"]) == (method, INVITATION.uid, 2)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (INVITATION.begins, INVITATION.ends)
    assert event["SUMMARY"] == INVITATION.title
    assert event["ORGANIZER"] == "mailto:support@larkspur.example"
    assert event["ATTENDEE"] == "mailto:maya@acme.example"
    assert event["ATTENDEE"].params["CN"] == "Maya M Torres"
    assert event["STATUS"] == ("CANCELLED" if is_cancelled else "CONFIRMED")

"""E-mail against a real SMTP server on loopback."""

from collections.abc import AsyncIterator

import pytest

from bot.errors import MisconfiguredError, RejectedError, UnavailableError
from bot.ports import Mail
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

"""E-mail over SMTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as WIRE_FORM
from hashlib import sha256
from typing import Annotated, Literal

from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
)
from pydantic import Field, SecretStr

from bot.errors import BatonError, LockedOutError, MisconfiguredError, RejectedError, UnavailableError
from bot.ports import Mail
from bot.settings import Part, Settings
from integrations.http import LOOPBACK
from integrations.invitation import written

_SERVICE = "e-mail"


class SmtpSettings(Part):
    """Where the mail server is, and who we are to it."""

    smtp_host: Annotated[str | None, Field(description="Mail server that e-mails go out by; none: no e-mail.")] = None
    smtp_port: Annotated[int, Field(ge=1, le=65535, description="Its port.")] = 587
    smtp_user: Annotated[str | None, Field(description="Name to log in with, if it wants one.")] = None
    smtp_password: Annotated[SecretStr | None, Field(description="Password to log in with.")] = None
    smtp_security: Annotated[
        Literal["starttls", "tls", "none"],
        Field(
            description="How the connection is kept secret: `starttls`, `tls` (port 465) or `none` (on loopback only)."
        ),
    ] = "starttls"
    smtp_from: Annotated[str | None, Field(description="Address that e-mails come from.")] = None


class SmtpMailer:
    """A `Mailer` that opens a connection for each e-mail. `seconds` is the patience for each step."""

    def __init__(self, settings: SmtpSettings, sender: Address, *, seconds: float = 20.0) -> None:
        self._settings = settings
        self._sender = sender
        self._seconds = seconds

    async def send(self, mail: Mail) -> None:
        """See `Mailer`."""
        message = self._written(mail)
        is_handed_over = False
        try:
            async with self._connected() as server:
                is_handed_over = True
                await server.send_message(message)
        except (SMTPException, OSError) as error:
            raise _ours(error, is_ambiguous=is_handed_over) from error

    async def check(self) -> str:
        """See `Mailer`."""
        try:
            async with self._connected() as server:
                await server.noop()
        except (SMTPException, OSError) as error:
            raise _ours(error, is_ambiguous=False) from error
        return f"{self._settings.smtp_host} takes mail from {self._sender.addr_spec}"

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[SMTP]:
        its, password = self._settings, self._settings.smtp_password
        server = SMTP(
            hostname=its.smtp_host,
            port=its.smtp_port,
            username=its.smtp_user,
            password=password.get_secret_value() if password else None,
            use_tls=its.smtp_security == "tls",
            start_tls=its.smtp_security == "starttls",
            timeout=self._seconds,
        )
        async with server:
            yield server

    def _written(self, mail: Mail) -> EmailMessage:
        message = EmailMessage(policy=WIRE_FORM)
        try:
            message["To"] = Address(addr_spec=mail.to)
            message["Subject"] = " ".join(mail.subject.split())
        except (ValueError, HeaderParseError, IndexError) as error:
            raise RejectedError(_SERVICE, "this is not one e-mail address") from error
        message["From"] = self._sender
        message["Message-ID"] = f"<{sha256(mail.key.encode()).hexdigest()[:40]}@{self._sender.domain}>"
        message["Auto-Submitted"] = "auto-generated"  # so that no out-of-office note answers it (RFC 3834)
        message.set_content(mail.text)
        if mail.invitation is not None:
            _invite(message, written(mail.invitation, self._sender), mail.invitation.method)
        return message


def _invite(message: EmailMessage, calendar: str, method: str) -> None:
    """Beside the text for programs that know calendars, and attached for those that do not."""
    message.add_alternative(calendar, subtype="calendar", params={"method": method})
    message.add_attachment(calendar.encode(), maintype="application", subtype="ics", filename="invite.ics")


def mailer_of(settings: Settings) -> SmtpMailer | None:
    """The mailer that is configured, if any. Raises MisconfiguredError."""
    its = settings.part(SmtpSettings)
    if its.smtp_host is None:
        return None
    if its.smtp_security == "none" and its.smtp_host not in LOOPBACK:
        raise MisconfiguredError("SMTP_SECURITY is none, but SMTP_HOST is not on this machine: use starttls or tls.")
    try:
        sender = Address(addr_spec=its.smtp_from or "")
    except (ValueError, HeaderParseError, IndexError):
        raise MisconfiguredError("SMTP_FROM is not an e-mail address, but SMTP_HOST is set: name one.") from None
    return SmtpMailer(its, sender)


def _ours(error: SMTPException | OSError, *, is_ambiguous: bool) -> BatonError:
    """Their error as one of ours: 4xx may pass, 5xx will not. Their words may quote the mail: they stay out."""
    if isinstance(error, SMTPRecipientsRefused):
        error = error.recipients[0]
    if isinstance(error, SMTPAuthenticationError):
        return LockedOutError(_SERVICE, str(error.code))
    if isinstance(error, SMTPResponseException):
        return RejectedError(_SERVICE, str(error.code)) if error.code >= 500 else _busy(str(error.code), False)
    return _busy(type(error).__name__, is_ambiguous)


def _busy(detail: str, is_ambiguous: bool) -> UnavailableError:
    return UnavailableError(_SERVICE, detail, is_ambiguous=is_ambiguous)

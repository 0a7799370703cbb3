"""How e-mail goes out."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody who is invited."""

    name: str
    mail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A time as calendars take it from a mail: by its `uid` they know it again, by `sequence` which word is the newer.

    `at` is when it was written.
    """

    uid: str
    sequence: int
    begins: datetime
    ends: datetime
    title: str
    text: str
    guests: tuple[Guest, ...]
    is_cancelled: bool = False
    at: datetime

    @property
    def method(self) -> str:
        """What calendars call it."""
        return "CANCEL" if self.is_cancelled else "REQUEST"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A plain e-mail to one address, with an invitation perhaps. `key` is ours, the same for the same mail: its
    Message-ID is made of it.
    """

    key: str
    to: str
    subject: str
    text: str
    invitation: Invitation | None = None


class Mailer(Protocol):
    """Sends e-mail. Raises UnavailableError, which may be ambiguous, or RejectedError."""

    async def send(self, mail: Mail) -> None:
        """Hand it to the mail server. Sent again it has the same Message-ID, by which mailboxes know it."""
        ...

    async def check(self) -> str:
        """Whether the server takes us, sending nothing; a line for `baton doctor`."""
        ...

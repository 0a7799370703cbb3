"""How e-mail goes out."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A plain e-mail to one address. `key` is ours, the same for the same mail: its Message-ID is made of it."""

    key: str
    to: str
    subject: str
    text: str


class Mailer(Protocol):
    """Sends e-mail. Raises UnavailableError, which may be ambiguous, or RejectedError."""

    async def send(self, mail: Mail) -> None:
        """Hand it to the mail server. Sent again it has the same Message-ID, by which mailboxes know it."""
        ...

    async def check(self) -> str:
        """Whether the server takes us, sending nothing; a line for `baton doctor`."""
        ...

"""An SMTP server on loopback whose mailbox can be read."""

import asyncio
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope


class PostOffice:
    """Takes every e-mail, except to an address with an answer of its own in `answers`, such as `550 No such user`."""

    def __init__(self) -> None:
        self.mailbox: list[EmailMessage] = []
        self.answers: dict[str, str] = {}
        self._server: asyncio.Server | None = None

    @property
    def environment(self) -> dict[str, str]:
        """The settings with which the bot finds it."""
        return {
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(self.port),
            "SMTP_SECURITY": "none",
            "SMTP_FROM": "support@larkspur.example",
        }

    @property
    def port(self) -> int:
        """Where it listens, while it does."""
        assert self._server is not None
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    async def start(self) -> None:
        """Listen on a free port of loopback."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: SMTP(self, hostname="localhost", loop=loop), "127.0.0.1", 0)

    async def stop(self) -> None:
        """Let go of the port."""
        if self._server:
            self._server.close()
            await self._server.wait_closed()

    async def handle_RCPT(  # noqa: N802  the library's name and arguments
        self, _server: Any, _session: Any, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Whether this address is known."""
        answer = self.answers.get(address)
        if answer is None:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:  # noqa: N802
        """Keep the e-mail."""
        content = envelope.content
        assert isinstance(content, bytes)
        self.mailbox.append(message_from_bytes(content, _class=EmailMessage, policy=policy.default))
        return "250 OK"

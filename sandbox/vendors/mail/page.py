"""The mailbox as a page: every e-mail that went out, newest first, with its invitation if there is one."""

from collections.abc import Sequence
from email.message import EmailMessage
from html import escape

_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="5"><title>Mailbox</title>
<h1>Mailbox</h1>
<p>What went out by e-mail, newest first; nothing of it leaves this machine.</p>
{mails}
</html>
"""
_MAIL = """<hr><h2>{subject}</h2>
<p>To {to}, from {sender}</p>
<pre>{text}</pre>
{invitation}"""
_INVITATION = """<details><summary>Invitation for calendars ({method})</summary><pre>{text}</pre></details>"""


def mailbox_page(mails: Sequence[EmailMessage]) -> str:
    """The whole page. Nothing in a mail becomes markup."""
    return _PAGE.format(mails="\n".join(map(_mail, reversed(mails))) or "<p>Nothing yet.</p>")


def _mail(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    return _MAIL.format(
        subject=escape(mail["Subject"] or ""),
        to=escape(mail["To"] or ""),
        sender=escape(mail["From"] or ""),
        text=escape(body.get_content() if body else ""),
        invitation="".join(_invitation(part) for part in mail.walk() if part.get_content_type() == "text/calendar"),
    )


def _invitation(part: EmailMessage) -> str:
    method = str(part["Content-Type"].params.get("method", ""))
    return _INVITATION.format(method=escape(method), text=escape(part.get_content()))

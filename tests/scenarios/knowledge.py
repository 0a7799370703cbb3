"""A help centre of a few pages: small enough to be read in a blink, and to know what it will say."""

from pathlib import Path

HELP = "https://help.larkspur.example/articles"

KEYS = "How do I rotate our API key without downtime?"
KEYS_URL = f"{HELP}/rotate-api-key"
INVOICES = "How do I export all invoices as a PDF file?"
INVOICES_URL = f"{HELP}/export-invoices"
PASSWORD = "How do I reset my password?"
PASSWORD_URL = f"{HELP}/reset-password"
OFFLINE = "Can technicians use the mobile app offline?"
OFFLINE_URL = f"{HELP}/mobile-offline"
WEBHOOK_FIELDS = "What are the webhook payload fields?"
WEBHOOKS_URL = f"{HELP}/webhooks"
UNKNOWN = "How do I feed penguins in Antarctica with a submarine?"
VAGUE = "it doesn't work"

_ARTICLES = {
    "rotate-api-key": (
        "Rotate an API key",
        """
## Rotate a key without downtime

1. Open **Settings › API** and choose *Create second key*. Both keys work from then on.
2. Put the new key into your integrations.
3. Choose *Revoke* beside the old key once its *last used* time stands still.

## When the rotated key is refused

A new API key is refused with error `401` while it spreads, for up to two minutes after you rotate it. Try again, and
check that no space was copied with the key.

## Rotate an API key on a schedule

Keys can be rotated every 30, 60 or 90 days. Choose the interval under *Settings › API › Rotation*; owners get an
e-mail before an API key is rotated, and downtime is avoided because both keys overlap for a day.
""",
    ),
    "export-invoices": (
        "Export invoices",
        """
## Export invoices as a PDF file

Open **Billing › Invoices**, select *All*, and press *Export as PDF*. The file with all invoices reaches you by e-mail.

## Export invoices as a spreadsheet

Press *Export as CSV* instead. The spreadsheet has one line for each invoice, in your own currency.
""",
    ),
    "reset-password": (
        "Reset your password",
        """
## Reset your password yourself

Choose *Forgot password?* on the sign-in page. The link to reset your password is valid for one hour.

## The password e-mail never arrives

Look into the spam folder, and ask your administrator to resend the password link from *Settings › People*.
""",
    ),
    "mobile-offline": (
        "Use the mobile app offline",
        """
## What technicians can do offline

Technicians can open today's jobs, take photos and collect signatures in the mobile app while they are offline.
Everything is sent once they are online again.
""",
    ),
    "webhooks": (
        "Webhooks",
        "\n## Webhook payload fields\n\nThe payload of a webhook has these fields:\n\n"
        + "\n".join(f"- `field_{number:03}`: what the webhook payload says of part {number}" for number in range(200))
        + "\n",
    ),
}


def write_help_centre(folder: Path) -> Path:
    """The articles as an admin would keep them."""
    folder.mkdir()
    for name, (title, text) in _ARTICLES.items():
        front = f"---\ntitle: {title}\nurl: {HELP}/{name}\n---\n"
        (folder / f"{name}.md").write_text(f"{front}\n# {title}\n{text}", encoding="utf-8")
    return folder

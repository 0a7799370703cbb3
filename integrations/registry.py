"""Every system that knows something of customers. A new one is a file beside this and a line here."""

from bot.ports import AccountSource, Clock
from bot.settings import Part, Settings
from integrations import hubspot, intercom, linear, smtp, stripe, zendesk
from integrations.http import Wire
from integrations.vendor import Vendor

VENDORS: tuple[Vendor, ...] = (
    hubspot.VENDOR,
    stripe.VENDOR,
    zendesk.VENDOR,
    intercom.VENDOR,
)
"""In the order in which their facts stand on a card."""


_NETWORK = Wire()


def account_sources(
    settings: Settings, clock: Clock, vendors: tuple[Vendor, ...] = VENDORS, wire: Wire = _NETWORK
) -> tuple[AccountSource, ...]:
    """Those that are configured. Raises MisconfiguredError."""
    found = (vendor.connect(settings, clock, wire) for vendor in vendors)
    return tuple(source for source in found if source is not None)


def setting_names() -> tuple[str, ...]:
    """Every environment variable there is, in lower case."""
    parts: tuple[type[Part], ...] = (linear.LinearSettings, smtp.SmtpSettings, *(vendor.settings for vendor in VENDORS))
    return (*Settings.model_fields, *(name for part in parts for name in part.model_fields))

"""The vendors there are stand-ins for: a literal list, so that one more shows in a diff."""

from sandbox.vendors.hubspot.api import HubSpot
from sandbox.vendors.intercom.api import Intercom
from sandbox.vendors.linear.api import Linear
from sandbox.vendors.model.api import Model
from sandbox.vendors.stripe.api import Stripe
from sandbox.vendors.vendor import Vendor
from sandbox.vendors.zendesk.api import Zendesk

VENDORS: tuple[type[Vendor], ...] = (HubSpot, Stripe, Zendesk, Intercom, Linear, Model)

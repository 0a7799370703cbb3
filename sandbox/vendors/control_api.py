"""The control calls that concern the vendors: what they were asked, what goes wrong, and what people do in them."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from sandbox.control import Handler, Order
from sandbox.errors import ControlError, Json
from sandbox.vendors.linear.api import WEBHOOK_SECRET, Linear
from sandbox.vendors.linear.payloads import data
from sandbox.vendors.model.api import Model
from sandbox.vendors.running import Vendors

MOST_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class VendorsApi:
    """What a test or a demonstration can arrange with the vendors."""

    vendors: Vendors

    def routes(self) -> dict[tuple[str, str], Handler]:
        """The calls by method and path."""
        return {
            ("GET", "vendors"): self.shown,
            ("GET", "vendors/calls"): self.calls,
            ("GET", "vendors/deliveries"): self.deliveries,
            ("POST", "vendors/wait"): self.wait,
            ("POST", "vendors/faults"): self.order_fault,
            ("GET", "vendors/linear/issues"): self.issues,
            ("POST", "vendors/linear/webhook"): self.webhook,
            ("POST", "vendors/linear/move"): self.move,
            ("POST", "vendors/linear/comment"): self.comment,
            ("POST", "vendors/linear/redeliver"): self.redeliver,
            ("POST", "vendors/model"): self.model,
        }

    async def shown(self, _order: Order) -> Json:
        """Where they are."""
        return {"vendors": self.vendors.shown()}

    async def calls(self, order: Order) -> Json:
        """What they were asked."""
        return {"calls": self._calls(order), "next": self.vendors.journal.next("call")}

    async def deliveries(self, order: Order) -> Json:
        """The webhooks they sent, one entry for each attempt."""
        return {"deliveries": self._deliveries(order), "next": self.vendors.journal.next("delivery")}

    async def wait(self, order: Order) -> Json:
        """Until a call, or a delivery, is there."""
        kinds = {"call": ("calls", self._calls), "delivery": ("deliveries", self._deliveries)}
        kind = order.text("for", "call")
        if kind not in kinds:
            raise ControlError("invalid_argument", f"`for` is one of {', '.join(kinds)}.")
        name, look = kinds[kind]
        try:
            async with asyncio.timeout(min(order.number("timeout", 5), MOST_SECONDS)):
                while not (found := look(order)):
                    await self.vendors.journal.signal.wait(None)
        except TimeoutError:
            raise ControlError("timed_out", f"There was no such {kind}.", status=408) from None
        return {name: found}

    async def order_fault(self, order: Order) -> Json:
        """Arrange trouble with a vendor, or clear it."""
        if order.values.get("clear"):
            vendor = order.optional("vendor")
            await self.vendors.clear_faults(self.vendors.listener(vendor).vendor.name if vendor else None)
        else:
            await self.vendors.order_fault(dict(order.values))
        return {}

    async def issues(self, _order: Order) -> Json:
        """All issues with what hangs on them, as webhooks tell them."""
        return {
            "issues": [
                {
                    **data(issue),
                    "comments": [data(one) for one in issue.comments],
                    "attachments": [data(one) for one in issue.attachments],
                    "needs": [data(one) for one in issue.needs],
                }
                for issue in self._linear().space.issues
            ]
        }

    async def webhook(self, order: Order) -> Json:
        """Choose where Linear's news goes."""
        hook = self._linear().listen(order.text("url"), order.text("secret", WEBHOOK_SECRET))
        return {"webhook": hook.id}

    async def move(self, order: Order) -> Json:
        """Somebody moves an issue."""
        return {"issue": data(self._linear().move(order.text("issue"), order.text("state"), order.optional("as")))}

    async def comment(self, order: Order) -> Json:
        """Somebody comments on an issue."""
        said = self._linear().comment(order.text("issue"), order.text("body"), order.optional("as"))
        return {"comment": data(said)}

    async def redeliver(self, order: Order) -> Json:
        """Send a webhook again that was sent: the last one, unless told which."""
        sent = self._linear().courier.resend(order.optional("delivery"))
        if sent is None:
            raise ControlError("delivery_not_found", "No such webhook was sent.", status=404)
        return {"delivery": sent}

    async def model(self, order: Order) -> Json:
        """Tell the model what to say next, and how fast."""
        model = self.vendors.vendor(Model)
        model.pace = order.number("pace", model.pace)
        script = order.values.get("script", [])
        if not isinstance(script, list) or not all(isinstance(one, dict) for one in script):
            raise ControlError("invalid_argument", "`script` is a list of replies.")
        model.script(script)
        return {}

    def _linear(self) -> Linear:
        return self.vendors.vendor(Linear)

    def _calls(self, order: Order) -> list[Json]:
        return _chosen(self.vendors.journal.calls, order)

    def _deliveries(self, order: Order) -> list[Json]:
        return _chosen(self.vendors.journal.deliveries, order)


def _chosen(entries: Iterable[Json], order: Order) -> list[Json]:
    """Those from number `since` on, of a vendor and a path if these are named."""
    since, vendor, path = order.number("since", 0), order.optional("vendor"), order.text("path", "")
    return [
        one
        for one in entries
        if one["n"] >= since and vendor in (None, one["vendor"]) and path in str(one.get("path", one.get("url")))
    ]

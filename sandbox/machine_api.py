"""The control calls that concern the machinery: logs, faults, transports, features, and the life of the app."""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox import installation, streaming
from sandbox.allowance import Allowance
from sandbox.control import Handler, Order
from sandbox.delivery import Courier
from sandbox.errors import ControlError, Json
from sandbox.faults import Faults
from sandbox.features import switched
from sandbox.http_events import HttpEvents
from sandbox.journal import Journal
from sandbox.portrait import world_shown
from sandbox.socket_mode import SocketMode
from sandbox.vendors.control_api import VendorsApi
from sandbox.vendors.running import Vendors
from sandbox.waiting import Waiting
from sandbox.workspace import Workspace


@dataclass(frozen=True, slots=True)
class MachineApi:
    """What a test or a demonstration can arrange."""

    ws: Workspace
    journal: Journal
    courier: Courier
    sockets: SocketMode
    http: HttpEvents
    faults: Faults
    allowance: Allowance
    vendors: Vendors | None = None

    def routes(self) -> dict[tuple[str, str], Handler]:
        """The calls by method and path."""
        return {
            ("GET", "world"): self.world,
            ("GET", "calls"): self.calls,
            ("GET", "deliveries"): self.deliveries,
            ("POST", "wait"): Waiting(self.ws, self.journal, self.courier).wait,
            ("POST", "faults"): self.order_fault,
            ("POST", "transport"): self.transport,
            ("POST", "features"): self.features,
            ("POST", "app"): self.app,
            ("POST", "reset"): self.reset,
            **(VendorsApi(self.vendors).routes() if self.vendors else {}),
        }

    async def world(self, _order: Order) -> Json:
        """Everything that is not a message."""
        shown = world_shown(self.ws)
        shown["vendors"] = self.vendors.shown() if self.vendors else {}
        shown["app"]["transport"] = self.courier.transport.name
        shown["app"]["is_connected"] = self.courier.transport.is_ready()
        shown["faults"] = {
            "calls": self.faults.waiting(),
            "deliveries": self.courier.mishaps.waiting(),
            "token_error": self.ws.token_error,
        }
        return shown

    async def calls(self, order: Order) -> Json:
        """What the app called."""
        since = order.number("since", 0)
        return {"calls": [one for one in self.journal.calls if one["n"] >= since], "next": self.journal.next("call")}

    async def deliveries(self, order: Order) -> Json:
        """What was sent to the app, one entry for each attempt."""
        since = order.number("since", 0)
        found = [one for one in self.journal.deliveries if one["n"] >= since]
        return {"deliveries": found, "next": self.journal.next("delivery")}

    async def order_fault(self, order: Order) -> Json:
        """Arrange for something to go wrong."""
        values = dict(order.values)
        if values.pop("expire_streams", False):
            streaming.expire_all(self.ws)
        if "revoke_tokens" in values:
            change = installation.revoke if values.pop("revoke_tokens") else installation.restore
            change(self.ws)
        if "deliveries" in values:
            self.courier.mishaps.order(values)
            return {}
        if values.get("clear"):
            installation.restore(self.ws)
            self.courier.mishaps.clear()
        if values:
            self.faults.order(values)
        return {}

    async def transport(self, order: Order) -> Json:
        """Choose where events go, or make the sockets disconnect."""
        mode = order.optional("mode")
        if mode == "http":
            await self.http.use(order.text("request_url"))
            self.courier.transport = self.http
            self.courier.wake()
        elif mode == "socket":
            self.courier.transport = self.sockets
        elif mode is not None:
            raise ControlError("invalid_argument", "`mode` is socket or http.")
        reason = order.optional("disconnect")
        if reason is not None:
            await self.sockets.disconnect(reason, times=int(order.number("times", 1)))
        return {}

    async def features(self, order: Order) -> Json:
        """Switch features."""
        values = dict(order.values)
        scopes = values.pop("bot_scopes", None)
        self.ws.features = switched(self.ws.features, values)
        if scopes is not None:
            self.ws.scopes = tuple(str(scope) for scope in scopes)
        return {}

    async def app(self, order: Order) -> Json:
        """Let something happen to the app as a whole."""
        actions: dict[str, Callable[[], object]] = {
            "revoke": lambda: installation.revoke(self.ws),
            "uninstall": lambda: installation.uninstall(self.ws),
            "install": lambda: installation.restore(self.ws),
            "rate_limit": self.allowance.exhaust,
        }
        action = order.text("action")
        if action not in actions:
            raise ControlError("invalid_argument", f"`action` is one of {', '.join(actions)}.")
        actions[action]()
        return {}

    async def reset(self, _order: Order) -> Json:
        """Begin again."""
        await self.courier.forget_all()
        self.courier.mishaps.clear()
        self.sockets.calm()
        self.allowance.renew()
        self.faults.order({"clear": True})
        self.ws.reset()
        self.journal.clear()
        if self.vendors is not None:
            await self.vendors.reset()
        self.ws.announce({"type": "reset"})
        return {}

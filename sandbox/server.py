"""Puts the sandbox together and starts it on loopback."""

import secrets
from dataclasses import dataclass, replace
from pathlib import Path

from aiohttp import web

from sandbox.allowance import EVENTS_AN_HOUR, Allowance
from sandbox.clock import Clock, ScaledClock
from sandbox.control import Door, is_loopback
from sandbox.delivery import ACK_SECONDS, Courier
from sandbox.errors import Json
from sandbox.events import envelope, is_for_app
from sandbox.faults import Faults
from sandbox.http_events import HttpEvents
from sandbox.interactions import Interactions
from sandbox.journal import Journal
from sandbox.live import Live
from sandbox.machine_api import MachineApi
from sandbox.people_api import PeopleApi
from sandbox.places_api import PlacesApi
from sandbox.records import Channel
from sandbox.response_urls import ResponseUrls
from sandbox.socket_mode import SocketMode
from sandbox.uploads import MAX_BYTES, FileServer
from sandbox.vendors.accounts import Book, load_book
from sandbox.vendors.calendar.feed import CalendarFeed
from sandbox.vendors.mail.page import mailbox_page
from sandbox.vendors.mail.post_office import PostOffice
from sandbox.vendors.running import Vendors
from sandbox.web_api import WebApi
from sandbox.workspace import STREAM_SECONDS, TRIGGER_SECONDS, Workspace
from sandbox.world import DEMO, World, with_manifest
from sandbox.world_file import load_manifest, load_world

HOST = "127.0.0.1"
PAGE = Path(__file__).parent / "page"
PAGE_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "frame-ancestors 'none'; base-uri 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    ),
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True, slots=True)
class Timing:
    """How long things last.

    What the app must do at once is measured in real time, for that is what it lives in: `ack_seconds` to acknowledge,
    `trigger_seconds` to open a view. Everything else lasts on a clock that runs `clock_rate` times as fast; or on
    `clock`, if there is one.
    """

    clock_rate: float = 1.0
    ack_seconds: float = ACK_SECONDS
    trigger_seconds: float = TRIGGER_SECONDS
    stream_seconds: float = STREAM_SECONDS
    events_an_hour: int = EVENTS_AN_HOUR
    clock: Clock | None = None


class Sandbox:
    """A running sandbox: where it is, and what opens it."""

    def __init__(self, world: World, timing: Timing, book: Book | None = None) -> None:
        self.world = world
        self.control_token = world.control_token or secrets.token_urlsafe(24)
        self.url = ""
        clock = timing.clock or ScaledClock(timing.clock_rate)
        self.journal = Journal(clock)
        self.live = Live()
        self.sockets = SocketMode(world.app, clock, world.seed)
        self.http = HttpEvents(world.app, clock)
        self.courier = Courier(clock, self.journal, self.sockets, world.seed)
        self.allowance = Allowance(world.app, clock, self.courier.send_event, timing.events_an_hour)
        self.courier.ack_seconds = timing.ack_seconds
        self.sockets.on_connect = self.courier.wake
        self.sockets.on_ack = self.http.on_ack = self.courier.acknowledge
        self.ws = Workspace(world, clock, self._emit, self._announce)
        self.ws.stream_seconds = timing.stream_seconds
        self.ws.trigger_seconds = timing.trigger_seconds
        self.courier.on_change = self._announce
        self.faults = Faults(world.seed)
        self.vendors = Vendors(book, clock) if book else None
        self.post_office = PostOffice()
        self.calendar = CalendarFeed()
        self._runner: web.AppRunner | None = None

    @property
    def api_url(self) -> str:
        """What the app takes as Slack's base URL."""
        return f"{self.url}/api/"

    @property
    def page_url(self) -> str:
        """The page in which one can be anybody."""
        return f"{self.url}/#token={self.control_token}"

    @property
    def calendar_url(self) -> str:
        """Where the team's calendar is given out."""
        return f"{self.url}{self.calendar.path}"

    @property
    def mailbox_url(self) -> str:
        """The page that shows which e-mails went out."""
        return f"{self.url}/mailbox?token={self.control_token}"

    @property
    def bot_token(self) -> str:
        """The app's bot token."""
        return self.world.app.bot_token

    @property
    def app_token(self) -> str:
        """The app's token for Socket Mode."""
        return self.world.app.app_token

    @property
    def signing_secret(self) -> str:
        """What requests in HTTP mode are signed with."""
        return self.world.app.signing_secret

    async def start(self, port: int) -> None:
        """Listen on loopback; port 0 takes a free one."""
        runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        self._runner = runner
        await web.TCPSite(runner, HOST, port).start()
        self.url = f"http://{HOST}:{runner.addresses[0][1]}"
        self.ws.base_url = self.sockets.base_url = self.url
        await self.post_office.start()
        if self.vendors is not None:
            await self.vendors.start()

    async def stop(self) -> None:
        """Close every connection and let go of the port."""
        self.ws.cancel_timers()
        await self.courier.stop()
        await self.sockets.close()
        await self.live.close()
        await self.http.close()
        await self.post_office.stop()
        if self.vendors is not None:
            await self.vendors.stop()
        if self._runner is not None:
            await self._runner.cleanup()

    def routes(self) -> set[tuple[str, str]]:
        """Every method and path that it answers."""
        assert self._runner is not None
        resources = self._runner.app.router.resources()
        return {(route.method, resource.canonical) for resource in resources for route in resource}

    def _emit(self, event: Json, channel: Channel | None) -> None:
        if is_for_app(self.ws, event, channel) and self.allowance.admits():
            self.courier.send_event(envelope(self.ws, event, channel))

    def _announce(self, frame: Json) -> None:
        self.journal.touch()
        self.live.announce(frame)

    def _application(self) -> web.Application:
        door = Door(self.ws, self.control_token)
        urls = ResponseUrls(self.ws)
        files = FileServer(self.ws)
        api = WebApi(self.ws, self.journal, self.faults, self.sockets.open_ticket)
        people = PeopleApi(self.ws, Interactions(self.ws, self.courier, urls))
        places = PlacesApi(self.ws)
        machine = MachineApi(
            self.ws,
            self.journal,
            self.courier,
            self.sockets,
            self.http,
            self.faults,
            self.allowance,
            self.vendors,
        )

        async def live(request: web.Request) -> web.StreamResponse:
            return await self.live.connect(door, request)

        application = web.Application(client_max_size=MAX_BYTES + 1_000_000)
        application.router.add_get("/control/live", live)
        for (method, path), handle in {**people.routes(), **places.routes(), **machine.routes()}.items():
            application.router.add_route(method, f"/control/{path}", door.route(handle))
        application.router.add_route("*", "/api/{method}", api.handle)
        application.router.add_get("/link", self.sockets.connect)
        application.router.add_post("/respond/{app}/{key}", urls.handle)
        application.router.add_post("/upload/{file_id}", files.receive)
        application.router.add_get("/files-pri/{file_id}/{name}", files.send)
        application.router.add_get("/archives/{channel}/{message}", _to_page)
        application.router.add_get("/mailbox", self._mailbox)
        application.router.add_get(self.calendar.path, self.calendar.handle)
        application.router.add_get("/", _page)
        application.router.add_get("/{name}", _page)
        return application

    async def _mailbox(self, request: web.Request) -> web.Response:
        """For whoever has the token."""
        token = request.query.get("token", "")
        if not is_loopback(request.host) or not secrets.compare_digest(token.encode(), self.control_token.encode()):
            raise web.HTTPForbidden(text="The mailbox opens at the address that the sandbox prints.")
        page = mailbox_page(self.post_office.mailbox)
        return web.Response(text=page, content_type="text/html", headers=PAGE_HEADERS)


async def _page(request: web.Request) -> web.StreamResponse:
    """A file of the page; of that folder only, and never kept by the browser."""
    if not is_loopback(request.host):
        raise web.HTTPForbidden(text="The sandbox only answers on loopback.")
    path = PAGE / (request.match_info.get("name") or "index.html")
    if path.parent != PAGE or not path.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(path, headers=PAGE_HEADERS)


async def _to_page(request: web.Request) -> web.StreamResponse:
    """Where permalinks lead."""
    raise web.HTTPFound(f"/?channel={request.match_info['channel']}&message={request.match_info['message']}")


async def start(
    config: World | Path | None = None,
    *,
    port: int = 0,
    clock_rate: float = 1.0,
    manifest: Path | None = None,
    timing: Timing | None = None,
    accounts: Path | None = None,
) -> Sandbox:
    """Start a sandbox: of the demo's world unless told otherwise, with the scopes of `manifest` if one is given.

    With `accounts` the vendors' stand-ins are started too, and know what that file says.
    """
    world = config if isinstance(config, World) else load_world(config or DEMO)
    if manifest is not None:
        world = with_manifest(world, load_manifest(manifest))
    book = load_book(accounts, world) if accounts is not None else None
    sandbox = Sandbox(world, timing or replace(Timing(), clock_rate=clock_rate), book)
    await sandbox.start(port)
    return sandbox

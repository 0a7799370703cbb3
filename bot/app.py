"""The composition root: settings in, running bot out. Everything is built here, and only here."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, TypeAlias

from aiohttp import web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp

from bot import schedule
from bot.accounts import Accounts, Waits
from bot.brain.library import IndexedLibrary
from bot.brain.reader import LocalReader, SecondOpinion
from bot.brain.topics import TaughtTopics
from bot.calendars import Calendars
from bot.crew import Crew
from bot.deps import Deps, Pace
from bot.errors import MisconfiguredError
from bot.flows.sync_knowledge import sync_knowledge
from bot.inbox import Worker
from bot.jobs import jobs_of
from bot.log import logger
from bot.outbox import Sender
from bot.ports import KnowledgeSource, Tracker
from bot.settings import Settings
from bot.web.context import Context, identity_link
from bot.web.context_auth import Keys
from bot.web.health import add_health
from bot.web.webhooks import add_webhooks
from bot.workspace import Workspace, read
from escalation.model import ChannelId, PersonId, Queue
from escalation.roles import House
from handlers.addresses import Addresses
from handlers.catching_up import CatchingUp
from handlers.connect import Identity, SlackConnection, session
from handlers.edge import acts
from handlers.slack_api import keep_off_proxies
from handlers.stories import STORIES
from integrations import linear, linear_webhook
from integrations.http import Wire
from integrations.ical import calendars_of
from integrations.markdown_folder import MarkdownFolder
from integrations.openai_llm import OpenAIModel, connect_openai
from integrations.registry import account_sources
from integrations.smtp import mailer_of
from storage import inbox, outbox, policies, schema
from storage.database import Database, connect, sole_user
from storage.errors import DatabaseInUseError, DatabaseUrlError

log = logger(__name__)

Mode: TypeAlias = Literal["socket", "http"]

SLACK_PATH = "/slack/events"


class SystemClock:
    """A Clock."""

    def now(self) -> datetime:
        """The present moment, UTC."""
        return datetime.now(UTC)  # noqa: TID251  the one place that asks


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A bot at work, and where its own HTTP server listens."""

    deps: Deps
    me: Identity
    url: str


@asynccontextmanager
async def running(settings: Settings, mode: Mode) -> AsyncIterator[Running]:
    """A bot at work for as long as the context lasts. MisconfiguredError when it cannot start."""
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(opened(settings))
        http = await stack.enter_async_context(session())
        addresses = Addresses(database)
        slack = SlackConnection(
            token=settings.bot_token, base_url=settings.slack_api_url, session=http, addresses=addresses
        )
        me = await slack.identify()
        workspace = read(settings.baton_config)
        topics = TaughtTopics(workspace.known_topics, workspace.known_about_none, database)
        reader = LocalReader(topics)
        model, accounts, tracker = model_of(settings), accounts_of(settings), tracker_of(settings)
        calendars = await _calendars(settings, workspace)
        for outside in (model, accounts, tracker, calendars):
            if outside is not None:
                stack.push_async_callback(outside.aclose)
        deps = Deps(
            database=database,
            messenger=slack.messenger(me, settings.baton_stream_seconds),
            library=IndexedLibrary(database),
            reader=reader if model is None else SecondOpinion(reader, model),
            model=model,
            accounts=accounts,
            tracker=tracker,
            mailer=mailer_of(settings),
            calendars=calendars,
            identity_link=identity_link_of(settings),
            clock=SystemClock(),
            house=house_of(workspace, me),
            workspace=workspace,
            queues=await queues_of(settings, workspace, slack),
            policy=workspace.policy,
            topics=workspace.known_topics,
            pace=Pace(
                quiet=timedelta(seconds=settings.baton_quiet_seconds),
                turn=timedelta(seconds=settings.baton_turn_seconds),
            ),
        )
        async with database.transaction() as tx:
            await policies.note(tx, deps.policy.version, workspace.policy_body, deps.clock.now())
        sources = sources_of(settings)
        log.info("knowledge.synced", result=await sync_knowledge(deps, sources))
        secret = settings.signing_secret if mode == "http" else None
        app = slack.app(deps, me, secret)
        url = await stack.enter_async_context(_serving(settings, deps, app if mode == "http" else None))
        catching_up = CatchingUp(slack.api, deps, addresses)
        await stack.enter_async_context(_working(deps, sources, catching_up))
        if mode == "socket":
            await stack.enter_async_context(_listening(app, settings, catching_up.soon))
        else:
            catching_up.soon()
        log.info(
            "baton.running", mode=mode, team=me.team_name, url=url, model=settings.baton_model if model else "local"
        )
        yield Running(deps=deps, me=me, url=url)


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Database]:
    """The database, with its schema up to date and, where it is a file, for us alone."""
    try:
        database = connect(settings.database_url)
    except DatabaseUrlError as error:
        raise MisconfiguredError(str(error)) from error
    async with AsyncExitStack() as stack:
        stack.push_async_callback(database.close)
        try:
            await stack.enter_async_context(sole_user(database))
        except DatabaseInUseError as error:
            raise MisconfiguredError(str(error)) from error
        except OSError as error:
            raise MisconfiguredError(f"DATABASE_URL: {error}") from error
        await schema.upgrade(database)
        if database.is_sqlite:
            async with database.transaction() as tx:
                await inbox.release_all(tx)
                await outbox.release_all(tx)
        yield database


def house_of(workspace: Workspace, me: Identity) -> House:
    """Who we are and who is who."""
    people = workspace.people
    return House(
        our_user=me.user,
        our_bot=me.bot,
        our_teams=frozenset(team for team in (me.team, me.enterprise) if team),
        staff=people.staff,
        customers=people.customers,
        guests=people.guests,
        admins=people.admins,
        staff_teams=people.staff_teams,
        customer_teams=people.customer_teams,
        customer_channels=workspace.customer_channels,
    )


async def queues_of(settings: Settings, workspace: Workspace, slack: SlackConnection) -> tuple[Queue, ...]:
    """Where handoffs go: as configured, or the channel that looks like it. Never nowhere."""
    if workspace.queues:
        for queue in workspace.queues:
            await _keep_inside(slack, queue)
        return workspace.queues
    if settings.baton_handoff_channel:
        queue = Queue(name="the support team", channel=ChannelId(settings.baton_handoff_channel))
        await _keep_inside(slack, queue)
        return (queue,)
    found = await slack.likely_queue()
    if found is None:
        raise MisconfiguredError(
            "Baton does not know where handoffs go. Invite it to an internal channel named like #support-handoffs, "
            "or set BATON_HANDOFF_CHANNEL to a channel's id, or name teams in BATON_CONFIG."
        )
    log.info("queue.found", channel=found.channel)
    return (found,)


async def _keep_inside(slack: SlackConnection, queue: Queue) -> None:
    """Cards are for our eyes: a team's channel must not be shared with another organisation."""
    if await slack.is_shared_outside(queue.channel):
        raise MisconfiguredError(
            f"The channel of team {queue.name!r} ({queue.channel}) is shared with another organisation, which would "
            "read every handoff. Name an internal channel in BATON_CONFIG."
        )


def model_of(settings: Settings) -> OpenAIModel | None:
    """The language model, if one is configured."""
    if not settings.has_model:
        return None
    key = settings.openai_api_key
    return connect_openai(
        api_key=key.get_secret_value() if key else None,
        base_url=settings.openai_base_url,
        model=settings.baton_model,
        fast_model=settings.baton_fast_model,
        sees_images=settings.openai_sees_images,
    )


def accounts_of(settings: Settings) -> Accounts:
    """What the company's systems know of customers."""
    clock = SystemClock()
    return Accounts(account_sources(settings, clock), clock, Waits(card=settings.baton_facts_seconds))


def tracker_of(settings: Settings) -> Tracker | None:
    """Where bugs are tracked, if anywhere."""
    return linear.connect(settings, SystemClock(), Wire())


async def _calendars(settings: Settings, workspace: Workspace) -> Calendars:
    """Teams' calendars, read once. What is wrong with one is logged, and keeps nobody from working."""
    calendars, faults = calendars_of(settings, workspace, SystemClock())
    for team, why in faults.items():
        log.warning("calendar.not_configured", team=team, why=why)
    await calendars.refresh(SystemClock().now())
    return calendars


def sources_of(settings: Settings) -> tuple[KnowledgeSource, ...]:
    """Where knowledge comes from."""
    if settings.baton_kb is None:
        return ()
    return (MarkdownFolder(settings.baton_kb, base_url=settings.baton_kb_url),)


@asynccontextmanager
async def _working(deps: Deps, sources: tuple[KnowledgeSource, ...], catching_up: CatchingUp) -> AsyncIterator[None]:
    """Worker, sender, catching up and clock, until the context ends. If one of them dies, so does the bot."""
    worker = Worker(deps, {**acts(deps, STORIES), **jobs_of(deps, sources), **catching_up.jobs}).crew
    scheduler = schedule.start(deps)
    crews: tuple[Crew | CatchingUp, ...] = (worker, Sender(deps).crew, catching_up)
    tasks = [asyncio.create_task(crew.run()) for crew in crews]
    owner = asyncio.current_task()
    for task in tasks:
        task.add_done_callback(lambda ended: _die_with(ended, owner))
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
        for crew, task in zip(crews, tasks, strict=True):
            crew.stop()
            await asyncio.wait([task])


def _die_with(ended: asyncio.Task[None], owner: asyncio.Task[None] | None) -> None:
    if not ended.cancelled() and ended.exception() is not None and owner is not None:
        log.critical("baton.died", exc_info=ended.exception())
        owner.cancel()


@asynccontextmanager
async def _listening(app: AsyncApp, settings: Settings, on_connect: Callable[[], None]) -> AsyncIterator[None]:
    """Socket Mode. Each time a socket opens, what was missed meanwhile is caught up with."""
    handler = AsyncSocketModeHandler(app, settings.app_token)

    async def on_frame(_client: object, frame: dict[str, Any], _raw: str | None) -> None:
        if frame.get("type") == "hello":
            on_connect()

    handler.client.message_listeners.append(on_frame)
    keep_off_proxies(handler.client, settings.slack_api_url)
    try:
        await handler.connect_async()  # type: ignore[no-untyped-call]
    except Exception as error:
        await handler.close_async()  # type: ignore[no-untyped-call]
        raise MisconfiguredError(
            f"Socket Mode does not connect ({error}). Check SLACK_APP_TOKEN (xapp-…, scope connections:write)."
        ) from error
    try:
        yield
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


def context_keys(settings: Settings) -> Keys | None:
    """What the product and we sign with, if there is anything."""
    key, secret = settings.baton_context_key, settings.baton_context_secret
    if key is None or secret is None:
        return None
    secrets = tuple(one.strip() for one in secret.get_secret_value().split(",") if one.strip())
    return Keys(write_key=key.get_secret_value(), secrets=secrets)


def identity_link_of(settings: Settings) -> Callable[[PersonId, datetime], str] | None:
    """How a link is made with which somebody confirms who they are, where the product has a page for that."""
    keys, url = context_keys(settings), settings.baton_identity_url
    return None if keys is None or url is None else lambda person, now: identity_link(url, keys, person, now)


def add_context(server: web.Application, deps: Deps, settings: Settings) -> None:
    """Where the product tells what its users do, if it has a key and a secret for that."""
    keys = context_keys(settings)
    if keys is not None:
        Context(deps, keys).add_to(server)


@asynccontextmanager
async def _serving(settings: Settings, deps: Deps, slack: AsyncApp | None) -> AsyncIterator[str]:
    """Our HTTP server; with Slack's endpoint in HTTP mode."""
    server = web.Application() if slack is None else slack.web_app(SLACK_PATH)
    add_health(server, deps)
    hooks = (linear_webhook.listen(settings),)
    add_context(server, deps, settings)
    add_webhooks(server, deps, tuple(hook for hook in hooks if hook is not None))
    runner = web.AppRunner(server, access_log=None, auto_decompress=False)  # signatures are over what was sent
    await runner.setup()
    try:
        site = web.TCPSite(runner, settings.baton_http_host, settings.baton_http_port)
        try:
            await site.start()
        except OSError as error:
            raise MisconfiguredError(
                f"Port {settings.baton_http_port} is taken. Set BATON_HTTP_PORT to another one, or 0 for any."
            ) from error
        host, port = runner.addresses[0][:2]
        yield f"http://{host}:{port}"
    finally:
        await runner.cleanup()

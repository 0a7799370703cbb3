"""check settings, database, Slack, scopes, model and knowledge"""

import argparse
import json
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass

from bot.app import SystemClock, model_of, opened, queues_of, sources_of, tracker_of
from bot.errors import BatonError, MisconfiguredError, RejectedError, UnavailableError
from bot.settings import Settings, load
from bot.workspace import read
from handlers.connect import SlackConnection, session
from handlers.ids import SCOPES, SCOPES_TO_WISH_FOR
from integrations.ical import calendars_of
from integrations.registry import account_sources
from integrations.smtp import mailer_of

_SIGNS = {"ok": "✔", "warning": "!", "failed": "✘"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One finding. `remedy` says how to mend it."""

    name: str
    state: str
    detail: str
    remedy: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`baton doctor [--json]`."""
    parser.add_argument("--json", action="store_true", help="the findings as one JSON object")


async def act(options: argparse.Namespace) -> int:
    """1 if anything essential fails. Never prints a secret."""
    checks = [check async for check in examine()]
    is_well = all(check.state != "failed" for check in checks)
    if options.json:
        print(json.dumps({"ok": is_well, "checks": [asdict(check) for check in checks]}, ensure_ascii=False))
        return 0 if is_well else 1
    for check in checks:
        print(
            f"{_SIGNS[check.state]} {check.name}: {check.detail}" + (f"\n    → {check.remedy}" if check.remedy else "")
        )
    print("\nAll is well." if is_well else "\nSomething essential is missing; see ✘ above.")
    return 0 if is_well else 1


async def examine() -> AsyncIterator[Check]:
    """Every check, in the order in which one would mend things."""
    try:
        settings = load()
        read(settings.baton_config)
    except MisconfiguredError as error:
        yield Check(name="settings", state="failed", detail=error.message)
        return
    yield Check(name="settings", state="ok", detail="understood")
    yield await _database(settings)
    async for check in _slack(settings):
        yield check
    yield await _model(settings)
    async for check in _vendors(settings):
        yield check
    async for check in _mail(settings):
        yield check
    async for check in _calendars(settings):
        yield check
    yield await _knowledge(settings)


async def _database(settings: Settings) -> Check:
    try:
        async with opened(settings) as database:
            await database.ping()
            kind = "SQLite" if database.is_sqlite else "PostgreSQL"
    except MisconfiguredError as error:
        if "another Baton is running" in error.message:
            return Check(name="database", state="ok", detail="in use by a running Baton")
        return Check(name="database", state="failed", detail=error.message)
    except Exception as error:  # noqa: BLE001  an edge: whatever is wrong is what we are here to tell
        return Check(
            name="database", state="failed", detail=type(error).__name__, remedy="Check DATABASE_URL and the server."
        )
    return Check(name="database", state="ok", detail=f"{kind}, schema up to date")


async def _slack(settings: Settings) -> AsyncIterator[Check]:
    async with session() as http:
        try:
            slack = SlackConnection(token=settings.bot_token, base_url=settings.slack_api_url, session=http)
            me = await slack.identify()
        except BatonError as error:
            yield Check(name="slack", state="failed", detail=error.message)
            return
        yield Check(name="slack", state="ok", detail=f"{me.name} in {me.team_name or me.team}")
        yield await _scopes(slack)
        yield await _socket(settings, slack)
        yield await _queue(settings, slack)


async def _scopes(slack: SlackConnection) -> Check:
    granted = await slack.api.scopes()
    if granted is None:
        return Check(name="scopes", state="warning", detail="this server does not tell which scopes were granted")
    missing = sorted(set(SCOPES) - granted)
    if missing and set(missing) <= set(SCOPES_TO_WISH_FOR):
        return Check(
            name="scopes",
            state="warning",
            detail=f"missing: {', '.join(missing)}: {SCOPES_TO_WISH_FOR[missing[0]]}",
            remedy="Add it under OAuth & Permissions and reinstall the app.",
        )
    if missing:
        return Check(
            name="scopes",
            state="failed",
            detail=f"missing: {', '.join(missing)}",
            remedy="Add them under OAuth & Permissions (or paste manifest.yml again) and reinstall the app.",
        )
    return Check(name="scopes", state="ok", detail=f"all {len(SCOPES)} granted")


async def _socket(settings: Settings, slack: SlackConnection) -> Check:
    if settings.slack_app_token is None:
        if settings.slack_signing_secret is None:
            return Check(
                name="delivery",
                state="failed",
                detail="neither SLACK_APP_TOKEN (Socket Mode) nor SLACK_SIGNING_SECRET (HTTP mode) is set",
                remedy="Create an app-level token with the scope connections:write.",
            )
        return Check(name="delivery", state="ok", detail="HTTP mode (signing secret set)")
    try:
        await slack.open_socket(settings.app_token)
    except (RejectedError, UnavailableError) as error:
        return Check(
            name="delivery",
            state="failed",
            detail=f"Socket Mode: {error.message}",
            remedy="Check SLACK_APP_TOKEN (xapp-…, scope connections:write) and that Socket Mode is on.",
        )
    return Check(name="delivery", state="ok", detail="Socket Mode opens")


async def _queue(settings: Settings, slack: SlackConnection) -> Check:
    try:
        queues = await queues_of(settings, read(settings.baton_config), slack)
    except BatonError as error:
        return Check(name="handoffs", state="failed", detail=error.message)
    for queue in queues:
        problem = await slack.why_not_usable(queue.channel)
        if problem:
            return Check(
                name="handoffs",
                state="failed",
                detail=f"{queue.name} ({queue.channel}): {problem}",
                remedy="Invite the bot to that channel, or name another one.",
            )
    return Check(name="handoffs", state="ok", detail=", ".join(f"{queue.name} → {queue.channel}" for queue in queues))


async def _model(settings: Settings) -> Check:
    model = model_of(settings)
    if model is None:
        return Check(name="model", state="ok", detail="none configured: answers are quoted from your articles")
    try:
        return Check(name="model", state="ok", detail=await model.check())
    except UnavailableError as error:
        return Check(
            name="model",
            state="failed",
            detail=error.message,
            remedy="Check OPENAI_API_KEY, OPENAI_BASE_URL and BATON_MODEL.",
        )
    finally:
        await model.aclose()


async def _vendors(settings: Settings) -> AsyncIterator[Check]:
    """Each system that is configured: does it take our key, and may we read what we need?"""
    try:
        tracker = tracker_of(settings)
        sources = (*account_sources(settings, SystemClock()), *((tracker,) if tracker else ()))
    except MisconfiguredError as error:
        yield Check(name="vendors", state="failed", detail=error.message)
        return
    for source in sources:
        name = source.name.lower()
        try:
            yield Check(name=name, state="ok", detail=await source.check())
        except BatonError as error:
            remedy = "docs/integrations.md says which permissions the key needs. Until then cards say that it is down."
            yield Check(name=name, state="warning", detail=error.message, remedy=remedy)
        finally:
            await source.aclose()


async def _mail(settings: Settings) -> AsyncIterator[Check]:
    """Whether the mail server takes us; nothing where none is configured."""
    try:
        mailer = mailer_of(settings)
        if mailer:
            yield Check(name="e-mail", state="ok", detail=await mailer.check())
    except BatonError as error:
        yield Check(name="e-mail", state="warning", detail=error.message, remedy="Check the settings SMTP_….")


async def _calendars(settings: Settings) -> AsyncIterator[Check]:
    """Each team's calendar: whether it can be read, and what it holds; nothing where none is named."""
    calendars, faults = calendars_of(settings, read(settings.baton_config), SystemClock())
    remedy = "Until then no time of this team is offered. docs/integrations.md says where its address is found."
    for team, fault in faults.items():
        yield Check(name="calendar", state="warning", detail=f"{team}: {fault}", remedy=remedy)
    now = SystemClock().now()
    for team, its in calendars.teams.items():
        try:
            busy = await its.feed.busy(now, now + its.ahead)
            detail = f"{team}: {len(busy)} busy times in the next {its.ahead.days} days"
            yield Check(name="calendar", state="ok", detail=detail)
        except BatonError as error:
            yield Check(name="calendar", state="warning", detail=f"{team}: {error.message}", remedy=remedy)
    await calendars.aclose()


async def _knowledge(settings: Settings) -> Check:
    sources = sources_of(settings)
    if not sources:
        return Check(
            name="knowledge",
            state="warning",
            detail="none: every question goes to a person",
            remedy="Set BATON_KB to a folder of Markdown articles.",
        )
    try:
        count = sum([len(await source.articles()) for source in sources])
    except MisconfiguredError as error:
        return Check(name="knowledge", state="failed", detail=error.message)
    return Check(name="knowledge", state="ok" if count else "warning", detail=f"{count} articles")

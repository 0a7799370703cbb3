"""Is it alive, is it ready: for whoever runs Baton."""

from aiohttp import web

from bot.deps import Deps
from bot.log import logger
from storage import inbox, outbox

log = logger(__name__)

_TOO_MUCH = 500


def add_health(app: web.Application, deps: Deps) -> None:
    """`/healthz`: the process lives. `/readyz`: the database answers, Slack lets us in, and the backlog is small."""

    async def live(_request: web.Request) -> web.Response:
        return web.json_response({"ok": True})

    async def ready(_request: web.Request) -> web.Response:
        try:
            async with deps.database.transaction() as tx:
                heard, unsaid = await inbox.backlog(tx, deps.clock.now()), await outbox.backlog(tx)
        except Exception:  # an edge: whatever is wrong with the database, we are not ready
            log.exception("health.database")
            return web.json_response({"ok": False, "error": "the database does not answer"}, status=503)
        if deps.access.lost:
            said = f"Slack does not let us in: {deps.access.lost}"
            return web.json_response({"ok": False, "error": said, "inbox": heard, "outbox": unsaid}, status=503)
        is_ready = heard + unsaid < _TOO_MUCH
        return web.json_response({"ok": is_ready, "inbox": heard, "outbox": unsaid}, status=200 if is_ready else 503)

    app.router.add_get("/healthz", live)
    app.router.add_get("/readyz", ready)

"""News from vendors: what is signed is kept and answered at once; what follows from it is done from the inbox."""

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.deps import Deps
from bot.errors import RejectedError
from bot.flows.file_bug import LANE
from bot.inbox import accept, due_now
from bot.log import logger
from bot.ports import Webhook

log = logger(__name__)

_MOST_BYTES = 1 << 20


def add_webhooks(app: web.Application, deps: Deps, hooks: tuple[Webhook, ...]) -> None:
    """An address for each. 200 once it is stored, 401 when it is not who it says, 503 when it should come again."""
    for hook in hooks:
        app.router.add_post(hook.path, _listener(deps, hook))


def _listener(deps: Deps, hook: Webhook) -> Handler:
    async def hear(request: web.Request) -> web.Response:
        body = await request.content.read(_MOST_BYTES + 1)
        if len(body) > _MOST_BYTES:
            return web.json_response({"ok": False}, status=413)
        try:
            news = hook.read(request.headers, body, deps.clock.now())
        except RejectedError as error:
            log.warning("webhook.refused", path=hook.path, why=error.code)
            return web.json_response({"ok": False}, status=401)
        if news is not None:
            is_comment = bool(news.comment)
            payload = {"ticket": news.ticket} | ({"comment": news.comment} if is_comment else {})
            kind = "comment_news" if is_comment else "ticket_news"
            work = due_now(deps, key=f"news:{news.delivery}", kind=kind, lane=LANE, payload=payload)
            await accept(deps, work)
        return web.json_response({"ok": True})

    return hear

"""`/api/{method}`: tokens, scopes, limits and faults around the methods, and a log of every call."""

import asyncio
import hmac
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web

from sandbox.arguments import Arguments, read_arguments
from sandbox.errors import Json, SlackError
from sandbox.faults import Fault, Faults
from sandbox.journal import Journal, loggable
from sandbox.methods.call import Call
from sandbox.methods.registry import METHODS, Method
from sandbox.workspace import Workspace


@dataclass(frozen=True, slots=True)
class WebApi:
    """The Web API of one sandbox."""

    ws: Workspace
    journal: Journal
    faults: Faults
    open_ticket: Callable[[], str]

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one HTTP request to `/api/{method}`."""
        method = request.match_info["method"]
        arguments: Json = {}
        fault = self.faults.strike(method)
        if fault and fault.delay:
            await asyncio.sleep(fault.delay)
        headers: dict[str, str] = {}
        status = 200
        try:
            read, token = await read_arguments(request)
            arguments = read.values
            body = self._answer(method, read, token, fault)
        except SlackError as error:
            body, status, headers = error.body(), error.status, error.headers
        self._log(method, arguments, status, body)
        if fault and fault.drop_after_commit and request.transport:
            request.transport.abort()
        return web.json_response(body, status=status, headers={**self._headers(), **headers})

    def _answer(self, name: str, arguments: Arguments, token: str | None, fault: Fault | None) -> Json:
        refusal = fault.refusal() if fault else None
        if refusal is not None:
            raise refusal
        method = METHODS.get(name)
        if method is None or (method.feature and not getattr(self.ws.features, method.feature)):
            raise SlackError("unknown_method", req_method=name)
        self._authenticate(method, token)
        self.ws.limiter.check_method(name, method.tier, self.ws.features.rate_limits)
        return {"ok": True, **method.handle(Call(self.ws, arguments, self.open_ticket))}

    def _authenticate(self, method: Method, token: str | None) -> None:
        app = self.ws.app
        if not token:
            raise SlackError("not_authed")
        is_bot, is_app = (hmac.compare_digest(token.encode(), one.encode()) for one in (app.bot_token, app.app_token))
        if not (is_bot or is_app):
            raise SlackError("invalid_auth")
        if is_bot and self.ws.token_error:
            raise SlackError(self.ws.token_error)
        if is_app != method.takes_app_token:
            raise SlackError("not_allowed_token_type")
        scopes = app.app_scopes if is_app else self.ws.scopes
        if method.scope and method.scope not in scopes:
            raise SlackError("missing_scope", needed=method.scope, provided=",".join(scopes))

    def _log(self, method: str, arguments: Json, status: int, body: Json) -> None:
        entry = {"method": method, "arguments": loggable(arguments), "status": status}
        noted = self.journal.note_call({**entry, "ok": body["ok"], "error": body.get("error")})
        self.ws.announce({"type": "call", "n": noted["n"], "method": method, "ok": body["ok"]})

    def _headers(self) -> dict[str, str]:
        return {
            "x-oauth-scopes": ",".join(self.ws.scopes),
            "x-slack-req-id": uuid.uuid4().hex,
        }

"""Where the product tells what its users do, in Segment's form: what is signed or bound to a user is kept, no more."""

import json
import secrets
import zlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from aiohttp import web
from aiohttp.typedefs import Handler
from aiolimiter import AsyncLimiter
from pydantic import TypeAdapter, ValidationError

from bot.deps import Deps
from bot.flows.confirm_identity import link_person
from bot.flows.see_page import ask_in_slack, forget_user, see_pages
from bot.web.context_auth import Keys, NotWelcomeError, is_server, read_word, sign_word
from escalation.model import PersonId
from escalation.pages import NotKeptError, PageEvent, read_event

_MOST_BYTES = 512 * 1024
_MOST_EVENTS = 100
_MOST_BYTES_EACH = 32 * 1024
_PER_SECOND = 50
_LINK_SECONDS = 900
_KINDS = ("identify", "page", "screen", "track", "group")

SUPPORT, ASK, LINK = "support-context", "ask-in-slack", "baton-link"
"""For what a token is signed."""

_BODY = TypeAdapter(dict[str, Any])


class Context:
    """The addresses of the context endpoint."""

    def __init__(self, deps: Deps, keys: Keys) -> None:
        self._deps = deps
        self._keys = keys
        self._limiter = AsyncLimiter(_PER_SECOND, 1)

    def add_to(self, app: web.Application) -> None:
        """`/v1/context/batch` and Segment's own addresses, `/v1/context/delete`, `/v1/context/link`, and `/ask`."""
        for path in ("/v1/context/batch", "/v1/batch"):
            app.router.add_post(path, self._batch)
            app.router.add_options(path, self._preflight)
        for kind in _KINDS:
            app.router.add_post(f"/v1/{kind}", self._single(kind))
            app.router.add_options(f"/v1/{kind}", self._preflight)
        app.router.add_post("/v1/context/delete", self._delete)
        app.router.add_post("/v1/context/link", self._link)
        app.router.add_get("/ask", self._ask)

    async def _batch(self, request: web.Request) -> web.Response:
        return await self._take(request, None)

    def _single(self, kind: str) -> Handler:
        async def take(request: web.Request) -> web.Response:
            return await self._take(request, kind)

        return take

    async def _take(self, request: web.Request, kind: str | None) -> web.Response:
        """202 with how many were kept and why others were not; the same for known and unknown users."""
        said = await self._said(request)
        if isinstance(said, web.Response):
            return said
        body, is_trusted = said
        events = [{**body, "type": kind}] if kind else body.get("batch")
        if not isinstance(events, list) or len(events) > _MOST_EVENTS:
            return self._answer(request, {"ok": False}, 413 if isinstance(events, list) else 400)
        kept, rejected = [], []
        for index, raw in enumerate(events):
            try:
                kept.append(self._event(raw, is_trusted=is_trusted))
            except NotKeptError as error:
                rejected.append({"index": index, "reason": str(error)})
        await see_pages(self._deps, kept, is_trusted=is_trusted)
        return self._answer(request, {"accepted": len(kept), "rejected": rejected}, 202)

    def _event(self, raw: object, *, is_trusted: bool) -> PageEvent:
        """Of a browser, identity comes from its token alone, never from what it says of itself."""
        if not isinstance(raw, Mapping) or len(json.dumps(raw)) > _MOST_BYTES_EACH:
            raise NotKeptError("no event, or too large")
        now = self._deps.clock.now()
        kept_query = self._deps.workspace.context.kept_query
        if is_trusted:
            return read_event(raw, now, kept_query)
        context = raw.get("context")
        token = context.get("support_token") if isinstance(context, Mapping) else None
        try:
            word = read_word(token, self._keys, SUPPORT, now)
        except NotWelcomeError:
            raise NotKeptError("support_token is missing or not valid") from None
        event = read_event({**raw, "userId": word.user}, now, kept_query)
        return replace(event, user=word.user, email=word.email, org=word.org)

    async def _delete(self, request: web.Request) -> web.Response:
        """Forget a user. Only the product's own server may."""
        said = await self._said(request)
        if isinstance(said, web.Response):
            return said
        body, is_trusted = said
        if not is_trusted or not body.get("userId"):
            return self._answer(request, {"ok": False}, 401)
        await forget_user(self._deps, str(body["userId"]))
        return self._answer(request, {"ok": True}, 202)

    async def _link(self, request: web.Request) -> web.Response:
        """The product's server says which of its users opened a link that somebody in Slack was given."""
        said = await self._said(request)
        if isinstance(said, web.Response):
            return said
        body, is_trusted = said
        try:
            word = read_word(body.get("token") if is_trusted else "", self._keys, LINK, self._deps.clock.now())
        except NotWelcomeError:
            return self._answer(request, {"ok": False}, 401)
        if not body.get("userId"):
            return self._answer(request, {"ok": False}, 400)
        linked = await link_person(self._deps, word.id, PersonId(word.user), str(body["userId"]))
        return self._answer(request, {"ok": linked}, 200 if linked else 409)

    async def _ask(self, request: web.Request) -> web.Response:
        """*Ask in Slack*: what the product signed is kept, and the customer's channel opens."""
        try:
            word = read_word(request.query.get("t", ""), self._keys, ASK, self._deps.clock.now())
        except NotWelcomeError:
            return web.Response(text="This link is not valid any more. Open it from the product again.", status=410)
        channel = await ask_in_slack(self._deps, word.claims, user=word.user, org=word.org, token=word.id)
        if channel:
            raise web.HTTPFound(f"https://slack.com/app_redirect?channel={channel}")
        return web.Response(text="Now ask your question in your Slack channel with us.")

    async def _said(self, request: web.Request) -> tuple[dict[str, Any], bool] | web.Response:
        """The body, and whether the product's own server sent it; or the answer that says why not."""
        if not self._limiter.has_capacity():
            return self._answer(request, {"ok": False}, 429, {"Retry-After": "1"})
        await self._limiter.acquire()
        raw = await request.content.read(_MOST_BYTES + 1)
        try:
            is_trusted = is_server(request.headers, raw, self._keys, self._deps.clock.now())
        except NotWelcomeError:
            return self._answer(request, {"ok": False}, 401)
        body = _unpacked(raw, request.headers.get("Content-Encoding", ""))
        if body is None:
            return self._answer(request, {"ok": False}, 413)
        try:
            return _BODY.validate_json(body), is_trusted
        except ValidationError:
            return self._answer(request, {"ok": False}, 400)

    async def _preflight(self, request: web.Request) -> web.Response:
        return self._answer(request, None, 204)

    def _answer(
        self, request: web.Request, body: object, status: int, headers: Mapping[str, str] | None = None
    ) -> web.Response:
        """With what a browser wants to hear, where its page is one of ours."""
        origin = request.headers.get("Origin", "")
        cors = {
            "Access-Control-Allow-Origin": origin,
            "Access-Control-Allow-Headers": "Authorization, Content-Type",
            "Access-Control-Allow-Methods": "POST",
            "Vary": "Origin",
        }
        allowed = cors if origin and origin in self._deps.workspace.context.origins else {}
        text = None if body is None else json.dumps(body)
        return web.Response(
            text=text,
            status=status,
            headers={**allowed, **(headers or {})},
            content_type="application/json" if text else None,
        )


def identity_link(url: str, keys: Keys, person: PersonId, now: datetime) -> str:
    """An address of the product that is good for a quarter of an hour, once, and for this person alone."""
    issued = int(now.timestamp())
    claims = {
        "sub": person,
        "aud": LINK,
        "iat": issued,
        "exp": issued + _LINK_SECONDS,
        "jti": secrets.token_urlsafe(12),
    }
    return f"{url}{'&' if '?' in url else '?'}{urlencode({'token': sign_word(claims, keys)})}"


def _unpacked(raw: bytes, encoding: str) -> bytes | None:
    """The body without its wrapping, None when it is too large: something small may be made of very much."""
    if encoding.lower() != "gzip":
        return raw if len(raw) <= _MOST_BYTES else None
    try:
        opened = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(raw, _MOST_BYTES + 1)
    except zlib.error:
        return b""
    return opened if len(opened) <= _MOST_BYTES else None

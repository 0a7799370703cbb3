"""`response_url`: five answers within thirty minutes to whoever pressed, typed or chose something."""

import json
import secrets
from collections import OrderedDict
from dataclasses import dataclass

from aiohttp import web

from sandbox import limits, posting
from sandbox.blocks import with_block_ids
from sandbox.errors import Json, SlackError
from sandbox.records import Channel, Message
from sandbox.workspace import Workspace

USES = 5
SECONDS = 1800.0
MAX_KEPT = 2000


@dataclass(slots=True)
class ResponseUrl:
    """Where an answer goes: to a person in a channel, and to the message they used, if it was one."""

    channel: str
    user: str
    expires: float
    message_ts: str | None = None
    uses: int = 0


class ResponseUrls:
    """All response URLs that still mean something."""

    def __init__(self, ws: Workspace) -> None:
        self.ws = ws
        self._known: OrderedDict[str, ResponseUrl] = OrderedDict()

    def make(self, channel: str, user: str, message_ts: str | None = None) -> str:
        """A new response URL."""
        key = secrets.token_urlsafe(12)
        self._known[key] = ResponseUrl(channel, user, self.ws.clock.now() + SECONDS, message_ts)
        while len(self._known) > MAX_KEPT:
            self._known.popitem(last=False)
        return f"{self.ws.base_url}/respond/{self.ws.app.id}/{key}"

    def peek(self, address: str) -> ResponseUrl:
        """What a response URL stands for, without using it."""
        return self._known[address.rpartition("/")[2]]

    async def handle(self, request: web.Request) -> web.Response:
        """Answer a POST to a response URL as hooks.slack.com does."""
        try:
            url = self._usable(request.match_info["key"])
            answer = json.loads(await request.text() or "{}")
            self.respond(url, answer)
        except ValueError:
            return web.Response(text="invalid_payload", status=400)
        except SlackError as error:
            return web.json_response(error.body(), status=404 if error.code.endswith("_url") else 400)
        return web.Response(text="ok")

    def _usable(self, key: str) -> ResponseUrl:
        url = self._known.get(key)
        if url is None or url.expires < self.ws.clock.now():
            raise SlackError("expired_url")
        if url.uses >= USES:
            raise SlackError("used_url")
        url.uses += 1
        return url

    def respond(self, url: ResponseUrl, answer: Json) -> None:
        """Do what an answer says: replace or delete the original, or say something new, to one person by default."""
        channel = self.ws.channel(url.channel)
        original = _original(channel, url)
        if answer.get("delete_original"):
            self._delete(channel, _required(original))
        elif answer.get("replace_original"):
            self._replace(channel, _required(original), answer)
        else:
            self._say(channel, url, answer)

    def _delete(self, channel: Channel, original: Message) -> None:
        if original.ephemeral_to is None:
            posting.delete(self.ws, channel, original)
            return
        self.ws.drop(channel, original)
        self._announce(channel, original)

    def _replace(self, channel: Channel, original: Message, answer: Json) -> None:
        fields = self._content(answer)
        if original.ephemeral_to is None:
            posting.edit(self.ws, channel, original, fields, editor=original.author)
            return
        for name, value in fields.items():
            setattr(original, name, value)
        self._announce(channel, original)

    def _say(self, channel: Channel, url: ResponseUrl, answer: Json) -> None:
        message = Message(
            ts=self.ws.next_ts(),
            author=self.ws.app.bot_user,
            is_from_app=True,
            **self._content(answer),
        )
        if answer.get("response_type") == "in_channel":
            if answer.get("replace_original") is False:  # into a thread only when said so, by all three
                message.thread_ts = answer.get("thread_ts")
            posting.post(self.ws, channel, message)
            return
        # assumed: what only one person sees appears where they are: in the thread of the message they used
        message.thread_ts = _thread_of(_original(channel, url))
        message.ephemeral_to = url.user
        posting.show_ephemeral(self.ws, channel, message)

    def _content(self, answer: Json) -> Json:
        blocks = answer.get("blocks") or []
        if isinstance(blocks, str):
            blocks = json.loads(blocks)
        if not answer.get("text") and not blocks and not answer.get("attachments"):
            raise SlackError("no_text")
        limits.check_blocks(blocks, self.ws.features)
        return {
            "text": answer.get("text") or "",
            "blocks": with_block_ids(blocks, self.ws.random),
            "attachments": answer.get("attachments") or [],
        }

    def _announce(self, channel: Channel, message: Message) -> None:
        people = [message.ephemeral_to]
        self.ws.announce({"type": "message", "channel": channel.id, "ts": message.ts, "people": people})


def _original(channel: Channel, url: ResponseUrl) -> Message | None:
    if url.message_ts is None:
        return None
    return channel.ephemerals.get(url.message_ts) or channel.messages.get(url.message_ts)


def _thread_of(original: Message | None) -> str | None:
    return original.thread_ts if original else None


def _required(original: Message | None) -> Message:
    if original is None:
        raise SlackError("message_not_found")
    return original

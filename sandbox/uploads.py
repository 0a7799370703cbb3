"""Files: uploading their bytes, sharing them in a message, and downloading them again."""

import hmac
import mimetypes

from aiohttp import web

from sandbox import posting
from sandbox.errors import SlackError
from sandbox.records import Channel, File, Message
from sandbox.workspace import Workspace

MAX_BYTES = 20_000_000
MAX_FILES = 200


def announce_file(ws: Workspace, owner: str, name: str, size: int) -> File:
    """A file that is about to be uploaded."""
    if not 0 < size <= MAX_BYTES:
        raise SlackError("file_upload_size_restricted")
    file = File(
        id=ws.next_id("F"),
        name=name,
        owner=owner,
        size=size,
        mimetype=mimetypes.guess_type(name)[0] or "application/octet-stream",
        created=int(ws.clock.wall()),
    )
    ws.files[file.id] = file
    if len(ws.files) > MAX_FILES:
        ws.files[next(iter(ws.files))].content = b""
    return file


def share(ws: Workspace, channel: Channel, files: list[File], message: Message) -> None:
    """Post a message that carries files."""
    message.files = [file.id for file in files]
    message.subtype = "file_share"
    message.extra = {"upload": False, "display_as_bot": False}
    for file in files:
        file.is_complete = True
        file.shares.append((channel.id, message.ts))
    posting.post(ws, channel, message)
    for file in files:
        ws.emit(
            {
                "type": "file_shared",
                "file_id": file.id,
                "file": {"id": file.id},
                "user_id": file.owner,
                "channel_id": channel.id,
                "event_ts": ws.next_ts(),
            },
            channel,
        )


def is_seen_by_app(ws: Workspace, file: File) -> bool:
    """Whether the app may know of a file: its own, or one shared where its bot is."""
    places = [ws.channels.get(channel_id) for channel_id, _ in file.shares]
    return file.owner == ws.app.bot_user or any(one is not None and ws.app.bot_user in one.members for one in places)


class FileServer:
    """The addresses bytes go to and come from."""

    def __init__(self, ws: Workspace) -> None:
        self.ws = ws

    async def receive(self, request: web.Request) -> web.Response:
        """Take the bytes of an announced file, plain or as a form."""
        file = self.ws.files.get(request.match_info["file_id"])
        if file is None:
            return web.Response(status=404, text="no such upload")
        file.content = await _uploaded(request)
        if len(file.content) != file.size:
            return web.Response(status=400, text=f"expected {file.size} bytes, got {len(file.content)}")
        return web.Response(text=f"OK - {file.size}")

    async def send(self, request: web.Request) -> web.Response:
        """Give a file's bytes to the app. Like Slack, a wrong token gets a web page instead of an error."""
        file = self.ws.files.get(request.match_info["file_id"])
        if file is None:
            return web.Response(status=404, text="no such file")
        bearer = request.headers.get("Authorization", "").removeprefix("Bearer ").encode()
        is_token = hmac.compare_digest(bearer, self.ws.app.bot_token.encode()) and not self.ws.token_error
        is_allowed = is_token and "files:read" in self.ws.scopes and is_seen_by_app(self.ws, file)
        if not is_allowed:
            return web.Response(text="<!DOCTYPE html><title>Sign in</title>", content_type="text/html")
        headers = {"Content-Disposition": "attachment"}  # never shown by a browser: it is somebody's upload
        return web.Response(body=file.content, content_type=file.mimetype, headers=headers)


async def _uploaded(request: web.Request) -> bytes:
    if request.content_type != "multipart/form-data":
        return await request.read()
    for value in (await request.post()).values():
        if isinstance(value, web.FileField):
            return value.file.read()
    return b""

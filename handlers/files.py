"""A file is carried from one side to the other: read with our token where it is, and uploaded where it goes.

Slack shows a file only to those who are where it was shared, so that a link would lead the other side nowhere.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.errors import RejectedError, UnavailableError
from bot.ports import Place
from escalation.model import Ts
from handlers.slack_api import SlackApi

AT_MOST = 50_000_000
"""Bytes. They are held in memory for a moment."""

_SLACK = ("slack.com", "slack-files.com", "slack-edge.com")


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A file of ours, and the message that it stands in, if Slack tells."""

    id: str
    ts: Ts | None


async def carry(api: SlackApi, place: Place, file: str, comment: str) -> Copy:
    """Upload a copy of this file here, with this comment.

    RejectedError when it cannot be had, is too big or may not be shared here; UnavailableError when another try helps.
    """
    about = (await api.call("files.info", file=file)).get("file") or {}
    name = str(about.get("name") or about.get("title") or "file")
    content = await _content(api, about, AT_MOST)
    ticket = await api.call("files.getUploadURLExternal", filename=name, length=len(content))
    await _upload(api, str(ticket.get("upload_url") or ""), content)
    await api.call(
        "files.completeUploadExternal",
        files=[{"id": ticket["file_id"], "title": name}],
        channel_id=place.channel,
        thread_ts=place.thread,
        initial_comment=comment,
    )
    copy = (await api.call("files.info", file=ticket["file_id"])).get("file") or {}
    return Copy(id=ticket["file_id"], ts=_shared_at(copy))


async def read_image(api: SlackApi, file: str, at_most: int) -> bytes:
    """What is in a file. RejectedError when it is no image, has more bytes than that or cannot be had."""
    about = (await api.call("files.info", file=file)).get("file") or {}
    if not str(about.get("mimetype") or "").startswith("image/"):
        raise RejectedError("Slack", "file_is_no_image")
    return await _content(api, about, at_most)


async def _content(api: SlackApi, about: dict[str, Any], at_most: int) -> bytes:
    url = str(about.get("url_private_download") or about.get("url_private") or "")
    if about.get("is_external") or not url:
        raise RejectedError("Slack", "file_is_elsewhere")
    if int(about.get("size") or 0) > at_most:
        raise RejectedError("Slack", "file_too_large")
    _check(api, url)
    try:
        async with api.http.get(url, headers={"Authorization": f"Bearer {api.token}"}, allow_redirects=False) as answer:
            kind, content = answer.content_type, await _read(answer, at_most + 1)
            status = answer.status
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise UnavailableError("Slack", f"a file: {type(error).__name__}") from error
    if status >= 500 or status == 429:
        raise UnavailableError("Slack", f"a file: {status}")
    is_sign_in = kind == "text/html" and about.get("mimetype") != "text/html"  # Slack's way to say no
    if status != 200 or is_sign_in or len(content) > at_most:
        raise RejectedError("Slack", "file_not_readable")
    return content


async def _read(answer: aiohttp.ClientResponse, at_most: int) -> bytes:
    """All of it, or its first bytes: a single read gives no more than what has arrived."""
    content = bytearray()
    async for piece in answer.content.iter_any():
        content += piece
        if len(content) >= at_most:
            break
    return bytes(content)


async def _upload(api: SlackApi, url: str, content: bytes) -> None:
    _check(api, url)
    try:
        async with api.http.post(url, data=content) as answer:
            if answer.status != 200:
                raise UnavailableError("Slack", f"an upload: {answer.status}")
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise UnavailableError("Slack", f"an upload: {type(error).__name__}") from error


def _check(api: SlackApi, url: str) -> None:
    """Our token, and customers' files, go to the server that we work for and to nobody else."""
    host, ours = urlsplit(url).hostname or "", urlsplit(api.base_url).hostname or ""
    is_slacks = any(host == name or host.endswith(f".{name}") for name in _SLACK)
    if host != ours and not (is_slacks and ours.endswith("slack.com") and url.startswith("https://")):
        raise RejectedError("Slack", "file_at_strange_host")


def _shared_at(file: dict[str, Any]) -> Ts | None:
    places = (file.get("shares") or {}).values()
    shares = [share for by_channel in places for found in by_channel.values() for share in found]
    return Ts(shares[-1]["ts"]) if shares else None

"""What the customer shows: their last images, for a model that can see."""

import asyncio
from pathlib import PurePath

from bot.deps import Deps
from bot.errors import RejectedError, UnavailableError
from bot.log import logger
from bot.ports import Image
from escalation.model import Attachment, Speaker, Utterance

log = logger(__name__)

MOST = 3
LARGEST = 5_000_000
"""Bytes."""

_LOOK_BACK = 12
"""Lines: as far as the model reads what was said."""
_LOOK_AT = 6
_ENDINGS = frozenset({"", ".png", ".jpg", ".jpeg", ".gif", ".webp"})
_SECONDS = 8


async def images_in(deps: Deps, lines: tuple[Utterance, ...]) -> tuple[Image, ...]:
    """The last few that the customer sent, oldest first; without those that cannot be had, or are none."""
    if deps.model is None or not deps.model.sees_images:
        return ()
    found = await asyncio.gather(*(_image(deps, file) for file in likely(lines)))
    return tuple(one for one in found if one is not None)[-MOST:]


def likely(lines: tuple[Utterance, ...]) -> tuple[Attachment, ...]:
    """The customer's last files that may be images: what one from another company is called is not told yet."""
    said = [line for line in lines[-_LOOK_BACK:] if line.speaker is Speaker.CUSTOMER and line.text is not None]
    files = [file for line in said for file in line.files if file.id]
    return tuple(file for file in files if PurePath(file.name).suffix.lower() in _ENDINGS)[-_LOOK_AT:]


def kind_of(content: bytes) -> str:
    """The media type that its first bytes tell, whatever it is called; empty for what is no such image."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    return "image/webp" if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else ""


async def _image(deps: Deps, file: Attachment) -> Image | None:
    try:
        async with asyncio.timeout(_SECONDS):
            content = await deps.messenger.read_image(file.id, LARGEST)
    except (RejectedError, UnavailableError, TimeoutError) as error:
        log.info("image.not_read", file=file.id, why=str(error) or type(error).__name__)
        return None
    kind = kind_of(content)
    return Image(kind=kind, content=content) if kind else None

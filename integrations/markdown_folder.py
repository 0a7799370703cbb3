"""A folder of Markdown files as a source of knowledge."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import yaml
from markdown_it import MarkdownIt

from bot.errors import MisconfiguredError
from bot.ports import Article

_FENCE = "---"


class MarkdownFolder:
    """A KnowledgeSource: every `.md` file below a folder but hidden ones.

    Front matter between `---` lines may give `title`, `url` and `tags`. Without it, the title is the first heading,
    and the address is `base_url` and the file's path.
    """

    def __init__(self, folder: Path, *, base_url: str = "", name: str = "folder") -> None:
        self._folder = folder
        self._base_url = base_url.rstrip("/")
        self._name = name

    @property
    def name(self) -> str:
        """How its articles are told from those of other sources."""
        return self._name

    async def articles(self) -> Sequence[Article]:
        """Every article, in the order of the paths. Raises MisconfiguredError naming the file that cannot be read."""
        return await asyncio.to_thread(self.read)

    def read(self) -> tuple[Article, ...]:
        """The same, for those who may wait."""
        if not self._folder.is_dir():
            raise MisconfiguredError(
                f"The knowledge folder {self._folder} does not exist or is not a folder. "
                "Create it, or point the setting at the folder that holds your Markdown files."
            )
        files = (path for path in self._folder.rglob("*") if path.suffix.lower() == ".md")
        paths = ((path, path.relative_to(self._folder)) for path in files)
        visible = [(path, place) for path, place in paths if not any(part.startswith(".") for part in place.parts)]
        return tuple(self._article(path, place) for path, place in sorted(visible) if path.is_file())

    def _article(self, path: Path, place: Path) -> Article:
        front, body = _divided(path)
        key = place.with_suffix("").as_posix()
        address = f"{self._base_url}/{quote(key)}" if self._base_url else ""
        return Article(
            id=key,
            title=_text(front.get("title")) or _first_heading(body) or _readable(place.stem),
            url=_text(front.get("url")) or address,
            text=body,
            source=self._name,
            tags=_tags(front.get("tags")),
        )


def _divided(path: Path) -> tuple[dict[str, Any], str]:
    """A file's front matter and its body."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise MisconfiguredError(f"{path} cannot be read: {error.strerror}. Check its permissions.") from error
    except UnicodeDecodeError as error:
        raise MisconfiguredError(f"{path} is not UTF-8 text. Save it as UTF-8, or move it away.") from error
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        return {}, text
    end = next((at for at, line in enumerate(lines[1:], start=1) if line.rstrip() == _FENCE), None)
    if end is None:
        raise MisconfiguredError(f"{path} opens its front matter but never closes it. Add a line `---` after it.")
    return _front_matter(path, "\n".join(lines[1:end])), "\n".join(lines[end + 1 :]).strip("\n")


def _front_matter(path: Path, text: str) -> dict[str, Any]:
    try:
        front = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
        where = f" (line {mark.line + 2})" if mark else ""
        raise MisconfiguredError(
            f"The front matter of {path} is not valid YAML{where}. A value with a colon needs quotes around it."
        ) from error
    if front is None:
        return {}
    if not isinstance(front, dict):
        raise MisconfiguredError(f"The front matter of {path} must be lines such as `title: …` and `url: …`.")
    return front


def _first_heading(markdown: str) -> str:
    tokens = MarkdownIt("commonmark").parse(markdown)
    at = next((at for at, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h1"), None)
    if at is None:
        return ""
    return "".join(child.content for child in tokens[at + 1].children or () if child.type != "html_inline").strip()


def _readable(stem: str) -> str:
    words = stem.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _tags(value: object) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else _text(value).split(",")
    return tuple(tag for tag in map(_text, listed) if tag)

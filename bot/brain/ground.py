"""Keeps a model honest while it speaks: only links that code wrote, no mentions, no HTML, whatever it was told."""

import re
from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Sequence

from escalation.model import Passage, Source

_LOOKAHEAD = 600
"""Characters a construct may span. One that is still open after that many is plain text, and so is one at line end."""

_RELEASE = 200
"""Characters after which words are released at any space, if no sentence ended before."""

_INVISIBLE = "\u200b"
"""Breaks a control sequence apart without changing how it reads."""

_CITATION = re.compile(r"\[\^?\s*(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\s*\]")
_LINK = re.compile(
    r"!?\[(?P<label>(?:[^\[\]\n\\]|\\.)*)\]"
    r"\(\s*(?P<url><[^<>\n]*>|[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\)"
)
_BRACKET = re.compile(r"!?\[(?=[^\[\]\n]*(?:\][^(]|[\[\n]))")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:[\s/][^<>\n]*)?>|<!--[^<>\n]*>|<[?][^<>\n]*>")
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ANGLED = re.compile(r"<([a-z][a-z0-9+.-]*:[^<>\s|]*)(?:\|([^<>\n]*))?>", re.IGNORECASE)
_CONTROL = re.compile(r"<[!@#][^<>\n]*>")
_LESS_THAN = re.compile(r"<(?=[\s\d=]|[^<>\n]*[<\n])")
_CODE = re.compile(r"(?P<ticks>`+)(?!`)(?:[^\n]*?[^`\n])(?P=ticks)(?!`)")
_TICKS = re.compile(r"`+")
_ESCAPED = re.compile(r"\\[^\n]")
_SPACES = re.compile(r"[^\S\n]+")
_RUN = re.compile(r"[\"-;=-Z\]-_a-~]{1,2000}")  # printable ASCII but space ! < [ \ `
_URL = re.compile(r"(?:[a-z0-9+.&#;-]*:?//|\bwww\.)[^\s()]+(?:\([^\s()]*\)[^\s()]*)*(?<![.,;:!?'\"*_~])", re.IGNORECASE)
_FENCE_PREFIX = r"[ \t]*(?:(?:[-*+>]|\d{1,9}[.)])[ \t]*)*"
_FENCE = re.compile(_FENCE_PREFIX + r"(?P<mark>`{3,}(?=[^`\n]*(?:\n|$))|~{3,})[^\n]*\n?")
_MAY_BE_FENCE = re.compile(_FENCE_PREFIX + r"(?:`{0,2}|~{0,2}|(?:`{3,}[^`\n]*|~{3,}[^\n]*))$")
_SAFE_END = re.compile(r"(?:\n|[.!?:][)\"'*_\]]*[^\S\n]+)$")

_SLACK_NAME = re.compile(r"<(?:[@#!](?:subteam\^|date\^)?)([^<>|\n]*)(?:\|([^<>\n]*))?>")
_BROADCAST = re.compile(r"(?<![\w@])@(?=(?:here|channel|everyone)\b)", re.IGNORECASE)
_OPEN_CONTROL = re.compile(r"<(?=[!@#])")


async def grounded(words: AsyncIterator[str], passages: Sequence[Passage]) -> AsyncIterator[str]:
    """The model's words as they may be said, piece by piece, however they were chopped on their way.

    Citations become links to the passages, links of the model's own making lose their address, mentions and HTML
    lose their power. No piece ends inside a link or a word.
    """
    guard = _Guard(passages)
    try:
        async for word in words:
            for piece in guard.hear(word):
                yield piece
        for piece in guard.finish():
            yield piece
    finally:
        if isinstance(words, AsyncGenerator):
            await words.aclose()


def cited(text: str, passages: Sequence[Passage]) -> tuple[Source, ...]:
    """The sources a text cites, in the order it first does, before or after it was grounded."""
    prose = _CODE.sub("", "\n".join(_outside_fences(text)))
    numbers = (number for found in _CITATION.finditer(prose) for number in _numbers(found[1]))
    return tuple(dict.fromkeys(passages[n - 1].source for n in numbers if 1 <= n <= len(passages)))


class _Guard:
    """Reads a stream in atoms, each decided by the text alone, so that its pieces' borders never matter."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._known = frozenset(p.url for p in passages) | {
            _bare(u[0]) for p in passages for u in _URL.finditer(p.text)
        }
        self._heard = ""
        self._fence = ""
        self._is_line_start = True
        self._gap = ""
        self._waiting = ""

    def hear(self, text: str) -> Iterator[str]:
        """Take in some more; give out what is ready."""
        self._heard += text
        yield from self._read(is_over=False)

    def finish(self) -> Iterator[str]:
        """Give out the rest."""
        yield from self._read(is_over=True)
        if self._waiting:
            yield _harmless(self._waiting)

    def _read(self, *, is_over: bool) -> Iterator[str]:
        while self._heard and (atom := self._atom(is_over=is_over)) is not None:
            length, said = atom
            taken, self._heard = self._heard[:length], self._heard[length:]
            self._is_line_start = taken.endswith("\n")
            self._add(taken, said)
            if self._is_releasable():
                yield _harmless(self._waiting)
                self._waiting = ""

    def _add(self, taken: str, said: str) -> None:
        """Spaces wait for what follows: if that vanishes, they do too."""
        if taken.isspace() and "\n" not in taken:
            self._gap = said
        elif said:
            self._waiting += self._gap + said
            self._gap = ""
        elif self._waiting.endswith((":", "/", "@", "<")) and not self._gap:
            self._waiting += _INVISIBLE  # what stood apart must not become an address or a mention
        else:
            self._gap = ""

    def _is_releasable(self) -> bool:
        ahead = self._waiting + self._gap
        if self._gap or ahead.endswith("\n"):
            return bool(self._waiting) and (_SAFE_END.search(ahead) is not None or len(ahead) >= _RELEASE)
        return len(ahead) >= _RELEASE and not ahead[-1].isascii()

    def _atom(self, *, is_over: bool) -> tuple[int, str] | None:
        """The next indivisible stretch: its length and what to say for it. None when more must be heard first."""
        text = self._heard
        if self._fence or self._is_line_start:
            line, newline, _ = text.partition("\n")
            is_whole = bool(newline) or is_over
            if self._fence:
                return self._code_line(line + newline) if is_whole else None
            if not is_whole and _MAY_BE_FENCE.match(line):
                return None
            if fence := _FENCE.match(line + newline):
                self._fence = fence["mark"]
                return len(fence[0]), fence[0]
        window = text.partition("\n")[0][:_LOOKAHEAD]
        is_decidable = is_over or len(window) < len(text)
        return self._inline(text, is_decidable=is_decidable, is_over=is_over)

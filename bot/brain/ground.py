"""Keeps a model honest while it speaks: only links that code wrote, no mentions, no HTML, whatever it was told."""

import re
from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Sequence
from dataclasses import dataclass

from escalation.model import Passage, Source

_LOOKAHEAD = 600
"""Characters a construct may span. One that is still open after that many is plain text, and so is one at line end."""

_RELEASE = 200
"""Characters after which words are released at any space, if no sentence ended before."""

_INVISIBLE = "\u200b"
"""Breaks an address or a mention apart without changing how it reads."""

_CITATION = re.compile(r"\[\^?\s*(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\s*\]")
_LINK = re.compile(
    r"!?\[(?P<label>(?:[^\[\]\n\\]|\\.)*)\]"
    r"\(\s*(?P<url><[^<>\n]*>|[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\)"
)
_NO_LINK = re.compile(r"!?\[(?=[^\[\]\n\\]*(?:\][^(]|\[))")
_SLACK = r"<(?:!(?:here|channel|everyone|group|subteam\^|date\^)|@[UWB]|#[CDG])"
_MENTION = re.compile(_SLACK + r"[^<>\n]*>", re.IGNORECASE)
_MENTION_OPENING = re.compile(rf"<(?={_SLACK[1:]})", re.IGNORECASE)
_MENTION_NAME = re.compile(r"<([@#!])(?:subteam\^|date\^)?([^<>|\n]*)(?:\|[@#]?([^<>\n]*))?>", re.IGNORECASE)
_BROADCAST = re.compile(r"(?<!\w)@(?=(?:here|channel|everyone)\b)", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:[\s/][^<>\n]*)?>|<[!?][^<>\n]*>")
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_AUTOLINK = re.compile(r"<([a-z][a-z0-9+.-]*:[^<>\s|]*)(?:\|([^<>\n]*))?>", re.IGNORECASE)
_LESS_THAN = re.compile(r"<(?=[\s\d=]|[^<>\n]*<)")
_CODE = re.compile(r"(?P<ticks>`+)(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`)")
_TICKS = re.compile(r"`+")
_SPACES = re.compile(r"[^\S\n]+")
_RUN = re.compile(r"[\"-;=-Z\]-_a-~]+")  # printable ASCII but space ! < [ \ `
_URL = re.compile(r"(?:[a-z0-9+.&#;-]*:?//|\bwww\.)[^\s()]+(?:\([^\s()]*\)[^\s()]*)*(?<![.,;:!?'\"*_~])", re.IGNORECASE)
_FENCE_PREFIX = r"[ \t]*(?:(?:[-*+>]|\d{1,9}[.)])[ \t]*)*"
_FENCE = re.compile(_FENCE_PREFIX + r"(?P<mark>`{3,}(?=[^`\n]*(?:\n|$))|~{3,})[^\n]*\n?")
_MAY_BE_FENCE = re.compile(_FENCE_PREFIX + r"(?:`{0,2}|~{0,2}|\d{0,9}|`{3,}[^`\n]*|~{3,}[^\n]*)$")
_SENTENCE_END = re.compile(r"[.!?:][)\"'*_\]]*$")


@dataclass(frozen=True, slots=True)
class _Atom:
    """An indivisible stretch: how much was heard, and what is said for it. A tight one eats the space before it."""

    length: int
    said: str
    is_tight: bool = False


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
    return tuple(dict.fromkeys(passages[number - 1].source for number in numbers if 0 < number <= len(passages)))


class _Guard:
    """Reads a stream in atoms, each decided by the text alone, so that it never matters how the stream was chopped."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._known = {passage.url for passage in passages if passage.url} | {
            url for passage in passages for url in _urls(passage.text)
        }
        self._heard = ""
        self._fence = ""
        self._is_line_start = True
        self._gap = ""
        self._waiting = ""

    def hear(self, text: str) -> Iterator[str]:
        """Take in some more; give out what is ready."""
        self._heard += text
        return self._read(is_over=False)

    def finish(self) -> Iterator[str]:
        """Give out the rest."""
        yield from self._read(is_over=True)
        if self._waiting:
            yield _harmless(self._waiting)

    def _read(self, *, is_over: bool) -> Iterator[str]:
        while self._heard and (atom := self._atom(is_over=is_over)) is not None:
            taken, self._heard = self._heard[: atom.length], self._heard[atom.length :]
            self._is_line_start = taken.endswith("\n")
            self._say(atom)
            if self._is_releasable():
                yield _harmless(self._waiting)
                self._waiting = ""

    def _say(self, atom: _Atom) -> None:
        """Spaces wait for what follows: if that vanishes, so do they."""
        if atom.said.isspace() and "\n" not in atom.said:
            self._gap += atom.said
            return
        gap = "" if atom.is_tight else self._gap
        if atom.said:
            self._waiting += gap + atom.said
            gap = ""
        elif not gap and self._waiting.endswith((":", "/", "@", "<")):
            self._waiting += _INVISIBLE  # what was apart must not meet and become an address or a mention
        self._gap = gap

    def _is_releasable(self) -> bool:
        if self._waiting.endswith("\n"):
            return True
        if self._gap:
            return bool(self._waiting and (_SENTENCE_END.search(self._waiting) or len(self._waiting) >= _RELEASE))
        return len(self._waiting) >= _RELEASE and not self._waiting[-1].isascii()  # scripts without spaces

    def _atom(self, *, is_over: bool) -> _Atom | None:
        """What comes next; None when more must be heard to tell."""
        line, newline, _ = self._heard.partition("\n")
        if self._fence:
            return self._code_line(line + newline) if newline or is_over else None
        if self._is_line_start:
            if not newline and not is_over and _MAY_BE_FENCE.match(line):
                return None
            if fence := _FENCE.match(line + newline):
                self._fence = fence["mark"]
                return _Atom(fence.end(), fence[0])
        if not line:
            return _Atom(1, "\n")
        window = line[:_LOOKAHEAD]
        return self._inline(window, is_settled=is_over or len(window) < len(self._heard))

    def _code_line(self, line: str) -> _Atom:
        if _closes(line, self._fence):
            self._fence = ""
        return _Atom(len(line), line)

    def _inline(self, window: str, *, is_settled: bool) -> _Atom | None:
        """The next atom of a line. Unless `is_settled`, what reaches to the end of the window may still go on."""
        match window[0]:
            case "`":
                atom = _code(window, is_settled=is_settled)
            case "<":
                atom = self._angled(window, is_settled=is_settled)
            case "[" | "!":
                atom = self._bracketed(window, is_settled=is_settled)
            case "\\":
                atom = _escaped(window)
            case _:
                atom = self._plain(window)
        return atom if atom and (is_settled or atom.length < len(window)) else None

    def _plain(self, window: str) -> _Atom:
        if spaces := _SPACES.match(window):
            return _Atom(spaces.end(), spaces[0])
        if not (run := _RUN.match(window)):
            return _Atom(1, window[0])
        said = _URL.sub(lambda url: url[0] if url[0] in self._known else "", run[0])
        if said == run[0]:
            return _Atom(run.end(), said)
        said = said.replace("()", "")
        return _Atom(run.end(), said, is_tight=not any(letter.isalnum() for letter in said))

    def _angled(self, window: str, *, is_settled: bool) -> _Atom | None:
        if mention := _MENTION.match(window):
            return _Atom(mention.end(), mention[0])
        if link := _AUTOLINK.match(window):
            return self._linked(link.end(), link[2] or "", link[1])
        if tag := _TAG.match(window):
            return _Atom(tag.end(), " " if _LINE_BREAK.fullmatch(tag[0]) else "")
        return _Atom(1, "<") if is_settled or _LESS_THAN.match(window) else None

    def _bracketed(self, window: str, *, is_settled: bool) -> _Atom | None:
        if window[:2] not in {"!", "!["} and window[0] == "!":
            return _Atom(1, "!")
        citation = _CITATION.match(window)
        if link := _LINK.match(window):
            # A citation with an address of the model's making is a citation all the same.
            return self._citation(link.end(), citation[1]) if citation else self._linked(link.end(), *link.groups())
        if citation and (is_settled or window[citation.end() : citation.end() + 1] not in {"", "("}):
            return self._citation(citation.end(), citation[1])
        if no_link := _NO_LINK.match(window):
            return _Atom(no_link.end(), no_link[0])
        return _Atom(1, window[0]) if is_settled else None

    def _citation(self, length: int, listed: str) -> _Atom:
        numbers = [number for number in _numbers(listed) if 0 < number <= len(self._passages)]
        said = " ".join(_reference(number, self._passages[number - 1].url) for number in numbers)
        return _Atom(length, said, is_tight=not said)

    def _linked(self, length: int, label: str, url: str) -> _Atom:
        bare = url.strip("<>")
        words = self._label(label)
        if bare in self._known:
            return _Atom(length, f"[{words}]({_destination(bare)})" if words else f"<{bare}>")
        return _Atom(length, words, is_tight=not words)

    def _label(self, text: str) -> str:
        inner = _Guard(self._passages)
        inner._is_line_start = False
        return "".join((*inner.hear(text), *inner.finish()))


def _code(window: str, *, is_settled: bool) -> _Atom | None:
    if code := _CODE.match(window):
        return _Atom(code.end(), code[0])
    ticks = _TICKS.match(window)
    return _Atom(ticks.end(), ticks[0]) if ticks and is_settled else None


def _escaped(window: str) -> _Atom:
    """An escaped character; the parts of an address need no escape, so that one only hides them."""
    pair = window[:2]
    return _Atom(len(pair), f"{pair[1:]}{_INVISIBLE}" if pair[1:] in {":", "/"} else pair)


def _harmless(text: str) -> str:
    named = _MENTION.sub(_name, text)
    return _MENTION_OPENING.sub(f"<{_INVISIBLE}", _BROADCAST.sub(f"@{_INVISIBLE}", named))


def _name(mention: re.Match[str]) -> str:
    found = _MENTION_NAME.fullmatch(mention[0])
    if found is None:
        return ""
    return ("#" if found[1] == "#" else "@") + (found[3] or found[2])


def _reference(number: int, url: str) -> str:
    return f"[[{number}]]({_destination(url)})" if url else f"[{number}]"


def _destination(url: str) -> str:
    return f"<{url}>" if re.search(r"[\s()]", url) else url


def _numbers(listed: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", listed)]


def _urls(text: str) -> Iterator[str]:
    for run in _RUN.findall(text):
        yield from (url[0] for url in _URL.finditer(run))


def _closes(line: str, mark: str) -> bool:
    bare = line.strip(" \t>\r\n")
    return len(bare) >= len(mark) and set(bare) == {mark[0]}


def _outside_fences(text: str) -> Iterator[str]:
    mark = ""
    for line in text.split("\n"):
        if mark:
            mark = "" if _closes(line, mark) else mark
        elif fence := _FENCE.match(line):
            mark = fence["mark"]
        else:
            yield line

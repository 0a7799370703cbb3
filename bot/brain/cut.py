"""Cuts an article into passages: small enough to quote, whole enough to be understood on their own."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.ports import Article
from escalation.model import Passage

LONGEST = 900
"""Characters a passage aims not to exceed. A fence or a table may: half of either is worse than a long one."""

TINY = 80
"""A section shorter than this says too little to stand alone and joins its neighbour."""

_LIST_ITEM = "list_item_open"
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9*_`\"'(])")
_REFERENCE_LINK = re.compile(r"\[([^\[\]]+)\]\[([^\[\]]*)\]")
_NOT_IN_SLUG = re.compile(r"[^\w\- ]")


@dataclass(frozen=True, slots=True)
class _Piece:
    """Markdown that must not be broken, and what joins it to the piece before."""

    glue: str
    text: str


@dataclass(frozen=True, slots=True)
class _Section:
    path: tuple[str, ...]
    slug: str
    pieces: tuple[_Piece, ...]

    @property
    def size(self) -> int:
        return len(_joined(self.pieces))


def cut(article: Article) -> tuple[Passage, ...]:
    """The article's passages in reading order, with ids that stay the same while its headings do."""
    taken: set[str] = set()
    return tuple(
        Passage(
            id=_unused(_named(article.id, section.slug, number), taken),
            title=article.title,
            section=" › ".join(section.path),
            url=_address(article.url, section.slug),
            text=text,
        )
        for section in _merged(list(_sections(article.text)))
        for number, text in enumerate(_packed(section.pieces), start=1)
    )


def pieces(markdown: str) -> tuple[str, ...]:
    """The text's blocks in order, its lists broken into items: what may be left out without breaking the rest."""
    tokens = _parser().parse(markdown)
    lines = markdown.split("\n")
    tops = (at for at, token in enumerate(tokens) if token.level == 0 and token.nesting >= 0)
    found = [piece for at in tops for piece in _pieces(tokens, at, lines, longest=0)]
    return tuple(piece.glue * bool(number) + piece.text for number, piece in enumerate(found))


def slugs(headings: Iterable[str]) -> Iterator[str]:
    """The anchors GitHub would give these headings, in order: a repeated one gets `-1`, `-2` …"""
    seen: dict[str, int] = {}
    for heading in headings:
        slug = _NOT_IN_SLUG.sub("", heading.strip().lower()).replace(" ", "-")
        count = seen.get(slug, 0)
        seen[slug] = count + 1
        yield f"{slug}-{count}" if count else slug


def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


def _sections(markdown: str) -> Iterator[_Section]:
    # Not splitlines(): it also breaks at form feeds and the like, and the parser's line numbers would be off.
    text = markdown.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    environment: dict[str, dict[str, dict[str, str]]] = {}
    tokens = _parser().parse(text, environment)
    references = environment.get("references", {})
    tops = [at for at, token in enumerate(tokens) if token.level == 0 and token.nesting >= 0]
    headings = [at for at in tops if tokens[at].type == "heading_open"]
    anchors = dict(zip(headings, slugs(_words(tokens[at + 1]) for at in headings), strict=True))

    path: tuple[tuple[int, str], ...] = ()
    slug = ""
    pieces: list[_Piece] = []
    for at in tops:
        token = tokens[at]
        if at not in anchors:
            pieces += [replace(p, text=_resolved(p.text, references)) for p in _pieces(tokens, at, lines)]
            continue
        yield _Section(tuple(name for _, name in path), slug, tuple(pieces))
        pieces = []
        level = int(token.tag[1:])
        if level == 1 and at == tops[0]:
            continue  # the page's own title, which every passage carries anyway
        path = (*((depth, name) for depth, name in path if depth < level), (level, _words(tokens[at + 1])))
        slug = anchors[at]
    yield _Section(tuple(name for _, name in path), slug, tuple(pieces))


def _pieces(tokens: Sequence[Token], at: int, lines: Sequence[str], longest: int = LONGEST) -> Iterator[_Piece]:
    """What a top-level block may be broken into: a list into its items, a long paragraph into its sentences."""
    token = tokens[at]
    if token.map is None or token.type == "hr" or token.content.startswith("<!--"):
        return
    start, end = token.map
    text = "\n".join(lines[start:end]).strip("\n").rstrip()
    if token.type in {"bullet_list_open", "ordered_list_open"} and len(text) > longest:
        yield from _glued(("\n".join(lines[a:b]).strip("\n").rstrip() for a, b in _items(tokens, at)), "\n")
    elif token.type == "paragraph_open" and len(text) > longest:
        yield from _glued(_SENTENCE_END.split(text), " ")
    elif text:
        yield _Piece("\n\n", text)


def _glued(texts: Iterable[str], glue: str) -> Iterator[_Piece]:
    for number, text in enumerate(text for text in texts if text.strip()):
        yield _Piece(glue if number else "\n\n", text)


def _items(tokens: Sequence[Token], at: int) -> Iterator[tuple[int, int]]:
    for token in tokens[at + 1 :]:
        if token.level == 0:
            return
        if token.level == 1 and token.type == _LIST_ITEM and token.map:
            yield token.map[0], token.map[1]


def _merged(sections: Sequence[_Section]) -> tuple[_Section, ...]:
    """Sections with something in them; a tiny one joins the one before it, a tiny opening the one after."""
    kept: list[_Section] = []
    for section in (section for section in sections if section.pieces):
        last = kept[-1] if kept else None
        if last is None or last.size + section.size > LONGEST:
            kept.append(section)
        elif not last.path and last.size < TINY:
            kept[-1] = replace(section, pieces=last.pieces + section.pieces)
        elif section.size < TINY:
            heading = _Piece("\n\n", f"**{section.path[-1]}**")
            kept[-1] = replace(last, pieces=(*last.pieces, heading, *section.pieces))
        else:
            kept.append(section)
    return tuple(kept)


def _packed(pieces: Sequence[_Piece]) -> Iterator[str]:
    """The pieces in as few texts as fit, evenly filled so that no crumb is left at the end."""
    total = len(_joined(pieces))
    aim = total / max(1, -(-total // LONGEST))
    pack: list[_Piece] = []
    for piece in pieces:
        size = len(_joined(pack))
        grown = size + len(piece.glue) + len(piece.text)
        if pack and (grown > LONGEST or (size >= aim and piece.glue == "\n\n")):
            # "Do the following:" goes with what follows.
            carried = [pack.pop()] if len(pack) > 1 and pack[-1].text.endswith(":") else []
            yield _joined(pack)
            pack = carried
        pack.append(piece)
    if pack:
        yield _joined(pack)


def _joined(pieces: Sequence[_Piece]) -> str:
    return "".join(piece.glue * bool(number) + piece.text for number, piece in enumerate(pieces))


def _words(inline: Token) -> str:
    """A heading's words without its markup."""
    children = inline.children or []
    return " ".join("".join(child.content for child in children if child.type != "html_inline").split())


def _resolved(text: str, references: dict[str, dict[str, str]]) -> str:
    """Reference links written out: their definitions stay behind at the foot of the article."""

    def written_out(found: re.Match[str]) -> str:
        name = " ".join((found[2] or found[1]).split()).lower().upper()
        return f"[{found[1]}]({references[name]['href']})" if name in references else found[0]

    return _REFERENCE_LINK.sub(written_out, text) if references else text


def _address(url: str, slug: str) -> str:
    return f"{url.partition('#')[0]}#{slug}" if url and slug else url


def _named(article: str, slug: str, number: int) -> str:
    base = f"{article}#{slug}" if slug or number > 1 else article
    return f"{base}-{number}" if number > 1 else base


def _unused(name: str, taken: set[str]) -> str:
    free = name
    count = 2
    while free in taken:
        free, count = f"{name}-{count}", count + 1
    taken.add(free)
    return free

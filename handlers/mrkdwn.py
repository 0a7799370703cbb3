"""Between Markdown and Slack's own dialect, mrkdwn, both ways. Nobody's words ever become a mention or a link."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from bot.split import split

_INVISIBLE = "\u200b"
_BROADCAST = re.compile(r"(?<!\w)@(?=(?:here|channel|everyone)\b)", re.IGNORECASE)
_LINKABLE = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_MARKS = {"strong": "*", "em": "_", "s": "~"}
_INDENT = "    "

_CONTROL = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_SCHEME = re.compile(r"^(?:https?://|mailto:)", re.IGNORECASE)

_FENCE = "```"

__all__ = ["escape", "from_markdown", "link", "plain", "split"]


def escape(text: str) -> str:
    """People's words, so that Slack shows them as they are: no link, no mention, no broadcast."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _BROADCAST.sub(f"@{_INVISIBLE}", escaped)


def from_markdown(text: str) -> str:
    """Markdown as mrkdwn. Links stay links when they lead to the web or a mailbox; all else is words."""
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    return "\n\n".join(filter(None, map(_block, SyntaxTreeNode(parser.parse(text)).children)))


def plain(text: str) -> str:
    """What a person wrote in Slack, as they would read it: no entities, no ids where there is a name."""
    shown = _CONTROL.sub(_readable, text)
    return shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _readable(found: re.Match[str]) -> str:
    kind, target, label = found[1], found[2], found[3] or ""
    if kind == "!":
        return label or f"@{target.partition('^')[2] or target}"
    if kind:
        return kind + (label.lstrip(kind) or target)
    bare = _SCHEME.sub("", target)
    if not label or label == target:
        return bare if target.startswith("mailto:") else target
    return label if label.rstrip("/") == bare.rstrip("/") else f"{label} ({target})"


# ── Blocks ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _block(node: SyntaxTreeNode) -> str:
    drawn: dict[str, Callable[[SyntaxTreeNode], str]] = {
        "paragraph": _inline_of,
        "heading": _heading,
        "bullet_list": _list,
        "ordered_list": _list,
        "blockquote": _quote,
        "fence": lambda code: _preformatted(code.content),
        "code_block": lambda code: _preformatted(code.content),
        "table": _table,
        "hr": lambda _: "───",
    }
    draw = drawn.get(node.type)
    return draw(node) if draw else escape(node.content) if not node.children else _inline(node.children)


def _heading(node: SyntaxTreeNode) -> str:
    words = _inline_of(node, within=frozenset({"strong"})).replace("\n", " ")
    return f"*{words}*" if words else ""


def _quote(node: SyntaxTreeNode) -> str:
    lines = "\n\n".join(filter(None, map(_block, node.children))).split("\n")
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _list(node: SyntaxTreeNode) -> str:
    is_ordered = node.type == "ordered_list"
    numbers = count(int(node.attrs.get("start", 1)))
    return "\n".join(_item(item, f"{next(numbers)}." if is_ordered else "•") for item in node.children)


def _item(node: SyntaxTreeNode, mark: str) -> str:
    lines = [mark]
    for number, child in enumerate(node.children):
        drawn = _block(child)
        if number == 0 and child.type in {"paragraph", "heading"}:
            first, *more = drawn.split("\n")
            lines = [f"{mark} {first}", *(_INDENT + line for line in more)]
        elif child.type in {"fence", "code_block", "table"}:
            lines.append(drawn)  # indented, its first line would stand apart from the others
        else:
            lines += [(_INDENT + line).rstrip() for line in drawn.split("\n")]
    return "\n".join(lines)


def _preformatted(code: str) -> str:
    safe = escape(code.rstrip("\n")).replace(_FENCE, f"``{_INVISIBLE}`")
    return f"{_FENCE}\n{safe}\n{_FENCE}"


def _table(node: SyntaxTreeNode) -> str:
    """Columns aligned with spaces: Slack's text knows no tables, but it keeps code as it is typed."""
    rows = [[_words(cell) for cell in row.children] for part in node.children for row in part.children]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [_row(row, widths) for row in rows]
    return _preformatted("\n".join([lines[0], _row(["-" * width for width in widths], widths), *lines[1:]]))


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    return " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()


# ── Words ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _inline_of(node: SyntaxTreeNode, within: frozenset[str] = frozenset()) -> str:
    return "".join(_inline(child.children, within) for child in node.children)


def _inline(nodes: Iterable[SyntaxTreeNode], within: frozenset[str] = frozenset()) -> str:
    """Slack sees a mark only at the edge of a word, so that one inside a word is set apart, invisibly."""
    drawn = ""
    was_marked = False
    for node in nodes:
        piece = _span(node, within)
        is_marked = node.type in _MARKS and node.type not in within
        if piece and ((is_marked and drawn[-1:].isalnum()) or (was_marked and piece[0].isalnum())):
            drawn += _INVISIBLE
        drawn += piece
        was_marked = is_marked
    return drawn


def _span(node: SyntaxTreeNode, within: frozenset[str]) -> str:
    if node.type in _MARKS:
        words = _inline(node.children, within | {node.type})
        mark = "" if node.type in within or not words else _MARKS[node.type]
        return f"{mark}{words}{mark}"
    match node.type:
        case "softbreak" | "hardbreak":
            return "\n"
        case "code_inline":
            code = escape(node.content).replace("`", "'")  # a backtick would end the code
            return f"`{code}`"
        case "link":
            return link(str(node.attrs["href"]), _words(node)) or _inline(node.children, within)
        case "image":
            return link(str(node.attrs["src"]), _words(node) or "image") or escape(_words(node))
        case _:
            return escape(node.content)


def link(url: str, label: str) -> str:
    """A link of Slack's, or nothing when it does not lead to the web or a mailbox."""
    if not _LINKABLE.match(url):
        return ""
    target = url.replace("&", "&amp;").replace("<", "%3C").replace(">", "%3E").replace("|", "%7C")
    return f"<{target}|{escape(label)}>" if label and label != url else f"<{target}>"


def _words(node: SyntaxTreeNode) -> str:
    """The words of a node and nothing else."""
    return " ".join("".join(_leaves(node)).split())


def _leaves(node: SyntaxTreeNode) -> Iterator[str]:
    if node.type in {"softbreak", "hardbreak"}:
        yield " "
    elif node.children:
        for child in node.children:
            yield from _leaves(child)
    elif node.type not in {"root", "td", "th", "link", "inline"}:
        yield node.content

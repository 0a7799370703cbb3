"""Answers made of nothing but the passages in the prompt, always the same to the same."""

import re
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.errors import Json
from sandbox.vendors.words import stems

LEAST_OVERLAP = 0.34
"""Of the question's words a passage must have at least so many to answer it."""
MOST_WORDS = 120
_MOST_QUOTED = 18

_FIRST_BYTES = {"image/png": b"\x89PNG", "image/jpeg": b"\xff\xd8\xff", "image/gif": b"GIF8", "image/webp": b"RIFF"}

_FENCED = re.compile(r"<<<\n(.*?)\n>>>", re.DOTALL)
_PASSAGE = re.compile(r"^\[(\d+)\][ \t]*(?:<<<\n(.*?)\n>>>|(.*?)(?=^\[\d+\]|\n\s*\n|\Z))", re.DOTALL | re.MULTILINE)
_EXACTLY = re.compile(r"reply (?:exactly|with the word) [\"“]?([\w-]+)", re.IGNORECASE)
_LIST = re.compile(r"\s*(?:[-*]|\d+\.)\s")
_LINE = re.compile(r"^(customer|assistant|support person):[ \t]*((?!<<<)\S.*)$", re.IGNORECASE | re.MULTILINE)
_URL = re.compile(r"\[([^\]]*)\]\([^)]*\)|https?://\S+")


@dataclass(frozen=True, slots=True)
class Composed:
    """An answer, the numbers of the passages it rests on, and how well they fit, from 0 to 1."""

    text: str
    cited: tuple[int, ...] = ()
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a conversation with a model asks: instructions, passages by number, the question, and all that was said."""

    system: str
    passages: tuple[tuple[int, str], ...]
    question: str
    said: str


def read(messages: Sequence[Json]) -> Prompt:
    """Read the messages of a call."""
    system = "\n".join(spoken(one) for one in messages if one["role"] in ("system", "developer"))
    said = "\n\n".join(spoken(one) for one in messages if one["role"] in ("user", "tool"))
    passages = tuple((int(found[1]), (found[2] or found[3] or "").strip()) for found in _PASSAGE.finditer(said))
    return Prompt(system, passages, _question(said), said)


def spoken(message: Json) -> str:
    """The text of a message, whether it came whole or in parts."""
    content = message.get("content") or ""
    if isinstance(content, str):
        return content
    return "\n".join(str(part.get("text", "")) for part in content)


def odd_image(messages: Sequence[Json]) -> str:
    """The kind of an image that is not what it says it is, as data in its address; empty when all are."""
    parts = [part for one in messages if isinstance(one.get("content"), list) for part in one["content"]]
    for part in parts:
        if part.get("type") == "image_url":
            kind, _, encoded = str(part["image_url"]["url"]).removeprefix("data:").partition(";base64,")
            if not _is_image(kind, encoded):
                return kind or "nothing"
    return ""


def _is_image(kind: str, encoded: str) -> bool:
    try:
        content = b64decode(encoded, validate=True)
    except ValueError:
        return False
    return kind in _FIRST_BYTES and content.startswith(_FIRST_BYTES[kind])


def compose(prompt: Prompt) -> Composed:
    """Quote the passage that fits; say what the instructions want said when none does."""
    if not prompt.passages:
        return Composed(_without_passages(prompt))
    wanted = set(stems(prompt.question))
    scored = sorted(((_overlap(wanted, text), -number) for number, text in prompt.passages), reverse=True)
    score, number = scored[0][0], -scored[0][1]
    if score < LEAST_OVERLAP:
        declined = _EXACTLY.search(prompt.system)
        return Composed(declined[1] if declined else "I do not know.")
    text = _quoted(dict(prompt.passages)[number], wanted)
    return Composed(f"{text} [{number}]", (number,), round(score, 2))


def _question(said: str) -> str:
    """What stands last: between fences, if there are any after the passages."""
    tail = _PASSAGE.sub("", said)
    fenced = _FENCED.findall(tail)
    return str(fenced[-1] if fenced else tail.strip().rpartition("\n\n")[2]).strip()


def _without_passages(prompt: Prompt) -> str:
    """A word that was asked for; a conversation in short; else what was said first and last."""
    if exactly := _EXACTLY.search(prompt.said):
        return exactly[1]
    if (lines_said := _LINE.findall(prompt.said)) and "sentences" in prompt.system:
        return _in_short(lines_said)
    lines = [line.strip() for line in prompt.said.splitlines() if line.strip() and line.strip() not in ("<<<", ">>>")]
    kept = [lines[0], lines[-1]] if len(lines) > 1 else lines
    return " ".join(" ".join(kept).split()[:60])


def _in_short(lines: Sequence[tuple[str, str]]) -> str:
    """What the customer wants, what was tried, and what they said last: three sentences in their own words."""
    customer = [text for who, text in lines if who.lower() == "customer"]
    tried = [text for who, text in lines if who.lower() != "customer"]
    sentences = [f"The customer asked: {_cut(customer[0])}" if customer else "The customer asked nothing yet."]
    sentences.append(f"Tried so far: {_cut(tried[0])}" if tried else "Nothing was tried yet.")
    if len(customer) > 1:
        sentences.append(f"Still open: {_cut(customer[-1])}")
    return " ".join(sentences)


def _cut(text: str) -> str:
    words = text.split()
    shortened = " ".join(words[:_MOST_QUOTED])
    if len(words) > _MOST_QUOTED:
        return f"{shortened} …"
    return shortened if shortened.endswith((".", "?", "!", "…")) else f"{shortened}."


def _overlap(wanted: set[str], text: str) -> float:
    return len(wanted & set(stems(text))) / len(wanted) if wanted else 0.0


def _quoted(passage: str, wanted: set[str]) -> str:
    """The block that says most of what was asked, and the list it introduces."""
    _title, _, body = passage.partition("\n")
    blocks = [block for block in (body or passage).split("\n\n") if block.strip()]
    best = max(range(len(blocks)), key=lambda position: (_overlap(wanted, blocks[position]), -position))
    chosen = blocks[best : best + 1]
    if best + 1 < len(blocks) and _LIST.match(blocks[best + 1]) and not _LIST.match(blocks[best]):
        chosen.append(blocks[best + 1])
    return _short(_URL.sub(lambda found: found[1] or "", "\n\n".join(chosen)))


def _short(text: str) -> str:
    words = re.findall(r"\s*\S+", text)
    return "".join(words[:MOST_WORDS]) + ("…" if len(words) > MOST_WORDS else "")

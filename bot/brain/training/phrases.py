"""Our own training texts: sentence patterns in a file, from which many sentences are drawn."""

import json
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_LIST = re.compile(r"<(\w+)>")
_TYPOS = 0.12
_BARE = 0.5


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text and whether the decision is yes."""

    text: str
    label: bool


def read_labelled(path: Path) -> list[Labelled]:
    """JSON lines with `text` and `label`."""
    lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [Labelled(str(line["text"]), bool(line["label"])) for line in lines]


def draw(path: Path, each: int, chance: random.Random) -> list[Labelled]:
    """Up to so many different sentences from each pattern. `[a|b]` chooses, `<name>` takes a word of that list."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    lists = {line["list"]: line["words"] for line in lines if "list" in line}
    patterns = [Labelled(line["text"], line["label"]) for line in lines if "text" in line]
    return [Labelled(text, one.label) for one in patterns for text in sorted(_sentences(one.text, lists, each, chance))]


def roughened(text: str, chance: random.Random) -> str:
    """As typed in a hurry: often without capitals and stops, sometimes with a slip."""
    if chance.random() < _BARE:
        text = re.sub(r"[.,;!?']", "", text)
    if chance.random() < _TYPOS and len(text) > 12:
        at = chance.randrange(1, len(text) - 2)
        swapped = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        text = chance.choice((swapped, text[:at] + text[at + 1 :], text[:at] + text[at] + text[at:]))
    return text


def _sentences(pattern: str, lists: Mapping[str, list[str]], each: int, chance: random.Random) -> set[str]:
    drawn = (_sentence(pattern, lists, chance) for _ in range(2 * each))
    return set(_first_different(drawn, each))


def _first_different(texts: Iterator[str], most: int) -> Iterator[str]:
    seen: set[str] = set()
    for text in texts:
        if text not in seen and len(seen) < most:
            seen.add(text)
            yield text


def _sentence(pattern: str, lists: Mapping[str, list[str]], chance: random.Random) -> str:
    text = pattern
    while _CHOICE.search(text) or _LIST.search(text):
        text = _CHOICE.sub(lambda found: chance.choice(found[1].split("|")), text)
        text = _LIST.sub(lambda found: chance.choice(lists[found[1]]), text)
    return re.sub(r"\s+", " ", text).replace(" ,", ",").replace(" ?", "?").strip()

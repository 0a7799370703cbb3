"""Long texts in parts, cut where it hurts least."""

import re

_FENCE = "```"
_WHOLE = re.compile(r"<[^<>\n]{1,2900}>|&(?:amp|lt|gt);|`{3,}")
_PARAGRAPH_END, _LINE_END, _SENTENCE_END, _WORD_END = map(
    re.compile, (r"\n[^\S\n]*\n\s*", r"\n", r"(?<=[.!?…])\s+", r"\s+")
)
_SHORTEST_LIMIT = 20
_LONGEST_WHOLE = 3000


def split(text: str, limit: int) -> list[str]:
    """The text in parts of at most `limit` characters (20 or more), cut where it hurts least.

    Nothing but space at the cuts is lost. A code block that is cut is closed, and opened again in the next part; links
    and entities stay whole unless one is longer than a part.
    """
    if limit < _SHORTEST_LIMIT:
        raise ValueError(f"limit must be at least {_SHORTEST_LIMIT}")
    parts: list[str] = []
    opening, rest = "", text.strip()
    while len(opening) + len(rest) > limit:
        at = _cut(rest, limit - len(opening) - len(f"\n{_FENCE}"))
        head, rest = rest[:at], rest[at:]
        is_code = (opening + head).count(_FENCE) % 2 == 1
        if is_code and rest.lstrip().startswith(_FENCE):
            rest, is_closed = rest.lstrip().removeprefix(_FENCE).lstrip(), True
        else:
            rest, is_closed = (rest.removeprefix("\n") if is_code else rest.lstrip()), False
        parts.append(f"{opening}{head.rstrip()}" + f"\n{_FENCE}" * is_code)
        opening = f"{_FENCE}\n" if is_code and not is_closed else ""
    return [*parts, opening + rest] if rest else parts


def _cut(text: str, room: int) -> int:
    """Where to cut: at most at `room`, at the end of the largest unit that leaves the part at least half full."""
    wholes = [whole.span() for whole in _WHOLE.finditer(text, 0, room + _LONGEST_WHOLE)]
    inside = {at for start, end in wholes for at in range(start + 1, end)}

    def ends(pattern: re.Pattern[str], least: int) -> list[int]:
        found = (end.start() for end in pattern.finditer(text, 0, room + 1))
        return [at for at in found if least <= at <= room and at not in inside]

    for pattern in (_PARAGRAPH_END, _LINE_END, _SENTENCE_END):
        if cuts := ends(pattern, max(1, room // 2)):
            return _before_fence(text, cuts[-1])
    if words := ends(_WORD_END, 1):
        return _before_fence(text, words[-1])
    return next((start for start, end in wholes if 0 < start < room < end), room)


def _before_fence(text: str, at: int) -> int:
    """The cut, moved up when it would leave an empty code block behind."""
    head = text[:at].rstrip()
    moved = len(head) - len(_FENCE)
    return moved if head.endswith(_FENCE) and head.count(_FENCE) % 2 == 1 and moved > 0 else at

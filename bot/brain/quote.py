"""Answers without a model: quotes the passage that fits best, in its own words."""

import re
from collections.abc import Sequence

from bot.brain.confidence import confidence
from bot.brain.cut import pieces
from bot.brain.search import Hit
from escalation.model import Answer, Passage

LONGEST = 1200
"""Characters of an answer that is read rather than scrolled past."""

_MOST_SOURCES = 3
_AS_GOOD = 0.85
"""A second passage must come this near to the best to be quoted as well."""

_SHORT = 500
_MARKUP = re.compile(r"([\\`*_\[\]<>])")
_ASKS_HOW = re.compile(r"\bhow (?:do|can|to|would|should|could)\b|\bsteps?\b|\bset ?up\b", re.IGNORECASE)
_STEP = re.compile(r"^\s*\d+[.)] ", re.MULTILINE)
_FENCE = re.compile(r"^\s*(`{3,}|~{3,})")


def quote(hits: Sequence[Hit], question: str, *, second_try: bool) -> Answer:
    """What these hits say about the question, in at most 1,200 characters. Empty, and sure of nothing, without hits."""
    if not hits:
        return Answer(text="", sources=(), passages=(), confidence=0.0)
    best = _best(hits, question)
    opening = f"{_lead_in(best.passage, second_try=second_try)}\n\n"
    text = opening + _trimmed(best.passage.text, LONGEST - len(opening))
    used = [best.passage]
    for second in _seconds(hits, best):
        added = f"\n\n**{_label(second.passage)}**\n\n{second.passage.text}"
        if len(text) + len(added) <= LONGEST:
            text += added
            used.append(second.passage)
            break
    return Answer(
        text=text,
        sources=tuple(dict.fromkeys(passage.source for passage in used))[:_MOST_SOURCES],
        passages=tuple(passage.id for passage in used),
        confidence=confidence(hits),
    )


def _best(hits: Sequence[Hit], question: str) -> Hit:
    """The first hit, unless one as good as it has the steps somebody asks for."""
    if not _ASKS_HOW.search(question) or _STEP.search(hits[0].passage.text):
        return hits[0]
    as_asked = (hit for hit in _as_good(hits, hits[0]) if hit.heading >= _AS_GOOD * hits[0].heading)
    return next((hit for hit in as_asked if _STEP.search(hit.passage.text)), hits[0])


def _seconds(hits: Sequence[Hit], best: Hit) -> list[Hit]:
    return [hit for hit in _as_good(hits, best) if hit is not best and len(hit.passage.text) <= _SHORT]


def _as_good(hits: Sequence[Hit], best: Hit) -> list[Hit]:
    return [hit for hit in hits if hit.score >= _AS_GOOD * best.score and hit.coverage >= _AS_GOOD * best.coverage]


def _lead_in(passage: Passage, *, second_try: bool) -> str:
    about = f" about **{_label(passage)}**" if _label(passage) else ""
    if second_try:
        return f"Let me try a different angle. Our help centre also says this{about}:"
    return f"Here is what our help centre says{about}:"


def _label(passage: Passage) -> str:
    """The article's title and its innermost section, as plain words."""
    names = [name for name in (passage.title, passage.section.rpartition(" › ")[2]) if name]
    return _MARKUP.sub(r"\\\1", " › ".join(dict.fromkeys(names)))


def _trimmed(markdown: str, room: int) -> str:
    """The whole text when there is room, or as many of its blocks and list items as there is room for."""
    if len(markdown) <= room:
        return markdown
    room -= len("\n\n…")
    kept = ""
    for piece in pieces(markdown):
        if len(kept) + len(piece) > room:
            break
        kept += piece
    return f"{kept or _first_lines(markdown, room)}\n\n…"


def _first_lines(markdown: str, room: int) -> str:
    """The beginning of a block that is too long by itself; a fence is closed again."""
    fence = _FENCE.match(markdown)
    closing = f"\n{fence[1]}" if fence else ""
    start = markdown[: room - len(closing)]
    at = max(start.rfind("\n"), 0) or max(start.rfind(" "), 0) or len(start)
    return start[:at].rstrip() + closing

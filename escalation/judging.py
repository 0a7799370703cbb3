"""An agent's judgement of a handoff, read from a few words: *bug, too early*."""

import re
from collections.abc import Sequence
from dataclasses import replace

from escalation.model import Judgement, Needed

_BETWEEN = re.compile(r"[,;]|\band\b")
_NEEDED = {one.label: one for one in Needed} | {"unneeded": Needed.NOT_NEEDED, "unnecessary": Needed.NOT_NEEDED}


class NotUnderstoodError(ValueError):
    """A part of the words is neither a cause nor a judgement; it is the error's text."""


def judgement_in(words: str, causes: Sequence[str]) -> Judgement:
    """What the words say, in any order; a cause also by how it begins. NotUnderstoodError when a part says neither.

    A cause that holds a comma or an *and* is understood when it is said alone, and first.
    """
    whole = _cause(words, causes)
    if whole:
        return Judgement(cause=whole)
    said = Judgement()
    for part in (one.strip() for one in _BETWEEN.split(words)):
        if part:
            said = _with(said, part, causes)
    return said


def _with(said: Judgement, part: str, causes: Sequence[str]) -> Judgement:
    needed = _NEEDED.get(re.sub(r"[\s_-]+", " ", part).strip(" .!").casefold())
    if needed is not None:
        return replace(said, needed=needed)
    cause = _cause(part, causes)
    if not cause:
        raise NotUnderstoodError(part)
    return replace(said, cause=cause)


def _cause(part: str, causes: Sequence[str]) -> str:
    """The cause of this name, or the only one that begins so."""
    name = part.strip(" .!").casefold()
    begun = [cause for cause in causes if cause.casefold().startswith(name)] if name else []
    exact = [cause for cause in begun if cause.casefold() == name]
    return next(iter(exact), begun[0] if len(begun) == 1 else "")

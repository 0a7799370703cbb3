"""What a translation must leave as it is: addresses, code, names and numbers. A model's words are only data."""

import re
from collections import Counter
from dataclasses import dataclass

AT_MOST = 4_000
"""Characters of a text that is translated; longer ones are read as they were written."""

_KEPT = re.compile(
    r"```.*?(?:```|\Z)|`[^`\n]+`"  # code
    r"|\b(?:https?://|mailto:|www\.)[^\s<>]*[^\s<>.,;:!?)\]'\"»”]"
    r"|\b[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}\b"
    r"|(?<!\w)[@#][\w.-]*\w"  # people and channels
    r"|(?<!\w):[a-z0-9_+-]+:(?!\w)"  # emoji
    r"|\b(?=\w*\d)(?=\w*[A-Za-z])\w+(?:[-_.]\w+)*\b|\b[A-Z]{1,10}-\d+\b"  # E-4711, v2.1, sha256
    r"|\b\w+(?:_\w+)+\b"
    r"|(?:~|\.{1,2})?(?:/[\w.-]+){2,}/?",  # paths
    re.DOTALL,
)
_MARK = "⟦{}⟧"
_MARKS = re.compile(r"⟦\s*(\d+)\s*⟧")
_NUMBER = re.compile(r"\d+(?:[.,'’]\d+)*")
_THOUSANDS = re.compile(r"(?<=\d)(?:[\u00a0\u202f]| (?=\d{3}(?!\d)))(?=\d)")
_LETTERS = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """A text with ⟦1⟧, ⟦2⟧ … in the place of what must stay, and what that was."""

    text: str
    kept: tuple[str, ...]

    @property
    def says_something(self) -> bool:
        """Whether there are words besides."""
        return bool(_LETTERS.search(_MARKS.sub("", self.text)))


def masked(text: str) -> Masked:
    """The text as a translator may see it."""
    kept: list[str] = []

    def mark(found: re.Match[str]) -> str:
        kept.append(found[0])
        return _MARK.format(len(kept))

    bare = text.replace("⟦", "[").replace("⟧", "]")
    return Masked(text=_KEPT.sub(mark, bare), kept=tuple(kept))


def restored(of: Masked, translation: str) -> str:
    """The translation with what was kept in its place; empty when it cannot be trusted.

    That is: when a mark or a number is missing, or more than there was, or when it is no translation by its length.
    """
    said = translation.strip()
    marks = [int(number) for number in _MARKS.findall(said)]
    if sorted(marks) != list(range(1, len(of.kept) + 1)) or _numbers(said) != _numbers(of.text):
        return ""
    if not said or len(said) > 4 * len(of.text) + 60 or 6 * len(said) + 40 < len(of.text):
        return ""
    return _MARKS.sub(lambda found: of.kept[int(found[1]) - 1], said)


def _numbers(text: str) -> Counter[str]:
    bare = _THOUSANDS.sub("", _MARKS.sub(" ", text))
    return Counter(re.sub(r"\D", "", number) for number in _NUMBER.findall(bare))

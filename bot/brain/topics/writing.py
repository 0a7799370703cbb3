"""The shape of a text: its title, its body, and what a reader sees before reading the words."""

import re
from dataclasses import dataclass
from typing import Self

_POST = 240
_TITLE = 200
_I = re.IGNORECASE | re.MULTILINE

_TITLE_SIGNS = [
    re.compile(pattern, _I)
    for pattern in (
        r"\?\s*$",
        r"\?",
        r"^\W*(how|what|why|is|can|does|do|where|which|who|should|could|question)\b",
        r"\bquestion\b",
        r"^(\[[^\]]*\]|[\w/.-]+:)?\s*(add|allow|support|provide|implement|expose|make|improve|enable|introduce"
        r"|consider)\b",
        r"\b(fix|bug|error|crash\w*|fail\w*|broken|wrong|regression|exception|incorrect\w*|leak"
        r"|(does|do|is)( not|n.t) work)",
        r"\b(feature|request|proposal|enhancement|suggestion)\b",
    )
]
_BODY_SIGNS = [
    re.compile(pattern, _I)
    for pattern in (
        r"^traceback \(most|^\s+at \S+",
        r"\b(error|exception|segfault|assert\w*|crash\w*)\b",
        r"```",
        r"^#+ ",
        r"(^#+ [\s\S]*){5}",
        r"\?",
        r"\?[\s\S]*\?",
        r"!\[|<img",
        r"https?:",
        r"\b(would be (nice|great|useful|helpful)|please add|feature request|i.d like|i would like|proposal|motivation)"
        r"\b",
        r"\b(how (do|can|to|should)|is there (a|any) way|is it possible|could you|can someone|any idea)\b"
        r"|\bi( a|.)m trying\b",
        r"steps? to reproduce|expected behaviou?r|actual behaviou?r|\brepro\b|regression",
        r"\bthis (pr|patch|change|pull request)\b|\b(closes|fixes) ",
    )
]
_LENGTHS = (60, 200, 600, 1500, 4000)
_NOISE = [
    (re.compile(r"<!--[\s\S]*?-->"), " "),
    (re.compile(r"```[\s\S]*?(```|$)"), " codeblock "),
    (re.compile(r"!\[[^\]]*\]\([^)]*\)|<img[^>]*>"), " picture "),
    (re.compile(r"https?://(?:www\.)?([\w.-]*)[^\s)>\]]*"), r" link \1 "),
    (re.compile(r"\b[0-9a-f]{7,40}\b"), " hash "),
]
SIGNS = len(_TITLE_SIGNS) + len(_BODY_SIGNS) + len(_LENGTHS)


@dataclass(frozen=True, slots=True)
class Writing:
    """A message is all body. A post has more lines: the first is its title, and code and addresses are put aside."""

    title: str
    body: str
    post: bool
    raw: str

    @classmethod
    def of(cls, text: str) -> Self:
        """Take a text apart."""
        plain = text.replace("\r", "").strip()
        title, line, rest = plain.partition("\n")
        if not line or len(plain) < _POST:
            return cls(plain, plain, post=False, raw=plain)
        return cls(title[:_TITLE], _quiet(rest), post=True, raw=rest)

    def signs(self) -> list[float]:
        """SIGNS numbers, 1 or -1: questions, wishes, errors, code, headings, length."""
        seen = [bool(sign.search(self.title)) for sign in _TITLE_SIGNS]
        seen += [bool(sign.search(self.raw)) for sign in _BODY_SIGNS]
        seen += [len(self.raw) < length for length in _LENGTHS]
        return [1.0 if sign else -1.0 for sign in seen]


def _quiet(text: str) -> str:
    for noise, mark in _NOISE:
        text = noise.sub(mark, text)
    return text.strip()

"""Which reports tell of the same failure: by their words and by what they mean."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.brain.search import PassageIndex
from bot.brain.sentences.meaning import Meaning
from escalation.bugs import likelihood
from escalation.model import Passage

_WORDS = 3
_WHOLE = 1
_TITLE = 1
"""What likeness counts for: of words, of the meaning of the whole, of the meaning of the titles."""

_CODE = re.compile(r"\b[A-Z]{2,8}-\d{1,7}\b|\b[A-Z]{1,4}\d{3,6}\b")
"""An error's own id."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Somebody's account of a failure: an issue of the tracker, or what a customer says."""

    id: str
    title: str
    text: str = ""

    @property
    def words(self) -> str:
        """All of it."""
        return f"{self.title}\n{self.text}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A report and how alike it is to another, from 0 to 1. 1 is the same words.

    `shares_code` says that both name the same error id, such as `EXP-504`.
    """

    report: Report
    likeness: float
    shares_code: bool = False


class Reports:
    """Reports that can be compared with one another. Two milliseconds of work for each in the beginning."""

    def __init__(self, reports: Sequence[Report], meaning: Meaning | None) -> None:
        self._reports = tuple(reports)
        self._at = {report.id: at for at, report in enumerate(self._reports)}
        self._index = PassageIndex.build(
            Passage(id=report.id, title=report.title, section="", url="", text=report.text) for report in self._reports
        )
        self._codes = [frozenset(_CODE.findall(report.words)) for report in self._reports]
        self._titles = _vectors([report.title for report in self._reports], meaning)
        self._wholes = _vectors([f"{report.title}. {report.text}" for report in self._reports], meaning)

    def nearest(self, report: Report, limit: int = 10) -> tuple[Near, ...]:
        """Those most like this one, which must be among them; itself is left out."""
        own = self._at[report.id]
        likeness = self._likeness(own)
        ranked = [at for at in (-likeness).argsort(kind="stable") if at != own]
        return tuple(
            Near(
                report=self._reports[at],
                likeness=float(likeness[at]),
                shares_code=bool(self._codes[own] & self._codes[at]),
            )
            for at in ranked[:limit]
        )

    def _likeness(self, at: int) -> Floats:
        report = self._reports[at]
        scores = self._index.scores(report.words)
        words = np.clip(scores / max(float(scores[at]), 1e-9), 0, 1)
        if not self._wholes.size:
            return np.asarray(words, np.float32)
        whole = np.clip(self._wholes @ self._wholes[at], 0, 1)
        title = np.clip(self._titles @ self._titles[at], 0, 1)
        total = _WORDS * words + _WHOLE * whole + _TITLE * title
        return np.asarray(total / (_WORDS + _WHOLE + _TITLE), np.float32)


def likeliest(report: Report, near: Sequence[Near]) -> tuple[tuple[str, float], ...]:
    """The ids of those near to it, with how likely each tells of the same failure; the likeliest first."""
    found = [
        (one.report.id, likelihood(one.likeness, report.words, one.report.words, shares_code=one.shares_code))
        for one in near
    ]
    return tuple(sorted(found, key=lambda pair: -pair[1]))


def _vectors(texts: Sequence[str], meaning: Meaning | None) -> Floats:
    if meaning is None or not texts:
        return np.empty((0, 0), np.float32)
    return np.array([meaning.vector(text) for text in texts], np.float32)

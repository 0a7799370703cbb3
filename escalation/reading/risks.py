"""What a bot must not settle by itself, said in plain words: disputes, security, law, lost data, an outage, leaving."""

import re
from dataclasses import dataclass

from escalation.model import Risk
from escalation.reading.risk_words import HYPOTHETICAL, NOT_SO, RISKS
from escalation.reading.text import Clause, clauses

_BEFORE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskFound:
    """A risk, and the words that show it."""

    risk: Risk
    evidence: str


def risks(text: str) -> tuple[RiskFound, ...]:
    """Every risk that the author speaks of as a fact, each once, in the order of `Risk`.

    A question about a rule (*what happens if I am charged twice?*) and a denial (*nothing was lost*) are none.
    """
    said = clauses(text)
    found = {risk: evidence for risk in Risk if (evidence := _first(said, RISKS[risk]))}
    return tuple(RiskFound(risk=risk, evidence=evidence) for risk, evidence in found.items())


def _first(said: tuple[Clause, ...], pattern: re.Pattern[str]) -> str:
    for clause in said:
        if HYPOTHETICAL.search(clause.line):
            continue
        for match in pattern.finditer(clause.line):
            if not NOT_SO.search(clause.line[max(0, match.start() - _BEFORE) : match.start()]):
                return clause.written(match.start(), match.end())
    return ""

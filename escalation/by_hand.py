"""A colleague opens a handoff by hand, by a word to us in the customer's own thread."""

import re
from dataclasses import dataclass

_OPENING = re.compile(
    r"\s*(?:please +)?(?:hand(?: +(?:this|it))? +(?:off|over)|handoff|pass(?: +(?:this|it))?(?: +on|(?= +to))|"
    r"escalate(?: +this)?)"
    r"(?: +to +(?P<team>[^:\n]{1,80}?))?\s*(?::\s*(?P<note>\S.*))?[.!]?\s*",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What was asked for: a `team` by its name, or any; a `note` on why, or none."""

    team: str = ""
    note: str = ""


def opening_in(text: str) -> Opening | None:
    """The wish in `hand off`, `pass on to Money: they were charged twice`; None when it is something else."""
    found = _OPENING.fullmatch(text)
    return Opening(team=(found["team"] or "").strip(), note=(found["note"] or "").strip()) if found else None

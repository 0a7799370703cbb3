"""What was handed over, as its customer may see it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a person was told about a customer's problem, in the customer's own terms: nothing that is ours alone.

    `about` is the problem in one line, `tried` and `wants` may be empty, `files` are names. `version` rises with every
    correction; `by` is the name of who made the last one, `at` when.
    """

    about: str
    tried: str = ""
    wants: str = ""
    files: tuple[str, ...] = ()
    version: int = 1
    by: str = ""
    at: datetime | None = None

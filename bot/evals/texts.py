"""Single texts: does it ask for a person, is it a request?"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.errors import MisconfiguredError
from bot.evals.figures import Judged, binary
from bot.ports import Reader
from escalation.limits import Case, Limits, Policy
from escalation.model import Belief
from escalation.signals import Reading

ASKED: dict[str, tuple[Callable[[Reading], Belief], Callable[[Limits], float]]] = {
    "human": (lambda reading: reading.asks_for_person, lambda limits: limits.person_at),
    "requests": (lambda reading: reading.is_request, lambda limits: limits.request_at),
}
"""What is asked of a text, and the limit from which the answer is yes."""


async def judge_texts(
    kind: str, reader: Reader, policy: Policy, files: list[Path], out: Path | None
) -> dict[str, object]:
    """The figures over all lines of all files."""
    belief_of, limit_of = ASKED[kind]
    limit = limit_of(policy.limits_for(Case()))
    items: list[Judged] = []
    lines: list[dict[str, object]] = []
    for number, line in enumerate(read_lines(files)):
        belief = belief_of(await reader.read(str(line["text"]), ()))
        items.append(Judged(truth=bool(line["label"]), verdict=belief.holds(limit), belief=belief.probability))
        lines.append({"i": number, "score": round(belief.probability, 6), "label": belief.holds(limit)})
    write_predictions(out, lines)
    return {"kind": kind, **binary(items)}


def read_lines(files: list[Path]) -> Iterator[dict[str, object]]:
    """JSON lines, or MisconfiguredError that names the file and the line."""
    for file in files:
        try:
            text = file.read_text(encoding="utf-8")
        except OSError as error:
            raise MisconfiguredError(f"{file} cannot be read: {error.strerror}") from error
        for number, line in enumerate(text.splitlines(), start=1):
            try:
                yield json.loads(line)
            except json.JSONDecodeError as error:
                raise MisconfiguredError(f"{file}, line {number} is not JSON: {error.msg}") from error


def write_predictions(path: Path | None, lines: list[dict[str, object]]) -> None:
    """What was said of each line, as JSON lines."""
    if path is not None:
        path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")

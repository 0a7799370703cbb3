"""Single texts: does it ask for a person, is it a request?"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.errors import MisconfiguredError
from bot.evals.figures import Judged, binary
from escalation.reading import asks_for_person, is_chatter

JUDGES: dict[str, Callable[[str], bool]] = {
    "human": lambda text: asks_for_person(text) is not None,
    "requests": lambda text: not is_chatter(text),
}
"""The rules are yes or no: their belief is 1 or 0."""


def judge_texts(kind: str, files: list[Path], predictions: Path | None) -> dict[str, object]:
    """The figures over all lines of all files."""
    judge = JUDGES[kind]
    items: list[Judged] = []
    lines: list[dict[str, object]] = []
    for number, line in enumerate(read_lines(files)):
        verdict = judge(str(line["text"]))
        items.append(Judged(truth=bool(line["label"]), verdict=verdict, belief=float(verdict)))
        lines.append({"i": number, "score": float(verdict), "label": verdict})
    write_predictions(predictions, lines)
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

"""Forms that somebody fills in: described here, drawn at the edge. A new form is a value, not a new drawing."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is asked for."""

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    PERSON = "person"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of several; `value` comes back."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question. What comes back is text: a choice's value, a person's id, a moment as Unix seconds."""

    name: str
    label: str
    kind: Kind = Kind.LINE
    value: str = ""
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    is_optional: bool = False
    at_most: int = 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Some questions at once. `kind` names who takes the answers, `about` comes back with them, whole.

    `title` has at most 24 characters, as Slack wants it; `about` at most 2,000.
    """

    kind: str
    about: str
    title: str
    fields: tuple[Field, ...]
    intro: str = ""
    submit: str = "Save"
    close: str = "Cancel"

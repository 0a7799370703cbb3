"""How a customer asks, in words, for a time, picks one of those listed, or gives it back."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Book(StrEnum):
    """What somebody wants."""

    LIST = "list"
    PICK = "pick"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True, kw_only=True)
class BookWish:
    """What a customer wants, and the number that they picked. `is_bare`: they wrote the number and nothing else."""

    want: Book
    number: int = 0
    is_bare: bool = False


_THING = r"(?:(?:a|the|my|our|another|that|this) )?(?:time|slot|booking|appointment|reservation|meeting)"
_LIST = re.compile(
    rf"(?:please |can i |could i |can we |could we |i(?:'d| would) like to )?(?:book|reserve|schedule) {_THING}"
    r"(?: please)?",
    re.IGNORECASE,
)
_PICK = re.compile(
    r"(?:please |can i have |i(?:'ll| will)? take )?(?P<word>(?:book|reserve|take)? ?(?:number|no\.?|slot|time|#)? ?)"
    r"#?(?P<number>[1-9])(?: please)?",
    re.IGNORECASE,
)
_CANCEL = re.compile(
    rf"(?:please |can you |could you |i need to )?(?:cancel|drop|delete) {_THING}(?: please)?", re.IGNORECASE
)


def book_wish_in(text: str) -> BookWish | None:
    """The wish in `book a time`, `book 2` or `cancel the booking`; None when the message is something else."""
    said = " ".join(text.replace("’", "'").split()).rstrip(".!?").replace(",", "")
    if _LIST.fullmatch(said):
        return BookWish(want=Book.LIST)
    if _CANCEL.fullmatch(said):
        return BookWish(want=Book.CANCEL)
    if found := _PICK.fullmatch(said):
        return BookWish(want=Book.PICK, number=int(found["number"]), is_bare=said == found["number"])
    return None

"""What an agent asks for about a handoff."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.ports import Field, Form, Place
from escalation.model import HandoffId, Message, Person, PersonId, Ts
from escalation.orders import Verb

FORM = "act"
"""The kind of every form that asks an agent more about an act."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """An agent wants something done: by a button or the menu, by a word in the card's thread, or by a form.

    `about` is which one, where a handoff has several of what it is about: a draft's number.
    `words` are what follows the verb, and `named` the people in them; `filled` is what a form says, by its fields.
    Where a button was pressed, `trigger` lets us open a form. `place` is where to answer, `key` tells it from others.
    """

    verb: Verb
    handoff: HandoffId
    by: Person
    place: Place
    key: str
    about: str = ""
    words: str = ""
    named: tuple[PersonId, ...] = ()
    filled: Mapping[str, str] = field(default_factory=dict)
    trigger: str = ""

    def message(self, ts: str, text: str) -> Message:
        """Words of theirs for the customer that are no message of their own, named by us."""
        return Message(
            channel=self.place.channel, ts=Ts(ts), thread=self.place.thread, author=self.by.id, team=None, text=text
        )

    def form(self, title: str, fields: tuple[Field, ...], *, intro: str = "", submit: str = "Save") -> Form:
        """A form that asks more about this; what is filled in comes back as the same act."""
        about = f"{self.verb}:{self.handoff}:{self.about}"
        return Form(kind=FORM, about=about, title=title, fields=fields, intro=intro, submit=submit)

"""Who speaks."""

from dataclasses import dataclass
from enum import StrEnum

from escalation.model.ids import PersonId, TeamId


class Role(StrEnum):
    """What somebody is to us in a conversation."""

    CUSTOMER = "customer"
    GUEST = "guest"
    STAFF = "staff"
    OTHER_BOT = "other_bot"
    OURSELVES = "ourselves"

    @property
    def may_ask(self) -> bool:
        """Whether the bot serves them."""
        return self in {Role.CUSTOMER, Role.GUEST}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody as Slack shows them to us. External people have no admin rights here, whatever their own team says.

    When Slack does not tell who they are, they are not known, and not trusted with anything. `email` is that of their
    Slack profile, or empty: of strangers Slack mostly keeps it to itself.
    `zone` is the time zone that they set there, such as `Europe/London`, or empty.
    """

    id: PersonId
    name: str
    team: TeamId | None = None
    is_guest: bool = False
    is_admin: bool = False
    is_bot: bool = False
    is_known: bool = True
    email: str = ""
    zone: str = ""

"""Who is customer, staff, guest, other bot or ourselves: by the author's own team and by configuration.

Never by an event's `authorizations`: in a shared channel those name an arbitrary installation.
"""

from dataclasses import dataclass, field

from escalation.model import ChannelId, Message, Person, PersonId, Role, TeamId


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What we know of ourselves and what an admin configured about people."""

    our_user: PersonId
    our_bot: str
    our_app: str = ""
    our_teams: frozenset[TeamId]
    staff: frozenset[PersonId] = frozenset()
    customers: frozenset[PersonId] = frozenset()
    guests: frozenset[PersonId] = frozenset()
    admins: frozenset[PersonId] = frozenset()
    staff_teams: frozenset[TeamId] = frozenset()
    customer_teams: frozenset[TeamId] = frozenset()
    customer_channels: frozenset[ChannelId] = field(default=frozenset())


def role_of(message: Message, person: Person | None, house: House) -> Role:
    """What the author of this message is to us. What cannot be told is a customer: never trusted as staff."""
    if message.author == house.our_user or (message.bot and message.bot in {house.our_bot, house.our_app}):
        return Role.OURSELVES
    if message.bot or message.author is None or (person and person.is_bot):
        return Role.OTHER_BOT
    named = _named(message.author, house)
    if named is not None:
        return named
    return _by_team(message, person, house)


def is_admin(person: Person, house: House) -> bool:
    """Whether this person may steer the bot: named in the configuration, or an admin of our own team."""
    if person.id in house.admins:
        return True
    return not house.admins and person.is_admin and person.team in house.our_teams


def may_act(person: Person, channel: ChannelId, house: House) -> bool:
    """Whether this person may press an agent's button: staff by name, or of our team. Never an external person."""
    if person.is_bot or not person.is_known:
        return False
    if person.id in house.staff | house.admins:
        return True
    is_customer = person.id in house.customers | house.guests or person.team in house.customer_teams
    if is_customer or person.is_guest or channel in house.customer_channels:
        return False
    if person.team in house.staff_teams:
        return True
    if person.team is None:  # a server that knows no teams: whoever is staff is named, or everybody is
        return not house.staff
    return person.team in house.our_teams


def has_desk(person: Person, house: House) -> bool:
    """Whether this person sees what others wait for: our own people, where that is certain. Never an external admin."""
    is_certain = person.team is not None or person.id in house.staff | house.admins
    return is_certain and may_act(person, ChannelId(""), house)


def _named(author: PersonId, house: House) -> Role | None:
    if author in house.staff | house.admins:
        return Role.STAFF
    if author in house.guests:
        return Role.GUEST
    return Role.CUSTOMER if author in house.customers else None


def _by_team(message: Message, person: Person | None, house: House) -> Role:
    team = message.team or (person.team if person else None)
    if team in house.staff_teams:
        return Role.STAFF
    if team in house.customer_teams or (team is not None and team not in house.our_teams):
        return Role.CUSTOMER
    if message.channel in house.customer_channels:
        return Role.CUSTOMER
    if person and person.is_guest:
        return Role.GUEST
    return Role.STAFF if team is not None else Role.CUSTOMER

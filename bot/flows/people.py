"""Who somebody is, from memory or from Slack."""

from datetime import timedelta

from bot.deps import Deps
from bot.errors import RejectedError
from escalation.model import Person, PersonId
from storage import people

_FRESH = timedelta(hours=1)


async def who(deps: Deps, person: PersonId) -> Person:
    """The person as Slack shows them; with the id for a name when Slack does not tell. Raises UnavailableError."""
    now = deps.clock.now()
    async with deps.database.transaction() as tx:
        known = await people.find(tx, person, now - _FRESH)
    if known is not None:
        return known
    try:
        seen = await deps.messenger.person(person)
    except RejectedError:
        seen = Person(id=person, name=person)
    async with deps.database.transaction() as tx:
        await people.see(tx, seen, now)
    return seen

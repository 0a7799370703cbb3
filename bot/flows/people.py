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
        seen = Person(id=person, name=person, is_known=False)
    if not seen.is_known:
        return seen
    async with deps.database.transaction() as tx:
        await people.see(tx, seen, now)
    return seen


async def with_names(deps: Deps, text: str, mentioned: tuple[PersonId, ...]) -> str:
    """The text with people called by their names instead of their ids."""
    for person in mentioned:
        if f"@{person}" in text:
            text = text.replace(f"@{person}", f"@{(await who(deps, person)).name}")
    return text

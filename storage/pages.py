"""What the product told of its users, and which of them is who in Slack."""

from dataclasses import asdict
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import delete
from sqlmodel import col, select

from escalation.model import PersonId
from escalation.pages import FAILURE_LASTS, PageEvent
from storage.database import Tx
from storage.tables import PageEventRow, PersonLinkRow, ProductUserRow, UsedTokenRow

_EVENT = TypeAdapter(PageEvent)
_MOST = 200


async def keep(tx: Tx, event: PageEvent) -> bool:
    """Keep it, once per id. False when it was there."""
    if await tx.get(PageEventRow, event.id) is not None:
        return False
    tx.add(PageEventRow(**asdict(event)))
    await tx.flush()
    return True


async def introduce(tx: Tx, user: str, email: str, org: str, now: datetime) -> None:
    """The product's own server says who a user is."""
    known = await tx.get(ProductUserRow, user)
    row = ProductUserRow(
        user=user,
        email=email.lower() or (known.email if known else ""),
        org=org or (known.org if known else ""),
        at=now,
    )
    await tx.merge(row)


async def org_of(tx: Tx, user: str) -> str:
    """The account a user belongs to, by the product's own id, or an empty string."""
    known = await tx.get(ProductUserRow, user)
    return known.org if known else ""


async def link(tx: Tx, person: PersonId, user: str, until: datetime) -> None:
    """This person in Slack is that user, until then."""
    await tx.merge(PersonLinkRow(person=person, user=user, until=until))


async def user_of(tx: Tx, person: PersonId, email: str, now: datetime) -> str:
    """Which user somebody in Slack is: linked, or the only one whose address is the one in the Slack profile."""
    linked = await tx.get(PersonLinkRow, person)
    if linked is not None and linked.until > now:
        return linked.user
    if not email:
        return ""
    query = select(ProductUserRow.user).where(col(ProductUserRow.email) == email.lower()).limit(2)
    found = (await tx.exec(query)).all()
    return found[0] if len(found) == 1 else ""


async def verified_email(tx: Tx, person: PersonId, now: datetime) -> str:
    """The address of the user that somebody in Slack confirmed to be, or an empty string."""
    linked = await tx.get(PersonLinkRow, person)
    if linked is None or linked.until <= now:
        return ""
    known = await tx.get(ProductUserRow, linked.user)
    return known.email if known else ""


async def events(tx: Tx, user: str, now: datetime) -> tuple[PageEvent, ...]:
    """What a user did and met in the last day, the newest first."""
    query = select(PageEventRow).where(col(PageEventRow.user) == user, col(PageEventRow.at) >= now - FAILURE_LASTS)
    rows = (await tx.exec(query.order_by(col(PageEventRow.at).desc()).limit(_MOST))).all()
    return tuple(_EVENT.validate_python(row.model_dump()) for row in rows)


async def use_token(tx: Tx, token: str, until: datetime) -> bool:
    """Note that a one-time token was used. False when it was used before."""
    if await tx.get(UsedTokenRow, token) is not None:
        return False
    tx.add(UsedTokenRow(id=token, until=until))
    await tx.flush()
    return True


async def forget(tx: Tx, user: str) -> None:
    """Nothing of this user is known any more."""
    await tx.exec(delete(PageEventRow).where(col(PageEventRow.user) == user))
    await tx.exec(delete(PersonLinkRow).where(col(PersonLinkRow.user) == user))
    await tx.exec(delete(ProductUserRow).where(col(ProductUserRow.user) == user))


async def tidy(tx: Tx, now: datetime) -> None:
    """What is too old to count is forgotten."""
    await tx.exec(delete(PageEventRow).where(col(PageEventRow.at) < now - FAILURE_LASTS))
    await tx.exec(delete(PersonLinkRow).where(col(PersonLinkRow.until) < now))
    await tx.exec(delete(UsedTokenRow).where(col(UsedTokenRow.until) < now))

"""What the product tells is kept, and who is in trouble there is offered help."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bot import saying
from bot.deps import Deps
from bot.errors import UnavailableError
from bot.flows.people import who
from bot.ports import OfferSaid
from bot.workspace import Occasion
from escalation.model import ChannelId, Conversation
from escalation.pages import NotKeptError, PageEvent, PagesSeen, read_event, seen
from storage import channels, inbox, outbox, pages


@dataclass(frozen=True, slots=True, kw_only=True)
class TroubleDue:
    """A user of the product met trouble there; perhaps somebody should offer help."""

    user: str


async def see_pages(deps: Deps, events: Iterable[PageEvent], *, is_trusted: bool) -> None:
    """Keep what happened, once per event. Only the product's own server introduces users."""
    now = deps.clock.now()
    async with deps.transaction() as tx:
        for event in events:
            if not await pages.keep(tx, event):
                continue
            if is_trusted and (event.email or event.org):
                await pages.introduce(tx, event.user, event.email, event.org, now)
            if event.failed:
                work = inbox.NewWork(
                    key=f"trouble:{event.id}",
                    kind="offer_help",
                    lane=f"trouble:{event.user}",
                    payload=asdict(TroubleDue(user=event.user)),
                    due=now,
                )
                await inbox.put(tx, work, now)


async def pages_of(deps: Deps, conversation: Conversation) -> PagesSeen:
    """What this customer was doing in the product; nothing of people who are not linked to a user of it."""
    now = deps.clock.now()
    try:
        person = await who(deps, conversation.customer)
    except UnavailableError:
        return PagesSeen()
    async with deps.database.transaction() as tx:
        user = await pages.user_of(tx, person.id, person.email, now)
        return seen(await pages.events(tx, user, now), now) if user else PagesSeen()


async def forget_user(deps: Deps, user: str) -> None:
    """Everything about a user of the product is forgotten."""
    async with deps.transaction() as tx:
        await pages.forget(tx, user)


async def ask_in_slack(deps: Deps, claims: Mapping[str, Any], *, user: str, org: str, token: str) -> ChannelId | None:
    """Keep the page that a signed *Ask in Slack* link tells of; the channel of that account, if it has one."""
    now = deps.clock.now()
    try:
        event = read_event(
            {
                "type": "page",
                "messageId": f"ask:{token or now.timestamp()}",
                "userId": user,
                "groupId": org,
                "properties": claims.get("page") if isinstance(claims.get("page"), Mapping) else {},
            },
            now,
            deps.workspace.context.kept_query,
        )
    except NotKeptError:
        return None
    await see_pages(deps, (event,), is_trusted=True)
    account = next((one for one in deps.workspace.known_accounts if one.account.ids.get("product") == org), None)
    return min(account.channels, default=None) if account and org else None


async def offer_help(deps: Deps, due: TroubleDue) -> str:
    """Once a day and account, where the account wants it: a quiet word in its channel, naming nobody."""
    now = deps.clock.now()
    async with deps.transaction() as tx:
        trouble = seen(await pages.events(tx, due.user, now), now).trouble
        org = await pages.org_of(tx, due.user)
        account = next((one for one in deps.workspace.accounts if org and one.ids.get("product") == org), None)
        if trouble is None or account is None or not account.offers_help or not account.channels:
            return "nothing to offer"
        channel = min(account.channels)
        if await channels.is_paused(tx, channel):
            return "paused"
        where = f" on {trouble.page}" if trouble.page else ""
        texts = deps.workspace.texts_in(Occasion(channel=channel, tier=deps.workspace.tier(channel)))
        said = OfferSaid(text=texts.offer_help.format(what=trouble.name, where=where))
        words = saying.to_channel(channel, said, f"offer_help:{account.name}:{now:%Y-%m-%d}")
        return "offered" if await outbox.put(tx, words, now) else "offered already"

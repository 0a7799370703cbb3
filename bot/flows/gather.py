"""What our systems know of a customer comes onto the handoff's card, as soon as it is there."""

from dataclasses import asdict, dataclass

from bot import saying
from bot.deps import Deps
from bot.errors import UnavailableError
from bot.flows.people import who
from bot.flows.see_page import pages_of
from escalation.identity import identify
from escalation.model import (
    Conversation,
    ConversationId,
    Dossier,
    Facet,
    HandoffId,
    Identity,
    Rung,
)
from escalation.pages import as_facet
from escalation.topics import named
from storage import conversations, handoffs, inbox, outbox, pages
from storage.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsDue:
    """A conversation about whose customer our systems are asked, for the handoff's card if there is one.

    `again` tells one time from another.
    """

    conversation: ConversationId
    handoff: HandoffId | None = None
    again: str = ""


async def identity_of(deps: Deps, conversation: Conversation) -> Identity:
    """Who the customer is, as far as Slack and the configuration tell."""
    try:
        person = await who(deps, conversation.customer)
    except UnavailableError:
        return Identity()
    is_ours = person.team in deps.house.our_teams and not person.is_guest
    async with deps.database.transaction() as tx:
        verified = await pages.verified_email(tx, person.id, deps.clock.now())
    return identify(conversation.channel, person, deps.workspace.known_accounts, is_ours=is_ours, verified=verified)


def demands_of(deps: Deps, topic: str) -> Rung:
    """How well somebody must be known before systems are asked, by what it is about."""
    about = named(topic, deps.topics)
    return about.demands if about else Rung.ACCOUNT


async def want_facts(tx: Tx, deps: Deps, due: FactsDue) -> None:
    """Have our systems asked, beside everything else."""
    if not deps.accounts.sources and not due.again:
        return
    about, now = due.handoff or due.conversation, deps.clock.now()
    work = inbox.NewWork(
        key=f"gather:{about}:{due.again}", kind="gather", lane=f"facts:{about}", payload=asdict(due), due=now
    )
    await inbox.put(tx, work, now)


async def gather(deps: Deps, due: FactsDue) -> str:
    """Ask all systems at once. The card is drawn again with what is there after three seconds, and with the rest."""
    async with deps.database.transaction() as tx:
        conversation = await conversations.get(tx, due.conversation)
        topic = (await handoffs.get(tx, due.handoff)).topic if due.handoff else ""
    demands = demands_of(deps, topic)
    identity = await identity_of(deps, conversation)
    waits = deps.accounts.waits
    product = as_facet(await pages_of(deps, conversation), deps.clock.now())
    facets = (*product, *await deps.accounts.gather(identity, waits.card, demands))
    await _show(deps, due, dossier(identity, facets), "first")
    if not all(facet.standing.is_settled for facet in facets):
        facets = (*product, *await deps.accounts.gather(identity, waits.source, demands))
        await _show(deps, due, dossier(identity, facets), "rest")
    return ", ".join(f"{facet.source} {facet.standing.value}" for facet in facets)


def dossier(identity: Identity, facets: tuple[Facet, ...]) -> Dossier:
    """What stands on the card."""
    name = identity.account.name or next(iter(identity.account.domains), "") if identity.account else ""
    return Dossier(account=name, rung=identity.rung, evidence=identity.evidence, facets=facets)


async def _show(deps: Deps, due: FactsDue, found: Dossier, step: str) -> None:
    if due.handoff is None:
        return
    async with deps.transaction() as tx:
        await handoffs.set_dossier(tx, due.handoff, found)
        handoff = await handoffs.get(tx, due.handoff)
        await outbox.put(tx, saying.redraw(handoff, f"facts:{step}:{due.again}"), deps.clock.now())

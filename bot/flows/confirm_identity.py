"""A customer confirms in the product who they are, where a topic demands it; then our systems are asked after all."""

from datetime import timedelta

from bot import saying
from bot.deps import Deps
from bot.flows.gather import FactsDue, demands_of, want_facts
from bot.flows.wording import texts_about
from escalation.model import Conversation, Handoff, PersonId
from storage import handoffs, outbox, pages
from storage.database import Tx

_LASTS = timedelta(days=180)
_ONCE = timedelta(days=2)


async def ask_who_it_is(tx: Tx, deps: Deps, conversation: Conversation, handoff: Handoff) -> None:
    """Where the topic demands that the person is better known: a link that only they see."""
    if deps.identity_link is None or handoff.dossier.rung >= demands_of(deps, handoff.topic):
        return
    link = deps.identity_link(conversation.customer, deps.clock.now())
    text = texts_about(deps, handoff).confirm_identity.format(team=handoff.queue.name, link=link)
    words = saying.whisper(
        conversation.channel, conversation.thread, conversation.customer, text, f"confirm_identity:{handoff.id}"
    )
    await outbox.put(tx, words, deps.clock.now())


async def link_person(deps: Deps, token: str, person: PersonId, user: str) -> bool:
    """Somebody in Slack opened the link they were given, signed in as this user. False when it was used before."""
    now = deps.clock.now()
    async with deps.transaction() as tx:
        if not token or not await pages.use_token(tx, token, now + _ONCE):
            return False
        await pages.link(tx, person, user, now + _LASTS)
        for handoff in await handoffs.open_of(tx, person):
            await want_facts(tx, deps, FactsDue(conversation=handoff.conversation, handoff=handoff.id, again=token))
    return True

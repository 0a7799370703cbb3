"""App Home: agents see what they have and what waits, customers see their own requests."""

import hashlib
from datetime import timedelta

from bot.deps import Deps
from bot.errors import UnavailableError
from bot.flows.desk import Desk, read_desk
from bot.flows.enquiries import unanswered
from bot.flows.expect import expectation
from bot.flows.overview import keep_overviews
from bot.flows.people import who
from bot.flows.wording import texts_about
from bot.log import logger
from bot.ports import AgentHome, AskedOfYou, CustomerHome, Home, Request
from escalation.desk import claims_of
from escalation.model import Handoff, Person, PersonId
from escalation.roles import has_desk
from storage import handoffs, homes, promises

log = logger(__name__)

_LATELY = timedelta(hours=12)
_AT_ONCE = 8
"""Homes that are drawn in one go: with a go every five seconds, what Slack takes in a minute."""


async def open_home(deps: Deps, person: PersonId) -> str:
    """Somebody looks at their Home: it is drawn, and kept true for a while."""
    async with deps.transaction() as tx:
        await homes.note_opened(tx, person, deps.clock.now())
    await _draw(deps, person, await home_of(deps, person, await read_desk(deps)))
    return "shown"


async def keep_desk(deps: Deps) -> str:
    """Overviews and Homes show what has changed."""
    desk = await read_desk(deps)
    return f"{await keep_overviews(deps, desk)} overviews, {await _keep_homes(deps, desk)} homes"


async def home_of(deps: Deps, person: PersonId, desk: Desk) -> Home:
    """What this person may see."""
    known = await who(deps, person)
    return await _agents(deps, known, desk) if has_desk(known, deps.house) else await _customers(deps, person)


async def _keep_homes(deps: Deps, desk: Desk) -> int:
    async with deps.database.transaction() as tx:
        opened = await homes.opened_since(tx, deps.clock.now() - _LATELY)
    drawn = 0
    for person, shows in opened:
        try:
            home = await home_of(deps, person, desk)
            if _digest(home) != shows:
                await _draw(deps, person, home)
                drawn += 1
        except UnavailableError as error:
            log.info("home.not_drawn", why=str(error))
            break
        if drawn == _AT_ONCE:
            break
    return drawn


async def _draw(deps: Deps, person: PersonId, home: Home) -> None:
    await deps.messenger.show_home(person, home)
    async with deps.database.transaction() as tx:
        await homes.note_drawn(tx, person, _digest(home), deps.clock.now())


async def _agents(deps: Deps, agent: Person, desk: Desk) -> AgentHome:
    async with deps.database.transaction() as tx:
        promised = await promises.of_person(tx, agent.id)
        asked = [found for found in await unanswered(tx, deps.clock.now()) if found[1].to == agent.id]
    has = {one.id: one.claimed_by for one in desk.handoffs}
    return AgentHome(
        yours=claims_of(agent.id, desk.handoffs, desk.links),
        asked=tuple(
            AskedOfYou(question=one.question, by=one.by, link=desk.links.get(about, ""))
            for about, one in asked
            if about in has and has[about] != agent.id
        ),
        promises=promised,
        queues=desk.queues,
    )


async def _customers(deps: Deps, person: PersonId) -> CustomerHome:
    async with deps.database.transaction() as tx:
        theirs = await handoffs.open_of(tx, person)
    texts = texts_about(deps, theirs[-1]) if theirs else deps.workspace.texts
    requests = tuple([await _request(deps, one) for one in theirs])
    return CustomerHome(title=texts.home_title, text="" if requests else texts.home_nothing, requests=requests)


async def _request(deps: Deps, handoff: Handoff) -> Request:
    texts, team = texts_about(deps, handoff), handoff.queue.name
    agent = (await who(deps, handoff.claimed_by)).name if handoff.claimed_by else ""
    has_it = (texts.home_claimed if agent else texts.home_waiting).format(team=team, agent=agent)
    expect, moments = expectation(deps, handoff)
    text = " ".join(part for part in (has_it, expect) if part)
    return Request(ask=handoff.briefing.ask, text=text, moments=moments, link=handoff.customer_link)


def _digest(home: Home) -> str:
    return hashlib.sha256(repr(home).encode()).hexdigest()[:16]

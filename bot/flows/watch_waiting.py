"""Nobody waits unnoticed: people are reminded before an answer is due, and more of them are called when it is late."""

from datetime import datetime, timedelta

from bot import saying
from bot.deps import Deps
from bot.flows.card_thread import link_to_card
from bot.flows.keep_time import terms_of
from bot.flows.pass_on import next_level, pass_on
from bot.ports import Moment, NudgeSaid
from bot.workspace import TeamConfig
from escalation.model import Handoff, HandoffId, PersonId, ServiceClock, Step
from escalation.sla import SILENT, Ladder, done, due_steps
from storage import handoffs, outbox
from storage.database import Tx


async def watch_waiting(deps: Deps) -> str:
    """Do what is due for every customer who waits."""
    async with deps.database.transaction() as tx:
        waiting = [handoff for handoff in await handoffs.open_ones(tx) if _due(deps, handoff)]
    for handoff in waiting:
        await _attend(deps, handoff.id, await link_to_card(deps, handoff.id))
    return f"{len(waiting)} attended to"


def _due(deps: Deps, handoff: Handoff) -> tuple[Step, ...]:
    team = _team(deps, handoff)
    ladder = Ladder(
        unclaimed=timedelta(minutes=team.unclaimed_minutes) if team.unclaimed_minutes else None,
        has_next=next_level(deps, handoff) is not None,
        has_on_call=bool(team.on_call),
        quiet=team.quiet_hours,
    )
    return due_steps(handoff, terms_of(deps, handoff), ladder, deps.clock.now())


async def _attend(deps: Deps, handoff_id: HandoffId, link: str) -> None:
    """In one transaction with a note of it, so that nobody is called twice."""
    async with deps.transaction() as tx:
        handoff = await handoffs.hold(tx, handoff_id)
        steps = _due(deps, handoff)
        if not steps or handoff.clock is None:
            return
        now = deps.clock.now()
        await handoffs.set_clock(tx, handoff.id, done(handoff.clock, steps, now))
        key = f"{handoff.id}:{handoff.passed_on}:{now.timestamp()}"
        if set(steps) - SILENT:
            await _call(tx, deps, handoff, steps, link, key)
        await outbox.put(tx, saying.redraw(handoff, key), now)
        queue = next_level(deps, handoff)
        if Step.PASSED_ON in steps and queue is not None:
            await pass_on(tx, deps, await handoffs.get(tx, handoff.id), queue)


async def _call(tx: Tx, deps: Deps, handoff: Handoff, steps: tuple[Step, ...], link: str, key: str) -> None:
    assert handoff.clock is not None
    text, moments = _words(handoff, handoff.clock, deps.clock.now())
    everybody = Step.WIDENED in steps
    people = _people(_team(deps, handoff), handoff, steps)
    nudge = NudgeSaid(
        text=text, people=people, calls_everybody=everybody, moments=moments, link=link if everybody else ""
    )
    key = f"nudge:{key}"
    aloud = saying.to_channel(handoff.queue.channel, nudge, key)  # Slack calls nobody to a thread by @here
    await outbox.put(tx, aloud if everybody else saying.to_team(handoff, nudge, key), deps.clock.now())


def _words(handoff: Handoff, clock: ServiceClock, now: datetime) -> tuple[str, tuple[Moment, ...]]:
    """How long the customer waits, with whom, and what is due when; and the times named there."""
    who = f"{handoff.customer_name} ({handoff.account})" if handoff.account else handoff.customer_name
    told: list[str] = []
    moments: list[Moment] = []
    if clock.waiting_since is not None:
        moments.append(_moment(clock.waiting_since))
        with_whom = "" if handoff.claimed_by else ", and nobody has claimed it"
        told.append(f"{who} has waited for an answer since {moments[-1].words}{with_whom}.")
    for at, owed in ((clock.due_at, "An answer"), (clock.resolve_by, f"A solution for {who}")):
        if at is not None and (at == clock.due_at or now >= at):
            moments.append(_moment(at))
            told.append(f"{owed} {'was' if now >= at else 'is'} due {moments[-1].words}.")
    return " ".join(told) or f"{who} is still with us, and nobody has claimed it.", tuple(moments)


def _people(team: TeamConfig, handoff: Handoff, steps: tuple[Step, ...]) -> tuple[PersonId, ...]:
    """Who is named: whoever has it; and who is on call, once it is late or nobody took it."""
    called = team.on_call if {Step.ON_CALL, Step.LATE, Step.OVERDUE} & set(steps) else ()
    return tuple(dict.fromkeys([*([handoff.claimed_by] if handoff.claimed_by else []), *called]))


def _team(deps: Deps, handoff: Handoff) -> TeamConfig:
    known = deps.workspace.team(handoff.queue.name)
    return known or TeamConfig(name=handoff.queue.name, channel=handoff.queue.channel)


def _moment(at: datetime) -> Moment:
    return Moment(at=at, words=f"{at:%Y-%m-%d %H:%M} UTC")

"""Where a handoff waits, by the rules and by how the teams are now."""

from collections.abc import Iterator, Sequence

from bot.deps import Deps
from bot.workspace import Workspace
from escalation.hours import is_open
from escalation.misrouting import Routed
from escalation.model import Handoff, channel_of
from escalation.routing import Ask, Desk, Route, choose_route
from escalation.waits import Past
from storage import handoffs, timeline
from storage.database import Tx
from storage.timeline import Deed


async def find_route(tx: Tx, deps: Deps, handoff: Handoff) -> Route:
    """The team for this handoff, and why."""
    waiting, now = await handoffs.waiting_by_team(tx), deps.clock.now()
    desks = [
        Desk(
            queue=queue,
            is_open=is_open(deps.workspace.hours_of(queue.name), now),
            waiting=waiting[queue.name],
        )
        for queue in deps.queues
    ]
    return choose_route(deps.workspace.rules(deps.topics), ask_of(deps.workspace, handoff), desks)


def ask_of(workspace: Workspace, handoff: Handoff) -> Ask:
    """What teams depend on."""
    channel = channel_of(handoff.conversation)
    return Ask(
        reasons=frozenset(reason.code for reason in handoff.reasons),
        topic=handoff.topic,
        language=handoff.briefing.language,
        tier=workspace.tier(channel),
        account=handoff.account,
        channel=channel,
    )


def replay(workspace: Workspace, past: Sequence[Handoff]) -> Iterator[tuple[Handoff, Route]]:
    """Where each handoff of the past would wait by these rules, with the teams as they were at that moment."""
    rules = workspace.rules(workspace.known_topics)
    waits = [(one.queue.name, _past(one)) for one in past]
    for handoff in past:
        at = handoff.opened_at
        desks = [
            Desk(
                queue=queue,
                is_open=is_open(workspace.hours_of(queue.name), at),
                waiting=sum(name == queue.name and one.opened_at < at and one.waits_at(at) for name, one in waits),
            )
            for queue in workspace.queues
        ]
        yield handoff, choose_route(rules, ask_of(workspace, handoff), desks)


async def passed_by_people(tx: Tx, limit: int) -> tuple[Routed, ...]:
    """With which team the latest handoffs began, and where people passed them on to."""
    past = await handoffs.recent(tx, limit)
    return tuple([_routed(handoff, await timeline.of(tx, handoff.id)) for handoff in past])


def _routed(handoff: Handoff, deeds: Sequence[Deed]) -> Routed:
    passed = [deed for deed in deeds if deed.kind == "passed_on"]
    by_people = [deed for deed in passed if deed.by is not None]
    began = passed[0].detail["from"] if passed else handoff.queue.name
    ended = by_people[-1].detail["to"] if by_people else began
    return Routed(
        began=began, ended=ended, topic=handoff.topic, reasons=tuple(reason.code for reason in handoff.reasons)
    )


def _past(handoff: Handoff) -> Past:
    answered = handoff.clock.answered_at if handoff.clock else handoff.claimed_at
    return Past(opened_at=handoff.opened_at, answered_at=answered, ended_at=handoff.closed_at)

"""routing: where past handoffs would wait by the rules of a file, before it is in force"""

import argparse
import json
from collections import Counter
from pathlib import Path

from bot.errors import MisconfiguredError
from bot.flows.route import passed_by_people, replay
from bot.settings import load
from bot.workspace import read
from escalation.misrouting import Proposal, proposals
from escalation.routing import Route
from storage import handoffs
from storage.database import connect
from storage.errors import DatabaseUrlError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`baton route [--config FILE] [--last N]`."""
    parser.add_argument("--config", type=Path, help="the file to try; default: BATON_CONFIG")
    parser.add_argument("--last", type=int, default=200, help="how many handoffs of the past")


async def act(options: argparse.Namespace) -> int:
    """Prints how many would go where, and every one that would go elsewhere, with why. Changes nothing."""
    settings = load()
    workspace = read(options.config or settings.baton_config)
    if not workspace.queues:
        raise MisconfiguredError("This file names no teams, so there is nothing to route. See docs/queue.md.")
    try:
        database = connect(settings.database_url)
    except DatabaseUrlError as error:
        raise MisconfiguredError(str(error)) from error
    async with database.transaction() as tx:
        past = tuple(reversed(await handoffs.recent(tx, options.last)))
        passed = await passed_by_people(tx, options.last)
    await database.close()
    routed = list(replay(workspace, past))
    for (before, after), count in Counter((one.queue.name, route.queue.name) for one, route in routed).most_common():
        print(f"{count:6} {before} → {after}")
    for handoff, route in routed:
        if route.queue.name != handoff.queue.name:
            print(
                f"{handoff.opened_at:%Y-%m-%d %H:%M} {handoff.customer_name}: {handoff.briefing.ask[:60]}  {_to(route)}"
            )
    for proposal in proposals(passed):
        print(_proposed(proposal))
    return 0


def _proposed(proposal: Proposal) -> str:
    """A route for an admin to take over, with the numbers behind it."""
    what = {"topics": "topic", "reasons": "reason"}[proposal.part]
    why = (
        f"# people passed on {proposal.moved} of {proposal.of} with the {what} {proposal.value} from {proposal.begins}"
    )
    return f"\n{why}\n[[routes]]\nteam = {json.dumps(proposal.team)}\n{proposal.part} = [{json.dumps(proposal.value)}]"


def _to(route: Route) -> str:
    return f"→ {route.queue.name} ({route.why})" if route.why else f"→ {route.queue.name}"

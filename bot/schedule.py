"""The clock: APScheduler ticks, and each tick only enqueues work whose key is job and slot.

Any number of replicas may tick; the inbox keeps one piece of work per slot. Only what each process keeps in its own
memory is looked at by each for itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.calendars import READ_EVERY
from bot.deps import Deps
from bot.flows.sync_knowledge import take_up_changes
from bot.inbox import accept, due_now


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Something to be done every so often."""

    name: str
    every: timedelta


JOBS: tuple[Job, ...] = (
    Job(name="watch_turns", every=timedelta(seconds=5)),
    Job(name="watch_waiting", every=timedelta(seconds=5)),
    Job(name="renew_expectations", every=timedelta(seconds=30)),
    Job(name="watch_claims", every=timedelta(minutes=1)),
    Job(name="watch_enquiries", every=timedelta(minutes=1)),
    Job(name="watch_outcomes", every=timedelta(minutes=5)),
    Job(name="watch_promises", every=timedelta(seconds=15)),
    Job(name="keep_desk", every=timedelta(seconds=5)),
    Job(name="sync_knowledge", every=timedelta(minutes=5)),
    Job(name="poll_bugs", every=timedelta(minutes=15)),
    Job(name="tidy", every=timedelta(hours=6)),
)

TAKE_UP_CHANGES = timedelta(minutes=1)


def slot(job: Job, now: datetime) -> int:
    """Which of the job's periods `now` falls into; the same for every replica."""
    return int(now.timestamp() // job.every.total_seconds())


def start(deps: Deps, jobs: Iterable[Job] = JOBS) -> AsyncIOScheduler:
    """Start ticking, and learn what there is to learn. The caller shuts the scheduler down."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    for job in jobs:
        scheduler.add_job(tick, "interval", seconds=job.every.total_seconds(), args=[deps, job], coalesce=True)
    scheduler.add_job(
        take_up_changes,
        "interval",
        seconds=TAKE_UP_CHANGES.total_seconds(),
        args=[deps],
        coalesce=True,
        next_run_time=deps.clock.now(),
        misfire_grace_time=None,  # better late than in a minute
    )
    scheduler.add_job(read_calendars, "interval", seconds=READ_EVERY.total_seconds(), args=[deps], coalesce=True)
    scheduler.start()
    return scheduler


async def read_calendars(deps: Deps) -> None:
    """What teams' calendars hold may have changed."""
    await deps.calendars.refresh(deps.clock.now())


async def tick(deps: Deps, job: Job) -> None:
    """Enqueue the job's present slot, once whoever ticks."""
    key = f"{job.name}:{slot(job, deps.clock.now())}"
    await accept(deps, due_now(deps, key=key, kind=job.name, lane=job.name, payload={}))

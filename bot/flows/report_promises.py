"""For admins: which promises to customers are open, and how those of this month fared, by person and by team."""

from collections.abc import Callable, Iterable
from html import escape

from bot.deps import Deps
from escalation.model import Promise, PromiseState
from escalation.promises import fared
from storage import promises

_OPEN_AT_MOST = 10


async def promises_report(deps: Deps) -> str:
    """Those that were settled since the first of the month (UTC), and all that are to be kept."""
    month = deps.clock.now().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    async with deps.database.transaction() as tx:
        found = await promises.to_report(tx, month)
    if not found:
        return "*Promises:* nobody has promised a customer anything by a time, this month."
    to_keep = [one for one in found if one.state is PromiseState.OPEN]
    return "\n".join(
        [
            f"*Promises*, since {month:%d %B}: {_words(found)}",
            *_lines(found, lambda one: f"<@{one.owner}>" if one.owner else "nobody in particular"),
            "*By team*",
            *_lines(found, lambda one: escape(one.team, quote=False)),
            *(["*To be kept*"] if to_keep else []),
            *(f"• {_told(one)}" for one in to_keep[:_OPEN_AT_MOST]),
            *([f"… and {len(to_keep) - _OPEN_AT_MOST} more"] if len(to_keep) > _OPEN_AT_MOST else []),
        ]
    )


def _lines(found: Iterable[Promise], of: Callable[[Promise], str]) -> list[str]:
    groups: dict[str, list[Promise]] = {}
    for one in found:
        groups.setdefault(of(one), []).append(one)
    return [f"• {name}: {_words(those)}" for name, those in sorted(groups.items())]


def _words(those: Iterable[Promise]) -> str:
    how = fared(those)
    late = f" ({how.late} of them kept late)" if how.late else ""
    return f"{how.kept} kept, {how.broken} broken{late}, {how.open} open"


def _told(promise: Promise) -> str:
    who = f"<@{promise.owner}>" if promise.owner else escape(promise.team, quote=False)
    return f"“{escape(promise.what[:100], quote=False)}”, due {promise.due_at:%Y-%m-%d %H:%M} UTC – {who}"

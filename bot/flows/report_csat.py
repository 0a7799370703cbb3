"""For admins: how customers rate people's help and the bot's answers, each by itself, with how far that may be off."""

from collections.abc import Iterable, Sequence

from bot.deps import Deps
from bot.flows.report_outcomes import PERIOD
from escalation.csat import SCORES, Part, Rating
from escalation.model import Handoff
from escalation.shares import share
from storage import answers, csat

_MOST = 10


async def csat_report(deps: Deps) -> str:
    """What was rated in the last ninety days."""
    since = deps.clock.now() - PERIOD
    async with deps.database.transaction() as tx:
        rated = await csat.since(tx, since)
        helped, judged = await answers.helped_since(tx, since)
    person = [one for one in rated if one[0].part is Part.PERSON]
    bot = [one for one in rated if one[0].part is Part.BOT]
    return "\n".join(
        (
            f"*How was it?* Last {PERIOD.days} days; 1 is poor, 5 is great. Only who answers is counted.",
            f"*After a handoff, the person's part:* {_mean(person)}",
            *_apart(person),
            f"*After a handoff, the bot's part:* {_mean(bot)}",
            *_apart(bot),
            f"*The bot's answers, where somebody judged them:* {share(helped, judged).words} helped, n={judged}"
            if judged
            else "*The bot's answers:* nobody has judged one",
        )
    )


def _mean(rated: Sequence[tuple[Rating, Handoff]]) -> str:
    """The mean on its scale. The interval is Wilson's of the scale's share: rather too wide than too narrow."""
    if not rated:
        return "nobody has rated it"
    worst, best = SCORES[0], SCORES[-1]
    reach = best - worst
    found = share(sum((one.score - worst) / reach for one, _ in rated), len(rated))
    mean, low, high = (worst + reach * part for part in (found.share, found.low, found.high))
    return f"{mean:.1f} ({low:.1f}–{high:.1f}), n={len(rated)}"


def _apart(rated: Sequence[tuple[Rating, Handoff]]) -> Iterable[str]:
    """By team, then by topic, the commonest first."""
    for called in ("team", "topic"):
        groups: dict[str, list[tuple[Rating, Handoff]]] = {}
        for one in rated:
            name = one[1].queue.name if called == "team" else one[1].topic or "no topic"
            groups.setdefault(name, []).append(one)
        for name, those in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))[:_MOST]:
            yield f"• {called} {name}: {_mean(those)}"

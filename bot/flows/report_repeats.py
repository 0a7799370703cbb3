"""For admins: how often people ask customers what they have told already, and what became of such questions."""

from collections import Counter

from bot.deps import Deps
from bot.flows.guard import ASKED
from bot.flows.held import ENDED
from bot.flows.report_outcomes import PERIOD
from escalation.shares import share
from storage import timeline

_ENDINGS = {
    "withheld": "kept inside",
    "sent": "sent all the same",
    "itself": "went out by themselves",
    "lost": "not sent: handed on meanwhile",
}


async def repeats_report(deps: Deps) -> str:
    """The questions that people asked customers in the last ninety days."""
    since = deps.clock.now() - PERIOD
    async with deps.database.transaction() as tx:
        asked = [deed for _, deed in await timeline.since(tx, ASKED, since)]
        endings = Counter(deed.detail["ending"] for _, deed in await timeline.since(tx, ENDED, since))
    if not asked:
        return "*Asked again?* Nobody has asked a customer anything yet."
    told = sum(deed.detail["told"] == "yes" for deed in asked)
    became = [f"{endings[one]} {words}" for one, words in _ENDINGS.items() if endings[one]]
    lines = [
        f"*Asked again?* Last {PERIOD.days} days, questions of people to customers, n={len(asked)}",
        f"• told already: {share(told, len(asked)).words}",
        *([f"• of these {', '.join(became)}"] if became else []),
    ]
    return "\n".join(lines)

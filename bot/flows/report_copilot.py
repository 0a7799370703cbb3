"""For admins: what became of the replies that the bot suggested to people."""

from statistics import median

from bot.deps import Deps
from bot.flows.report_outcomes import PERIOD
from bot.flows.suggest import DRAFTED, USED
from storage import timeline


async def copilot_report(deps: Deps) -> str:
    """The suggestions of the last ninety days: how many were sent, and how alike what was sent is."""
    since = deps.clock.now() - PERIOD
    async with deps.database.transaction() as tx:
        drafted = len(await timeline.since(tx, DRAFTED, since))
        used = [deed.detail for _, deed in await timeline.since(tx, USED, since)]
    if not drafted:
        return "*Suggested replies:* nobody asked for one yet."
    alike = [float(detail["likeness"]) for detail in used if detail["became"] == "sent"]
    dropped = sum(detail["became"] == "dropped" for detail in used)
    unchanged = sum(one == 1 for one in alike)
    how = f", {unchanged} of them word for word; alike by {median(alike):.0%} (median)" if alike else ""
    return (
        f"*Suggested replies,* last {PERIOD.days} days, n={drafted}\n• {len(alike)} sent{how}\n• {dropped} dropped, "
        f"{drafted - len(alike) - dropped} left alone"
    )

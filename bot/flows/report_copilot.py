"""For admins: what became of the replies that the bot suggested to people."""

from collections.abc import Mapping
from statistics import median

from bot.deps import Deps
from bot.flows.drafts import ANSWER, DRAFTED, OPENING, REPLY, USED
from bot.flows.report_outcomes import PERIOD
from storage import timeline


async def copilot_report(deps: Deps) -> str:
    """The drafts of the last ninety days: how many were sent, and how alike what was sent is; openings apart."""
    since = deps.clock.now() - PERIOD
    async with deps.database.transaction() as tx:
        drafted = await timeline.since(tx, DRAFTED, since)
        used = {(about, deed.detail["number"]): deed.detail for about, deed in await timeline.since(tx, USED, since)}
    if not drafted:
        return "*Suggested replies:* nobody asked for one yet."
    told = []
    for what, name in _KINDS.items():
        those = [(about, deed.detail["number"]) for about, deed in drafted if deed.detail.get("what", REPLY) == what]
        told += [_told(name, len(those), [used[one] for one in those if one in used])] if those else []
    return "\n".join(told)


_KINDS = {REPLY: "Suggested replies", ANSWER: "Answers shown by themselves", OPENING: "Opening lines"}


def _told(name: str, drafted: int, used: list[Mapping[str, str]]) -> str:
    alike = [float(detail["likeness"]) for detail in used if detail["became"] == "sent"]
    dropped = sum(detail["became"] == "dropped" for detail in used)
    unchanged = sum(one == 1 for one in alike)
    how = f", {unchanged} of them word for word; alike by {median(alike):.0%} (median)" if alike else ""
    return (
        f"*{name},* last {PERIOD.days} days, n={drafted}\n• {len(alike)} sent{how}\n• {dropped} dropped, "
        f"{drafted - len(alike) - dropped} left alone"
    )

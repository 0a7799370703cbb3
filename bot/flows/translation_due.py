"""Words that are to be translated, beside everything else: nobody waits for it."""

from dataclasses import asdict, dataclass

from bot.deps import Deps
from escalation.model import ChannelId, Handoff, HandoffId, Speaker, Ts, Utterance
from escalation.redaction import secretless
from escalation.translation import AT_MOST
from storage import inbox
from storage.database import Tx

_LINES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationDue:
    """What was said at this place (without one: before the handoff), as it read then; `change` tells wordings apart."""

    handoff: HandoffId
    text: str
    channel: ChannelId | None = None
    ts: Ts | None = None
    change: str = ""


def differs(deps: Deps, handoff: Handoff) -> bool:
    """Whether the customer writes another language than the team."""
    theirs = handoff.briefing.language
    return bool(theirs) and theirs != deps.workspace.language_of(handoff.queue.name)


async def want_translation(tx: Tx, deps: Deps, handoff: Handoff, due: TranslationDue) -> None:
    """Have it translated, where there is a model and two languages."""
    if deps.model is None or not due.text.strip() or not differs(deps, handoff):
        return
    now = deps.clock.now()
    at = f"{due.channel}:{due.ts}" if due.ts else "before"
    work = inbox.NewWork(
        key=f"translate:{handoff.id}:{at}:{due.change}",
        kind="translate",
        lane=f"translate:{handoff.id}",
        payload=asdict(due),
        due=now,
    )
    await inbox.put(tx, work, now)


async def want_what_led_here(tx: Tx, deps: Deps, handoff: Handoff, lines: tuple[Utterance, ...]) -> None:
    """The customer's last words before the handoff, for its card."""
    theirs = [secretless(line.text) for line in lines if line.speaker is Speaker.CUSTOMER and line.text]
    text = "\n".join(theirs[-_LINES:])[:AT_MOST]
    await want_translation(tx, deps, handoff, TranslationDue(handoff=handoff.id, text=text))

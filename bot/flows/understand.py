"""What a turn says and what led to it: the facts on which it is decided."""

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.deps import Deps
from bot.flows.gather import identity_of
from bot.flows.see_page import pages_of
from escalation.limits import Case, Limits
from escalation.model import ChannelId, Conversation, Speaker, Turn, Utterance
from escalation.reading import Verdict
from escalation.signals import Past, Signals
from escalation.stakes import stakes
from storage import conversations, handoffs
from storage.database import Tx

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a turn is decided on, read in one transaction. `text` is what the customer says in it."""

    conversation: Conversation
    lines: tuple[Utterance, ...]
    turn: Turn
    text: str
    past: Past

    @property
    def before(self) -> tuple[Utterance, ...]:
        """What was said before this turn and still counts."""
        return tuple(line for line in self.lines if line.turn != self.turn.id and self.conversation.is_fresh(line.at))

    @property
    def asked(self) -> str:
        """The last things the customer said, this turn included."""
        said = [line.text for line in self.lines if line.speaker is Speaker.CUSTOMER and line.text]
        return "\n".join(said[-4:])


async def scene_of(tx: Tx, deps: Deps, conversation: Conversation, turn: Turn, pressed: str) -> Scene:
    """Everything a turn is decided on. `pressed` is a button that spoke instead of words."""
    lines = await conversations.lines(tx, conversation.id)
    text = conversations.customer_words(lines, turn.id)
    theirs = [line for line in lines if line.turn == turn.id and line.speaker is Speaker.CUSTOMER]
    sends_files = any(line.files and line.text is not None for line in theirs)  # None: taken back
    past = Past(
        answers=conversation.answers,
        failed_answers=conversation.failed_answers,
        asked_back=await conversations.asked_back(tx, conversation),
        contacts_this_week=await handoffs.count_for(tx, conversation.customer, deps.clock.now() - _WEEK),
        mentions_us=turn.mentions_us,
        mentions_others=turn.mentions_others,
        pressed_person=pressed == "person",
        pressed_verdict={"solved": Verdict.SOLVED, "not_solved": Verdict.NOT_SOLVED}.get(pressed),
        shows_only=sends_files and not text.strip(),
    )
    return Scene(conversation=conversation, lines=lines, turn=turn, text=text, past=past)


async def understand(deps: Deps, scene: Scene) -> tuple[Signals, Limits]:
    """The facts about a turn, before anything is looked up, and the limits that hold for it."""
    says = await deps.reader.read(scene.text, scene.before)
    conversation = scene.conversation
    known = deps.accounts.known(await identity_of(deps, conversation)) if deps.accounts.sources else ()
    pages = await pages_of(deps, conversation)
    signals = Signals(says=says, past=scene.past, pages=pages, stakes=stakes(known, deps.clock.now()))
    return signals, _limits(deps, signals, scene.conversation.channel)


def _limits(deps: Deps, signals: Signals, channel: ChannelId) -> Limits:
    """Those of the topic too, where the turn is likely enough about it."""
    found = signals.says.topic
    case = Case(topic=found.topic.name if found else "", tier=deps.workspace.tier(channel), channel=channel)
    limits = deps.policy.limits_for(case)
    return limits if signals.topic(limits) else deps.policy.limits_for(replace(case, topic=""))

"""What an agent may do from a handoff's card: a few buttons, and a menu for the rest."""

from slack_sdk.models.blocks import ActionsBlock, ButtonElement, Option, StaticSelectElement

from escalation.lifecycle import MOVES, Move
from escalation.model import Handoff, HandoffStatus
from escalation.orders import Verb
from handlers.cards.parts import button
from handlers.ids import Action

_BUTTONS: dict[Move, tuple[str, Action, str | None]] = {
    Move.CLAIM: ("Claim", Action.HANDOFF_CLAIM, "primary"),
    Move.RESOLVE: ("Resolve", Action.HANDOFF_RESOLVE, "primary"),
    Move.RELEASE: ("Release", Action.HANDOFF_RELEASE, None),
    Move.HAND_BACK: ("Hand back to the bot", Action.HANDOFF_HAND_BACK, None),
    Move.REOPEN: ("Reopen", Action.HANDOFF_REOPEN, None),
    Move.PASS: ("Pass on", Action.HANDOFF_PASS, None),
}

_SHOWN: dict[HandoffStatus, tuple[Move, ...]] = {
    HandoffStatus.WAITING: (Move.CLAIM, Move.PASS, Move.HAND_BACK),
    HandoffStatus.CLAIMED: (Move.RESOLVE, Move.RELEASE, Move.PASS, Move.HAND_BACK),
    HandoffStatus.RESOLVED: (Move.REOPEN,),
    HandoffStatus.HANDED_BACK: (Move.REOPEN,),
    HandoffStatus.MERGED: (Move.REOPEN,),
}

_OPEN = (HandoffStatus.WAITING, HandoffStatus.CLAIMED)

_MENU: tuple[tuple[Verb, str, tuple[HandoffStatus, ...]], ...] = (
    (Verb.SUGGEST, "Suggest a reply", (HandoffStatus.CLAIMED,)),
    (Verb.REQUEST, "Ask the customer for a fact", (HandoffStatus.CLAIMED,)),
    (Verb.BUG, "File a bug", _OPEN),
    (Verb.MERGE, "Merge into another", _OPEN),
    (Verb.SPLIT, "Split off another request", _OPEN),
    (Verb.ASK, "Ask a colleague", _OPEN),
    (Verb.ASSIGN, "Give it to a colleague", _OPEN),
    (Verb.SNOOZE, "Put it aside", _OPEN),
    (Verb.WAKE, "Take it up again", _OPEN),
    (Verb.PRIORITY, "Set how urgent it is", _OPEN),
)
"""Each act of the menu, as it is called there, and when it is offered."""


def acts_row(handoff: Handoff) -> ActionsBlock:
    """The buttons that make sense now, and the menu."""
    moves = [move for move in _SHOWN[handoff.status] if move in MOVES[handoff.status]]
    return ActionsBlock(elements=[*(_button(move, handoff) for move in moves), *_menu(handoff)])


def _button(move: Move, handoff: Handoff) -> ButtonElement:
    text, action, style = _BUTTONS[move]
    return button(text, action, handoff.id, style=style)


def _menu(handoff: Handoff) -> tuple[StaticSelectElement, ...]:
    options = [
        Option(value=f"{verb}:{handoff.id}", label=label)
        for verb, label, when in _MENU
        if handoff.status in when and (verb is not Verb.WAKE or handoff.snoozed is not None)
    ]
    if not options:
        return ()
    return (StaticSelectElement(action_id=Action.HANDOFF_MORE.value, placeholder="More…", options=options),)

"""The names that Slack sends back to us, and what we must be allowed to do. A test keeps manifest.yml in step."""

from enum import StrEnum

from escalation.model import Needed
from escalation.orders import Verb


class Action(StrEnum):
    """Buttons. Their value is an id, nothing more."""

    ANSWER_SOLVED = "answer.solved"
    ANSWER_NOT_SOLVED = "answer.not_solved"
    ANSWER_FEEDBACK = "answer.feedback"
    HANDOFF_REQUEST = "handoff.request"
    HANDOFF_CLAIM = "handoff.claim"
    HANDOFF_RELEASE = "handoff.release"
    HANDOFF_HAND_BACK = "handoff.hand_back"
    HANDOFF_RESOLVE = "handoff.resolve"
    HANDOFF_REOPEN = "handoff.reopen"
    HANDOFF_PASS = "handoff.pass"  # noqa: S105  a button, not a password
    OUTCOME_CAUSE = "outcome.cause"
    OUTCOME_NEEDED = "outcome.needed"
    OUTCOME_TOO_EARLY = "outcome.too_early"
    OUTCOME_TOO_LATE = "outcome.too_late"
    OUTCOME_NOT_NEEDED = "outcome.not_needed"
    WAY_CALL = "way.call"
    WAY_MAIL = "way.mail"
    WAY_SLOT = "way.slot"
    SLOT_CANCEL = "slot.cancel"
    RELAY_SEND = "relay.send"
    RELAY_DROP = "relay.drop"
    DRAFT_SEND = "draft.send"
    DRAFT_EDIT = "draft.edit"
    DRAFT_DROP = "draft.drop"
    HANDOFF_MORE = "handoff.more"
    RECEIPT_FIX = "receipt.fix"
    RESOLUTION_CONFIRM = "resolution.confirm"
    RESOLUTION_REJECT = "resolution.reject"
    CSAT_1 = "csat.1"
    CSAT_2 = "csat.2"
    CSAT_3 = "csat.3"
    CSAT_4 = "csat.4"
    CSAT_5 = "csat.5"
    CSAT_WHY = "csat.why"
    BUG_ASK = "bug.ask"
    PROMISE_DONE = "promise.done"
    PROMISE_DROP = "promise.drop"
    PROMISE_OPEN = "promise.open"
    LINK = "link.open"


MOVES: dict[str, Verb] = {
    Action.HANDOFF_CLAIM: Verb.CLAIM,
    Action.HANDOFF_RELEASE: Verb.RELEASE,
    Action.HANDOFF_HAND_BACK: Verb.HAND_BACK,
    Action.HANDOFF_RESOLVE: Verb.RESOLVE,
    Action.HANDOFF_REOPEN: Verb.REOPEN,
    Action.HANDOFF_PASS: Verb.PASS,
    Action.DRAFT_SEND: Verb.USE,
    Action.DRAFT_EDIT: Verb.EDIT,
    Action.DRAFT_DROP: Verb.DROP,
}
"""The buttons of a card, as what they mean."""


JUDGEMENTS: dict[str, Needed] = {
    Action.OUTCOME_NEEDED: Needed.NEEDED,
    Action.OUTCOME_TOO_EARLY: Needed.TOO_EARLY,
    Action.OUTCOME_TOO_LATE: Needed.TOO_LATE,
    Action.OUTCOME_NOT_NEEDED: Needed.NOT_NEEDED,
}
"""The buttons under a resolved card, as what they mean."""


SCORES: dict[Action, int] = {
    Action.CSAT_1: 1,
    Action.CSAT_2: 2,
    Action.CSAT_3: 3,
    Action.CSAT_4: 4,
    Action.CSAT_5: 5,
}
"""The numbers that a customer may tap."""


class Command(StrEnum):
    """Slash commands."""

    SUPPORT = "/support"


class Shortcut(StrEnum):
    """Shortcuts on a message. Slack offers them to our own people only."""

    HAND_OVER = "handoff.open"


REACTIONS = {
    "white_check_mark": "solved",
    "heavy_check_mark": "solved",
    "+1": "solved",
    "thumbsup": "solved",
    "x": "not_solved",
    "-1": "not_solved",
    "thumbsdown": "not_solved",
    "raising_hand": "person",
    "sos": "person",
    "ticket": "person",
    "outbox_tray": "send",
}
"""The emoji twins of the buttons under an answer. That of a person, by a colleague, hands any message over."""

EVENTS = (
    "app_home_opened",
    "app_mention",
    "message.channels",
    "message.groups",
    "message.im",
    "reaction_added",
    "reaction_removed",
    "agent_session_stopped",
    "channel_archive",
    "channel_id_changed",
    "channel_unarchive",
    "channel_unshared",
    "group_archive",
    "group_unarchive",
    "member_joined_channel",
    "member_left_channel",
    "app_uninstalled",
    "tokens_revoked",
)
"""Events we subscribe to, by the manifest's names."""

SCOPES = (
    "app_mentions:read",
    "channels:history",
    "channels:read",
    "chat:write",
    "chat:write.customize",
    "commands",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "im:history",
    "im:read",
    "im:write",
    "reactions:read",
    "reactions:write",
    "team:read",
    "users:read",
    "users:read.email",
)
"""What the bot token must be allowed to do."""

SCOPES_TO_WISH_FOR = {
    "users:read.email": "customers are known by their channel and Slack team only",
    "files:write": "files are named to the other side, not carried there",
}
"""Those of them without which the bot does its work all the same, and what is lost."""

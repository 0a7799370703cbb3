"""Whatever the sandbox says has a key that Slack's own samples have too; the differences are in docs/sandbox.md."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from sandbox.methods.registry import METHODS
from sandbox.server import Timing, start
from sandbox.world import CONNECT
from tests.sandbox.bots import Json
from tests.sandbox.everything import everything_said
from tests.sandbox.shapes import sample, unknown

DOCS = Path(__file__).parents[2] / "docs" / "sandbox.md"
INTERACTIVE = {
    "block_actions": "interactive-components--BlockActionPayload",
    "message_action": "interactive-components--MessageShortcutPayload",
    "shortcut": "interactive-components--MessageShortcutPayload",
    "view_submission": "views--ViewSubmissionPayload",
    "view_closed": "views--ViewClosedPayload",
    "command": "slash-commands--SlashCommandPayload",
}
ALIASES = {
    "message.bot_message": "message_bot",
    "message.message_changed": "message_changed",
    "message.message_deleted": "message_deleted",
    "message.group_archive": "message_channel_archive",
    "message.group_unarchive": "message_channel_unarchive",
}
_INVITE = {"type", "invite", "channel", "channel.id", "channel.is_private", "channel.is_im", "channel.name", "event_ts"}
_TEAM = ("id", "name", "icon", "icon.image_default", "is_verified", "domain", "date_created")
_USER = ("id", "team_id", "name", "updated", "profile")
_PROFILE = (
    "real_name", "display_name", "real_name_normalized", "display_name_normalized", "team", "avatar_hash", "email",
    "image_72",
)  # fmt: skip


def _user(under: str) -> set[str]:
    return {under, *(f"{under}.{key}" for key in _USER), *(f"{under}.profile.{key}" for key in _PROFILE)}


def _answered(who: str, *more: str) -> set[str]:
    """The keys of an invitation's event, as far as the reference page shows them."""
    invite = {"id", "date_created", "date_invalid", "inviting_team", "recipient_email", "recipient_user_id"}
    teams = {f"{team}.{key}" for team in ("invite.inviting_team", "teams_in_channel[]") for key in _TEAM}
    people = _user("invite.inviting_user") | (_user(who) if who else set())
    return _INVITE | {f"invite.{key}" for key in invite} | teams | people | {"teams_in_channel", *more}


# Kinds that have no sample, with the keys on their page of docs.slack.dev/reference.
DOCUMENTED: dict[str, set[str]] = {
    "agent_session_stopped": {"type", "channel", "thread_ts", "user", "streaming_message_ts", "event_ts"},
    "agent_session_title_changed": {
        "type", "channel", "thread_ts", "user", "team_id", "title", "previous_title", "event_ts"
    },
    "app_rate_limited": {"type", "token", "team_id", "minute_rate_limited", "api_app_id"},
    "shared_channel_invite_received": _answered(""),
    "shared_channel_invite_accepted": _answered("accepting_user", "approval_required"),
    "shared_channel_invite_approved": _answered("approving_user", "approving_team_id"),
    "shared_channel_invite_declined": _answered("declining_user", "declining_team_id"),
    "agents.sessions.rename": {"ok"},
    "agents.sessions.setStatus": {"ok"},
    "auth.revoke": {"ok", "revoked"},
    "conversations.approveSharedInvite": {"ok"},
    "conversations.declineSharedInvite": {"ok"},
    "conversations.externalInvitePermissions.set": {"ok"},
    "conversations.leave": {"ok"},
}  # fmt: skip
EVENTS = (
    "app_home_opened", "app_mention", "app_uninstalled", "channel_archive", "channel_id_changed", "channel_left",
    "channel_rename", "channel_shared", "channel_unarchive", "channel_unshared", "file_shared", "group_archive",
    "group_left", "group_rename", "group_unarchive", "member_joined_channel", "member_left_channel", "message",
    "message.bot_message", "message.channel_join", "message.channel_leave", "message.file_share",
    "message.message_changed", "message.message_deleted", "message.thread_broadcast", "reaction_added",
    "reaction_removed", "tokens_revoked", *(kind for kind in DOCUMENTED if "." not in kind),
)  # fmt: skip


def kind_of(payload: Json) -> str:
    """`message.channel_join`, `app_mention`, `block_actions`, `command` …"""
    if payload.get("type") != "event_callback":
        return str(payload.get("type", "command"))
    event = payload["event"]
    return ".".join([event["type"], *([event["subtype"]] if "subtype" in event else [])])


def known_of(kind: str) -> frozenset[str]:
    """The key paths that Slack's sample, or where there is none its reference page, has for a kind of payload."""
    if kind in DOCUMENTED:
        return frozenset(DOCUMENTED[kind])
    if kind in INTERACTIVE:
        return sample(f"app-backend/{INTERACTIVE[kind]}")
    if kind in METHODS:
        return sample(f"api/{kind}")
    words = ALIASES.get(kind, kind).replace(".", "_").split("_")
    return sample(f"events/{''.join(word.capitalize() for word in words)}Payload", within="event")


def differences(said: dict[str, list[Json]]) -> set[tuple[str, str]]:
    """What was said that no sample of its kind has: (kind, key path)."""
    return {(kind, path) for kind, payloads in said.items() for path in unknown(payloads, known_of(kind))}


@dataclass(slots=True)
class Row:
    """A row of the table in the docs: kinds of payload, ends of key paths, and which of both were met together."""

    kinds: list[str]
    keys: list[str]
    met: set[str] = field(default_factory=set)

    def covers(self, kind: str, path: str) -> bool:
        keys = [key for key in self.keys if kind in self.kinds and f".{path}".endswith(f".{key}")]
        self.met.update([kind, *keys] if keys else [])
        return bool(keys)

    def idle(self) -> set[str]:
        return {*self.kinds, *self.keys} - self.met


def documented_differences() -> list[Row]:
    text = DOCS.read_text(encoding="utf-8")
    (table,) = re.findall(r"\| kind \| keys \| why \|\n\|[-|]+\|\n(.*?)\n(?:\n|$)", text, re.DOTALL)
    cells = [[re.findall(r"`([^`]+)`", cell) for cell in row.split("|")] for row in table.splitlines()]
    return [Row(kinds, keys) for _, kinds, keys, *_ in cells]


def undocumented(found: set[tuple[str, str]], table: list[Row]) -> set[tuple[str, str]]:
    """The differences that no row of the table covers."""
    return {(kind, path) for kind, path in found if not [row for row in table if row.covers(kind, path)]}


async def test_everything_said_has_the_shape_of_slacks_own_samples_but_for_what_the_docs_list() -> None:
    box = await start(CONNECT, timing=Timing(clock_rate=60, ack_seconds=3))
    payloads, answers = await everything_said(box)
    await box.stop()
    events: dict[str, list[Json]] = defaultdict(list)
    for payload in payloads:
        events[kind_of(payload)].append(payload.get("event", payload))
    envelopes = [{**payload, "event": {}} for payload in payloads if "event" in payload]

    table = documented_differences()
    assert undocumented(differences(events), table) == set()
    assert undocumented(differences(answers), table) == set()
    assert unknown(envelopes, sample("events/GroupArchivePayload")) == set()
    assert [row.idle() for row in table if row.idle()] == []
    assert set(METHODS) <= set(answers)
    assert set(INTERACTIVE) | set(EVENTS) <= set(events)


def test_a_key_that_no_sample_has_is_found() -> None:
    said = {"reaction_added": [{"type": "reaction_added", "item": {"type": "message", "colour": "red"}}]}

    assert differences(said) == {("reaction_added", "item.colour")}
    assert undocumented(differences(said), [Row(["reaction_added"], ["ts"])]) == {("reaction_added", "item.colour")}
    assert undocumented(differences(said), [Row(["reaction_added"], ["colour"])]) == set()

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from escalation.model import Attachment, Change, ChannelId, Message, PersonId, TeamId, Ts
from escalation.roles import House
from handlers.acting import read_move
from handlers.asking import read_change, read_message
from handlers.clicks import Click
from handlers.commands import Ordered, read_command
from handlers.edge import Asker
from handlers.heard import Heard
from handlers.ids import Action
from handlers.rating import Reaction, read_press, read_reaction
from handlers.stories import STORIES

US, MAYA, DANA, ELI = map(PersonId, ("U0BOT", "U0MAYA", "U0DANA", "U0ELI"))
SHARED, DESK, DIRECT = map(ChannelId, ("C0SHARED", "C0DESK", "D0MAYA"))
THEM = TeamId("T0THEM")
HOUSE = House(our_user=US, our_bot="B0BOT", our_teams=frozenset({TeamId("T0US")}))
TS, ROOT, LATER = Ts("1763800001.000200"), Ts("1763800000.000100"), Ts("1763800009.000900")


def delivery(event: dict[str, Any], **around: object) -> dict[str, Any]:
    return {
        "type": "event_callback",
        "team_id": "T0US",
        "api_app_id": "A0BOT",
        "event_id": "Ev0001",
        "event_time": 1763800001,
        "authorizations": [{"team_id": "T0THEM", "user_id": "U0OTHERBOT", "is_bot": True}],
        "event": event,
        **around,
    }


def message(**fields: object) -> dict[str, Any]:
    event = {
        "type": "message",
        "user": MAYA,
        "user_team": THEM,
        "team": "T0US",
        "text": "where is my refund?",
        "ts": TS,
        "channel": SHARED,
        "channel_type": "channel",
        "event_ts": TS,
        **fields,
    }
    return delivery(event)


def said(**fields: Any) -> Message:
    usual: dict[str, Any] = {
        "channel": SHARED,
        "ts": TS,
        "thread": None,
        "author": MAYA,
        "team": THEM,
        "text": "where is my refund?",
    }
    return Message(**{**usual, **fields})


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        pytest.param(message(), said(), id="a first message"),
        pytest.param(message(thread_ts=ROOT), said(thread=ROOT), id="a reply"),
        pytest.param(message(thread_ts=TS), said(), id="a first message that has replies"),
        pytest.param(
            message(subtype="thread_broadcast", thread_ts=ROOT), said(thread=ROOT), id="a reply that is also broadcast"
        ),
        pytest.param(message(subtype="me_message"), said(), id="/me"),
        pytest.param(
            message(subtype="file_share", text="", files=[{"id": "F1", "name": "log.txt"}, {"id": "F2", "title": "A"}]),
            said(text="", files=(Attachment(id="F1", name="log.txt"), Attachment(id="F2", name="A"))),
            id="files without words",
        ),
        pytest.param(
            message(subtype="file_share", files=[{"id": "F1", "mode": "hidden_by_limit"}]),
            said(files=(Attachment(id="F1", name="a file"),)),
            id="a file of no name",
        ),
        pytest.param(message(user_team=None, source_team=THEM), said(), id="source_team where there is no user_team"),
        pytest.param(message(user_team=None), said(team=None), id="`team` is not the author's"),
        pytest.param(
            message(channel=DIRECT, channel_type="im"), said(channel=DIRECT, is_direct=True), id="a direct message"
        ),
        pytest.param(
            message(channel=DIRECT, channel_type=None),
            said(channel=DIRECT, is_direct=True),
            id="a direct message, by its channel's id",
        ),
        pytest.param(message(channel="G0PRIV", channel_type="group"), said(channel="G0PRIV"), id="a private channel"),
        pytest.param(
            {**message(), "is_ext_shared_channel": True}, said(is_shared=True), id="a channel shared with others"
        ),
        pytest.param(message(text=None), said(text=""), id="no words at all"),
        pytest.param(
            message(text="1 &lt; 2 &amp; <https://x.example>"), said(text="1 < 2 & https://x.example"), id="signs"
        ),
        pytest.param(message(text=f"<@{US}> hello"), said(text="hello", mentions_us=True), id="said to us"),
        pytest.param(
            message(text=f"<@{US}|baton>: hello"), said(text="hello", mentions_us=True), id="said to us, by name"
        ),
        pytest.param(
            message(text=f"<@{DANA}> and <@{ELI}>, <@{DANA}>?"),
            said(text=f"@{DANA} and @{ELI}, @{DANA}?", mentions=(DANA, ELI)),
            id="said to others",
        ),
        pytest.param(
            message(text=f"<@{US}> <@{DANA}> hello"),
            said(text=f"@{DANA} hello", mentions=(DANA,), mentions_us=True),
            id="said to us and others",
        ),
        pytest.param(message(text="<!channel> <#C1|general>"), said(text="@channel #general"), id="said to everybody"),
        pytest.param(message(bot_id="B0TOOL"), said(bot="B0TOOL"), id="a tool under a person's name"),
        pytest.param(
            message(subtype="bot_message", user=None, user_team=None, bot_id="B0TOOL", username="Deploys"),
            said(author=None, team=None, bot="B0TOOL"),
            id="another bot",
        ),
        pytest.param(
            message(subtype="bot_message", user=None, user_team=None),
            said(author=None, team=None, bot="bot"),
            id="a webhook without an id",
        ),
        pytest.param(message(user=None, app_id="A0TOOL"), said(author=None, bot="A0TOOL"), id="an app without a bot"),
    ],
)
def test_a_message_is_read(payload: dict[str, Any], expected: Message) -> None:
    heard = read_message(payload, HOUSE)

    assert heard is not None
    assert heard.payload == asdict(expected)
    assert heard.kind == "message"
    assert heard.lane == f"channel:{expected.channel}"


JOINS_AND_THE_LIKE = (
    *("channel_join", "channel_leave", "channel_topic", "channel_purpose", "channel_name", "channel_archive"),
    *("channel_unarchive", "group_join", "group_leave", "group_topic", "pinned_item", "unpinned_item", "bot_add"),
    *("bot_remove", "reminder_add", "ekm_access_denied", "channel_posting_permissions", "message_replied", "tombstone"),
    *(
        "assistant_app_thread",
        "reply_broadcast",
        "file_comment",
        "file_mention",
        "huddle_thread",
        "sh_room_created",
        "",
    ),
)


@pytest.mark.parametrize("subtype", JOINS_AND_THE_LIKE)
def test_what_nobody_said_asks_nothing_of_us(subtype: str) -> None:
    payload = message(subtype=subtype)

    assert read_message(payload, HOUSE) is None
    assert read_change(payload, HOUSE) is None or subtype == "tombstone"


@pytest.mark.parametrize(
    "payload",
    [
        pytest.param(message(hidden=True), id="hidden"),
        pytest.param(message(channel=""), id="nowhere"),
        pytest.param(message(ts=None), id="at no time"),
        pytest.param({**message(), "type": "block_actions"}, id="not an event"),
        pytest.param(delivery({"type": "reaction_added"}), id="another event"),
        pytest.param({"type": "event_callback", "event": "message"}, id="an event that is a word"),
        pytest.param({"type": "event_callback"}, id="no event"),
        pytest.param({}, id="nothing"),
        pytest.param({"type": "url_verification", "challenge": "x"}, id="a challenge"),
    ],
)
def test_what_is_no_message_is_not_read_as_one(payload: dict[str, Any]) -> None:
    assert read_message(payload, HOUSE) is None


def test_a_mention_and_its_message_are_one() -> None:
    text = f"<@{US}> where is my refund?"
    as_message = read_message(message(text=text), HOUSE)
    as_mention = read_message(
        delivery({"type": "app_mention", "user": MAYA, "text": text, "ts": TS, "channel": SHARED, "event_ts": TS}),
        HOUSE,
    )

    assert as_message is not None
    assert as_mention is not None
    assert as_mention.key == as_message.key == f"message:{SHARED}:{TS}"
    assert as_mention.lane == as_message.lane


def test_a_delivery_that_comes_again_has_the_same_key() -> None:
    once = read_message(message(), HOUSE)
    again = read_message({**message(), "event_id": "Ev0002"}, HOUSE)

    assert once is not None
    assert once == again


def test_two_messages_have_different_keys() -> None:
    heard = [read_message(one, HOUSE) for one in (message(), message(ts=LATER), message(channel=DESK))]

    assert len({one.key for one in heard if one}) == 3


# ── Edits and deletions ─────────────────────────────────────────────────────────────────────────────────────────────


def edit(before: str = "where is my refund?", after: str = "where is my money?", **fields: object) -> dict[str, Any]:
    return delivery(
        {
            "type": "message",
            "subtype": "message_changed",
            "hidden": True,
            "channel": SHARED,
            "ts": LATER,
            "event_ts": LATER,
            "message": {"type": "message", "user": MAYA, "text": after, "ts": TS, "edited": {"user": MAYA}, **fields},
            "previous_message": {"type": "message", "user": MAYA, "text": before, "ts": TS},
        }
    )


def deletion(**previous: object) -> dict[str, Any]:
    return delivery(
        {
            "type": "message",
            "subtype": "message_deleted",
            "hidden": True,
            "channel": SHARED,
            "ts": LATER,
            "event_ts": LATER,
            "deleted_ts": TS,
            "previous_message": {"type": "message", "user": MAYA, "text": "where is my refund?", "ts": TS, **previous},
        }
    )


def without(payload: dict[str, Any], *names: str) -> dict[str, Any]:
    return {**payload, "event": {name: value for name, value in payload["event"].items() if name not in names}}


def changed(text: str | None, *mentions: PersonId, at: str = LATER) -> Change:
    return Change(channel=SHARED, ts=TS, text=text, at=Ts(at), mentions=mentions)


GRAVE: dict[str, Any] = {"subtype": "tombstone", "user": "USLACKBOT", "hidden": True}


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        pytest.param(edit(), changed("where is my money?"), id="an edit"),
        pytest.param(edit(after=""), changed(""), id="all words taken out"),
        pytest.param(
            edit(after=f"<@{US}> <@{DANA}> 1 &lt; 2"),
            changed(f"@{DANA} 1 < 2", DANA),
            id="an edit with signs and names",
        ),
        pytest.param(
            without(edit(), "previous_message"), changed("where is my money?"), id="what was before is unknown"
        ),
        pytest.param(without(edit(), "event_ts"), changed("where is my money?"), id="no event_ts"),
        pytest.param(
            without(edit(), "event_ts", "ts"), changed("where is my money?", at="Ev0001"), id="no time stamp of its own"
        ),
        pytest.param(deletion(), changed(None), id="a deletion"),
        pytest.param(without(deletion(), "deleted_ts"), changed(None), id="a deletion without deleted_ts"),
        pytest.param(without(deletion(), "previous_message"), changed(None), id="a deletion of who knows whose words"),
        pytest.param(
            edit(after="This message was deleted.", **GRAVE), changed(None), id="a thread's first message is deleted"
        ),
    ],
)
def test_a_change_is_read(payload: dict[str, Any], expected: Change) -> None:
    heard = read_change(payload, HOUSE)

    assert heard is not None
    assert heard.payload == asdict(expected)
    assert heard.key == f"change:{SHARED}:{TS}:{expected.at}"
    assert heard.lane == f"channel:{SHARED}"


@pytest.mark.parametrize(
    "payload",
    [
        pytest.param(edit(after="where is my refund?"), id="the words are the same"),
        pytest.param(
            edit(after="where is my refund?", attachments=[{"from_url": "https://x.example", "is_msg_unfurl": True}]),
            id="a link is unfurled",
        ),
        pytest.param(edit(after="where is my refund?", reply_count=3), id="replies are counted"),
        pytest.param(edit(user=US), id="we edited our own words"),
        pytest.param(edit(user=US, bot_id="B0BOT"), id="we edited our own words, as a bot"),
        pytest.param(edit(user=None, bot_id="B0BOT", subtype="bot_message"), id="we edited words under another name"),
        pytest.param(deletion(user=US), id="we deleted our own words"),
        pytest.param(
            deletion(user=None, bot_id="B0BOT", subtype="bot_message"), id="we deleted words under another name"
        ),
        pytest.param(without(edit(), "channel"), id="nowhere"),
        pytest.param(without(edit(), "message"), id="nothing after"),
        pytest.param(message(), id="a new message"),
        pytest.param(delivery({"type": "reaction_added"}), id="another event"),
        pytest.param({}, id="nothing"),
    ],
)
def test_what_changes_no_words_of_others_is_nothing(payload: dict[str, Any]) -> None:
    assert read_change(payload, HOUSE) is None


@pytest.mark.parametrize("payload", [pytest.param(edit(), id="edit"), pytest.param(deletion(), id="deletion")])
def test_a_change_is_not_a_message(payload: dict[str, Any]) -> None:
    assert read_message(payload, HOUSE) is None


def test_two_edits_of_a_message_are_two_changes() -> None:
    first = read_change(edit(), HOUSE)
    second = edit(after="and again")
    second["event"]["event_ts"] = "1763800010.000100"

    again = read_change(second, HOUSE)

    assert first is not None
    assert again is not None
    assert first.key != again.key


# ── Reactions ───────────────────────────────────────────────────────────────────────────────────────────────────────


def reaction(name: str = "white_check_mark", **fields: object) -> dict[str, Any]:
    item = {"type": "message", "channel": SHARED, "ts": TS}
    event = {"type": "reaction_added", "user": MAYA, "reaction": name, "item": item, "event_ts": LATER, **fields}
    return delivery(event)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("white_check_mark", "solved"),
        ("+1", "solved"),
        ("+1::skin-tone-4", "solved"),
        ("thumbsup", "solved"),
        ("x", "not_solved"),
        ("-1::skin-tone-2", "not_solved"),
        ("raising_hand", "person"),
        ("raising_hand::skin-tone-6", "person"),
        ("sos", "person"),
    ],
)
def test_an_emoji_twin_is_read_as_its_button(name: str, kind: str) -> None:
    heard = read_reaction(reaction(name), HOUSE)

    assert heard is not None
    assert heard.payload == asdict(Reaction(kind=kind, emoji=name.split("::")[0], channel=SHARED, message=TS, by=MAYA))
    assert heard.key == f"reaction:{SHARED}:{TS}:{MAYA}:{kind}:{LATER}"
    assert heard.lane == f"channel:{SHARED}"


@pytest.mark.parametrize(
    "payload",
    [
        pytest.param(reaction("tada"), id="another emoji"),
        pytest.param(reaction(""), id="no emoji"),
        pytest.param(reaction(type="reaction_removed"), id="taken back"),
        pytest.param(reaction(item={"type": "file", "file": "F1"}), id="on a file"),
        pytest.param(reaction(item=None), id="on nothing"),
        pytest.param(reaction(user=None), id="by nobody"),
        pytest.param(message(), id="a message"),
        pytest.param({}, id="nothing"),
    ],
)
def test_other_reactions_are_nothing(payload: dict[str, Any]) -> None:
    assert read_reaction(payload, HOUSE) is None


# ── Clicks ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def click(action: str, value: str = "H1", *, thread: str | None = ROOT, **fields: object) -> dict[str, Any]:
    return {
        "type": "block_actions",
        "user": {"id": DANA, "username": "dana", "team_id": "T0US"},
        "team": {"id": "T0US"},
        "container": {"type": "message", "message_ts": TS, "channel_id": DESK, "is_ephemeral": False},
        "trigger_id": "1.2.3",
        "channel": {"id": DESK, "name": "desk"},
        "message": {"type": "message", "ts": TS, "bot_id": "B0BOT", "thread_ts": thread},
        "actions": [{"type": "button", "action_id": action, "block_id": "b", "value": value, "action_ts": LATER}],
        **fields,
    }


def pressed(action: str, value: str = "H1", thread: Ts | None = ROOT) -> Click:
    return Click(
        action=action, value=value, message=TS, asker=Asker(person=DANA, channel=DESK, thread=thread), trigger="1.2.3"
    )


MOVES = [
    Action.HANDOFF_CLAIM,
    Action.HANDOFF_RELEASE,
    Action.HANDOFF_HAND_BACK,
    Action.HANDOFF_RESOLVE,
    Action.HANDOFF_REOPEN,
]
PRESSES = [
    *(Action.ANSWER_SOLVED, Action.ANSWER_NOT_SOLVED, Action.ANSWER_FEEDBACK),
    *(Action.HANDOFF_REQUEST, Action.RESOLUTION_REJECT),
]


@pytest.mark.parametrize("action", MOVES)
def test_a_button_of_a_card_is_a_move(action: Action) -> None:
    heard = read_move(click(action), HOUSE)

    assert heard is not None
    assert heard.payload == asdict(pressed(action))
    assert heard.key == f"click:{action}:{TS}:{DANA}:{LATER}"
    assert heard.lane == "handoff:H1"
    assert read_press(click(action), HOUSE) is None


@pytest.mark.parametrize("action", PRESSES)
def test_a_button_of_an_answer_is_a_press(action: Action) -> None:
    heard = read_press(click(action), HOUSE)

    assert heard is not None
    assert heard.payload == asdict(pressed(action))
    assert heard.lane == f"channel:{DESK}"
    assert read_move(click(action), HOUSE) is None


def lacking(payload: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in payload.items() if name not in names}


@pytest.mark.parametrize(
    ("payload", "thread"),
    [
        pytest.param(click("handoff.claim"), ROOT, id="in a thread"),
        pytest.param(click("handoff.claim", thread=None), None, id="on a message without a thread"),
        pytest.param(click("handoff.claim", thread=TS), None, id="on a thread's first message"),
        pytest.param(lacking(click("handoff.claim"), "message"), None, id="on a message that only one person sees"),
        pytest.param(lacking(click("handoff.claim"), "channel"), ROOT, id="with the channel in the container only"),
    ],
)
def test_a_click_knows_where_it_was_made(payload: dict[str, Any], thread: Ts | None) -> None:
    heard = read_move(payload, HOUSE)

    assert heard is not None
    assert heard.payload == asdict(pressed("handoff.claim", thread=thread))


def test_a_choice_is_a_value_too() -> None:
    chosen = [{"action_id": "answer.feedback", "selected_option": {"value": "solved:C1:1.1"}, "action_ts": LATER}]

    heard = read_press(click("answer.feedback", actions=chosen), HOUSE)

    assert heard is not None
    assert heard.payload["value"] == "solved:C1:1.1"


def test_pressing_twice_is_two_clicks_and_a_delivery_that_comes_again_is_one() -> None:
    once = read_move(click("handoff.claim"), HOUSE)
    again = read_move(click("handoff.claim"), HOUSE)
    later = read_move(
        click("handoff.claim", actions=[{"action_id": "handoff.claim", "value": "H1", "action_ts": "9"}]), HOUSE
    )

    assert once is not None
    assert later is not None
    assert once == again
    assert once.key != later.key


@pytest.mark.parametrize(
    "payload",
    [
        pytest.param(click("link.open"), id="a link"),
        pytest.param(click("somebody.elses"), id="somebody else's button"),
        pytest.param(click("handoff.claim", actions=[]), id="no action"),
        pytest.param(click("handoff.claim", actions=None), id="actions missing"),
        pytest.param(click("handoff.claim", user=None), id="by nobody"),
        pytest.param(lacking(click("handoff.claim"), "message", "container"), id="on no message"),
        pytest.param(lacking(click("handoff.claim"), "channel", "container"), id="in no channel"),
        pytest.param(click("handoff.claim", type="view_submission"), id="a form"),
        pytest.param(message(), id="a message"),
        pytest.param({}, id="nothing"),
    ],
)
def test_other_interactions_are_nothing(payload: dict[str, Any]) -> None:
    assert read_move(payload, HOUSE) is None
    assert read_press(payload, HOUSE) is None


# ── Commands ────────────────────────────────────────────────────────────────────────────────────────────────────────


def command(**fields: object) -> dict[str, Any]:
    return {
        "command": "/support",
        "text": "pause",
        "user_id": DANA,
        "team_id": "T0US",
        "channel_id": DESK,
        "response_url": "https://hooks.slack.example/commands/1",
        "trigger_id": "1.2.3",
        "api_app_id": "A0BOT",
        **fields,
    }


def test_a_command_is_read() -> None:
    heard = read_command(command(), HOUSE)

    assert heard is not None
    asker = Asker(person=DANA, channel=DESK, response_url="https://hooks.slack.example/commands/1")
    assert heard.payload == asdict(Ordered(words="pause", key="command:1.2.3", asker=asker))
    assert (heard.kind, heard.key, heard.lane) == ("command", "command:1.2.3", f"channel:{DESK}")


@pytest.mark.parametrize(
    ("payload", "words", "key"),
    [
        pytest.param(command(text=None), "", "command:1.2.3", id="no words"),
        pytest.param(
            command(trigger_id=None), "pause", "command:https://hooks.slack.example/commands/1", id="no trigger"
        ),
    ],
)
def test_a_command_may_lack_a_part(payload: dict[str, Any], words: str, key: str) -> None:
    heard = read_command(payload, HOUSE)

    assert heard is not None
    assert (heard.payload["words"], heard.key) == (words, key)


@pytest.mark.parametrize(
    "payload",
    [
        pytest.param(command(command="/other"), id="another command"),
        pytest.param(command(user_id=""), id="by nobody"),
        pytest.param(message(), id="a message"),
        pytest.param({}, id="nothing"),
    ],
)
def test_other_commands_are_nothing(payload: dict[str, Any]) -> None:
    assert read_command(payload, HOUSE) is None


# ── Everything Slack sends ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "payload",
    [
        pytest.param(message(), id="message"),
        pytest.param(edit(), id="change"),
        pytest.param(reaction(), id="reaction"),
        pytest.param(click("handoff.claim"), id="move"),
        pytest.param(click("answer.solved"), id="press"),
        pytest.param(command(), id="command"),
    ],
)
def test_a_delivery_belongs_to_one_story_and_travels_as_json(
    payload: dict[str, Any], request: pytest.FixtureRequest
) -> None:
    found = [heard for story in STORIES if (heard := story.read(payload, HOUSE)) is not None]

    assert [heard.kind for heard in found] == [request.node.callspec.id]
    assert json.loads(json.dumps(found[0].payload))


SPECS = Path(os.environ.get("BATON_SPECS") or Path(__file__).parents[3] / "shared/specs")  # noqa: TID251  where they are
SAMPLES = SPECS / "slack/samples"
IN_CI = os.environ.get("CI") == "true"  # noqa: TID251
SKELETONS = sorted([*SAMPLES.glob("events/*.json"), *SAMPLES.glob("app-backend/*.json")])


def test_the_vendors_skeletons_are_there() -> None:
    assert SKELETONS or not IN_CI, f"CI needs Slack's samples: no {SAMPLES}; name their folder in BATON_SPECS"
    if not SKELETONS:
        pytest.skip(f"no samples of Slack's payloads in {SAMPLES}: name their folder in BATON_SPECS")

    assert {path.parent.name for path in SKELETONS} == {"events", "app-backend"}


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in SKELETONS])
def test_no_skeleton_of_the_vendors_confuses_a_reader(path: Path) -> None:
    payload = json.loads(path.read_text(encoding="utf-8"))

    found = [story.read(payload, HOUSE) for story in STORIES]

    assert all(heard is None or isinstance(heard, Heard) for heard in found)


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in SKELETONS])
def test_no_skeleton_filled_with_words_confuses_a_reader(path: Path) -> None:
    payload = _filled(json.loads(path.read_text(encoding="utf-8")))

    found = [heard for story in STORIES if (heard := story.read(payload, HOUSE)) is not None]

    assert len(found) <= 1
    assert all(heard.key and heard.lane for heard in found)


def _filled(part: Any) -> Any:
    """The skeleton, with a word wherever it leaves one out."""
    if isinstance(part, dict):
        return {name: _filled(value) for name, value in part.items()}
    if isinstance(part, list):
        return [_filled(value) for value in part]
    return "U0WORD" if part == "" else part

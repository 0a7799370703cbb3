from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp.test_utils import unused_port

from bot.errors import RejectedError, UnavailableError
from bot.ports import AnswerSaid, NoticeSaid, Place, RelaySaid, Saying
from escalation.model import ChannelId, Person, PersonId, TeamId, Ts, conversation_id
from handlers.messenger import SlackMessenger
from tests.handlers.web_api import Answer, WebApi, calling, failure, serving

CHANNEL, THREAD, TS = ChannelId("C0SHARED"), Ts("1763800000.000100"), Ts("1763800001.000200")
PLACE = Place(channel=CHANNEL, thread=THREAD)
CONVERSATION = conversation_id(CHANNEL, THREAD)
ANSWER = AnswerSaid(conversation=CONVERSATION, text="Three **days**.")
NOTICE = NoticeSaid(conversation=CONVERSATION, text="Hold on.")
RELAY = RelaySaid(name="Dana Whitfield", text="I'm on it", is_from_agent=True)
US, MAYA = PersonId("U0BOT"), PersonId("U0MAYA")
SINCE = datetime.fromtimestamp(1763800005, UTC)
NOBODY: frozenset[Ts] = frozenset()


@pytest.fixture
async def web_api() -> AsyncIterator[WebApi]:
    async with serving() as api:
        yield api


@pytest.fixture
async def messenger(web_api: WebApi) -> AsyncIterator[SlackMessenger]:
    async with calling(web_api.url) as api:
        yield SlackMessenger(api, our_user=US, our_bot="B0BOT", our_team=TeamId("T0US"))


# ── Posting ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_what_is_posted_carries_its_key(messenger: SlackMessenger, web_api: WebApi) -> None:
    ts = await messenger.post(PLACE, NOTICE, "notice:1")

    assert ts == "1763900000.000001"
    (asked,) = web_api.calls("chat.postMessage")
    assert asked["metadata"] == {"event_type": "baton_said", "event_payload": {"key": "notice:1"}}
    assert (asked["channel"], asked["thread_ts"], asked["text"]) == (CHANNEL, THREAD, "Hold on.")
    assert asked["blocks"][0]["type"] == "section"
    assert "username" not in asked


async def test_an_agents_words_are_posted_under_their_name(messenger: SlackMessenger, web_api: WebApi) -> None:
    await messenger.post(PLACE, RELAY, "relay:1")

    assert web_api.calls("chat.postMessage")[0]["username"] == "Dana Whitfield"


async def test_a_token_that_may_not_use_names_posts_without_one_and_remembers(
    messenger: SlackMessenger, web_api: WebApi
) -> None:
    web_api.will_say("chat.postMessage", "missing_scope")

    await messenger.post(PLACE, RELAY, "relay:1")
    await messenger.post(PLACE, RELAY, "relay:2")

    assert ["username" in asked for asked in web_api.calls("chat.postMessage")] == [True, False, False]


@pytest.mark.parametrize("code", ["invalid_blocks", "invalid_blocks_format"])
async def test_a_server_that_does_not_know_feedback_buttons_gets_plain_ones_from_then_on(
    messenger: SlackMessenger, web_api: WebApi, code: str
) -> None:
    web_api.will_say("chat.postMessage", code)

    await messenger.post(PLACE, ANSWER, "answer:1")
    await messenger.post(PLACE, ANSWER, "answer:2")

    has_feedback = [_has_feedback(asked) for asked in web_api.calls("chat.postMessage")]
    assert has_feedback == [True, False, False]


async def test_a_server_that_takes_no_blocks_gets_the_words(messenger: SlackMessenger, web_api: WebApi) -> None:
    web_api.will_say("chat.postMessage", "invalid_blocks", "invalid_blocks")

    await messenger.post(PLACE, ANSWER, "answer:1")

    *_, last = web_api.calls("chat.postMessage")
    assert "blocks" not in last
    assert last["text"] == "Three *days*."


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        pytest.param("not_in_channel", UnavailableError, id="we are not in the channel: an admin can mend it"),
        pytest.param("missing_scope", UnavailableError, id="a scope is missing that is not about names"),
        pytest.param("msg_too_long", RejectedError, id="it is too long"),
        pytest.param(failure(500), UnavailableError, id="Slack is down"),
    ],
)
async def test_a_refused_post_is_told(
    messenger: SlackMessenger, web_api: WebApi, answer: Answer, error: type[Exception]
) -> None:
    web_api.will_say("chat.postMessage", answer)

    with pytest.raises(error):
        await messenger.post(PLACE, NOTICE, "notice:1")

    assert web_api.methods == ["chat.postMessage"]


def _has_feedback(asked: dict[str, Any]) -> bool:
    return any(block["type"] == "context_actions" for block in asked.get("blocks", ()))


# ── Finding ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def standing(ts: str = TS, *, key: str | None = None, text: str = "Hold on.", **fields: object) -> dict[str, Any]:
    metadata = {"event_type": "baton_said", "event_payload": {"key": key}} if key else None
    return {"ts": ts, "text": text, "user": US, "metadata": metadata, **fields}


@pytest.mark.parametrize(
    ("saying", "message", "is_found"),
    [
        pytest.param(NOTICE, standing(key="notice:1"), True, id="by its key"),
        pytest.param(NOTICE, standing(key="notice:1", text="edited"), True, id="by its key, whatever it says"),
        pytest.param(NOTICE, standing(key="notice:2"), False, id="the same words under another key"),
        pytest.param(NOTICE, standing(), True, id="no key, the same words"),
        pytest.param(NOTICE, standing(user=None, bot_id="B0BOT"), True, id="no key, the same words, by our bot id"),
        pytest.param(NOTICE, standing(text="Hold on!"), False, id="no key, other words"),
        pytest.param(NOTICE, standing(user=MAYA), False, id="no key, somebody else's"),
        pytest.param(NOTICE, standing(user=None, bot_id="B0TOOL"), False, id="no key, another bot's"),
        pytest.param(NOTICE, standing("1763800002.000000"), False, id="no key, accounted for otherwise"),
        pytest.param(NOTICE, standing("1763799990.000000"), False, id="no key, older than the attempt"),
        pytest.param(replace(ANSWER, text=""), standing(text="Three"), True, id="an answer that was being written"),
    ],
)
async def test_what_was_said_is_found_again(
    messenger: SlackMessenger, web_api: WebApi, saying: Saying, message: dict[str, Any], is_found: bool
) -> None:
    web_api.will_say("conversations.replies", {"messages": [message]})

    found = await messenger.find(PLACE, saying, "notice:1", frozenset({Ts("1763800002.000000")}), SINCE)

    assert found == (message["ts"] if is_found else None)


async def test_a_thread_is_searched_page_by_page_from_a_little_before_the_attempt(
    messenger: SlackMessenger, web_api: WebApi
) -> None:
    web_api.will_say(
        "conversations.replies",
        {"messages": [standing(key="other")], "response_metadata": {"next_cursor": "more"}},
        {"messages": [standing("1763800007.000100", key="notice:1")]},
    )

    found = await messenger.find(PLACE, NOTICE, "notice:1", NOBODY, SINCE)

    assert found == "1763800007.000100"
    first, second = web_api.calls("conversations.replies")
    assert (first["oldest"], first["ts"], first["include_all_metadata"]) == ("1763799995.000000", THREAD, True)
    assert "cursor" not in first
    assert second["cursor"] == "more"


async def test_outside_a_thread_the_channel_is_searched(messenger: SlackMessenger, web_api: WebApi) -> None:
    web_api.will_say("conversations.history", {"messages": [standing(key="card:1")]})

    assert await messenger.find(Place(channel=CHANNEL), NOTICE, "card:1", NOBODY, SINCE) == TS


async def test_the_search_ends_also_where_a_server_has_pages_without_end(
    messenger: SlackMessenger, web_api: WebApi
) -> None:
    web_api.always_says("conversations.replies", {"messages": [], "response_metadata": {"next_cursor": "again"}})

    assert await messenger.find(PLACE, NOTICE, "notice:1", NOBODY, SINCE) is None
    assert len(web_api.asked) == 10


# ── Changing what was said ──────────────────────────────────────────────────────────────────────────────────────────


async def test_words_are_rewritten(messenger: SlackMessenger, web_api: WebApi) -> None:
    await messenger.rewrite(PLACE, TS, replace(NOTICE, text="word " * 2000))

    (asked,) = web_api.calls("chat.update")
    assert asked["ts"] == TS
    assert len(asked["text"]) <= 4000


async def test_a_live_stream_is_closed_before_it_is_rewritten(messenger: SlackMessenger, web_api: WebApi) -> None:
    web_api.will_say("chat.update", "streaming_state_conflict")

    await messenger.rewrite(PLACE, TS, ANSWER)

    assert web_api.methods == ["chat.update", "chat.stopStream", "chat.update"]


async def test_a_stream_that_ended_by_itself_meanwhile_is_rewritten_all_the_same(
    messenger: SlackMessenger, web_api: WebApi
) -> None:
    web_api.will_say("chat.update", "streaming_state_conflict")
    web_api.will_say("chat.stopStream", "message_not_in_streaming_state")

    await messenger.rewrite(PLACE, TS, ANSWER)

    assert web_api.methods == ["chat.update", "chat.stopStream", "chat.update"]


async def test_other_refusals_of_a_rewrite_are_told(messenger: SlackMessenger, web_api: WebApi) -> None:
    web_api.will_say("chat.update", "cant_update_message")

    with pytest.raises(RejectedError):
        await messenger.rewrite(PLACE, TS, ANSWER)

    assert web_api.methods == ["chat.update"]


@pytest.mark.parametrize("answer", [{}, "message_not_found", "unknown_method"], ids=["there", "gone", "no such method"])
async def test_taking_words_back_twice_is_fine(messenger: SlackMessenger, web_api: WebApi, answer: Answer) -> None:
    web_api.will_say("chat.delete", answer)

    await messenger.erase(PLACE, TS)

    assert web_api.calls("chat.delete") == [{"channel": CHANNEL, "ts": TS}]


@pytest.mark.parametrize(
    ("code", "error"),
    [("cant_delete_message", RejectedError), ("token_revoked", UnavailableError)],
)
async def test_words_that_cannot_be_taken_back_are_told(
    messenger: SlackMessenger, web_api: WebApi, code: str, error: type[Exception]
) -> None:
    web_api.will_say("chat.delete", code)

    with pytest.raises(error):
        await messenger.erase(PLACE, TS)


@pytest.mark.parametrize(
    "answer", [{}, "already_reacted", "unknown_method", "too_many_reactions", "invalid_name"], ids=str
)
async def test_a_mark_is_best_effort(messenger: SlackMessenger, web_api: WebApi, answer: Answer) -> None:
    web_api.will_say("reactions.add", answer)

    await messenger.mark(PLACE, TS, "eyes")

    assert web_api.calls("reactions.add") == [{"channel": CHANNEL, "timestamp": TS, "name": "eyes"}]


async def test_where_reactions_are_known_to_be_lacking_none_is_tried(
    messenger: SlackMessenger, web_api: WebApi
) -> None:
    messenger.learn_lack("reactions")

    await messenger.mark(PLACE, TS, "eyes")

    assert web_api.asked == []


# ── To one person ───────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_whisper_is_seen_by_one_person(messenger: SlackMessenger, web_api: WebApi) -> None:
    await messenger.whisper(PLACE, MAYA, "Not you.")

    assert web_api.asked == [
        ("chat.postEphemeral", {"channel": CHANNEL, "thread_ts": THREAD, "user": MAYA, "text": "Not you."})
    ]


async def test_a_server_without_ephemerals_hears_it_aloud(messenger: SlackMessenger, web_api: WebApi) -> None:
    web_api.will_say("chat.postEphemeral", "unknown_method")

    await messenger.whisper(PLACE, MAYA, "Not you.")

    assert web_api.calls("chat.postMessage") == [{"channel": CHANNEL, "thread_ts": THREAD, "text": "Not you."}]


async def test_a_whisper_that_is_refused_is_told(messenger: SlackMessenger, web_api: WebApi) -> None:
    web_api.will_say("chat.postEphemeral", "user_not_in_channel")

    with pytest.raises(RejectedError):
        await messenger.whisper(PLACE, MAYA, "Not you.")


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        pytest.param(failure(500), UnavailableError, id="500"),
        pytest.param(failure(429), UnavailableError, id="429"),
        pytest.param("drop", UnavailableError, id="the connection is dropped"),
        pytest.param(failure(404, "used_url"), RejectedError, id="the address is used up"),
    ],
)
async def test_a_response_that_does_not_arrive_is_told(
    messenger: SlackMessenger, web_api: WebApi, answer: Answer, error: type[Exception]
) -> None:
    web_api.will_say("response", answer)

    with pytest.raises(error):
        await messenger.respond(f"{web_api.url}hook/response", "Paused.")


async def test_a_command_is_answered(messenger: SlackMessenger, web_api: WebApi) -> None:
    await messenger.respond(f"{web_api.url}hook/response", "Paused.")

    assert web_api.methods == ["response"]


async def test_a_response_address_that_cannot_be_reached_is_worth_another_try(messenger: SlackMessenger) -> None:
    with pytest.raises(UnavailableError):
        await messenger.respond(f"http://127.0.0.1:{unused_port()}/hook", "Paused.")


@pytest.mark.parametrize(
    ("answer", "asked"),
    [
        pytest.param({}, 2, id="shown"),
        pytest.param("unknown_method", 1, id="unknown: not tried again"),
        pytest.param(failure(500), 2, id="down: tried again"),
    ],
)
async def test_showing_that_work_is_under_way_never_fails(
    messenger: SlackMessenger, web_api: WebApi, answer: Answer, asked: int
) -> None:
    web_api.will_say("assistant.threads.setStatus", answer)

    await messenger.show_thinking(PLACE, "thinking")
    await messenger.show_thinking(PLACE, "")
    await messenger.show_thinking(Place(channel=CHANNEL), "nowhere to show it")

    assert len(web_api.asked) == asked


# ── Asking ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("user", "expected"),
    [
        pytest.param(
            {"name": "maya", "team_id": "T0THEM", "profile": {"real_name": "Maya Torres"}},
            Person(id=MAYA, name="Maya Torres", team=TeamId("T0THEM")),
            id="her real name, her team",
        ),
        pytest.param(
            {"name": "maya", "profile": {"real_name": "", "display_name": "mt", "team": "T0THEM"}},
            Person(id=MAYA, name="mt", team=TeamId("T0THEM")),
            id="her display name, the profile's team",
        ),
        pytest.param({"name": "maya"}, Person(id=MAYA, name="maya"), id="her handle, no team"),
        pytest.param({}, Person(id=MAYA, name=MAYA), id="nothing but her id"),
        pytest.param(
            {"name": "a", "team_id": "T0US", "is_owner": True},
            Person(id=MAYA, name="a", team=TeamId("T0US"), is_admin=True),
            id="our owner",
        ),
        pytest.param(
            {"name": "a", "team_id": "T0THEM", "is_admin": True},
            Person(id=MAYA, name="a", team=TeamId("T0THEM")),
            id="another team's admin is none of ours",
        ),
        pytest.param(
            {"name": "a", "team_id": "T0US", "is_ultra_restricted": True},
            Person(id=MAYA, name="a", team=TeamId("T0US"), is_guest=True),
            id="a guest",
        ),
        pytest.param({"name": "a", "is_bot": True}, Person(id=MAYA, name="a", is_bot=True), id="a bot"),
    ],
)
async def test_a_person_is_known_as_slack_shows_them(
    messenger: SlackMessenger, web_api: WebApi, user: dict[str, Any], expected: Person
) -> None:
    web_api.will_say("users.info", {"user": user})

    assert await messenger.person(MAYA) == expected


async def test_unknown_people_come_back_with_their_id_as_their_name(messenger: SlackMessenger, web_api: WebApi) -> None:
    web_api.will_say("users.info", "user_not_found")

    assert await messenger.person(MAYA) == Person(id=MAYA, name=MAYA, is_known=False)


async def test_a_teams_name_is_asked_for_once(messenger: SlackMessenger, web_api: WebApi) -> None:
    web_api.will_say("team.info", failure(500), {"team": {"name": "Acme"}})

    names = [await messenger.team_name(TeamId("T0THEM")) for _ in range(3)]

    assert names == ["", "Acme", "Acme"]
    assert len(web_api.asked) == 2


@pytest.mark.parametrize(
    ("answer", "link"),
    [
        pytest.param({"permalink": "https://x.example/p1"}, "https://x.example/p1", id="there"),
        pytest.param("unknown_method", "", id="unknown"),
        pytest.param(failure(500), "", id="down"),
        pytest.param({}, "", id="empty"),
    ],
)
async def test_a_link_is_best_effort(messenger: SlackMessenger, web_api: WebApi, answer: Answer, link: str) -> None:
    web_api.will_say("chat.getPermalink", answer)

    assert await messenger.link(CHANNEL, TS) == link

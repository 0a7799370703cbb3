"""Reading: conversations, people, pages, and what is asked for in vain."""

from itertools import pairwise

import pytest

from tests.sandbox.contract.asking import Json, Slack
from tests.sandbox.contract.conftest import Say


def pages(slack: Slack, method: str, key: str, limit: int, most: int = 50, **arguments: object) -> list[list[Json]]:
    """Every page of a list, by its cursors."""
    found: list[list[Json]] = []
    cursor = ""
    while len(found) < most:
        answer = slack(method, limit=limit, **arguments, **({"cursor": cursor} if cursor else {}))
        found.append(answer[key])
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return found
    return found


@pytest.mark.documented("reference/methods/conversations.info")
def test_a_channel_tells_about_itself(slack: Slack, channel: str) -> None:
    told = slack("conversations.info", channel=channel, include_num_members=True)["channel"]

    assert (told["id"], told["is_archived"], told["is_member"]) == (channel, False, True)
    assert told["num_members"] >= 1
    assert {"name", "is_channel", "is_private", "is_im", "is_ext_shared", "topic", "purpose"} <= set(told)


@pytest.mark.documented("reference/methods/conversations.info")
@pytest.mark.parametrize("method", ["info", "history", "members"])
def test_a_channel_that_does_not_exist_is_not_found(slack: Slack, method: str) -> None:
    assert slack.error(f"conversations.{method}", channel="C0NOWHERE") == "channel_not_found"


@pytest.mark.documented("apis/web-api/pagination")
def test_channels_come_page_by_page(slack: Slack) -> None:
    found = pages(slack, "conversations.list", "channels", 1, types="public_channel,private_channel")

    ids = [one["id"] for page in found for one in page]
    assert all(len(page) <= 1 for page in found)
    assert len(ids) == len(set(ids)) > 1


@pytest.mark.documented("apis/web-api/pagination")
def test_members_come_page_by_page(slack: Slack, channel: str, me: Json) -> None:
    found = pages(slack, "conversations.members", "members", 1, channel=channel)

    members = [one for page in found for one in page]
    assert me["user_id"] in members
    assert len(members) == len(set(members)) == len(found)


@pytest.mark.documented("apis/web-api/pagination")
def test_people_come_page_by_page(slack: Slack, me: Json) -> None:
    found = pages(slack, "users.list", "members", 2)

    ids = [one["id"] for page in found for one in page]
    assert all(len(page) <= 2 for page in found)
    assert len(ids) == len(set(ids))
    assert me["user_id"] in ids


@pytest.mark.documented("reference/methods/conversations.history")
def test_history_comes_newest_first_and_page_by_page(slack: Slack, channel: str, say: Say) -> None:
    stamps = [say(f"Message {number}") for number in range(5)]

    found = pages(slack, "conversations.history", "messages", 2, channel=channel, oldest=stamps[0], inclusive=True)

    told = [message["ts"] for page in found for message in page]
    assert [len(page) for page in found[:2]] == [2, 2]
    assert [ts for ts in told if ts in stamps] == stamps[::-1]
    assert all(newer > older for newer, older in pairwise(told))


@pytest.mark.documented("reference/methods/conversations.history")
def test_history_says_whether_there_is_more(slack: Slack, channel: str, say: Say) -> None:
    stamps = [say(f"Message {number}") for number in range(2)]

    whole = slack("conversations.history", channel=channel, oldest=stamps[0], inclusive=True, limit=10)
    part = slack("conversations.history", channel=channel, oldest=stamps[0], inclusive=True, limit=1)

    assert whole["has_more"] is False
    assert part["has_more"] is True


@pytest.mark.documented("reference/methods/conversations.history")
def test_history_is_of_a_time(slack: Slack, channel: str, say: Say) -> None:
    first, second, third = [say(f"Message {number}") for number in range(3)]

    def between(**more: object) -> list[str]:
        answer = slack("conversations.history", channel=channel, oldest=first, latest=third, **more)
        return [message["ts"] for message in answer["messages"]]

    assert between() == [second]
    assert between(inclusive=True) == [third, second, first]


@pytest.mark.documented("reference/methods/conversations.replies")
def test_replies_come_oldest_first_after_their_root(slack: Slack, channel: str, thread: str, say: Say) -> None:
    stamps = [say(f"Reply {number}", thread_ts=thread) for number in range(3)]

    told = slack("conversations.replies", channel=channel, ts=thread)["messages"]

    assert [message["ts"] for message in told] == [thread, *stamps]
    assert told[-1]["parent_user_id"] == told[0]["user"]


@pytest.mark.documented("reference/methods/conversations.replies")
def test_replies_come_page_by_page(slack: Slack, channel: str, thread: str, say: Say) -> None:
    stamps = [say(f"Reply {number}", thread_ts=thread) for number in range(4)]

    found = pages(slack, "conversations.replies", "messages", 2, channel=channel, ts=thread)

    # Whether a page after the first begins with the root again is not said.
    told = [message["ts"] for page in found for message in page if message["ts"] != thread]
    assert len(found) > 1
    assert told == stamps


@pytest.mark.documented("reference/methods/conversations.replies")
def test_replies_to_nothing_are_not_found(slack: Slack, channel: str) -> None:
    assert slack.error("conversations.replies", channel=channel, ts="1.000001") == "thread_not_found"


@pytest.mark.documented("apis/web-api/pagination")
@pytest.mark.parametrize("method", ["conversations.list", "users.list"])
def test_a_cursor_that_was_never_given_is_refused(slack: Slack, method: str) -> None:
    assert slack.error(method, cursor="never-given", limit="1") == "invalid_cursor"


@pytest.mark.documented("reference/methods/conversations.list")
def test_a_kind_of_channel_that_does_not_exist_is_refused(slack: Slack) -> None:
    assert slack.error("conversations.list", types="secret_channel") == "invalid_types"


@pytest.mark.documented("reference/methods/users.conversations")
def test_the_bot_knows_the_channels_it_is_in(slack: Slack, channel: str) -> None:
    found = slack("users.conversations", types="public_channel,private_channel", limit=200)["channels"]

    assert channel in [one["id"] for one in found]


@pytest.mark.documented("reference/methods/conversations.open")
def test_a_direct_conversation_is_opened_once(slack: Slack, person: Json) -> None:
    first, again = (slack("conversations.open", users=person["id"])["channel"]["id"] for _ in range(2))

    assert first == again
    assert first.startswith("D")
    assert slack("conversations.info", channel=first)["channel"]["is_im"] is True


@pytest.mark.documented("reference/methods/conversations.open")
def test_a_direct_conversation_is_with_somebody(slack: Slack) -> None:
    assert slack.error("conversations.open", users="U0NOBODY") == "user_not_found"


@pytest.mark.documented("reference/methods/conversations.join")
def test_joining_a_channel_again_is_a_warning(slack: Slack, channel: str) -> None:
    if slack("conversations.info", channel=channel)["channel"].get("is_private"):
        pytest.skip("a private channel cannot be joined")

    answer = slack("conversations.join", channel=channel)

    assert answer["channel"]["id"] == channel
    assert answer["warning"] == "already_in_channel"


@pytest.mark.documented("reference/methods/conversations.inviteShared")
def test_an_invitation_needs_somebody_to_invite(slack: Slack, channel: str) -> None:
    assert slack.error("conversations.inviteShared", channel=channel) == "recipients_not_specified"


@pytest.mark.documented("reference/methods/users.info")
def test_a_person_tells_about_themselves(slack: Slack, person: Json) -> None:
    assert person["id"].startswith(("U", "W"))
    assert {"team_id", "name", "real_name", "tz", "is_bot", "profile", "updated"} <= set(person)
    assert {"real_name", "display_name"} <= set(person["profile"])


@pytest.mark.documented("reference/methods/users.info")
def test_the_bots_own_user_is_a_bot(slack: Slack, me: Json) -> None:
    assert slack("users.info", user=me["user_id"])["user"]["is_bot"] is True


@pytest.mark.documented("reference/methods/users.info")
def test_nobody_is_not_found(slack: Slack) -> None:
    assert slack.error("users.info", user="U0NOBODY") == "user_not_found"


@pytest.mark.documented("reference/methods/users.lookupByEmail")
def test_people_are_found_by_their_address(slack: Slack, person: Json) -> None:
    address = person["profile"].get("email")
    if not address:
        pytest.skip("the person's address is not visible")

    assert slack("users.lookupByEmail", email=address)["user"]["id"] == person["id"]


@pytest.mark.documented("reference/methods/users.lookupByEmail")
def test_an_address_of_nobody_is_not_found(slack: Slack) -> None:
    assert slack.error("users.lookupByEmail", email="nobody@nowhere.example") == "users_not_found"


@pytest.mark.documented("reference/methods/team.info")
def test_the_team_tells_about_itself(slack: Slack, me: Json) -> None:
    team = slack("team.info")["team"]

    assert team["id"] == me["team_id"]
    assert {"name", "domain"} <= set(team)


@pytest.mark.documented("reference/methods/bots.info")
def test_the_bot_tells_about_itself(slack: Slack, me: Json) -> None:
    bot = slack("bots.info", bot=me["bot_id"])["bot"]

    assert (bot["id"], bot["user_id"], bot["deleted"]) == (me["bot_id"], me["user_id"], False)
    assert bot["app_id"].startswith("A")


@pytest.mark.documented("reference/methods/bots.info")
def test_a_bot_that_does_not_exist_is_not_found(slack: Slack) -> None:
    assert slack.error("bots.info", bot="B0NOBODY") == "bot_not_found"

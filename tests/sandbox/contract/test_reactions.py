"""reactions.*: adding, reading, taking back."""

import pytest

from tests.sandbox.contract.asking import Json, Slack, message_at
from tests.sandbox.contract.conftest import Say


@pytest.mark.documented("reference/methods/reactions.add")
def test_a_reaction_is_seen_with_who_gave_it(slack: Slack, channel: str, say: Say, me: Json) -> None:
    ts = say("React to me")

    slack("reactions.add", channel=channel, timestamp=ts, name="eyes")

    told = slack("reactions.get", channel=channel, timestamp=ts)
    assert told["type"] == "message"
    (reaction,) = told["message"]["reactions"]
    assert (reaction["name"], reaction["count"], reaction["users"]) == ("eyes", 1, [me["user_id"]])


@pytest.mark.documented("reference/methods/conversations.history")
def test_a_reaction_is_in_the_history(slack: Slack, channel: str, say: Say) -> None:
    ts = say("React to me")
    slack("reactions.add", channel=channel, timestamp=ts, name="eyes")

    message = message_at(slack, channel, ts)
    assert message is not None
    assert [reaction["name"] for reaction in message["reactions"]] == ["eyes"]


@pytest.mark.documented("reference/methods/reactions.remove")
def test_a_reaction_can_be_taken_back(slack: Slack, channel: str, say: Say) -> None:
    ts = say("React to me")
    slack("reactions.add", channel=channel, timestamp=ts, name="eyes")

    slack("reactions.remove", channel=channel, timestamp=ts, name="eyes")

    message = message_at(slack, channel, ts)
    assert message is not None
    assert message.get("reactions", []) == []


@pytest.mark.documented("reference/methods/reactions.add")
def test_a_reaction_is_given_once(slack: Slack, channel: str, say: Say) -> None:
    ts = say("React to me")
    slack("reactions.add", channel=channel, timestamp=ts, name="eyes")

    assert slack.error("reactions.add", channel=channel, timestamp=ts, name="eyes") == "already_reacted"


@pytest.mark.documented("reference/methods/reactions.remove")
def test_a_reaction_that_was_not_given_cannot_be_taken_back(slack: Slack, channel: str, say: Say) -> None:
    ts = say("React to me")

    assert slack.error("reactions.remove", channel=channel, timestamp=ts, name="eyes") == "no_reaction"


@pytest.mark.documented("reference/methods/reactions.add")
def test_a_reaction_is_to_something(slack: Slack, channel: str) -> None:
    assert slack.error("reactions.add", channel=channel, timestamp="1.000001", name="eyes") == "message_not_found"
    assert slack.error("reactions.get") == "no_item_specified"


@pytest.mark.documented("reference/methods/reactions.add")
def test_a_reaction_is_an_emoji(slack: Slack, channel: str, say: Say) -> None:
    ts = say("React to me")

    assert slack.error("reactions.add", channel=channel, timestamp=ts, name="no such emoji") == "invalid_name"

from typing import Any

import pytest

from bot.flows.follow_channel import Happening
from escalation.model import PersonId, TeamId
from escalation.roles import House
from handlers.channels import read_news
from handlers.leaving import read_leave

US, MAYA = PersonId("U0BOT"), PersonId("U0MAYA")
HOUSE = House(our_user=US, our_bot="B0BOT", our_teams=frozenset({TeamId("T0US")}))


def event(kind: str, **fields: object) -> dict[str, Any]:
    return {"type": "event_callback", "event_id": "Ev1", "event": {"type": kind, "channel": "C0SHARED", **fields}}


@pytest.mark.parametrize(
    ("payload", "what", "person", "team"),
    [
        (event("channel_archive", user=MAYA), Happening.ARCHIVED, None, None),
        (event("group_archive", user=MAYA), Happening.ARCHIVED, None, None),
        (event("group_unarchive", actor_id=MAYA), Happening.OPENED, None, None),
        (event("channel_unshared", previously_connected_team_id="E0THEM"), Happening.UNSHARED, None, "E0THEM"),
        (event("member_left_channel", user=MAYA), Happening.LEFT, MAYA, None),
        (event("member_left_channel", user=US), Happening.LEFT, None, None),
        (event("member_joined_channel", user=US), Happening.JOINED, None, None),
    ],
)
def test_what_happens_to_a_channel_is_read(
    payload: dict[str, Any], what: Happening, person: str | None, team: str | None
) -> None:
    found = read_news(payload, HOUSE)

    assert found is not None
    assert (found.key, found.lane) == ("channel:Ev1", "channel:C0SHARED")
    assert (found.payload["what"], found.payload["person"], found.payload["team"]) == (what, person, team)


@pytest.mark.parametrize(
    "payload",
    [
        event("member_joined_channel", user=MAYA),
        event("channel_rename", channel={"id": "C0SHARED", "name": "new"}),
        event("message", subtype="channel_archive", user=MAYA),
        {"type": "block_actions"},
    ],
)
def test_whatever_else_is_no_news_of_a_channel(payload: dict[str, Any]) -> None:
    assert read_news(payload, HOUSE) is None


@pytest.mark.parametrize(
    ("payload", "is_leave"),
    [
        (event("app_uninstalled"), True),
        (event("tokens_revoked", tokens={"oauth": [], "bot": [US]}), True),
        (event("tokens_revoked", tokens={"oauth": [MAYA], "bot": []}), False),
        (event("tokens_revoked", tokens={"oauth": [], "bot": ["U0OTHER"]}), False),
        (event("message"), False),
    ],
)
def test_only_the_end_of_our_own_token_locks_us_out(payload: dict[str, Any], is_leave: bool) -> None:
    assert (read_leave(payload, HOUSE) is not None) is is_leave

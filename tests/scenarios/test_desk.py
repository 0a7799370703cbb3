"""The desk: App Home, and the queue in the team's channel."""

import asyncio

from handlers.ids import Action
from sandbox.client import Json
from tests.scenarios.story import DANA, ELI, HANDED_OFF, INES, MAYA, OTHER_SHARED, PATIENCE, Story, texts_in, words


def read(view: Json) -> str:
    return "\n".join(texts_in(view["blocks"]))


async def test_of_two_agents_who_claim_from_their_homes_one_has_it_then_and_the_other_is_told(
    story: Story,
) -> None:
    await story.handed_off()
    homes = {who: await story.home(who, "1 waiting, 0 with somebody") for who in (DANA, ELI)}
    assert "Maya Torres" in read(homes[DANA])

    press = story.people.press_view
    await asyncio.gather(*(press(who, home["id"], Action.HANDOFF_CLAIM) for who, home in homes.items()))

    notice = await story.sees(MAYA, "has read along")
    winner, loser = (DANA, ELI) if "Dana" in notice["text"] else (ELI, DANA)
    assert "Yours (1)" in read(await story.people.wait_for_home(winner, "Yours (1)", PATIENCE))
    told = [one["text"] for one in await story.called("chat.postMessage") if one["channel"] == loser]
    assert told == [f"<@{winner}> already has this one."]
    assert "0 waiting, 1 with somebody" in read(await story.people.wait_for_home(loser, "1 with", PATIENCE))


async def test_a_customer_sees_their_own_requests_at_home_and_nothing_of_others(story: Story) -> None:
    await story.home(MAYA, "You have no open request")
    await story.claimed(DANA)
    await story.ask(INES, "Can I talk to someone about Nordwind's data?", OTHER_SHARED)
    await story.sees(INES, HANDED_OFF)

    home = read(await story.home(MAYA, "Dana"))
    theirs = read(await story.home(INES, "Waiting with"))

    assert "Can I talk to someone?" in home
    assert "Nordwind" not in home
    assert "Maya" not in theirs
    assert "Can I talk to someone?" not in theirs
    assert Action.HANDOFF_CLAIM not in str(await story.people.home(MAYA))


async def test_one_message_in_the_teams_channel_shows_the_queue_as_it_stands(story: Story) -> None:
    card = await story.handed_off()
    first = await story.overview("1 waiting, 0 with somebody")
    assert "Maya Torres" in words(first)

    await story.press(DANA, card, Action.HANDOFF_CLAIM)
    await story.card(contains=f"With <@{DANA}>")
    claimed = await story.overview("0 waiting, 1 with somebody")
    await story.press(DANA, card, Action.HANDOFF_RESOLVE)
    await story.card(contains="Resolved by")
    last = await story.overview("0 waiting, 0 with somebody")

    assert f"<@{DANA}>" in words(claimed)
    assert "nobody waits" in words(last)
    assert first["ts"] == claimed["ts"] == last["ts"]

"""Files go to the other side with the words that they came with, and only those that should."""

from handlers.ids import Action
from tests.scenarios.knowledge import KEYS
from tests.scenarios.story import DANA, ELI, HANDED_OFF, MAYA, SHARED, TEAM, Story

LONG = "BRD-77 at line 3\n" * 30_000
"""More than comes over a socket in one piece."""


def carried(message: dict[str, object]) -> list[str]:
    """The names of the files that a message holds."""
    files = message.get("files") or []
    assert isinstance(files, list)
    return [file["name"] for file in files]


async def test_a_file_goes_either_way_with_its_words(main_story: Story) -> None:
    card = await main_story.claimed(DANA)

    await main_story.people.upload(MAYA, SHARED, "board.log", LONG, main_story.thread)
    theirs = await main_story.team_sees(card, "📎 From Maya Torres")
    await main_story.people.upload(DANA, TEAM, "fix.txt", "set it to 7", card["ts"])
    ours = await main_story.sees(MAYA, "📎 From Dana Whitfield")

    assert carried(theirs) == ["board.log"]
    assert [file["size"] for file in theirs["files"]] == [len(LONG)]
    assert carried(ours) == ["fix.txt"]
    assert await main_story.refused() == []


async def test_a_file_from_before_the_handoff_is_there_too(story: Story) -> None:
    sent = await story.people.upload(MAYA, SHARED, "shot.txt", "a picture")
    story.thread = sent["ts"]
    await story.sees(MAYA, "Could you tell me a bit more")  # a file alone does not say what is wanted
    await story.say(MAYA, f"{KEYS} Can a person look at it?")
    await story.sees(MAYA, HANDED_OFF)
    card = await story.card()

    assert carried(await story.team_sees(card, "📎 From Maya Torres")) == ["shot.txt"]


async def test_a_colleagues_file_and_a_notes_file_stay_inside(story: Story) -> None:
    card = await story.claimed(DANA)

    await story.people.upload(ELI, TEAM, "invoice.txt", "overdue", card["ts"])
    await story.note(DANA, card, "Hello Maya")
    await story.sees(MAYA, "Hello Maya")

    assert "invoice" not in await story.texts()
    assert [one for one in await story.messages() if carried(one)] == []


async def test_a_file_that_is_taken_back_is_gone_on_the_other_side(story: Story) -> None:
    card = await story.claimed(DANA)
    sent = await story.people.upload(DANA, TEAM, "wrong.txt", "of somebody else", card["ts"])
    await story.sees(MAYA, "📎 From Dana Whitfield")

    await story.people.delete(DANA, TEAM, sent["ts"])

    assert "📎" not in await story.texts()
    assert [one for one in await story.messages() if carried(one)] == []


async def test_a_file_that_slack_does_not_let_us_copy_is_named_to_the_team(story: Story) -> None:
    card = await story.claimed(DANA)
    await story.people.fault("files.getUploadURLExternal", error="missing_scope", times=0)

    await story.people.upload(MAYA, SHARED, "big.log", "too much", story.thread)

    await story.team_sees(card, "I could not copy it here")
    await story.people.upload(DANA, TEAM, "fix.txt", "set it to 7", card["ts"])
    await story.team_sees(card, "Slack did not take what was to be said")
    await story.press(DANA, card, Action.HANDOFF_RESOLVE)
    await story.sees(MAYA, "marked this as solved")

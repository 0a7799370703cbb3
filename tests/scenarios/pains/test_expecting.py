"""Pains 21, 22 and 23: what a customer is told about when and how."""

from pathlib import Path

import pytest

from tests.scenarios.story import MAYA, Story, words

NOT_YET = "issue 6 brings it"

OWN_WORDS = """
[[teams]]
name = "Larkspur Support"
channel = "C0HANDOFF"

[texts]
handed_off = "Hi! {team} has read all of this and picks it up here."
"""


@pytest.mark.xfail(strict=True, raises=AssertionError, reason=f"teams have no hours; {NOT_YET}")
async def test_p21_a_customer_out_of_hours_is_told_when_somebody_will_be_there(story: Story) -> None:
    await story.handed_off()

    assert "hours" in (await story.texts()).lower()


@pytest.mark.xfail(strict=True, raises=AssertionError, reason=f"no wait is estimated; {NOT_YET}")
async def test_p22_a_waiting_customer_is_told_how_long_it_may_take_and_what_else_there_is(story: Story) -> None:
    await story.handed_off()

    said = (await story.texts()).lower()
    assert "usually" in said or "can't say yet" in said


async def test_p23_the_words_of_a_handoff_are_the_teams_own(untold: Story, tmp_path: Path) -> None:
    config = tmp_path / "own.toml"
    config.write_text(OWN_WORDS, encoding="utf-8")
    await untold.start_bot(baton_config=config)

    await untold.ask(MAYA, "Can I talk to someone?")

    notice = await untold.sees(MAYA, "picks it up here")
    assert "Hi! Larkspur Support has read all of this" in words(notice)

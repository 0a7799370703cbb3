"""Secrets and other customers' facts are planted everywhere, and are found nowhere they do not belong."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from handlers.ids import Action
from sandbox.server import Timing, start
from sandbox.vendors.accounts import DEMO_ACCOUNTS
from tests.scenarios.conftest import ROOT, settings_in
from tests.scenarios.model_server import ScriptedModel
from tests.scenarios.story import DANA, INES, MAYA, OTHER_SHARED, TEAM, Story, telling, words

CARD, IBAN, KEY = "5555 5555 5555 4444", "DE89370400440532013000", "rk_live_" + "51HqLyjWDarjtT1zdp7dc"
PASSWORD, TOKEN = "Tr0ub4dor", "xoxb-" + "987654321098-zyxwvutsrqpo"
SECRETS = (CARD, IBAN, KEY, PASSWORD, TOKEN)
NORDWIND_FACTS = ("Nordwind", "nordwind", "60 more seats", "ws_nordwind")
PLANTED = f"card {CARD}, account {IBAN}, api key {KEY}, password: {PASSWORD}, token {TOKEN}"


@pytest.fixture
def accounts(tmp_path: Path) -> Path:
    """The demo's accounts, where a ticket of Brightwater is full of secrets."""
    path = tmp_path / "accounts.toml"
    text = DEMO_ACCOUNTS.read_text(encoding="utf-8")
    path.write_text(text.replace("Charged twice in one month?", f"Charged twice in one month? {PLANTED}"), "utf-8")
    return path


async def everything_the_team_reads(story: Story) -> str:
    """The team's channel with all its threads."""
    cards = await story.people.messages(DANA, TEAM)
    threads = [one for card in cards for one in await story.people.messages(DANA, TEAM, card["ts"])]
    return "\n".join(words(one) for one in (*cards, *threads))


@pytest.fixture
async def planted(accounts: Path, tmp_path: Path, sqlite: str, model: ScriptedModel) -> AsyncIterator[Story]:
    """A firm with all its systems and a model, in which everything is planted."""
    box = await start(manifest=ROOT / "manifest.yml", timing=Timing(clock_rate=20), accounts=accounts)
    assert box.vendors is not None
    known = {name.lower(): value for name, value in box.vendors.environment.items()}
    vendors = {name: value for name, value in known.items() if not name.startswith(("openai", "baton"))}
    usual = settings_in(box, tmp_path, sqlite)
    async with telling(box, lambda **changes: usual(**(vendors | changes)), "socket") as story:
        await story.start_bot(openai_base_url=model.url, openai_api_key="sk-test")
        yield story
    await box.stop()


async def test_what_is_planted_everywhere_is_found_nowhere(planted: Story, model: ScriptedModel) -> None:
    model.will_say("Rotate it under Settings [1].")

    await planted.ask(INES, "The dispatch board crashes for us at Nordwind: BRD-77. A person please.", OTHER_SHARED)
    await planted.card(contains="(filed)")
    await planted.ask(MAYA, f"How do I rotate our API key without downtime? {PLANTED}")
    await planted.sees(MAYA, "Rotate it")
    await planted.say(MAYA, f"Also our dispatch board crashes with BRD-77. {PLANTED}. Get me a person.")
    card = await planted.card(contains="known already, reported by 2 accounts")
    await planted.press(DANA, card, Action.HANDOFF_CLAIM)
    await planted.sees(MAYA, "has read along")
    await planted.say(MAYA, f"and this is our other one: {PLANTED}")
    await planted.team_sees(card, "our other one")

    team = await everything_the_team_reads(planted)
    tracker = [str(one["body"]) for one in await planted.people.vendors.calls("linear")]
    heard = "\n".join(line for line in (await planted.texts(MAYA)).splitlines() if PASSWORD not in line)
    found = {
        "the team's channel": [one for one in SECRETS if one in team],
        "the tracker": [one for one in SECRETS if one in str(tracker)],
        "the model": [one for one in SECRETS if one in str(model.asked)],
        "another customer's thread": [one for one in NORDWIND_FACTS if one in heard],
        "another customer's need": [
            one for body in tracker if "Brightwater" in body for one in NORDWIND_FACTS if one in body
        ],
    }
    assert not any(found.values()), found
    assert "removed]" in team
    assert "removed]" in str(model.asked)
    assert "removed]" in str(tracker)


async def test_a_model_is_told_of_no_other_customer(firm: Story, model: ScriptedModel) -> None:
    await firm.start_bot(openai_base_url=model.url, openai_api_key="sk-test")
    model.will_say("Rotate it under Settings [1].")
    model.will_say("Rotate it under Settings [1].")

    await firm.ask(INES, "How do I rotate our API key at Nordwind?", OTHER_SHARED)
    await firm.sees(INES, "Rotate it")
    await firm.settled()
    asked_for_ines = len(model.asked)
    await firm.ask(MAYA, "How do I rotate our API key without downtime?")
    await firm.sees(MAYA, "Rotate it")
    prompts: list[dict[str, Any]] = model.asked[asked_for_ines:]

    assert prompts
    assert not any(fact in str(prompts) for fact in NORDWIND_FACTS)

"""Each side reads the other in its own language, where a model is configured; the original goes out in any case."""

from collections.abc import Callable

import pytest
from pydantic import TypeAdapter
from sqlmodel import col, select

from bot.flows.claim import claim_handoff
from bot.flows.follow_change import follow_change
from bot.flows.translate import translate
from bot.flows.translation_due import TranslationDue
from bot.ports import LanguageModel, NudgeSaid, RelaySaid
from escalation.model import Change, Ts
from storage import handoffs
from storage.tables import InboxRow
from tests.fakes import FakeModel
from tests.flows.conftest import DANA, DESK, MAYA, Town

GERMAN = "Der Export unserer Rechnungen schlägt seit gestern fehl. Kann ich mit einem Menschen reden?"
MORE = "Die Fehlermeldung im Browser lautet E-4711, und das seit gestern Abend."


@pytest.fixture
def model() -> FakeModel:
    return FakeModel()


@pytest.fixture
async def german(with_model: Callable[[LanguageModel], Town], model: FakeModel) -> Town:
    """Dana has a handoff of somebody who writes German."""
    town = with_model(model)
    await begun(town, GERMAN)
    return town


async def begun(town: Town, text: str) -> None:
    town.thread = await town.says(MAYA, text)
    await town.settle()
    async with town.deps.database.transaction() as tx:
        (handoff,) = await handoffs.open_ones(tx)
    await claim_handoff(town.deps, handoff.id, DANA)
    await town.send()
    town.card = next(one.ts for one in town.messenger.posted if one.key == f"card:{handoff.id}")


async def translated(town: Town) -> list[str]:
    """All that is to be translated is, once; what was done."""
    due = TypeAdapter(TranslationDue)
    async with town.deps.database.transaction() as tx:
        query = select(InboxRow).where(col(InboxRow.kind) == "translate").order_by(col(InboxRow.seq))
        payloads = [row.payload for row in (await tx.exec(query)).all()]
    await town.send()
    done = [await translate(town.deps, due.validate_python(payload)) for payload in payloads]
    await town.send()
    return done


def last_relay(town: Town) -> RelaySaid:
    return next(said for _, said in reversed(town.messenger.rewritten) if isinstance(said, RelaySaid))


async def test_a_customer_reads_the_agents_words_in_their_language(german: Town, model: FakeModel) -> None:
    model.translations["Please try ⟦1⟧ within 3 days."] = "Bitte versuchen Sie ⟦1⟧ innerhalb von 3 Tagen."
    await german.says(DANA, "Please try https://x.example/a within 3 days.", german.card, DESK)

    assert (await translated(german))[-1] == "translated"

    relayed = last_relay(german)
    assert relayed.text == "Please try https://x.example/a within 3 days."
    assert relayed.translation == "Bitte versuchen Sie https://x.example/a innerhalb von 3 Tagen."
    assert relayed.note == "Automatisch übersetzt."
    told = [one.saying.text for one in german.messenger.in_channel(DESK) if isinstance(one.saying, NudgeSaid)]
    assert f"The customer reads this in German: “{relayed.translation}”" in told


async def test_a_translation_that_fails_or_lies_leaves_the_original_and_says_so(german: Town, model: FakeModel) -> None:
    model.translations["It takes 3 days."] = "Es dauert 30 Tage."
    await german.says(DANA, "It takes 3 days.", german.card, DESK)
    await german.says(DANA, "The model is down for this one.", german.card, DESK)

    assert (await translated(german))[-2:] == ["not translated", "not translated"]

    said = [one.saying for one in german.messenger.posted if isinstance(one.saying, RelaySaid)]
    assert [one.text for one in said] == ["It takes 3 days.", "The model is down for this one."]
    assert not [said for _, said in german.messenger.rewritten if isinstance(said, RelaySaid)]
    told = [one.saying.text for one in german.messenger.in_channel(DESK) if isinstance(one.saying, NudgeSaid)]
    assert len([one for one in told if "could not be put into German" in one]) == 2


async def test_the_team_reads_the_original_and_its_translation(german: Town, model: FakeModel) -> None:
    model.translations[MORE.replace("E-4711", "⟦1⟧")] = "The error in the browser is ⟦1⟧, since yesterday."
    await german.says(MAYA, MORE, german.thread)

    await translated(german)

    relayed = last_relay(german)
    assert (relayed.text, relayed.is_from_agent) == (MORE, False)
    assert relayed.translation == "The error in the browser is E-4711, since yesterday."


async def test_the_card_has_what_led_to_it_in_the_teams_language(german: Town, model: FakeModel) -> None:
    model.translations[GERMAN] = "The export of our invoices has failed since yesterday. Can I talk to a person?"

    await translated(german)

    async with german.deps.database.transaction() as tx:
        (handoff,) = await handoffs.open_ones(tx)
    assert handoff.briefing.translation.startswith("The export of our invoices")


async def test_words_that_were_changed_or_taken_back_meanwhile_are_not_said_in_their_old_wording(
    german: Town, model: FakeModel
) -> None:
    model.translations["The first wording of it."] = "Die erste Fassung."
    model.translations["The second wording of it."] = "Die zweite Fassung."
    ts = await german.says(DANA, "The first wording of it.", german.card, DESK)
    await follow_change(german.deps, Change(channel=DESK, ts=ts, text="The second wording of it.", at=Ts("2.0")))

    assert (await translated(german))[-2:] == ["nothing to translate", "translated"]
    assert last_relay(german).translation == "Die zweite Fassung."

    await follow_change(german.deps, Change(channel=DESK, ts=ts, text=None, at=Ts("3.0")))
    count = len(german.messenger.rewritten)
    assert set(await translated(german)) <= {"nothing to translate", "not translated"}
    assert len([said for _, said in german.messenger.rewritten[count:] if isinstance(said, RelaySaid)]) == 0


async def test_an_agent_who_writes_the_customers_language_is_not_translated(german: Town, model: FakeModel) -> None:
    await german.says(DANA, "Wir haben den Fehler gefunden und melden uns morgen wieder.", german.card, DESK)

    assert (await translated(german))[-1] == "in that language already"


async def test_secrets_go_to_no_model(german: Town, model: FakeModel) -> None:
    await german.says(DANA, "Use the password: hunter2! for the first login.", german.card, DESK)

    assert (await translated(german))[-1] == "not translated"
    assert "hunter2" not in str(model.to_translate)


async def test_a_conversation_in_english_costs_no_call(
    with_model: Callable[[LanguageModel], Town], model: FakeModel
) -> None:
    town = with_model(model)
    await begun(town, "The export of our invoices fails. Can I talk to a person?")
    await town.says(DANA, "Which browser is it?", town.card, DESK)
    await town.says(MAYA, "It is Firefox, the newest.", town.thread)

    assert await translated(town) == []
    assert model.to_translate == []

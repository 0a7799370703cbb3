"""What the bot does for whoever has a handoff, and for nobody else."""

import pytest

from bot.errors import NothingToDoError
from bot.flows.acts import carry_out
from bot.flows.answer_along import AlongDue, answer_along
from bot.flows.ask import Ask
from bot.flows.report_copilot import copilot_report
from bot.flows.report_repeats import repeats_report
from bot.ports import DraftSaid, Place, RelaySaid
from escalation.model import HandoffId, Person, Ts
from escalation.orders import Verb
from storage import handoffs, promises
from tests.flows.conftest import CHANNEL, DANA, DESK, ELI, MAYA, Town


async def claimed(town: Town, text: str) -> HandoffId:
    """Maya asked this and for a person, and Dana has it."""
    thread = await town.says(MAYA, text)
    await town.settle()
    await town.says(MAYA, "Can I talk to a person please?", thread)
    await town.settle()
    async with town.deps.database.transaction() as tx:
        (handoff,) = await handoffs.open_ones(tx)
    await act(town, Verb.CLAIM, handoff.id)
    await town.says(MAYA, text + " It is urgent.", thread)
    await town.settle()
    return handoff.id


async def act(town: Town, verb: Verb, handoff: HandoffId, by: Person = DANA, **more: object) -> str:
    town.count += 1
    ask = Ask(verb=verb, handoff=handoff, by=by, place=Place(channel=DESK), key=str(town.count), **more)  # type: ignore[arg-type]
    result = await carry_out(town.deps, ask)
    await town.send()
    return result


def drafts(town: Town) -> list[DraftSaid]:
    """The replies that were suggested; not the opening that each claimer is offered."""
    said = [one.saying for one in town.messenger.in_channel(DESK)]
    return [one for one in said if isinstance(one, DraftSaid) and one.what != "opening"]


def from_dana(town: Town) -> list[str]:
    said = [one.saying for one in town.messenger.in_channel(CHANNEL)]
    return [one.text for one in said if isinstance(one, RelaySaid) and one.name == DANA.name]


async def test_a_suggestion_goes_out_only_when_the_claimer_sends_it_and_once(town: Town) -> None:
    handoff = await claimed(town, "How long does a refund take?")

    await act(town, Verb.SUGGEST, handoff)
    (draft,) = drafts(town)
    assert "three days" in draft.text
    assert draft.text.startswith("Hi Maya, Dana here.")
    assert "https://help.example/refunds" in draft.text
    assert from_dana(town) == []
    with pytest.raises(NothingToDoError, match="Claim it first"):
        await act(town, Verb.USE, handoff, by=ELI)
    await act(town, Verb.SEND, handoff)

    assert from_dana(town) == [draft.text]
    with pytest.raises(NothingToDoError, match="Nothing waits"):
        await act(town, Verb.USE, handoff)
    assert "1 sent, 1 of them word for word" in await copilot_report(town.deps)


async def test_what_is_edited_is_sent_and_how_alike_it_is_is_kept(town: Town) -> None:
    handoff = await claimed(town, "How long does a refund take?")
    await act(town, Verb.SUGGEST, handoff)

    await act(town, Verb.EDIT, handoff, trigger="T1")
    assert town.messenger.forms[-1].fields[0].value == drafts(town)[0].text
    await act(town, Verb.EDIT, handoff, filled={"reply": "It takes three days."})

    assert from_dana(town) == ["It takes three days."]
    report = await copilot_report(town.deps)
    assert "1 sent, 0 of them word for word" in report


async def test_a_dropped_suggestion_is_not_sent(town: Town) -> None:
    handoff = await claimed(town, "How long does a refund take?")
    await act(town, Verb.SUGGEST, handoff)

    await act(town, Verb.DROP, handoff)

    with pytest.raises(NothingToDoError, match="Nothing waits"):
        await act(town, Verb.SEND, handoff)
    assert "1 dropped" in await copilot_report(town.deps)


async def test_where_nothing_is_found_nothing_is_suggested(town: Town) -> None:
    handoff = await claimed(town, "My parrot ate the manual, what now?")

    with pytest.raises(NothingToDoError, match="found nothing"):
        await act(town, Verb.SUGGEST, handoff)

    assert drafts(town) == []


async def test_nothing_asked_yet_is_said_so(town: Town) -> None:
    assert "Nobody has asked" in await repeats_report(town.deps)
    assert "nobody asked" in await copilot_report(town.deps)


async def test_what_a_suggestion_or_a_question_for_a_fact_promises_is_in_the_ledger(town: Town) -> None:
    handoff = await claimed(town, "How long does a refund take?")
    await act(town, Verb.SUGGEST, handoff)

    await act(town, Verb.EDIT, handoff, filled={"reply": "I'll send you the receipt by Friday."})
    await act(town, Verb.REQUEST, handoff, words="Which invoice is it? I'll check it tomorrow.")

    async with town.deps.database.transaction() as tx:
        promised = await promises.open_of(tx, handoff)
    assert len(promised) == 2
    assert {one.owner for one in promised} == {DANA.id}
    assert from_dana(town)[-1] == "Which invoice is it? I'll check it tomorrow."


async def test_a_fact_that_was_told_is_requested_only_when_it_is_requested_again(town: Town) -> None:
    handoff = await claimed(town, "The export is grey in Firefox 131.")
    again = "Which browser do you use?"

    with pytest.raises(NothingToDoError, match="Claim it first"):
        await act(town, Verb.REQUEST, handoff, by=ELI, words=again)
    with pytest.raises(NothingToDoError, match="told us this already: “The export is grey in Firefox 131"):
        await act(town, Verb.REQUEST, handoff, words=again)
    assert from_dana(town) == []
    town.count -= 1  # the same click once more is no second thought
    with pytest.raises(NothingToDoError, match="told us this already"):
        await act(town, Verb.REQUEST, handoff, words=again)
    await act(town, Verb.REQUEST, handoff, words="Since when?")
    await act(town, Verb.REQUEST, handoff, words=again)

    assert from_dana(town) == ["Since when?", "Which browser do you use?"]


def openings(town: Town) -> list[str]:
    said = [one.saying for one in town.messenger.in_channel(DESK)]
    return [one.text for one in said if isinstance(one, DraftSaid) and one.what == "opening"]


async def test_who_claims_is_offered_an_opening_line_of_their_own_until_somebody_has_spoken(town: Town) -> None:
    handoff = await claimed(town, "How long does a refund take?")

    assert openings(town) == [
        "Hi Maya, Dana from Support here. I've read everything above: “How long does a refund take?”"
    ]
    assert from_dana(town) == []
    await act(town, Verb.RELEASE, handoff)
    with pytest.raises(NothingToDoError, match="Claim it first"):
        await act(town, Verb.USE, handoff, about="1")
    await act(town, Verb.CLAIM, handoff, by=ELI)
    assert openings(town)[1].startswith("Hi Maya, Eli from Support here.")
    assert ended(town) == ["replaced"]

    await act(town, Verb.ASSIGN, handoff, by=ELI, named=(DANA.id,))
    assert len(openings(town)) == 2  # Dana has hers already
    with pytest.raises(NothingToDoError, match="Nothing waits"):
        await act(town, Verb.SEND, handoff, by=DANA)
    await act(town, Verb.SUGGEST, handoff)
    await act(town, Verb.SEND, handoff)
    await act(town, Verb.RELEASE, handoff)
    await act(town, Verb.CLAIM, handoff, by=ELI)

    assert len(from_dana(town)) == 1
    assert len(openings(town)) == 2
    assert "*Opening lines,* last 90 days, n=2" in await copilot_report(town.deps)


def ended(town: Town) -> list[str]:
    return [said.became for _, said in town.messenger.rewritten if isinstance(said, DraftSaid)]


async def test_a_button_means_the_draft_that_it_stands_under(town: Town) -> None:
    handoff = await claimed(town, "How long does a refund take?")
    await act(town, Verb.SUGGEST, handoff)

    with pytest.raises(NothingToDoError, match="Nothing waits"):
        await act(town, Verb.USE, handoff, about="1")
    await act(town, Verb.EDIT, handoff, about="2", trigger="T1")
    assert town.messenger.forms[-1].about == f"edit:{handoff}:2"
    assert from_dana(town) == []


async def asks_dana(town: Town, text: str) -> tuple[HandoffId, Ts]:
    """Dana has something else of Maya's, who now asks this in her thread."""
    handoff = await claimed(town, "My parrot ate the manual, what now?")
    async with town.deps.database.transaction() as tx:
        thread = (await handoffs.get(tx, handoff)).conversation.partition(":")[2]
    return handoff, await town.says(MAYA, text, thread)


async def along(town: Town, handoff: HandoffId, upto: Ts) -> str:
    done = await answer_along(town.deps, AlongDue(handoff=handoff, upto=upto))
    await town.send()
    return done


async def test_what_the_bot_would_answer_is_shown_to_whoever_has_it_and_to_nobody_else(town: Town) -> None:
    handoff, asked = await asks_dana(town, "How long does a refund take?")
    before = town.heard()

    assert await along(town, handoff, asked) == "shown to whoever has it"
    assert await along(town, handoff, asked) == "known already"

    (draft,) = drafts(town)
    assert (draft.what, "three days" in draft.text, draft.text[:20]) == ("answer", True, "Hi Maya, Dana here. ")
    assert town.heard() == before
    await act(town, Verb.SEND, handoff)
    assert from_dana(town) == [draft.text]
    assert "*Answers shown by themselves,* last 90 days, n=1\n• 1 sent" in await copilot_report(town.deps)


async def test_nothing_is_shown_once_the_customer_went_on_or_somebody_answered(town: Town) -> None:
    handoff, asked = await asks_dana(town, "How long does a refund take?")
    async with town.deps.database.transaction() as tx:
        thread = (await handoffs.get(tx, handoff)).conversation.partition(":")[2]

    later = await town.says(MAYA, "It is for my June invoice.", thread)
    assert await along(town, handoff, asked) == "not wanted any more"
    await town.says(DANA, "It is.", thread)
    assert await along(town, handoff, later) == "not wanted any more"
    last = await town.says(MAYA, "How long does a refund take?", thread)
    await act(town, Verb.RELEASE, handoff)
    assert await along(town, handoff, last) == "not wanted any more"

    assert drafts(town) == []


async def test_what_the_bot_said_in_vain_is_not_shown_again(town: Town) -> None:
    handoff = await claimed(town, "How long does a refund take?")
    async with town.deps.database.transaction() as tx:
        thread = (await handoffs.get(tx, handoff)).conversation.partition(":")[2]

    again = await town.says(MAYA, "So how long does a refund take?", thread)

    assert await along(town, handoff, again) == "known already"
    assert drafts(town) == []


async def test_a_question_and_what_belongs_to_it_are_answered_as_one(town: Town) -> None:
    handoff, _ = await asks_dana(town, "How long does a refund take?")
    async with town.deps.database.transaction() as tx:
        thread = (await handoffs.get(tx, handoff)).conversation.partition(":")[2]
    detail = await town.says(MAYA, "It is for my June invoice.", thread)

    assert await along(town, handoff, detail) == "shown to whoever has it"
    assert town.library.searched[-1] == "How long does a refund take?\nIt is for my June invoice."
    await town.says(DANA, "Three days.", thread)
    thanks = await town.says(MAYA, "The refund is for June, as I said.", thread)
    assert await along(town, handoff, thanks) == "nothing to say"

    assert len(drafts(town)) == 1

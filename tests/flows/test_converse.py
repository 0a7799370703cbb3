from collections.abc import Callable

import pytest

from bot.errors import ModelUnavailableError
from bot.ports import AnswerSaid, LanguageModel, NoticeSaid
from escalation.model import Outcome, TurnId
from storage import conversations
from tests.fakes import FakeModel
from tests.flows.conftest import CHANNEL, DANA, DESK, MAYA, Town


async def outcome(town: Town, ts: str) -> tuple[Outcome | None, str]:
    async with town.deps.database.transaction() as tx:
        turn = await conversations.turn(tx, TurnId(f"{CHANNEL}:{ts}"))
    assert turn is not None
    return turn.outcome, turn.why


async def test_a_question_is_answered_once_in_its_thread(town: Town) -> None:
    ts = await town.says(MAYA, "How long does a refund take?")

    await town.settle()

    (answer,) = town.messenger.posted
    assert answer.place.thread == ts
    assert isinstance(answer.saying, AnswerSaid)
    assert answer.saying.sources[0].url == "https://help.example/refunds"
    assert await outcome(town, ts) == (Outcome.ANSWERED, "quoted")


async def test_the_bot_says_that_it_is_one_at_first_contact_only(town: Town) -> None:
    await town.says(MAYA, "How long does a refund take?")
    await town.settle()
    town.clock.forward(minutes=10)

    await town.says(MAYA, "Where do refunds go?")
    await town.settle()

    disclosed = [posted.saying.discloses for posted in town.messenger.posted if isinstance(posted.saying, AnswerSaid)]
    assert disclosed == [True, False]


async def test_a_burst_of_messages_is_one_turn(town: Town) -> None:
    first = await town.says(MAYA, "Hello")
    await town.says(MAYA, "a question about a refund")
    await town.says(MAYA, "how long does it take?")

    await town.settle()

    assert [posted.place.thread for posted in town.messenger.posted] == [first]


async def test_a_greeting_is_left_alone_and_that_is_remembered(town: Town) -> None:
    ts = await town.says(MAYA, "Good morning!")

    await town.settle()

    assert town.messenger.posted == []
    assert await outcome(town, ts) == (Outcome.SILENT, "nothing was asked")


async def test_nothing_found_is_said_honestly_and_brings_in_a_person(town: Town) -> None:
    ts = await town.says(MAYA, "Does your product run on the moon base already?")

    await town.settle()

    (notice,) = town.messenger.in_channel(CHANNEL)
    assert isinstance(notice.saying, NoticeSaid)
    assert "couldn't find anything" in notice.saying.text
    assert "CardSaid" in town.heard(DESK)
    assert await outcome(town, ts) == (Outcome.HANDED_OFF, "nothing_found")


async def test_a_vague_turn_is_asked_back_about_once_and_then_goes_to_a_person(town: Town) -> None:
    ts = await town.says(MAYA, "can you help me?")
    await town.settle()
    assert await outcome(town, ts) == (Outcome.ASKED_BACK, "too vague to search for")

    again = await town.says(MAYA, "it doesn't work", thread=ts)
    await town.settle()

    assert (await outcome(town, again))[0] is Outcome.HANDED_OFF


async def test_a_second_try_quotes_something_else_and_a_second_failure_goes_to_a_person(town: Town) -> None:
    ts = await town.says(MAYA, "How long does a refund take?")
    await town.settle()
    await town.says(MAYA, "that didn't work", thread=ts)
    await town.settle()
    answers = [posted.saying for posted in town.messenger.posted if isinstance(posted.saying, AnswerSaid)]
    assert [answer.sources[0].url for answer in answers] == [
        "https://help.example/refunds",
        "https://help.example/more-refunds",
    ]

    last = await town.says(MAYA, "that didn't work", thread=ts)
    await town.settle()

    assert await outcome(town, last) == (Outcome.HANDED_OFF, "answers_failed")


async def test_asking_for_a_person_is_honoured_at_the_first_ask(town: Town) -> None:
    await town.says(MAYA, "How long does a refund take? Can I talk to someone?")

    await town.settle()

    assert not any(isinstance(posted.saying, AnswerSaid) for posted in town.messenger.posted)
    assert town.heard(DESK)[0] == "CardSaid"


async def test_when_a_colleague_speaks_first_the_pending_turn_is_not_answered(town: Town) -> None:
    ts = await town.says(MAYA, "How long does a refund take?")
    await town.says(DANA, "Hi Maya, three days", thread=ts)

    await town.settle()

    assert town.messenger.posted == []
    assert await outcome(town, ts) == (Outcome.SILENT, "a person speaks here")


async def test_an_answer_that_was_queued_is_withdrawn_when_a_colleague_speaks(town: Town) -> None:
    ts = await town.says(MAYA, "How long does a refund take?")
    town.messenger.fail_before = [ModelUnavailableError("Slack", "busy")]
    await town.settle()
    await town.says(DANA, "Hi Maya, three days", thread=ts)

    town.clock.forward(minutes=1)
    await town.send()

    assert town.messenger.posted == []


async def test_after_a_colleague_spoke_the_bot_answers_again_when_it_is_mentioned(town: Town) -> None:
    ts = await town.says(MAYA, "Hello there")
    await town.says(DANA, "Hi Maya", thread=ts)
    await town.says(MAYA, "How long does a refund take?", thread=ts)
    await town.settle()
    assert town.messenger.posted == []

    await town.says(MAYA, "@Baton How long does a refund take?", thread=ts)
    await town.settle()

    assert len(town.messenger.posted) == 1


async def test_a_model_writes_the_answer(with_model: Callable[[LanguageModel], Town]) -> None:
    town = with_model(FakeModel("Three days ", "after we got it [1]."))
    ts = await town.says(MAYA, "How long does a refund take?")

    await town.settle()

    (answer,) = town.messenger.posted
    assert isinstance(answer.saying, AnswerSaid)
    assert answer.saying.text.startswith("Three days after we got it")
    assert answer.saying.sources[0].url == "https://help.example/refunds"
    assert await outcome(town, ts) == (Outcome.ANSWERED, "written")


async def test_a_model_that_finds_nothing_leads_to_a_person(with_model: Callable[[LanguageModel], Town]) -> None:
    town = with_model(FakeModel())
    ts = await town.says(MAYA, "How long does a refund take?")

    await town.settle()

    assert await outcome(town, ts) == (Outcome.HANDED_OFF, "nothing_found")


async def test_a_model_that_fails_leads_to_a_person(with_model: Callable[[LanguageModel], Town]) -> None:
    town = with_model(FakeModel(ModelUnavailableError("model", "down")))
    ts = await town.says(MAYA, "How long does a refund take?")

    await town.settle()

    assert await outcome(town, ts) == (Outcome.HANDED_OFF, "model_failed")


async def test_a_model_that_breaks_off_leaves_a_whole_message_and_a_person(
    with_model: Callable[[LanguageModel], Town],
) -> None:
    town = with_model(FakeModel("Three days after we got it. ", "Then ", ModelUnavailableError("model", "gone")))
    ts = await town.says(MAYA, "How long does a refund take?")

    await town.settle()

    answer = town.messenger.posted[0].saying
    assert isinstance(answer, AnswerSaid)
    assert answer.text.endswith("I couldn't finish this answer.")
    assert await outcome(town, ts) == (Outcome.HANDED_OFF, "model_failed")


async def test_how_an_answer_ends_early_is_said_in_the_customers_language_also_after_a_restart(
    with_model: Callable[[LanguageModel], Town],
) -> None:
    gone = ModelUnavailableError("model", "gone")
    town = with_model(FakeModel("Drei Tage, nachdem sie bei uns ist. ", "Dann ", gone))
    await town.says(MAYA, "Wie lange dauert es, bis der Refund auf meiner Karte ist?")
    await town.settle()

    ts = await town.says(MAYA, "Und wie lange dauert der Refund, wenn ich mit der Bank zahle?")
    town.messenger.die_in_stream = "before the note"
    with pytest.raises(ConnectionError):
        await town.settle()
    town.clock.forward(minutes=2)
    await town.settle()

    broken_off, ((_, whole),) = town.messenger.posted[0].saying, town.messenger.rewritten
    assert isinstance(broken_off, AnswerSaid)
    assert broken_off.is_broken_off
    assert broken_off.text.endswith("Diese Antwort konnte ich nicht zu Ende bringen.")
    assert isinstance(whole, AnswerSaid)
    assert whole.text == "Eine gute Antwort ist mir gerade nicht gelungen."
    assert await outcome(town, ts) == (Outcome.HANDED_OFF, "model_failed")


async def test_what_the_customer_adds_while_we_search_is_answered_with_the_rest(town: Town) -> None:
    first = await town.says(MAYA, "How long does a refund take?")
    town.library.on_search = lambda: town.says(MAYA, "to a card, I mean: a refund to a card", thread=first)

    await town.settle()

    assert len(town.messenger.posted) == 1
    assert town.library.searched[-1] == "How long does a refund take?\nto a card, I mean: a refund to a card"


async def test_what_the_customer_adds_while_we_write_is_another_turn(
    with_model: Callable[[LanguageModel], Town],
) -> None:
    model = FakeModel("Three days after we got it. ", "No longer. ", "Really.")
    town = with_model(model)
    first = await town.says(MAYA, "How long does a refund take?")
    model.before_last_word = lambda: town.says(MAYA, "And is a refund free?", thread=first)

    await town.settle()

    assert [question.text for question in model.questions] == ["How long does a refund take?", "And is a refund free?"]
    assert len(town.messenger.posted) == 2


async def test_when_a_colleague_speaks_while_we_write_we_stop_and_say_so(
    with_model: Callable[[LanguageModel], Town],
) -> None:
    model = FakeModel("Three days after we got it, I think. ", "There is much more. ", "A lot of it.")
    town = with_model(model)
    first = await town.says(MAYA, "How long does a refund take?")
    model.before_last_word = lambda: town.says(DANA, "Hi Maya, Dana here", thread=first)

    await town.settle()

    (answer,) = town.messenger.posted
    assert isinstance(answer.saying, AnswerSaid)
    assert answer.saying.text.endswith("A person is here now, so I'll leave it at that.)_")
    assert "A lot" not in answer.saying.text


async def test_a_half_said_answer_is_made_whole_also_when_a_colleague_has_spoken_since(
    with_model: Callable[[LanguageModel], Town],
) -> None:
    town = with_model(FakeModel("Three days after we got it [1]."))
    first = await town.says(MAYA, "How long does a refund take?")
    town.messenger.die_in_stream = "after the note"
    with pytest.raises(ConnectionError):
        await town.settle()
    await town.says(DANA, "Hi Maya, Dana here", thread=first)

    town.clock.forward(minutes=2)
    await town.settle()

    ((_, whole),) = town.messenger.rewritten
    assert isinstance(whole, AnswerSaid)
    assert whole.text.startswith("Three days after we got it")
    assert await outcome(town, first) == (Outcome.SILENT, "a person speaks here")


@pytest.mark.parametrize("was_seen", [True, False], ids=["its place was noted", "its place was not noted"])
async def test_an_answer_that_was_cut_off_while_being_said_is_made_whole(
    with_model: Callable[[LanguageModel], Town], was_seen: bool
) -> None:
    town = with_model(FakeModel("Three days after we got it [1]."))
    first = await town.says(MAYA, "How long does a refund take?")
    town.messenger.die_in_stream = "after the note" if was_seen else "before the note"
    with pytest.raises(ConnectionError):
        await town.settle()

    town.clock.forward(minutes=2)
    await town.settle()

    assert await outcome(town, first) == (Outcome.ANSWERED, "written")
    ((ts, whole),) = town.messenger.rewritten
    assert ts == town.messenger.posted[0].ts
    assert isinstance(whole, AnswerSaid)
    assert whole.text.startswith("Three days after we got it")
    assert len(town.messenger.posted) == 1

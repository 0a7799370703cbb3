"""A crash that three customers report is one issue; when it is done, each of them is asked to check, once."""

from typing import Any

from handlers.ids import Action
from tests.scenarios.story import DANA, INES, MAYA, OTHER_SHARED, SHARED, Story, shown, words

OLGA, THIRD_SHARED = "U0OLGA", "C0COPPER"
FIXED = "should be fixed now"
CARD_NUMBER, ADDRESS, KEY = "4242 4242 4242 4242", "jim@plumbers.example", "sk_live_" + "a1b2c3d4e5f6g7h8"


async def filed(story: Story) -> list[dict[str, Any]]:
    """What Baton filed."""
    return [one for one in await story.people.vendors.issues() if "Filed by Baton" in (one["description"] or "")]


async def told(story: Story, who: str, channel: str) -> int:
    """How many messages tell a customer of the fix."""
    threads = [one["ts"] for one in await story.people.messages(who, channel) if one["author_id"] == who]
    said = [one for thread in threads for one in await story.people.messages(who, channel, thread)]
    return sum(FIXED in one["text"] for one in said)


async def test_a_crash_of_three_customers_is_one_issue_and_each_is_asked_to_check_once(firm: Story) -> None:
    await firm.start_bot()
    await firm.people.vendors.send_webhooks(f"{firm.url}/webhooks/linear")

    await firm.ask(MAYA, "The dispatch board crashes as soon as we open it, with error BRD-77. Can I talk to a person?")
    first = await firm.card(contains="(filed)")
    await firm.ask(INES, "Opening the dispatch board kills the browser tab since today. I need a human.", OTHER_SHARED)
    await firm.card(contains="(known already, reported by 2 accounts)")
    await firm.ask(OLGA, "Our planning page shuts down after loading, it says BRD-77. A person please!", THIRD_SHARED)
    third = await firm.card(contains="(known already, reported by 3 accounts)")
    (issue,) = await filed(firm)
    await firm.people.vendors.move_issue(issue["identifier"], "Done")
    await firm.sees(OLGA, FIXED)
    for _ in range(2):
        await firm.people.vendors.redeliver()
    await firm.settled()

    assert issue["identifier"] in shown(first)
    assert len(issue["needs"]) == 3
    incidents = [words(one) for one in await firm.cards() if "report the same failure" in words(one)]
    assert len(incidents) == 1
    assert "3 accounts report the same failure" in incidents[0]
    assert "Brightwater Plumbing, Nordwind Logistics, Copperfield Heating" in incidents[0]
    assert [await told(firm, *one) for one in ((MAYA, SHARED), (INES, OTHER_SHARED), (OLGA, THIRD_SHARED))] == [1, 1, 1]
    assert "is done" in await firm.team_texts(third)
    assert issue["identifier"] not in await firm.texts(OLGA)


async def test_what_engineering_knows_already_is_joined_and_no_secret_gets_there(firm: Story) -> None:
    await firm.start_bot()

    await firm.ask(
        MAYA,
        f"Invoice export times out with EXP-504, my key is {KEY}, card {CARD_NUMBER}, ask {ADDRESS}. Get me a person.",
    )
    card = await firm.card(contains="LRK-118")
    await firm.settled()
    issue = next(one for one in await firm.people.vendors.issues() if one["identifier"] == "LRK-118")
    calls = str([one["body"] for one in await firm.people.vendors.calls("linear")])

    assert "known already" in shown(card)
    assert "Brightwater Plumbing" in str(issue["needs"])
    assert not any(secret in calls for secret in (KEY, CARD_NUMBER, ADDRESS, "Nordwind"))


async def test_a_question_that_is_no_bug_is_not_filed(firm: Story) -> None:
    await firm.start_bot()

    await firm.ask(MAYA, "Can I talk to somebody about a second office in Dayton?")
    await firm.card(contains="*Stripe*")
    await firm.settled()

    assert await filed(firm) == []


async def test_an_engineers_question_reaches_the_customer_when_an_agent_agrees_and_the_answer_goes_back(
    firm: Story,
) -> None:
    await firm.start_bot()
    await firm.people.vendors.send_webhooks(f"{firm.url}/webhooks/linear")
    await firm.ask(MAYA, "The dispatch board crashes when we open it: BRD-77. Can I talk to a person?")
    card = await firm.card(contains="(filed)")
    (issue,) = await filed(firm)

    await firm.people.vendors.comment(issue["identifier"], "Looks like the grid. I will have a look.")
    await firm.people.vendors.comment(issue["identifier"], "@customer which browser is it, and since when?")
    question = await firm.team_sees(card, "which browser is it")
    before = await firm.texts(MAYA)
    await firm.press(DANA, question, Action.BUG_ASK)
    await firm.sees(MAYA, "Our engineers would like to know: which browser is it, and since when?")
    await firm.say(MAYA, f"Safari 18, since Monday. By the way my key is {KEY}")
    await firm.settled()
    (issue,) = await filed(firm)
    said = str([comment["body"] for comment in issue["comments"]])

    assert "which browser" not in before
    assert "Safari 18, since Monday" in said
    assert KEY not in said
    assert "grid" not in await firm.texts(MAYA)
    assert f"Asked by <@{DANA}>" in await firm.team_texts(card)


async def test_a_customer_who_finds_it_still_broken_reopens_it_and_the_issue_hears_of_it(firm: Story) -> None:
    await firm.start_bot()
    await firm.people.vendors.send_webhooks(f"{firm.url}/webhooks/linear")
    await firm.ask(MAYA, "The dispatch board crashes when we open it: BRD-77. Can I talk to a person?")
    card = await firm.card(contains="(filed)")
    await firm.press(DANA, card, Action.HANDOFF_CLAIM)
    await firm.press(DANA, await firm.card(contains="With"), Action.HANDOFF_RESOLVE)
    await firm.sees(MAYA, "marked this as solved")
    (issue,) = await filed(firm)

    await firm.people.vendors.move_issue(issue["identifier"], "Done")
    fixed = await firm.sees(MAYA, FIXED)
    await firm.press(MAYA, fixed, Action.RESOLUTION_REJECT)
    await firm.say(MAYA, "it still closes on Safari")
    await firm.team_sees(card, "still closes on Safari")
    await firm.settled()
    (issue,) = await filed(firm)
    said = str([comment["body"] for comment in issue["comments"]])

    assert "not solved for them" in said
    assert "it still closes on Safari" in said
    assert "With" in shown(await firm.card(contains="With"))


async def test_an_agent_files_a_bug_by_a_word(firm: Story) -> None:
    await firm.start_bot()
    await firm.ask(MAYA, "Can I talk to somebody about our second office in Dayton?")
    card = await firm.card()
    await firm.settled()
    before = await filed(firm)

    await firm.note(DANA, card, "bug")
    await firm.card(contains="(filed)")

    assert before == []
    assert len(await filed(firm)) == 1
    assert "bug" not in (await firm.texts(MAYA)).lower().replace("second office", "")


async def test_what_was_done_and_comes_back_is_a_new_issue_until_an_agent_says_which(firm: Story) -> None:
    await firm.start_bot()

    await firm.ask(MAYA, "A bug: our app shows the schedule of the day before until restarted. A person please.")
    card = await firm.card(contains="(filed)")
    await firm.team_sees(card, "LRK-97")
    await firm.note(DANA, card, "bug LRK-118")
    await firm.card(contains="LRK-118")
    await firm.settled()
    joined = next(one for one in await firm.people.vendors.issues() if one["identifier"] == "LRK-118")

    assert "Brightwater Plumbing" in str(joined["needs"])

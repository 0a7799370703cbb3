import pytest

from escalation.orders import WORDS, Order, Verb, order_in


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("claim", Order(verb=Verb.CLAIM)),
        (" Claim. ", Order(verb=Verb.CLAIM)),
        ("release", Order(verb=Verb.RELEASE)),
        ("RESOLVE!", Order(verb=Verb.RESOLVE)),
        ("resolve: bug, too early", Order(verb=Verb.RESOLVE, rest="bug, too early")),
        ("outcome: account matter", Order(verb=Verb.OUTCOME, rest="account matter")),
        ("Outcome too early.", Order(verb=Verb.OUTCOME, rest="too early.")),
        ("outcome not needed", Order(verb=Verb.OUTCOME, rest="not needed")),
        ("hand back", Order(verb=Verb.HAND_BACK)),
        ("Hand back: question, too early", Order(verb=Verb.HAND_BACK, rest="question, too early")),
        ("handback", Order(verb=Verb.HAND_BACK)),
        ("hand back to the bot", Order(verb=Verb.HAND_BACK)),
        ("reopen", Order(verb=Verb.REOPEN)),
        ("topic: Billing", Order(verb=Verb.TOPIC, rest="Billing")),
        ("Topic :  Refunds and credit ", Order(verb=Verb.TOPIC, rest="Refunds and credit")),
        ("bug", Order(verb=Verb.BUG)),
        ("promise done", Order(verb=Verb.PROMISE, rest="done")),
        ("Promise drop 2.", Order(verb=Verb.PROMISE, rest="drop 2")),
        ("promise by tomorrow 15:00", Order(verb=Verb.PROMISE, rest="by tomorrow 15:00")),
        ("pass to Money", Order(verb=Verb.PASS, rest="Money")),
        ("Pass it on to Money: they pay by bank", Order(verb=Verb.PASS, rest="Money: they pay by bank")),
        ("assign @Eli Okafor", Order(verb=Verb.ASSIGN, rest="@Eli Okafor")),
        ("reassign to @Eli Okafor.", Order(verb=Verb.ASSIGN, rest="@Eli Okafor")),
        ("snooze 2h", Order(verb=Verb.SNOOZE, rest="2h")),
        ("Snooze until tomorrow 9:00.", Order(verb=Verb.SNOOZE, rest="tomorrow 9:00")),
        ("wait for ENG-118", Order(verb=Verb.SNOOZE, rest="ENG-118")),
        ("wait for the customer", Order(verb=Verb.SNOOZE, rest="customer")),
        ("ask @Eli Okafor: is the limit old?", Order(verb=Verb.ASK, rest="@Eli Okafor: is the limit old?")),
        ("Ask @U0ELI about it", Order(verb=Verb.ASK, rest="@U0ELI about it")),
        ("wake", Order(verb=Verb.WAKE)),
        ("priority high", Order(verb=Verb.PRIORITY, rest="high")),
        ("Priority: Urgent!", Order(verb=Verb.PRIORITY, rest="Urgent")),
        ("bug ENG-118", Order(verb=Verb.BUG, rest="ENG-118")),
    ],
)
def test_an_order_is_a_whole_message(text: str, order: Order) -> None:
    assert order_in(text) == order


@pytest.mark.parametrize(
    "text",
    [
        "",
        "resolved",
        "We will release it tomorrow",
        "claim it at the counter",
        "Please reopen the page",
        "topic:",
        "topics: see below",
        "pass on my thanks",
        "snooze the alert for two hours",
        "wait for me",
        "assign it to the second seat",
        "priority support is part of the Team plan",
        "outcome looks good to me",
        "outcome needed by tomorrow",
        "resolve this, please",
        "a bug",
        "promise",
        "Promise: it will be there by Friday",
        "promise done is not what I meant",
        "I promise by Friday",
        "bug in it",
        "note: resolve",
        "hand it back",
        "resolve\nThank you!",
    ],
)
def test_everything_else_is_left_to_whoever_reads_on(text: str) -> None:
    assert order_in(text) is None


def test_every_order_is_explained_by_words_that_are_one() -> None:
    for verb, _, explained in WORDS:
        example = explained.split("`")[1]
        found = order_in(example)
        assert found is not None
        assert found.verb is verb

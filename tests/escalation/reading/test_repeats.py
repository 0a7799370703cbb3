"""What the customer told already, and what they left open."""

import pytest

from escalation.reading.repeats import Said, already_answered


def customer(text: str, *files: str) -> Said:
    return Said(text=text, is_customer=True, files=files)


def us(text: str) -> Said:
    return Said(text=text, is_customer=False)


@pytest.mark.parametrize(
    ("told", "question"),
    [
        ("It crashes on 4.12.1 of the desktop app.", "Which version of the desktop app is it?"),
        ("I get ERR_4031 when I press sync.", "What is the exact error message?"),
        ("Since Monday morning the totals are off.", "When did this start?"),
        ("Order 88213 never arrived.", "Could I have your order number?"),
        ("We use Okta to log in.", "Which identity provider are you using?"),
        ("I cleared the cache twice.", "Have you tried clearing the cache?"),
        ("No, I haven't cleared the cache.", "Did you clear your cache?"),
        ("It's on our staging environment.", "Is this in production or in staging?"),
        ("All 14 people in our team see it.", "How many people are affected?"),
        ("It is grey in Firefox 131, can I talk to someone?", "Which browser is it?"),
        ("Welche? Version 7.2 haben wir.", "Welche Version setzen Sie ein?"),
    ],
)
def test_what_was_told_is_found_with_the_words(told: str, question: str) -> None:
    found = already_answered(question, [customer("Hi there"), us("How can I help?"), customer(told)])

    assert found is not None
    assert found.at == 2
    assert found.quote in told


@pytest.mark.parametrize(
    ("told", "question"),
    [
        ("It happens in Chrome.", "Which version of Chrome exactly?"),
        ("Ubuntu 22.04, and the agent does not start.", "What version of the agent is that?"),
        ("We're thinking of moving to the Business plan.", "Which plan are you on?"),
        ("My colleague uses Firefox and has no trouble.", "Which browser do you use?"),
        ("It is grey in Firefox 131.", "Which browser do your colleagues use?"),
        ("I don't know the version.", "Which version is it?"),
        ("We used to have Brother printers.", "Which printers do you use?"),
        ("Which version should I install?", "Which version is it?"),
        ("I restarted the server.", "Did you restart the terminal?"),
        ("It is version 4.2.", "I see the same in version 4.2 and have told the engineers."),
        ("It is version 4.2.", "Is there anything else I can help you with?"),
    ],
)
def test_what_was_left_open_may_be_asked(told: str, question: str) -> None:
    assert already_answered(question, [customer(told)]) is None


def test_a_file_answers_the_wish_for_one() -> None:
    talk = [customer("Here.", "screenshot.png")]

    assert already_answered("Could you send a screenshot?", talk) is not None
    assert already_answered("Could you send a HAR file?", talk) is None


def test_our_own_words_answer_nothing() -> None:
    assert already_answered("Which browser is it?", [us("It works in Firefox.")]) is None


def test_a_reply_to_the_same_question_answers_it_and_an_evasion_does_not() -> None:
    asked = us("Could you tell me the colour of the cable?")

    assert already_answered("And the colour of the cable?", [customer("It is dead"), asked, customer("teal")])
    assert not already_answered("And the colour of the cable?", [asked, customer("I'll ask our electrician")])
    assert not already_answered(
        "And the colour of the cable?", [asked, customer("can't reach it, it's behind a shelf")]
    )

from bot.brain.recall.passages import passages
from escalation.reading.repeats import Said

SENTENCE = "The export of our third workspace stops at forty percent each time we try it in the evening."


def customer(text: str, *files: str) -> Said:
    return Said(text=text, is_customer=True, files=files)


def agent(text: str) -> Said:
    return Said(text=text, is_customer=False)


def test_the_newest_message_comes_first_each_with_what_it_replies_to() -> None:
    talk = [customer("It is broken."), agent("Which browser?"), customer("Chrome."), customer("And Firefox.")]

    assert [(one.at, one.before, one.text) for one in passages(talk)] == [
        (3, "", "And Firefox."),
        (2, "Which browser?", "Chrome."),
        (0, "", "It is broken."),
    ]


def test_a_long_message_is_read_in_parts_that_share_a_sentence() -> None:
    parts = list(passages([customer(" ".join([SENTENCE] * 9))]))

    assert [len(part.sentences) for part in parts] == [3, 3, 3, 3]
    assert {part.at for part in parts} == {0}


def test_a_sentence_without_end_is_a_part_of_its_own() -> None:
    endless = "word " * 200

    assert [part.text for part in passages([customer(f"Hi there. {endless}")])] == ["Hi there.", endless]


def test_names_of_files_are_read_and_empty_messages_are_not() -> None:
    talk = [customer(""), customer("See this", "crash.log"), agent("Thanks!")]

    assert [part.sentences for part in passages(talk)] == [("See this", "crash.log")]


def test_of_a_talk_without_end_the_newest_messages_are_read() -> None:
    read = list(passages([customer(f"message {number}") for number in range(500)]))

    assert (len(read), read[0].at) == (60, 499)

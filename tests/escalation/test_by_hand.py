import pytest

from escalation.by_hand import Opening, opening_in


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("hand off", Opening()),
        ("Hand this over.", Opening()),
        ("handoff", Opening()),
        ("please pass it on", Opening()),
        ("pass on", Opening()),
        ("escalate!", Opening()),
        ("pass to Money", Opening(team="Money")),
        ("hand off to Second line", Opening(team="Second line")),
        ("pass this on to Money: they were charged twice", Opening(team="Money", note="they were charged twice")),
        ("escalate: they wait since Monday", Opening(note="they wait since Monday")),
    ],
)
def test_a_colleague_hands_over_in_a_few_words(text: str, opening: Opening) -> None:
    assert opening_in(text) == opening


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "what do you think?",
        "can you hand over the keys",
        "passwords are safe",
        "I escalate things",
        "pass",
    ],
)
def test_other_words_to_us_hand_nothing_over(text: str) -> None:
    assert opening_in(text) is None

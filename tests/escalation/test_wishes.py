import pytest

from escalation.alternatives import Way
from escalation.wishes import WayWish, address_in, hidden, number_in, wish_in


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("call me", WayWish(way=Way.CALL)),
        ("Please call me back at +44 20 7946 0958", WayWish(way=Way.CALL, where="+44 20 7946 0958")),
        ("can you phone us on (020) 7946-0958 after 3pm", WayWish(way=Way.CALL, where="020) 7946-0958")),
        ("e-mail me", WayWish(way=Way.MAIL)),
        ("Email me at maya.t+x@bright.example.com, please", WayWish(way=Way.MAIL, where="maya.t+x@bright.example.com")),
        ("your phone number?", None),
        ("you can call me Maya", None),
        ("the call me button is broken", None),
        ("we e-mail it every day", None),
    ],
)
def test_a_wish_is_read_from_words(text: str, wish: WayWish | None) -> None:
    assert wish_in(text) == wish


@pytest.mark.parametrize("text", ["", "12345", "order 4711", "1234567890123456789"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert number_in(text) == ""


def test_an_address_is_shown_to_others_without_its_name() -> None:
    assert hidden(address_in("write to maya@brightwater.example.")) == "m…@brightwater.example"

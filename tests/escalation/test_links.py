import pytest

from escalation.links import message_at


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("https://a.slack.com/archives/C0DESK/p1763800000000100", ("C0DESK", "1763800000.000100")),
        (
            "see https://a.slack.com/archives/C0X/p1763800009000100?thread_ts=1763800000.000100",
            ("C0X", "1763800000.000100"),
        ),
        ("<http://127.0.0.1:9000/archives/G0X/p1763800000000100|this>", ("G0X", "1763800000.000100")),
        ("https://a.slack.com/archives/C0DESK", None),
        ("https://a.slack.com/archives/C0DESK/p12", None),
        ("nothing", None),
    ],
)
def test_a_link_leads_to_the_beginning_of_a_thread(text: str, place: tuple[str, str] | None) -> None:
    assert message_at(text) == place

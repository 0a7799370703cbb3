import pytest

from escalation.notes import is_note, to_send


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("note: they churned last year", id="note"),
        pytest.param("Note : they churned", id="a space before the colon"),
        pytest.param("NOTE:shout", id="capitals, no space"),
        pytest.param("internal: not for them", id="internal"),
        pytest.param("// not for them", id="a comment"),
        pytest.param("//tight", id="a tight comment"),
        pytest.param("🔒 secret", id="a lock"),
        pytest.param(":lock: secret", id="a lock as Slack writes it"),
        pytest.param("  \n note: after space", id="space before it"),
        pytest.param("note:", id="nothing after it"),
    ],
)
def test_marked_words_stay_inside(text: str) -> None:
    assert is_note(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Please note: the key expires", id="note in the middle"),
        pytest.param("notes: see below", id="another word"),
        pytest.param("note that the key expires", id="no colon"),
        pytest.param("noted: thanks", id="noted"),
        pytest.param("internally: we do", id="internally"),
        pytest.param("https://x.example//a", id="slashes in an address"),
        pytest.param("/ one slash", id="one slash"),
        pytest.param("🔓 open", id="an open lock"),
        pytest.param(":locked: up", id="another emoji"),
        pytest.param("first line\nnote: second line", id="a later line"),
        pytest.param("", id="nothing"),
    ],
)
def test_other_words_go_to_the_customer(text: str) -> None:
    assert not is_note(text)


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("send: Hello Maya", "Hello Maya"),
        ("SEND :  Hello", "Hello"),
        ("📤 Hello", "Hello"),
        (":outbox_tray: Hello", "Hello"),
        ("send it by mail", ""),
        ("send:", ""),
        ("Please send: the log", ""),
        ("Hello", ""),
    ],
)
def test_words_that_are_marked_to_be_sent(text: str, sent: str) -> None:
    assert to_send(text) == sent

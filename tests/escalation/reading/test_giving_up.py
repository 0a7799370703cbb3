import pytest

from escalation.reading import gives_up


@pytest.mark.parametrize(
    "text",
    [
        "never mind",
        "Never mind!",
        "ok nevermind, thanks",
        "nvm",
        "forget it.",
        "Don't bother, I'll look elsewhere",
        "it's not needed anymore",
        "We no longer need this",
        "You can close this one. Thanks!",
        "Hat sich erledigt, danke",
        "laissez tomber, merci",
        "ya no hace falta",
    ],
)
def test_who_wants_nothing_any_more_gives_up(text: str) -> None:
    assert gives_up(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "thanks",
        "never mind the export, my invoice is wrong",
        "never mind, my invoice is wrong too",
        "never mind, but can you tell me why?",
        "never mind, I still need the invoice",
        "Forget about it, how do I export?",
        "I'll never mind paying more",
        "don't close this",
    ],
)
def test_who_still_wants_something_does_not(text: str) -> None:
    assert not gives_up(text)

from time import perf_counter

import pytest

from bot.brain.reader.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("How do I rotate our API key?", "en"),
        ("still the same error", "en"),
        ("can\u2019t log in, please help", "en"),
        ("Wie kann ich meine Rechnung herunterladen?", "de"),
        ("das geht nicht", "de"),
        ("Je veux parler à quelqu'un", "fr"),
        ("¿Dónde está mi factura?", "es"),
        ("Quero falar com uma pessoa", "pt"),
        ("Non riesco ad accedere", "it"),
        ("Kan ik mijn abonnement opzeggen?", "nl"),
        ("Nie mogę się zalogować", "pl"),
        ("Здравствуйте, я не могу войти в систему, помогите пожалуйста", "ru"),
        ("パスワードをリセットしたい", "ja"),
        ("Das geht nicht: `the key and the value are not what they should be`", "de"),
    ],
)
async def test_the_language_of_what_a_customer_writes(text: str, language: str) -> None:
    assert await language_of(text) == language


@pytest.mark.parametrize(
    "text", ["", "hola", "ok", "webhook?", "E-4102", "🙈", "```the code and the log```", "Okta SSO"]
)
async def test_what_is_too_little_to_tell_is_not_guessed(text: str) -> None:
    assert await language_of(text) == ""


@pytest.mark.parametrize("text", ["a" * 40_000, "<" * 40_000, "`" * 40_000, "a_" * 20_000, "hola amigo " * 4_000])
async def test_a_text_without_end_is_looked_through_at_once(text: str) -> None:
    started = perf_counter()

    await language_of(text)

    assert perf_counter() - started < 2

"""A text that customers read is there in every language that Baton ships, and can be filled in alike."""

import re
from pathlib import Path

import pytest

from bot.flows.wording import labels
from bot.ports import Labels
from bot.workspace import TextsConfig, Workspace
from bot.workspace.texts_for import shipped
from escalation.reading import Verdict, asks_for_person, verdict
from escalation.receipts import correction_in

FOLDER = Path(__file__).parents[2] / "bot" / "workspace" / "languages"
LANGUAGES = sorted(file.stem for file in FOLDER.glob("*.toml"))
ENGLISH = {name: str(field.default) for name, field in TextsConfig.model_fields.items()}
FORM_WORDS = ("receipt_fix", "receipt_send", "receipt_cancel")
BUTTONS = tuple(name for name in ENGLISH if name.startswith("button_"))


def _blanks(text: str) -> list[str]:
    return sorted(re.findall(r"\{(\w+)\}", text))


def test_the_languages_that_are_shipped_are_those_that_the_documents_name() -> None:
    assert LANGUAGES == ["de", "es", "fr", "it", "nl", "pt"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_text_with_the_same_blanks(language: str) -> None:
    texts = shipped(language)

    missing = sorted(ENGLISH.keys() - texts.keys())
    assert missing == [], f"write these texts into {FOLDER.name}/{language}.toml too: {missing}"
    assert texts.keys() <= ENGLISH.keys()
    assert [name for name, text in texts.items() if not text.strip()] == []
    assert {name: _blanks(text) for name, text in texts.items()} == {
        name: _blanks(text) for name, text in ENGLISH.items()
    }
    assert TextsConfig(**texts).model_dump() == texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_was_forgotten_in_english(language: str) -> None:
    assert [name for name, text in shipped(language).items() if text == ENGLISH[name]] == []


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_the_words_that_stand_in_for_buttons_are_understood(language: str) -> None:
    texts = ENGLISH | dict(shipped(language))
    solved, not_solved, person = re.findall(r"_([^_]+)_", texts["twins"])
    (correction,) = re.findall(r"_([^_]+)_", texts["receipt_hint"])

    assert (verdict(solved), verdict(not_solved)) == (Verdict.SOLVED, Verdict.NOT_SOLVED)
    assert asks_for_person(person)
    assert correction_in(correction)


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_labels_fit_where_they_stand(language: str) -> None:
    texts = ENGLISH | dict(shipped(language))

    assert [name for name in BUTTONS if len(texts[name]) > 75] == []
    assert [name for name in FORM_WORDS if len(texts[name]) > 24] == []


def test_labels_that_nobody_chose_are_the_shipped_ones() -> None:
    assert labels(Workspace().texts) == Labels()

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalation.translation import masked, restored


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("See https://help.example/a?b=1, please.", "See ⟦1⟧, please."),
        ("Run `rm -rf /tmp` or\n```\ncode 12\n```\nnow", "Run ⟦1⟧ or\n⟦2⟧\nnow"),
        ("Write to ada@example.com about E-4711 in v2.1", "Write to ⟦1⟧ about ⟦2⟧ in ⟦3⟧"),
        ("Set max_rows in /etc/app/conf.yml :tada:", "Set ⟦1⟧ in ⟦2⟧ ⟦3⟧"),
        ("@Dana Whitfield has 15 of them", "⟦1⟧ Whitfield has 15 of them"),
        ("A mark ⟦1⟧ of yours", "A mark [1] of yours"),
        ("Nothing to keep here.", "Nothing to keep here."),
    ],
)
def test_a_translator_sees_no_addresses_and_no_code(text: str, seen: str) -> None:
    assert masked(text).text == seen


@pytest.mark.parametrize(
    ("text", "translation", "whole"),
    [
        ("See https://x.example now", "Siehe jetzt ⟦1⟧", "Siehe jetzt https://x.example"),
        ("It costs 1,000.50 euros", "Es kostet 1.000,50 Euro", "Es kostet 1.000,50 Euro"),
        ("It costs 12 000 euros", "Es kostet 12.000 Euro", "Es kostet 12.000 Euro"),
        ("Wait 3 days", " Warten Sie 3 Tage \n", "Warten Sie 3 Tage"),
        ("`a` before `b`", "⟦2⟧ nach ⟦1⟧", "`b` nach `a`"),
    ],
)
def test_what_was_kept_comes_back(text: str, translation: str, whole: str) -> None:
    assert restored(masked(text), translation) == whole


@pytest.mark.parametrize(
    ("text", "translation"),
    [
        pytest.param("See https://x.example now", "Siehe jetzt", id="a link is lost"),
        pytest.param("See https://x.example now", "Siehe ⟦1⟧ und ⟦1⟧", id="a link is there twice"),
        pytest.param("See https://x.example now", "Siehe ⟦2⟧", id="another link"),
        pytest.param("Hello there", "Hallo ⟦1⟧", id="a link out of nothing"),
        pytest.param("Wait 3 days", "Warten Sie 30 Tage", id="another number"),
        pytest.param("Wait 3 days", "Warten Sie drei Tage", id="no number"),
        pytest.param("Wait some days", "Warten Sie 3 Tage", id="a number out of nothing"),
        pytest.param("Hello there", "  ", id="nothing"),
        pytest.param("Hello there", "word " * 60, id="far too long"),
        pytest.param("word " * 60, "Wort", id="far too short"),
    ],
)
def test_a_translation_that_changes_what_it_must_not_is_none(text: str, translation: str) -> None:
    assert restored(masked(text), translation) == ""


@pytest.mark.parametrize(("text", "says"), [("`code` 12 https://x.example", False), ("Ok `code`", True), ("!!", False)])
def test_what_has_no_words_needs_no_translation(text: str, says: bool) -> None:
    assert masked(text).says_something is says


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(alphabet="ab1 .,@:/_`⟦⟧\n", max_size=60))
def test_what_is_not_changed_comes_back_whole(text: str) -> None:
    source = masked(text)
    plain = text.replace("⟦", "[").replace("⟧", "]").strip()

    assert restored(source, source.text) == plain

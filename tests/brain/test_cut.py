from hypothesis import given
from hypothesis import strategies as st

from bot.brain.cut import LONGEST, cut, pieces, slugs
from bot.ports import Article
from escalation.model import Passage

BASE = "https://help.example/refunds"
FILLER = "This sentence says one thing about refunds, and says it at some length. "


def passages(text: str, url: str = BASE) -> tuple[Passage, ...]:
    return cut(Article(id="refunds", title="Refunds", url=url, text=text))


def paragraph(length: int) -> str:
    return (FILLER * (length // len(FILLER) + 1))[:length].strip()


def test_each_heading_begins_a_passage_with_its_path_and_anchor() -> None:
    text = f"# Refunds\n\n{paragraph(200)}\n\n## By card\n\n{paragraph(200)}\n\n### How long?\n\n{paragraph(200)}"

    opening, card, how_long = passages(text)

    assert (opening.id, opening.section, opening.url) == ("refunds", "", BASE)
    assert (card.id, card.section, card.url) == ("refunds#by-card", "By card", f"{BASE}#by-card")
    assert (how_long.section, how_long.url) == ("By card › How long?", f"{BASE}#how-long")
    assert "##" not in how_long.text


def test_a_hash_in_a_code_block_is_not_a_heading() -> None:
    text = f"## Install\n\n{paragraph(200)}\n\n```sh\n# not a heading\nmake\n```"

    (only,) = passages(text)

    assert only.section == "Install"
    assert only.text.endswith("```sh\n# not a heading\nmake\n```")


def test_a_long_section_is_cut_between_paragraphs() -> None:
    text = "## Rules\n\n" + "\n\n".join(paragraph(400) for _ in range(5))

    parts = passages(text)

    assert [part.id for part in parts] == ["refunds#rules", "refunds#rules-2", "refunds#rules-3"]
    assert all(300 <= len(part.text) <= LONGEST for part in parts)
    assert {part.url for part in parts} == {f"{BASE}#rules"}


def test_a_long_list_is_cut_between_its_items_and_keeps_its_numbers() -> None:
    text = "## Steps\n\nDo this:\n\n" + "\n".join(f"{n}. {paragraph(150)}" for n in range(1, 11))

    parts = passages(text)

    assert parts[0].text.startswith("Do this:\n\n1. ")
    assert len(parts) > 1
    assert [line.split(".")[0] for part in parts for line in part.text.split("\n") if line[:1].isdigit()] == [
        str(number) for number in range(1, 11)
    ]


def test_a_fence_and_a_table_are_never_cut() -> None:
    fence = "```\n" + "\n".join(f"line {n} of the code\n" for n in range(100)) + "\n```"
    table = "| a | b |\n| - | - |\n" + "\n".join(f"| {n} | {paragraph(40)} |" for n in range(40))

    texts = [part.text for part in passages(f"## Code\n\n{paragraph(300)}\n\n{fence}\n\n{table}")]

    assert any(fence in text for text in texts)
    assert any(table in text for text in texts)


def test_a_lead_in_goes_with_what_it_leads_to() -> None:
    text = f"## Keys\n\n{paragraph(600)}\n\nDo the following:\n\n{paragraph(500)}"

    first, second = passages(text)

    assert "Do the following" not in first.text
    assert second.text.startswith("Do the following:")


def test_a_tiny_section_joins_the_one_before_under_its_own_name() -> None:
    (only,) = passages(f"## Card\n\n{paragraph(200)}\n\n## Cash\n\nWe cannot.")

    assert only.section == "Card"
    assert only.text.endswith("**Cash**\n\nWe cannot.")


def test_a_tiny_opening_joins_the_first_section() -> None:
    (only,) = passages(f"In short: yes.\n\n## Card\n\n{paragraph(200)}")

    assert only.section == "Card"
    assert only.text.startswith("In short: yes.")


def test_an_article_without_headings_has_its_own_address() -> None:
    (only,) = passages("Just words.")

    assert (only.id, only.section, only.url) == ("refunds", "", BASE)


def test_an_article_without_an_address_gives_passages_without_one() -> None:
    assert {part.url for part in passages(f"## A\n\n{paragraph(200)}", url="")} == {""}


def test_an_article_without_words_has_no_passages() -> None:
    assert passages("") == passages(" \n\n") == passages("# Refunds\n\n## Empty\n\n<!-- later -->") == ()


def test_reference_links_are_written_out() -> None:
    (only,) = passages("See [the rules][r] and arrays[0][1].\n\n[r]: https://help.example/rules")

    assert only.text == "See [the rules](https://help.example/rules) and arrays[0][1]."


def test_windows_line_ends_and_form_feeds_do_not_move_the_cuts() -> None:
    text = f"## A\r\n\r\n{paragraph(200)}\x0c\r\n\r\n## B\r\n\r\n{paragraph(200)}"

    first, second = passages(text)

    assert (first.section, second.section) == ("A", "B")
    assert second.text == paragraph(200)


def test_repeated_headings_get_the_anchors_of_github() -> None:
    assert list(slugs(["Set up", "What's new, in 2.0?", "Set up", "Été — fin"])) == [
        "set-up",
        "whats-new-in-20",
        "set-up-1",
        "été--fin",
    ]


def test_ids_are_never_shared() -> None:
    text = "\n\n".join(f"## Same\n\n{paragraph(1200)}\n\n{paragraph(1200)}" for _ in range(3))

    ids = [part.id for part in passages(text)]

    assert len(ids) == len(set(ids))


def test_a_text_falls_into_blocks_and_list_items() -> None:
    assert pieces("One.\n\n1. a\n2. b\n   - c\n\n```\nx\n\ny\n```") == (
        "One.",
        "\n\n1. a",
        "\n2. b\n   - c",
        "\n\n```\nx\n\ny\n```",
    )


WORDS = st.lists(st.sampled_from(["# Top", "## Sub", "word.", "- item", "1. step", "```", "", "| a | b |", "> q"]))


@given(WORDS.map("\n".join))
def test_no_word_is_lost(text: str) -> None:
    found = passages(text)

    for word in ("word.", "item", "step"):
        assert sum(part.text.count(word) for part in found) == text.count(word)

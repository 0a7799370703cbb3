import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.mrkdwn import escape, from_markdown, plain, split


@pytest.mark.parametrize(
    ("markdown", "mrkdwn"),
    [
        pytest.param("**a** *b* ~~c~~ `d`", "*a* _b_ ~c~ `d`", id="marks"),
        pytest.param("***a***", "_*a*_", id="marks in marks"),
        pytest.param("un**be**lievable", "un\u200b*be*\u200blievable", id="marks within a word"),
        pytest.param("# All **about** it\n\ntext", "*All about it*\n\ntext", id="a heading"),
        pytest.param("a\nb\\\nc", "a\nb\nc", id="lines"),
        pytest.param("[a & b](https://x.example/?p=1&q=2)", "<https://x.example/?p=1&amp;q=2|a &amp; b>", id="a link"),
        pytest.param("[[1]](https://x.example)", "<https://x.example|[1]>", id="a citation"),
        pytest.param("[a](<https://x.example/a|b>)", "<https://x.example/a%7Cb|a>", id="a bar in an address"),
        pytest.param("[**a** `b`](https://x.example)", "<https://x.example|a b>", id="marks in a link"),
        pytest.param("<https://x.example>", "<https://x.example>", id="an address"),
        pytest.param("[mail](mailto:a@x.example)", "<mailto:a@x.example|mail>", id="a mailbox"),
        pytest.param("[a](./other.md) [b](slack://x) [c](/d)", "a b c", id="links to elsewhere are words"),
        pytest.param("![pic](https://x.example/p.png)", "<https://x.example/p.png|pic>", id="an image"),
        pytest.param("![](https://x.example/p.png)", "<https://x.example/p.png|image>", id="an image without a name"),
        pytest.param("![pic](p.png)", "pic", id="an image of elsewhere"),
        pytest.param("- a\n- b\n  - c\n\n    d", "• a\n• b\n    • c\n        d", id="lists"),
        pytest.param("3. a\n4. b", "3. a\n4. b", id="numbers go on"),
        pytest.param("1. a\n\n   ```\n   x\n   ```\n2. b", "1. a\n```\nx\n```\n2. b", id="code in a list"),
        pytest.param("-", "•", id="an empty item"),
        pytest.param("- # a", "• *a*", id="a heading in a list"),
        pytest.param("```py\nif a < b: `x`\n```", "```\nif a &lt; b: `x`\n```", id="a fence"),
        pytest.param("````\n```\n````", "```\n``\u200b`\n```", id="a fence in a fence"),
        pytest.param("    code", "```\ncode\n```", id="indented code"),
        pytest.param("`` a`b ``", "`a'b`", id="a tick in code"),
        pytest.param("> a\n> b\n>\n> - c", "> a\n> b\n>\n> • c", id="a quote"),
        pytest.param("a\n\n---\n\nb", "a\n\n───\n\nb", id="a rule"),
        pytest.param(
            "| Plan | Cost & tax |\n| --- | ---: |\n| **Team** | [9](https://x.example) |\n| B | |",
            "```\nPlan | Cost &amp; tax\n---- | ----------\nTeam | 9\nB    |\n```",
            id="a table",
        ),
        pytest.param("a <b>c</b> & d", "a &lt;b&gt;c&lt;/b&gt; &amp; d", id="HTML is words"),
        pytest.param("<!channel> <@U1> &lt;!here&gt;", "&lt;!channel&gt; &lt;@U1&gt; &lt;!here&gt;", id="no mention"),
        pytest.param("@here `@channel`", "@\u200bhere `@\u200bchannel`", id="no broadcast"),
        pytest.param("snake_case 2 * 3", "snake_case 2 * 3", id="signs stay signs"),
        pytest.param(" \n", "", id="nothing"),
    ],
)
def test_markdown_becomes_mrkdwn(markdown: str, mrkdwn: str) -> None:
    assert from_markdown(markdown) == mrkdwn


SCRAPS = st.lists(
    st.sampled_from(
        [
            *("<!here>", "<@U1>", "<#C1|x>", "<!subteam^S1>", "&lt;!here&gt;", "\\<!here>", "@here", "<b>", "<!", ">"),
            *("[", "](https://x.example/<!here>)", "](<https://x.example/|!>)", "`", "```\n", "\n", "| - |\n", "| a |"),
            *("**", "_", "- ", "1. ", "> ", "# ", "word", " ", "![", "<https://x.example/@here>", "~~"),
        ]
    ),
    max_size=20,
).map("".join)


@settings(max_examples=300)
@given(SCRAPS)
def test_no_markdown_becomes_a_mention(markdown: str) -> None:
    shown = from_markdown(markdown)

    assert all(re.match(r"<(?:https?://|mailto:)[^<>|]*(?:\|[^<>]*)?>", shown[at:]) for at in _angles(shown))


def _angles(text: str) -> list[int]:
    return [found.start() for found in re.finditer("<", text)]


@pytest.mark.parametrize(
    ("mrkdwn", "words"),
    [
        ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
        ("<https://x.example/a>", "https://x.example/a"),
        ("<https://x.example/a|the page>", "the page (https://x.example/a)"),
        ("<http://x.example|x.example>", "x.example"),
        ("<mailto:a@x.example|a@x.example> <mailto:a@x.example>", "a@x.example a@x.example"),
        ("<tel:+123|123>", "123 (tel:+123)"),
        ("<@U123> <@U123|ada>", "@U123 @ada"),
        ("<#C1|general> <#C1> <#C1|>", "#general #C1 #C1"),
        ("<!here> <!subteam^S1|@ops> <!subteam^S1> <!date^1^{d}|May>", "@here @ops @S1 May"),
        ("1 < 2 *bold* `code`", "1 < 2 *bold* `code`"),
        ("", ""),
    ],
)
def test_what_a_person_wrote_is_read_as_words(mrkdwn: str, words: str) -> None:
    assert plain(mrkdwn) == words


@given(st.text())
def test_escaped_words_are_read_back_as_they_were(words: str) -> None:
    escaped = escape(words)

    assert "<" not in escaped
    assert ">" not in escaped
    assert plain(escaped).replace("\u200b", "") == words.replace("\u200b", "")


def test_escaped_words_wake_nobody() -> None:
    assert escape("@here <!channel> a@here.example @Everyone") == (
        "@\u200bhere &lt;!channel&gt; a@here.example @\u200bEveryone"
    )


# ── Splitting ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("short", ["short"], id="what fits stays whole"),
        pytest.param(f"{'a' * 20}\n\n{'b' * 5} {'c' * 12}", ["a" * 20, f"{'b' * 5} {'c' * 12}"], id="paragraphs"),
        pytest.param(f"{'a' * 14} a.\n{'b' * 20}", [f"{'a' * 14} a.", "b" * 20], id="lines"),
        pytest.param(
            "It is so today. And it was so before.", ["It is so today.", "And it was so before."], id="sentences"
        ),
        pytest.param("words and words and words and words", ["words and words and words", "and words"], id="words"),
        pytest.param("x" * 50, ["x" * 26, "x" * 24], id="no space at all"),
        pytest.param(f"{'x' * 24}&amp;yyyy", ["x" * 24, "&amp;yyyy"], id="an entity stays whole"),
        pytest.param("see this <https://x.example|a b>", ["see this", "<https://x.example|a b>"], id="so does a link"),
        pytest.param(
            "```\none\ntwo\nthree\nfour\nfive\n```", ["```\none\ntwo\nthree\nfour\n```", "```\nfive\n```"], id="code"
        ),
        pytest.param(
            "Some words here.\n```\nabcdefghij\n```", ["Some words here.", "```\nabcdefghij\n```"], id="no empty code"
        ),
    ],
)
def test_a_text_is_cut_where_it_hurts_least(text: str, parts: list[str]) -> None:
    assert split(text, 30) == parts


def test_a_part_needs_some_room() -> None:
    with pytest.raises(ValueError, match="at least"):
        split("text", 5)


TEXTS = st.text(alphabet="ab.&;<>|`\n ", max_size=300) | st.lists(
    st.sampled_from(
        ["```", "\n", "\n\n", "word ", "Sentence. ", "&amp;", "<https://x.example|a b>", "`x`", "   code\n"]
    ),
    max_size=60,
).map("".join)


@settings(max_examples=500)
@given(TEXTS, st.integers(20, 80))
def test_every_part_fits_and_nothing_is_lost(text: str, limit: int) -> None:
    parts = split(text, limit)

    assert all(0 < len(part) <= limit for part in parts)
    assert _bare("".join(parts)) == _bare(text)


def _bare(text: str) -> str:
    return re.sub(r"```|\s", "", text)


@given(TEXTS, st.integers(20, 80))
def test_code_is_closed_in_every_part(text: str, limit: int) -> None:
    *parts, _ = split(text, limit) or [""]

    assert all(part.count("```") % 2 == 0 for part in parts)


@given(TEXTS)
def test_links_and_entities_stay_whole(text: str) -> None:
    parts = split(text, 60)

    for whole in ("<https://x.example|a b>", "&amp;"):
        assert sum(part.count(whole) for part in parts) == text.count(whole)

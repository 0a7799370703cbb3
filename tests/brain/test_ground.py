import re
from collections.abc import AsyncIterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.brain.ground import cited, grounded
from escalation.model import Passage, Source

ONE = Passage(
    id="1", title="One", section="", url="https://help.example/one", text="Read [more](https://docs.example/more)."
)
TWO = Passage(id="2", title="Two", section="", url="https://help.example/two_(2)", text="Words.")
NOWHERE = Passage(id="3", title="Three", section="", url="", text="Words.")
PASSAGES = (ONE, TWO, NOWHERE)

FIRST = "[[1]](https://help.example/one)"
SECOND = "[[2]](<https://help.example/two_(2)>)"


async def stream(pieces: Sequence[str]) -> AsyncIterator[str]:
    for piece in pieces:
        yield piece


async def said(*pieces: str) -> list[str]:
    return [piece async for piece in grounded(stream(pieces), PASSAGES)]


async def whole(*pieces: str) -> str:
    return "".join(await said(*pieces))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        pytest.param("Yes [1].", f"Yes {FIRST}.", id="a citation becomes a link"),
        pytest.param("Yes [1, 2].", f"Yes {FIRST} {SECOND}.", id="so does each of several"),
        pytest.param("Yes[1][2].", f"Yes{FIRST}{SECOND}.", id="side by side"),
        pytest.param("Yes [3].", "Yes [3].", id="a passage without an address is cited without a link"),
        pytest.param("Yes [9].", "Yes.", id="an unknown number vanishes"),
        pytest.param("Yes [1, 9].", f"Yes {FIRST}.", id="alone"),
        pytest.param("Yes [1](https://evil.example).", f"Yes {FIRST}.", id="our address wins"),
        pytest.param("See [here](https://evil.example/x) now", "See here now", id="a made-up link keeps its words"),
        pytest.param("![pic](https://evil.example/p.png)!", "pic!", id="so does a picture"),
        pytest.param("See https://evil.example/x. Then", "See. Then", id="a made-up address vanishes"),
        pytest.param("(www.evil.example)", "", id="whatever it looks like"),
        pytest.param("<https://evil.example>x", "x", id="in angles"),
        pytest.param(
            "[more](https://docs.example/more) https://docs.example/more",
            "[more](https://docs.example/more) https://docs.example/more",
            id="what a passage holds may be linked",
        ),
        pytest.param("https:[9]//evil.example", "https:\u200b", id="no address is made of two halves"),
        pytest.param("https:\\//evil.example", "https:/\u200b/evil.example", id="nor hidden by an escape"),
        pytest.param("Hi <!channel> <@U123> all", "Hi @\u200bchannel @U123 all", id="mentions are words"),
        pytest.param("<!subteam^S1|@ops> <#C1|general>", "@ops #general", id="with the name they had"),
        pytest.param("@here a@here.example @everyone", "@\u200bhere a@here.example @\u200beveryone", id="broadcasts"),
        pytest.param("<!he<b></b>re>", "@\u200bhere", id="no mention is made of two halves"),
        pytest.param("a <b>bold</b> word<br>next", "a bold word next", id="HTML is dropped"),
        pytest.param("a <!-- hidden --> b", "a  b", id="comments too"),
        pytest.param("1 < 2 and x <y", "1 < 2 and x <y", id="less than is no HTML"),
        pytest.param("`a[1] <b> https://x.example`", "`a[1] <b> https://x.example`", id="code stays"),
        pytest.param("`<!here>`", "`@\u200bhere`", id="but for mentions"),
        pytest.param(
            "```\nx[1] = 'https://x.example'\n```\n[1]", f"```\nx[1] = 'https://x.example'\n```\n{FIRST}", id="fences"
        ),
        pytest.param("- ```\n  x[1]\n  ```\n- [1]", f"- ```\n  x[1]\n  ```\n- {FIRST}", id="fences in lists"),
        pytest.param("an `open tick [1]", f"an `open tick {FIRST}", id="a tick without its twin is no code"),
        pytest.param("a [note] b [2024] c [x", "a [note] b [2024] c [x", id="brackets are brackets"),
        pytest.param("", "", id="nothing is nothing"),
    ],
)
async def test_only_what_code_wrote_gets_through(written: str, shown: str) -> None:
    assert await whole(written) == shown
    assert await whole(*written) == shown


async def test_words_are_released_sentence_by_sentence() -> None:
    assert await said(*"It is so. And then [1] it was.\nDone") == [
        "It is so.",
        f" And then {FIRST} it was.\n",
        "Done",
    ]


async def test_a_long_sentence_is_released_between_words() -> None:
    first, *_ = await said(*("word " * 100))

    assert 200 <= len(first) <= 210
    assert first.endswith("word")


async def test_a_script_without_spaces_is_released_too() -> None:
    assert len(await said(*("返金" * 300))) > 1


async def test_no_piece_holds_half_a_link() -> None:
    pieces = await said(*("Go there [1] or [more. of it](https://docs.example/more) or there. " * 20))

    assert all(piece.count("](") == piece.count(")") for piece in pieces)


async def test_what_breaks_the_words_reaches_the_reader() -> None:
    async def broken() -> AsyncIterator[str]:
        yield "It is so. And"
        raise ConnectionError

    reader = grounded(broken(), PASSAGES)

    assert await anext(reader) == "It is so."
    with pytest.raises(ConnectionError):
        await anext(reader)


async def test_words_nobody_reads_any_more_are_closed() -> None:
    closed: list[bool] = []

    async def words() -> AsyncIterator[str]:
        try:
            yield "It is so. "
            yield "And so."
            yield "On."
        finally:
            closed.append(True)

    reader = grounded(words(), PASSAGES)
    await anext(reader)
    await reader.aclose()  # type: ignore[attr-defined]

    assert closed == [True]


SCRAPS = st.lists(
    st.sampled_from(
        [
            *"[]()<>!@#`~\\/:.,*_-| \n\ta1",
            *("[1]", "[1, 2]", "(https://evil.example/a_(b))", "https://help.example/one", "https:", "//", "www."),
            *("```", "~~~", "```py\n", "\n```\n", "- ", "1. ", "> ", "<b>", "</b>", "<br>", "<!--", "-->", "<!here>"),
            *("@channel", "<@U1|x>", "[label]", "![", "](", "word", "Sentence. ", "返", "\u200b", "\r\n", '"t"'),
        ]
    ),
    max_size=30,
).map("".join)


@settings(max_examples=400)
@given(SCRAPS | st.text(max_size=60), st.data())
async def test_it_never_matters_how_the_stream_was_chopped(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    chopped = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]

    at_once = await said(text)

    assert await said(*chopped) == at_once
    assert await said(*text) == at_once


@settings(max_examples=400)
@given(SCRAPS)
async def test_nothing_that_is_said_can_wake_a_channel(text: str) -> None:
    shown = await whole(text)

    assert "<!here" not in shown
    assert "<@U1" not in shown
    assert not re.search(r"(?<!\w)@channel\b", shown)


def test_sources_are_cited_in_the_order_of_the_text() -> None:
    assert cited("So [2]. And [1, 2], but not [9] or `x[3]`.\n```\ny[3]\n```", PASSAGES) == (
        Source(title="Two", url=TWO.url),
        Source(title="One", url=ONE.url),
    )


async def test_sources_are_found_again_in_the_grounded_text() -> None:
    assert cited(await whole("So [2]. And [1]."), PASSAGES) == (TWO.source, ONE.source)


def test_a_text_without_citations_cites_nothing() -> None:
    assert cited("So.", PASSAGES) == ()

from pathlib import Path

import pytest

from bot.errors import MisconfiguredError
from bot.ports import Article, KnowledgeSource
from integrations.markdown_folder import MarkdownFolder


async def articles(folder: Path, base_url: str = "") -> list[Article]:
    source: KnowledgeSource = MarkdownFolder(folder, base_url=base_url)
    return list(await source.articles())


def write(folder: Path, place: str, text: str) -> None:
    path = folder / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


async def test_front_matter_gives_title_address_and_tags(tmp_path: Path) -> None:
    write(
        tmp_path,
        "billing/refunds.md",
        "---\ntitle: Refunds\nurl: https://x.example/r\ntags: [a, b]\n---\n\nFive days.\n",
    )

    assert await articles(tmp_path) == [
        Article(
            id="billing/refunds",
            title="Refunds",
            url="https://x.example/r",
            text="Five days.",
            source="folder",
            tags=("a", "b"),
        )
    ]


async def test_without_front_matter_heading_and_path_stand_in(tmp_path: Path) -> None:
    write(tmp_path, "billing/my refunds.md", "# How *refunds* work\n\nFive days.")

    (article,) = await articles(tmp_path, base_url="https://x.example/help/")

    assert article.title == "How refunds work"
    assert article.url == "https://x.example/help/billing/my%20refunds"


async def test_without_a_heading_the_file_name_stands_in(tmp_path: Path) -> None:
    write(tmp_path, "rate-limits_api.md", "```\n# not a heading\n```")

    (article,) = await articles(tmp_path)

    assert (article.title, article.url) == ("Rate limits api", "")


async def test_the_folder_is_read_in_order_without_hidden_and_other_files(tmp_path: Path) -> None:
    for place in ("b.md", "a/z.MD", ".git/x.md", ".hidden.md", "a/.cache/y.md", "c.txt"):
        write(tmp_path, place, "Words.")

    assert [article.id for article in await articles(tmp_path)] == ["a/z", "b"]


async def test_a_mark_at_the_beginning_and_windows_lines_are_no_trouble(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "\ufeff---\r\ntitle: Yes: no\r\n---\r\nWords.".replace("Yes: no", "'Yes: no'"))

    (article,) = await articles(tmp_path)

    assert (article.title, article.text) == ("Yes: no", "Words.")


async def test_empty_front_matter_and_odd_values_are_read_as_text(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "---\n---\nWords.")
    write(tmp_path, "b.md", "---\ntitle: 2026\ntags: one, two\nurl:\n---\nWords.")

    first, second = await articles(tmp_path)

    assert first.title == "A"
    assert (second.title, second.tags, second.url) == ("2026", ("one", "two"), "")


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        pytest.param(b"---\ntitle: a: b\n---\n", "line 2.*needs quotes", id="bad YAML"),
        pytest.param(b"---\n- a\n---\n", "must be lines such as", id="a list"),
        pytest.param(b"---\ntitle: a\n", "never closes it", id="no end"),
        pytest.param(b"\xff\xfe\x00", "Save it as UTF-8", id="another encoding"),
    ],
)
async def test_a_file_that_cannot_be_read_is_named_with_a_way_to_mend_it(
    tmp_path: Path, text: bytes, advice: str
) -> None:
    (tmp_path / "bad.md").write_bytes(text)

    with pytest.raises(MisconfiguredError, match=rf"bad\.md.*{advice}"):
        await articles(tmp_path)


async def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(MisconfiguredError, match="nowhere"):
        await articles(tmp_path / "nowhere")


async def test_an_empty_folder_has_no_articles(tmp_path: Path) -> None:
    assert await articles(tmp_path) == []

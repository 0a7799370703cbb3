"""Which of a customer's files a model is shown."""

from datetime import UTC, datetime

import pytest

from bot.brain.images import kind_of, likely
from escalation.model import Attachment, Speaker, Ts, Utterance


def said(*names: str, speaker: Speaker = Speaker.CUSTOMER, text: str | None = "look") -> Utterance:
    files = tuple(Attachment(id=f"F-{name}", name=name) for name in names)
    at = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
    return Utterance(speaker=speaker, author=None, name="Ada", text=text, at=at, ts=Ts("1.0"), files=files)


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        pytest.param([said("a.png", "b.log", "c.JPG", "a file")], ["a.png", "c.JPG", "a file"], id="by their names"),
        pytest.param([said("a.png", "b.gif"), said(*"cdefg")], ["b.gif", *"cdefg"], id="the last"),
        pytest.param([said("a.png", text=None), said("b.png", text="")], ["b.png"], id="none that was taken back"),
        pytest.param([said("a.png", speaker=Speaker.AGENT)], [], id="none of ours"),
        pytest.param([said("a.png"), *[said()] * 12], [], id="none of long ago"),
    ],
)
def test_what_the_customer_sent_last_and_may_be_an_image_is_looked_at(lines: list[Utterance], names: list[str]) -> None:
    assert [file.name for file in likely(tuple(lines))] == names


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n...", "image/png"),
        (b"\xff\xd8\xff\xe0...", "image/jpeg"),
        (b"GIF89a...", "image/gif"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"RIFF\x10\x00\x00\x00WAVEfmt ", ""),
        (b"<svg onload='x'>", ""),
        (b"<!DOCTYPE html>", ""),
        (b"", ""),
    ],
)
def test_what_an_image_is_its_first_bytes_tell(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind

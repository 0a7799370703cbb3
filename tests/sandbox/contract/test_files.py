"""files.*: the upload in three steps, and the bytes again."""

from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.sandbox.contract.asking import Json, Slack

CONTENT = b"The quick brown fox\n"


@pytest.fixture
def uploaded(slack: Slack, channel: str) -> Json:
    """A file, shared in the channel by the SDK's three calls."""
    announced = slack("files.getUploadURLExternal", filename="fox.txt", length=len(CONTENT))
    with urlopen(Request(announced["upload_url"], data=CONTENT, method="POST")) as answer:  # noqa: S310  its own URL
        assert answer.status == 200
    files = [{"id": announced["file_id"], "title": "A fox"}]
    (file,) = slack("files.completeUploadExternal", files=files, channel_id=channel, initial_comment="See")["files"]
    told: Json = slack("files.info", file=file["id"])["file"]
    return told


@pytest.mark.documented("messaging/working-with-files")
def test_an_uploaded_file_is_told_as_it_was_named(uploaded: Json, me: Json) -> None:
    assert (uploaded["name"], uploaded["title"], uploaded["size"]) == ("fox.txt", "A fox", len(CONTENT))
    assert uploaded["user"] == me["user_id"]
    assert uploaded["id"].startswith("F")


@pytest.mark.documented("messaging/working-with-files")
def test_a_file_is_downloaded_with_the_bots_token(slack: Slack, uploaded: Json) -> None:
    request = Request(uploaded["url_private"], headers={"Authorization": f"Bearer {slack.server.bot_token}"})  # noqa: S310

    with urlopen(request) as answer:  # noqa: S310
        assert answer.read() == CONTENT


@pytest.mark.documented("messaging/working-with-files")
def test_a_file_is_not_downloaded_without_a_token(uploaded: Json) -> None:
    try:
        with urlopen(uploaded["url_private"]) as answer:  # noqa: S310
            given = answer.read()
    except HTTPError as error:
        given = error.read()

    assert given != CONTENT


@pytest.mark.documented("reference/methods/files.info")
def test_a_file_that_does_not_exist_is_not_found(slack: Slack) -> None:
    assert slack.error("files.info", file="F0NOTHING") == "file_not_found"


@pytest.mark.documented("reference/methods/files.completeUploadExternal")
def test_what_was_never_announced_cannot_be_completed(slack: Slack) -> None:
    assert slack.error("files.completeUploadExternal", files=[{"id": "F0NOTHING"}]) == "file_not_found"


@pytest.mark.documented("messaging/working-with-files")
def test_the_sdks_own_upload_works(slack: Slack, channel: str) -> None:
    if slack.server.is_ours is False:
        slack("files.getUploadURLExternal", filename="probe.txt", length=1)

    answer = slack.client.files_upload_v2(channel=channel, content="Hello", filename="hello.txt", title="Hello")

    assert answer["file"]["name"] == "hello.txt"

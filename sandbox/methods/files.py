"""files.*: uploading in two steps, and reading about a file."""

from sandbox import limits, uploads
from sandbox.blocks import with_block_ids
from sandbox.errors import Json, SlackError
from sandbox.methods.call import Call
from sandbox.profiles import file_as_slack
from sandbox.records import File, Message


def get_upload_url(call: Call) -> Json:
    """files.getUploadURLExternal"""
    ws = call.ws
    name = call.arguments.required("filename")
    file = uploads.announce_file(ws, ws.app.bot_user, name, call.arguments.number("length", 0))
    return {"upload_url": f"{ws.base_url}/upload/{file.id}", "file_id": file.id}


def complete_upload(call: Call) -> Json:
    """files.completeUploadExternal: shares the files, in a channel if one is named."""
    ws, arguments = call.ws, call.arguments
    files = [_announced(call, item) for item in arguments.items("files") or []]
    if not files:
        raise SlackError("invalid_arguments", "missing required field: files")
    if arguments.has("channel_id"):
        channel = call.joined_channel("channel_id")
        blocks = arguments.items("blocks") or []
        limits.check_blocks(blocks, ws.features)
        message = Message(
            ts=ws.next_ts(),
            author=ws.app.bot_user,
            text=arguments.text("initial_comment"),
            blocks=with_block_ids(blocks, ws.random),
            thread_ts=arguments.text("thread_ts") or None,
            is_from_app=True,
        )
        uploads.share(ws, channel, files, message)
    for file in files:
        file.is_complete = True
    return {"files": [file_as_slack(ws, file) for file in files]}


def info(call: Call) -> Json:
    """files.info"""
    file = call.ws.files.get(call.arguments.required("file", "file_not_found"))
    if file is None or not file.is_complete:
        raise SlackError("file_not_found")
    if not uploads.is_seen_by_app(call.ws, file):
        raise SlackError("file_not_found")
    return {"file": file_as_slack(call.ws, file), "comments": []}


def _announced(call: Call, item: Json) -> File:
    file = call.ws.files.get(str(item.get("id")))
    if file is None or file.owner != call.ws.app.bot_user or (file.size and not file.content):
        raise SlackError("file_not_found")
    file.title = str(item.get("title") or "")
    return file

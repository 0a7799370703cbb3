"""What Slack refuses about texts, blocks, metadata and views, as Slack's error codes."""

import json

from sandbox.errors import Json, SlackError
from sandbox.features import Features

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
POST_TEXT = 40_000
UPDATE_TEXT = 4_000
MARKDOWN_TEXT = 12_000
TEXT_OF_BLOCKS = 13_200
METADATA_BYTES = 4_000
VIEW_BYTES = 250_000

_TEXT_TYPES = ("plain_text", "mrkdwn")

# The longest text allowed under each key of each block or element.
_LENGTHS: dict[str, dict[str, int]] = {
    "section": {"text": 3000},
    "header": {"text": 150},
    "markdown": {"text": 12_000},
    "image": {"image_url": 3000, "alt_text": 2000, "title": 2000},
    "input": {"label": 2000, "hint": 2000},
    "button": {"text": 75, "value": 2000, "url": 3000, "accessibility_label": 75},
    "icon_button": {"text": 75, "value": 2000, "accessibility_label": 75},
    "plain_text_input": {"placeholder": 150, "initial_value": 3000},
    "confirm": {"title": 100, "text": 300, "confirm": 30, "deny": 30},
    "feedback_button": {"text": 75, "value": 2000, "accessibility_label": 75},
    "field": {"text": 2000},
    "option": {"text": 75, "value": 150, "description": 75},
    "option_group": {"label": 75},
    "modal": {"title": 24, "submit": 24, "close": 24, "private_metadata": 3000},
    "home": {"private_metadata": 3000},
    "card": {"title": 150, "subtitle": 150, "body": 200},
}
_EVERYWHERE = {"action_id": 255, "block_id": 255, "placeholder": 150}
_COUNTS: dict[str, dict[str, int]] = {
    "section": {"fields": 10},
    "context": {"elements": 10},
    "actions": {"elements": 25},
    "context_actions": {"elements": 5},
    "carousel": {"elements": 10},
    "overflow": {"options": 5},
    "static_select": {"options": 100, "option_groups": 100},
    "multi_static_select": {"options": 100, "option_groups": 100},
    "radio_buttons": {"options": 10},
    "checkboxes": {"options": 10},
    "table": {"rows": 100},
}
_REQUIRED: dict[str, tuple[str, ...]] = {
    "header": ("text",),
    "markdown": ("text",),
    "image": ("alt_text",),
    "input": ("label", "element"),
    "context": ("elements",),
    "actions": ("elements",),
    "context_actions": ("elements",),
    "button": ("text",),
    "feedback_buttons": ("positive_button", "negative_button"),
    "icon_button": ("icon", "text"),
    "static_select": ("action_id",),
    "rich_text": ("elements",),
    "table": ("rows",),
}
_BLOCKS = {
    "actions", "alert", "call", "card", "carousel", "container", "context", "context_actions", "data_table",
    "data_visualization", "divider", "file", "header", "image", "input", "markdown", "plan", "rich_text", "section",
    "table", "task_card", "video",
}  # fmt: skip
_FEEDBACK = ("context_actions",)


def check_blocks(blocks: list[Json], features: Features, most: int = MESSAGE_BLOCKS) -> None:
    """Refuse blocks that Slack would refuse, naming every fault found."""
    faults = [f"no more than {most} items allowed [json-pointer:/blocks]"] if len(blocks) > most else []
    ids = [block["block_id"] for block in blocks if block.get("block_id")]
    faults += [f"block_id `{twice}` already exists" for twice in sorted({one for one in ids if ids.count(one) > 1})]
    for index, block in enumerate(blocks):
        faults += _block_faults(block, f"/blocks/{index}", features)
    if faults:
        raise SlackError("invalid_blocks", *faults)
    if sum(len(str(block.get("text", ""))) for block in blocks if block["type"] == "markdown") > TEXT_OF_BLOCKS:
        raise SlackError("msg_blocks_too_long")


def _block_faults(block: Json, where: str, features: Features) -> list[str]:
    kind = block.get("type")
    if kind not in _BLOCKS or (kind in _FEEDBACK and not features.feedback_buttons):
        return [f"unsupported type: {kind} [json-pointer:{where}/type]"]
    if kind == "section" and not block.get("text") and not block.get("fields"):
        return [f"section needs text or fields [json-pointer:{where}]"]
    if kind == "rich_text":
        return []
    return _faults(block, where)


def _faults(node: object, where: str) -> list[str]:
    """The faults of a block, an element, an option or a text object, and of everything inside it."""
    if isinstance(node, list):
        return [fault for index, item in enumerate(node) for fault in _faults(item, f"{where}/{index}")]
    if not isinstance(node, dict):
        return []
    faults = [*_own_faults(node, where)]
    for key, value in node.items():
        if isinstance(value, dict | list) and key not in ("rows", "metadata"):
            faults += _faults(value, f"{where}/{key}")
    return faults


def _own_faults(node: Json, where: str) -> list[str]:
    kind = _kind(node, where)
    faults = [
        f"missing required field: {key} [json-pointer:{where}]" for key in _REQUIRED.get(kind, ()) if key not in node
    ]
    for key, most in {**_EVERYWHERE, **_LENGTHS.get(kind, {})}.items():
        if len(_text(node.get(key))) > most:
            faults.append(f"must be less than {most + 1} characters [json-pointer:{where}/{key}]")
    for key, most in _COUNTS.get(kind, {}).items():
        if isinstance(node.get(key), list) and len(node[key]) > most:
            faults.append(f"no more than {most} items allowed [json-pointer:{where}/{key}]")
    if kind in _TEXT_TYPES and not _text(node):
        faults.append(f"must be more than 0 characters [json-pointer:{where}/text]")
    return faults


def _kind(node: Json, where: str) -> str:
    """The type of a node; by its place, for those that do not say."""
    parent, _, place = where.rpartition("/")
    if place in ("positive_button", "negative_button"):
        return "feedback_button"
    if place == "confirm":
        return "confirm"
    if parent.endswith("/options"):
        return "option"
    if parent.endswith("/option_groups"):
        return "option_group"
    if parent.endswith("/fields"):
        return "field"
    return str(node.get("type", ""))


def _text(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("text", "")
    return value if isinstance(value, str) else ""


def check_metadata(metadata: Json) -> None:
    """Refuse metadata that is no event, or too much."""
    if not metadata:
        return
    is_event = isinstance(metadata.get("event_type"), str) and isinstance(metadata.get("event_payload"), dict)
    if not is_event:
        raise SlackError("invalid_metadata_format")
    if len(json.dumps(metadata)) > METADATA_BYTES:  # assumed: about 4,000 bytes, as measured by others in 2023
        raise SlackError("metadata_too_large")


def check_markdown(text: str) -> None:
    """Refuse more Markdown than one call takes."""
    if len(text) > MARKDOWN_TEXT:
        raise SlackError("msg_too_long")


def check_view(view: Json, features: Features) -> None:
    """Refuse a view that Slack would refuse."""
    if view.get("type") not in ("modal", "home"):
        raise SlackError("invalid_arguments", "invalid view type [json-pointer:/view/type]")
    if len(json.dumps(view)) > VIEW_BYTES:
        raise SlackError("view_too_large")
    faults = _own_faults({**view, "blocks": []}, "/view")
    if len(view.get("callback_id", "")) > 255:
        faults.append("must be less than 256 characters [json-pointer:/view/callback_id]")
    if view["type"] == "modal" and not view.get("title"):
        faults.append("missing required field: title [json-pointer:/view]")
    blocks = view.get("blocks")
    if not isinstance(blocks, list):
        faults.append("missing required field: blocks [json-pointer:/view]")
    elif view["type"] == "modal" and any(b.get("type") == "input" for b in blocks) and not view.get("submit"):
        faults.append("missing required field: submit [json-pointer:/view]")
    if faults or not isinstance(blocks, list):
        raise SlackError("invalid_arguments", *faults)
    _check_view_blocks(blocks, features)


def _check_view_blocks(blocks: list[Json], features: Features) -> None:
    try:
        check_blocks(blocks, features, VIEW_BLOCKS)
    except SlackError as error:
        raise SlackError("invalid_arguments", *error.messages) from None

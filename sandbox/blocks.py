"""Finding one's way in Block Kit: ids for blocks that have none, and the elements a person can use."""

import random
from collections.abc import Iterator

from sandbox.errors import Json

_CHOOSING = ("static_select", "external_select", "overflow", "radio_buttons")
_CHOOSING_MANY = ("checkboxes", "multi_static_select", "multi_external_select")
_PICKING = {
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
}
_PICKING_MANY = {
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
}


def with_block_ids(blocks: list[Json], dice: random.Random) -> list[Json]:
    """The blocks as they are, each with a `block_id`, as Slack gives them one."""
    return [
        block if block.get("block_id") else {**block, "block_id": f"{dice.getrandbits(20):05x}"} for block in blocks
    ]


def elements(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every element with an `action_id`, with the block that holds it, however deep."""
    for block in blocks:
        for element in _inside(block):
            yield block, element


def _inside(node: object) -> Iterator[Json]:
    if isinstance(node, list):
        for item in node:
            yield from _inside(item)
    if not isinstance(node, dict):
        return
    if "action_id" in node:
        yield node
    for value in node.values():
        if isinstance(value, dict | list):
            yield from _inside(value)


def sides(element: Json) -> list[Json]:
    """The two buttons of `feedback_buttons`."""
    return [element[side] for side in ("positive_button", "negative_button") if side in element]


def options(element: Json) -> list[Json]:
    """The options of a select, its groups included."""
    groups = [option for group in element.get("option_groups", []) for option in group.get("options", [])]
    return [*element.get("options", []), *groups]


def chosen(element: Json, value: object) -> Json:
    """What an element holds when a person has entered `value`: the shape of an action and of view state."""
    kind = str(element["type"])
    if kind in _CHOOSING:
        return {"type": kind, "selected_option": _option(element, value)}
    if kind in _CHOOSING_MANY:
        picked = [_option(element, one) for one in _many(value)]
        return {"type": kind, "selected_options": [option for option in picked if option]}
    if kind in _PICKING:
        return {"type": kind, _PICKING[kind]: value or None}
    if kind in _PICKING_MANY:
        return {"type": kind, _PICKING_MANY[kind]: _many(value)}
    return {"type": kind, "value": None if value in (None, "") else str(value)}


def initial(element: Json) -> Json:
    """What an element holds before anybody has touched it."""
    for key in ("initial_option", "initial_options"):
        if key in element:
            preset = element[key]
            values = [option["value"] for option in preset] if isinstance(preset, list) else preset["value"]
            return chosen(element, values)
    preset = [value for key, value in element.items() if key.startswith("initial_")]
    return chosen(element, preset[0] if preset else None)


def is_empty(state: Json) -> bool:
    """Whether a required field holding this would be refused."""
    return not any(value for key, value in state.items() if key != "type")


def _many(value: object) -> list[object]:
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def _option(element: Json, value: object) -> Json | None:
    if value is None:
        return None
    for option in options(element):
        if option.get("value") == value:
            return option
    # An external select has no options here; whatever its person chose is one.
    return {"text": {"type": "plain_text", "text": str(value)}, "value": str(value)}

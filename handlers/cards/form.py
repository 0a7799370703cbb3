"""A form as a modal."""

import json
from typing import Any, assert_never

from slack_sdk.models.blocks import (
    DateTimePickerElement,
    InputBlock,
    InputInteractiveElement,
    Option,
    PlainTextInputElement,
    StaticSelectElement,
    UserSelectElement,
)
from slack_sdk.models.views import View

from bot.ports import Field, Form, Kind, Place
from handlers.cards.parts import clip, sections
from handlers.mrkdwn import from_markdown

FIELD = "value"
"""The action id of every field; its block id is the field's name."""


def form_view(form: Form, place: Place) -> dict[str, Any]:
    """The modal for this form, which remembers where it was opened."""
    about = {"about": form.about, "channel": place.channel, "thread": place.thread}
    view = View(
        type="modal",
        callback_id=form.kind,
        private_metadata=json.dumps(about),
        title=clip(form.title, 24),
        submit=clip(form.submit, 24),
        close=clip(form.close, 24),
        blocks=[
            *(sections(from_markdown(form.intro)) if form.intro else ()),
            *(_input(one) for one in form.fields),
        ],
    )
    drawn: dict[str, Any] = view.to_dict()
    return drawn


def _input(field: Field) -> InputBlock:
    return InputBlock(
        block_id=field.name,
        label=clip(field.label, 2000),
        element=_element(field),
        hint=clip(field.hint, 2000) if field.hint else None,
        optional=field.is_optional,
    )


def _element(field: Field) -> InputInteractiveElement:
    match field.kind:
        case Kind.LINE | Kind.TEXT:
            return PlainTextInputElement(
                action_id=FIELD,
                multiline=field.kind is Kind.TEXT,
                initial_value=clip(field.value, field.at_most) or None,
                max_length=field.at_most,
            )
        case Kind.CHOICE:
            options = [Option(value=one.value, label=clip(one.label, 75)) for one in field.choices[:100]]
            chosen = next((one for one in options if one.value == field.value), None)
            return StaticSelectElement(action_id=FIELD, options=options, initial_option=chosen)
        case Kind.PERSON:
            return UserSelectElement(action_id=FIELD, initial_user=field.value or None)
        case Kind.MOMENT:
            return DateTimePickerElement(action_id=FIELD, initial_date_time=int(field.value) if field.value else None)
        case _:
            assert_never(field.kind)

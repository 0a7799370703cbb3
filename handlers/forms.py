"""Filled-in forms, as typed values."""

import json
from dataclasses import dataclass
from typing import Any

from escalation.model import ChannelId, PersonId, Ts
from handlers.cards.form import FIELD
from handlers.edge import Asker
from handlers.heard import Payload


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """Somebody filled a form in: which, about what, and what they said, by the names of its fields.

    `view` is Slack's name for this one form."""

    kind: str
    about: str
    view: str
    values: dict[str, str]
    asker: Asker

    @property
    def by(self) -> PersonId:
        """Who filled it in."""
        return self.asker.person


def filled(payload: Payload) -> tuple[Filled, str] | None:
    """The form in a payload, with what tells it from any other; None when it is something else."""
    view, person = payload.get("view") or {}, (payload.get("user") or {}).get("id")
    if payload.get("type") != "view_submission" or not person:
        return None
    try:
        about = json.loads(view.get("private_metadata") or "")
        asker = Asker(
            person=PersonId(person), channel=ChannelId(about["channel"]), thread=Ts(about["thread"] or "") or None
        )
        name = str(about["about"])
    except (ValueError, KeyError, TypeError):
        return None
    states = (view.get("state") or {}).get("values") or {}
    values = {block: _said(fields.get(FIELD) or {}) for block, fields in states.items()}
    form = Filled(
        kind=str(view.get("callback_id") or ""), about=name, view=str(view.get("id")), values=values, asker=asker
    )
    return form, f"form:{form.kind}:{form.view}"


def _said(state: dict[str, Any]) -> str:
    option = (state.get("selected_option") or {}).get("value")
    said = state.get("value") or option or state.get("selected_user") or state.get("selected_date_time") or ""
    return str(said).strip()

"""Linear's webhook: signed over the body, fresh by the time in the body. Its headers prove nothing."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import datetime

from pydantic import ValidationError

from bot.errors import RejectedError
from bot.ports import TicketNewsHeard, Webhook
from bot.settings import Settings
from integrations.http import Answered
from integrations.linear import LinearSettings

_FRESH_SECONDS = 60


class _Body(Answered):
    type: str = ""
    action: str = ""
    webhookTimestamp: float = 0  # noqa: N815  Linear's spelling
    data: Mapping[str, object] = {}


class LinearWebhook:
    """A Webhook."""

    path = "/webhooks/linear"

    def __init__(self, secrets: tuple[str, ...]) -> None:
        self._secrets = secrets

    def read(self, headers: Mapping[str, str], body: bytes, now: datetime) -> TicketNewsHeard | None:
        """See `bot.ports.Webhook`."""
        given = headers.get("Linear-Signature", "")
        signed = [hmac.new(secret.encode(), body, hashlib.sha256).hexdigest() for secret in self._secrets]
        if not any(hmac.compare_digest(given.encode(), one.encode()) for one in signed):
            raise RejectedError("Baton", "the signature is not of this body")
        try:
            said = _Body.model_validate(json.loads(body))
        except (ValueError, RecursionError, ValidationError) as error:
            raise RejectedError("Baton", "the body cannot be read") from error
        if abs(now.timestamp() - said.webhookTimestamp / 1000) > _FRESH_SECONDS:
            raise RejectedError("Baton", "it is too old, or of the future")
        own, delivery = said.data.get("id"), headers.get("Linear-Delivery") or hashlib.sha256(body).hexdigest()
        if said.type == "Issue" and own:
            return TicketNewsHeard(ticket=str(own), delivery=delivery)
        issue = said.data.get("issueId")
        if said.type == "Comment" and said.action == "create" and own and issue:
            return TicketNewsHeard(ticket=str(issue), delivery=delivery, comment=str(own))
        return None


def listen(settings: Settings) -> Webhook | None:
    """Linear's webhook, if there is a secret."""
    own = settings.part(LinearSettings)
    if own.linear_webhook_secret is None:
        return None
    secrets = own.linear_webhook_secret.get_secret_value().split(",")
    return LinearWebhook(tuple(secret.strip() for secret in secrets if secret.strip()))

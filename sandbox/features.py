"""The switches that make the sandbox look like a plainer Slack-compatible server."""

from dataclasses import dataclass, fields, replace
from enum import StrEnum

from sandbox.errors import ControlError, Json


class RateLimits(StrEnum):
    """How strictly calls are counted."""

    OFF = "off"
    LENIENT = "lenient"
    STRICT = "strict"


@dataclass(frozen=True, slots=True)
class Features:
    """What this server can do; everything, unless a test says otherwise."""

    streaming: bool = True
    metadata: bool = True
    feedback_buttons: bool = True
    slack_connect: bool = True
    customize: bool = True
    ephemeral: bool = True
    reactions: bool = True
    assistant_status: bool = True
    unfurls: bool = True
    rate_limits: RateLimits = RateLimits.OFF


def switched(features: Features, wanted: Json) -> Features:
    """The features with some of them switched; an unknown name is refused, so that a typo is no silent pass."""
    known = {item.name for item in fields(Features)}
    unknown = sorted(set(wanted) - known)
    if unknown:
        raise ControlError("unknown_feature", f"There is no feature named {', '.join(unknown)}.")
    changes: Json = {name: bool(value) for name, value in wanted.items() if name != "rate_limits"}
    if "rate_limits" in wanted:
        changes["rate_limits"] = _rate_limits(wanted["rate_limits"])
    return replace(features, **changes)


def _rate_limits(value: object) -> RateLimits:
    try:
        return RateLimits(str(value))
    except ValueError:
        raise ControlError("invalid_rate_limits", "rate_limits is off, lenient or strict.") from None

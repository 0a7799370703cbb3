"""Every environment variable but those of single vendors, in one class.

Secrets are never printed; a wrong or missing value says which, why and how to mend it.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import urlsplit

from pydantic import Field, PrivateAttr, SecretStr, ValidationError, ValidationInfo, create_model, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import MisconfiguredError

_SLACK_HOSTS = (".slack.com", ".slack-gov.com")
_NAMED = re.compile(r"\$\{([A-Z][A-Z0-9_]*)\}")
_SANDBOX_TOKENS = ("xoxb-sandbox-", "xapp-sandbox-")


class Part(BaseSettings):
    """Settings that belong together, in the file of what they are for. See `integrations/registry.py`."""

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True
    )


P = TypeVar("P", bound=Part)


def address(url: str | None) -> str | None:
    """A web address; ValueError when it is none."""
    if url is not None and not url.startswith(("http://", "https://")):
        raise ValueError("must begin with http:// or https://")
    return url


class Settings(Part):
    """Read from the environment and from a `.env` file; the environment wins. Empty means not set."""

    _given: Mapping[str, object] = PrivateAttr(default_factory=dict)

    # ── Slack ──
    slack_bot_token: Annotated[SecretStr | None, Field(description="Bot token, `xoxb-…` (OAuth & Permissions).")] = None
    slack_app_token: Annotated[
        SecretStr | None, Field(description="App-level token, `xapp-…`, scope `connections:write`; for Socket Mode.")
    ] = None
    slack_signing_secret: Annotated[
        SecretStr | None, Field(description="Signing secret (Basic Information); for HTTP mode.")
    ] = None
    slack_api_url: Annotated[
        str, Field(validate_default=True, description="Base of the Web API; any Slack-compatible server.")
    ] = "https://slack.com/api/"

    # ── Storage ──
    database_url: Annotated[str, Field(description="`sqlite:///file.db` or `postgresql://user:pw@host/name`.")] = (
        "sqlite:///baton.db"
    )

    # ── Model (no key and no base URL: the local, extractive brain) ──
    openai_api_key: Annotated[SecretStr | None, Field(description="Key of an OpenAI-compatible service.")] = None
    openai_base_url: Annotated[str | None, Field(description="Base of an OpenAI-compatible service.")] = None
    baton_model: Annotated[str, Field(description="Model that writes answers.")] = "gpt-5-mini"
    baton_fast_model: Annotated[str | None, Field(description="Cheaper model for summaries; default: BATON_MODEL.")] = (
        None
    )
    openai_sees_images: Annotated[
        bool, Field(description="Whether customers' images are shown to BATON_MODEL, as they are.")
    ] = False
    baton_embedding_model: Annotated[
        str | None, Field(description="Embedding model; reserved, retrieval is lexical today.")
    ] = None

    # ── Baton ──
    baton_kb: Annotated[Path | None, Field(description="Folder of Markdown articles.")] = None
    baton_kb_url: Annotated[str, Field(description="Web address of that folder, for articles that name none.")] = ""
    baton_config: Annotated[Path | None, Field(description="TOML with teams, channels and people.")] = None
    baton_handoff_channel: Annotated[
        str | None, Field(description="Channel id where handoffs go, when BATON_CONFIG names no team.")
    ] = None
    baton_http_host: Annotated[str, Field(description="Where health (and Slack's HTTP mode) listens.")] = "127.0.0.1"
    baton_http_port: Annotated[int, Field(ge=0, le=65535, description="Its port; 0 picks one.")] = 8780
    baton_quiet_seconds: Annotated[
        float, Field(ge=0, le=60, description="A pause this long ends a burst of messages.")
    ] = 1.5
    baton_stream_seconds: Annotated[
        float, Field(ge=0, le=10, description="Seconds between the pieces of an answer that is being written.")
    ] = 0.7
    baton_facts_seconds: Annotated[
        float,
        Field(gt=0, le=10, description="Seconds until a card shows what systems told so far, and goes on asking."),
    ] = 3
    baton_turn_seconds: Annotated[
        float, Field(gt=0, le=3600, description="A turn without an outcome after this long goes to a person.")
    ] = 90
    baton_context_key: Annotated[
        SecretStr | None, Field(description="Write key with which your product tells where its users are.")
    ] = None
    baton_context_secret: Annotated[
        SecretStr | None, Field(description="Secret that signs what it tells; two, with a comma, while it changes.")
    ] = None
    baton_identity_url: Annotated[
        str | None, Field(description="Page of your product that confirms who somebody in Slack is; gets `?token=`.")
    ] = None
    baton_log_level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR"], Field(description="How much is logged.")
    ] = "INFO"

    @field_validator("slack_bot_token")
    @classmethod
    def _is_bot_token(cls, token: SecretStr | None) -> SecretStr | None:
        if token and token.get_secret_value().startswith(("xapp-", "xoxp-")):
            raise ValueError("is not a bot token; copy the one that starts with xoxb- (OAuth & Permissions)")
        return token

    @field_validator("slack_app_token")
    @classmethod
    def _is_app_token(cls, token: SecretStr | None) -> SecretStr | None:
        if token and token.get_secret_value().startswith(("xoxb-", "xoxp-")):
            raise ValueError("is not an app-level token; create one that starts with xapp- (Basic Information)")
        return token

    @field_validator(
        "slack_api_url",
        "openai_base_url",
        "baton_identity_url",
    )
    @classmethod
    def _is_address(cls, url: str | None) -> str | None:
        return address(url)

    @field_validator("slack_api_url")
    @classmethod
    def _ends_with_slash(cls, url: str) -> str:
        return url if url.endswith("/") else f"{url}/"

    @field_validator("baton_kb", "baton_config")
    @classmethod
    def _exists(cls, path: Path | None) -> Path | None:
        if path is not None and not path.exists():
            raise ValueError(f"{path} does not exist")
        return path

    @field_validator("slack_api_url")
    @classmethod
    def _is_not_slack_for_a_sandbox(cls, url: str, info: ValidationInfo) -> str:
        host = urlsplit(url).hostname or ""
        tokens = (info.data.get(name) for name in ("slack_bot_token", "slack_app_token"))
        is_sandbox = any(one and one.get_secret_value().startswith(_SANDBOX_TOKENS) for one in tokens)
        if is_sandbox and f".{host}".endswith(_SLACK_HOSTS):
            raise ValueError(
                f"is {host}, but the tokens are a sandbox's; set it to the sandbox's address,"
                " or use the tokens of your Slack app"
            )
        return url

    def filled(self, text: str) -> str:
        """A text with the environment's variables in place of `${NAME}`. MisconfiguredError if one is missing."""
        names = set(_NAMED.findall(text))
        fields: dict[str, Any] = {name.lower(): (SecretStr | None, None) for name in names}
        found = _read(create_model("Named", __base__=Part, **fields), self._given).model_dump()
        missing = sorted(name for name in names if found[name.lower()] is None)
        if missing:
            raise MisconfiguredError(f"{', '.join(missing)} is not set, but BATON_CONFIG names it.")
        return _NAMED.sub(lambda name: found[name[1].lower()].get_secret_value(), text)

    def part(self, kind: type[P]) -> P:
        """Settings of one integration, from where these came from. Raises MisconfiguredError."""
        return _read(kind, self._given)

    @property
    def has_model(self) -> bool:
        """Whether a language model is configured."""
        return self.openai_api_key is not None or self.openai_base_url is not None

    @property
    def bot_token(self) -> str:
        """The bot token, or MisconfiguredError."""
        return _required(self.slack_bot_token, "SLACK_BOT_TOKEN", "copy it from OAuth & Permissions of your Slack app")

    @property
    def app_token(self) -> str:
        """The app-level token, or MisconfiguredError."""
        return _required(
            self.slack_app_token,
            "SLACK_APP_TOKEN",
            "create it under Basic Information with the scope connections:write, or run with --mode http",
        )

    @property
    def signing_secret(self) -> str:
        """The signing secret, or MisconfiguredError."""
        return _required(
            self.slack_signing_secret,
            "SLACK_SIGNING_SECRET",
            "copy it from Basic Information, or run with --mode socket",
        )


def load(**overrides: object) -> Settings:
    """The settings, or MisconfiguredError with every fault in it, never a value of a secret."""
    settings = _read(Settings, overrides)
    settings._given = overrides
    return settings


def _read(kind: type[P], overrides: Mapping[str, Any]) -> P:
    try:
        return kind(**overrides)
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, fault['loc'])).upper()}: {_plain(fault['msg'])}" for fault in error.errors()]
        raise MisconfiguredError("Some settings are wrong. " + " · ".join(faults)) from None


def _plain(message: str) -> str:
    return message.removeprefix("Value error, ")


def _required(secret: SecretStr | None, name: str, remedy: str) -> str:
    if secret is None:
        raise MisconfiguredError(f"{name} is not set: {remedy}.")
    return secret.get_secret_value()

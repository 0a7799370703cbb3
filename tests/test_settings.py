from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.errors import MisconfiguredError
from bot.settings import Settings, load

SECRETS = {
    name: f"{prefix}-top-secret-{name}"
    for name, prefix in {
        "slack_bot_token": "xoxb",
        "slack_app_token": "xapp",
        "slack_signing_secret": "sign",
        "openai_api_key": "sk",
    }.items()
}


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No variable and no `.env` file of the machine the tests run on."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.mark.parametrize(
    ("wrong", "which", "why"),
    [
        pytest.param({"slack_bot_token": "xapp-1"}, "SLACK_BOT_TOKEN", "starts with xoxb-", id="an app token as bot's"),
        pytest.param({"slack_bot_token": "xoxp-1"}, "SLACK_BOT_TOKEN", "OAuth & Permissions", id="a user's as bot's"),
        pytest.param({"slack_app_token": "xoxb-1"}, "SLACK_APP_TOKEN", "starts with xapp-", id="a bot token as app's"),
        pytest.param({"slack_app_token": "xoxp-1"}, "SLACK_APP_TOKEN", "Basic Information", id="a user's as app's"),
        pytest.param({"slack_api_url": "slack.com/api"}, "SLACK_API_URL", "http:// or https://", id="no scheme"),
        pytest.param({"openai_base_url": "localhost:11434/v1"}, "OPENAI_BASE_URL", "http:// or https://", id="model's"),
        pytest.param({"baton_kb": "/no/such/folder"}, "BATON_KB", "/no/such/folder does not exist", id="no folder"),
        pytest.param({"baton_config": "/no/such.toml"}, "BATON_CONFIG", "/no/such.toml does not exist", id="no file"),
        pytest.param({"baton_http_port": "web"}, "BATON_HTTP_PORT", "valid integer", id="a port of letters"),
        pytest.param(
            {"baton_http_port": 70_000}, "BATON_HTTP_PORT", "less than or equal to 65535", id="a port too big"
        ),
        pytest.param({"baton_http_port": -1}, "BATON_HTTP_PORT", "greater than or equal to 0", id="a port below 0"),
        pytest.param({"baton_quiet_seconds": 61}, "BATON_QUIET_SECONDS", "less than or equal to 60", id="too quiet"),
        pytest.param({"baton_turn_seconds": 0}, "BATON_TURN_SECONDS", "greater than 0", id="no time at all"),
        pytest.param(
            {"baton_log_level": "LOUD"}, "BATON_LOG_LEVEL", "'DEBUG', 'INFO', 'WARNING'", id="a level unknown"
        ),
    ],
)
def test_a_wrong_value_says_which_and_why(wrong: dict[str, object], which: str, why: str) -> None:
    with pytest.raises(MisconfiguredError) as caught:
        load(**wrong)

    assert which in caught.value.message
    assert why in caught.value.message


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(MisconfiguredError) as caught:
        load(slack_bot_token="xapp-1", baton_http_port=-1, slack_api_url="nowhere")

    assert all(name in caught.value.message for name in ("SLACK_BOT_TOKEN", "BATON_HTTP_PORT", "SLACK_API_URL"))


@pytest.mark.parametrize(
    ("reading", "which", "remedy"),
    [
        pytest.param("bot_token", "SLACK_BOT_TOKEN", "OAuth & Permissions", id="bot token"),
        pytest.param("app_token", "SLACK_APP_TOKEN", "--mode http", id="app token"),
        pytest.param("signing_secret", "SLACK_SIGNING_SECRET", "--mode socket", id="signing secret"),
    ],
)
def test_a_missing_value_says_which_and_how_to_mend_it(reading: str, which: str, remedy: str) -> None:
    settings = load()

    with pytest.raises(MisconfiguredError) as caught:
        getattr(settings, reading)

    assert f"{which} is not set" in caught.value.message
    assert remedy in caught.value.message


def test_secrets_are_handed_out_only_where_they_are_asked_for() -> None:
    settings = load(**SECRETS)

    assert settings.bot_token == SECRETS["slack_bot_token"]
    assert settings.app_token == SECRETS["slack_app_token"]
    assert settings.signing_secret == SECRETS["slack_signing_secret"]


def test_no_secret_is_printed() -> None:
    settings = load(**SECRETS)

    for printed in (
        repr(settings),
        str(settings),
        f"{settings}",
        str(settings.model_dump()),
        settings.model_dump_json(),
    ):
        assert "top-secret" not in printed


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"slack_bot_token": "xapp-top-secret"}, id="the wrong kind of bot token"),
        pytest.param({"slack_app_token": "xoxb-top-secret"}, id="the wrong kind of app token"),
        pytest.param({"openai_api_key": ["top-secret"]}, id="a key of another type"),
        pytest.param({"openai_api_key": "top-secret", "baton_http_port": -1}, id="a key beside another fault"),
    ],
)
def test_no_secret_is_in_an_error(wrong: dict[str, object]) -> None:
    with pytest.raises(MisconfiguredError) as ours:
        load(**wrong)
    with pytest.raises(ValidationError) as pydantics:
        Settings(**wrong)  # type: ignore[arg-type]

    assert "top-secret" not in f"{ours.value} {ours.value!r} {pydantics.value} {pydantics.value!r}"
    assert ours.value.__suppress_context__


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_described(name: str) -> None:
    description = Settings.model_fields[name].description

    assert description
    assert description.endswith(".")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        pytest.param("https://slack.com/api", "https://slack.com/api/", id="a slash is added"),
        pytest.param("http://127.0.0.1:8070/api/", "http://127.0.0.1:8070/api/", id="a slash is kept"),
    ],
)
def test_the_base_of_the_web_api_ends_with_a_slash(given: str, kept: str) -> None:
    assert load(slack_api_url=given).slack_api_url == kept


@pytest.mark.parametrize(
    ("given", "has_model"),
    [
        pytest.param({}, False, id="neither"),
        pytest.param({"openai_api_key": "sk-1"}, True, id="a key"),
        pytest.param({"openai_base_url": "http://localhost:11434/v1"}, True, id="a local service without a key"),
    ],
)
def test_a_model_is_configured_by_a_key_or_an_address(given: dict[str, object], has_model: bool) -> None:
    assert load(**given).has_model is has_model


def test_the_environment_wins_over_the_file_and_empty_means_not_set(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("BATON_MODEL=from-file\nBATON_HTTP_PORT=1234\nUNKNOWN=1\n", encoding="utf-8")
    monkeypatch.setenv("BATON_MODEL", "from-environment")
    monkeypatch.setenv("BATON_LOG_LEVEL", "")

    settings = load()

    assert (settings.baton_model, settings.baton_http_port) == ("from-environment", 1234)
    assert settings.baton_log_level == "INFO"


def test_settings_do_not_change() -> None:
    settings = load()

    with pytest.raises(ValidationError):
        settings.baton_model = "another"  # type: ignore[misc]


def test_folders_that_exist_are_taken(tmp_path: Path) -> None:
    assert load(baton_kb=tmp_path).baton_kb == tmp_path


@pytest.mark.parametrize("url", ["https://slack.com/api/", "https://SLACK.com/api", "https://acme.slack.com/api/"])
@pytest.mark.parametrize("token", [{"slack_bot_token": "xoxb-sandbox-a"}, {"slack_app_token": "xapp-sandbox-a"}])
def test_a_sandboxs_tokens_never_go_to_slack(url: str, token: dict[str, str]) -> None:
    with pytest.raises(MisconfiguredError, match=r"SLACK_API_URL: is .*slack\.com, but the tokens are a sandbox's"):
        load(slack_api_url=url, **token)
    with pytest.raises(MisconfiguredError, match="a sandbox's"):
        load(**token)


def test_a_sandboxs_tokens_may_go_to_a_sandbox_and_slacks_own_to_slack() -> None:
    assert load(slack_bot_token="xoxb-sandbox-a", slack_api_url="http://127.0.0.1:1/api/").bot_token
    assert load(slack_bot_token="xoxb-1-2-abc").slack_api_url == "https://slack.com/api/"
    assert load(slack_bot_token="xoxb-sandbox-a", slack_api_url="https://notslack.com/api/").bot_token

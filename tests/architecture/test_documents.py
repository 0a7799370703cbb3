"""What an admin can set is documented."""

from pathlib import Path

import pytest

from integrations.registry import setting_names

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", [name.upper() for name in setting_names()])
@pytest.mark.parametrize("document", [".env.example", "docs/configuration.md"])
def test_every_setting_is_documented(name: str, document: str) -> None:
    assert name in (ROOT / document).read_text()


@pytest.mark.parametrize("command", ["run", "demo", "sandbox", "doctor", "kb", "db", "bench"])
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"baton {command}" in (ROOT / "README.md").read_text()

"""`docs/sandbox.md` tells what there is: every call of the control API, every method of its client, every option."""

import argparse
import inspect
import re
from pathlib import Path

import pytest

from sandbox.client import SandboxClient, SandboxError
from sandbox.command import add_arguments
from sandbox.features import Features
from sandbox.server import Sandbox

TEXT = (Path(__file__).parents[2] / "docs" / "sandbox.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (`(?:GET|POST) /control/.*?) \|", re.MULTILINE)
CALL = re.compile(r"(?:(GET|POST) )?/control/(\w+)")
METHODS = {
    name for name, member in inspect.getmembers(SandboxClient, inspect.iscoroutinefunction) if not name.startswith("_")
}


def documented_calls() -> set[tuple[str, str]]:
    found = set()
    for row in ROW.findall(TEXT):
        verb = ""
        for written, path in CALL.findall(row):
            verb = written or verb
            found.add((verb, path))
    return found


async def test_every_control_call_is_documented_and_every_documented_one_exists(box: Sandbox) -> None:
    routes = box.routes()

    there = {
        (method, path.removeprefix("/control/")) for method, path in routes if "/control/" in path and method != "HEAD"
    }
    assert documented_calls() == there


def test_every_method_of_the_client_is_documented() -> None:
    assert {name for name in METHODS if f"`{name}(" not in TEXT} == set()


def test_every_documented_method_of_the_client_exists() -> None:
    (table,) = re.findall(r"\| to \| methods \|\n(.*?)\n\n", TEXT, re.DOTALL)

    assert set(re.findall(r"`(\w+)\(", table)) == METHODS


def test_every_option_is_documented() -> None:
    parser = argparse.ArgumentParser(add_help=False)
    add_arguments(parser)
    (options,) = re.findall(r"\| option \| is \|\n(.*?)\n\n", TEXT, re.DOTALL)

    assert set(re.findall(r"^\| `(--[\w-]+)", options, re.MULTILINE)) == set(parser._option_string_actions)


@pytest.mark.parametrize("feature", list(Features.__dataclass_fields__))
def test_every_feature_that_can_be_switched_is_documented(feature: str) -> None:
    assert f"{feature}?" in TEXT


async def test_everything_one_can_wait_for_is_documented(people: SandboxClient) -> None:
    with pytest.raises(SandboxError) as refused:
        await people.wait("christmas")

    kinds = re.findall(r"\w+", refused.value.detail.partition(" for ")[2].partition(" not ")[0])
    assert len(kinds) >= 7
    assert [kind for kind in kinds if f'{{"{kind}": ' not in TEXT] == []

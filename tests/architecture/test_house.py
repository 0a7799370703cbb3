"""The house rules that no linter knows."""

import ast
import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from escalation.triggers import TRIGGERS
from integrations.registry import setting_names

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "handlers", "escalation", "integrations", "storage", "sandbox")
PRODUCT = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
EDGES = {"bot/inbox.py", "bot/outbox.py", "bot/app.py", "bot/web/health.py", "bot/cli/doctor.py"}
"""Where any error may be caught: what lies beyond must go on."""

NO_VENDORS = {"__init__", "breaker", "http", "ical_busy", "invitation", "linear_webhook", "registry", "vendor"}
SPECS = Path(os.environ.get("BATON_SPECS") or ROOT.parent / "shared/specs")  # noqa: TID251  where they are
IN_CI = os.environ.get("CI") == "true"  # noqa: TID251
MANIFEST: dict[str, Any] = yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8"))
PYPROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def inside(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def modules(folder: str) -> set[str]:
    return {path.stem for path in (ROOT / folder).glob("*.py")} - NO_VENDORS


def imported(path: Path) -> set[str]:
    """The modules that a file imports, as far as they are ours."""
    nodes = list(ast.walk(parsed(path)))
    whole = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    parts = [node for node in nodes if isinstance(node, ast.ImportFrom) and node.module]
    return whole | {str(node.module) for node in parts} | {f"{n.module}.{a.name}" for n in parts for a in n.names}


def contract(name: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = PYPROJECT["tool"]["importlinter"]["contracts"]
    return next(one for one in found if one["id"] == name)


# ── Lists that must be whole ────────────────────────────────────────────────────────────────────────────────────────


def test_every_trigger_file_is_listed() -> None:
    assert {trigger.__name__ for trigger in TRIGGERS} == modules("escalation/triggers")


def test_every_trigger_file_holds_the_trigger_of_its_name() -> None:
    assert all(trigger.__module__ == f"escalation.triggers.{trigger.__name__}" for trigger in TRIGGERS)


def test_triggers_that_must_know_nothing_of_one_another_are_listed_whole() -> None:
    listed = {f"escalation.triggers.{module}" for module in modules("escalation/triggers")}

    assert set(contract("triggers-apart")["modules"]) == listed


def test_vendors_know_nothing_of_one_another() -> None:
    vendors = {f"integrations.{module}" for module in modules("integrations")}
    known = {
        (vendor, name)
        for vendor in vendors
        for name in imported(ROOT / f"{vendor.replace('.', '/')}.py")
        if name in vendors and name != vendor
    }

    assert known == set()


# ── Rules of the source ─────────────────────────────────────────────────────────────────────────────────────────────


def test_only_the_database_module_commits() -> None:
    committing = {
        inside(path)
        for path in PRODUCT
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit"
    }

    assert committing == {"storage/database.py"}


def test_any_error_is_caught_at_the_edges_only() -> None:
    catching = {
        inside(path)
        for path in PRODUCT
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ExceptHandler) and _names(node.type) & {"", "Exception", "BaseException"}
    }

    assert catching <= EDGES


def test_imports_stand_at_the_top() -> None:
    hidden = [f"{inside(path)}:{line}" for path in (*PRODUCT, *TESTS) for line in _imports_in_functions(parsed(path))]

    assert hidden == []


def test_no_file_is_named_for_nothing_in_particular() -> None:
    vague = re.compile(r"^_?(?:helpers?|utils?|common|managers?|services?|misc)$")

    assert [inside(path) for path in (*PRODUCT, *TESTS) if vague.match(path.stem)] == []


def test_nothing_is_left_for_later() -> None:
    later = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")

    assert [inside(path) for path in (*PRODUCT, *TESTS) if later.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("path", [pytest.param(path, id=inside(path)) for path in TESTS])
def test_a_test_neither_patches_nor_sleeps(path: Path) -> None:
    assert list(_patching_or_sleeping(parsed(path))) == []


def _patching_or_sleeping(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names) if any(alias.name.startswith("unittest.mock") for alias in names):
                yield f"line {node.lineno}: unittest.mock"
            case ast.ImportFrom(module="unittest.mock"):
                yield f"line {node.lineno}: unittest.mock"
            case ast.ImportFrom(module="unittest", names=names) if any(alias.name == "mock" for alias in names):
                yield f"line {node.lineno}: unittest.mock"
            case ast.ImportFrom(module="time", names=names) if any(alias.name == "sleep" for alias in names):
                yield f"line {node.lineno}: time.sleep"
            case ast.Attribute(value=ast.Name(id="time"), attr="sleep"):
                yield f"line {node.lineno}: time.sleep"
            case ast.Attribute(value=ast.Name(id="monkeypatch"), attr="setattr"):
                yield f"line {node.lineno}: monkeypatch.setattr"
            case _:
                pass


def _imports_in_functions(tree: ast.Module) -> list[int]:
    nodes = list(ast.walk(tree))
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    lines = {line for node in functions for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)}
    return [node.lineno for node in nodes if isinstance(node, ast.Import | ast.ImportFrom) and node.lineno in lines]


def _names(caught: ast.expr | None) -> set[str]:
    """The names of caught errors; an empty one for a bare `except`."""
    if caught is None:
        return {""}
    return {node.id for node in ast.walk(caught) if isinstance(node, ast.Name)}


# ── Documents ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("document", [".env.example", "docs/configuration.md"])
def test_every_setting_is_documented(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")

    assert [name.upper() for name in setting_names() if not re.search(rf"\b{name.upper()}\b", text)] == []


@pytest.mark.parametrize("document", [".env.example", "docs/configuration.md"])
def test_no_document_names_a_setting_that_is_no_more(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    named = re.findall(r"^(?:# )?([A-Z][A-Z_]+)=|^\| `([A-Z_]+)` \|", text, re.MULTILINE)

    assert {one or other for one, other in named} == {name.upper() for name in setting_names()}

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs" / "pains.md").read_text(encoding="utf-8").split("## They can fail")[0]
ROWS = {int(row[1]): row[0] for row in re.finditer(r"^\| (\d+) \|.*$", DOCUMENT, re.MULTILINE)}


def stories() -> dict[str, bool]:
    """Every story of a pain, and whether it is expected to fail."""
    files = (ROOT / "tests" / "scenarios" / "pains").glob("test_*.py")
    functions = [
        node
        for file in files
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.AsyncFunctionDef) and node.name.startswith("test_p")
    ]
    return {one.name: any("xfail" in ast.unparse(mark) for mark in one.decorator_list) for one in functions}


def test_each_of_the_25_pains_has_a_story() -> None:
    assert sorted(ROWS) == list(range(1, 26))
    assert {int(name[6:8]) for name in stories()} == set(ROWS)


def test_the_document_names_every_story_under_its_number() -> None:
    for name in stories():
        assert f"`{name}`" in ROWS[int(name[6:8])]


def test_the_document_names_no_story_that_is_not_there() -> None:
    assert set(re.findall(r"`(test_p\w+)`", DOCUMENT)) == set(stories())


def test_a_pain_is_open_while_a_story_of_it_fails() -> None:
    failing = {int(name[6:8]) for name, fails in stories().items() if fails}

    assert {number for number, row in ROWS.items() if row.rstrip().endswith("| open |")} == failing

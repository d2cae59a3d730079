"""Sizes: a file stops at 400 lines and a function at 60, unless it is listed here with its reason."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
MOST_LINES, LONGEST_FUNCTION = 400, 60
LONG_FILES = {
    "src/stegvis/demo/rows.py": "one row class for each table, read from top to bottom as a list",
    "tests/demo/replay.py": "one line of telling for each kind of event, read as a table",
}
FORBIDDEN_NAMES = {"utils", "helpers", "manager", "service", "services", "base", "misc", "common"}


def own_files(*suffixes: str) -> list[Path]:
    folders = [ROOT / name for name in ("src", "tests", "bench")]
    files = [path for folder in folders for path in folder.rglob("*") if path.suffix in suffixes]
    written_by_tools = {"migrations", "vendor", "theme", "__pycache__"}
    return [path for path in files if not written_by_tools & set(path.parts)]


@cache
def parsed() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in own_files(".py")}


def test_no_file_is_too_long():
    long = {
        str(path.relative_to(ROOT))
        for path in own_files(".py", ".html", ".css")
        if path.read_text(encoding="utf-8").count("\n") > MOST_LINES
    }
    assert long == set(LONG_FILES)


def test_no_function_is_too_long():
    long = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path, tree in parsed().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


def test_everything_has_a_name_of_its_own():
    assert [path for path in own_files(".py") if path.stem in FORBIDDEN_NAMES] == []


def test_modules_open_with_what_they_are():
    silent = [
        str(path.relative_to(ROOT)) for path, tree in parsed().items() if tree.body and not ast.get_docstring(tree)
    ]
    assert silent == []

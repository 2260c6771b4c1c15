"""Every report of a story, read as one.

>>> import samestory
>>> dossier = samestory.read(["reports/"], one_story=True)  # doctest: +SKIP
>>> dossier.stories[0].brief[0].text  # doctest: +SKIP
"""

from samestory.api import read
from samestory.errors import InputError, ModelError, NoReportsError, SamestoryError
from samestory.records import Dossier
from samestory.version import VERSION as __version__

__all__ = [
    "Dossier",
    "InputError",
    "ModelError",
    "NoReportsError",
    "SamestoryError",
    "__version__",
    "read",
]

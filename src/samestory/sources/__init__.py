"""The world as reports: files of every kind become records, and nothing bad stops the rest.

`formats` is the one table that says which suffix goes to which reader. A reader is given a `Blob`
(named bytes: a file, or one in an archive) and yields, for each report in it, either the report or
why it was set aside. Nothing is executed, fetched or written.
"""

from samestory.sources.drafts import Draft
from samestory.sources.fields import FIELDS
from samestory.sources.formats import FORMATS, Format
from samestory.sources.guessing import FieldGuess, FileGuess, guess_file
from samestory.sources.intake import iter_paths, read_paths
from samestory.sources.settings import IntakeSettings

__all__ = [
    "FIELDS",
    "FORMATS",
    "Draft",
    "FieldGuess",
    "FileGuess",
    "Format",
    "IntakeSettings",
    "guess_file",
    "iter_paths",
    "read_paths",
]

"""The world as reports: text, HTML and JSON Lines files become records, and nothing bad stops the rest.

`formats` is the one table that says which suffix goes to which reader. A reader yields, for each
report in a file, either the report or why it was set aside. Nothing is executed or fetched.
"""

from samestory.sources.intake import read_paths
from samestory.sources.settings import IntakeSettings

__all__ = ["IntakeSettings", "read_paths"]

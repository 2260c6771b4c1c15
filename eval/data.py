"""Where the data to measure on lies: in `data/` of the folder that SAMESTORY_DATA names."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def find_data() -> Path:
    """Name the folder of data sets, or end the program with what to do."""
    named = os.environ.get("SAMESTORY_DATA")
    if not named:
        print("SAMESTORY_DATA is not set: there is nothing to measure on. Set it to the data folder.")
        sys.exit(2)
    return Path(named) / "data"

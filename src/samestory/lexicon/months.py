"""Words of the calendar, loaded once: months, weekdays, seasons, amounts, and the patterns of them."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import Any

_DATA: dict[str, Any] = tomllib.loads(
    files("samestory.lexicon").joinpath("months.toml").read_text(encoding="utf-8")
)


def _both_cases(words: list[str]) -> str:
    """Write an alternation of words as written and in capitals; never in small letters (may, march)."""
    forms = sorted({*words, *(word.upper() for word in words)}, key=lambda word: (-len(word), word))
    return "|".join(re.escape(form) for form in forms)


MONTHS: dict[str, int] = {name.lower()[:3]: place for place, name in enumerate(_DATA["months"], 1)}
WEEKDAYS: dict[str, int] = {name.lower()[:3]: place for place, name in enumerate(_DATA["weekdays"])}
SEASONS: dict[str, tuple[int, int]] = {name: tuple(span) for name, span in _DATA["seasons"].items()}
AMOUNTS: dict[str, int] = _DATA["amounts"]

MONTH = _both_cases([*_DATA["months"], *_DATA["short_months"]])
WEEKDAY = _both_cases(_DATA["weekdays"])
SEASON = "|".join(f"{name}|{name.capitalize()}" for name in SEASONS)
AMOUNT = "|".join([*(f"{name}|{name.capitalize()}" for name in AMOUNTS), r"\d{1,3}"])
COUNTED = "|".join(_DATA["counted"])
ZONES = re.compile(_DATA["zones"])

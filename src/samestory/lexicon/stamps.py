"""Words of bylines and stamps, loaded once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from samestory.lexicon.months import MONTHS, WEEKDAYS


@dataclass(frozen=True, slots=True)
class StampWords:
    """What opens a byline (`by`) or a stamp (`cues`), and what may stand in them.

    `opening` matches where a line begins as either does: most lines need no closer look.
    """

    by: frozenset[str]
    cues: frozenset[str]
    time: frozenset[str]
    beside: frozenset[str]
    months: frozenset[str]
    calendar: frozenset[str]
    opening: re.Pattern[str]


@cache
def load_stamp_words() -> StampWords:
    """Load the words of stamps.

    >>> "updated" in load_stamp_words().cues
    True
    """
    data = tomllib.loads(files("samestory.lexicon").joinpath("stamps.toml").read_text(encoding="utf-8"))
    by, cues, time, beside = (frozenset(data[key]) for key in ("by", "cues", "time", "beside"))
    months = tomllib.loads(files("samestory.lexicon").joinpath("months.toml").read_text(encoding="utf-8"))
    named = frozenset(
        word.lower().rstrip(".") for key in ("months", "short_months") for word in months[key]
    )
    named |= frozenset(MONTHS)
    days = frozenset(word.lower() for word in months["weekdays"]) | frozenset(WEEKDAYS)
    who, when = "|".join(sorted(by)), "|".join(sorted(cues))
    opening = re.compile(rf"\W{{0,4}}(?:(?:{who})\b|(?:\w{{1,12}}\W{{1,3}})?(?:{when})\b)", re.IGNORECASE)
    return StampWords(by, cues, time, beside, named, named | days, opening)

"""News agencies and the forms of their names, loaded once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Agencies:
    """`names` maps a form to the name shown, `pattern` finds any form; the rest are other credits.

    `called` are words of which agencies make their names, `asides` what else a dateline's brackets hold.
    """

    names: dict[str, str]
    pattern: re.Pattern[str]
    unnamed: tuple[str, ...]
    endings: tuple[str, ...]
    broadcasters: frozenset[str]
    called: frozenset[str]
    asides: frozenset[str]


@cache
def load_agencies() -> Agencies:
    """Load the agencies.

    >>> load_agencies().names["Associated Press"]
    'The Associated Press (AP)'
    """
    data = tomllib.loads(files("samestory.lexicon").joinpath("agencies.toml").read_text(encoding="utf-8"))
    names = {form: name for name, forms in data["agencies"].items() for form in forms}
    # Lines of rights and bylines shout: each longer form is known in capitals too.
    names |= {form.upper(): name for form, name in names.items() if len(form) > 4}
    forms = sorted(names, key=lambda form: (-len(form), form))
    pattern = re.compile(rf"(?<![\w/])(?:{'|'.join(re.escape(form) for form in forms)})(?![\w])")
    other = data["forms"]
    return Agencies(
        names,
        pattern,
        tuple(other["unnamed"]),
        tuple(other["endings"]),
        frozenset(other["broadcasters"]),
        frozenset(other["called"]),
        frozenset(other["asides"]),
    )

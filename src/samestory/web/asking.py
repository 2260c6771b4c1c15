"""What stands behind the question mark of an address, read with bounds and refused in words."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlencode

from starlette.requests import Request

from samestory.web.refusals import Refused

MAX_WORDS_CHARS = 500
_ANCHOR = re.compile(r"[\w-]{1,200}", re.ASCII)
MAX_OFFSET = 10_000_000
# On one page of a list that a program asks for.
MAX_ROWS = 200


def read_words(request: Request, name: str) -> str:
    """Read words, of which a question can hold so many."""
    return request.query_params.get(name, "")[:MAX_WORDS_CHARS]


def read_anchor(request: Request) -> str:
    """Read the place in a story that is to be shown once the story is opened, as what follows its address.

    Not every browser carries what follows a '#' through the page that waits.
    """
    anchor = request.query_params.get("at", "")
    return f"#{anchor}" if _ANCHOR.fullmatch(anchor) else ""


def read_number(request: Request, name: str, default: int, *, least: int = 0, most: int) -> int:
    """Read a whole number.

    Raises:
        Refused: it is none, smaller than `least` or larger than `most`.
    """
    value = request.query_params.get(name, "")
    if not value:
        return default
    number = int(value) if value.isascii() and value.isdecimal() and len(value) <= 12 else -1
    if not least <= number <= most:
        raise Refused(400, "wrong-number", f"'{name}' is a whole number from {least} to {most:,}.")
    return number


def read_day(request: Request, name: str) -> date | None:
    """Read a day; an empty one is none.

    Raises:
        Refused: it is no day.
    """
    value = request.query_params.get(name, "")
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise Refused(400, "wrong-day", f"A day is written like 2031-05-04, not '{value[:40]}'.") from None


def page_links(request: Request, offset: int, limit: int, *, more: bool) -> tuple[str | None, str | None]:
    """Write the addresses of the pages before and after one; None where there is none."""
    before = page_address(request, offset=max(0, offset - limit) or "") if offset else None
    return before, page_address(request, offset=offset + limit) if more else None


def page_address(request: Request, **changed: object) -> str:
    """Write the address of a list with some of its questions changed; empty ones are left out."""
    asked = [(key, value) for key, value in request.query_params.multi_items() if key not in changed]
    asked += [(key, str(value)) for key, value in changed.items()]
    kept = [(key, value) for key, value in asked if value]
    return request.url.path + (f"?{urlencode(kept)}" if kept else "")

"""What a page's address says: where it was met, where it says it is, and of whom it is."""

from __future__ import annotations

import pytest

from samestory.sources.drafts import Draft, place_at

HOME = "https://velma.example/fire"


@pytest.mark.parametrize(
    ("own", "met", "url", "taken_from"),
    [
        (None, HOME, HOME, ()),
        (HOME, "https://m.velma.example/fire?x=1", HOME, ()),
        (HOME, "https://sound.example/a", "https://sound.example/a", ("velma.example",)),
        (HOME, "https://velma-example.cdn.ampproject.org/v/s/velma.example/fire", HOME, ()),
        (None, f"https://web.archive.org/web/20310508060000id_/{HOME}", HOME, ()),
        (HOME, "https://archive.ph/abc", HOME, ()),
        (HOME, None, HOME, ()),
        (HOME, "not an address", HOME, ()),
    ],
)
def test_a_page_is_where_it_was_met_unless_that_is_a_mirror(
    own: str | None, met: str | None, url: str, taken_from: tuple[str, ...]
) -> None:
    """What it calls its own address elsewhere is where its text is from."""
    placed = place_at(Draft("x", b"", "", url=own), met)
    assert (placed.url, placed.declared.taken_from) == (url, taken_from)

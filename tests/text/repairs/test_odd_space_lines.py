"""Only lines with a mark that may be mended are looked at, and none of those is missed."""

import re

from hypothesis import given
from hypothesis import strategies as st

from samestory.records import Repair
from samestory.text.repairs import _odd_spaces


def _look_at_all(text: str) -> list[Repair]:
    found: list[Repair] = []
    for line in re.finditer(r"[^\n]+", text):
        places = [at for at in range(*line.span()) if text[at] == '"']
        if places and len(places) % 2 == 0:
            found += _odd_spaces._space_line(text, places, *line.span())
    return found


@given(st.text('""" \u00a0\t\nab.,(—-é', max_size=16))
def test_doubtful_lines_are_all_that_need_a_look(text: str) -> None:
    """Looking at the doubtful lines alone mends what looking at every line mends."""
    assert list(_odd_spaces.find_odd_spaces(text)) == _look_at_all(text)

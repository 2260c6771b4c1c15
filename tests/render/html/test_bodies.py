"""A report cut into paragraphs and pieces that keep their offsets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dossiers import entry_of
from hypothesis import given
from hypothesis import strategies as st

from samestory.records import Furniture, Repair, ReportEntry
from samestory.render.html.bodies import Body, body_of
from samestory.render.safety import show_text

ENTRY = replace(entry_of("r-three", date(2031, 3, 4)), furniture=(), repairs=(), title=None)


def stretches(body: Body) -> list[tuple[int, str]]:
    """List the places of all unrepaired pieces with their text."""
    found = []
    for paragraph in body.paragraphs:
        at = paragraph.start
        for piece in paragraph.pieces:
            if not piece.repair:
                found.append((at, piece.text))
            at += piece.length
    return found


@st.composite
def entries(draw: st.DrawFn) -> ReportEntry:
    """Make a report with any furniture and repairs, overlapping ones too."""
    text = draw(st.text(alphabet="ab 😀\n\r\u202e", max_size=60))
    place = st.integers(0, len(text))
    spans = [sorted(span) for span in draw(st.lists(st.tuples(place, place), max_size=6))]
    furniture = tuple(Furniture(a, b, "x") for a, b in spans[:3])
    repairs = tuple(Repair(a, b, "R\n", "x") for a, b in spans[3:])
    return replace(ENTRY, text=text, furniture=furniture, repairs=repairs)


@given(entries(), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 70)), max_size=5))
def test_offsets_hold(entry: ReportEntry, places: list[tuple[int, int]]) -> None:
    """Every piece stands at its own offset, whatever is furniture, repaired or pointed to."""
    shown = show_text(entry.text)
    for at, text in stretches(body_of(entry, places)):
        assert shown[at : at + len(text)] == text


@given(entries())
def test_nothing_is_lost(entry: ReportEntry) -> None:
    """Every character but blank lines stands in a piece."""
    body = body_of(entry, ())
    covered = set()
    for paragraph in body.paragraphs:
        covered.update(range(paragraph.start, paragraph.start + sum(p.length for p in paragraph.pieces)))
    assert all(char.isspace() for at, char in enumerate(show_text(entry.text)) if at not in covered)


def test_anchors_stand_where_places_begin() -> None:
    """A place gets its anchor before its first character, once."""
    start = ENTRY.text.index("Seven")
    body = body_of(ENTRY, [(start, start + 5), (start, start + 5), (start, start + 12)])
    anchored = [piece for paragraph in body.paragraphs for piece in paragraph.pieces if piece.anchors]
    assert [piece.anchors for piece in anchored] == [
        (f"r-three-{start}-{start + 5}", f"r-three-{start}-{start + 12}")
    ]
    assert anchored[0].text.startswith("Seven")

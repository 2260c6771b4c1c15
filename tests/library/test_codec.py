"""Records as bytes: exact, stable, and refusing what they are not."""

from __future__ import annotations

import zlib
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.library.codec import pack, unpack, unpack_fields
from samestory.library.dossiers import Found
from samestory.library.preparing import Facts
from samestory.pipeline import Models, make_dossier
from samestory.records import (
    Alias,
    Basis,
    Cleaning,
    Declared,
    Dossier,
    Intake,
    Name,
    Published,
    Quantity,
    Repair,
    Span,
)
from tests.conftest import report_of


def test_every_field_comes_back_hidden_ones_too() -> None:
    """Figures stay exact, dates dates, mappings mappings; nothing that JSON leaves out is lost."""
    quantity = Quantity("r-1", 2, 5, Decimal("0.1"), None, "km", "road", role="closed", approximate=True)
    name = Name("n-1", "Velm", "place", (Alias("Velm", {"r-1": 2}),))
    published = Published(date(2031, 5, 4), None, (Basis(None, None, "said so"),))
    for record in (quantity, name, published):
        assert unpack(type(record), pack(record)) == record


def test_a_dossier_comes_back_whole() -> None:
    """What a reader was shown is shown again to the last field."""
    reports = (
        report_of('Fire in Velm\n\nTwo died in Velm. "We wait," the mayor said.'),
        report_of("Another day."),
    )
    dossier = make_dossier(Intake(reports, ()), load_models=lambda: Models(None, None), one_story=True)
    assert unpack(Dossier, pack(dossier)) == dossier


@given(st.text(), st.integers(0, 9), st.integers(0, 9))
def test_any_text_can_be_kept(text: str, start: int, end: int) -> None:
    """Texts are hostile: controls, halves of characters and all."""
    repair = Repair(start, end, text, "mojibake")
    assert unpack(Repair, pack(repair)) == repair


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"nothing",
        zlib.compress(b"[1"),
        zlib.compress(b'{"a": 1}'),
        zlib.compress(b"[1]"),
        zlib.compress(b"[1,2,3]"),
    ],
)
def test_what_is_no_such_record_is_refused(data: bytes) -> None:
    """Damaged bytes become one kind of error, never a wrong record."""
    with pytest.raises(ValueError, match=r"."):
        unpack(Span, data)


def test_the_shape_of_what_is_kept_has_not_changed() -> None:
    """Fields are kept by their order: put a new one at the end, with a default, or write a migration."""
    from dataclasses import fields

    shapes = {
        kind.__name__: [field.name for field in fields(kind)]
        for kind in (Facts, Found, Cleaning, Declared, Published)
    }
    assert shapes["Facts"][:3] == ["declared", "cleaning", "published"]
    assert shapes["Declared"][:7] == [
        "title",
        "published",
        "modified",
        "language",
        "authors",
        "agencies",
        "where",
    ]
    assert shapes["Published"][:3] == ["earliest", "latest", "basis"]
    assert shapes["Cleaning"][:9] == [
        "report", "title", "headings", "paragraphs", "furniture", "repairs", "agencies", "language", "captions",
    ]  # fmt: skip


def test_some_fields_are_read_without_the_others() -> None:
    """The same as out of the whole record; what is no such record is refused."""
    spans = (Span(0, 4), Span(5, 9))
    cleaning = Cleaning("r-1", None, (), spans, (), (Repair(1, 2, "é", "mojibake"),), (), "en")
    facts = pack(Facts(Declared(), cleaning, Published(None, None, ())))
    paragraphs, repairs, title = unpack_fields(Facts, facts, "cleaning", ("paragraphs", "repairs", "title"))
    assert (paragraphs, repairs, title) == (cleaning.paragraphs, cleaning.repairs, None)
    for damaged in (b"", facts[:-9], pack(Span(1, 2))):
        with pytest.raises(ValueError, match=r"."):
            unpack_fields(Facts, damaged, "cleaning", ("paragraphs",))

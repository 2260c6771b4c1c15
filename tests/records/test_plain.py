"""Records as JSON: the same bytes, the contract's names."""

from datetime import date
from decimal import Decimal

from samestory.records import Edit, Passage, Quantity, TimelineEntry, content_id, to_json, to_plain


def test_keyword_fields_lose_their_underscore() -> None:
    """'from' is a keyword in Python and a key in the contract."""
    assert to_plain(Edit("replace", "a", "b")) == {"op": "replace", "from": "a", "to": "b"}


def test_hidden_fields_stay_out_of_the_json() -> None:
    """What serves the stages alone is not part of the contract."""
    plain = to_plain(Quantity("r-1", 0, 4, Decimal(5), None, "people", "killed", role="killed"))
    assert list(plain) == ["report", "start", "end", "low", "high", "unit", "of", "statement"]


def test_figures_are_numbers_and_days_are_iso() -> None:
    """Decimals become integers where they are whole, dates ISO strings, spans pairs."""
    assert to_plain(Decimal("5.0")) == 5
    assert to_plain(Decimal("2.5")) == 2.5
    entry = TimelineEntry(date(2024, 5, 3), date(2024, 5, 4), "x", ())
    assert to_plain(entry)["earliest"] == "2024-05-03"
    assert to_plain(Passage((0, 3), (1, 4), "verbatim", 1.0))["a"] == [0, 3]


def test_text_that_utf8_cannot_hold_is_still_written() -> None:
    """A lone surrogate from a hostile page must not stop the dossier."""
    assert to_json("a\ud800b").encode("utf-8") == b'"a?b"\n'


def test_ids_depend_on_where_parts_end() -> None:
    """Two parts are not the same as their concatenation."""
    assert content_id("r", "ab", "c") != content_id("r", "a", "bc")

"""What would be shown twice is shown once."""

from __future__ import annotations

from dataclasses import replace

from dossiers import make_story

from samestory.records import Citation, Difference, Statement, Support, Value
from samestory.render.folding import fold_differences, fold_statements


def statement_of(id: str, *places: tuple[str, int, int]) -> Statement:
    """Make a statement supported at places."""
    return Statement(id, id, tuple(Support(*place) for place in places))


def difference_of(
    *values: tuple[str, str], status: str = "refinement", about: str = "the dead"
) -> Difference:
    """Make a difference of values, each with the report that has it."""
    listed = tuple(Value(value, (report,), (Citation(report, 0, 3),)) for value, report in values)
    return Difference("quantity", about, status, "", listed)  # type: ignore[arg-type]


def test_a_difference_of_overlapping_statements_stands_once() -> None:
    """The same values in two statements are one difference that names both."""
    one, two = difference_of(("five", "a"), ("six", "b")), difference_of(("Five", "c"), ("six", "b"))
    first, second = statement_of("t-1", ("a", 0, 9)), statement_of("t-2", ("a", 0, 12))
    story = replace(
        make_story(),
        statements=(replace(first, differences=(one,)), replace(second, differences=(two,))),
    )
    (folded,) = fold_differences(story)
    assert [s.id for s in folded.statements] == ["t-1", "t-2"]
    assert [value.reports for value in folded.difference.values] == [("a", "c"), ("b",)]


def test_fewer_values_fold_into_more() -> None:
    """A difference whose values are all among those of another adds nothing."""
    small, large = difference_of(("1", "a"), ("2", "b")), difference_of(("1", "a"), ("2", "b"), ("3", "c"))
    statement = replace(statement_of("t-1", ("a", 0, 9)), differences=(small, large))
    (folded,) = fold_differences(replace(make_story(), statements=(statement,)))
    assert len(folded.difference.values) == 3


def test_what_it_is_about_and_its_status_keep_differences_apart() -> None:
    """Five or six dead is not five or six hurt, and an update is no conflict."""
    values = (("five", "a"), ("six", "b"))
    kept = (
        difference_of(*values),
        difference_of(*values, about="the hurt"),
        difference_of(*values, status="conflict"),
    )
    statement = replace(statement_of("t-1", ("a", 0, 9)), differences=kept)
    folded = fold_differences(replace(make_story(), statements=(statement,)))
    assert [f.difference.status for f in folded] == ["conflict", "refinement", "refinement"]


def test_a_part_stands_under_its_whole() -> None:
    """A statement whose every support stands within another's is listed below it."""
    whole = statement_of("t-whole", ("a", 0, 50), ("b", 10, 60))
    part = statement_of("t-part", ("a", 5, 20), ("b", 10, 30))
    other = statement_of("t-other", ("a", 5, 20), ("c", 0, 10))
    folded = fold_statements((part, whole, other))
    assert [(f.statement.id, [s.id for s in f.within]) for f in folded] == [
        ("t-whole", ["t-part"]),
        ("t-other", []),
    ]


def test_the_same_places_fold_into_the_first() -> None:
    """Of two statements with the same supports, the first holds the second, and none is lost."""
    one, two = statement_of("t-1", ("a", 0, 9)), statement_of("t-2", ("a", 0, 9))
    (folded,) = fold_statements((one, two))
    assert (folded.statement.id, folded.within[0].id) == ("t-1", "t-2")


def test_what_is_unsure_of_a_settled_figure_comes_last() -> None:
    """How a toll grew is told; that an early count was of other hours is worth less than any other doubt."""
    grown = difference_of(("three", "a"), ("five", "b"), status="update")
    early = difference_of(("one", "a"), ("five", "b"), status="unsure")
    other = difference_of(("ten", "a"), ("twelve", "b"), status="unsure", about="the engines")
    alike = difference_of(("up to ten", "a"), ("ten", "b"), about="the boats")
    statement = replace(statement_of("t-1", ("a", 0, 9)), differences=(early, alike, other, grown))
    folded = fold_differences(replace(make_story(), statements=(statement,)))
    assert [f.difference for f in folded] == [grown, other, alike, early]


def test_of_what_is_unsure_the_wider_comes_first() -> None:
    """A doubt between many reports stands before one between two."""
    two = difference_of(("one", "a"), ("five", "b"), status="unsure")
    three = difference_of(("ten", "a"), ("twelve", "b"), ("11", "c"), status="unsure", about="the engines")
    statement = replace(statement_of("t-1", ("a", 0, 9)), differences=(two, three))
    folded = fold_differences(replace(make_story(), statements=(statement,)))
    assert [f.difference for f in folded] == [three, two]

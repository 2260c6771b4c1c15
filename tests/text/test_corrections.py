"""What people judged stands in the place of what was found."""

from __future__ import annotations

from samestory.records import (
    Alias,
    Citation,
    Difference,
    Lineage,
    Name,
    Pair,
    Statement,
    Support,
    Value,
    difference_key,
    make_judgement,
)
from samestory.text.corrections import correct_lineage, drop_differences, join_names

AT = "2031-05-04T10:00:00Z"


def judge(kind: str, first: str, second: str = ""):
    """A judgement by Ada."""
    return make_judgement(kind, first, second, author="Ada", at=AT)  # type: ignore[arg-type]


def name(id: str, text: str, **reports: int) -> Name:
    """A person with one way of naming her."""
    return Name(id, text, "person", (Alias(text, {f"r-{key}": count for key, count in reports.items()}),))


def pair(a: str, b: str, relation: str = "independent") -> Pair:
    """A pair that shares a third of its words."""
    return Pair(a, b, relation, 0.3, "unknown", "found", ())  # type: ignore[arg-type]


def test_two_names_become_one_under_the_more_frequent() -> None:
    """Names that a person joins are one, with the aliases and counts of both."""
    names = (name("n-1", "Ines Varga", a=3), name("n-2", "the harbour master", a=1, b=1))
    joined = join_names(names, [judge("one-name", "the harbour master", "Ines Varga")])
    assert [each.id for each in joined] == ["n-1"]
    assert [alias.text for alias in joined[0].aliases] == ["Ines Varga", "the harbour master"]


def test_names_nobody_judged_stay_apart() -> None:
    """A judgement on a name that the story has not leaves all as it is."""
    names = (name("n-1", "Ines Varga", a=3), name("n-2", "Ola Reyn", a=1))
    assert join_names(names, [judge("one-name", "Ines Varga", "Tom Beck")]) == names


def test_judged_copy_ties_a_family_and_has_a_direction() -> None:
    """A copy that the machine did not see is one from then on, from its original, with who said so."""
    corrected = correct_lineage(
        Lineage((pair("r-a", "r-b"),), ()), ("r-a", "r-b"), [judge("copy", "r-b", "r-a")]
    )
    found = corrected.pairs[0]
    assert (found.relation, found.direction) == ("edited-copy", "b-from-a")
    assert "Ada" in found.because
    assert corrected.families == (("r-a", "r-b"),)


def test_judged_independence_unties_a_family() -> None:
    """Reports that a person calls independent are in no family through one another."""
    lineage = Lineage(
        (pair("r-a", "r-b", "edited-copy"), pair("r-b", "r-c", "copy")), (("r-a", "r-b", "r-c"),)
    )
    corrected = correct_lineage(lineage, ("r-a", "r-b", "r-c"), [judge("independent", "r-a", "r-b")])
    assert corrected.families == (("r-b", "r-c"),)


def test_judged_difference_goes_and_others_stay() -> None:
    """Only the difference that was judged to be none is taken away, found again by what differs."""

    def differ(*values: str) -> Difference:
        return Difference(
            "quantity",
            "hurt",
            "conflict",
            "they differ",
            tuple(
                Value(value, (f"r-{at}",), (Citation(f"r-{at}", 0, 4),)) for at, value in enumerate(values)
            ),
        )

    none, other = differ("five", "six"), differ("five", "nine")
    statement = Statement("t-1", "Five were hurt.", (Support("r-0", 0, 15),), differences=(none, other))
    kept = drop_differences([statement], [judge("no-difference", difference_key(none))])
    assert kept[0].differences == (other,)

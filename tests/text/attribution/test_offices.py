"""The roles that a report gives its persons."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from samestory.lexicon.roles import load_role_words
from samestory.records import Annotation, Report
from samestory.text.attribution.offices import find_offices
from samestory.text.attribution.persons import find_persons
from samestory.text.trees import grow_tree

Annotate = Callable[[str], tuple[Report, Annotation]]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Sen. Ann Lee came.", "senator"),
        ("Ann Lee, the health minister, came.", "minister"),
        ("The mayor, Ann Lee, came.", "mayor"),
        ("Ann Lee is the director of the port.", "director"),
    ],
)
def test_roles_beside_a_name(annotate: Annotate, text: str, role: str) -> None:
    """A title, an apposition on either side and a plain statement give a person a role."""
    _, annotation = annotate(f"News from the harbour\n\n{text}")
    tree, roles = grow_tree(annotation), load_role_words()
    held = find_offices(tree, find_persons(annotation, tree, roles), roles)
    assert [person.words for person in held[role]] == [("Ann", "Lee")]


def test_a_place_is_no_person(annotate: Annotate) -> None:
    """A word that stands after 'in' is where it happened, though the recogniser sees a person."""
    _, annotation = annotate("Fire at the mill in Dunmore\n\nA fire broke out in Dunmore.")
    tree, roles = grow_tree(annotation), load_role_words()
    assert find_persons(annotation, tree, roles) == []

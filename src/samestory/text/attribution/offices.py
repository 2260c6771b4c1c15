"""What the persons of a report are: the roles that it gives them beside their names, wherever it does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from samestory.lexicon.roles import RoleWords
from samestory.text.attribution.persons import Person
from samestory.text.trees import Tree

_BE = frozenset({"be", "become"})


def find_offices(tree: Tree, persons: Sequence[Person], roles: RoleWords) -> dict[str, list[Person]]:
    """List, for every role, the persons who are said to hold it, in the order of the report.

    'Chief Ann Lee', 'Ann Lee, the chief,', 'the chief, Ann Lee', 'Ann Lee is chief of …'.
    """
    held: dict[str, list[Person]] = {}
    for person in persons:
        words = {word.lower().rstrip(".") for word in person.full.split()[: -len(person.words)]}
        words |= {roles.abbreviated[word] for word in words if word in roles.abbreviated}
        words |= {tree.tokens[i].lemma.lower() for i in _beside(tree, person)}
        for word in sorted(words & roles.persons):
            held.setdefault(word, []).append(person)
    return held


def _beside(tree: Tree, person: Person) -> Iterator[int]:
    tokens = tree.tokens
    inner = range(person.first, person.last)
    root = next((i for i in inner if tokens[i].head not in inner), person.first)
    yield from (c for c in tree.children[root] if tokens[c].dep == "appos" and c not in inner)
    head = tree.head(root)
    if head is None:
        return
    if tokens[root].dep == "appos":
        yield head
    if tokens[root].dep == "nsubj" and tokens[head].lemma in _BE:
        yield from (c for c in tree.children[head] if tokens[c].dep == "attr")


def is_aged(tree: Tree, phrase: Sequence[int]) -> bool:
    """Tell 'the 44-year-old driver', who is somebody just named."""
    words = {tree.tokens[i].text.lower() for i in phrase}
    return ("old" in words and bool(words & {"year", "years"})) or any(
        w.endswith("-year-old") for w in words
    )


def self_given_name(tree: Tree, head: int) -> str:
    """'A woman who gave her name only as Edith': read the name, '' where none is given."""
    tokens = tree.tokens
    for clause in (c for c in tree.children[head] if tokens[c].dep in ("relcl", "acl")):
        below = tree.subtree(clause)
        named = any(tokens[i].lemma in ("name", "identify", "call") for i in below)
        for at in (i for i in below if named and tokens[i].text.lower() == "as"):
            name = tree.child(at, "pobj")
            if name is not None and tokens[name].pos == "PROPN":
                return " ".join(tokens[i].text for i in tree.subtree(name) if tokens[i].pos == "PROPN")
    return ""

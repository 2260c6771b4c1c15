"""The headline that stands over a story."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from samestory.records import Account, Citation, Difference, Statement, Support, Value
from samestory.text.summing.headlines import choose_headline
from samestory.text.summing.updates import find_sides, find_updates

AccountMaker = Callable[..., Account]
EARLY = "Three people killed in mill fire\n\nThree people were killed in the fire at the mill in Esk.\n"
LATE = "Mill fire: owner arrested\n\nSeven people were killed in the fire at the mill in Esk.\n"


def differing(
    accounts: list[Account], words: tuple[str, ...], *, status: str, kind: str = "quantity"
) -> list[Statement]:
    """Make a statement of what stands in the bodies, on which the reports differ in words."""
    sides: dict[str, list[Citation]] = {}
    support = []
    for account, word in zip(accounts, words, strict=True):
        at = account.report.text.rindex(word)
        sides.setdefault(word, []).append(Citation(account.id, at, at + len(word)))
        support.append(Support(account.id, at, at + 30))
    values = tuple(
        Value(word, tuple(c.report for c in spans), tuple(spans)) for word, spans in sides.items()
    )
    difference = Difference(kind, "how many", status, "", values)  # type: ignore[arg-type]
    return [Statement("t-1", "x", tuple(support), differences=(difference,))]


def test_a_headline_with_an_earlier_toll_does_not_head_the_story(account_of: AccountMaker) -> None:
    """Two reports have three dead in their headlines; the one that knows of seven heads the story."""
    accounts = [
        account_of(EARLY, source="a.txt", day="2024-05-01"),
        account_of(EARLY, source="b.txt", day="2024-05-01"),
        account_of(LATE, source="c.txt", day="2024-05-03"),
    ]
    statements = differing(accounts, ("Three", "Three", "Seven"), status="update")
    chosen = choose_headline(accounts, statements)
    assert chosen is not None
    assert chosen.text == "Mill fire: owner arrested"


def test_the_latest_figure_is_better_than_none(account_of: AccountMaker) -> None:
    """Of two headlines that hold, the one with the latest toll is chosen."""
    accounts = [
        account_of(EARLY, source="a.txt", day="2024-05-01"),
        account_of(LATE, source="b.txt", day="2024-05-03"),
        account_of(LATE.replace("Mill fire: owner arrested", "Seven people killed in mill fire"),
                   source="c.txt", day="2024-05-03"),
    ]  # fmt: skip
    statements = differing(accounts, ("Three", "Seven", "Seven"), status="update")
    chosen = choose_headline(accounts, statements)
    assert chosen is not None
    assert chosen.text == "Seven people killed in mill fire"


def test_the_side_of_the_fewer_does_not_head_the_story(account_of: AccountMaker) -> None:
    """In a conflict the headline that takes the side of one report stands behind."""
    one = "Cup worth three million crowns found\n\nThe cup is worth three million crowns.\n"
    two = "Golden cup of Esk found\n\nThe cup is worth two million crowns.\n"
    accounts = [account_of(text, source=f"{n}.txt") for n, text in enumerate((one, two, two))]
    (statement,) = differing(accounts, ("three million", "two million", "two million"), status="conflict")
    (difference,) = statement.differences
    first = difference.values[0]
    at = one.index("three million")
    title = replace(first, spans=(Citation(accounts[0].id, at, at + 13),))
    statement = replace(statement, differences=(replace(difference, values=(title, difference.values[1])),))
    chosen = choose_headline(accounts, [statement])
    assert chosen is not None
    assert chosen.text == "Golden cup of Esk found"


def test_a_headline_that_states_is_better_than_one_that_quotes_or_asks(account_of: AccountMaker) -> None:
    """Somebody's words, a question and a bare subject tell less of the story."""
    body = "The old mill of Esk burned down on Tuesday night.\n"
    titles = ('"I ran": a night at the mill', "Who set fire to the old mill?", "Clearing up",
              "Old mill of Esk burns down")  # fmt: skip
    accounts = [account_of(f"{title}\n\n{body}", source=f"{n}.txt") for n, title in enumerate(titles)]
    chosen = choose_headline(accounts, [])
    assert chosen is not None
    assert chosen.text == titles[-1]


def test_no_headline_where_none_is() -> None:
    """A story of reports without headlines has none."""
    assert choose_headline([], []) is None


def test_an_earlier_figure_is_as_old_in_the_headline(account_of: AccountMaker) -> None:
    """The difference names the place in the body; the same figure of the headline is found with it."""
    accounts = [
        account_of(EARLY, source="a.txt", day="2024-05-01"),
        account_of(LATE, source="b.txt", day="2024-05-03"),
    ]
    (update,) = find_updates(differing(accounts, ("Three", "Seven"), status="update"), accounts)
    assert {span.report for span in update.earlier} == {accounts[0].id}
    assert any(span.start < EARLY.index("\n") for span in update.earlier)
    assert {span.report for span in update.latest} == {accounts[1].id}


def test_a_side_stands_wherever_its_figure_does(account_of: AccountMaker) -> None:
    """A conflict's sides are found in the headline too, each with the reports that are on it."""
    accounts = [account_of(EARLY, source="a.txt"), account_of(LATE, source="b.txt")]
    ((status, sides),) = find_sides(differing(accounts, ("Three", "Seven"), status="conflict"), accounts)
    assert status == "conflict"
    assert [side.reports for side in sides] == [frozenset({a.id}) for a in accounts]
    assert any(span.start < EARLY.index("\n") for span in sides[0].spans)


def test_what_is_only_unsure_has_no_sides(account_of: AccountMaker) -> None:
    """A brief takes no side where nothing is called a conflict or an update."""
    accounts = [account_of(EARLY, source="a.txt"), account_of(LATE, source="b.txt")]
    assert find_sides(differing(accounts, ("Three", "Seven"), status="unsure"), accounts) == []

"""Differences inside a statement: found, of the right kind, and never worse than they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from samestory.records import Account, Difference, Statement, Support
from samestory.stages.differences import compare_statements
from samestory.stages.names import resolve_names
from tests.conftest import AccountMaker

CASES = Path(__file__).parent.parent / "cases" / "differences"


def load(name: str) -> list[dict[str, Any]]:
    """Read a table of cases."""
    cases: list[dict[str, Any]] = json.loads((CASES / name).read_text(encoding="utf-8"))
    return cases


def compare(*accounts: Account, named: bool = False) -> tuple[Difference, ...]:
    """Take whole texts as the supports of one statement and compare them, by whom they name if wanted."""
    supports = tuple(Support(a.id, 0, len(a.report.text)) for a in accounts)
    names = resolve_names(accounts) if named else ()
    (statement,) = compare_statements([Statement("t-1", "…", supports)], accounts, names)
    return statement.differences


def pair(account_of: AccountMaker, case: dict[str, Any]) -> tuple[Account, Account]:
    """Read the two texts of a case."""
    return (
        account_of(case["a"], source="a.txt", day=case["a_day"]),
        account_of(case["b"], source="b.txt", day=case["b_day"]),
    )


@pytest.mark.parametrize("case", load("synthetic.json"), ids=lambda case: str(case["what"]))
def test_finds_the_difference_and_what_it_is_worth(account_of: AccountMaker, case: dict[str, Any]) -> None:
    """The kind and status are those of the table, whichever report comes first."""
    a, b = pair(account_of, case)
    for accounts in ((a, b), (b, a)):
        found = {(difference.kind, difference.status) for difference in compare(*accounts)}
        assert (case["kind"], case["status"]) in found


@pytest.mark.parametrize("case", load("negative.json"), ids=lambda case: str(case["what"]))
def test_flags_no_conflict_where_both_can_be_right(account_of: AccountMaker, case: dict[str, Any]) -> None:
    """Calling compatible statements a conflict, or one an update of the other, is the worst error."""
    found = compare(*pair(account_of, case))
    assert [d for d in found if d.status in ("conflict", "update")] == []


@pytest.mark.parametrize("case", load("named.json"), ids=lambda case: str(case["what"]))
def test_flags_no_conflict_between_happenings_of_other_names(
    account_of: AccountMaker, case: dict[str, Any]
) -> None:
    """What is told of other people or places is another happening."""
    a, b = pair(account_of, case)
    found = [d for d in compare(a, b, named=True) if d.status in ("conflict", "update")]
    assert found == []
    assert compare(a, b) != ()


def test_names_the_reports_and_places_of_each_side(account_of: AccountMaker) -> None:
    """Every value cites the very words it rests on."""
    a, b = pair(account_of, load("synthetic.json")[1])
    (difference,) = compare(a, b)
    texts = {a.id: a.report.text, b.id: b.report.text}
    assert [v.reports for v in difference.values] == [(a.id,), (b.id,)]
    cited = [texts[c.report][c.start : c.end] for v in difference.values for c in v.spans]
    assert cited == ["Five people", "Seven people"]


def test_reports_with_one_value_stand_together(account_of: AccountMaker) -> None:
    """Two reports that say seven are one side against the third."""
    texts = ("Seven people were killed.", "The fire killed 7 people.", "Five people were killed.")
    a, b, c = (account_of(t, source=f"{i}.txt", day="2020-03-01") for i, t in enumerate(texts))
    (difference,) = compare(a, b, c)
    assert {value.reports for value in difference.values} == {(a.id, b.id), (c.id,)}


def test_a_statement_of_one_report_has_no_differences(account_of: AccountMaker) -> None:
    """There is nothing to compare."""
    a = account_of("Five people were killed. Seven people were killed.")
    assert compare(a) == ()


def test_reports_without_tokens_are_compared_in_silence(account_of: AccountMaker) -> None:
    """A language without a parser yields no difference and no error."""
    a = account_of(
        "Cinq personnes ont été tuées dans le naufrage du bateau au large de la ville.", source="a.txt"
    )
    b = account_of("Seven people were killed.", source="b.txt")
    assert compare(a, b) == ()


@pytest.mark.parametrize("case", load("silent.json"), ids=lambda case: str(case["what"]))
def test_says_nothing_of_two_things(account_of: AccountMaker, case: dict[str, Any]) -> None:
    """What differs because it is of two things is not worth a word of any kind."""
    found = {difference.kind for difference in compare(*pair(account_of, case))}
    assert case["kind"] not in found

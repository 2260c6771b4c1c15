"""Which reports have their text from one another."""

from __future__ import annotations

import pytest

from samestory.records import Account, Lineage
from samestory.stages.lineage import trace_lineage
from samestory.stages.passages import align_accounts
from tests.conftest import AccountMaker
from tests.stages.test_passages import FLOOD, REWORDED, STRANGER

OWN = (
    "Shopkeepers on the high street spent the morning shovelling mud from their cellars. Insurance adjusters "
    "were seen photographing ruined stock. The school will stay closed until the boiler has been replaced, "
    "its head teacher wrote to parents, and lessons move to the gymnasium of the neighbouring village."
)


def trace(*accounts: Account) -> Lineage:
    """Align and trace."""
    return trace_lineage(accounts, align_accounts(accounts), ())


def test_one_text_is_a_copy(account_of: AccountMaker) -> None:
    """The same body under another headline is a copy, and says how much is shared."""
    (pair,) = trace(
        account_of(f"Flood\n\n{FLOOD}\n\n{OWN}"), account_of(f"Deluge\n\n{FLOOD}\n\n{OWN}", source="b.txt")
    ).pairs
    assert pair.relation == "copy"
    assert pair.share == 1.0
    assert "100%" in pair.because


def test_a_part_taken_over_is_an_edited_copy(account_of: AccountMaker) -> None:
    """A copied part beside text of its own is an edited copy."""
    (pair,) = trace(
        account_of(f"Flood\n\n{FLOOD}\n\n{OWN}"),
        account_of(f"Flood\n\n{FLOOD}\n\n{STRANGER}", source="b.txt"),
    ).pairs
    assert pair.relation == "edited-copy"


def test_sentences_put_anew_are_a_common_source(account_of: AccountMaker) -> None:
    """Retelling sentence by sentence is dependence."""
    (pair,) = trace(
        account_of(f"Flood\n\n{FLOOD}"), account_of(f"Water\n\n{REWORDED}", source="b.txt")
    ).pairs
    assert pair.relation == "common-source"


def test_a_shared_quotation_is_no_dependence(account_of: AccountMaker) -> None:
    """Two reporters who heard one farmer share his words only."""
    words = (
        '"We heard the water coming down the valley like a train and ran for the hill with the children,"'
    )
    (pair,) = trace(
        account_of(f"Flood\n\n{words} a farmer said.\n\n{OWN}"),
        account_of(f"Night\n\n{words} a farmer told us.\n\n{STRANGER}", source="b.txt"),
    ).pairs
    assert pair.relation == "shared-quotes"
    assert pair.direction == "unknown"


def test_strangers_are_independent(account_of: AccountMaker) -> None:
    """Nothing shared is said in words."""
    (pair,) = trace(account_of(f"Flood\n\n{OWN}"), account_of(f"Music\n\n{STRANGER}", source="b.txt")).pairs
    assert (pair.relation, pair.share, pair.because) == ("independent", 0, "no passage in common")


@pytest.mark.parametrize(
    ("fields_a", "fields_b", "extra_a", "direction"),
    [
        ({}, {"outlet": "Valley Courier"}, "As the Valley Courier reports, the dam held.", "a-from-b"),
        ({"day": "2021-05-01"}, {"day": "2021-05-03"}, "", "b-from-a"),
        ({"day": "2021-05-03"}, {"day": "2021-05-03"}, "", "unknown"),
        ({}, {}, "", "unknown"),
    ],
)
def test_direction_needs_evidence(
    account_of: AccountMaker,
    fields_a: dict[str, str],
    fields_b: dict[str, str],
    extra_a: str,
    direction: str,
) -> None:
    """A credit, then a later day, shows who has it from whom; else nobody knows."""
    a = account_of(f"Flood\n\n{FLOOD}\n\n{extra_a}", **fields_a)
    b = account_of(f"Flood\n\n{FLOOD}", source="b.txt", **fields_b)
    assert trace(a, b).pairs[0].direction == direction


def test_families_tie_through_a_third(account_of: AccountMaker) -> None:
    """Two reports that each share other text with a third are one family; a stranger is in none."""
    left = account_of(f"One\n\n{FLOOD}")
    both = account_of(f"Two\n\n{FLOOD}\n\n{OWN}", source="b.txt")
    right = account_of(f"Three\n\n{OWN}", source="c.txt")
    stranger = account_of(f"Four\n\n{STRANGER}", source="d.txt")
    assert trace(left, stranger, both, right).families == ((left.id, both.id, right.id),)


def test_pairs_keep_the_order_of_the_accounts(account_of: AccountMaker) -> None:
    """Every pair is there once, first account first."""
    accounts = [
        account_of(f"T\n\n{text}", source=s) for s, text in (("a", FLOOD), ("b", OWN), ("c", STRANGER))
    ]
    a, b, c = (account.id for account in accounts)
    assert [(pair.a, pair.b) for pair in trace(*accounts).pairs] == [(a, b), (a, c), (b, c)]

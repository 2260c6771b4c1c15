"""What reports answer differently of one person or of what happened, in whatever connexion."""

from __future__ import annotations

from samestory.records import Account, Difference, Statement, Support
from samestory.stages.differences import compare_statements
from samestory.stages.names import resolve_names
from tests.conftest import AccountMaker


def compare(*accounts: Account) -> tuple[Statement, ...]:
    """Compare reports that share no statement."""
    return compare_statements((), accounts, resolve_names(accounts))


def differences(*accounts: Account) -> list[Difference]:
    """The differences of reports that share no statement."""
    return [difference for statement in compare(*accounts) for difference in statement.differences]


def test_answers_that_no_statement_holds_make_one(account_of: AccountMaker) -> None:
    """'A man in his 50s' here and a man of 56 there are one man, told more exactly."""
    a = account_of("A man in his 50s was killed. Roads were closed.", source="a.txt")
    b = account_of("The mayor spoke. The victim who died was a 56-year-old baker.", source="b.txt")
    (statement,) = compare(a, b)
    (difference,) = statement.differences
    assert (difference.kind, difference.status) == ("quantity", "refinement")
    assert set(statement.reports) == {a.id, b.id}


def test_answers_that_a_statement_holds_stand_there(account_of: AccountMaker) -> None:
    """No second statement is made where one of several reports holds two of the answers."""
    a = account_of("A man in his 50s was killed.", source="a.txt")
    b = account_of("A 56-year-old man was killed.", source="b.txt")
    held = Statement("t-1", "…", tuple(Support(x.id, 0, len(x.report.text)) for x in (a, b)))
    (statement,) = compare_statements((held,), (a, b), ())
    assert [d.status for d in statement.differences if "old" in d.about] == ["refinement"]


def test_a_person_of_two_ages_is_a_conflict(account_of: AccountMaker) -> None:
    """Two reports of one week that give one person two ages cannot both be right."""
    a = account_of("The baker Jon Holm, 41, was arrested on Monday.", source="a.txt", day="2020-03-02")
    b = account_of("Police named the man as 45-year-old Jon Holm.", source="b.txt", day="2020-03-03")
    assert [(d.kind, d.status) for d in differences(a, b)] == [("quantity", "conflict")]


def test_who_is_a_year_older_at_the_trial_had_a_birthday(account_of: AccountMaker) -> None:
    """A year between two reports explains a year of age."""
    a = account_of("The baker Jon Holm, 41, was arrested on Monday.", source="a.txt", day="2020-03-02")
    b = account_of("The baker Jon Holm, 42, was sentenced on Monday.", source="b.txt", day="2021-03-01")
    assert differences(a, b) == []


def test_a_block_is_more_exact_than_its_street(account_of: AccountMaker) -> None:
    """Who gives no number leaves open where on the street it was."""
    a = account_of("The shooting happened in the 400 block of Quay Street.", source="a.txt")
    b = account_of("Neighbours ran out when the shooting began on Quay Street.", source="b.txt")
    c = account_of("A street fair on Dale Street went on.", source="c.txt")
    (difference,) = differences(a, b, c)
    assert (difference.kind, difference.status) == ("place", "refinement")
    assert {report for value in difference.values for report in value.reports} == {a.id, b.id}


def test_a_weapon_more_is_a_refinement(account_of: AccountMaker) -> None:
    """Who names a pistol beside the rifle contradicts nobody."""
    a = account_of("The gunman was armed with a rifle and a pistol.", source="a.txt")
    b = account_of("The gunman fired a rifle at passing cars.", source="b.txt")
    assert [(d.kind, d.status) for d in differences(a, b)] == [("scope", "refinement")]


def test_weapons_of_the_police_are_nobodys(account_of: AccountMaker) -> None:
    """What somebody else carries is not what it was done with."""
    a = account_of("The gunman was armed with a rifle.", source="a.txt")
    b = account_of("Officers carry pistols in the town.", source="b.txt")
    assert differences(a, b) == []


def test_which_of_the_police_shot_is_more_exact(account_of: AccountMaker) -> None:
    """'Police shot him' allows the sniper of another report."""
    a = account_of("The gunman was killed by a police sniper.", source="a.txt")
    b = account_of("Police met the gunman at the gate and shot him.", source="b.txt")
    assert [(d.kind, d.status) for d in differences(a, b)] == [("actor", "refinement")]


def test_two_posts_of_one_person_only_look_unlike(account_of: AccountMaker) -> None:
    """One may have advised the envoy and helped to negotiate."""
    a = account_of("It is late, said Anna Varde, a former adviser to the envoy.", source="a.txt")
    b = account_of("Anna Varde, a lawyer in Holm, said that it was late.", source="b.txt")
    assert [(d.kind, d.status) for d in differences(a, b)] == [("actor", "compatible")]


def test_a_spokesman_is_a_spokesperson(account_of: AccountMaker) -> None:
    """Two words for one post are no difference."""
    a = account_of("It is late, said Anna Varde, a spokeswoman for the port.", source="a.txt")
    b = account_of("Anna Varde, spokesperson of the port, said that it was late.", source="b.txt")
    assert differences(a, b) == []


def test_many_of_one_thing_beside_the_same_words_are_its_count(account_of: AccountMaker) -> None:
    """'Dozens of ferries' and '41 ferries' that lie idle in one strike are the same ferries."""
    a = account_of("Dozens of ferries lay idle in the strike.", source="a.txt")
    b = account_of("The union said that the strike kept 41 ferries idle.", source="b.txt")
    (difference,) = differences(a, b)
    assert (difference.kind, difference.status) == ("quantity", "refinement")


def test_counts_of_two_sorts_are_of_two_things(account_of: AccountMaker) -> None:
    """Wooden ferries are not the steel ones."""
    a = account_of("Several wooden ferries lay idle in the strike.", source="a.txt")
    b = account_of("The union said that the strike kept 41 steel ferries idle.", source="b.txt")
    assert differences(a, b) == []


def test_a_paper_that_one_report_names_is_more_exact(account_of: AccountMaker) -> None:
    """'A regional paper' is the one that the other report names; 'the paper' may be any named above."""
    a = account_of("Anna Varde told a regional paper that it was late.", source="a.txt")
    b = account_of("It was late, Anna Varde told the Holm Times on Monday.", source="b.txt")
    c = account_of("Anna Varde told the paper that it was late.", source="c.txt")
    assert [(d.kind, d.status) for d in differences(a, b)] == [("actor", "refinement")]
    assert differences(b, c) == []


def test_a_better_condition_on_a_later_day_is_an_update(account_of: AccountMaker) -> None:
    """Who was critical on Monday and has left hospital by Friday has recovered."""
    a = account_of("Jon Holm was critically injured.", source="a.txt", day="2020-03-02")
    b = account_of("Jon Holm was treated and released.", source="b.txt", day="2020-03-06")
    c = account_of("Jon Holm was shot in the leg.", source="c.txt", day="2020-03-02")
    assert [(d.kind, d.status) for d in differences(a, b)] == [("scope", "update")]
    assert [(d.kind, d.status) for d in differences(a, c)] == [("scope", "compatible")]


def test_a_list_that_leaves_one_out_is_less_exact(account_of: AccountMaker) -> None:
    """Who names two sponsors of three does not deny the third."""
    a = account_of("FedEx, Nike and Microsoft left the club.", source="a.txt")
    b = account_of("FedEx and Nike left the club.", source="b.txt")
    assert [(d.kind, d.status) for d in differences(a, b)] == [("scope", "refinement")]


def test_who_was_hunted_and_is_held_later_was_caught(account_of: AccountMaker) -> None:
    """A hunt on Monday and an arrest on Tuesday are an update; a report that tells both says nothing new."""
    a = account_of("The gunman is still at large.", source="a.txt", day="2020-03-02")
    b = account_of("The gunman was arrested at a motel.", source="b.txt", day="2020-03-03")
    c = account_of("One suspect was arrested, another is still at large.", source="c.txt", day="2020-03-03")
    assert [(d.kind, d.status) for d in differences(a, b)] == [("polarity", "update")]
    assert differences(a, c) == []


def test_a_charge_more_is_a_refinement(account_of: AccountMaker) -> None:
    """Who names murder alone does not deny the kidnapping."""
    a = account_of("Jon Holm was charged with murder and kidnapping.", source="a.txt")
    b = account_of("Jon Holm was charged with murder.", source="b.txt")
    assert [(d.kind, d.status) for d in differences(a, b)] == [("scope", "refinement")]


def test_a_rounded_hour_allows_one_close_to_it(account_of: AccountMaker) -> None:
    """'About 3 a.m.' is what most make of 3:12; 7 p.m. is another thing's hour."""
    a = account_of("The shooting happened about 3 a.m. on Quay Street.", source="a.txt")
    b = account_of("A shooting began at 3:12 a.m. on Quay Street.", source="b.txt")
    c = account_of("A shooting was told of at 7 p.m. on Quay Street.", source="c.txt")
    assert [(d.kind, d.status) for d in differences(a, b)] == [("time", "refinement")]
    assert differences(a, c) == []


def test_a_post_more_beside_a_shared_one_only_looks_unlike(account_of: AccountMaker) -> None:
    """Both call her a fellow; of what she was before each names one thing."""
    a = account_of(
        "It is late, said Anna Varde, a fellow at Holm College and former adviser to the envoy.",
        source="a.txt",
    )
    b = account_of(
        "It is late, said Anna Varde, a fellow at Holm College and a former port official.", source="b.txt"
    )
    assert [(d.kind, d.status) for d in differences(a, b)] == [("actor", "compatible")]

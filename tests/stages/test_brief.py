"""The brief: what stands in it, in what order, and what each sentence cites."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samestory.records import Citation, Difference, Independence, Pair, Statement, Support, Value
from samestory.stages.brief import SETTINGS, _Choice, _find_reworded, compose_brief
from samestory.text.summing.candidates import Candidate, find_candidates
from samestory.text.summing.updates import Side

ONE = """Ferry sinks off coast

BERGEN, Norway (AP) — A passenger ferry sank near the port of Bergen on Friday after it struck a rock.
He said it had been foggy all morning in the fjord.
Fjordline has cancelled all its crossings until Sunday at noon.
"""
TWO = """Ferry goes down

A passenger ferry sank near Bergen port on Friday after striking a rock.
Divers will inspect the wreck of the vessel early next week.
"""


@pytest.fixture
def accounts(account_of):
    """Two reports of one sinking."""
    return [account_of(ONE, source="a.txt"), account_of(TWO, source="b.txt")]


def said(accounts, id, *phrases, verdict="corroborated"):
    """Make a statement whose supports are phrases of the reports."""
    support = tuple(
        Support(
            account.id, account.report.text.index(phrase), account.report.text.index(phrase) + len(phrase)
        )
        for account in accounts
        for phrase in phrases
        if phrase in account.report.text
    )
    lines = len({s.report for s in support})
    return Statement(id, phrases[0], support, independent=Independence(1, lines, ""), verdict=verdict)


def test_it_leads_with_what_both_tell_and_cites_both(accounts):
    """The sinking comes first, without the agency's dateline, with a place in each report."""
    brief = compose_brief([said(accounts, "t-1", "ferry sank near")], accounts)
    assert len(brief) == 1
    assert brief[0].text.startswith("A passenger ferry sank near")
    assert {cite.report for cite in brief[0].cites} == {account.id for account in accounts}


def test_a_place_that_says_something_else_is_not_cited(account_of):
    """A statement may hold a place that only names the same man; a reader who looks there finds nothing."""
    reports = [
        account_of(f"Storm\n\n{text}\n", source=f"{number}.txt")
        for number, text in enumerate(
            (
                "The storm tore the roof off the school in Bergen, mayor Ida Holm said.",
                "The roof of the school was torn off by the wind, said mayor Ida Holm.",
                "Mayor Ida Holm said she would stand again next year.",
            )
        )
    ]
    statement = said(
        reports,
        "t-1",
        "tore the roof off the school",
        "roof of the school was torn off",
        "Holm said she would stand again",
    )
    (sentence, *_) = compose_brief([statement], reports)
    assert {cite.report for cite in sentence.cites} == {reports[0].id, reports[1].id}


def test_a_sentence_does_not_cite_what_a_statement_says_that_it_does_not_bear_out(account_of):
    """The engineer's charge was gathered with the breaking of the dam: it cites none of those who tell that."""
    reports = [
        account_of(f"Dam\n\n{text}\n", source=f"{number}.txt")
        for number, text in enumerate(
            (
                "The upper dam above the village broke at four and drowned two fields of wheat.",
                "At four the upper dam above the village broke, and two fields of wheat were drowned.",
                "In the village, an engineer has accused his former masters of saving on cement.",
            )
        )
    ]
    told = said(reports, "t-1", "upper dam above the village broke", "engineer has accused")
    told = replace(told, text="The upper dam above the village broke at four")
    brief = compose_brief([told], reports)
    charge = next((s for s in brief if "accused" in s.text), None)
    assert charge is None or {cite.report for cite in charge.cites} == {reports[2].id}
    broke = next(s for s in brief if "broke" in s.text)
    assert {cite.report for cite in broke.cites} == {reports[0].id, reports[1].id}


def test_it_does_not_say_the_same_twice(accounts):
    """The other report's sentence of the same sinking is not added."""
    statements = [said(accounts, "t-1", "ferry sank near"), said(accounts, "t-2", "on Friday after")]
    assert len(compose_brief(statements, accounts)) == 1


def test_what_one_report_alone_has_fills_the_brief(accounts):
    """The brief tells what is shared, and fills up with what one report alone has, citing that one."""
    statements = [said(accounts, "t-1", "Divers will inspect"), said(accounts, "t-2", "ferry sank near")]
    brief = compose_brief(statements, accounts)
    assert [sentence.statement for sentence in brief] == ["t-2", "t-1"]
    assert {cite.report for cite in brief[1].cites} == {accounts[1].id}


def test_a_sentence_that_leans_on_another_is_not_chosen(accounts):
    """'He said …' cannot be read by itself."""
    support = (
        said(accounts, "t-1", "it had been foggy").support + said(accounts, "t-1", "Divers will").support
    )
    brief = compose_brief([Statement("t-1", "x", support, verdict="corroborated")], accounts)
    assert all(not sentence.text.startswith("He ") for sentence in brief)


def test_it_never_grows_too_long(accounts):
    """However much is shared, the brief keeps to its length."""
    statements = [said(accounts, f"t-{n}", "ferry sank near") for n in range(40)]
    assert sum(len(s.text.split()) for s in compose_brief(statements, accounts)) <= SETTINGS.max_words


def test_nothing_shared_makes_no_brief():
    """Without statements there is nothing to say."""
    assert compose_brief([], []) == ()


def test_a_sentence_does_not_cite_a_report_that_says_otherwise(account_of):
    """What one report puts at seven and another at three is cited from each for its own figure."""
    accounts = [
        account_of(
            "Toll rises\n\nSeven people have died in the fire at the mill, police said on Friday.\n"
        ),
        account_of(
            "Fire at mill\n\nThree people have died in the fire at the mill, police said.\n", source="b.txt"
        ),
    ]
    values = tuple(Value(a.id, (a.id,), (Citation(a.id, 15, 20),)) for a in accounts)
    grown = Difference("quantity", "dead", "update", "the toll grew", values)
    statement = said(accounts, "t-1", "people have died in the fire at the mill")
    brief = compose_brief([replace(statement, differences=(grown,))], accounts)
    assert all(len({cite.report for cite in sentence.cites}) == 1 for sentence in brief)
    assert brief


def test_a_figure_that_grew_opens_the_brief_with_what_it_was_before(account_of):
    """The latest toll comes first, the earlier one next, each from its own reports, and then no more of it."""
    again = "The blaze at a flour works by the river has left several villagers dead,"
    early = "Fire at mill\n\nThree people have died in the fire at the old mill in Esk, police said.\n"
    late = (
        "Toll rises\n\nSeven people have died in the fire at the old mill in Esk, police said on Friday.\n"
    )
    accounts = [
        account_of(early, source="a.txt", day="2024-05-01"),
        account_of(f"{early}{again} officials confirmed.\n", source="b.txt", day="2024-05-01"),
        account_of(late, source="c.txt", day="2024-05-03"),
    ]
    starts = [account.report.text.index("people have died") - 6 for account in accounts]
    spans = [Citation(a.id, start, start + 5) for a, start in zip(accounts, starts, strict=True)]
    three, seven = (
        Value("three", tuple(c.report for c in spans[:2]), tuple(spans[:2])),
        Value("seven", (spans[2].report,), (spans[2],)),
    )
    grown = Difference("quantity", "dead", "update", "the toll grew", (three, seven))
    statement = said(accounts, "t-1", "people have died in the fire at the old mill", again)
    brief = compose_brief([replace(statement, differences=(grown,))], accounts)
    assert len(brief) == 2
    assert [sentence.text.split()[0] for sentence in brief[:2]] == ["Seven", "Three"]
    assert {cite.report for cite in brief[0].cites} == {accounts[2].id}
    assert {cite.report for cite in brief[1].cites} == {a.id for a in accounts[:2]}


def test_both_sides_of_a_conflict_stand_together_behind_what_is_agreed_on(account_of):
    """What reports contradict one another on is told from both, one after the other, each citing its own."""
    shared = "The golden cup of Esk was found under a bridge by a woman on Friday morning."
    agreed = "Two masked men had taken the treasure out of the town museum on Wednesday night."
    accounts = [
        account_of(f"Cup found\n\n{shared}\nThe insurance value is two million crowns.\n{agreed}\n"),
        account_of(
            f"Cup found\n\n{shared}\n{agreed}\nThe piece is insured for 1.5 million crowns in all.\n",
            source="b.txt",
        ),
    ]
    sides = ("two million crowns", "1.5 million crowns")
    values = tuple(
        Value(
            side,
            (a.id,),
            (Citation(a.id, a.report.text.index(side), a.report.text.index(side) + len(side)),),
        )
        for a, side in zip(accounts, sides, strict=True)
    )
    conflict = Difference("quantity", "how much money", "conflict", "", values)
    statements = [
        said(accounts, "t-1", shared),
        replace(said(accounts, "t-2", *sides, verdict="disputed"), differences=(conflict,)),
        said(accounts, "t-3", agreed),
    ]
    brief = compose_brief(statements, accounts)
    assert [sentence.statement for sentence in brief] == ["t-1", "t-3", "t-2", "t-2"]
    assert [{c.report for c in s.cites} for s in brief[2:]] in (
        [{accounts[0].id}, {accounts[1].id}],
        [{accounts[1].id}, {accounts[0].id}],
    )


def test_it_opens_with_what_the_other_line_opens_with(account_of):
    """A report that begins with something of its own does not open the brief, copied or not."""
    own = "A brass band had played in the square of the little town all Friday afternoon."
    lead = "A passenger ferry sank near the port of Bergen on Friday after it struck a rock."
    copies = [account_of(f"Band plays\n\n{own}\n{lead}\n", source=f"{n}.txt") for n in range(3)]
    accounts = [
        *copies,
        account_of("Ferry sinks\n\nA passenger ferry sank near Bergen on Friday.\n", source="z.txt"),
    ]
    statements = [
        said(accounts, "t-1", "ferry sank near"),
        said(accounts, "t-2", "A brass band had played"),
    ]
    brief = compose_brief(statements, accounts, [[a.id for a in copies], [accounts[3].id]])
    assert "ferry sank" in brief[0].text


def test_a_figure_in_another_place_of_the_report_counts_as_well(account_of):
    """The difference names the headline's place; a sentence with the same toll is not theirs who say three."""
    late = account_of(
        "Seven killed in fire\n\nSeven people were killed in the fire at the mill on Friday.\n"
    )
    early = account_of(
        "Fire at mill\n\nThree people were killed in the fire at the mill.\n", source="b.txt"
    )
    at = early.report.text.index("Three")
    values = (
        Value("Seven", (late.id,), (Citation(late.id, 0, 5),)),
        Value("Three", (early.id,), (Citation(early.id, at, at + 5),)),
    )
    conflict = Difference("quantity", "dead", "conflict", "", values)
    accounts = [late, early]
    statement = said(accounts, "t-1", "killed in the fire at the mill", verdict="disputed")
    brief = compose_brief([replace(statement, differences=(conflict,))], accounts)
    assert [{cite.report for cite in sentence.cites} for sentence in brief] in (
        [{late.id}, {early.id}],
        [{early.id}, {late.id}],
    )


def _told(*numbers):
    """Make a statement that so many reports and lines tell, for each number."""
    return [
        Statement(
            f"t-{place}",
            "x",
            tuple(Support(f"r-{n}", place * 10, place * 10 + 5) for n in range(number)),
            independent=Independence(number, number, ""),
            verdict="corroborated",
        )
        for place, number in enumerate(numbers)
    ]


def _candidate(name, start, *told, leads=False):
    """Make a sentence of a report by itself, of words of its own, that tells some statements."""
    words = frozenset(f"{name}{n}" for n in range(8))
    return Candidate(0, "r-0", start, start + 50, name, words, 20, told, 0.1 if leads else 0.0, leads)


def _side(*starts):
    return Side(frozenset({"r-0"}), tuple(Citation("r-0", start, start + 5) for start in starts))


def _choose(statements, candidates, conflicts):
    choice = _Choice(statements, candidates)
    choice.open([], conflicts)
    choice.fill(conflicts)
    return [candidate.text for part in choice.parts for candidate in part]


def test_a_sentence_with_a_side_that_is_told_does_not_bring_the_other_again():
    """The pair of a conflict stands once, whatever else has one of its sides."""
    candidates = [
        _candidate("Lead", 0, 0, leads=True),
        _candidate("Ahead", 100, 1, 4),
        replace(_candidate("Against", 200, 1), length=15),
        _candidate("More", 300, 1, 2, 3),
    ]
    told = _choose(_told(9, 5, 4, 4, 8), candidates, [[_side(110), _side(210, 310)]])
    assert sorted(told) == sorted(set(told))
    assert {"Ahead", "Against"} <= set(told)


def test_a_conflict_of_which_no_sentence_has_the_other_side_does_not_hide_the_next():
    """The other side of a further conflict is told all the same."""
    candidates = [
        _candidate("Lead", 0, 0, leads=True),
        _candidate("Ahead", 100, 1),
        _candidate("Against", 200, 1),
    ]
    conflicts = [[_side(110), _side(990)], [_side(120), _side(210)]]
    assert _choose(_told(9, 8), candidates, conflicts) == ["Lead", "Ahead", "Against"]


@pytest.mark.parametrize("flaws", [0, 1])
def test_of_sentences_that_tell_the_same_the_better_worded_is_taken(flaws):
    """A translation's sentence gives way to the original's, though it is worth a little more."""
    candidates = [
        _candidate("Lead", 0, 0, leads=True),
        replace(_candidate("Stilted", 100, 1, 2), flaws=flaws),
        replace(_candidate("Plain", 200, 1), words=frozenset({"Stilted1"})),
    ]
    told = _choose(_told(9, 8, 2), candidates, [])
    assert told == ["Lead", "Plain" if flaws else "Stilted"]


def test_what_a_translation_alone_tells_is_told():
    """A sentence with flaws is better than none."""
    candidates = [_candidate("Lead", 0, 0, leads=True), replace(_candidate("Stilted", 100, 1), flaws=2)]
    assert _choose(_told(9, 8), candidates, []) == ["Lead", "Stilted"]


def test_broken_characters_and_rewrites_are_flaws(account_of):
    """A copy has the words of its source and is none; what only might come from another is none either."""
    accounts = [
        account_of(TWO, source="a.txt"),
        account_of(TWO.replace("port on", "port &amp; bay on"), source="b.txt"),
    ]
    a, b = (account.id for account in accounts)
    statements = [said(accounts, "t-1", "ferry sank near", "Divers will inspect")]

    def flaws(relation, direction):
        pair = Pair(a, b, relation, 0.7, direction, "", ())
        found = find_candidates(statements, accounts, {}, _find_reworded([pair]))
        return [candidate.flaws for candidate in found]

    assert flaws("edited-copy", "b-from-a") == [0, 0, 1, 0]
    assert flaws("common-source", "unknown") == [0, 0, 1, 0]
    assert flaws("common-source", "b-from-a") == [0, 0, 2, 1]
    assert flaws("common-source", "a-from-b") == [1, 1, 1, 0]

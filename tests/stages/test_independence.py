"""Independence: lines, origins and verdicts of a statement."""

from __future__ import annotations

import pytest

from samestory.records import (
    Account,
    Annotation,
    Citation,
    Cleaning,
    Credit,
    Difference,
    Lineage,
    Pair,
    Passage,
    Published,
    QuoteGroup,
    QuoteVariant,
    Report,
    Statement,
    Support,
    SupportAttribution,
    Value,
)  # fmt: skip
from samestory.stages.independence import weigh_statements
from samestory.stages.passages import align_accounts
from tests.conftest import AccountMaker

TEXT = "The dam broke at night. " * 10


def account(name: str, *agencies: str, outlet: str | None = None) -> Account:
    """Make a report that credits these agencies."""
    credits = tuple(Credit(agency, 0, 3) for agency in agencies)
    return Account(
        Report(name, name, TEXT, "x", outlet=outlet),
        Cleaning(name, None, (), (), (), (), credits, "en"),
        Published(None, None), Annotation(name, (), (), ()), (), (), (), (), (),
    )  # fmt: skip


def statement(*reports: str, source: str = "") -> Statement:
    """Make a statement that these reports have."""
    given = SupportAttribution(source, None, "said", None, None) if source else None
    return Statement("t-1", "The dam broke", tuple(Support(report, 0, 20, given) for report in reports))


def pair(a: str, b: str, relation: str, *passages: Passage) -> Pair:
    """Make a pair of reports."""
    return Pair(a, b, relation, 0.3, "unknown", "", passages)  # type: ignore[arg-type]


def weigh(one: Statement, accounts: list[Account], *pairs: Pair) -> Statement:
    """Weigh one statement."""
    return weigh_statements([one], accounts, (), Lineage(pairs, ()))[0]


HERE = Passage((0, 40), (0, 40), "edited", 0.9)
ELSEWHERE = Passage((100, 140), (100, 140), "edited", 0.9)


@pytest.mark.parametrize(
    ("relation", "passages", "lines"),
    [
        ("independent", (), (2, 2)),
        ("shared-quotes", (), (2, 2)),
        ("shared-quotes", (HERE,), (1, 2)),
        ("independent", (ELSEWHERE,), (2, 2)),
        ("unsure", (), (1, 2)),
        ("edited-copy", (HERE,), (1, 1)),
        ("edited-copy", (ELSEWHERE,), (1, 2)),
        ("common-source", (HERE,), (1, 1)),
        ("copy", (), (1, 1)),
    ],
)
def test_a_tie_narrows_or_widens_the_lines(relation, passages, lines):
    """Dependent reports with a passage for it are one line; doubt is a range; the rest are two."""
    found = weigh(statement("a", "b"), [account("a"), account("b")], pair("a", "b", relation, *passages))
    assert (found.independent.least, found.independent.most) == lines
    assert found.independent.because.endswith(".")


def test_an_agencys_own_text_and_its_credit_are_one_line() -> None:
    """Who credits an agency and the agency itself have one line where they depend on one another."""
    accounts = [account("a", outlet="Southland News Agency"), account("b", "SNA", outlet="Hill Post")]
    found = weigh(statement("a", "b"), accounts, pair("a", "b", "common-source", ELSEWHERE))
    assert (found.independent.least, found.independent.most) == (1, 1)
    assert "credit SNA or are its own text" in found.independent.because


def test_a_shared_agency_leaves_independent_texts_open():
    """Both credit one agency: perhaps one line, perhaps two."""
    accounts = [account("a", "Reuters"), account("b", "reuters")]
    found = weigh(statement("a", "b"), accounts, pair("a", "b", "independent"))
    assert (found.independent.least, found.independent.most) == (1, 2)
    assert "Reuters" in found.independent.because


def test_two_reports_of_one_outlet_corroborate_nothing():
    """A newsroom that tells it twice need not have heard it twice; a second newsroom does."""
    accounts = [account("a", outlet="Hill Post"), account("b", outlet="The Hill Post (Online)")]
    found = weigh(statement("a", "b"), accounts, pair("a", "b", "independent"))
    assert (found.independent.least, found.verdict) == (2, "unsure")
    assert "all of them by one outlet" in found.independent.because
    accounts.append(account("c", outlet="Fjord Herald"))
    pairs = [pair(a, b, "independent") for a, b in ("ab", "ac", "bc")]
    assert weigh(statement("a", "b", "c"), accounts, *pairs).verdict == "corroborated"


def test_ties_join_through_a_third_report():
    """One copies the second and the second the third: one line."""
    accounts = [account(name) for name in "abc"]
    pairs = [pair("a", "b", "copy"), pair("b", "c", "copy"), pair("a", "c", "independent")]
    found = weigh(statement("a", "b", "c"), accounts, *pairs)
    assert (found.independent.least, found.independent.most) == (1, 1)


def test_two_lines_with_one_source_have_one_origin():
    """Two reporters who heard one spokesman are two lines, one origin."""
    found = weigh(
        statement("a", "b", source="the police"),
        [account("a"), account("b")],
        pair("a", "b", "independent"),
    )
    assert found.independent.least == 2
    assert [origin.name for origin in found.origins] == ["the police"]
    assert found.verdict == "one-origin"


ESSAY = (
    "Why the harbour must close\n\nA harbour that cannot take a loaded coaster at low water is a museum with "
    "seagulls. Close it, sell the cranes, and spend the money on the railway that the valley was promised."
)
QUOTING = (
    "Shipowner calls for harbour to close\n\nVilde Aase wrote in {where} that the harbour must close. “A harbour "
    "that cannot take a loaded coaster at low water is a museum with seagulls,” Aase wrote. “Close it, sell the "
    "cranes, and spend the money on the railway that the valley was promised.”"
)


@pytest.mark.parametrize(("where", "lines"), [("the Fjord Herald", (1, 1)), ("a newspaper", (1, 2))])
def test_whoever_quotes_an_essay_and_the_essay_are_one_line(account_of: AccountMaker, where, lines):
    """Surely where the essay's outlet is named, perhaps where it is not; never two lines for certain."""
    essay = account_of(ESSAY, source="e.txt", outlet="Fjord Herald")
    report = account_of(QUOTING.format(where=where), source="r.txt", outlet="Coast Post")
    passages = align_accounts([report, essay])[report.id, essay.id]
    told = [
        (r.id, r.report.text.index("Close it"), r.report.text.index(" promised")) for r in (report, essay)
    ]
    said = Statement("t-1", "Close it", tuple(Support(*where, None) for where in told))
    shared = Pair(report.id, essay.id, "shared-quotes", 0.3, "unknown", "", passages)
    found = weigh(said, [report, essay], shared)
    assert (found.independent.least, found.independent.most) == lines
    assert "quotes" in found.independent.because
    assert found.verdict != "corroborated"


def test_two_untied_reports_corroborate():
    """Nothing ties them, and no single source stands behind both."""
    found = weigh(statement("a", "b"), [account("a"), account("b")], pair("a", "b", "independent"))
    assert found.verdict == "corroborated"


def test_one_report_is_one_line():
    """What one report has is never more than that."""
    found = weigh(statement("a"), [account("a"), account("b")], pair("a", "b", "independent"))
    assert found.verdict == "one-report"
    assert (found.independent.least, found.independent.most) == (1, 1)


def test_a_conflict_makes_it_disputed():
    """Where the reports cannot both be right, the statement is disputed."""
    values = tuple(Value(v, (r,), (Citation(r, 0, 3),)) for v, r in (("two", "a"), ("nine", "b")))
    conflict = Difference("quantity", "dead", "conflict", "…", values)
    one = Statement("t-1", "x", statement("a", "b").support, differences=(conflict,))
    assert weigh(one, [account("a"), account("b")], pair("a", "b", "independent")).verdict == "disputed"


def test_a_place_that_only_names_the_same_woman_bears_nothing_out(account_of: AccountMaker) -> None:
    """Two lines of which one says something else are not two that agree."""
    accounts = [
        account_of("Storm\n\nThe storm tore the roof off the school, mayor Ida Holm said.", source="a.txt"),
        account_of("Votes\n\nMayor Ida Holm would stand again next year in May.", source="b.txt"),
    ]
    places = [(a.id, next(s for s in a.annotation.sentences if s.kind == "body")) for a in accounts]
    one = Statement(
        "t-1",
        "The storm tore the roof off the school",
        tuple(Support(report, sentence.start, sentence.end) for report, sentence in places),
    )
    found = weigh_statements([one], accounts, (), Lineage((), ()))[0]
    assert (found.independent.least, found.independent.most) == (2, 2)
    assert found.verdict == "unsure"


def _spoken(*sources: str | None, utterances: tuple[str, ...]) -> Statement:
    """Weigh a statement of as many reports as sources, whose place in each is a wording of an utterance."""
    accounts = [account(f"r{number}") for number in range(len(sources))]
    support = tuple(
        Support(a.id, 0, 20, SupportAttribution(source, None, "said", None, None) if source else None)
        for a, source in zip(accounts, sources, strict=True)
    )
    groups = [
        QuoteGroup(
            utterance, "", None, "edited",
            tuple(
                QuoteVariant(a.id, 1, 22, "direct", None, None, None, ())
                for a, mine in zip(accounts, utterances, strict=True) if mine == utterance
            ),
        )
        for utterance in sorted(set(utterances))
    ]  # fmt: skip
    one = Statement("t-1", "The dam broke", support)
    return weigh_statements([one], accounts, (), Lineage((), ()), groups)[0]


def test_words_of_one_utterance_have_one_origin() -> None:
    """Whether reports call the speaker by name, by office or not at all, it is the same mouth."""
    found = _spoken("Ida Holm", "Ida Holm", "the mayor", None, utterances=("q-1",) * 4)
    assert [origin.name for origin in found.origins] == ["Ida Holm"]
    assert found.verdict == "one-origin"


def test_two_utterances_have_two_origins() -> None:
    """The mayor and the engineer each said it."""
    found = _spoken("Ida Holm", "the engineer", utterances=("q-1", "q-2"))
    assert len(found.origins) == 2
    assert found.verdict == "corroborated"

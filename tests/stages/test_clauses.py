"""Clauses: what is one, where it ends, and under whose name it stands."""

from __future__ import annotations

import pytest

from samestory.records import Attribution, Span
from samestory.stages.clauses import find_clauses


def clauses_of(annotate, text, attributions=()):
    """Give the clauses of a text as words."""
    report, annotation = annotate(text)
    found = find_clauses(report, annotation, attributions)
    return [report.text[clause.start : clause.end] for clause in found]


LEAD = "Ferry sinks off Norwegian coast\n\n"


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        ("A ferry sank near Bergen, killing four passengers.", "killing four passengers"),
        ("The ferry, which had left Oslo at dawn, sank near Bergen.", "which had left Oslo at dawn"),
        ("The ferry left Oslo at dawn and hit a rock near Bergen.", "hit a rock near Bergen"),
        ("The ferry sank shortly after leaving the port of Bergen.", "after leaving the port of Bergen"),
        ("Rescuers searched the fjord while helicopters circled overhead.", "helicopters circled overhead"),
    ],
)
def test_a_clause_with_its_own_predicate_is_found(annotate, sentence, clause):
    """A participle, a relative clause, a second verb phrase: each says something by itself."""
    assert any(found.endswith(clause) for found in clauses_of(annotate, LEAD + sentence))


def test_the_whole_sentence_is_a_clause_without_its_full_stop(annotate):
    """A main clause reaches over the clauses that hang on it."""
    found = clauses_of(annotate, LEAD + "A ferry sank near Bergen, killing four passengers.")
    assert "A ferry sank near Bergen, killing four passengers" in found


def test_the_frame_is_cut_off_by_the_verb_alone(annotate):
    """'Police said' is no part of what police said, even where no attribution was found."""
    found = clauses_of(annotate, LEAD + "Police said the ferry had struck a rock.")
    assert "the ferry had struck a rock" in found
    assert not any("Police said" in clause for clause in found)


def test_the_frame_is_cut_off_by_the_attribution(annotate):
    """Source and cue are taken off the edges, and the clause points to its attribution."""
    text = LEAD + "The ferry had struck a rock, per the harbour master."
    report, annotation = annotate(text)
    at = text.index("per the")
    start = text.index("The ferry")
    attribution = Attribution(
        report.id, Span(at + 4, at + 22), "", Span(at, at + 3), "per", (Span(start, at - 2),), "indirect"
    )
    clause = next(c for c in find_clauses(report, annotation, [attribution]) if c.start == start)
    assert text[clause.start : clause.end] == "The ferry had struck a rock"
    assert clause.attribution == 0


def test_a_frame_that_tells_something_is_a_clause(annotate):
    """Where and how it was said can be what two reports share."""
    sentence = "Mayor Ida Holm said in a statement posted on the town's website that the ferry had sunk."
    found = clauses_of(annotate, LEAD + sentence)
    assert any(clause.startswith("Mayor Ida Holm said in a statement") for clause in found)


def test_every_clause_lies_in_its_sentence_and_owns_words(annotate):
    """Offsets point into the report, and a clause has words of its own."""
    report, annotation = annotate(
        LEAD + "The ferry left Oslo at dawn and sank, and four passengers drowned."
    )
    clauses = find_clauses(report, annotation, ())
    assert clauses
    for clause in clauses:
        sentence = annotation.sentences[clause.sentence]
        assert sentence.start <= clause.start < clause.end <= sentence.end
        assert clause.tokens


def test_an_unparsed_report_has_no_clauses(annotate):
    """A language that cannot be parsed gives no clauses, and no error."""
    text = "Le ferry a coulé\n\nLe ferry a coulé près de la côte, et quatre passagers sont morts hier soir."
    report, annotation = annotate(text)
    assert find_clauses(report, annotation, ()) == () or annotation.tokens

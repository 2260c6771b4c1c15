"""What an outlet repeats from story to story."""

from __future__ import annotations

import time

from samestory.records import Cleaning, Credit, Report, Span
from samestory.text.reuse.boilerplate import (
    REASON,
    SETTINGS,
    _units,
    find_boilerplate,
    keep_teaching,
    learn_boilerplate,
    mark_boilerplate,
    mark_repeated,
)

CALL = "Whoever saw anything is asked to call the valley police on 555 0100."
NEWS = (
    "A barn burned down at Aldmoor on Friday.",
    "A lorry lost its load of apples on the bridge.",
    "The choir of Milltown won the county prize.",
)


def report_of(number: int, text: str) -> tuple[Report, Cleaning]:
    """A report of the Courier with one paragraph a line."""
    report = Report(f"r-{number}", f"{number}.txt", text, "x", outlet="Valley Courier")
    spans, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            spans.append(Span(at, at + len(line.rstrip())))
        at += len(line)
    return report, Cleaning(report.id, None, (), tuple(spans), (), (), (), "en")


def test_a_line_in_three_stories_is_boilerplate() -> None:
    """Two stories are not enough, three are; case and punctuation do not matter."""
    texts = [f"{news}\n\n{CALL}" for news in NEWS]
    assert learn_boilerplate({"c": texts[:2]}) == {}
    assert list(learn_boilerplate({"c": [*texts[:2], texts[2].upper()]})) == ["c"]


def test_texts_that_share_a_line_or_sentence_teach() -> None:
    """Wherever it stands in either, and whatever quotation marks and abbreviations are in it."""
    told = '"Call the U.S. line of Dr. Weir," it says (at 9 a.m. or later).'
    forms = (told, f"{told} %s", f"%s {told}", f"%s\r\n\t{told}  \r\n", f"“%s” {told} Rain fell.")
    others = [form.replace("%s", NEWS[0]) for form in forms]
    for form in forms:
        assert keep_teaching(form.replace("%s", NEWS[1]), [*others, NEWS[2], ""]) == others


def test_a_long_page_takes_no_longer_to_be_held_against_others() -> None:
    """Each of the others is read once, not once for every line of the page."""
    page = "\n".join(
        f"At {minute // 60}:{minute % 60:02} nothing moved on line {minute}." for minute in range(3_000)
    )
    others = ["\n".join(f"{line} {number} {NEWS[1]}" for line in range(1_200)) for number in range(30)]
    began = time.process_time()
    list(_units(page, SETTINGS))
    to_read = time.process_time() - began
    assert keep_teaching(page, others) == []
    assert time.process_time() - began < 10 * to_read


def test_a_sentence_within_a_paragraph_is_found() -> None:
    """Boilerplate need not stand in a line of its own; an idiom of four words is none."""
    texts = [f"{news} {CALL} No one was hurt." for news in NEWS]
    repeated = learn_boilerplate({"c": texts})["c"]
    (span,) = find_boilerplate(texts[0], repeated)
    assert texts[0][span.start : span.end] == CALL


def test_the_order_of_the_texts_does_not_matter() -> None:
    """The same texts teach the same."""
    texts = [f"{news}\n{CALL}" for news in NEWS]
    assert learn_boilerplate({"c": texts}) == learn_boilerplate({"c": texts[::-1]})


def test_it_is_marked_and_taken_out_of_the_paragraphs() -> None:
    """The line becomes furniture with its reason; a paragraph keeps what is left of it."""
    report, cleaning = report_of(1, f"{NEWS[0]} {CALL}\n\nNobody was hurt.")
    repeated = learn_boilerplate({"c": [f"{news}\n{CALL}" for news in NEWS]})["c"]
    marked = mark_boilerplate(report, cleaning, repeated)
    assert [report.text[p.start : p.end] for p in marked.paragraphs] == [NEWS[0], "Nobody was hurt."]
    assert [(report.text[f.start : f.end], f.reason) for f in marked.furniture] == [(CALL, REASON)]


def test_a_credit_of_an_agency_stays() -> None:
    """Evidence is no furniture, however often it stands there."""
    text = "With material from the Southland News Agency"
    report, cleaning = report_of(1, f"{NEWS[0]}\n\n{text}")
    at = report.text.index("Southland")
    credited = Cleaning("r-1", None, (), cleaning.paragraphs, (), (), (Credit("SNA", at, at + 21),), "en")
    repeated = learn_boilerplate({"c": [f"{news}\n{text}" for news in NEWS]})["c"]
    assert mark_boilerplate(report, credited, repeated) == credited


def test_a_background_repeated_within_one_story_is_no_boilerplate() -> None:
    """Three follow-ups of one story teach nothing; three stories do."""
    made = [report_of(number, f"{news}\n\n{CALL}") for number, news in enumerate(NEWS)]
    reports = {report.id: report for report, _ in made}
    cleanings = {report.id: cleaning for report, cleaning in made}
    assert mark_repeated(reports, cleanings, [sorted(reports)]) == {}
    assert sorted(mark_repeated(reports, cleanings, [[report] for report in reports])) == sorted(reports)

"""Words of others without quotation marks."""

from __future__ import annotations

from samestory.records import Quote, Span
from samestory.text.reuse.speech import find_unmarked_speech

LETTER = "We regret what I said, and we will pay for the damage to our neighbours' fence ourselves."
NEWS = "The fence fell on Sunday night. Sources tell us that a tractor was seen."


def spans_of(*paragraphs: str) -> tuple[str, list[Span]]:
    """Join paragraphs and say where each stands."""
    spans, at = [], 0
    for paragraph in paragraphs:
        spans.append(Span(at, at + len(paragraph)))
        at += len(paragraph) + 2
    return "\n\n".join(paragraphs), spans


def test_a_letter_set_as_a_paragraph_is_speech() -> None:
    """First person all through is somebody's words; a station's 'us' is not."""
    text, spans = spans_of(NEWS, LETTER)
    assert find_unmarked_speech(text, spans, []) == (spans[1],)


def test_what_follows_a_lead_is_speech() -> None:
    """'She wrote:' hands over to the next paragraph."""
    text, spans = spans_of("The farmer wrote to the council:", "The tractor was stolen in May.", NEWS)
    assert find_unmarked_speech(text, spans, []) == (spans[1],)


def test_posts_and_turns_of_a_transcript_are_speech() -> None:
    """A post is known by its signature, beside or below it; a turn by the speaker's capitals."""
    post, signature = "Mud everywhere. Stay at home.", "— Milltown Council (@milltown) May 3, 2021"
    text, spans = spans_of(
        NEWS, post, signature, NEWS, f"{post} {signature}", "MAYOR ODE: The bridge is closed."
    )
    assert find_unmarked_speech(text, spans, []) == (spans[1], spans[2], spans[4], spans[5])


def test_a_column_is_its_writers_own() -> None:
    """Where most paragraphs speak so, nobody is quoted."""
    text, spans = spans_of(LETTER, LETTER + " I say.", LETTER + " I swear.", NEWS)
    assert find_unmarked_speech(text, spans, []) == ()


def test_marked_words_are_left_to_their_marks() -> None:
    """A paragraph in which a quotation stands is not taken as a whole."""
    text, spans = spans_of(NEWS, LETTER)
    quote = Quote(spans[1].start + 1, spans[1].end - 20, Span(spans[1].start, spans[1].end - 19), "direct")
    assert find_unmarked_speech(text, spans, [quote]) == ()


def test_hostile_capitals_are_read_in_no_time() -> None:
    """No row of capitals, brackets or dashes costs more than its length."""
    text, spans = spans_of("A" * 1_400, "AB " * 450, "— " + "(@" * 700, "A" * 1_400 + ":x", "We " * 480)
    assert find_unmarked_speech(text, spans, []) == (spans[4],)

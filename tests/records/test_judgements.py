"""What people decide, put in words that lead back to the reports."""

from samestory.records import Difference, Value, judged_reports, make_judgement, tell_difference
from samestory.records.judgements import MAX_TOLD_CHARS, Judgement

IDS = tuple(f"r-{number:012x}" for number in range(40))


def _judge(*sides: tuple[str, tuple[str, ...]]) -> Judgement:
    values = tuple(Value(words, reports, ()) for words, reports in sides)
    told = tell_difference(Difference("actor", "who", "conflict", "they differ", values))
    assert len(told) <= MAX_TOLD_CHARS
    return make_judgement("no-difference", "d-000000000000", told, author="Ada", at="2031-05-04T10:00:00Z")


def test_ids_are_whole_however_long_the_values_are() -> None:
    """At whatever length the words are cut, the reports of both sides are known."""
    for length in range(MAX_TOLD_CHARS - 60, MAX_TOLD_CHARS + 20):
        judged = _judge(("x" * length, IDS[:2]), ("y" * length, IDS[2:3]))
        assert judged_reports(judged) == set(IDS[:3])


def test_many_sides_leave_whole_ids_and_words() -> None:
    """Of many reports some are named, each by its whole id."""
    judged = _judge(*((f"side {at}", IDS[at : at + 6]) for at in range(30)))
    assert judged_reports(judged) < set(IDS)
    assert "who: side 0" in judged.second


def test_ids_in_the_words_of_reports_do_not_count() -> None:
    """Neither a report that writes like an id nor words that a person sent alone."""
    judged = _judge(("r-deadbeef0000 — r-deadbeef", IDS[:1]), ("(r-deadbeef0001)", IDS[1:2]))
    assert judged_reports(judged) == set(IDS[:2])
    for words in ("five in r-deadbeef0000", "r-deadbeef — five", "r-deadbeef0000 wrote — five"):
        sent = make_judgement(
            "no-difference", "d-000000000000", words, author="Ada", at="2031-05-04T10:00:00Z"
        )
        assert judged_reports(sent) == frozenset()

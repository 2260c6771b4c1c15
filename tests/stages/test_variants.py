"""One utterance across reports."""

from __future__ import annotations

from samestory.records import QuoteGroup
from samestory.stages.names import resolve_names
from samestory.stages.variants import align_quotes
from tests.conftest import AccountMaker


def align(account_of: AccountMaker, *texts: str) -> list[tuple[str, list[str]]]:
    """Group the quotations of some reports: the wording and the variants of each group."""
    accounts = [account_of(f"News\n\n{text}", source=f"{n}.txt") for n, text in enumerate(texts)]
    where = {account.id: account.report.text for account in accounts}
    groups = align_quotes(accounts, ())
    return sorted((g.wording, sorted(where[v.report][v.start : v.end] for v in g.variants)) for g in groups)


def group(account_of: AccountMaker, *texts: str) -> QuoteGroup:
    """Align and expect one group."""
    accounts = [account_of(f"News\n\n{text}", source=f"{n}.txt") for n, text in enumerate(texts)]
    (only,) = align_quotes(accounts, ())
    return only


def test_the_same_words_are_one_utterance(account_of: AccountMaker) -> None:
    """Two reports that quote alike give one group, identical, with a cue and a speaker."""
    found = group(
        account_of,
        '"The quay was dark and wet," Ann Lee said.',
        '"The quay was dark and wet," said Ms Lee.',
    )
    assert found.wording == "identical"
    assert "Ann Lee" in found.speaker
    assert [v.edits for v in found.variants] == [(), ()]


def test_a_shortened_quotation_points_to_the_full_one(account_of: AccountMaker) -> None:
    """The fuller wording is the original; the shorter one carries the edit that leads to it."""
    full = '"The quay was dark and wet, and no lamp was lit that night," Ann Lee said.'
    found = group(account_of, full, '"The quay was dark and wet," Ann Lee said.')
    assert found.wording == "shortened"
    (short,) = (v for v in found.variants if v.against)
    assert [edit.op for edit in short.edits] == ["delete"]


def test_a_back_translation_is_one_utterance(account_of: AccountMaker) -> None:
    """Few words are shared, but the sentences around them agree."""
    found = align(
        account_of,
        'The harbour board was able to "extend and support operations" at both quays because the ferries stayed away.',
        'The harbour board had been able to "prolong and sustain operations" at both quays since the ferries stayed away.',
    )
    assert [variants for _, variants in found] == [
        ["extend and support operations", "prolong and sustain operations"]
    ]


def test_two_utterances_of_one_speaker_stay_apart(account_of: AccountMaker) -> None:
    """The same speaker on the same matter has said two things."""
    found = align(
        account_of,
        '"The quay was dark when the ferry came in," Ann Lee said.',
        '"Nobody had told the harbour master about the storm," Ann Lee said.',
    )
    assert [wording for wording, _ in found] == ["single", "single"]


def test_two_people_may_use_the_same_few_words(account_of: AccountMaker) -> None:
    """A common phrase from two named people in different sentences is two utterances."""
    found = align(
        account_of,
        '"Our thoughts and prayers," Ann Lee said after the ferry sank.',
        '"Our thoughts and prayers," Ben Cole wrote to the miners of the valley.',
    )
    assert [wording for wording, _ in found] == ["single", "single"]


def test_a_word_at_arms_length_counts_only_when_shared(account_of: AccountMaker) -> None:
    """One report's scare quote is nobody's words; two reports that set off the same word quote it."""
    alone = align(account_of, 'The so-called "experts" met at the old harbour hall again.')
    shared = align(
        account_of,
        'The so-called "experts" met at the old harbour hall again.',
        'Those so-called "experts" met at the old harbour hall once more.',
    )
    assert alone == []
    assert shared == [("identical", ["experts", "experts"])]


def test_the_order_of_reports_does_not_matter(account_of: AccountMaker) -> None:
    """The same reports in another order give the same groups."""
    texts = [
        '"The quay was dark and wet," Ann Lee said.',
        '"The quay was wet and very dark," Ann Lee said.',
    ]
    accounts = [account_of(f"News\n\n{text}", source=f"{n}.txt") for n, text in enumerate(texts)]
    assert align_quotes(accounts, ()) == align_quotes(accounts[::-1], ())


def speakers(account_of: AccountMaker, *texts: str) -> dict[str, str]:
    """The speaker of each wording, with the names of the story known."""
    accounts = [account_of(f"News\n\n{text}", source=f"{n}.txt") for n, text in enumerate(texts)]
    where = {account.id: account.report.text for account in accounts}
    groups = align_quotes(accounts, resolve_names(accounts))
    return {where[v.report][v.start : v.end]: g.speaker for g in groups for v in g.variants}


def test_a_word_is_a_fragment_of_what_its_speaker_said_at_length(account_of: AccountMaker) -> None:
    """One word in marks belongs to the long wording, where both sentences tell of the same."""
    found = align(
        account_of,
        'Ann Lee said: "We will be closing the old ferry quay and its harbour office in the spring."',
        'Ann Lee said that she was "closing" the ferry quay and the office.',
    )
    assert [len(variants) for _, variants in found] == [2]


def test_a_word_of_another_matter_is_no_fragment(account_of: AccountMaker) -> None:
    """The same speaker may use one word twice."""
    found = align(
        account_of,
        'Ann Lee said: "We will be closing the old ferry quay and its harbour office in the spring."',
        'Ann Lee said that her summer holidays were "closing" too fast.',
    )
    assert all(len(variants) == 1 for _, variants in found)


def test_a_shouted_word_is_known_again(account_of: AccountMaker) -> None:
    """'NEVER' of a long wording is the 'never' that another report sets off."""
    found = align(
        account_of,
        'Ann Lee told the paper: "It is quite simple. NEVER, and you can print that."',
        'Ann Lee had said that she would "never" sell.',
        'Ann Lee had said that she would "never" sell it.',
    )
    assert [len(variants) for _, variants in found] == [3]


def test_the_speaker_is_whom_the_story_calls_so(account_of: AccountMaker) -> None:
    """'The teen' who speaks is the one whom the report names as sixteen."""
    found = speakers(
        account_of,
        'Police met Peter Brandt, 16, at the quay. "I saw the whole ferry burn that night," the teen said.',
    )
    assert found == {"I saw the whole ferry burn that night,": "Peter Brandt"}


def test_words_without_a_cue_are_the_one_speaker_s_of_their_paragraph(account_of: AccountMaker) -> None:
    """A paragraph that names one person, who speaks in the next, is told by that person."""
    text = (
        'Peter Brandt was at home when the ferry burned. The noise of it was "plain as the day."\n\n'
        '"I feared for all of them," Brandt said.'
    )
    assert speakers(account_of, text)["plain as the day."] == "Peter Brandt"


def test_words_beside_two_people_are_nobody_s(account_of: AccountMaker) -> None:
    """Where a paragraph names two, words without a cue may be either's."""
    text = (
        'Peter Brandt and Ann Lee were at home when the ferry burned. The noise of it was "plain as the day."\n\n'
        '"I feared for all of them," Brandt said.'
    )
    assert speakers(account_of, text)["plain as the day."] == ""

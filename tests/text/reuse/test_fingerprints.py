"""Words, n-grams and fingerprints."""

from samestory.records import Repair, Span
from samestory.text.reuse.fingerprints import (
    find_ngrams,
    fold_word,
    hash_ngrams,
    pick_fingerprints,
    read_words,
)

PASSAGE = " ".join(f"word{number}" for number in range(60))


def test_words_point_into_the_stored_text() -> None:
    """Each word's offsets give it back from the stored text."""
    text = "The mayor’s boat — 1,200 tonnes — sank."
    words = read_words(text, [Span(0, len(text))])
    assert [text[s:e] for s, e in zip(words.starts, words.ends, strict=True)] == [
        "The", "mayor’s", "boat", "1", "200", "tonnes", "sank",
    ]  # fmt: skip


def test_words_are_read_through_repairs() -> None:
    """A word that a repair makes whole cites the whole broken stretch."""
    text = "a cafÃ© burnt"
    words = read_words(text, [Span(0, len(text))], [Repair(5, 7, "é", "mojibake")])
    assert words.folded == ("a", "café", "burnt")
    assert text[words.starts[1] : words.ends[1]] == "cafÃ©"


def test_small_numbers_fold_to_figures() -> None:
    """'Seven' and '7' are one word."""
    assert fold_word("Seven") == fold_word("7")


def test_scripts_without_spaces_give_a_word_a_character() -> None:
    """A Chinese sentence is not one word."""
    assert len(read_words("大雨造成三人死亡", [Span(0, 8)])) == 8


def test_a_text_shorter_than_the_size_has_no_ngrams() -> None:
    """Nothing comes of fewer words than an n-gram has."""
    assert find_ngrams(["a", "b"], 3) == {}
    assert len(hash_ngrams(["a", "b"], 3)) == 0


def test_hashes_are_the_same_in_every_run() -> None:
    """Fingerprints may be stored: their values are fixed."""
    assert hash_ngrams(["flood", "water"], 2).tolist() == [7558060756638971178]


def test_a_copied_passage_keeps_its_fingerprints() -> None:
    """Whatever stands around a passage, the marks picked inside it are the same."""
    alone = set(pick_fingerprints(PASSAGE.split()).tolist())
    within = set(pick_fingerprints(["before", *PASSAGE.split(), "after"]).tolist())
    assert len(alone) > 5
    assert alone <= within

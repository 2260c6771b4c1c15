"""Reports in different languages."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from samestory.records import Account
from samestory.stages.lineage import trace_lineage
from samestory.stages.passages import align_accounts
from samestory.text.reuse.translations import ENCODED_LANGUAGES, judge_translated, score_translations
from tests.conftest import AccountMaker

ENGLISH = (
    "The mill at Aldmoor burned down in the night to Friday.\n\nThe miller and his two sons were taken to the "
    "hospital of Carrow.\n\nSparks from a passing train had set the straw roof on fire, the brigade said.\n\n"
    "It took forty men until noon to put out the flames.\n\nThe mill was built in 1781 and had ground flour "
    "for the valley ever since.\n\nThe council will decide in spring whether it is to be rebuilt."
)
GERMAN = (
    "Die Mühle von Aldmoor ist in der Nacht zum Freitag abgebrannt.\n\nDer Müller und seine zwei Söhne wurden "
    "in das Krankenhaus von Carrow gebracht.\n\nFunken eines vorbeifahrenden Zuges hatten das Strohdach in "
    "Brand gesetzt, sagte die Feuerwehr.\n\nVierzig Männer brauchten bis zum Mittag, um die Flammen zu "
    "löschen.\n\nDie Mühle wurde 1781 erbaut und hat seither das Mehl für das Tal gemahlen.\n\nDer Rat "
    "entscheidet im Frühjahr, ob sie wieder aufgebaut wird."
)
OWN_GERMAN = (
    "Der Bäcker von Aldmoor weiß nicht, woher er nun sein Mehl bekommen soll.\n\nSeine Kunden kamen am "
    "Samstag trotzdem, und er schenkte ihnen den letzten Kuchen.\n\nIm Wirtshaus sammelten die Nachbarn "
    "Kleider und Spielzeug für die Kinder.\n\nDie Schule blieb wegen des Rauches geschlossen."
)


class Dictionary:
    """An encoder for tests: each sentence of ENGLISH and its German one share a direction."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give sentence n of either text the n-th unit vector, any other one of its own."""
        known = [*ENGLISH.split("\n\n"), *GERMAN.split("\n\n"), *OWN_GERMAN.split("\n\n")]
        vectors = np.zeros((len(texts), len(known)), dtype=np.float32)
        for row, text in enumerate(texts):
            place = next(i for i, sentence in enumerate(known) if text.rstrip(".") in sentence)
            vectors[row, place % 6 if place < 12 else place] = 1.0
        return vectors


def pair_of(a: Account, b: Account):  # type: ignore[no-untyped-def]
    """Align and judge two reports across languages."""
    passages = align_accounts([a, b], encoder=Dictionary())
    return trace_lineage([a, b], passages, (), compared=ENCODED_LANGUAGES).pairs[0]


def test_a_translation_is_a_common_source(account_of: AccountMaker) -> None:
    """Sentence for sentence the same in another language is one text, with translated passages."""
    pair = pair_of(account_of(f"Fire\n\n{ENGLISH}"), account_of(f"Brand\n\n{GERMAN}", source="b.txt"))
    assert pair.relation == "common-source"
    assert {passage.kind for passage in pair.passages} == {"translated"}
    assert len(pair.passages) == 6
    assert "reads like a translation" in pair.because


def test_a_report_of_its_own_in_another_language_is_independent(account_of: AccountMaker) -> None:
    """Where languages are compared and nothing is translated, the reports are independent."""
    pair = pair_of(account_of(f"Fire\n\n{ENGLISH}"), account_of(f"Brand\n\n{OWN_GERMAN}", source="b.txt"))
    assert (pair.relation, pair.passages) == ("independent", ())


def test_without_an_encoder_nothing_is_said(account_of: AccountMaker) -> None:
    """Two languages that are not compared leave it open, never independent."""
    accounts = [account_of(f"Fire\n\n{ENGLISH}"), account_of(f"Brand\n\n{OWN_GERMAN}", source="b.txt")]
    pair = trace_lineage(accounts, align_accounts(accounts), ()).pairs[0]
    assert pair.relation == "unsure"
    assert "not compared" in pair.because


def test_a_text_in_an_unknown_language_is_left_open(account_of: AccountMaker) -> None:
    """A long text in no known language is not compared; it may translate the other."""
    unknown = " ".join(f"Wika{n} mola tore besu palo." for n in range(30))
    accounts = [account_of(f"Fire\n\n{ENGLISH}"), account_of(f"Wika\n\n{unknown}", source="b.txt")]
    assert accounts[1].cleaning.language == "und"
    assert pair_of(*accounts).relation == "unsure"


@pytest.mark.parametrize(
    ("share", "plain", "credited", "relation"),
    [
        (0.9, 9, False, "common-source"),
        (0.8, 2, False, "common-source"),
        (0.6, 3, False, "unsure"),
        (0.3, 5, False, "unsure"),
        (0.3, 5, True, "common-source"),
        (0.1, 1, True, "independent"),
    ],
)
def test_the_verdict_rests_on_share_and_plain_sentences(
    share: float, plain: int, credited: bool, relation: str
) -> None:
    """Much of it, in several plain sentences, is one text; a part cannot be told; a credit helps."""
    assert judge_translated(share, plain, credited=credited) == relation


def test_figures_and_names_move_the_likeness() -> None:
    """The same figure set otherwise speaks for a translation, another against it."""
    vectors = (np.array([[1.0, 0.0]], dtype=np.float32), np.array([[0.8, 0.6]] * 2, dtype=np.float32))
    scores = score_translations(["It cost 40,000 crowns"], ["40.000 Kronen", "50.000 Kronen"], vectors)
    assert scores[0, 0] > 0.85
    assert scores[0, 1] < 0.8

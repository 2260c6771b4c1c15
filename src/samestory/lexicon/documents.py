"""Kinds of document that reports give as their source."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def load_document_kinds() -> Mapping[str, str]:
    """Map the words that head a document's name to its kind.

    >>> load_document_kinds()["suit"]
    'lawsuit'
    """
    text = (files("samestory.lexicon") / "documents.toml").read_text(encoding="utf-8")
    return {word: kind for kind, words in tomllib.loads(text).items() for word in words.split()}

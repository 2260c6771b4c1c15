"""Common nouns that capitals hang on a person's name: 'Ann Vale Emails' is Ann Vale, and emails."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from samestory.records import Token
from samestory.text.naming.entities import FormUse
from samestory.text.naming.forms import Form, WordLists
from samestory.text.naming.words import Mention, token_text


class TailCutter:
    """Takes from the names of one report the noun behind a person's name.

    Needs the other names of the story: 'Vale' of 'Vale Emails' is somebody if 'Ann Vale' is, and
    'Rick Waters' is no Rick who has waters.
    """

    def __init__(self, uses: Mapping[Form, FormUse], lower: frozenset[str], lists: WordLists):
        self.uses = uses
        self.lower = lower
        self.words = lists.words
        self.surnames = {f[-1] for f, use in uses.items() if len(f) > 1 and self._is_person(use)}

    def cut(self, mentions: Sequence[Mention], tokens: Sequence[Token]) -> list[Mention]:
        """Shorten the mentions that need it."""
        return [self._shorten(m, tokens) if self._has_tail(m, tokens) else m for m in mentions]

    def _is_person(self, use: FormUse) -> bool:
        return use.labels["PERSON"] * 2 >= use.count

    def _has_tail(self, mention: Mention, tokens: Sequence[Token]) -> bool:
        form = mention.form
        if len(form) < 2 or mention.last - mention.first != len(form):
            return False
        last, rest = tokens[mention.last - 1], form[:-1]
        listed = form[-1] in self.words["headline_tails"]
        seen = last.tag in ("NNPS", "NNS") and last.text.lower() in self.lower
        if len(rest) == 1:
            is_surname = rest[0] in self.surnames and rest[0] not in self.words["given_names"]
            return (listed or seen) and is_surname
        use = self.uses.get(rest)
        known = use is not None and self._is_person(use)
        return (listed and (known or rest[0] in self.words["given_names"])) or (seen and known)

    def _shorten(self, mention: Mention, tokens: Sequence[Token]) -> Mention:
        last = mention.last - 1
        text = token_text(tuple(tokens[mention.first : last]), 0, last - mention.first)
        return replace(mention, last=last, end=tokens[last - 1].end, text=text, label="PERSON")

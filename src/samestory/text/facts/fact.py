"""A fact: one value that one report gives for one question about a story."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from samestory.lexicon.casualties import load_casualty_words
from samestory.lexicon.kindred import read_term
from samestory.records import Account, Name, Sentence, Token
from samestory.text.figures.told import Figure

# Reports tell what matters of a happening early; what stands further down is a list or background.
MAX_SENTENCES = 120


@dataclass(frozen=True, slots=True)
class Cast:
    """The persons of a story: every name by its id, and who of them did it."""

    names: Mapping[str, Name]
    doers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Page:
    """A report with the id of the name that each of its tokens is part of.

    `terms` are those of all its words, `folded` is its text in small letters.
    """

    account: Account
    named: Mapping[int, str]
    cast: Cast
    terms: frozenset[str]
    folded: str

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens of the report."""
        return self.account.annotation.tokens

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The first sentences of the report."""
        return self.account.annotation.sentences[:MAX_SENTENCES]

    def person(self, at: int) -> str:
        """The id of the person that a token names or describes, '' if it is none."""
        id = self.named.get(at, "")
        return id if id in self.cast.names and self.cast.names[id].type == "person" else ""

    def is_doer(self, at: int) -> bool:
        """Tell whether a token names or describes who did it."""
        if self.person(at):
            return self.named[at] in self.cast.doers
        return self.tokens[at].text.lower() in doer_nouns()


@dataclass(frozen=True, slots=True)
class Fact:
    """What a report says in answer to a question: `topic` is the question, `key` the answer.

    Facts of one topic are of one thing in every report. `start` and `end` are the words that answer,
    `sentence` is the place of their sentence in the report. Of a count `figure` is what it says, and
    `near` are the terms told beside it.
    """

    page: Page
    topic: str
    key: str
    start: int
    end: int
    sentence: int
    figure: Figure | None = None
    near: frozenset[str] = frozenset()

    @property
    def account(self) -> Account:
        """The report that gives the answer."""
        return self.page.account

    @property
    def words(self) -> str:
        """The answer in the report's own words."""
        return " ".join(self.account.report.text[self.start : self.end].split())

    @property
    def told_in(self) -> Sentence:
        """The sentence that gives the answer."""
        return self.account.annotation.sentences[self.sentence]


@cache
def doer_nouns() -> frozenset[str]:
    """The nouns for whoever did it, one of them or more."""
    return load_casualty_words().doers


def open_page(account: Account, named: Mapping[int, str], cast: Cast) -> Page:
    """Make a report ready to be read for facts."""
    terms = frozenset(map(read_term, {token.lemma.lower() for token in account.annotation.tokens}))
    return Page(account, named, cast, terms, account.report.text.lower())


def find_cast(names: Mapping[str, Name]) -> Cast:
    """Tell who of the persons named did it: whom reports also call the gunman or the suspect."""
    doers = {
        name.id
        for name in names.values()
        if name.type == "person" and any(_calls_doer(alias.text) for alias in name.aliases)
    }
    return Cast(names, frozenset(doers))


def _calls_doer(alias: str) -> bool:
    words = alias.lower().split()
    # 'A second shooter', 'the other suspect', 'the suspect's mother' are others.
    other = {"second", "third", "another", "other"} & set(words) or any("'" in w or "’" in w for w in words)
    return bool(words) and words[-1] in doer_nouns() and not other

"""What a clause brings to being compared: its terms, names, figures and predicate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from samestory.lexicon.common_words import load_common_words
from samestory.lexicon.kindred import load_calendar_words, read_term
from samestory.records import Account, Clause, Quantity, Token
from samestory.records.annotations import SentenceKind
from samestory.text.propositions.places import widen_clause
from samestory.text.propositions.speakers import Frames, frame_within, index_frames, only_introduces
from samestory.text.propositions.wholeness import skip_dateline

_TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM", "X", "AUX"})
# Without who says it a clause must tell so much to be compared so.
MIN_TELLING = 2
# Terms further apart in the parse than this belong to different things that are said.
MAX_LINK_STEPS = 4
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# Who took a picture, and through whom it came: 'Ann Lee / The Echo via AP'.
_CREDIT = re.compile(r" via | / |\bphoto\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unit:
    """A clause ready for comparing. `account` is its report's place among the story's accounts."""

    account: int
    report: str
    start: int
    end: int
    sentence: int
    attribution: int | None
    kind: SentenceKind
    text: str
    terms: tuple[str, ...]
    names: tuple[str, ...]
    figures: tuple[str, ...]
    times: tuple[str, ...]
    predicate: str
    negated: bool
    quoted: bool
    framing: bool
    links: tuple[str, ...]
    fates: tuple[str, ...]
    counts: tuple[str, ...]
    # The places in its sentence of its words, and of those that tell something with their terms.
    words: tuple[int, ...] = ()
    telling: tuple[tuple[int, str], ...] = ()
    persons: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    has_verb: bool = True
    is_credit: bool = False
    # Nothing but who says something: 'the sheriff's deputies said'.
    introduces: bool = False
    # Where a reader is sent for it: the clause, or the sentence of which it is enough.
    cited: tuple[int, int] = (0, 0)


def read_units(accounts: Sequence[Account]) -> list[Unit]:
    """Make every clause of a story ready but datelines, report by report, in reading order.

    Who says what a clause tells is taken off it: one spokesman may say many things.
    """
    return [
        _unit(place, frames, clause)
        for place, account in enumerate(accounts)
        for frames in (index_frames(account),)
        for clause in account.clauses
        if not _is_dateline(account, clause)
    ]


def overlaps(a: Unit, b: Unit) -> bool:
    """Whether two clauses of one report share half of the shorter."""
    if a.account != b.account:
        return False
    shared = min(a.end, b.end) - max(a.start, b.start)
    return 2 * shared >= min(a.end - a.start, b.end - b.start)


def _unit(place: int, frames: Frames, clause: Clause) -> Unit:
    account = frames.account
    tokens = account.annotation.tokens
    sentence = account.annotation.sentences[clause.sentence]
    placed = _tell(
        frames,
        clause,
        [
            (index - sentence.first, token)
            for index, token in enumerate(tokens[sentence.first : sentence.last], sentence.first)
            if clause.start <= token.start and token.end <= clause.end
        ],
    )
    inside = [token for _, token in placed]
    telling = tuple((index, read_term(_fold(t))) for index, t in placed if is_telling(t))
    own = [tokens[index] for index in clause.tokens]
    head = _head(tokens, clause)
    return Unit(
        account=place,
        report=account.id,
        start=clause.start,
        end=clause.end,
        sentence=clause.sentence,
        attribution=clause.attribution,
        kind=sentence.kind,
        text=" ".join(token.text for token in inside),
        terms=tuple(term for _, term in telling),
        names=tuple(read_term(_fold(t)) for t in inside if t.pos == "PROPN" and is_telling(t)),
        figures=tuple(
            read_term(t.text.lower()) for t in inside if t.pos == "NUM" and _is_figure(t, tokens)
        ),
        times=tuple(_fold(t) for t in inside if _fold(t) in load_calendar_words()),
        predicate=read_term(_fold(head)) if head is not None else "",
        negated=any(t.dep == "neg" or t.lemma in ("no", "never", "without", "nobody") for t in own),
        quoted=any(q.start <= clause.start and clause.end <= q.end + 1 for q in account.quotes),
        framing=_is_framing(account, clause),
        links=_links(tokens, inside),
        fates=tuple(sorted({q.role for q in _counted(account, clause) if q.role})),
        counts=tuple(sorted({f"{q.role} {q.low} {q.high}" for q in _counted(account, clause) if q.role})),
        words=tuple(index for index, _ in placed),
        telling=telling,
        persons=_persons(account, inside),
        subjects=tuple(read_term(_fold(t)) for t in inside if t.dep in _SUBJECTS and is_telling(t)),
        has_verb=any(t.pos == "VERB" for t in inside),
        cited=widen_clause(sentence, clause.start, clause.end),
        is_credit=_CREDIT.search(" ".join(t.text for t in inside)) is not None,
        introduces=only_introduces(frames, clause.start, clause.end),
    )


def _is_dateline(account: Account, clause: Clause) -> bool:
    """Whether a clause ends within the 'LIMA, Peru (AP) — ' that its sentence opens with."""
    sentence = account.annotation.sentences[clause.sentence]
    text = account.report.text[sentence.start : sentence.end]
    return clause.end <= sentence.start + skip_dateline(f"{text} ")


def _tell(
    frames: Frames, clause: Clause, placed: Sequence[tuple[int, Token]]
) -> Sequence[tuple[int, Token]]:
    """Take off the words that say who says what a clause tells, if what is left is a clause."""
    said_by = frame_within(frames, clause.start, clause.end)
    left = [(index, token) for index, token in placed if token.start not in said_by]
    telling = sum(is_telling(token) for _, token in left)
    whole = any(token.pos in ("VERB", "AUX") for _, token in left)
    return left if whole and telling >= MIN_TELLING else placed


def _persons(account: Account, inside: Sequence[Token]) -> tuple[str, ...]:
    """The last names of the people that words name."""
    named = [e for e in account.annotation.entities if e.label == "PERSON" and e.text.strip()]
    starts, end = {token.start for token in inside}, max((token.end for token in inside), default=0)
    told = [e for e in named if e.start in starts and e.end <= end]
    return tuple(sorted({e.text.split()[-1].casefold() for e in told}))


def _counted(account: Account, clause: Clause) -> list[Quantity]:
    return [q for q in account.quantities if clause.start <= q.start and q.end <= clause.end]


def _is_framing(account: Account, clause: Clause) -> bool:
    """Whether a clause mostly tells who says something: a source with its cue."""
    framed = 0
    for attribution in account.attributions:
        for edge in (attribution.source, attribution.cue):
            if edge is not None:
                framed += max(0, min(edge.end, clause.end) - max(edge.start, clause.start))
    return 2 * framed > clause.end - clause.start


def _links(tokens: Sequence[Token], inside: Sequence[Token]) -> tuple[str, ...]:
    """List the pairs of terms that hang together: by one dependency, or over words that tell nothing.

    'a ferry of Coast Line sank' and 'the Coast Line sinking' share the link of sinking and Coast Line
    though not the order of words.
    """
    kept = {id(token) for token in inside}
    found: set[str] = set()
    for token in inside:
        if not is_telling(token):
            continue
        at, steps = token, 0
        if token.pos == "PROPN" and token.dep == "compound":
            continue  # 'Costa' hangs on 'Rica' in every sentence that names it
        while steps < MAX_LINK_STEPS and tokens[at.head] is not at and id(tokens[at.head]) in kept:
            at, steps = tokens[at.head], steps + 1
            if is_telling(at):
                pair = sorted((read_term(_fold(token)), read_term(_fold(at))))
                if pair[0] != pair[1]:
                    found.add(" ".join(pair))
    return tuple(sorted(found))


def is_telling(token: Token) -> bool:
    """Whether a word shows something when two clauses share it."""
    if token.pos not in _TELLING or not any(map(str.isalnum, token.text)):
        return False
    if token.pos in ("PROPN", "NUM"):
        return True
    return token.lemma not in load_common_words()


def read_terms(tokens: Sequence[Token]) -> tuple[str, ...]:
    """List the terms of words, those that tell something."""
    return tuple(read_term(_fold(token)) for token in tokens if is_telling(token))


def _fold(token: Token) -> str:
    return token.text.lower().strip(".'’") if token.pos == "PROPN" else token.lemma.strip(".'’")


def _is_figure(token: Token, tokens: Sequence[Token]) -> bool:
    """Whether a numeral counts something: not the day of a month, an hour or a year."""
    head = tokens[token.head]
    return not (head.lemma.strip(".") in load_calendar_words() or head.pos == "PROPN" or ":" in token.text)


def _head(tokens: Sequence[Token], clause: Clause) -> Token | None:
    """The own word of a clause whose head lies outside it."""
    own = set(clause.tokens)
    for index in clause.tokens:
        token = tokens[index]
        if (token.head == index or token.head not in own) and token.pos in (
            "VERB",
            "NOUN",
            "AUX",
            "PROPN",
            "ADJ",
        ):
            return token
    return None

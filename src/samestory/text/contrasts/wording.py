"""Where reports deny what others say, or put other words into the same mouth."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import cache

from rapidfuzz.distance import Indel

from samestory.lexicon.common_words import load_common_words
from samestory.lexicon.contrasts import load_contrast_words
from samestory.lexicon.kindred import read_term
from samestory.records import Difference
from samestory.text.contrasts.tellings import Side, Telling, make_difference, read_once
from samestory.text.reading import read_plainly

# Two quotations are one utterance if so much of the shorter one's words stand in the other, in order.
LEAST_SHARED = 0.6
LEAST_WORDS = 4
# Two translations of one utterance share most of the weighty words of the shorter, in any order.
LEAST_RETOLD = 3
RETOLD_SHARE = 0.6
# Longer quotations are compared in their first words: alignment is quadratic.
MAX_WORDS = 300
# More changed stretches than this are a translation or a retelling in marks, not a misquotation.
MAX_CLASHING_CHANGES = 1
# One word for another, or a few: more is a passage left out.
MAX_CLASHING_WORDS = 5
# Words whose terms share this many letters are forms of one: 'coordinating', 'coordination'.
STEM_CHARS = 5
# A verb that is denied above another stands at most so many steps above it.
MAX_CLIMB = 3
# 'Was denied a permit and had a history': these deny what hangs on them, not what they hang on.
_NO_NEGATIONS = frozenset(("without", "no", "deny", "denied", "denies"))
# A point inside 'U.S.' ends a sentence too early in all reports alike.
_SENTENCE = re.compile(r"[^\s.!?…][^.!?…]*")
_CONTRACTIONS = (
    ("won't", "will not"), ("can't", "can not"), ("cannot", "can not"), ("n't", " not"), ("'ve", " have"),
    ("'re", " are"), ("'ll", " will"), ("'m", " am"), ("'d", " would"), ("'s", " is"),
)  # fmt: skip
# Each house writes numbers its own way: '2nd' and 'second' are one word that was said.
_SPELT_OUT = {
    "1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth", "5th": "fifth", "6th": "sixth",
    "7th": "seventh", "8th": "eighth", "9th": "ninth", "10th": "tenth", "1": "one", "2": "two",
    "3": "three", "4": "four", "5": "five", "6": "six", "7": "seven", "8": "eight", "9": "nine",
    "10": "ten", "11": "eleven", "12": "twelve",
}  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")


def contrast_wording(tellings: Sequence[Telling]) -> list[Difference]:
    """Compare the words that reports quote for one utterance, as whole quotations.

    One word that carries meaning, changed in a quotation otherwise the same, is a conflict: one of
    the two misquotes. More than one is a translation or a retelling that kept the marks, and less
    than the whole is a shortened quotation: there both may be right. Small words are passed over.
    """
    found: list[tuple[Side, Side]] = []
    clash = edited = False
    quoted = {telling.report: read_once(telling, _quoted) for telling in tellings}
    for a, b in itertools.combinations(tellings, 2):
        if {x[0] for x in quoted[a.report]} & {y[0] for y in quoted[b.report]}:
            continue
        for x, y in itertools.product(quoted[a.report], quoted[b.report]):
            changes = _changes(x[0], y[0])
            if not changes and _is_retold(x[0], y[0]):
                found.append((_side(a, x), _side(b, y)))
                edited = True
                break
            if not any(_is_weighty(change) for change in changes):
                continue
            clash = clash or (_is_clash(changes) and _same_extent(x[0], y[0]) and x[3] == y[3] == "direct")
            edited = edited or len(changes) > MAX_CLASHING_CHANGES
            found.append((_side(a, x), _side(b, y)))
            break
    if not found:
        return []
    about = "what was said"
    if clash and not edited:
        because = "the same utterance is quoted with other words in its midst"
        return [make_difference("wording-of-quote", about, "conflict", because, _flat(found))]
    because = "the quotations differ throughout or in length, as translations and shortened ones do"
    return [make_difference("wording-of-quote", about, "compatible", because, _flat(found))]


def _flat(pairs: Sequence[tuple[Side, Side]]) -> list[Side]:
    return [side for pair in pairs for side in pair]


# The words of a quotation, where it stands, and its kind or 'bracketed'.
Quoted = tuple[tuple[str, ...], int, int, str]


def _quoted(telling: Telling) -> list[Quoted]:
    """The quoted sentences that meet the supports, whole, folded, with where they stand.

    A support may cut a quotation anywhere; what is beyond the cut was said all the same.
    """
    text = telling.account.report.text
    found: list[Quoted] = []
    for quote in telling.account.quotes:
        if quote.kind not in ("direct", "mixed"):
            continue
        for match in _SENTENCE.finditer(text, quote.start, quote.end):
            start, end = match.span()
            meets = any(span.start < end and start < span.end for span in telling.spans)
            words = _folded(match[0]) if meets else []
            # What stands in brackets the writer put there: '"I trust [Marsh] with this".'
            kind = "bracketed" if "[" in match[0] else quote.kind
            if len(words) >= LEAST_WORDS:
                found.append((tuple(words[:MAX_WORDS]), start, end, kind))
    return found


def _folded(text: str) -> list[str]:
    plain = read_plainly(text).lower().replace("-", "").replace("&", " and ")
    for short, long in _CONTRACTIONS:
        plain = plain.replace(short, long)
    return [_SPELT_OUT.get(word, word) for word in _WORD.findall(plain)]


def _changes(ours: Sequence[str], theirs: Sequence[str]) -> list[list[str]]:
    """The stretches of words by which two quotations of one utterance differ in their midst.

    Empty where they are two utterances or differ only in where they begin and end.
    """
    opcodes = list(Indel.opcodes(ours, theirs))
    equal = [op for op in opcodes if op.tag == "equal"]
    shared = sum(op.src_end - op.src_start for op in equal)
    if shared < LEAST_SHARED * min(len(ours), len(theirs)):
        return []
    first, last = opcodes.index(equal[0]), len(opcodes) - 1 - opcodes[::-1].index(equal[-1])
    changes: list[tuple[list[str], list[str]]] = []
    fresh = True
    for op in opcodes[first : last + 1]:
        if op.tag != "equal":
            changes = [*changes, ([], [])] if fresh else changes
            changes[-1][0].extend(ours[op.src_start : op.src_end])
            changes[-1][1].extend(theirs[op.dest_start : op.dest_end])
        fresh = op.tag == "equal"
    # 'Jon Holm' and '@jonholm' are one.
    real = ([*mine, *yours] for mine, yours in changes if "".join(mine) != "".join(yours))
    return [left for left in (_unlike(words) for words in real) if left]


def _is_retold(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Tell whether two quotations say the same in other words, as two translations of one do."""
    mine, yours = (
        {read_term(word) for word in words if word not in load_common_words() and not word.isdigit()}
        for words in (ours, theirs)
    )
    shared, few = len(mine & yours), min(len(mine), len(yours))
    # What has no word of its own is only cut short.
    return shared >= LEAST_RETOLD and RETOLD_SHARE * few <= shared < few


def _unlike(words: list[str]) -> list[str]:
    """Drop words that another of the stretch is a form of: 'equipping' for 'equipment'."""
    stems = [read_term(word)[:STEM_CHARS] for word in words]
    return [word for word, stem in zip(words, stems, strict=True) if stems.count(stem) == 1]


def _same_extent(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Tell whether two quotations begin and end alike: one that is cut has been edited anyway."""
    return ours[0] == theirs[0] and ours[-1] == theirs[-1]


def _is_clash(changes: Sequence[Sequence[str]]) -> bool:
    """Tell whether one word stands for another, a word that carries meaning among them."""
    (first, *others) = changes
    return not others and _is_weighty(first) and 2 <= len(first) <= MAX_CLASHING_WORDS


def _is_weighty(change: Sequence[str]) -> bool:
    return any(word not in load_common_words() for word in change)


def _side(telling: Telling, quoted: Quoted) -> Side:
    words, start, end, _ = quoted
    return Side(telling.report, " ".join(words), telling.text(start, end), start, end)


def contrast_polarity(tellings: Sequence[Telling]) -> list[Difference]:
    """Compare what is affirmed with what is denied: 'not', and words that deny one another."""
    found: list[tuple[Side, Side]] = []
    verbs = {telling.report: read_once(telling, _verbs) for telling in tellings}
    for a, b in itertools.combinations(tellings, 2):
        ours, theirs = (a, verbs[a.report]), (b, verbs[b.report])
        pair = _denial(ours, theirs) or _denial(theirs, ours) or _opposites(a, b)
        if pair:
            found.append(pair)
    if not found:
        return []
    because = "one report denies what another says, or says its opposite"
    return [make_difference("polarity", "whether it is so", "unsure", because, _flat(found))]


Verbs = dict[int, tuple[str, bool, frozenset[str]]]


def _denial(denies: tuple[Telling, Verbs], affirms: tuple[Telling, Verbs]) -> tuple[Side, Side] | None:
    """The same verb with a shared word beside it, negated in one telling and never in the other."""
    (denying, ours), (affirming, theirs) = denies, affirms
    for at, (verb, negated, near) in ours.items():
        if not negated or any(v == verb and n for v, n, _ in theirs.values()):
            continue
        if any(v == verb and not n for v, n, _ in ours.values()):
            continue
        for other, (v, _, other_near) in theirs.items():
            if _is_duty(affirming, other) or _is_doubted(affirming, other):
                continue
            # Who has been named is told beside other words than that nobody has.
            if v == verb and len(near & other_near) >= (1 if verb == read_term("name") else 2):
                return _verb_side(denying, at, "denied"), _verb_side(affirming, other, "affirmed")
    return None


def _verbs(telling: Telling) -> Verbs:
    words = load_contrast_words()
    tokens = telling.tokens
    found = {}
    for at in telling.places:
        if tokens[at].pos != "VERB":
            continue
        below = [p for p in telling.places if tokens[p].head == at and p != at]
        negated = any(
            tokens[p].dep == "neg" or tokens[p].text.lower() in words.negations - _NO_NEGATIONS
            for p in below
        )
        # 'No longer' hangs on the verb by its second word; 'without' denies what comes behind it.
        negated = negated or any(
            tokens[p].text.lower() == "longer" and tokens[p - 1].text.lower() == "no" for p in below if p
        )
        negated = negated or (tokens[at].dep == "pcomp" and tokens[tokens[at].head].lemma == "without")
        above = tokens[tokens[at].head]
        # 'Denied that he had known': what is denied stands below the denial.
        denied = tokens[at].dep in ("ccomp", "xcomp", "pcomp") and above.lemma in words.denying
        negated = negated != (
            denied or (tokens[at].dep == "pcomp" and tokens[above.head].lemma in words.denying)
        )
        near = frozenset(
            read_term(tokens[p].lemma)
            for p in telling.places
            if abs(p - at) <= 8 and p != at and tokens[p].pos in ("NOUN", "PROPN")
        )
        found[at] = (_said_verb(telling, at, below), negated, near)
    return found


def _is_doubted(telling: Telling, at: int) -> bool:
    """'Did not know that it was loaded' does not say that it was meant to be."""
    tokens = telling.tokens
    for _ in range(MAX_CLIMB):
        head = tokens[at].head
        if head == at:
            return False
        if any(tokens[p].dep == "neg" and tokens[p].head == head for p in range(max(0, head - 4), head)):
            return True
        at = head
    return False


def _is_duty(telling: Telling, at: int) -> bool:
    """'A store must give a list' does not say that it gave one."""
    tokens = telling.tokens
    return any(tokens[p].head == at and tokens[p].tag == "MD" for p in telling.places)


def _said_verb(telling: Telling, at: int, below: Sequence[int]) -> str:
    """The term of a verb; to release a name is to name."""
    tokens = telling.tokens
    names = any(
        tokens[p].dep in ("dobj", "nsubjpass") and tokens[p].lemma in ("name", "identity") for p in below
    )
    disclosed = tokens[at].lemma in ("release", "disclose", "publish", "reveal", "confirm")
    return read_term("name" if names and disclosed else tokens[at].lemma)


def _verb_side(telling: Telling, at: int, key: str) -> Side:
    tokens = telling.tokens
    first, last = max(telling.places[0], at - 3), min(telling.places[-1], at + 3)
    return Side(
        telling.report,
        key,
        telling.text(tokens[first].start, tokens[last].end),
        tokens[first].start,
        tokens[last].end,
    )


def _opposites(a: Telling, b: Telling) -> tuple[Side, Side] | None:
    """'Rose' here and 'fell' there, with a content word shared right beside them."""
    opposites = load_contrast_words().opposites
    ours, theirs = read_once(a, _sided_words), read_once(b, _sided_words)
    for word in sorted(ours):
        for other in sorted(theirs):
            if (word, other) not in opposites or word in theirs or other in ours:
                continue
            if _beside(a, ours[word]) & _beside(b, theirs[other]):
                return _word_side(a, ours[word]), _word_side(b, theirs[other])
    return None


def _sided_words(telling: Telling) -> dict[str, int]:
    """The words of a telling that have an opposite, with their places."""
    tokens, sided = telling.tokens, _sided()
    return {lemma: p for p in telling.places if (lemma := tokens[p].lemma) in sided}


@cache
def _sided() -> frozenset[str]:
    """The words that have an opposite."""
    return frozenset(word for word, _ in load_contrast_words().opposites)


def _beside(telling: Telling, at: int) -> frozenset[str]:
    """The terms of what hangs on a word or what it hangs on."""
    tokens = telling.tokens
    above = tokens[at].head
    near = [p for p in telling.places if (tokens[p].head == at or above == p) and p != at]
    if tokens[above].lemma == "be":
        # 'The driver was drunk': what it is said of hangs on the 'was'.
        near += [p for p in telling.places if tokens[p].head == above and tokens[p].dep.startswith("nsubj")]
    return frozenset(read_term(tokens[p].lemma) for p in near if tokens[p].pos in ("NOUN", "PROPN", "VERB"))


def _word_side(telling: Telling, at: int) -> Side:
    token = telling.tokens[at]
    return Side(telling.report, token.lemma, telling.text(token.start, token.end), token.start, token.end)

"""What happens to those whom a figure counts: killed, injured, shot, … read off words and parse."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samestory.lexicon.casualties import CasualtyWords, load_casualty_words
from samestory.lexicon.figures import load_figure_words
from samestory.records import Token

# How many words after the figure may still say its fate: 'two of the men are said to have been killed'.
REACH_WORDS = 9
# How far left a toll is named: 'the number of people confirmed dead rose on Monday to 12'.
TOLL_REACH_WORDS = 9
# 'Shot and killed', 'shot dead', 'shot twice and fatally wounded'.
DEADLY_REACH_WORDS = 4
# 'Left two adults and a child wounded': 'left' and how stand at most so far before and behind.
LEFT_REACH_WORDS = 9
MAX_CLIMB = 4
# A noun alone says these; whatever else is said of those counted says more.
WEAK_ROLES = frozenset(("aboard", "displaced"))
# 'Was not injured', 'were never shot': a denial stands so close before the fate.
DENIAL_REACH_WORDS = 3
# 'Toll in harbour blast rises to seven': the bare word, where it moves or stands at the figure.
_TOLL_RUN = re.compile(
    r" toll (?:[\w'’-]+ ){0,6}(?:(?:ris|climb|jump|grow|mount|go|went|stand|stood|rose|grew|now)\w* "
    r"(?:to|at|past|above) |(?:reach|hit|pass|top)\w* )(?:at least |more than |over )?$"
)
# 'Eight people were injured, none fatally.'
_NONE = frozenset(("none", "not", "non", "never", "without", "no"))
_SKIPPED = frozenset(
    (
        "were", "was", "are", "is", "be", "been", "being", "have", "has", "had", "also", "reportedly",
        "confirmed", "feared", "believed", "presumed", "others", "other", "more", "people", "persons",
        "still", "all", "both", "now", "later", ",", "who", "that", "not", "yet", "as", "of", "least", "at",
        "said", "to", "then", "believed", "either", "left", "found", "declared", "pronounced",
        "immediately", "people", "men", "women", "including", "known", "thought", "understood", "reported",
    )
)  # fmt: skip
_VERBAL = frozenset(("VERB", "AUX", "PROPN", "NOUN"))
_LINKS = frozenset(("conj", "appos", "nmod", "compound", "nummod", "quantmod", "amod"))


def find_fate(tokens: Sequence[Token], first: int, last: int, bounds: tuple[int, int]) -> str:
    """Name the role of the figure that stands at `tokens[first:last]`, its noun included; '' if none.

    `bounds` is the sentence, as a half-open range of tokens.
    """
    words = load_casualty_words()
    if _is_denied(tokens, last, bounds, words) or _is_one_of(tokens, first, last, words):
        return ""
    weak = ""
    finders = (_by_noun, _by_what_follows, _by_word_before, _by_verb, _by_phrase, _by_toll, _by_leaving)
    for finder in finders:
        role = finder(tokens, first, last, bounds, words)
        if role and finder is _by_noun and (role in WEAK_ROLES or tokens[last - 1].lemma == "victim"):
            # 'Ten passengers' are aboard unless more is said: 'ten passengers were injured'. So are
            # shooting victims: 'one shooting victim has died'.
            weak = role
        elif role:
            return role
    return weak


def _is_denied(tokens: Sequence[Token], last: int, bounds: tuple[int, int], words: CasualtyWords) -> bool:
    """'One person inside was not injured' counts nobody hurt."""
    for at in range(last, min(bounds[1], last + REACH_WORDS)):
        word = tokens[at].text.lower()
        if word in (",", ";", ":"):
            return False
        if word in ("not", "n't", "n’t", "never"):
            near = [t.text.lower() for t in tokens[at + 1 : min(bounds[1], at + 1 + DENIAL_REACH_WORDS)]]
            return "only" not in near[:1] and any(one in words.states for one in near)
    return False


def _is_one_of(tokens: Sequence[Token], first: int, last: int, words: CasualtyWords) -> bool:
    """'One of six others standing there died': the six met no fate, unless it is told right behind them."""
    if first < 2 or [t.text.lower() for t in tokens[first - 2 : first]] != ["one", "of"]:
        return False
    inside = {token.text.lower() for token in tokens[first : last + 1]}
    return not inside & (words.states.keys() | words.nouns.keys())


def _by_noun(
    tokens: Sequence[Token], first: int, last: int, bounds: tuple[int, int], words: CasualtyWords
) -> str:
    """'Two deaths', 'nine of the dead', 'three wounded men'."""
    named = [token.text.lower() for token in tokens[first:last]]
    if named[-1] in ("victims", "victim") and {"shooting", "gunshot"} & set(named):
        return "shot"
    inside = (words.states.get(word, "") for word in named)
    return words.nouns.get(tokens[last - 1].text.lower(), "") or next(filter(None, inside), "")


def _by_what_follows(  # noqa: PLR0911 - one return for each word that settles it
    tokens: Sequence[Token], first: int, last: int, bounds: tuple[int, int], words: CasualtyWords
) -> str:
    """'12 people killed', 'five dead', 'two others were wounded', 'two fatally'."""
    last = _past_aside(tokens, last, bounds)
    for at in range(last, min(bounds[1], last + REACH_WORDS)):
        token = tokens[at]
        word = token.text.lower()
        role = words.states.get(word, "")
        if role and token.tag in ("NN", "NNS") and first and tokens[first - 1].lemma == "fire":
            return ""
        if role and not _acts(tokens, at, bounds):
            return _sharpen(role, tokens, at, bounds, words)
        if at > last and token.lemma == "die" and token.pos == "VERB":
            # 'Five people are now known to have died.'
            return "killed"
        if word not in _SKIPPED and token.pos not in ("ADV", "AUX"):
            return ""
        if word == "," and at > last and tokens[at - 1].text == ",":
            return ""
        # A comma ends the figure's own phrase unless a relative clause or participle follows it.
        if word == "," and (at + 1 >= bounds[1] or not _resumes(tokens[at + 1])):
            return ""
    return ""


def _past_aside(tokens: Sequence[Token], last: int, bounds: tuple[int, int]) -> int:
    """Step over ', ages 16 to 18,' and the like: an aside between commas without a verb."""
    if last >= bounds[1] or tokens[last].text != ",":
        return last
    ages = last + 1 < bounds[1] and tokens[last + 1].text.lower() in ("age", "ages", "aged")
    for at in range(last + 1, min(bounds[1], last + REACH_WORDS)):
        if tokens[at].text == ",":
            return at + 1
        if ages and tokens[at].pos == "AUX":
            return at
        if tokens[at].text.lower() in ("age", "ages", "aged"):
            continue
        if tokens[at].tag in ("VBD", "VBZ", "VBP", "VBN", "MD") or tokens[at].tag == "CC":
            return last
    return last


def _resumes(token: Token) -> bool:
    return token.text.lower() in ("who", "all", "both") or token.tag == "VBN"


def _acts(tokens: Sequence[Token], at: int, bounds: tuple[int, int]) -> bool:
    """Tell whether a word such as 'killed' or 'shot' has an object: then it says what they did."""
    token = tokens[at]
    if token.text.lower() in ("shooting", "killing", "injuring", "wounding"):
        return True
    if token.tag not in ("VBD", "VBP", "VB", "VBG"):
        return False
    end = min(bounds[1], at + 6)
    objects = any(tokens[i].head == at and tokens[i].dep == "dobj" for i in range(at + 1, end))
    passive = any(
        tokens[i].text.lower() in ("were", "was", "been", "are", "is", "being")
        for i in range(max(bounds[0], at - 3), at)
    )
    return objects and not passive


def _sharpen(
    role: str, tokens: Sequence[Token], at: int, bounds: tuple[int, int], words: CasualtyWords
) -> str:
    """'Shot' becomes killed or injured where the next words say so."""
    if role not in ("shot", "injured"):
        return role
    before = at > bounds[0] and tokens[at - 1].tag == "RB"
    near = [
        token.text.lower()
        for token in tokens[at - 1 if before else at : min(bounds[1], at + DEADLY_REACH_WORDS)]
    ]
    for mark in (",", ";", ".", "while"):
        if mark in near[1:]:
            near = near[: near.index(mark, 1)]
    # 'Six shot, two dead': what follows the next figure is its own fate.
    numbered = [
        i
        for i, word in enumerate(near)
        if i > 1 and (word.isdigit() or word in load_figure_words().numerals)
    ]
    near = near[: numbered[0]] if numbered else near
    if words.deadly & set(near) and not _NONE & set(near):
        return "killed"
    if role == "shot" and {"wounded", "injured"} & set(near):
        return "injured"
    return role


def _by_word_before(
    tokens: Sequence[Token], first: int, last: int, bounds: tuple[int, int], words: CasualtyWords
) -> str:
    """'Killing 12', 'injures two', 'Crash kills another three'."""
    at = first - 1
    while at >= bounds[0] and tokens[at].text.lower() in ("the", "another", "all", "both", "than", "some"):
        at -= 1
    if at < bounds[0] or tokens[at].tag == "VBN":
        return ""
    role = words.suffered.get(_verb_lemma(tokens[at]), "")
    if role and tokens[at].tag not in ("NN", "NNS", "JJ"):
        # 'Accused of fatally shooting three people'.
        fatally = role == "shot" and at > bounds[0] and tokens[at - 1].text.lower() == "fatally"
        return "killed" if fatally else role
    return ""


_HEADLINE_VERBS = {
    "killing": "kill", "kills": "kill", "killed": "kill", "injuring": "injure", "injures": "injure",
    "injured": "injure", "wounding": "wound", "wounds": "wound", "wounded": "wound", "shoots": "shoot",
    "shooting": "shoot", "shot": "shoot", "hurts": "hurt",
}  # fmt: skip


def _verb_lemma(token: Token) -> str:
    """The lemma; the small model leaves some participles and headline verbs as they are."""
    return _HEADLINE_VERBS.get(token.text.lower(), token.lemma)


def _by_verb(
    tokens: Sequence[Token], first: int, last: int, bounds: tuple[int, int], words: CasualtyWords
) -> str:
    """The verb that governs the figure, through lists, appositions and 'including'."""
    at = last - 1
    for _ in range(MAX_CLIMB):
        head = tokens[at].head
        if head == at or not bounds[0] <= head < bounds[1]:
            return ""
        dep, governor = tokens[at].dep, tokens[head]
        role = _role_under(dep, head, tokens, bounds, words)
        if role:
            return role
        included = dep == "pobj" and governor.text.lower() in ("including", "of", "among", "for")
        if not (dep in _LINKS or included or (dep == "prep" and governor.pos in ("NOUN", "PROPN", "NUM"))):
            return ""
        at = head
    return ""


def _role_under(
    dep: str, at: int, tokens: Sequence[Token], bounds: tuple[int, int], words: CasualtyWords
) -> str:
    """The role of what stands in a dependency to the word at `at`."""
    governor = tokens[at]
    lemma = _verb_lemma(governor)
    if dep in ("dobj", "nsubjpass") and lemma in words.suffered and governor.pos in _VERBAL:
        return _sharpen(words.suffered[lemma], tokens, at, bounds, words)
    if dep in ("nsubj", "nsubjpass"):
        if lemma in words.undergone:
            return words.undergone[lemma]
        state = words.states.get(governor.text.lower(), "")
        if state and governor.tag in ("JJ", "VBN", "NN"):
            return _sharpen(state, tokens, at, bounds, words)
    return ""


def _by_phrase(
    tokens: Sequence[Token], first: int, last: int, bounds: tuple[int, int], words: CasualtyWords
) -> str:
    """'Three were taken to hospital', 'two are in custody', 'the 12 people on board'."""
    end = last
    while end < min(bounds[1], last + REACH_WORDS) and tokens[end].text not in (",", ";", ":", "."):
        end += 1
    if last < end and tokens[last].text.lower() == "among":
        # 'Ten Americans among 12 dead' are dead themselves.
        return next(filter(None, (words.states.get(t.text.lower(), "") for t in tokens[last:end])), "")
    following = " " + " ".join(token.text.lower() for token in tokens[last:end]) + " "
    found = [
        (following.index(f" {phrase} "), -len(phrase), role)
        for phrase, role in words.phrases
        if f" {phrase} " in following
    ]
    return min(found)[2] if found else ""


def _by_leaving(
    tokens: Sequence[Token], first: int, last: int, bounds: tuple[int, int], words: CasualtyWords
) -> str:
    """'Left two adults and a child wounded', 'left Jon Holm, 21, and Ann Varde dead'."""
    before = tokens[max(bounds[0], first - LEFT_REACH_WORDS) : first]
    leaving = next((i for i in range(len(before) - 1, -1, -1) if before[i].lemma == "leave"), None)
    if leaving is None or any(token.pos == "VERB" for token in before[leaving + 1 :]):
        return ""
    for at in range(last, min(bounds[1], last + LEFT_REACH_WORDS)):
        state = words.states.get(tokens[at].text.lower(), "")
        if state:
            return state
        if tokens[at].pos in ("VERB", "AUX", "SCONJ") or tokens[at].text in (";", ":", "."):
            return ""
    return ""


def _by_toll(
    tokens: Sequence[Token], first: int, last: int, bounds: tuple[int, int], words: CasualtyWords
) -> str:
    """'The death toll rose to nine', 'claimed the lives of 12', 'a toll of 40 injured'."""
    start = max(bounds[0], first - TOLL_REACH_WORDS)
    before = [token.text.lower() for token in tokens[start:first]]
    for mark in (",", ";", ":"):
        if mark in before:
            before = before[len(before) - before[::-1].index(mark) :]
    text = " " + " ".join(before) + " "
    if _TOLL_RUN.search(text):
        return "killed"
    # A toll in one word ('killed …') is too weak at a distance; it was looked for next to the figure.
    return next((role for phrase, role in words.tolls if " " in phrase and f" {phrase} " in text), "")

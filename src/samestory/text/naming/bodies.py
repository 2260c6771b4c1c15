"""When two names of bodies or places can be one's: initials, kinds added, words turned about, spelling."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from samestory.text.naming.forms import SMALL_WORDS, Form, WordLists, initials

# Shorter words, such as 'Iran' and 'Iraq', differ by one letter and are two things.
MIN_FUZZY_LETTERS = 6
MIN_FUZZY_SPELLING = 0.84
# A shorter word before 'Motors' or 'Co' may be any other name that begins so.
MIN_COMPANY_LETTERS = 4
# How a firm's name is closed, in one word with it or without.
BUSINESS_ENDINGS = frozenset({"co", "corp", "inc", "ltd", "tech", "group"})
DWELLINGS = frozenset({"apartment", "apartments", "complex", "villas", "condominiums", "condos"})
# Short forms inside the names of offices.
SPELT_OUT: Mapping[str, tuple[str, ...]] = {
    "ag": ("attorney", "general"),
    "da": ("district", "attorney"),
    "pd": ("police", "department"),
    "ny": ("new", "york"),
    "nj": ("new", "jersey"),
}
SHOPS = frozenset(
    {"shop", "store", "barbershop", "salon", "restaurant", "cafe", "nightclub", "grill", "pub"}
)
LONGEST_TRADE = 3
# The last word of a street, written short.
STREETS: Mapping[str, str] = {
    "ave": "avenue",
    "av": "avenue",
    "blvd": "boulevard",
    "dr": "drive",
    "hwy": "highway",
    "ln": "lane",
    "pkwy": "parkway",
    "rd": "road",
    "st": "street",
}


@dataclass(frozen=True, slots=True)
class BodyKey:
    """What identifies a body: whose it is, its own words in any order, and words of its kind."""

    owner: frozenset[str]
    core: frozenset[str]
    kinds: frozenset[str]


class BodyJudge:
    """Compares names of bodies and places; `territories` maps folded words of a people to its country."""

    def __init__(self, lists: WordLists, territories: Mapping[str, str]):
        self.territories = territories
        self.synonyms = lists.stands_for["synonyms"]
        self.kinds = lists.words["generic_tails"]
        self.companies = lists.words["company_words"]
        self.apart = lists.words["apart_kinds"]

    def plain(self, form: Form) -> Form:
        """The form with words of institutions in their first form: ('dept', …) → ('ministry', …)."""
        if len(form) > 1 and form[-1] in STREETS:
            form = (*form[:-1], STREETS[form[-1]])
        words = (part for word in form for part in SPELT_OUT.get(word, (word,)))
        return tuple(self.synonyms.get(word, (word,))[0] for word in words)

    def key(self, form: Form) -> BodyKey:
        """Take a name apart into owner, own words and kinds."""
        owner: set[str] = set()
        rest: list[str] = []
        at = 0
        while at < len(form):
            two = " ".join(form[at : at + 2])
            if two in self.territories and len(form) > 2:
                owner.add(self.territories[two])
                at += 2
            elif form[at] in self.territories and len(form) > 1:
                owner.add(self.territories[form[at]])
                at += 1
            else:
                rest.append(form[at])
                at += 1
        words = [w for w in self.plain(tuple(rest)) if w not in SMALL_WORDS]
        kinds = frozenset(w for w in words if w in self.kinds)
        return BodyKey(frozenset(owner), frozenset(words) - kinds, kinds)

    def is_same_words(self, a: Form, b: Form) -> bool:
        """'Ministry of Public Security of Kenya' and 'Kenya's Public Safety Ministry'."""
        if self.plain(a) == self.plain(b):
            return True
        one, other = self.key(a), self.key(b)
        owners_agree = not one.owner or not other.owner or one.owner == other.owner
        if not owners_agree or not one.core or (one.owner != other.owner and len(one.core | one.kinds) < 2):
            return False
        if one.core == other.core and one.kinds == other.kinds:
            return True
        if one.core == other.core and a[0] == b[0] and min(len(a), len(b)) > 1:
            # 'Parkland Hospital' and 'Parkland Memorial Hospital'
            return bool(one.kinds & other.kinds) and (one.kinds <= other.kinds or other.kinds <= one.kinds)
        small, large = sorted((one.core, other.core), key=len)
        is_office = "ministry" in small and "ministry" in large
        return is_office and len(small) >= 2 and small < large and bool(one.owner & other.owner)

    def is_kind_added(self, short: Form, long: Form) -> bool:
        """'Moon Bar' and 'Moon Bar nightclub', 'Free River' and 'Free River group'."""
        if len(long) <= len(short) or long[: len(short)] != short:
            return False
        tail = [w for w in long[len(short) :] if w not in SMALL_WORDS]
        # 'Apple Store' is not Apple, nor 'Boeing Network' Boeing: of one word, little can be left off.
        kinds = self.kinds - self.apart if len(short) == 1 else self.kinds
        if len(short) > 1 or len(short[0]) >= MIN_COMPANY_LETTERS:
            kinds = kinds | self.companies
        # 'Alder Lines Barber Shop': any words for its trade, where the name has two words of its own.
        is_venue = len(short) > 1 and tail[-1:] != [] and tail[-1] in SHOPS and len(tail) <= LONGEST_TRADE
        return is_venue or all(word in kinds for word in tail)

    def is_dwelling_added(self, short: Form, long: Form) -> bool:
        """'Alder Ponds' and 'Alder Pond Apartments', 'Alder Apartments' and 'Alder Ponds Apartments'."""
        if long[-1] not in DWELLINGS or short[0] != long[0] or len(long) < 2:
            return False
        one, other = (tuple(_singular(w) for w in f if w not in DWELLINGS) for f in (short, long))
        if not one:
            return False
        return one == other if short[-1] not in DWELLINGS else one == other[: len(one)]

    def is_initials(self, acronym: str, form: Form) -> bool:
        """'FRF' and 'Free River Forces'."""
        return len(form) > 1 and acronym.lower().replace(".", "") in initials(form)

    def is_spelling(self, a: Form, b: Form) -> bool:
        """'Karimabad' and 'Kareemabad': long words, few letters apart, and no other word differs."""
        if len(a) != len(b) or a == b or self.is_joined(a, b):
            return self.is_joined(a, b)
        apart = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
        if len(apart) == 1 and a[0] == b[0] and _singular(apart[0][0]) == _singular(apart[0][1]):
            return True  # 'Alder Pond' and 'Alder Ponds'
        return len(apart) == 1 and _is_near(*apart[0])

    def is_joined(self, a: Form, b: Form) -> bool:
        """'Alder Bay' and 'AlderBay', 'Delva' and 'DelvaCo'."""
        short, long = sorted((a, b), key=lambda f: len("".join(f)))
        if len(a) == len(b) == 1 and len(short[0]) >= MIN_COMPANY_LETTERS and _is_ending(long[0], short[0]):
            return True
        return a != b and "".join(a) == "".join(b) and len("".join(a)) >= MIN_FUZZY_LETTERS


def _is_ending(long: str, short: str) -> bool:
    return long.startswith(short) and long[len(short) :] in BUSINESS_ENDINGS


def _singular(word: str) -> str:
    return word[:-1] if len(word) > MIN_COMPANY_LETTERS and word.endswith("s") else word


def _is_near(a: str, b: str) -> bool:
    if min(len(a), len(b)) < MIN_FUZZY_LETTERS or a[0] != b[0] or a.isdigit() or b.isdigit():
        return False
    # The last letters carry number and origin: 'Austria' and 'Austrian', 'Niger' and 'Nigeria'.
    if a.startswith(b) or b.startswith(a):
        return False
    return Levenshtein.normalized_similarity(a, b) >= MIN_FUZZY_SPELLING

"""Words by which a report tells more of its toll than figures: early counts, the gunman, other means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from samestory.records import Account, Quantity, Sentence
from samestory.text.figures.roundups import SWEEPING

_TIMES = {"double": 2, "triple": 3, "quadruple": 4, "quintuple": 5, "sextuple": 6}
_MULTIPLE = re.compile(
    rf"\b({'|'.join(_TIMES)})[ -](?:fatal )?(homicide|murder|killing|slaying|shooting|fatality)\b",
    re.IGNORECASE,
)
# 'Killed a young couple', 'a couple was found dead'.
_COUPLE = re.compile(
    r"\b(?:kill(?:ed|ing|s)?|murder(?:ed|ing|s)?|slain|shot dead) (?:a|the|an) (?:[\w-]+ ){0,2}couple\b"
    r"(?! of)"
    r"|\b(?:a|the|an) (?:[\w-]+ ){0,2}couple (?:was|were) (?:\w+ )?"
    r"(?:killed|murdered|(?:found |shot )dead)\b",
    re.IGNORECASE,
)
_NTH = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
# 'The first victim to die' is seldom the last.
_NTH_DEATH = re.compile(
    rf"\b({'|'.join(_NTH[1:])}) (?:\w+ ){{0,2}}?(?:victim|person|man|woman|child|boy|girl|teen\w*)\b"
    r"[^.;,]{0,30}?\b(?:dies|died|dead|succumbed)\b",
    re.IGNORECASE,
)
_EARLY = re.compile(r"\b(?:initially|originally|earlier reports?|first reported)\b", re.IGNORECASE)
# The gunman is told of among those counted: 'including the gunman', 'the shooter and two others'.
_DOER = r"(?:gunman|shooter|attacker|suspect|assailant|bomber|driver)"
_INCLUSIVE = re.compile(
    rf"\b(?:including|and|plus|among them) (?:the |a )?(?:suspected |alleged |lone )?{_DOER}\b"
    rf"|\b{_DOER} and\b",
    re.IGNORECASE,
)
# 'Three others were injured, including a sailor who died': two of them are hurt.
_ONE_DIED = re.compile(
    r"[^.;:]{0,30}?\b(?:including (?:a|an|one|the) [\w' -]{1,40}? who|one of whom|one of them|one)"
    r" (?:has |have )?(?:later |since |then |also )?(?:died|fatally)\b",
    re.IGNORECASE,
)
# 'One of the five people taken to hospital has died.'
_ONE_OF_DIED = re.compile(r"\bone of (?:the |those |these )?$", re.IGNORECASE)
_HAS_DIED = re.compile(
    r"[^.;:]{0,90}?\b(?:has|have|had)? ?(?:since |later |now )?(?:died|passed away)\b", re.IGNORECASE
)
DIED_REACH_CHARS = 120
ONE_OF_CHARS = 16
# Who did it is dead too: some count him, some do not.
_DOER_FELL = re.compile(
    rf"\b(?:kill(?:ed|ing|s)?|sho(?:t|ots|oting)) (?:himself|herself|themselves)\b"
    r"|\bturn(?:ed|ing|s)? (?:the|his|her|a) (?:gun|weapon|knife|rifle|pistol) on (?:him|her)self\b"
    r"|\bt(?:ook|aking|akes|ake) (?:his|her) own life\b|\bmurder[ -]suicide\b|\bself-inflicted\b"
    rf"|\b{_DOER}(?:,[^,.;]{{1,60}},)? (?:was |were |is |has |had |been |also |later |then ){{0,3}}"
    r"(?:shot and killed|shot dead|killed|died|dead|fatally)\b"
    rf"|\b(?:killed|shot|shot and killed|shooting) (?:and killed |and killing )?the (?:\w+ )?{_DOER}\b",
    re.IGNORECASE,
)
# Hurt, or dead, in the same happening by other means: some count them, some do not.
_CASUALTY = r"(?:injur|hurt|wound|treated|suffer|died|dead|death|killed|fatal|hospital)"
_MEANS = (
    r"(?:flee(?:ing)?|trampl\w+|glass|jump(?:ed|ing)|falling|stampede|crash(?:es|ed|ing)?|flipped"
    r"|overturned)"
)
_OTHERWISE = re.compile(
    rf"\b{_CASUALTY}\w*\b[^.;]{{0,50}}\b{_MEANS}\b|\b{_MEANS}\b[^.;]{{0,50}}\b{_CASUALTY}"
    r"|\basthma\b|\bheart attack\b|\bsmoke inhalation\b|\bnot (?:from|by) (?:gun|bullet|shot)"
    r"|\b(?:broken|twisted|sprained|fractured|scraped) (?:leg|arm|ankle|wrist|foot|knee|bone|rib)s?\b",
    re.IGNORECASE,
)


def is_aside(account: Account, sentence: Sentence) -> bool:
    """Tell whether a sentence tells of other happenings, or gives a count as an early one."""
    text = account.report.text
    return any(mark.search(text, sentence.start, sentence.end) for mark in (SWEEPING, _EARLY))


def counts_doer(account: Account, sentence: Sentence) -> bool:
    """Tell whether a sentence names who did it among those it counts."""
    return _INCLUSIVE.search(account.report.text, sentence.start, sentence.end) is not None


def has_lost_one(account: Account, sentence: Sentence, quantity: Quantity) -> bool:
    """'Three others were injured, including a sailor who died': one of those counted has died since."""
    end = min(sentence.end, quantity.end + DIED_REACH_CHARS)
    text = account.report.text
    before = text[max(sentence.start, quantity.start - ONE_OF_CHARS) : quantity.start]
    if _ONE_OF_DIED.search(before) and _HAS_DIED.match(text, quantity.end, end):
        return True
    return _ONE_DIED.match(text, quantity.end, end) is not None


def tells_doer_fell(account: Account) -> bool:
    """Tell whether a report says that who did it died too."""
    return _DOER_FELL.search(account.report.text) is not None


def tells_otherwise(account: Account) -> bool:
    """Tell whether a report says that somebody came to harm by other means than the rest."""
    return _OTHERWISE.search(account.report.text) is not None


def find_multiples(account: Account, sentence: Sentence) -> Iterator[Quantity]:
    """'A triple homicide', 'a third victim has died': counts that are no figures."""
    for match in _MULTIPLE.finditer(account.report.text, sentence.start, sentence.end):
        role = "shot" if match[2].lower() == "shooting" else "killed"
        yield _counted(account, match.span(), _TIMES[match[1].lower()], role)
    for match in _COUPLE.finditer(account.report.text, sentence.start, sentence.end):
        yield _counted(account, match.span(), 2, "killed")
    for match in _NTH_DEATH.finditer(account.report.text, sentence.start, sentence.end):
        yield _counted(account, match.span(), _NTH.index(match[1].lower()) + 1, "killed")


def _counted(account: Account, span: tuple[int, int], number: int, role: str) -> Quantity:
    exact = Decimal(number)
    return Quantity(account.id, *span, exact, exact, "people", role, role=role)

"""How badly reports say that a person was hurt: 'in critical condition', 'shot in the leg'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samestory.lexicon.contrasts import load_contrast_words
from samestory.text.facts.fact import Fact, Page

# From the worst to the best; 'where' says only which part of the body was hit.
GRADES = ("critical", "serious", "stable", "fair", "released")
WHERE = "where "
_PARTS = (
    r"leg|arm|hand|foot|head|chest|back|stomach|abdomen|neck|shoulder|face|hip|thigh|knee|torso|groin"
    r"|wrist|ankle"
)
_HARMED = r"(?:injured|wounded|hurt)"
_CONDITION = re.compile(
    rf"\b(?P<critical>critical(?: but stable)? condition|critically {_HARMED}"
    r"|(?<!non-)(?<!non )life-threatening injur\w+|fighting for (?:his|her) life)\b"
    rf"|\b(?P<serious>serious condition|seriously {_HARMED}|serious injuries)\b"
    r"|\b(?P<stable>stable condition|non[- ]life[- ]threatening|expected to (?:survive|live|recover))\b"
    r"|\b(?P<fair>(?:fair|good) condition|minor (?:injuries|wounds))\b"
    r"|\b(?P<released>treated and released|released from (?:the |a )?hospital)\b"
    r"|\b(?:shot|hit|struck|wounded|grazed|gunshot wounds?)(?: once| twice)? (?:in|to) (?:the|his|her) "
    rf"(?:\w+ )?(?P<part>{_PARTS})\b",
    re.IGNORECASE,
)


def find_conditions(page: Page) -> Iterator[Fact]:
    """Read the condition of the one person by name of whom a sentence tells."""
    text = page.account.report.text
    for at, sentence in enumerate(page.sentences):
        subjects = {
            page.person(p) for p in range(sentence.first, sentence.last) if _is_told_of(page, p)
        } - {""}
        if len(subjects) != 1:
            continue
        for match in _CONDITION.finditer(text, sentence.start, sentence.end):
            grade = next((name for name in GRADES if match[name]), "")
            key = grade or WHERE + match["part"].lower()
            yield Fact(page, min(subjects), key, match.start(), match.end(), at)


def _is_told_of(page: Page, p: int) -> bool:
    """Tell whether a word is the subject of a verb that is not one of saying."""
    token = page.tokens[p]
    told = token.dep in ("nsubj", "nsubjpass") and token.tag not in ("WP", "WDT")
    return told and page.tokens[token.head].lemma not in load_contrast_words().saying

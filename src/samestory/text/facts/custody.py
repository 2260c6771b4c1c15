"""Whether reports say that whoever did it has been caught."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samestory.text.facts.fact import Fact, Page

TOPIC = "whether whoever did it has been caught"
AT_LARGE = "at large"
HELD = "held"
_WHO = r"(?:suspects?|gunm[ae]n|shooters?|attackers?|killers?|assailants?|robbers?|driver)"
_AT_LARGE = re.compile(
    r"\bno arrests? (?:has|have|had|was|were)\b|\bstill at large\b"
    rf"|\b{_WHO}(?: \w+){{0,3}} (?:is|are|was|were)? ?(?:remain\w* )?(?:still )?"
    r"(?:at large|on the (?:loose|run))\b"
    r"|\b(?:search|hunt|look)(?:ing)? for (?:the |a |an |two |three )?(?:\w+ )?"
    rf"{_WHO}\b|\bmanhunt\b"
    r"|\bno (?:one|suspects?) (?:is|are|has been|have been|was) (?:in custody|arrested|caught)\b",
    re.IGNORECASE,
)
_HELD = re.compile(
    rf"\b{_WHO}(?:,[^,.;]{{1,60}},)?(?: \w+){{0,2}} (?:is|are|was|were|has been|have been) (?:\w+ )?"
    r"(?:arrested|in custody|taken into custody|apprehended|captured|jailed|charged)\b"
    r"|\bturned (?:himself|herself|themselves) in\b|(?<!be )\bcharged with\b"
    rf"|\b(?:arrested|captured|apprehended|detained)(?: \w+){{0,2}} {_WHO}\b",
    re.IGNORECASE,
)


def find_custody(page: Page) -> Iterator[Fact]:
    """Read whether a report tells of a hunt or of an arrest; one that tells of both tells of two men."""
    text = page.account.report.text
    found: dict[str, Fact] = {}
    for at, sentence in enumerate(page.sentences):
        for key, pattern in ((AT_LARGE, _AT_LARGE), (HELD, _HELD)):
            match = pattern.search(text, sentence.start, sentence.end)
            if match is not None:
                found.setdefault(key, Fact(page, TOPIC, key, match.start(), match.end(), at))
    if len(found) == 1:
        yield from found.values()

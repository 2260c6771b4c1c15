"""With what reports say that a person is charged: 'capital murder', 'two counts of assault'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samestory.text.facts.fact import Fact, Page

_LEGAL = re.compile(
    r"\b(?:charged? with|charges of|charges? include|faces?|facing|counts? of|indicted|convicted of"
    r"|guilty (?:of|to)|accused of|booked (?:on|for))\b",
    re.IGNORECASE,
)
_CHARGE = re.compile(
    r"\b(?:(?P<degree>capital|aggravated|first|second|third)[- ](?:degree )?)?"
    r"(?P<attempted>attempted )?(?:(?:first|second)[- ]degree )?"
    r"(?P<charge>murder|manslaughter|homicide|assault|robbery|burglary|kidnapping|arson|theft|fraud|conspiracy"
    r"|obstruction|perjury|bribery|rape|carjacking|battery|endangerment|stalking|extortion|embezzlement"
    r"|money laundering|(?:use|possession) of a (?:firearm|weapon|gun)|tampering with evidence"
    r"|child abuse|child neglect|reckless driving)\b",
    re.IGNORECASE,
)


def find_charges(page: Page) -> Iterator[Fact]:
    """Read the charges in sentences that tell of the charges of one person by name."""
    text = page.account.report.text
    for at, sentence in enumerate(page.sentences):
        legal = _LEGAL.search(text, sentence.start, sentence.end)
        if legal is None:
            continue
        before = [p for p in range(sentence.first, sentence.last) if page.tokens[p].start < legal.end()]
        subjects = {page.person(p) for p in before if page.tokens[p].dep in ("nsubj", "nsubjpass")} - {""}
        if len(subjects) != 1:
            continue
        for match in _CHARGE.finditer(text, legal.start(), sentence.end):
            key = f"{'attempted ' if match['attempted'] else ''}{match['charge'].split()[0].lower()}"
            yield Fact(page, min(subjects), key, match.start(), match.end(), at)

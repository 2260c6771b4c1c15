"""With what reports say that it was done: 'an AR-15', 'a rifle', 'a pistol'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samestory.text.facts.fact import Fact, Page

TOPIC = "weapons"
# A key is the sort of weapon, and behind the slash what makes it more exact.
_SORTS = (
    (
        "rifle/make",
        r"AR-?\s?15(?:-style)?(?: (?:assault )?rifle)?|AK-?\s?47(?:-style)?(?: rifle)?|SKS rifle|M-?16",
    ),
    (
        "rifle/sort",
        r"assault[- ](?:style )?(?:rifle|weapon)s?|(?:semi-?automatic|hunting|high-powered) rifles?",
    ),
    ("rifle/", r"rifles?"),
    (
        "handgun/make",
        r"glock(?: pistol| handgun)?|9 ?mm(?: pistol| handgun)?"
        r"|\.?(?:22|38|40|45|357)-cali(?:ber|bre) (?:handgun|pistol|revolver)",
    ),
    ("handgun/sort", r"semi-?automatic (?:handgun|pistol)s?|revolvers?"),
    ("handgun/", r"handguns?|pistols?"),
    ("shotgun/", r"(?:sawed-off )?shotguns?"),
    ("knife/make", r"kitchen knife|machete|hunting knife|pocket ?knife|butcher knife|box cutter"),
    ("knife/", r"knife|knives|blade"),
    ("explosive/", r"pipe bombs?|grenades?|molotov cocktails?|suicide vest"),
    ("axe/", r"hatchet|axe"),
)
_WEAPON = re.compile(
    r"\b(?:" + "|".join(f"(?P<w{n}>{words})" for n, (_, words) in enumerate(_SORTS)) + r")\b", re.IGNORECASE
)
# Whose it is: what was found in a house or carried by the police was not used.
_USED = re.compile(
    r"\b(?:armed|open(?:ed|s)? fire|fir(?:ed|ing)|us(?:ed|ing)|wield\w*|brandish\w*|carr(?:ied|ying)"
    r"|retriev\w*|grabb\w*|pull\w*|shot|shoot\w*|stabb\w*|attack\w*|holding)\b",
    re.IGNORECASE,
)


def find_weapons(page: Page) -> Iterator[Fact]:
    """Read the weapons told of in a sentence about whoever did it using one."""
    text = page.account.report.text
    for at, sentence in enumerate(page.sentences):
        places = range(sentence.first, sentence.last)
        if not _USED.search(text, sentence.start, sentence.end):
            continue
        doer = any(page.is_doer(p) or page.tokens[p].text.lower() in ("he", "she") for p in places)
        if not doer and "armed" not in text[sentence.start : sentence.end].lower():
            continue
        for match in _WEAPON.finditer(text, sentence.start, sentence.end):
            sort = next(name for n, (name, _) in enumerate(_SORTS) if match[f"w{n}"])
            yield Fact(page, TOPIC, sort, match.start(), match.end(), at)

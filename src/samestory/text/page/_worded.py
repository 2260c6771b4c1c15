"""Lines known by the few words that they are made of: labels, counts, calls for a paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from samestory.lexicon.furniture import load_furniture_words
from samestory.lexicon.page_words import load_page_words
from samestory.records import Furniture, Span

# Labels and calls are shorter.
_MAX_CHARS = 90
_MAX_SITE_WORDS, _MAX_COUNTED_WORDS, _MAX_CALL_WORDS = 8, 3, 6
_WORD = re.compile(r"[a-z][a-z'-]*")
_COUNTED = re.compile(
    r"[\d.,]{1,9}k?(?: more)? (?:(?:free )?(?:articles?|stories|story) (?:remaining|left)"
    r"|(?:people|readers|users|others|visitors) (?:(?:are|were|is) )?(?:currently |now |also )?"
    r"(?:reading|viewing|watching|here|online|liked?|shared|found this|loved?|agree)"
    r"|(?:likes|reactions|votes|claps))\b[^.!?\n]{0,30}$"
)
# Libraries of stock pictures are no agencies of news: a bracket that names only them is a picture's credit.
_STOCK = re.compile(
    r"[\[(]\s?(?:(?:photo|image|picture|credit|file|stock)s?(?: by| from|:)?\s){0,2}[\w .&'-]{0,40}"
    r"(?:getty|shutterstock|alamy|istock|adobe stock|unsplash|pexels|pixabay|wikimedia|flickr|dreamstime)"
    r"[\w .,/&'-]{0,40}[\])]$"
)

# 'Notice an error? Flag it', 'Spotted a typo?'
_MISTAKE = re.compile(
    r"(?:^|[?!] )(?:spot|spotted|notice|noticed|see|seen|found|find) (?:an? |any |something )?"
    r"(?:errors?|mistakes?|typos?|inaccurac(?:y|ies)|wrong)\b"
)
# 'Heads up: this piece is from our archive', 'This story is part of our series on …'.
_OF_ARCHIVE = re.compile(
    r"(?:[a-z' ]{1,14}: )?this (?:piece|article|story|post|content|page) (?:is|was) "
    r"(?:from our|part of our|more than|over \d|not available|available)\b"
)


def find_worded_lines(folded: str, lines: Sequence[Span]) -> Iterator[Furniture]:
    """Find lines that are made of a page's own words alone, below the first."""
    rules = _rules()
    for line in lines[1:]:
        if len(line) > _MAX_CHARS:
            continue
        low = folded[line.start : line.end]
        judge = rules.get(low.split(None, 1)[0].strip("-–—*•>»«<([.,:"))
        reason = (judge(low) if judge is not None else None) or _judge_words(low)
        reason = reason or _judge_form(low)
        if reason is not None:
            yield Furniture(line.start, line.end, reason)


def _judge_form(low: str) -> str | None:
    if "?" in low and _MISTAKE.search(low):
        return "contact the newsroom"
    if "this " in low and _OF_ARCHIVE.match(low):
        return "notice"
    if low[0] in "[(" and _STOCK.match(low):
        return "gallery"
    waiting = low.startswith("loading") and low.endswith(("...", "…"))
    return "navigation" if waiting or (low[0].isdigit() and _COUNTED.match(low)) else None


@cache
def _rules() -> Mapping[str, Callable[[str], str | None]]:
    """Say by the first word of a line which rule may know it."""
    words = load_page_words()
    adverts = sorted(words.advert | words.go_on | {"article", "story", "text", "content", "after"})
    return {
        **dict.fromkeys(adverts, _judge_advert),
        **dict.fromkeys(sorted(words.calls), _judge_call),
        "disclaimer": _judge_disclaimer,
    }


def _judge_advert(low: str) -> str | None:
    """Tell 'Advert - article continues below', whatever the order of its words."""
    known, said = load_page_words(), _WORD.findall(low)
    if len(said) < 2 or (known.advert.isdisjoint(said) and known.go_on.isdisjoint(said)):
        return None
    around = known.advert | known.go_on | known.between
    return "advertisement" if around.issuperset(said) else None


def _judge_call(low: str) -> str | None:
    """Tell 'Support the Gazette': a call that ends in a paper's or a station's name."""
    said = low.strip(" .!>»→").split()
    named = 1 < len(said) <= _MAX_CALL_WORDS and said[-1] in load_furniture_words().mastheads
    return "subscription" if named else None


def _judge_disclaimer(low: str) -> str | None:
    return "notice" if ":" in low[:20] else None


def _judge_words(low: str) -> str | None:
    """Tell 'Text size: A A A', '5 comments on this story': words of a page and nothing else."""
    if low[-1] in ".:":
        return None
    said = low.replace(":", " ").replace("-", " ").split()
    if not 1 < len(said) <= _MAX_SITE_WORDS:
        return None
    known = load_page_words()
    own = figures = 0
    for word in said:
        bare = word.strip("?!,;*()[]'\"|•·…")
        if bare in known.of_sites:
            own += 1
        elif bare[:1].isdigit() or bare in known.numbers:
            figures += 1
        elif bare not in known.around and len(bare) > 1:
            return None
    button = own == 1 and (figures == 1 or not known.buttons.isdisjoint(said))
    return "navigation" if own > 1 or (button and len(said) <= _MAX_COUNTED_WORDS) else None

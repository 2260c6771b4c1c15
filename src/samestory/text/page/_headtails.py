"""What a page's title carries behind the headline: the site's name, its town, what it has to offer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from samestory.records import Furniture, Span
from samestory.text.page._mastheads import count_words

# A headline and what a page sets before it; longer lines are the report's.
_HEAD_LINES, _MAX_LINE_CHARS = 3, 320
_MAX_PAPER_WORDS, _MIN_NAME_CHARS = 5, 3

# 'KVEL 4 Port Velma, Ohio News, Weather, Sports and Traffic' and little more.
_MAX_TAIL_CHARS, _MAX_TAIL_WORDS = 130, 16
_MIN_HEADLINE_WORDS, _MIN_BARRED_WORDS, _MAX_BARRED_WORDS = 3, 4, 6
_CUT = re.compile(r"\s+(?:[-–—|•»:]|::)\s*\|?(?=\s|$)\s*|\s?\|\s?|\s::\s?")
_DOMAIN = re.compile(
    r"\b[\w-]{2,30}\.(?:com|org|net|tv|news|info|us|ca|ie|co\.uk|com\.au|co\.nz)\b", re.IGNORECASE
)
# Four letters of a station, or three with a number or 'TV'; bodies and wars that look so are none.
_STATION = re.compile(
    r"\b(?!WHO|WWII|WNBA|WIFI|KGB|WTO|KKK|WMD)(?:[KW][A-Z]{3}|[KW][A-Z]{2,3}[ -]?(?:TV\d?|DT|FM|AM"
    r"|\d{1,2}))\b"
)
_CHANNEL = re.compile(
    r"\b(?:NBC|ABC|CBS|FOX|Fox|CW|Channel|NewsChannel|News|Local|TV)\s?-?\d{1,2}\b|\b\d{1,2}\s?(?:News"
    r"|NEWS|On Your Side)\b"
)
_RUBRICS = frozenset({
    "news", "weather", "sports", "sport", "traffic", "video", "videos", "headlines", "radio", "tv",
    "television", "online",
    "business", "entertainment", "breaking", "obituaries", "politics", "opinion", "local", "world",
    "live", "forecast",
})  # fmt: skip
# Behind a dash the last word of a paper's name is one that no headline is likely to end in.
_PAPERS = frozenset({
    "times", "herald", "tribune", "gazette", "journal", "chronicle", "courier", "dispatch", "examiner",
    "observer", "sentinel",
    "telegraph", "guardian", "inquirer", "enquirer", "bulletin", "advertiser", "ledger", "advocate",
    "beacon", "argus", "newspaper",
    "newspapers", "magazine", "news", "online", "tv", "radio", "network", "broadcasting", "wire", "blog",
    "weekly", "register",
})  # fmt: skip
_SMALL = frozenset(
    {"of", "the", "and", "for", "in", "on", "your", "at", "by", "a", "from", "to", "with", "-", "&"}
)
_WORD = re.compile(r"[^\W_][\w'’.&-]*")


def find_site_names(text: str, lines: Sequence[Span], outlet: str | None) -> Iterator[Furniture]:
    """Find the site's name behind a headline, or before it, parted by a dash or a bar.

    What follows is the site's if it has the outlet's name, a domain, a station's letters, two of what sites
    offer ('News, Weather'), or a paper's name, all of it in capitals. A headline keeps any other dash.
    """
    named = _squeeze(re.sub(r"^www\d?\.|\.(?:com|org|net|tv|co\.uk|news)\b.*$", "", (outlet or "").lower()))
    for place, line in enumerate(lines[:_HEAD_LINES]):
        raw = text[line.start : line.end]
        if len(line) > _MAX_LINE_CHARS or raw[-1] == ".":
            return
        for cut in _CUT.finditer(raw):
            head, tail = raw[: cut.start()], raw[cut.end() :]
            if head.rstrip().endswith((".", ":")) and not head.rstrip().endswith(".."):
                continue
            behind = count_words(head) >= _MIN_HEADLINE_WORDS and _is_site(
                tail, named, shouts=head.isupper()
            )
            if behind or ("|" in cut.group() and _is_barred(head, tail)):
                mark = cut.start() + len(cut.group()) - len(cut.group().lstrip())
                yield Furniture(line.start + mark, line.end, "masthead")
                break
            # A dateline stands before the report, a station's name before its headline.
            if place == 0 and count_words(tail) >= _MIN_BARRED_WORDS and _is_station(head):
                yield Furniture(line.start, line.start + len(raw[: cut.end()].rstrip()), "masthead")
                break


def _is_barred(head: str, tail: str) -> bool:
    """Tell a few capitalised words behind a bar, which sets a site's or a section's name apart."""
    words = _WORD.findall(tail)
    return (
        count_words(head) >= _MIN_BARRED_WORDS
        and len(words) <= _MAX_BARRED_WORDS
        and _are_capitalised(words)
        and not tail.rstrip().endswith(("?", "!", ".", ":"))
    )


def _is_site(tail: str, named: str, *, shouts: bool) -> bool:
    words = _WORD.findall(tail)
    if (
        not 0 < len(words) <= _MAX_TAIL_WORDS
        or len(tail) > _MAX_TAIL_CHARS
        or tail.endswith(("?", "!", ":"))
    ):
        return False
    low = [word.lower().strip(".'’") for word in words]
    rubrics = len(_RUBRICS.intersection(low))
    # In a headline all in capitals any word of four letters looks like a station's.
    station = None if shouts else _STATION.search(tail)
    known = _DOMAIN.search(tail) or station or _CHANNEL.search(tail) or _is_outlets(tail, low, named)
    if known and rubrics > 1:
        return True
    if not _are_capitalised([word for word in words if word.lower() not in _RUBRICS]):
        return False
    return bool(known) or rubrics > 1 or low == ["news"] or _is_paper(low)


def _is_paper(low: Sequence[str]) -> bool:
    last = low[-1].rpartition("-")[2]
    return 1 < len(low) <= _MAX_PAPER_WORDS and last in _PAPERS


def _is_station(head: str) -> bool:
    """Tell a station's name and its town before a headline."""
    words = _WORD.findall(head)
    if not 0 < len(words) <= _MAX_BARRED_WORDS or not _are_capitalised(words):
        return False
    return (
        _CHANNEL.match(head) is not None or len(_RUBRICS.intersection(word.lower() for word in words)) > 1
    )


def _is_outlets(tail: str, low: Sequence[str], named: str) -> bool:
    return len(named) > _MIN_NAME_CHARS and (named in low or _squeeze(tail).startswith(named))


def _squeeze(name: str) -> str:
    return re.sub(r"[\W_]|\b(?:the|and)\b", "", name.lower())


def _are_capitalised(words: list[str]) -> bool:
    return all(
        not word[0].islower()
        or word.lower() in _SMALL
        or "." in word
        or (word[0] in "iex" and word[1:2].isupper())
        for word in words
    )

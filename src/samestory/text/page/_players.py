"""What stands around a player: its title, who hands over, the day it was put up, its length."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from samestory.lexicon.common_words import load_common_words
from samestory.lexicon.furniture import load_furniture_words
from samestory.records import Furniture, Span
from samestory.text.page.lines import split_sentences

# '(Published Tuesday, May 3, 2011)', '(Published 19 minutes ago)'.
_DATED = re.compile(r"\((?:Published|Posted|Aired|Uploaded) (?=[^()\n]{0,40}(?:\d|ago))[^()\n]{4,60}\)")
# 'KVEL's Ann Lee reports.', 'Ann Lee has the details.'
_HANDS_OVER = re.compile(
    r"(?:[A-Z][\w.'’-]{0,20} ){0,2}(?:\d{1,2}(?:['’]s)? )?(?:[A-Z][\w.'’-]{1,20} ){1,3}"
    r"(?:reports(?: live)?(?: from(?: [A-Z][\w.-]{1,20}){1,3})?"
    r"|(?:has|with) (?:the|more|new) (?:latest |full |more |new )?(?:story|details|latest"
    r"|report)(?: [a-z' ]{2,40})?)\.?$"
)
_HANDED = ("reports", "reports.", "details", "details.", "story", "story.", "latest", "latest.", "report.")
_AGENCIES = frozenset({"reuters", "afp", "ap", "police", "bloomberg", "cnn", "bbc"})
_DATED_CUES = ("(Published", "(Posted", "(Aired", "(Uploaded")
_MAX_HANDING_CHARS = 110
# A longer line is a paragraph; a shorter title cannot be told from a name.
_MAX_TITLE_CHARS, _MIN_TITLE_WORDS, _MIN_CLOSING_WORDS, _MAX_TITLE_WORDS = 130, 4, 6, 22
# Of the words in a title's capitals so many are no names.
_MIN_PLAIN_WORDS = 3
_PLAYED = re.compile(
    r"(?:(?:JUST WATCHED|MUST WATCH|NOW PLAYING|WATCH NOW|Just Watched|Must Watch|Now Playing)\b.{3,220}"
    r"(?:\d{1,2}:\d\d|Replay(?: More Videos)?(?: ?\.\.\.| ?…)?)|.{4,200}\s(?:Listen|Download|Play"
    r"|Watch) · (?:\d{1,2}:)?\d{1,2}:\d\d(?: (?:\d{1,2}:)?\d{1,2}:\d\d)?)$"
)
_PLAYED_CUES = ("WATCH", "PLAYING", " · ", "Must Watch", "Now Playing", "Just Watched")
# A post's signature and its day, which may close a paragraph as well.
_POSTED = re.compile(
    r"^(?:Posted|Published|Updated|By|Contributing|With|Reporting|Source|Editing)\b|(?:19|20)\d\d$"
    r"|\b[ap]\.?m\.?$",
    re.IGNORECASE,
)
_TIMED = re.compile(r"\d{1,2}:\d\d (?![ap]\.?m)[A-Z‘'“\"][^\n]{8,120}[^.!?:;,\n]$")
_TOKEN = re.compile(r"\S+")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SMALL = frozenset({
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "is", "it", "its", "nor",
    "of", "off", "on", "or",
    "over", "out", "per", "so", "the", "to", "up", "via", "vs", "with", "after", "amid",
})  # fmt: skip
_OFFICES = frozenset({
    "mayor", "police", "chief", "governor", "president", "sheriff", "officer", "captain", "detective",
    "attorney", "judge",
    "senator", "county", "city", "state", "department", "school", "high", "general", "secretary",
    "minister", "district",
})  # fmt: skip
# A headline does not end in one of these.
_LEADING = _SMALL | {"outside", "inside", "near", "during", "under", "before", "around", "behind"}


def find_players(text: str, folded: str, lines: Sequence[Span]) -> Iterator[Furniture]:
    """Find what a player leaves behind in plain text; what it shows stays, as a caption does.

    The title of a video is known by its capitals before a dated line, at the head of one, or after a
    paragraph's last sentence.
    """
    if any(cue in text for cue in _PLAYED_CUES):
        for line in lines[1:]:
            if _PLAYED.match(text, line.start, line.end):
                yield Furniture(line.start, line.end, "gallery")
    yield from _find_lengths(text, lines)
    dated = any(cue in text for cue in _DATED_CUES)
    for place, line in enumerate(lines[1:], start=1):
        match = _DATED.search(text, line.start, line.end) if dated else None
        if match is not None:
            yield Furniture(match.start(), match.end(), "gallery")
            yield from _find_titles(text, lines, place)
            until = line.start + len(text[line.start : match.start()].rstrip())
            yield from _find_handing_over(text, folded, line.start, until)
        elif folded.endswith(_HANDED, line.start, line.end):
            yield from _find_handing_over(text, folded, line.start, line.end)
        if len(line) > _MAX_TITLE_CHARS and text[line.end - 1].isalnum():
            yield from _find_closing_title(text, line)


def _find_lengths(text: str, lines: Sequence[Span]) -> Iterator[Furniture]:
    """Find films listed with their lengths, '0:33 Crews clean the quay Pause'; no clock says 0:33."""
    if "\n0:" not in text and "\n1:" not in text and "\n2:" not in text:
        return
    listed = [line for line in lines[1:] if _TIMED.match(text, line.start, line.end)]
    if len(listed) > 1 and any(text.startswith("0:", line.start) for line in listed):
        yield from (Furniture(line.start, line.end, "gallery") for line in listed)
    else:
        paused = (line for line in listed if text.endswith(" Pause", line.start, line.end))
        yield from (Furniture(line.start, line.end, "gallery") for line in paused)


def _find_handing_over(text: str, folded: str, start: int, end: int) -> Iterator[Furniture]:
    """Find the short sentence that hands over to the reporter in the film, where a stretch ends."""
    if not folded.endswith(_HANDED, start, end):
        return
    stretch = Span(max(start, end - 2 * _MAX_HANDING_CHARS), end)
    last = list(split_sentences(text, stretch))[-1]
    raw = text[last.start : last.end]
    whole = last.start > stretch.start or stretch.start == start
    if not whole or len(raw) > _MAX_HANDING_CHARS or _HANDS_OVER.match(raw) is None:
        return
    # 'The Port Gazette reports.' says who says it; 'KVEL's Ann Lee reports.' who is seen.
    said = re.findall(r"[a-z]+", raw.lower())
    papers = load_furniture_words().mastheads | _AGENCIES
    if "’s " in raw or "'s " in raw or papers.isdisjoint(said):
        yield Furniture(last.start, last.end, "gallery")


def _find_titles(text: str, lines: Sequence[Span], place: int) -> Iterator[Furniture]:
    """Find the title of a dated player: the line above in a headline's capitals, or the line's own head."""
    line = lines[place]
    above = lines[place - 1]
    raw = text[above.start : above.end]
    if place > 1 and len(raw) <= _MAX_TITLE_CHARS and raw[-1] not in '.:;,"”' and _is_title_case(raw, text):
        yield Furniture(above.start, above.end, "gallery")
    for sentence in split_sentences(text, line):
        end = find_glued_title(text, sentence)
        if end is not None:
            yield Furniture(sentence.start, end, "gallery")
            return


def find_glued_title(text: str, line: Span) -> int | None:
    """Give where a title ends that a sentence follows without a stop, or None.

    All words of a title are capitalised, and of a sentence only the first and names: the sentence begins at
    the last capitalised word that is no name, unless that would leave a title ending in 'of' or 'outside'.
    """
    tokens: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text, line.start, min(line.end, line.start + 2 * _MAX_TITLE_CHARS)):
        bare = token.group().strip("\"'“”‘’(),;:")
        if bare[:1].islower() and bare.lower() not in _SMALL:
            break
        if tokens and tokens[-1].group()[-1] in ".!?" and len(tokens[-1].group()) > 3:
            return None
        tokens.append(token)
    plain = [n for n, token in enumerate(tokens) if _is_plain(token.group(), text)]
    # 'Mayor Ann Lee, Police Chief Bo Ek' begins a sentence, and is no title.
    telling = [n for n in plain if tokens[n].group().lower().strip(",;:") not in _OFFICES]
    if len(telling) < _MIN_PLAIN_WORDS:
        return None
    cut = plain[-1]
    while 0 < cut < len(tokens) and tokens[cut - 1].group().lower().strip(",;:") in _LEADING:
        cut += 1
    if cut < _MIN_TITLE_WORDS or cut >= len(tokens):
        return None
    return tokens[cut - 1].end()


def _find_closing_title(text: str, line: Span) -> Iterator[Furniture]:
    """Find a title that closes a paragraph after its last sentence."""
    low = max(line.start, line.end - _MAX_TITLE_CHARS)
    stop = max(text.rfind(mark, low, line.end) for mark in (". ", "? ", "! ", ".” ", '." '))
    if stop < line.start + _MAX_TITLE_CHARS // 2:
        return
    start = text.index(" ", stop) + 1
    raw = text[start : line.end]
    count = len(_WORD.findall(raw))
    if (
        raw[0].isalnum()
        and _MIN_CLOSING_WORDS <= count <= _MAX_TITLE_WORDS
        and not set(raw) & set('"“”@|/#')
    ):
        shorts = re.search(
            r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Lt|Col|Sgt|No|vs|Jr|Sr|Inc|Co)\.$",
            text[:start].rstrip()[-6:],
        )
        if shorts is None and not _POSTED.search(raw) and _is_title_case(raw, text):
            yield Furniture(start, line.end, "read also")


def _is_title_case(raw: str, text: str) -> bool:
    """Tell a headline with all its words capitalised from a list of names."""
    words = _WORD.findall(raw)
    if not _MIN_TITLE_WORDS <= len(words) <= _MAX_TITLE_WORDS or raw.isupper():
        return False
    if any(word[0].islower() and word.lower() not in _SMALL for word in words):
        return False
    return sum(_is_plain(word, text) for word in words) >= _MIN_PLAIN_WORDS


def _is_plain(word: str, text: str) -> bool:
    """Tell a capitalised word that is no name: a common one, or one written small elsewhere."""
    bare = word.strip("\"'“”‘’(),;:.!?")
    low = bare.lower()
    if not bare[:1].isupper() or not low.isalpha() or (low in _SMALL and low not in ("a", "an", "the")):
        return False
    return low in load_common_words() or f" {low} " in text or low in ("a", "an", "the")

"""The foot of a page: what stands under a report once links and forms have begun there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samestory.records import Furniture, Span
from samestory.text.page._mastheads import count_words
from samestory.text.page.captions import is_caption
from samestory.text.page.stamps import is_day_line, is_stamp

# A longer line without a full stop is a paragraph that has lost it.
_MAX_LINK_CHARS = 220
# A line of so many words with a full stop inside is no headline.
_MIN_SENTENCE_WORDS = 9
# At the foot a shorter sentence still tells; fewer words are a link's.
_MIN_TOLD_WORDS = 4
# A page's foot of so many lines is a list of everything; what lies above is left as it is.
_MAX_FOOT_LINES = 60
_ENDED = re.compile(r"[.!?…][\"'”’»)\]]{0,2}$")
_BREAK = re.compile(r"[.!?][\"'”’»)]{0,2}\s")
# Credits, corrections and sign-offs at a page's foot belong to the report.
OF_THE_REPORT = re.compile(
    r"ontribut|eporting by|riting by|diting by|orrection|CORRECTION|larification|ditor[’']s note"
    r"|EDITOR|NOTE|@\w|pic\.twitter"
    r"|^[\[(•*—–-]{0,2}\s?(?:[Ww]ith|[Ff]rom|[Ss]ources?:|[Vv]ia|VIA)\b"
    r"|^[\[(—–-]{1,2}\s?[A-Z][\w ./-]{1,30}[\])]?$|^[A-Z]{2,6}$"
)


def judge_foot(
    text: str, pieces: Sequence[Span], furniture: Sequence[Furniture]
) -> tuple[list[Furniture], list[Span]]:
    """Take what stands under the report, once furniture has begun there, up to the end of the page."""
    start = len(pieces)
    while start > max(0, len(pieces) - _MAX_FOOT_LINES) and not _tells(text, pieces[start - 1]):
        start -= 1
    foot = pieces[start:]
    if not foot or not furniture:
        return [], []
    body_end = pieces[start - 1].end if start else 0
    opened = next((f.start for f in furniture if f.start >= body_end), None)
    found, stamps = [], []
    for piece in foot:
        raw = text[piece.start : piece.end]
        if is_stamp(raw) or is_day_line(raw):
            stamps.append(piece)
        elif opened is None or opened > piece.start or OF_THE_REPORT.search(raw) or is_caption(raw):
            continue
        else:
            found.append(Furniture(piece.start, piece.end, "links"))
    return found, stamps


def _tells(text: str, piece: Span) -> bool:
    """Tell a sentence of the report, which ends as one; a headline in a list of links does not."""
    raw = text[piece.start : piece.end]
    if is_stamp(raw):
        return False
    if len(raw) > _MAX_LINK_CHARS or OF_THE_REPORT.search(raw):
        return True
    if count_words(raw) >= _MIN_SENTENCE_WORDS and _BREAK.search(raw):
        return True
    return _ENDED.search(raw) is not None and count_words(raw) >= _MIN_TOLD_WORDS

"""Links between paragraphs, known by their label, their brackets, their arrow or their capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from samestory.lexicon.page_words import load_page_words
from samestory.records import Furniture, Span

# 'CONTINUING COVERAGE OF THIS STORY: ' is about as long as labels come; a headline has a line at most.
_MAX_LABEL_CHARS, _MAX_LABEL_WORDS = 40, 6
_MAX_LINK_CHARS = 200
# A headline that ends in a full stop has fewer words than a sentence of the report.
_MAX_ENDED_WORDS = 12
# Fewer words in capitals are a subhead; a text with more such lines sets its subheads so.
_MIN_CAPITAL_WORDS, _MIN_SHOUTED_WORDS, _MAX_CAPITAL_LINES = 7, 3, 3
_MIN_BRACKETED_WORDS = 5
_MAX_GLUED_CHARS = 62
_MIN_TEASERS = 3
# 'Follow KQTV:'
_FOLLOWED_WORDS = 2
_LABEL = re.compile(
    r"[-–—•*\s]{0,4}(?:\d{1,2}/\d{1,2}/\d{2,4}\s)?"
    r"([A-Za-z/&' -]{3,40})(?::| \||\s?[-–—]{1,2}(?=\s))\s{0,3}(?=\S)"
)
_INLINE = re.compile(r"[.!?][\"”’)]{0,2}\s{1,3}(?=[A-Z][A-Z /&]{2,40}:\s?[A-Z‘'\"“\d])")
_BRACKETED = re.compile(r"[\[(]\s?([^\[\]()\n]{20,170}[^\s\[\]()\n.!…:;,])\s?[\])]$")
_SHOUT = re.compile(r"([A-Z]{3,12}(?: [A-Z]{3,12}){1,3})(?= [A-Z‘'“\d][a-z\d])")
_SHOUTS = re.compile(r"\b[A-Z’']{2,}(?: [A-Z’']{2,})+\b")
_GLUED = re.compile(r"[A-Z'‘“\"][^:@#/\n]{1,60}:[A-Z'‘“\"][a-z’']")
_NOTE = re.compile(
    r"(?i)(?:editor|note|update|correct|clarif|warning|please|from|the\b|this\b|a\b|an\b|he\b|she\b"
    r"|it\b|they\b|all\b)"
)
_READ_MORE = re.compile(
    r"[^.!?…:]\s(?:Read [Mm]ore|READ MORE|See [Mm]ore|Watch [Nn]ow|Read [Ss]tory"
    r"|Full [Ss]tory)(?: [»>→…]| ?\.\.\.)?$"
)
_LABEL_MARKS = (":", "|", " -", " –", " —")
_CLOSERS = ("ore", "ORE", "ow", "tory", "»", ">", "→", "…", "...")
_ARROWS = (">>", "»", "►", "▶", "→", "➤", "👉", "↓", "▼")
# What is quoted in capitals is a subhead.
_QUOTES = "\"'“‘«(["
_ENDED = re.compile(r"[.!?…][\"'”’»)\]]{0,2}$")
_TOKEN = re.compile(r"[^\W\d_][\w'’-]*")
_SOUND = re.compile(r"\(?SOUNDBITE|\(?APPLAUSE|\(?LAUGHTER|\(?CROSSTALK")


def find_labelled_links(text: str, lines: Sequence[Span]) -> Iterator[Furniture]:
    """Find links by what is put before, around or after them; a label of the report's own is none.

    'ALSO: Ferry fares to rise', '[Ferry fares to rise in spring]', '» Ferry fares rise',
    'Ferry fares rise Read more', and lines wholly in capitals in a report that is not otherwise set so.
    """
    capitals: list[Span] = []
    shouted = 0
    for line in lines[1:]:
        if len(line) > _MAX_LINK_CHARS:
            if text[line.start : line.start + 5].isupper() and _is_teaser_row(text[line.start : line.end]):
                yield Furniture(line.start, line.end, "read also")
            else:
                yield from _find_inline_label(text, line)
            continue
        raw = text[line.start : line.end]
        if (
            (raw.startswith(_ARROWS) and "«" not in raw)
            or _is_labelled(raw)
            or _is_bracketed(raw)
            or _is_closed(raw)
            or _is_glued(raw)
            or (raw[-1] == ":" and len(raw) <= _MAX_LABEL_CHARS and _is_head(raw))
        ):
            yield Furniture(line.start, line.end, "read also")
            continue
        yield from _find_inline_label(text, line)
        if raw[-3:].isupper() and raw[0] not in _QUOTES and raw.isupper() and raw[-1] not in ".!?:":
            count = len(_TOKEN.findall(raw))
            shouted += count >= _MIN_SHOUTED_WORDS
            if count >= _MIN_CAPITAL_WORDS and raw[-1] != "…" and not _SOUND.match(raw):
                capitals.append(line)
    if shouted <= _MAX_CAPITAL_LINES:
        yield from (Furniture(line.start, line.end, "read also") for line in capitals)


def _is_labelled(raw: str) -> bool:
    head = raw[: _MAX_LABEL_CHARS + 8]
    if raw[1:2].isupper() and _is_shouted(raw):
        return True
    # A post of somebody's has his name in brackets.
    if not any(mark in head for mark in _LABEL_MARKS) or "(@" in raw:
        return False
    match = _LABEL.match(raw)
    if match is None or len(match[1]) > _MAX_LABEL_CHARS or not _is_label(match[1]):
        return False
    rest = raw[match.end() :]
    count = len(_TOKEN.findall(rest))
    # A link's headline begins with a capital; 'Coverage: about 80 percent' goes on.
    if count < 2 or rest[0].islower():
        return False
    ended = _ENDED.search(rest) is not None and not rest.endswith("?")
    return not ended or (count <= _MAX_ENDED_WORDS and match[1].isupper())


def _is_shouted(raw: str) -> bool:
    """Tell 'MORE VIDEO Divers look at the pillar', a label without a mark behind it."""
    label = _SHOUT.match(raw)
    if label is None or not _is_label(label[1]):
        return False
    return len(_TOKEN.findall(raw)) >= _MIN_CAPITAL_WORDS and _ENDED.search(raw) is None


def _is_label(raw: str) -> bool:
    """Tell a label made of a page's words: one word of them if it shouts, two if it does not."""
    known, said = load_page_words(), raw.lower().replace("/", " ").replace("&", " ").split()
    if not 0 < len(said) <= _MAX_LABEL_WORDS:
        return False
    around = known.label_glue | known.label_cores
    if raw.isupper():
        around = around | known.label_capitals
        return around.issuperset(said) and not (known.label_cores | known.label_capitals).isdisjoint(said)
    return len(said) > 1 and around.issuperset(said) and not known.label_cores.isdisjoint(said)


def _is_teaser_row(raw: str) -> bool:
    """Tell 'MOST READ IN NEWS FLU FEARS Clinics are full …': a list's head, then labels and headlines."""
    shouts = _SHOUTS.findall(raw)
    if len(shouts) < _MIN_TEASERS or not raw.startswith(shouts[0]):
        return False
    known, head = load_page_words(), shouts[0].lower().split()[:3]
    own = known.heads | known.head_glue
    return (
        len(head) > 1 and own.issuperset(head[:2]) and ("read" in head or not known.heads.isdisjoint(head))
    )


def _is_head(raw: str) -> bool:
    """Tell 'Other Local News:', the head of a list whose links are lost."""
    said, known = raw[:-1].lower().split(), load_page_words()
    if len(said) == _FOLLOWED_WORDS and said[0] == "follow":
        return True
    listed = 1 < len(said) <= _MAX_LABEL_WORDS and not known.heads.isdisjoint(said)
    return listed and (known.heads | known.head_glue).issuperset(said)


def _find_inline_label(text: str, line: Span) -> Iterator[Furniture]:
    """Find a label with its headline that closes a line after a sentence's end."""
    at = text.rfind(": ", line.start, line.end)
    at = text.rfind(":", line.start, line.end) if at < 0 else at
    if at < 0 or not text[at - 1].isupper():
        return
    low = max(line.start, at - _MAX_LABEL_CHARS - 6)
    match = next(iter([*_INLINE.finditer(text, low, at + 4)][-1:]), None)
    if match is None or line.end - match.end() > _MAX_LINK_CHARS:
        return
    if _is_labelled(text[match.end() : line.end]) and not _ENDED.search(text[line.end - 4 : line.end]):
        yield Furniture(match.end(), line.end, "read also")


def _is_bracketed(raw: str) -> bool:
    """Tell '[Ferry fares to rise in spring]': a headline in brackets, alone in its line."""
    # Where a link stood a space is left: '( Ferry fares to rise)'.
    match = _BRACKETED.match(raw) if raw.startswith(("[", "( ")) else None
    if match is not None and raw[0] == "(":
        return _NOTE.match(match[1]) is None and match[1][0].isupper()
    if match is None or _NOTE.match(match[1]) or match[1].isupper():
        return False
    return len(_TOKEN.findall(match[1])) >= _MIN_BRACKETED_WORDS and match[1][0].lower() != match[1][0]


def _is_glued(raw: str) -> bool:
    """Tell 'In depth:Why the bridge closed', a label and a link set without a space between."""
    at = raw.find(":")
    if not 2 < at <= _MAX_GLUED_CHARS or raw[at + 1 : at + 2].isspace() or raw[-1] in '.!?:;,"”':
        return False
    return _GLUED.match(raw) is not None and len(_TOKEN.findall(raw)) >= _MIN_CAPITAL_WORDS


def _is_closed(raw: str) -> bool:
    """Tell 'Ferry fares to rise in spring Read more': a headline with the button of its link."""
    if not raw.endswith(_CLOSERS):
        return False
    return _READ_MORE.search(raw[-24:]) is not None and len(_TOKEN.findall(raw)) >= 5

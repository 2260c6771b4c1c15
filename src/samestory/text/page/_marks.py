"""Furniture known by its form: counters, rights, lone captions' words, bracketed links, link lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from samestory.lexicon.furniture import load_furniture_words
from samestory.records import Furniture, Span
from samestory.text.page._blocks import find_blocks
from samestory.text.page._calls import find_calls
from samestory.text.page._credits import find_credits_alone
from samestory.text.page._galleries import find_button_rows, find_galleries
from samestory.text.page._headtails import find_site_names
from samestory.text.page._imprints import find_imprints
from samestory.text.page._labels import find_labelled_links
from samestory.text.page._players import find_players
from samestory.text.page._prompts import find_prompts
from samestory.text.page._worded import find_worded_lines
from samestory.text.page.rows import find_rows

_NUMBERS = re.compile(r"[\d.,]+[kKmM]?(?:\s+[\d.,]+[kKmM]?)+$")
_COUNTER = re.compile(r"(?:Image |Photo |Slide )?(\d{1,3}\s?(?:/|of)\s?\d{1,3})(?=\s+[A-Z(“\"]|$)")
_TAIL_ENDS = (
    "ead More", "ead more", "More »", "more »", "More…", "more…", "More...", "more...", "More", "Photo",
    "Photos", "Video", "Advertisement", "ADVERTISEMENT", "Share", "Close", "Comment", "Comments", "Tweet",
)  # fmt: skip
_LONG_TAILS = ("hare this story", "hare this article", "Follow @", "CLICK HERE")
_MAX_TAIL_CHARS = 20
_HIDDEN = re.compile(r"(?:Hide|Show) Caption \d+ of \d+|\b\d+ show all\b")
_RIGHTS = re.compile(
    r"(?:(?:^|(?<=[\n(.!?|•”\"*-])|(?<=[.!?|•”\"*-]\s))\(?(?:©|copyright\b|\(c\)\s?(?=20))|©)"
    r"\s?(?:©|\(c\)|copyright)?\s?(?:by\s)?[\w\s/&.'-]{0,60}?(?:19|20)\d\d(?!\d)|all rights reserved"
)
_RIGHTS_CUES = ("©", "copyright", "all rights", "(c)")
_MORE_RIGHTS = re.compile(
    r"all rights|rights reserved|this material|may not be|republish|redistribut|reprint|reproduc"
    r"|\bllc\b|\binc\b|without permission"
)
_BRACKETED = re.compile(
    r"[(\[]\s?(?:RELATED|PHOTOS?|VIDEO|WATCH|READ(?: MORE)?|SEE ALSO|ALSO|MORE|POLL|QUIZ|LISTEN"
    r"|Also on [A-Z][\w ]{2,20}|See [Aa]lso|Related|Read more|Also read|Watch)\s?:[^()\[\]\n]{3,220}[)\]]"
)
_LONE = re.compile(
    r"(?:Photo|ADVERTISEMENT|Advertisement)(?=\s+(?:[A-Z][a-z“‘]|[A-Z]{3,}[ ,]|[“‘\"]|[AI]\s))"
)
_LONE_CUES = ("Photo", "ADVERTISEMENT", "Advertisement")
_LONE_BEFORE = re.compile(r"(?:[.!?”\"’)]\s|\n|^)$")
_TAIL = re.compile(
    r"(?<=[.!?”\"’)]\s)(?:Read [Mm]ore(?: »|…|\.\.\.)?|More|Photos?|Video|Advertisement|ADVERTISEMENT"
    r"|Share|Close|Comments?|Tweet|(?:Read or )?Share this (?:story|article)\b.{0,200}|Follow @\w+"
    r"|CLICK HERE .{5,90})(?=\r?$)",
    re.MULTILINE,
)
_SHOUT = re.compile(
    r"\b(?:CLICK|TAP|PRESS) HERE (?:TO|FOR) [A-Z][A-Z ’']{3,60}|\bGET THE [A-Z ]{2,30} APP\b"
)
_SHARE_STORY = re.compile(r"Read or Share this story: ?\S{0,200}")
_LISTEN = re.compile(r"LISTEN TO (?:THIS )?ARTICLE \d+:\d\d")
# 'Listen to the interview (14 min)', 'Get the Port Gazette app': a call with a length, or for an app.
_CALL = re.compile(
    r"^(?:(?:listen|watch|play|video|audio"
    r"|podcast)\b[^.!?\n]{0,80}\b\d{1,3}(?::\d\d)?\s?(?:min(?:ute)?s?|sec(?:ond)?s?|m|h)?\)?"
    r"|get (?:the|our) [\w' ]{0,30}\bapp)\r?$",
    re.MULTILINE | re.IGNORECASE,
)
_GLUED = re.compile(r"(?<=[a-z.])(?=[A-Z][a-z]|GOP|\d)")
_VIEWS = re.compile(
    r"^(?:the )?(?:views|opinions)\b[^.\n]{0,60}\bexpressed\b[^.\n]{0,80}"
    r"\b(?:authors?|writers?|own|necessarily|reflect)\b[^\n]{0,200}$",
    re.MULTILINE | re.IGNORECASE,
)
_LIST_HEADS = re.compile(
    r"(?:related|recommended|most (?:read|popular|viewed)|trending|popular"
    r"|recent (?:posts|stories|news|articles)|more (?:from|stories|news|on)"
    r"|you (?:may|might) also|latest|read next|top stories|editor'?s'? picks|around the web|from the web"
    r"|don't miss)\b"
)
_STOP = re.compile(r"[.!?]\)?(?=\s|$)|\n|$")
_MAX_LIST_LINES = 12
# 'All rights reserved. This material may not be … Reprints by … without permission.'
_MAX_RIGHTS_SENTENCES = 5
_MAX_RIGHTS_LINE_CHARS = 200
# Three headlines and their bars run to about 500.
_MAX_GLUED_CHARS = 700
_PLATFORM = (
    r"facebook|twitter|pinterest|e-?mail|print|whatsapp|reddit|linkedin|google\+?|tumblr|share|tweet"
    r"|flipboard"
    r"|pocket|telegram|sms|copy link|save|comments?|pin it|post|messenger|instagram|youtube|like|rss|x"
    r"|\d{1,5}k?"
)
_PLATFORMS = re.compile(rf"(?:(?:{_PLATFORM})(?:[\s|,•·/:]+|$)){{2,}}")
# A writer's address, handle or number, alone in a line.
_CONTACT = re.compile(
    r"(?:(?:twitter|e-?mail|phone|tel|contact)?[:.]?\s?"
    r"(?:[\w.+-]{2,40}@[\w-]{2,40}(?:\.[\w-]{2,20}){1,3}|@\w{2,30}|\(?\d{3}\)?[-. ]\d{3}[-.]\d{4})"
    r"[\s,;|/•·]{0,4}){1,4}$"
)
_FOLLOW = re.compile(
    r"(?:you can |please )?(?:follow|like|find|join|friend|connect with|reach|contact|write to"
    r"|e-?mail|tweet)\b"
    r"[^.!?\n]{0,80}?(?:\bon (?:twitter|facebook|instagram|snapchat|google|youtube|linkedin|social)|@\w+"
    r"|\bat (?:\(?\d{3}\)?[ .-]\d{3}|[\w.+-]{2,40}@\w|https?:|(?:www\.)?twitter\.com))[^\n]{0,160}$"
)
# Those who ask for help have a number as well.
_OF_POLICE = re.compile(
    r"\b(?:detectives?|police|sheriff|crime stoppers|investigators?|with information|hotline)\b"
)
# What a line of either kind can begin with; most lines need no closer look.
_ADDRESS_HEADS = ("http://", "https://", "www.")
# An address alone in a line: where the page was printed from, or a picture's.
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s]{3,400}$")
# '[Print] [E-mail this story] [Discuss]'.
_BRACKETED_ROW = re.compile(r"(?:\[[^\[\]\n]{2,40}\]\s{0,3}){2,12}$")
_BUTTON_HEADS = (
    *"0123456789",
    *(
        "facebook",
        "twitter",
        "pinterest",
        "email",
        "e-mail",
        "print",
        "whatsapp",
        "reddit",
        "linkedin",
        "google",
    ),
    *(
        "tumblr",
        "share",
        "tweet",
        "flipboard",
        "pocket",
        "telegram",
        "sms",
        "copy",
        "save",
        "comment",
        "pin",
        "post",
    ),
    *(
        "messenger",
        "instagram",
        "youtube",
        "like",
        "rss",
        "x ",
        "you ",
        "please",
        "follow",
        "find",
        "join",
        "friend",
    ),
    *("connect", "reach", "contact", "write"),
)
_LINE_HEADS = (
    (("listen", "watch", "play", "video", "audio", "podcast"), _CALL, "listen"),
    (("get the ", "get our "), _CALL, "app"),
    (("views", "opinions", "the views", "the opinions"), _VIEWS, "notice"),
)
_ALL_HEADS = tuple(head for heads, _, _ in _LINE_HEADS for head in heads)
# Words without which a pattern cannot match, looked for first because that is much quicker.
_GATED = (
    (("Hide Caption", "Show Caption", "show all"), _HIDDEN, "gallery"),
    (("HERE", "GET THE"), _SHOUT, "read also"),
    (("hare this story",), _SHARE_STORY, "share"),
    (("LISTEN TO",), _LISTEN, "share"),
)


def find_page_marks(
    text: str,
    folded: str,
    lines: Sequence[Span],
    hits: Sequence[tuple[int, int, str]],
    outlet: str | None,
) -> Iterator[Furniture]:
    """Find what its form gives away, whatever its words."""
    yield from _find_rights(text, folded)
    yield from find_site_names(text, lines, outlet)
    yield from _find_counters(text, lines)
    yield from _find_link_lists(text, folded, lines)
    yield from find_galleries(text, folded)
    yield from find_button_rows(text, lines)
    yield from _find_buttons(folded, lines)
    yield from find_rows(text, folded, lines)
    yield from find_worded_lines(folded, lines)
    yield from find_calls(folded, lines)
    yield from find_blocks(text, folded, lines)
    yield from find_imprints(folded, lines)
    yield from find_prompts(text, folded, lines, hits, outlet)
    yield from find_labelled_links(text, lines)
    yield from find_credits_alone(text, lines)
    yield from find_players(text, folded, lines)
    if "MORE" in text:
        yield from _find_glued_links(text)
    yield from _find_tails(text, lines)
    yield from _find_about_writer(folded, lines, outlet)
    if outlet and len(outlet) > 3:
        yield from _find_outlet_praise(folded, lines, outlet)
    for match in _LONE.finditer(text) if any(cue in text for cue in _LONE_CUES) else ():
        if _LONE_BEFORE.search(text[max(0, match.start() - 2) : match.start()]):
            reason = "gallery" if match[0] == "Photo" else "advertisement"
            yield Furniture(match.start(), match.end(), reason)
    yield from _find_by_head(text, folded, lines)
    for match in _match_at(_BRACKETED, text, "(["):
        yield Furniture(match.start(), match.end(), "read also")
    for cues, pattern, reason in _GATED:
        if any(cue in text for cue in cues):
            yield from (Furniture(m.start(), m.end(), reason) for m in pattern.finditer(text))


def _match_at(pattern: re.Pattern[str], text: str, marks: str) -> Iterator[re.Match[str]]:
    """Match a pattern where one of some marks stands: to find a mark takes a tenth of trying a pattern."""
    for mark in marks:
        at = text.find(mark)
        while at >= 0:
            match = pattern.match(text, at)
            if match is not None:
                yield match
            at = text.find(mark, at + 1)


def _find_by_head(text: str, folded: str, lines: Sequence[Span]) -> Iterator[Furniture]:
    """Find calls to listen or to install, and notices on opinions, by the words that open their lines."""
    for line in lines:
        if not folded.startswith(_ALL_HEADS, line.start):
            continue
        for heads, pattern, reason in _LINE_HEADS:
            match = pattern.match(text, line.start) if folded.startswith(heads, line.start) else None
            if match is not None:
                yield Furniture(match.start(), match.end(), reason)


def _find_tails(text: str, lines: Sequence[Span]) -> Iterator[Furniture]:
    """Find links and buttons that close a line after a sentence's end."""
    if any(cue in text for cue in _LONG_TAILS):
        yield from (Furniture(m.start(), m.end(), "read also") for m in _TAIL.finditer(text))
        return
    for line in lines:
        if text.endswith(_TAIL_ENDS, line.start, line.end):
            match = _TAIL.search(text, max(line.start, line.end - _MAX_TAIL_CHARS), line.end + 1)
            if match is not None:
                yield Furniture(match.start(), match.end(), "read also")


def _find_buttons(folded: str, lines: Sequence[Span]) -> Iterator[Furniture]:
    """Find rows of platforms' names, and calls to follow or write to somebody."""
    for line in lines:
        marked = "@" in folded[line.start : line.end] or folded[line.end - 1].isdigit()
        if marked and len(line) <= 120 and _CONTACT.match(folded, line.start, line.end) is not None:
            yield Furniture(line.start, line.end, "contact the newsroom")
        if folded.startswith(_ADDRESS_HEADS, line.start) and _ADDRESS.match(folded, line.start, line.end):
            yield Furniture(line.start, line.end, "links")
        if len(line) == 1 and folded[line.start] in "x×":
            yield Furniture(line.start, line.end, "navigation")
        if folded[line.start] == "[" and _BRACKETED_ROW.match(folded, line.start, line.end):
            yield Furniture(line.start, line.end, "share")
        at = line.start + 2 * folded.startswith("- ", line.start)
        if not folded.startswith(_BUTTON_HEADS, at):
            continue
        match = _FOLLOW.match(folded, at, line.end) if len(line) <= 300 else None
        if match is not None and not _OF_POLICE.search(folded, line.start, line.end):
            yield Furniture(line.start, match.end(), "share")
        match = _PLATFORMS.match(folded, line.start, line.end)
        named = match is not None and any(char.isalpha() for char in match.group())
        if match is not None and named and " " in match.group().strip():
            yield Furniture(line.start, line.start + len(match.group().rstrip()), "share")


def _find_rights(text: str, folded: str) -> Iterator[Furniture]:
    """Find lines about rights with the sentences that continue them."""
    if not folded.isascii():
        yield from _find_foreign_rights(folded)
    places = [at for cue in _RIGHTS_CUES for at in (folded.find(cue), folded.rfind(cue)) if at >= 0]
    if not places:
        return
    done = 0
    # Each match has a cue near its start.
    for match in _RIGHTS.finditer(folded, max(0, min(places) - 2), max(places) + _MAX_RIGHTS_LINE_CHARS):
        before = folded[max(0, match.start() - 12) : match.start()]
        if match.start() < done or before.endswith(("image ", "photo ", "photograph ")):
            continue
        starts_late = match.group().startswith("all")
        start = _sentence_start(folded, match.start()) if starts_late else match.start()
        done = _sentence_end(folded, match.end())
        for _ in range(_MAX_RIGHTS_SENTENCES):
            more = _sentence_end(folded, done + 1)
            if more <= done + 1 or not _MORE_RIGHTS.search(folded, done, more):
                break
            done = more
        yield Furniture(start, min(done, len(text)), "rights")


def _find_foreign_rights(folded: str) -> Iterator[Furniture]:
    """Find short lines that reserve all rights in another language."""
    for phrase in load_furniture_words().rights:
        at = folded.find(phrase)
        if at >= 0:
            start = folded.rfind("\n", 0, at) + 1
            end = folded.find("\n", at)
            end = len(folded) if end < 0 else end
            if end - start <= _MAX_RIGHTS_LINE_CHARS:
                yield Furniture(start, end, "rights")


def _sentence_start(folded: str, at: int) -> int:
    start = max(folded.rfind(mark, max(0, at - 120), at) for mark in ("\n", ". ", "! ", "? "))
    start = max(start + 1, at - 120, 0)
    while start < at and folded[start].isspace():
        start += 1
    return start


def _sentence_end(folded: str, at: int) -> int:
    match = _STOP.search(folded, min(at, len(folded)))
    if match is None:
        return len(folded)
    return match.start() if match.group() in ("\n", "") else match.end()


def _find_counters(text: str, lines: Sequence[Span]) -> Iterator[Furniture]:
    for place, line in enumerate(lines):
        if not text[line.start].isdigit() and not text.startswith(
            ("Image ", "Photo ", "Slide "), line.start
        ):
            continue
        raw = text[line.start : line.end]
        lone = raw.replace(",", "").isdigit() and (place < 4 or place >= len(lines) - 2)
        if _NUMBERS.match(raw) or (lone and place > 0):
            yield Furniture(line.start, line.end, "share")
        elif (match := _COUNTER.match(raw)) is not None:
            yield Furniture(line.start, line.start + match.end(), "gallery")


def _find_link_lists(text: str, folded: str, lines: Sequence[Span]) -> Iterator[Furniture]:
    """Find headlines that follow a head such as 'Related articles', up to the next full sentence."""
    for place, line in enumerate(lines):
        if len(line) > 45 or not _LIST_HEADS.match(folded, line.start):
            continue
        if text[line.end - 1] in ".!?":
            continue
        follow = lines[place + 1 : place + 1 + _MAX_LIST_LINES]
        taken = 0
        for other in follow:
            if text[other.end - 1] in ".!?…" or not 12 <= len(other) <= 140 or text[other.end - 1] in '"”':
                break
            taken += 1
        if taken and (taken > 1 or place + 1 + taken >= len(lines)):
            yield Furniture(line.start, follow[taken - 1].end, "read also")


def _find_glued_links(text: str) -> Iterator[Furniture]:
    """Find headlines glued to a name's full form and closed by MORE, as some sites' links come out."""
    past = 0
    for match in re.finditer(r"\sMORE\b", text):
        low = max(past, match.start() - _MAX_GLUED_CHARS, text.rfind("\n", 0, match.start()) + 1)
        past = match.end()
        start = _glued_start(text, low, match.start())
        if start is not None:
            yield Furniture(start, match.end(), "links")


def _glued_start(text: str, low: int, high: int) -> int | None:
    """Find where a name just written is written again in full, with a headline glued to it."""
    for glue in _GLUED.finditer(text, low, high):
        surname = re.search(r"[^\W\d_][\w’'-]{2,}\.?$", text[max(low, glue.start() - 40) : glue.start()])
        if surname is None:
            continue
        name = surname.group()
        earlier = text.rfind(name, max(low, glue.start() - 90), glue.start() - len(name))
        if earlier >= 0:
            start = earlier + len(name)
            return start + len(text[start:high]) - len(text[start:high].lstrip(" ."))
    return None


_PRAISE = re.compile(
    r"\b(?:is|are|was founded as) (?:a|an|the|one of)\b.{0,80}?\b(?:provider|newsroom|publication|publisher"
    r"|news (?:site|outlet|organi[sz]ation|service|source)|website|magazine|newspaper|platform|nonprofit"
    r"|non-profit|broadcaster)\b"
)


# 'Ann Lee is a reporter for the Gazette. She can be reached at …': who wrote it, not what happened.
_ABOUT_WRITER = re.compile(
    r"[^\w]{0,3}[^\W\d_][\w.'-]+(?: [\w.'-]+){1,4},? (?:is|writes|covers|reports)\b.{0,120}?"
    r"(?:\b(?:editor|reporter|writer|correspondent|columnist|contributor|producer|fellow|intern|blogger"
    r"|journalist|host|author)\b|\bfor\b)"
)
_REACHED = re.compile(
    r"(?:can|may) be (?:reached|followed|contacted|e-?mailed)|follow (?:him|her|them)|on twitter"
    r"|twitter: ?@"
)


def _find_about_writer(folded: str, lines: Sequence[Span], outlet: str | None) -> Iterator[Furniture]:
    """Find what a page says of the writer at its foot, with the outlet or a way to reach."""
    name = (outlet or "").lower().removeprefix("the ").removeprefix("www.").partition(" (")[0]
    for line in lines[-3:]:
        low = folded[line.start : line.end]
        if len(low) > 500 or " said" in low or _ABOUT_WRITER.match(low) is None:
            continue
        if (len(name) > 3 and name in low) or _REACHED.search(low):
            yield Furniture(line.start, line.end, "about the writer")


def _find_outlet_praise(folded: str, lines: Sequence[Span], outlet: str) -> Iterator[Furniture]:
    """Find the outlet's own description of itself at the foot of its page."""
    name = outlet.lower().removeprefix("the ")
    for line in lines[-3:]:
        low = folded[line.start : line.end]
        if low.removeprefix("the ").startswith(name) and _PRAISE.search(low) and '"' not in low:
            yield Furniture(line.start, line.end, "promotion")

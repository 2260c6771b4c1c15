"""Prompts: sentences that send the reader elsewhere, or hold her until there is more to tell."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from samestory.lexicon.furniture import load_furniture_words
from samestory.lexicon.page_words import load_page_words
from samestory.records import Furniture, Span
from samestory.text.page.lines import quote_depth_at

# A prompt is a sentence of a line or two.
_MAX_CHARS, _MAX_WORDS = 230, 36
# Who promises is named in a few words before what is promised.
_MAX_SUBJECT_WORDS = 9
_MAX_SHOWN_CHARS = 90
# 'This is a developing story.' says nothing more; 'Read it here.' need not say what.
_MAX_BARE_WORDS, _MAX_HERE_WORDS = 6, 8
_SAID_BEFORE = 260
# Before a sentence: an end of another, quotation marks and brackets, bullets and dashes.
_OPENED = re.compile(r"(?:^|[\n.!?:][\"')\]]{0,2}|[|•])\s{0,4}[-–—>»*•(\[▶►↓\s]{0,4}$")
_BEFORE = frozenset(".!?:\"')]}|•-–—>»*([▶►↓ \n")
_STOP = re.compile(r"[.!?][\"')\]]{0,2}(?=\s|$)|[.!](?=[A-Z])|\n")
_SHORT = re.compile(r"\b(?:a\.m|p\.m|st|no|dr|mr|mrs|ms|u\.s|sgt|lt|gov|sen|rep)\.$")
_WORD = re.compile(r"[a-z][a-z'-]*")
_HERE = re.compile(r"\b(?:here|below|above)[ .!>»:)\]]{0,4}$")
_BESIDE = re.compile(
    r"\b(?:video|clip|player|report|story|interview|gallery|photos|slideshow|map|link|livestream|list"
    r"|image|button)s? (?:above|below)\b"
)
_CLICK = re.compile(r"\b(?:click|tap)(?:ing)? (?:here|on|the|this|below|above|through)\b")
_FOR_MORE = re.compile(r"\bfor (?:the )?(?:more|full|complete|all|further|additional|latest)\b")
_OF_A_DAY = re.compile(r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow|this week)'s\b")
_OF_OURS = re.compile(r"\b(?:our|homepage|home page|newscast)\b")
# Where help is asked for or given, an address belongs to the report.
_HELP = re.compile(
    r"\b(?:information|help|donat\w*|give|register|apply|contribut\w*|volunteer\w*|support|fund|safety"
    r"|hotline|gofundme)\b"
)
_DEVELOPING = re.compile(r"(?:this|it) is an? (?:developing|breaking|ongoing)(?: news)? story\b")
# 'Can't see the video? Click here.'
_ASKED = re.compile(
    r"(?:can(?:'t|not) (?:see|view|watch)|on a mobile|mobile users|having trouble|viewing on"
    r"|don't see)[^.!?\n]{0,40}\?\s?$"
)
_PRINTED = re.compile(
    r"a version of this (?:article|story|column|review) (?:appears|appeared|ran|was published"
    r"|will appear) (?:in|on)\b"
)
_VIEWS = re.compile(
    r"(?:the )?(?:opinions|views) expressed (?:in|by|on|here)\b.{0,80}"
    r"\b(?:authors?|writers?|columnists?|contributors?|his|hers|theirs|own|necessarily)\b"
)
_UPDATED = re.compile(
    r"(?:this|the|our) (?:(?:developing |breaking )?(?:news )?story|article|report|page"
    r"|post) will be updated"
    r" (?:as|when|with|once|throughout)\b"
)
# 'Watch the full news conference.', alone in its line.
_SHOWN = re.compile(
    r"(?:watch|listen to|view) (?:the |our |a |his |her |their )?"
    r"(?:full |entire |raw |extended |complete |live )?(?:news conference|press conference|video|interview"
    r"|footage|trailer|clip|livestream|live stream|briefing|coverage)\b"
)
_ADDRESS = re.compile(r"\b(?:click|see|visit|go to)\b.{0,30}?(?:https?:|www\.|\b[\w-]+\.[a-z]{2,3}/)")
_MORE = re.compile(r"\bmore (?:\w+ )?(?:stories|news|coverage|videos|photos|headlines)\b")
_TONIGHT = re.compile(
    r"\b(?:tonight|tomorrow|this evening|(?:news|newscast) at (?:five|six|ten|eleven|noon|\d{1,2}))\b"
)
_TO_VIEW = re.compile(
    r"\bto (?:view|watch|see|hear|play|load|display) this (?:video|content|clip|audio|map|gallery"
    r"|graphic|slideshow|page)\b"
)
_YOU = frozenset({"you", "your", "please", "enable", "install", "allow", "update"})
_CREW = re.compile(
    r"\b(?:newsroom|news team|crew|crews|reporters?|correspondents?|team|staff|journalists?)\b"
)
# 'KVEL 4', '9 News', 'Eyewitness News', 'kvel.com'; three letters alone may be another body's.
_STATION = re.compile(
    r"\b(?:NBC|ABC|CBS|FOX|Fox|CW|CNN|PBS|NPR|Channel|News|NEWS|Newswatch|NewsWatch|NewsChannel|Local"
    r"|Live|Team|Action|ABC7|TV)"
    r"\s?-?\d{1,2}\b|\b\d{1,2}\s?(?:News|NEWS|Action|Eyewitness|On Your Side)\b"
    r"|\b(?:Eyewitness|Action|First|Local|World) News\b|\b(?!WHO|WWII|WNBA)[KW][A-Z]{3}\b"
    r"|\b[KW][A-Z]{2,3}[ -]?(?:TV|\d{1,2})\b"
    r"|\b[\w-]{3,30}\.(?:com|org|net|tv|news|co\.uk)\b"
)
_NAMED = re.compile(r"\b[A-Z][\w'’&.-]*(?:[ -][A-Z][\w'’&.-]*){1,4}")


def find_prompts(
    text: str, folded: str, lines: Sequence[Span], hits: Sequence[tuple[int, int, str]], outlet: str | None
) -> Iterator[Furniture]:
    """Find sentences that are a page's own: what to open or press, where to stay, what it promises.

    They are looked for anywhere in a line, since plain text often lost its breaks. A prompt must name a
    thing or a place of the page, or the page itself; whoever calls for help, gives or says something is
    in the report. `hits` are where phrases of furniture were found.
    """
    starts = [line.start for line in lines]
    named = _squeezed(outlet)
    promises = load_page_words().promises
    done = -1
    heads = load_furniture_words().heads
    for at, _, found in hits:
        phrase = heads.get(found, "")
        end = at + len(phrase)
        if not phrase or at < done or folded[end : end + 1].isalnum():
            continue
        # Most of these words stand in the midst of a sentence.
        if folded[at - 1 : at] == " " and folded[at - 2] not in _BEFORE and phrase not in promises:
            continue
        place = bisect_right(starts, at) - 1
        if place < 1 and at - starts[0] < len(lines[0]):
            continue  # the headline
        line = lines[place]
        start = _begin(folded, line, at, phrase)
        if start is None:
            continue
        stop = _end(text, folded, at, line.end)
        if stop - start > _MAX_CHARS or quote_depth_at(folded, line.start, start):
            continue
        low = folded[start:stop]
        if low[-1] == ":" or '"' in low.rstrip('"'):
            continue
        # Alone in its line a command to watch needs no place on the page.
        said = load_page_words().says
        shown = (
            said.isdisjoint(_WORD.findall(low))
            and len(low) <= len(line) <= len(low) + 2
            and _SHOWN.match(low)
            and len(low) < _MAX_SHOWN_CHARS
        )
        if not shown and not _is_prompt(low, text[start:stop], phrase, at - start, named):
            continue
        done = stop
        yield Furniture(_take_in(folded, line, start, stop), stop, "prompt")


def _take_in(folded: str, line: Span, start: int, stop: int) -> int:
    """Go back over 'This is a developing story.' before a prompt, and over its bracket."""
    if folded[start - 1] == "(" and folded[stop - 1] == ")":
        return start - 1
    before = folded[max(line.start, start - 60) : start]
    match = _DEVELOPING.search(before)
    if match is None or not re.fullmatch(r"[.,!]? *", before[match.end() :]):
        match = _ASKED.search(before)
    return start if match is None else start - len(before) + match.start()


def _begin(folded: str, line: Span, at: int, phrase: str) -> int | None:
    """Give where the sentence begins: here, or, for a promise, a few words before."""
    if phrase not in load_page_words().promises:
        before = folded[max(line.start, at - 8) : at]
        opened = at - len(before) == line.start or _OPENED.search(before)
        return at if opened and (not before.strip() or _OPENED.search(before)) else None
    low = max(line.start, at - _SAID_BEFORE)
    found = low
    for stop in re.finditer(r"[.!?][\"')\]]{0,2}(?:\s+|(?=[a-z]))", folded[low : at + 1]):
        before = folded[low : low + stop.end()].rstrip()
        if folded[low + stop.end() - 1].isspace() and _SHORT.search(before):
            continue
        if not folded[low + stop.end() - 1].isspace() and '"' not in stop.group():
            continue  # 'kvel.com'
        found = low + stop.end()
    return found


def _end(text: str, folded: str, at: int, limit: int) -> int:
    for stop in _STOP.finditer(text, at, limit):
        if not _SHORT.search(folded[max(at, stop.start() - 5) : stop.start() + 1]):
            return stop.start() if stop.group() == "\n" else stop.end()
    return limit


def _squeezed(outlet: str | None) -> str:
    name = re.sub(r"^www\d?\.|\.(?:com|org|net|tv|co\.uk|news)\b.*$", "", (outlet or "").lower())
    return re.sub(r"[\W_]|^the ", "", name)


def _is_prompt(low: str, raw: str, phrase: str, at: int, named: str) -> bool:
    words = load_page_words()
    said = _WORD.findall(low)
    if not 2 < len(said) + low.count("@") <= _MAX_WORDS or not words.says.isdisjoint(said):
        return False
    if phrase in words.promises:
        return _is_promise(low, raw, at, named)
    if _DEVELOPING.match(low):
        goods = (*words.stay_goods, "check back", "refresh")
        return len(said) > _MAX_BARE_WORDS and any(good in low for good in goods)
    if any(form.match(low) for form in (_UPDATED, _PRINTED, _VIEWS)) or (
        _TO_VIEW.search(low) and not _YOU.isdisjoint(said)
    ):
        return True
    looks = phrase in words.look_heads and (_looks(low, said) or _looks_on(low, raw, named))
    return looks or (phrase in words.stay_heads and _stays(low, raw, phrase, named))


def _looks(low: str, said: Sequence[str]) -> bool:
    """Tell whether a command to look or press says where on the page."""
    things = not load_page_words().look_things.isdisjoint(said)
    here = _HERE.search(low) and (things or len(said) <= _MAX_HERE_WORDS or "more" in said)
    pressed = _CLICK.search(low) or (low.startswith(("for a ", "for an ")) and _ADDRESS.search(low))
    return bool(here or pressed or _BESIDE.search(low) or (things and low.startswith("scroll ")))


def _looks_on(low: str, raw: str, named: str) -> bool:
    """Tell whether a command to look names the paper of a day, or the station or page that has more."""
    if _OF_A_DAY.search(low) and _names_paper(raw):
        return True
    if (_TONIGHT.search(low) or _MORE.search(low)) and _is_branded(raw, named):
        return True
    if _HELP.search(low) or _FOR_MORE.search(low) is None:
        return False
    return _OF_OURS.search(low) is not None or _is_branded(raw, named)


def _stays(low: str, raw: str, phrase: str, named: str) -> bool:
    if not any(good in low for good in load_page_words().stay_goods):
        return False
    if phrase in ("stay tuned", "check back", "keep checking", "refresh", "come back"):
        return True
    if phrase == "watch for":
        return "on air" in low or "online" in low or _is_branded(raw, named)
    return _is_branded(raw, named)


def _is_promise(low: str, raw: str, at: int, named: str) -> bool:
    """Tell a newsroom that promises from anybody else: it says 'we', or gives its name."""
    subject = low[:at]
    if len(_WORD.findall(subject)) > _MAX_SUBJECT_WORDS:
        return False
    told = any(good in low for good in load_page_words().stay_goods) or re.search(
        r"\b(?:this|the|our) (?:breaking |developing )?(?:news )?story\b|\byou (?:updated|posted"
        r"|informed|covered)\b"
        r"|\bbecomes? available\b|\bthe scene\b|\bnews at \d",
        low,
    )
    if not told:
        return False
    # Without a story in it, what 'we' promise may be quoted from somebody's post.
    ours = subject.startswith(("we ", "we'", "our ")) or not subject.strip()
    ours = (
        ours
        and re.search(r"\b(?:stor(?:y|ies)|article|report|page|post|update this|news|coverage)\b", low)
        is not None
    )
    return (
        ours
        or _is_branded(raw, named)
        or (subject.startswith("the ") and _CREW.search(subject) is not None)
    )


def _is_branded(raw: str, named: str) -> bool:
    """Tell whether a sentence names a station or the outlet."""
    if _STATION.search(raw):
        return True
    return len(named) > 3 and named in re.sub(r"[\W_]", "", raw.lower())


def _names_paper(raw: str) -> bool:
    mastheads = load_furniture_words().mastheads
    for name in _NAMED.finditer(raw):
        ends = re.split(r"[ -]", name.group().lower().rstrip(".'’"))
        if not mastheads.isdisjoint(ends[1:]):
            return True
    return False

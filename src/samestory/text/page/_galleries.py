"""Galleries: runs of counters, 1/8 to 8/8, with captions between them; and the buttons of players."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from samestory.records import Furniture, Span

# It begins with a digit and looks back from there, so that only digits are tried.
_RUN = re.compile(r"(\d(?<![\d/]\d)\d{0,2})(?:/| of )(\d{1,3})(?![\d/])")
_MIN_RUN = 4
# A caption with its credit; the body goes on after it in the same line.
_MAX_CAPTION_CHARS = 420
# A gallery's title and its 'N show all' stand just before the first counter.
_MAX_TITLE_CHARS = 300
# Pictures of the story name mostly what the story names; a round-up of the day's pictures hardly does.
_SAME_SUBJECT = 0.4
_CAPITALISED = re.compile(r"\b[A-Z][\w’'-]{3,}")
_CREDIT = re.compile(
    r"(?:getty(?: images)?|reuters|afp|epa|\bpa\b(?: wire)?|\bap\b|\brex\b|alamy|istock|shutterstock"
    r"|twitter)(?:/[\w ]{2,20})?"
)

# '× 1 of 3 2 of 3 3 of 3': the counters of a gallery whose pictures are lost, side by side.
_COUNTERS = re.compile(r"(?:[x×]\s)?\d{1,3}(?:/| of )(\d{1,3})(?:\s\d{1,3}(?:/| of )\1){1,60}(?=\s|$)")
# 'EMBED >More News Videos', 'Skip Ad Ad Loading... x Embed x Share': what stands on a player.
_BUTTON = r"[x×]\s(?:Embed|Share|Close)"
_PLAYER = re.compile(
    r"(?:EMBED\s?<?/?>(?:\s?More (?:[A-Z][a-z]{2,12} )?Videos?)?"
    rf"|(?:Skip Ad\s)?Ad Loading\s?(?:\.\.\.|…)(?:\s{_BUTTON}){{0,3}}"
    r"|CLOSE (?:Skip in )?(?:Skip )?x Embed x Share"
    rf"|{_BUTTON}(?:\s{_BUTTON}){{1,3}})(?=\s|$)"
)
_ROW_HEADS = (*"0123456789x×", "EMBED", "Skip Ad", "Ad Loading", "CLOSE ")


def find_button_rows(text: str, lines: Sequence[Span]) -> Iterator[Furniture]:
    """Find the counters and the players' buttons that open a line; a caption may follow in it."""
    at = text.find("EMBED ")
    while at >= 0:
        match = _PLAYER.match(text, at)
        if match is not None and text[:at].rstrip(" ").endswith((".", "!", "?", "\n", '"', "”", ")")):
            yield Furniture(match.start(), match.end(), "navigation")
        at = text.find("EMBED ", at + 1)
    for line in lines:
        if text.startswith(_ROW_HEADS, line.start):
            for pattern, reason in ((_COUNTERS, "gallery"), (_PLAYER, "navigation")):
                match = pattern.match(text, line.start, line.end)
                if match is not None:
                    yield Furniture(match.start(), match.end(), reason)


def find_galleries(text: str, folded: str) -> Iterator[Furniture]:
    """Find the counters of a gallery; with all its captions where it shows another subject."""
    if "1/" not in text and "1 of " not in text:
        return
    run: list[re.Match[str]] = []
    for match in [*_RUN.finditer(text), None]:
        if match and run and match[2] == run[-1][2] and 0 <= int(match[1]) - int(run[-1][1]) <= 1:
            run.append(match)
            continue
        if len({counter[1] for counter in run}) >= _MIN_RUN:
            whole = _gallery(text, folded, run[0], run[-1])
            if _is_of_another_subject(text[whole.start : whole.end], text):
                yield whole
            else:
                yield from (Furniture(counter.start(), counter.end(), "gallery") for counter in run)
        run = [match] if match else []


def _is_of_another_subject(gallery: str, text: str) -> bool:
    """Tell a site's pictures of the day from the pictures of this story, by the names they show."""
    named, shown = Counter(_CAPITALISED.findall(text)), Counter(_CAPITALISED.findall(gallery))
    told_too = sum(named[name] > times for name, times in shown.items())
    return told_too < _SAME_SUBJECT * len(shown)


def _gallery(text: str, folded: str, first: re.Match[str], last: re.Match[str]) -> Furniture:
    """Take a gallery from its title to the last caption, which ends at a credit or with its line."""
    start = max(text.rfind("\n", 0, first.start()) + 1, first.start() - _MAX_TITLE_CHARS)
    head = text.rfind(f"{first[2]} show all", start, first.start())
    if head < 0:
        head = first.start()
    sentence = max(text.rfind(mark, start, head) for mark in (". ", "? ", "! ", ".” ", '." '))
    start = sentence + 2 if sentence >= 0 else start
    end = text.find("\n", last.end())
    end = len(text) if end < 0 else end
    if end - last.end() > _MAX_CAPTION_CHARS or not text[last.end() : end].strip():
        reach = min(len(text), last.end() + _MAX_CAPTION_CHARS)
        end = max(
            (credit.end() for credit in _CREDIT.finditer(folded, last.end(), reach)), default=last.end()
        )
    return Furniture(start, end, "gallery")

"""Letters that were decoded in the wrong encoding, found in the smallest stretches that hold them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from samestory.records import Repair

REASON = "mojibake"

# The last character of a typographic mark's three, as Windows-1252 shows its byte, and the mark.
_LAST_OF_THREE = {
    "œ": "“", "\x9d": "”", "˜": "‘", "™": "’", "“": "–", "”": "—", "¦": "…", "¢": "•", "ž": "„", "š": "‚",
}  # fmt: skip
_OPENING = frozenset("“‘„")
_LAST = "".join(_LAST_OF_THREE)
# A space may stand between: translators take the three for words and set them apart.
_SPACED_MARK = re.compile(f"â(?:[ \u00a0]€[ \u00a0]?|€[ \u00a0])([{_LAST}])")
# A closing mark's last byte, 9D, stands for nothing in Windows-1252 and is often dropped on the way.
# Before a space ftfy would make a dagger of it, which news never has.
_SPACED_CLOSING = re.compile(
    f'(?:(?<=\\S)|(?<=\\w) )â[ \u00a0]€(?![ \u00a0]?[{_LAST}"])'
    f'|(?<=[!-~”’»…])â€(?:\ufffd|(?=[ \u00a0](?![{_LAST}"])))'
)
_CUT_CLOSING = re.compile('(?<=[!-~”’»…])â€(?:\x9d|\\?(?= [a-z]|[,.;])|(?!"))')
# Somebody straightened the last of the three: a dash, since only dashes end in a quotation mark.
_STRAIGHTENED_DASH = re.compile('â[ \u00a0]?€[ \u00a0]?"')
_AFTER_APOSTROPHE = re.compile(r" (?=(?:s|t|re|ve|ll|d|m)\b)")
# A letter in two, the second a sign that no word goes on with: 'caf Ã ©'.
_SPACED_LETTER = re.compile("Ã[ \u00a0]([¡¢£¤¥§¨©ª«¬®¯°±²³´¶·¸¹º»¼½¾¿])")
# A no-break space shows as 'Â' and a space. A capital after a small letter, or alone among spaces and
# quotation marks, is part of no word.
_LONE_SPACE = re.compile(
    '(?:(?<=[\\s"“”«»\'(\\[])|(?<![\\s\\S]))Â[ \u00a0]|Â[ \u00a0](?=["”»](?:[\\s.,;:!?)]|$))'
)
_STUCK_SPACE = re.compile('(?<=[a-z0-9.,;:!?%)\\]"”»])Â(?=\\s|$)')

# A letter of the Mac's own encoding inside a word, and a Spanish opening mark in that of DOS.
_MAC_LETTER = re.compile("(?<=[a-zà-ÿ])√([®©†π≤¨°≠≥∫±º∂§ß¢™´ªæç])(?![0-9])")
_DOS_MARK = re.compile("┬([┐í])(?=\\w)")
_MAX_WORD_CHARS = 400
_MAX_WINDOW_CHARS = 1_200
_MAX_LINE_CHARS = 3_000
_SIGNS = re.compile("[^\x00-\x7f]+")
_COMMON_SIGNS = frozenset("“”‘’–—…•\u00a0")
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(rf"\S{{1,{_MAX_WORD_CHARS}}}")


def find_spaced_mojibake(text: str) -> Iterator[Repair]:
    """Find marks whose three pieces were set apart, and no-break spaces that stand alone as 'Â '.

    They come before all else, since ftfy would make other signs, or spaces again, of them.
    """
    if "Â" in text:
        for match in _LONE_SPACE.finditer(text):
            yield Repair(match.start(), match.end(), "", REASON)
    if "â" not in text:
        return
    for match in _SPACED_MARK.finditer(text):
        mark, end = _LAST_OF_THREE[match.group(1)], match.end()
        if mark == "’" and (rest := _AFTER_APOSTROPHE.match(text, end)):
            end = rest.end()
        elif mark in _OPENING and text[end : end + 1] == " ":
            end += 1
        yield Repair(match.start(), end, mark, REASON)
    for match in _SPACED_CLOSING.finditer(text):
        yield Repair(match.start(), match.end(), "”", REASON)


def find_cut_mojibake(text: str) -> Iterator[Repair]:
    """Find what lost a byte on the way: marks cut short, dashes straightened, spaces shown as 'Â'."""
    if "â" in text:
        for match in _STRAIGHTENED_DASH.finditer(text):
            around = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
            dash = "–" if all(sign.isdigit() for sign in around) else "—"
            yield Repair(match.start(), match.end(), dash, REASON)
        for match in _CUT_CLOSING.finditer(text):
            yield Repair(match.start(), match.end(), "”", REASON)
    if "√" in text:
        for match in _MAC_LETTER.finditer(text):
            yield Repair(
                match.start(), match.end(), match.group().encode("mac_roman").decode("utf-8"), REASON
            )
    if "┬" in text:
        for match in _DOS_MARK.finditer(text):
            yield Repair(match.start(), match.end(), match.group().encode("cp437").decode("utf-8"), REASON)
    if "Ã" in text:
        for match in _SPACED_LETTER.finditer(text):
            letter = b"\xc3" + match.group(1).encode("latin-1")
            yield Repair(match.start(), match.end(), letter.decode("utf-8"), REASON)
    if "Â" in text:
        for match in _STUCK_SPACE.finditer(text):
            yield Repair(match.start(), match.end(), "", REASON)


def find_mojibake(text: str) -> Iterator[Repair]:
    """Find what ftfy knows to be mojibake, once or more times over, and say it character by character."""
    from ftfy import fix_encoding
    from ftfy.badness import is_bad

    if not is_bad(_around_signs(text)):
        return
    for line in _LINE.finditer(text):
        if line.group().isascii() or not is_bad(line.group()):
            continue
        for start, broken, fixed in _mend(line.group(), fix_encoding, is_bad):
            repairs = _compare(broken, fixed, line.start() + start)
            yield from (repair for repair in repairs if not _is_capital(text, repair))


def _is_capital(text: str, repair: Repair) -> bool:
    """Tell the 'Â' of a name in capitals from one that stands for half a space."""
    before, after = text[repair.start - 1 : repair.start], text[repair.end + 1 : repair.end + 2]
    return text[repair.start : repair.end] == "Â" and before.isupper() and after.isupper()


def _around_signs(text: str) -> str:
    """Take out what ftfy can find bad: runs beyond ASCII with their neighbours, most news being none of it.

    Each of its patterns rests on two such signs side by side, or on one that is no quotation mark or dash.
    """
    places = [m.span() for m in _SIGNS.finditer(text) if m.group() not in _COMMON_SIGNS]
    found = [text[max(0, start - 3) : end + 3] for start, end in places]
    return ("" if places and places[0][0] <= 3 else "\n") + "\n".join(found)


def _mend(
    line: str, fix: Callable[[str], str], is_bad: Callable[[str], bool]
) -> list[tuple[int, str, str]]:
    """Mend a line as a whole, which tells most about its encoding; where that fails, a few words at a time.

    Marks of several kinds may mix in one line, and then no one encoding explains it.
    """
    whole = fix(line) if len(line) <= _MAX_LINE_CHARS else line
    if whole != line and not is_bad(whole):
        return [(0, line, whole)]
    pieces: list[tuple[int, str, str]] = []
    for start, end in _windows(line):
        window = line[start:end]
        fixed = fix(window)
        if fixed != window:
            pieces.append((start, window, fixed))
            continue
        words = ((start + word.start(), word.group()) for word in _WORD.finditer(window))
        pieces += [(place, word, fix(word)) for place, word in words if is_bad(word)]
    return [piece for piece in pieces if piece[1] != piece[2]] or [(0, line, whole)]


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of words that are not plain ASCII, with a word on either side.

    A neighbour is needed because a space may be the second half of a letter ('Ã la carte').
    """
    start = end = -1
    before = 0
    plain_follows = False
    for word in _WORD.finditer(text):
        if not word.group().isascii():
            if start < 0:
                start = before
            end, plain_follows = word.end(), False
            if end - start > _MAX_WINDOW_CHARS:
                yield start, end
                start = -1
        elif start >= 0:
            if plain_follows:
                yield start, end
                start = -1
            else:
                end, plain_follows = word.end(), True
        before = word.start()
    if start >= 0:
        yield start, end


def _compare(broken: str, fixed: str, offset: int) -> Iterator[Repair]:
    """Say what was done to a window as edits: whatever lies between two stretches that stayed."""
    from rapidfuzz.distance import Indel

    at = to_at = 0
    stayed = [
        (op.src_start, op.src_end, op.dest_start, op.dest_end)
        for op in Indel.opcodes(broken, fixed)
        if op.tag == "equal"
    ]
    for start, end, to_start, to_end in [*stayed, (len(broken), 0, len(fixed), 0)]:
        if start > at:
            yield Repair(offset + at, offset + start, fixed[to_at:to_start], REASON)
        at, to_at = end, to_end

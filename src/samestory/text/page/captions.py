"""Captions: lines that a picture's credit closes or a picture's label opens."""

from __future__ import annotations

import re
from collections.abc import Sequence

# A caption's credit stands at its end; captions longer than this are paragraphs.
_MAX_CAPTION_CHARS = 700
_CREDIT_CHARS = 120
# Without one of these no line is a caption.
_CUES = (
    "Photo", "photo", "PHOTO", "Getty", "Reuters", "REUTERS", "AP", "AFP", "PA", "Image", "ourtesy",
    "/staff", "/Staff",
)  # fmt: skip
_WHO = r"[\w.’' -]"
_CREDIT = re.compile(
    rf"""(?:
    \(\s?(?:[^()]{{0,90}}(?:/|via\ |[Pp]hoto:?\ ?|by\ )[^()]{{0,60}}
        |AP|AFP|PA|Reuters|EPA|Getty(?:\ Images)?)\)
  | (?:REUTERS|Reuters|AP|AFP|EPA)\s?/\s?[A-Z]{_WHO}{{2,40}}
  | {_WHO}{{3,40}}/\s?(?:AP|AFP|EPA|Reuters|REUTERS|Getty\ Images|AFP/Getty\ Images
      |[Ss]taff(?:\ [Pp]hoto(?:grapher)?)?)
  | \b{_WHO}{{0,40}}via\ (?:AP|Reuters|AFP|Getty\ Images)
  | \bAP\ Photo(?:/{_WHO}{{2,40}})? | Getty\ Images | [Cc]ourtesy\ (?:of|photo){_WHO}{{0,40}}
  | Photo(?:graph(?:er)?)?(?:\ by|:)\ ?[A-Z][\w.’'/\ -]{{2,60}}
    )\s*[.)]?\s*$""",
    re.VERBOSE,
)
_LABEL = re.compile(
    r"(?:Image [A-Z“‘](?=.{2,500}?\bCredit)|FILE PHOTO|FILE PICTURE|FILE -|Image copyright|Image caption"
    r"|Media caption|File photo"
    r"|\(?Photo:|Photograph:)"
)


def find_picture_cues(text: str) -> tuple[str, ...]:
    """List the words of pictures that a text has; where it has none there is no caption in it."""
    return tuple(cue for cue in _CUES if cue in text)


def is_caption(line: str, cues: Sequence[str] = _CUES) -> bool:
    """Tell a caption from a paragraph and from a desk's sign-off; `cues` are those of the whole text.

    >>> is_caption("The bridge on Monday. (Ann Lee/AP)"), is_caption("The photo was sold.")
    (True, False)
    """
    if len(line) > _MAX_CAPTION_CHARS or not any(cue in line for cue in cues):
        return False
    end = line[-_CREDIT_CHARS:]
    able = ("(" in end or any(cue in end for cue in cues)) and not line.startswith("(Reporting")
    closed = able and _CREDIT.search(end) is not None
    return closed or _LABEL.match(line) is not None
